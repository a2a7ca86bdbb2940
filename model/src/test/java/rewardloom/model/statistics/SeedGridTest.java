package rewardloom.model.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeedGridTest {

    private static SeedGrid grid(double[] x1, double[] y1, double[] x2, double[] y2) {
        return SeedGrid.of(List.of(x1, x2), List.of(y1, y2), false);
    }

    @Test
    void sharedPlacesStayAsTheyAre() {
        SeedGrid grid = grid(new double[] {0, 1}, new double[] {5, 6}, new double[] {0, 1}, new double[] {7, 8});
        assertThat(grid.method()).isEqualTo(SeedGrid.Method.SHARED);
        assertThat(grid.y()[1]).containsExactly(7, 8);
    }

    /** numpy.interp([0, 1, 2, 3, 4], [1, 3], [10, 20], left=nan, right=nan) is [nan, 10, 15, 20, nan]. */
    @Test
    void otherPlacesAreInterpolatedButNeverBeyondASeedsOwnPoints() {
        SeedGrid grid =
                grid(new double[] {1, 3}, new double[] {10, 20}, new double[] {0, 2, 4}, new double[] {0, 2, 4});
        assertThat(grid.method()).isEqualTo(SeedGrid.Method.INTERPOLATED);
        assertThat(grid.x()).containsExactly(0, 1, 2, 3, 4);
        assertThat(grid.y()[0]).containsExactly(Double.NaN, 10, 15, 20, Double.NaN);
        assertThat(grid.y()[1]).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void aGapIsNotBridged() {
        SeedGrid grid = grid(
                new double[] {0, 2, 4}, new double[] {1, Double.NaN, 5}, new double[] {0, 1, 4}, new double[] {0, 0, 0
                });
        assertThat(grid.x()).containsExactly(0, 1, 2, 4);
        assertThat(grid.y()[0]).containsExactly(1, Double.NaN, Double.NaN, 5);
    }

    @Test
    void repeatedAndBackwardPlacesAreSortedAndAveraged() {
        SeedGrid grid = grid(
                new double[] {0, 2, 1, 2, Double.NaN},
                new double[] {1, 4, 2, 6, 9},
                new double[] {0, 1, 2},
                new double[] {0, 0, 0});
        assertThat(grid.method()).isEqualTo(SeedGrid.Method.SHARED);
        assertThat(grid.y()[0]).containsExactly(1, 2, 5);
    }

    @Test
    void aSingleSeedKeepsItsPath() {
        double[] x = {3, 1, 2};
        assertThat(SeedGrid.of(List.of(x), List.of(new double[] {1, 2, 3}), false)
                        .x())
                .isSameAs(x);
    }

    @Test
    void binsAreTakenWhenAskedFor() {
        SeedGrid grid = SeedGrid.of(
                List.of(new double[] {0, 1, 2, 3}, new double[] {0, 4}),
                List.of(new double[] {1, 3, Double.NaN, 7}, new double[] {10, 20}),
                false,
                SeedGrid.Alignment.BIN,
                2);
        assertThat(grid.x()).containsExactly(1, 3);
        assertThat(grid.y()[0]).containsExactly(2, 7);
        assertThat(grid.y()[1]).containsExactly(10, 20);
        assertThat(grid.sentence()).contains("each of 2 bins");
        assertThat(SeedGrid.of(
                                List.of(new double[] {5}, new double[] {5}),
                                List.of(new double[] {1}, new double[] {2}),
                                false,
                                SeedGrid.Alignment.BIN,
                                3)
                        .y()[1])
                .containsExactly(2, Double.NaN, Double.NaN);
    }

    @Test
    void tooManyPlacesAreBinnedWithoutMovingTheLine() {
        int n = 30_000;
        double[] x1 = new double[n];
        double[] x2 = new double[n];
        Arrays.setAll(x1, i -> i);
        Arrays.setAll(x2, i -> i + 0.5);
        SeedGrid grid = grid(x1, x1.clone(), x2, x2.clone());
        assertThat(grid.method()).isEqualTo(SeedGrid.Method.BINNED);
        assertThat(grid.x()).hasSize(SeedGrid.BINS);
        for (int i = 0; i < grid.x().length; i++) {
            assertThat(grid.y()[0][i]).isCloseTo(grid.x()[i], within(1.0));
            assertThat(grid.y()[1][i]).isCloseTo(grid.x()[i], within(1.0));
        }
    }
}
