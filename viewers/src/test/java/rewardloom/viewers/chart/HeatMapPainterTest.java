package rewardloom.viewers.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeatMapPainterTest {

    private static int decimals(double... cells) {
        return HeatMapPainter.decimals(new double[][] {cells});
    }

    @Test
    void cellsOfOneMapHaveAsManyDecimals() {
        assertThat(decimals(1, -0.74, 0.055)).isEqualTo(2);
        assertThat(decimals(12, 3, 108)).as("counts").isZero();
        assertThat(decimals(12.5, 3.25)).isEqualTo(1);
        assertThat(decimals(120.5, 3.25)).isZero();
        assertThat(decimals(0.004, 0.0123)).isEqualTo(3);
        assertThat(decimals(Double.NaN, 0)).isEqualTo(2);
    }

    @Test
    void whatRoundsToZeroHasNoSign() {
        assertThat(TickText.fixed(-0.001, 2)).isEqualTo("0.00");
        assertThat(TickText.fixed(-0.055, 2)).isEqualTo("−0.06");
        assertThat(TickText.fixed(12345, 0)).isEqualTo("12,345");
    }
}
