package rewardloom.model.shaping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RankChangeTest {

    @Test
    void countsReversedAndNewlyEqualPairs() {
        RankChange change = RankChange.of(new double[] {1, 2, 3, 3}, new double[] {2, 1, 2, 5});

        // Pairs that differ: all but (3, 3). Reversed: (1, 2). Equal after: (1, first 3).
        assertThat(change).isEqualTo(new RankChange(5, 1, 1));
    }

    @Test
    void nothingChangesUnderAnIncreasingFunction() {
        assertThat(RankChange.of(new double[] {3, 1, 1, 2}, new double[] {9, 1, 1, 4})
                        .isNone())
                .isTrue();
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
        for (int i = 0; i < half; i++) {
            for (int j = 0; j < i; j++) {
                double a = before[i] - before[j];
                double b = after[i] - after[j];
                pairs += a != 0 ? 1 : 0;
                reversed += a * b < 0 ? 1 : 0;
                tied += a != 0 && b == 0 ? 1 : 0;
            }
        }

        assertThat(RankChange.of(before, after)).isEqualTo(new RankChange(pairs, reversed, tied));
    }

    @Test
    void allEquallyHighAreWinners() {
        assertThat(RankChange.winners(new double[] {1, 3, 2, 3})).containsExactly(1, 3);
    }
}
