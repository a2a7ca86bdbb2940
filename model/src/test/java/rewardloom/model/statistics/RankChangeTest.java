package rewardloom.model.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RankChangeTest {

    private static RankChange change(double[] before, double[] after) {
        return RankChange.of(Order.ascending(before), before, after);
    }

    @Test
    void countsReversedAndNewlyEqualPairs() {
        RankChange change = change(new double[] {1, 2, 3, 3}, new double[] {2, 1, 2, 5});

        // Pairs that differ: all but (3, 3). Reversed: (1, 2). Equal after: (1, first 3). The other three keep their
        // order.
        assertThat(change).isEqualTo(new RankChange(5, 1, 1, 5));
        assertThat(change.kendall()).isCloseTo((3 - 1) / 5.0, within(1e-12));
    }

    @Test
    void nothingChangesUnderAnIncreasingFunction() {
        RankChange change = change(new double[] {3, 1, 1, 2}, new double[] {9, 1, 1, 4});

        assertThat(change.isNone()).isTrue();
        assertThat(change.kendall()).isCloseTo(1, within(1e-12));
    }

    @Property
    void agreesWithCountingEveryPair(
            @ForAll @Size(min = 2, max = 60) List<@IntRange(min = 0, max = 9) Integer> numbers) {
        int half = numbers.size() / 2;
        double[] before = numbers.subList(0, half).stream().mapToDouble(i -> i).toArray();
        double[] after =
                numbers.subList(half, 2 * half).stream().mapToDouble(i -> i).toArray();
        long pairs = 0;
        long reversed = 0;
        long tied = 0;
        long pairsAfter = 0;
        for (int i = 0; i < half; i++) {
            for (int j = 0; j < i; j++) {
                double a = before[i] - before[j];
                double b = after[i] - after[j];
                pairs += a != 0 ? 1 : 0;
                reversed += a * b < 0 ? 1 : 0;
                tied += a != 0 && b == 0 ? 1 : 0;
                pairsAfter += b != 0 ? 1 : 0;
            }
        }

        RankChange change = change(before, after);
        assertThat(change).isEqualTo(new RankChange(pairs, reversed, tied, pairsAfter));
        if (pairs > 0 && pairsAfter > 0) {
            assertThat(change.kendall()).isCloseTo(Correlation.kendall(before, after), within(1e-9));
        }
    }

    @Test
    void allEquallyHighAreWinners() {
        assertThat(RankChange.winners(new double[] {9, 1, 3, 2, 3}, new int[] {1, 2, 3, 4}))
                .containsExactly(2, 4);
    }
}
