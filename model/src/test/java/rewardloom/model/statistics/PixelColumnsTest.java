package rewardloom.model.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PixelColumnsTest {

    @Test
    void keepsFirstLowestHighestAndLastOfAColumn() {
        double[] x = {0, 0.1, 0.2, 0.3, 0.4, 1};
        double[] y = {1, -5, 3, 9, 2, 0};
        assertThat(reduce(x, y)).containsExactly(0, 1, 3, 4, 5);
    }

    @Test
    void whatIsNotFiniteIsAGap() {
        double[] x = {0, 1, 2, 3};
        double[] y = {1, Double.NaN, Double.NEGATIVE_INFINITY, 4};
        assertThat(reduce(x, y)).containsExactly(0, PixelColumns.GAP, 3);
    }

    @Test
    void aLineThatTurnsBackStaysTheLineItIs() {
        double[] x = {0, 1, 0, 1};
        double[] y = {0, 1, 2, 3};
        assertThat(reduce(x, y)).containsExactly(0, 1, 2, 3);
    }

    @Property(tries = 300)
    void noExtremeOfAnyColumnIsLost(@ForAll @Size(max = 200) List<@DoubleRange(min = -100, max = 100) Double> values) {
        double[] x = new double[values.size()];
        double[] y = new double[values.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = i / 7.0;
            y[i] = values.get(i);
        }
        List<Integer> kept = reduce(x, y);
        for (int i = 0; i < x.length; i++) {
            int column = (int) Math.floor(x[i]);
            double value = y[i];
            assertThat(kept).anyMatch(k -> (int) Math.floor(x[k]) == column && y[k] >= value);
            assertThat(kept).anyMatch(k -> (int) Math.floor(x[k]) == column && y[k] <= value);
        }
        assertThat(kept).isSorted();
    }

    private static List<Integer> reduce(double[] x, double[] y) {
        List<Integer> kept = new ArrayList<>();
        PixelColumns.reduce(x, y, place -> (int) Math.floor(place), kept::add);
        return kept;
    }
}
