package rewardloom.model.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IsotonicTest {

    @Test
    void poolsWhatFalls() {
        // scikit-learn's IsotonicRegression on the same values.
        assertThat(Isotonic.rising(new double[] {1, 3, 2, 4, 3.5, 3, 5}))
                .containsExactly(new double[] {1, 2.5, 2.5, 3.5, 3.5, 3.5, 5}, within(1e-12));
        assertThat(Isotonic.rising(new double[] {3, 2, 1})).containsExactly(2, 2, 2);
        assertThat(Isotonic.rising(new double[0])).isEmpty();
    }

    @Property
    void neverFallsAndKeepsTheMean(
            @ForAll @Size(min = 1, max = 60) List<@DoubleRange(min = -10, max = 10) Double> values) {
        double[] raw = values.stream().mapToDouble(Double::doubleValue).toArray();

        double[] rising = Isotonic.rising(raw);

        assertThat(rising).isSorted();
        assertThat(Moments.of(rising).mean()).isCloseTo(Moments.of(raw).mean(), within(1e-9));
        assertThat(Isotonic.rising(rising)).containsExactly(rising, within(1e-9));
    }
}
