package rewardloom.model.shaping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reference figures of the paper's formulas, worked out by hand. */
class ShapingTest {

    static Stream<Arguments> figures() {
        return Stream.of(
                Arguments.of(new Shaping.Sigmoid(1, 0, 1), 2, .731059),
                Arguments.of(new Shaping.Sigmoid(2, 0, 1), 2, .880797),
                Arguments.of(new Shaping.Sigmoid(3, 0, 1), 2, .952574),
                Arguments.of(new Shaping.Tanh(1), 2, .761594),
                Arguments.of(new Shaping.Arctan(1), 2, .785398),
                Arguments.of(new Shaping.LogSigmoid(1), 2, -.313262),
                Arguments.of(new Shaping.Sigmoid(1, 3, 1), 2, .119203),
                Arguments.of(new Shaping.Sigmoid(1, 0, 1), 1, .5),
                Arguments.of(new Shaping.Sigmoid(3, 0, 1), 1, .5),
                Arguments.of(new Shaping.Tanh(1), 1, 0),
                Arguments.of(new Shaping.Sigmoid(1, 0, 1), -1, .119203),
                Arguments.of(new Shaping.LogSigmoid(1), -1, -2.126928),
                Arguments.of(new Shaping.Sigmoid(1, 0, 1, 0, 3), 2, .626932),
                Arguments.of(new Shaping.Centred(1, 0, 3), 2, 2.0 / 3),
                Arguments.of(Shaping.Polynomial.fitted(0), 1, .71886),
                Arguments.of(Shaping.Polynomial.fitted(0), 5.1, 1),
                Arguments.of(Shaping.Polynomial.fitted(0), -5.1, 0),
                // The stream 1, 2, 3, 4: mean 2.5, population standard deviation 1.118034.
                Arguments.of(new Shaping.MeanStd(2.5, 1.118034), 4, 1.341641),
                Arguments.of(new Shaping.MeanStd(2.5, 0), 4, 1.5),
                Arguments.of(new Shaping.Clip(2.5 - 1.118034, 2.5 + 1.118034), 5, 3.618034),
                Arguments.of(new Shaping.MinMax(1, 4), 3, .666667),
                Arguments.of(new Shaping.Ceiling(3), 5, 3),
                Arguments.of(new Shaping.Identity(), 5, 5));
    }

    @ParameterizedTest
    @MethodSource("figures")
    void value(Shaping shaping, double reward, double expected) {
        assertThat(shaping.value(reward)).isCloseTo(expected, within(1e-6));
    }

    @Test
    void polynomialHasTheCoefficientsOfTheAuthors() {
        assertThat(Shaping.Polynomial.fitted(0).coefficients())
                .containsExactly(new double[] {.5, .228789, 0, -.010131, 0, .000203}, within(5e-7));
    }

    @Test
    void streamStatistics() {
        double[] stream = {1, 2, 3, 4};
        assertThat(Calibration.mean(stream)).isEqualTo(2.5);
        assertThat(Calibration.sd(stream)).isCloseTo(1.118034, within(1e-6));
    }

    @Test
    void gradientWeightOfTheSigmoidIsHighestAtTheReference() {
        Shaping par = new Shaping.Sigmoid(2, 0, 1);

        assertThat(par.derivative(1)).isEqualTo(.5);
        assertThat(par.derivative(3)).isCloseTo(2 * .982014 * .017986, within(1e-6));
    }

    @Test
    void logSigmoidStaysExactFarOut() {
        assertThat(Shaping.logSigmoid(-1000)).isEqualTo(-1000);
        assertThat(Shaping.logSigmoid(1000)).isZero();
        assertThat(Shaping.sigmoid(-1000)).isZero();
        assertThat(Shaping.sigmoid(1000)).isEqualTo(1);
    }

    static List<Shaping> all() {
        return List.of(
                new Shaping.Identity(),
                new Shaping.Centred(.3),
                new Shaping.Clip(-1, 2),
                new Shaping.Ceiling(1),
                new Shaping.MinMax(-3, 5),
                new Shaping.MeanStd(.5, 2),
                new Shaping.Tanh(.3, -1),
                new Shaping.Arctan(.3),
                new Shaping.Sigmoid(1.7, 0, .3, 1),
                new Shaping.Sigmoid(1, 3, .3),
                new Shaping.LogSigmoid(.8),
                Shaping.Polynomial.fitted(.3));
    }

    @Property
    void derivativeIsTheSlopeOfTheValue(@ForAll @DoubleRange(min = -4, max = 4) double reward) {
        double step = 1e-6;
        for (Shaping shaping : all()) {
            boolean corner = Stream.of(-1.0, 2.0, 1.0).anyMatch(c -> Math.abs(reward - c) < 2 * step);
            if (!corner) {
                double slope = (shaping.value(reward + step) - shaping.value(reward - step)) / (2 * step);
                assertThat(shaping.derivative(reward)).as(shaping.formula()).isCloseTo(slope, within(1e-6));
            }
        }
    }

    @Property
    void noneEverTurnsAnOrderAround(
            @ForAll @DoubleRange(min = -20, max = 20) double a, @ForAll @DoubleRange(min = -20, max = 20) double b) {
        for (Shaping shaping : all()) {
            if (!(shaping instanceof Shaping.Polynomial)) {
                double difference = shaping.value(Math.max(a, b)) - shaping.value(Math.min(a, b));
                assertThat(difference).as(shaping.formula()).isGreaterThanOrEqualTo(-1e-15);
            }
        }
    }

    @Property
    void boundedOnesStayInBounds(@ForAll double reward) {
        for (Shaping shaping : all()) {
            if (shaping.isBounded()) {
                assertThat(Math.abs(shaping.value(reward)))
                        .as(shaping.formula())
                        .isLessThanOrEqualTo(2);
            }
        }
    }
}
