package rewardloom.model.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.MemoryTables;

class HistogramsTest {
    private final MediaTables media = new MediaTables();

    private Result run(String... settings) {
        Map<String, String> changes = new LinkedHashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            changes.put(settings[i], settings[i + 1]);
        }
        Histograms analysis = new Histograms();
        return analysis.run(new Parameters<>(analysis.defaults()).parse(changes), media.tables(), Progress.NONE);
    }

    /** Even values between two ends. */
    private void log(String tag, long step, double low, double high, double count) {
        media.histogram(tag, step, new double[] {low, (low + high) / 2, high}, new double[] {count / 2, count / 2});
    }

    private void twoSeeds(int steps) {
        for (int seed = 0; seed < 2; seed++) {
            for (int s = 0; s < steps; s++) {
                log("rewards", s * 10L, seed, seed + 1, 100);
            }
            media.run("ppo-seed" + seed);
        }
    }

    @Test
    void seedsAreCountedTogetherAndEveryRidgeHoldsTheSameArea() {
        twoSeeds(5);
        Figure figure = run("bins", "20", "coverage", "1").figures().getFirst();
        assertThat(figure.name()).isEqualTo("rewards-ridges");
        List<Layer.Ridge> ridges =
                figure.layers().stream().map(Layer.Ridge.class::cast).toList();
        assertThat(ridges).hasSize(5);
        assertThat(ridges).extracting(Layer.Ridge::base).containsExactly(40.0, 30.0, 20.0, 10.0, 0.0);
        // Values spread evenly from 0 to 2: the same height everywhere, and that of all others.
        assertThat(ridges.getFirst().heights()).hasSize(22);
        assertThat(Arrays.stream(ridges.getFirst().heights())).allMatch(h -> Math.abs(h - 1) < 1e-9);
        assertThat(ridges.getFirst().x()).startsWith(0.0).endsWith(2.0);
        assertThat(figure.caption()).contains("2 seeds of ppo counted together", "10 histograms");
    }

    @Test
    void apartTheyHaveAFigureEach() {
        twoSeeds(5);
        Result result = run("poolSeeds", "false", "style", "all");
        assertThat(result.figures())
                .extracting(Figure::name)
                .containsExactly(
                        "rewards-quantiles",
                        "rewards-ppo-seed0-ridges",
                        "rewards-ppo-seed0-heat-map",
                        "rewards-ppo-seed1-ridges",
                        "rewards-ppo-seed1-heat-map");
        assertThat(result.tables().getFirst().rows()).hasSize(10);
    }

    @Test
    void manyStepsAreCountedTogetherAndSaySo() {
        twoSeeds(100);
        Figure figure = run("steps", "10", "style", "heat-map").figures().getFirst();
        Layer.HeatMap map = (Layer.HeatMap) figure.layers().getFirst();
        assertThat(map.x()).hasSize(10);
        assertThat(map.values()).hasNumberOfRows(80);
        double width = map.y()[1] - map.y()[0];
        double area =
                Arrays.stream(map.values()).mapToDouble(row -> row[3] * width).sum();
        assertThat(area).isEqualTo(1, within(1e-9));
        assertThat(figure.caption()).contains("100 steps in 10 equal parts");
    }

    @Test
    void whatLiesBeyondTheAxisIsTold() {
        for (int s = 0; s < 4; s++) {
            media.histogram("ratio", s, new double[] {-1000, -1, 1, 1000}, new double[] {1, 998, 1});
        }
        media.run("a");
        Figure figure = run("coverage", "0.99").figures().getFirst();
        Layer.Ridge ridge = (Layer.Ridge) figure.layers().getFirst();
        assertThat(ridge.x()[0]).isEqualTo(-1);
        assertThat(figure.caption()).contains("0.2 % of the values lie beyond the axis");
    }

    @Test
    void quantilesAreBandsOverTheSteps() {
        twoSeeds(3);
        Figure figure = run("style", "quantiles").figures().getFirst();
        assertThat(figure.layers()).hasSize(4);
        Layer.Band half = (Layer.Band) figure.layers().get(2);
        assertThat(half.low()).containsExactly(new double[] {0.5, 0.5, 0.5}, within(1e-12));
        assertThat(half.high()).containsExactly(new double[] {1.5, 1.5, 1.5}, within(1e-12));
        Layer.Line median = (Layer.Line) figure.layers().get(3);
        assertThat(median.y()).containsExactly(new double[] {1, 1, 1}, within(1e-12));
    }

    @Test
    void saysThatADistributionCollapsesOrMoves() {
        for (int s = 0; s < 10; s++) {
            log("advantages", s, -1.0 / (1 + s), 1.0 / (1 + s), 100);
            log("rewards", s, s, s + 1, 100);
        }
        media.run("a");
        List<Finding> findings = run().findings();
        assertThat(findings).extracting(Finding::id).containsExactly("distribution-narrows", "distribution-moves");
        assertThat(findings.get(0).text())
                .isEqualTo("advantages of a collapses: its interquartile range goes from 1 to 0.1.");
        assertThat(findings.get(1).text()).contains("its median goes from 0.5 to 9.5");
    }

    @Test
    void unsoundHistogramsAreLeftOutAndCounted() {
        log("rewards", 0, 0, 1, 10);
        media.histogram("rewards", 1, new double[] {1, 0}, new double[] {3}).run("a");
        assertThat(run().findings()).anySatisfy(f -> assertThat(f.text()).isEqualTo("1 histogram is left out."));
    }

    @Test
    void badInputIsTold() {
        assertThatThrownBy(() -> new Histograms().run(new Histograms().defaults(), new MemoryTables(), Progress.NONE))
                .isInstanceOf(AnalysisException.class);
        twoSeeds(2);
        assertThatThrownBy(() -> run("tags", "losses"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("there are rewards");
        assertThatThrownBy(() -> run("runs", "sac"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("there are ppo-seed0, ppo");
    }
}
