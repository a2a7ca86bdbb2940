package rewardloom.viewers.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rewardloom.model.figure.Axis;

class TicksTest {

    @Property(tries = 500)
    void linearTicksAreFewRoundAndInside(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double low,
            @ForAll @DoubleRange(min = 0.01, max = 1e6) double length,
            @ForAll @IntRange(min = 2, max = 10) int wanted) {
        Span span = new Span(low, low + length);
        List<Ticks.Tick> ticks = Ticks.of(Axis.linear(""), new Scaling.Linear(), span, wanted);

        assertThat(ticks)
                .hasSizeBetween(1, wanted + 1)
                .allMatch(tick -> !tick.label().isEmpty());
        assertThat(ticks)
                .allMatch(tick ->
                        tick.value() >= span.low() - length * 1e-6 && tick.value() <= span.high() + length * 1e-6);
    }

    @Test
    void labelsAreShort() {
        assertThat(labels(Axis.linear(""), new Scaling.Linear(), new Span(0, 1_000_000), 5))
                .containsExactly("0", "200k", "400k", "600k", "800k", "1M");
        assertThat(labels(Axis.linear(""), new Scaling.Linear(), new Span(-5, 5), 4))
                .containsExactly("−5", "−2.5", "0", "2.5", "5");
    }

    @Test
    void logarithmicTicksArePowers() {
        assertThat(labels(Axis.scaled("", Axis.Scale.LOG), new Scaling.Log(), new Span(0.5, 2e5), 8))
                .containsExactly("10^{0}", "10^{1}", "10^{2}", "10^{3}", "10^{4}", "10^{5}");
        assertThat(labels(Axis.scaled("", Axis.Scale.LOG), new Scaling.Log(), new Span(0.005, 500), 4))
                .as("all powers of an axis are written alike")
                .containsExactly("0.01", "0.1", "1", "10", "100");
    }

    @Test
    void logarithmicTicksHaveSmallerOnesBetween() {
        List<Ticks.Tick> ticks =
                Ticks.of(Axis.scaled("", Axis.Scale.LOG), new Scaling.Log(), new Span(0.8, 250), 5).stream()
                        .filter(Ticks.Tick::minor)
                        .toList();
        assertThat(ticks).allMatch(t -> t.label().isEmpty());
        assertThat(ticks)
                .extracting(t -> Math.round(t.value() * 10) / 10.0)
                .containsExactly(
                        0.8, 0.9, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0,
                        90.0, 200.0);
        assertThat(Ticks.of(Axis.scaled("", Axis.Scale.LOG), new Scaling.Log(), new Span(1, 1e12), 5))
                .as("too many decades")
                .noneMatch(Ticks.Tick::minor);
    }

    @Test
    void ridgesHaveTicksWhereTheyStandAndNowhereElse() {
        Scaling linear = new Scaling.Linear();
        assertThat(Ticks.at(new double[] {75, 225}, linear, new Span(75, 680), 6))
                .extracting(Ticks.Tick::label)
                .containsExactly("75", "225");
        assertThat(Ticks.at(new double[] {10}, linear, new Span(10, 13), 6))
                .extracting(Ticks.Tick::label)
                .containsExactly("10");
        assertThat(Ticks.at(new double[] {0, 50, 100, 150, 200, 250, 300}, linear, new Span(0, 425), 5))
                .extracting(Ticks.Tick::label)
                .containsExactly("0", "100", "200", "300");
    }

    @Test
    void squareRootTicksAreSpread() {
        assertThat(labels(Axis.scaled("", Axis.Scale.SQRT), new Scaling.SignedRoot(), new Span(0, 25), 6))
                .containsExactly("0", "0.5", "2", "5", "10", "20");
        assertThat(labels(Axis.scaled("", Axis.Scale.SQRT), new Scaling.SignedRoot(), new Span(0, 48), 6))
                .as("the far end is not bare")
                .containsExactly("0", "2", "5", "10", "20", "30", "40");
    }

    @Test
    void symmetricTicksKeepAwayFromZero() {
        assertThat(labels(Axis.scaled("", Axis.Scale.SYMLOG), new Scaling.SymmetricLog(1), new Span(-2e4, 2e4), 5))
                .containsExactly("−10^{4}", "−10^{2}", "0", "10^{2}", "10^{4}");
    }

    private static List<String> labels(Axis axis, Scaling scaling, Span span, int wanted) {
        return Ticks.of(axis, scaling, span, wanted).stream()
                .filter(t -> !t.minor())
                .map(Ticks.Tick::label)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0",
        "0.30000000000000004, 0.1, 0.3",
        "-0.25, 0.05, −0.25",
        "1500, 500, 1.5k",
        "1500, 100, 1500",
        "12500, 2500, 12.5k",
        "2000000, 500000, 2M",
        "0.0002, 0.0001, 2×10^{−4}",
        "-0.0001, 0.0001, −10^{−4}"
    })
    void numbersAreWrittenAsAxesNeedThem(double value, double step, String text) {
        assertThat(TickText.of(value, step)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1234567.891; 6; 1,234,568",
                "-0.0123456789; 6; −0.0123457",
                "100; 3; 100",
                "NaN; 6; NaN",
                "-Infinity; 6; −∞",
                "0; 6; 0",
                "1.5e-9; 3; 1.50e−09"
            })
    void readingsKeepTheirDigits(double value, int digits, String text) {
        assertThat(TickText.value(value, digits)).isEqualTo(text);
    }
}
