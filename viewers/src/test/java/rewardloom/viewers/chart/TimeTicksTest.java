package rewardloom.viewers.chart;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TimeTicksTest {
    /** 2025-11-24 16:00:00 UTC. */
    private static final double START = 1_764_000_000;

    @Test
    void hoursSayTheDateWhereItChanges() {
        assertThat(TimeTicks.of(new Span(START, START + 18 * 3600), 7))
                .extracting(Ticks.Tick::label)
                .containsExactly("24 Nov 18:00", "21:00", "25 Nov 00:00", "03:00", "06:00", "09:00");
    }

    @Test
    void shortAndLongRangesHaveTheirOwnUnits() {
        assertThat(TimeTicks.of(new Span(START, START + 20), 5))
                .extracting(Ticks.Tick::label)
                .containsExactly("24 Nov 16:00:00", "16:00:05", "16:00:10", "16:00:15", "16:00:20");
        assertThat(TimeTicks.of(new Span(START, START + 400 * 86_400.0), 6))
                .extracting(Ticks.Tick::label)
                .containsExactly("Jan 2026", "Apr", "Jul", "Oct");
        assertThat(TimeTicks.of(new Span(0, 2e9), 8))
                .extracting(Ticks.Tick::label)
                .containsExactly("1970", "1980", "1990", "2000", "2010", "2020", "2030");
    }

    @Test
    void whatIsNoDateHasNumbers() {
        assertThat(TimeTicks.of(new Span(-1e300, 1e300), 5)).isEmpty();
        assertThat(TimeTicks.text(START + 0.5)).isEqualTo("2025-11-24 16:00:00");
        assertThat(TimeTicks.text(1e300)).isEqualTo("1.00000e+300");
    }

    @Property
    void ticksAscendInsideTheRangeAndAreFew(
            @ForAll @DoubleRange(min = 0, max = 4e9) double low,
            @ForAll @DoubleRange(min = 0.1, max = 1e9) double length,
            @ForAll @IntRange(min = 2, max = 9) int wanted) {
        Span span = new Span(low, low + length);
        double before = Double.NEGATIVE_INFINITY;
        for (Ticks.Tick tick : TimeTicks.of(span, wanted)) {
            assertThat(tick.value()).isBetween(span.low(), span.high()).isGreaterThan(before);
            before = tick.value();
        }
        assertThat(TimeTicks.of(span, wanted).size()).isLessThanOrEqualTo(wanted + 2);
    }
}
