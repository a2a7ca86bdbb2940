package rewardloom.model.preference.choice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TriadsTest {
    private static boolean[][] circle(int n, int... winsOver) {
        boolean[][] beats = new boolean[n][n];
        for (int i = 0; i + 1 < winsOver.length; i += 2) {
            beats[winsOver[i]][winsOver[i + 1]] = true;
        }
        return beats;
    }

    @Test
    void rockPaperScissors() {
        Triads triads = Triads.of(circle(3, 0, 1, 1, 2, 2, 0));

        assertThat(triads).isEqualTo(new Triads(3, 3, 1, 1));
        assertThat(triads.zeta()).isZero();
        assertThat(Triads.of(circle(3, 0, 1, 1, 2, 0, 2)).zeta()).isEqualTo(1);
        assertThat(Triads.fromWins(1, 1, 1)).isEqualTo(1);
    }

    /** Wins (3, 2, 1, 0) are transitive; wins (2, 2, 1, 1) have two circles, the most that four items can. */
    @Test
    void fourItems() {
        assertThat(Triads.fromWins(3, 2, 1, 0)).isZero();
        assertThat(Triads.fromWins(2, 2, 1, 1)).isEqualTo(2);
        Triads most = Triads.of(circle(4, 0, 1, 0, 2, 1, 2, 1, 3, 2, 3, 3, 0));
        assertThat(most.circular()).isEqualTo(2);
        assertThat(most.zeta()).isZero();
    }

    @Property
    void countingAgreesWithTheFormula(@ForAll @Size(21) List<Boolean> coins) {
        boolean[][] beats = new boolean[7][7];
        int[] wins = new int[7];
        int coin = 0;
        for (int i = 0; i < 7; i++) {
            for (int j = i + 1; j < 7; j++) {
                boolean first = coins.get(coin++);
                beats[first ? i : j][first ? j : i] = true;
                wins[first ? i : j]++;
            }
        }
        Triads triads = Triads.of(beats);

        assertThat(triads.triads()).isEqualTo(35);
        assertThat(triads.circular()).isEqualTo((long) Triads.fromWins(wins));
        assertThat(triads.zeta()).isBetween(0.0, 1.0);
    }

    @Test
    void whatWasSaidBothWaysIsNotDecided() {
        boolean[][] beats = circle(3, 0, 1, 1, 0, 1, 2);

        assertThat(Triads.of(beats)).isEqualTo(new Triads(3, 1, 0, 0));
        assertThat(Triads.of(beats).zeta()).isNaN();
    }
}
