package rewardloom.model.overoptimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class FitFormTest {

    @Test
    void logarithmicForm() {
        assertThat(FitForm.RL.gain(1, 0.25, Math.E)).isCloseTo(2.0387, within(5e-5));
        assertThat(FitForm.RL.peakDistance(1, 0.25)).isCloseTo(20.0855, within(5e-5));
        assertThat(FitForm.RL.peakGain(1, 0.25)).isCloseTo(5.0214, within(5e-5));
        assertThat(FitForm.RL.gain(1, 0.25, 0)).isZero();
        assertThat(FitForm.RL.peakDistance(1, -0.25)).isNaN();
    }

    @Test
    void quadraticForm() {
        assertThat(FitForm.BON.peakDistance(1, 0.25)).isEqualTo(2);
        assertThat(FitForm.BON.peakGain(1, 0.25)).isEqualTo(1);
        assertThat(FitForm.BON.gain(1, 0.25, 2)).isEqualTo(1);
        assertThat(FitForm.BON.peakGain(-1, 0.25)).isNaN();
    }

    @Property
    void nothingIsHigherThanThePeak(
            @ForAll @DoubleRange(min = 0.1, max = 3) double alpha,
            @ForAll @DoubleRange(min = 0.1, max = 3) double beta,
            @ForAll @DoubleRange(min = 0, max = 20) double d) {
        for (FitForm form : FitForm.values()) {
            double peak = form.peakGain(alpha, beta);
            assertThat(form.gain(alpha, beta, form.peakDistance(alpha, beta))).isCloseTo(peak, within(1e-9 * peak));
            assertThat(form.gain(alpha, beta, d)).isLessThanOrEqualTo(peak * (1 + 1e-12));
        }
    }
}
