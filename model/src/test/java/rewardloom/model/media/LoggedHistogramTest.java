package rewardloom.model.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Reference figures are those of {@code scipy.stats.rv_histogram} of the same counts and edges. */
class LoggedHistogramTest {
    private final LoggedHistogram histogram =
            new LoggedHistogram(7, new double[] {-2, -1, 0.5, 1, 4, 4.5}, new double[] {3, 0, 5, 2, 10});

    @Test
    void quantilesAndMeanAreThoseOfTheReference() {
        double[] shares = {0.05, 0.25, 0.5, 0.75, 0.95};
        double[] expected = {-1.6666666666666665, 0.7, 4.0, 4.25, 4.45};
        for (int i = 0; i < shares.length; i++) {
            assertThat(histogram.quantile(shares[i])).isEqualTo(expected[i], within(1e-12));
        }
        assertThat(histogram.quantile(0)).isEqualTo(-2);
        assertThat(histogram.quantile(1)).isEqualTo(4.5);
        assertThat(histogram.mean()).isEqualTo(2.3375, within(1e-12));
    }

    @Test
    void otherBinsTakeOfABucketWhatTheyCover() {
        double[] grid = new double[8];
        Arrays.setAll(grid, i -> -2 + i * 6.5 / 7);
        double[] bins = new double[7];
        histogram.addTo(grid, bins);
        assertThat(bins)
                .containsExactly(
                        new double[] {
                            2.7857142857142856,
                            0.21428571428571408,
                            2.8571428571428563,
                            2.619047619047621,
                            0.6190476190476191,
                            0.619047619047618,
                            10.285714285714285
                        },
                        within(1e-12));
    }

    @Test
    void countedTogetherTheMedianIsThatOfBoth() {
        LoggedHistogram other = new LoggedHistogram(7, new double[] {-3, 0, 2}, new double[] {4, 4});
        LoggedHistogram both = HistogramGroup.together(histogram, other);
        assertThat(both.total()).isEqualTo(28, within(1e-12));
        assertThat(both.quantile(0.5)).isEqualTo(1.0, within(1e-9));
    }

    @Test
    void onlyOneValueIsABinOfItsOwn() {
        LoggedHistogram zeros = new LoggedHistogram(0, new double[] {0, 0}, new double[] {9});
        assertThat(zeros.isSound()).isTrue();
        ValueGrid grid = ValueGrid.of(List.of(zeros), 0.99, 11);
        double[] bins = new double[11];
        zeros.addTo(grid.edges(), bins);
        assertThat(bins[5]).isEqualTo(9);
        assertThat(zeros.quantile(0.5)).isZero();
        assertThat(HistogramGroup.together(zeros, zeros).total()).isEqualTo(18);
    }

    @Test
    void whatCannotBeUsedIsKnown() {
        assertThat(new LoggedHistogram(0, new double[] {0, 1}, new double[] {0}).isSound())
                .isFalse();
        assertThat(new LoggedHistogram(0, new double[] {1, 0}, new double[] {2}).isSound())
                .isFalse();
        assertThat(new LoggedHistogram(0, new double[] {0, Double.POSITIVE_INFINITY}, new double[] {2}).isSound())
                .isFalse();
        assertThat(new LoggedHistogram(0, new double[] {0}, new double[] {}).isSound())
                .isFalse();
        assertThat(new LoggedHistogram(0, new double[] {0, 1, 2}, new double[] {2}).isSound())
                .isFalse();
    }

    /** No value is lost or made, whatever the edges. */
    @Property(tries = 300)
    void binsHoldAllValuesThatTheyCover(
            @ForAll @Size(min = 2, max = 20) List<@DoubleRange(min = -50, max = 50) Double> places,
            @ForAll @IntRange(min = 1, max = 60) int bins,
            @ForAll @DoubleRange(min = 0, max = 5) double margin) {
        double[] edges =
                places.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double[] counts = new double[edges.length - 1];
        Arrays.setAll(counts, i -> i + 1);
        double low = edges[0] - margin;
        double high = edges[edges.length - 1] + margin + 0.1;
        double[] grid = new double[bins + 1];
        Arrays.setAll(grid, i -> low + i * (high - low) / bins);
        double[] filled = new double[bins];
        new LoggedHistogram(0, edges, counts).addTo(grid, filled);
        assertThat(Arrays.stream(filled).sum())
                .isEqualTo(Arrays.stream(counts).sum(), within(1e-9 * counts.length * counts.length));
    }
}
