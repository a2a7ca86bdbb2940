package rewardloom.model.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static int[] byComparing(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    @Property
    void isThatOfComparing(@ForAll @Size(max = 300) double[] values) {
        assertThat(Order.ascending(values)).isEqualTo(byComparing(values));
    }

    @Test
    void keepsTiesInPlaceAndPutsNanLast() {
        double[] values = {2, Double.NaN, -1, 2, Double.NEGATIVE_INFINITY, 0.0, -0.0, 2};

        assertThat(Order.ascending(values)).containsExactly(4, 2, 6, 5, 0, 3, 7, 1);
        assertThat(Order.ascending(new double[0])).isEmpty();
    }

    @Test
    void ordersValuesThatDifferInTheirLastBitsOnly() {
        double[] values = new double[50_000];
        double next = 1;
        for (int i = 0; i < values.length; i++) {
            next = Math.nextUp(next);
            values[i] = next;
        }
        int[] shuffled = new Random(1).ints(values.length, 0, values.length).toArray();
        double[] mixed = Arrays.stream(shuffled).mapToDouble(i -> values[i]).toArray();

        assertThat(Order.ascending(mixed)).isEqualTo(byComparing(mixed));
    }
}
