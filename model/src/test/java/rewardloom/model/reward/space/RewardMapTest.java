package rewardloom.model.reward.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Outcome;
import rewardloom.model.figure.Layer;
import rewardloom.model.project.LooseFormulas;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Sheet;

/** A reward over two state variables. */
class RewardMapTest {
    private static final LooseFormulas FORMULAS = new LooseFormulas();

    @AfterAll
    static void closeEngine() {
        FORMULAS.close();
    }

    private static Sheet walk() {
        return Sheet.of(Kind.STEPS, "walk")
                .numbers("episode", 0, 0, 0, 1)
                .numbers("observation/ball_x", 0, 1, 2, 4)
                .numbers("observation/ball_y", 0, 1, 0, 4)
                .numbers("observation/boost", 3, 3, 3, 9)
                .numbers("reward", 1, 2, 3, 4);
    }

    @Test
    void aFormulaOverTheGrid() {
        Outcome outcome = Outcome.of(
                new RewardMap(), walk().tables(FORMULAS), "formula=ball_x + 10 * ball_y + 100 * boost", "grid=21");

        Layer.HeatMap map = (Layer.HeatMap) outcome.figure("map").layers().stream()
                .filter(l -> l instanceof Layer.HeatMap)
                .findFirst()
                .orElseThrow();
        assertThat(map.x()).hasSize(21);
        for (int r = 0; r < 21; r += 5) {
            for (int c = 0; c < 21; c += 5) {
                assertThat(map.values()[r][c])
                        .as("the boost is held at its median")
                        .isCloseTo(map.x()[c] + 10 * map.y()[r] + 300, within(1e-9));
            }
        }
        Outcome held = Outcome.of(
                new RewardMap(),
                walk().tables(FORMULAS),
                "formula=boost + 0 * ball_x",
                "grid=11",
                "episode=1",
                "step=0");
        assertThat(((Layer.HeatMap) held.figure("map").layers().getFirst()).values()[3][3])
                .isEqualTo(9);
    }

    @Test
    void whatWasLoggedInBins() {
        Outcome outcome = Outcome.of(new RewardMap(), walk().tables(FORMULAS), "bins=5");

        Layer.HeatMap map = (Layer.HeatMap) outcome.figure("map").layers().getFirst();
        assertThat(map.values()).hasDimensions(5, 5);
        assertThat(map.values()[4][4]).isEqualTo(4);
        assertThat(map.values()[0][4]).isNaN();
    }

    @Test
    void contoursOfAPlaneAreStraight() {
        double[] places = {0, 1, 2, 3};
        double[][] plane = new double[4][4];
        for (int r = 0; r < 4; r++) {
            for (int c = 0; c < 4; c++) {
                plane[r][c] = c;
            }
        }

        Contours.Lines line = new Contours(places, places, plane).at(1.5);

        assertThat(line.size()).isEqualTo(4);
        for (double x : line.x()) {
            assertThat(Double.isNaN(x) || Math.abs(x - 1.5) < 1e-9).isTrue();
        }
    }

    @Test
    void aStateVariableThatIsNotThere() {
        assertThatThrownBy(() -> Outcome.of(new RewardMap(), walk().tables(FORMULAS), "formula=ball_x + heat"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("no numbers called 'heat'")
                .hasMessageContaining("ball_x");
        assertThatThrownBy(() -> Outcome.of(
                        new RewardMap(),
                        walk().without("observation/ball_y")
                                .without("observation/boost")
                                .tables(FORMULAS)))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("two observations");
    }
}
