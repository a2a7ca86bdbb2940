package rewardloom.viewers.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LineLabelsTest {

    @Test
    void whatHasRoomStaysAndNeighboursMoveApartAroundTheirMiddle() {
        assertThat(LineLabels.apart(new double[] {10, 50, 90}, 10, 0, 100)).containsExactly(10, 50, 90);
        assertThat(LineLabels.apart(new double[] {50, 50, 90}, 10, 0, 100)).containsExactly(45, 55, 90);
        assertThat(LineLabels.apart(new double[] {0, 0, 0}, 10, 0, 100)).containsExactly(0, 10, 20);
        assertThat(LineLabels.apart(new double[] {100, 100}, 10, 0, 100)).containsExactly(90, 100);
    }

    @Property
    void neverOverlapAndStayInside(
            @ForAll @Size(max = 12) double[] raw, @ForAll @DoubleRange(min = 1, max = 8) double gap) {
        double[] wanted =
                Arrays.stream(raw).map(v -> 50 + 49 * Math.tanh(v)).sorted().toArray();
        double[] places = LineLabels.apart(wanted, gap, 0, 100);
        for (int i = 0; i < places.length; i++) {
            assertThat(places[i]).isBetween(-1e-9, 100 + 1e-9);
            if (i > 0) {
                assertThat(places[i] - places[i - 1]).isGreaterThan(gap - 1e-9);
            }
        }
        double[] again = LineLabels.apart(places, gap, 0, 100);
        for (int i = 0; i < places.length; i++) {
            assertThat(again[i]).isCloseTo(places[i], within(1e-9));
        }
    }
}
