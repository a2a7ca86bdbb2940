package rewardloom.model.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ThinnedTest {

    @Property(tries = 60)
    void anEvenSampleStaysEvenAndBounded(@ForAll @IntRange(min = 1, max = 40_000) int points) {
        Thinned thinned = new Thinned();
        for (int i = 0; i < points; i++) {
            thinned.add(i, -i);
        }
        long[] steps = thinned.steps();
        assertThat(steps.length).isBetween(1, Thinned.MOST);
        assertThat(steps.length).isGreaterThanOrEqualTo(Math.min(points, Thinned.MOST / 2));
        long stride = steps.length > 1 ? steps[1] - steps[0] : 1;
        for (int i = 0; i < steps.length; i++) {
            assertThat(steps[i]).isEqualTo(i * stride);
            assertThat(thinned.values()[i]).isEqualTo(-steps[i]);
        }
        assertThat(steps[steps.length - 1] + stride).isGreaterThanOrEqualTo(points);
    }
}
