package rewardloom.viewers.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ColorVisionTest {

    /** Pairs of table 1 of Sharma, Wu and Dalal (2005). */
    @ParameterizedTest
    @CsvSource({
        "50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425",
        "50, 3.1571, -77.2803, 50, 0, -82.7485, 2.8615",
        "50, -1.3802, -84.2814, 50, 0, -82.7485, 1.0000",
        "50, 0, 0, 50, -1, 2, 2.3669",
        "50, 2.49, -0.001, 50, -2.49, 0.0009, 7.1792",
        "60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644",
        "22.7233, 20.0904, -46.6940, 23.0331, 14.9730, -42.5619, 2.0373",
        "2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082",
    })
    void distancesAreThoseOfThePaper(
            double l1, double a1, double b1, double l2, double a2, double b2, double expected) {
        assertThat(ColorVision.ciede2000(new double[] {l1, a1, b1}, new double[] {l2, a2, b2}))
                .isCloseTo(expected, within(1e-4));
        assertThat(ColorVision.ciede2000(new double[] {l2, a2, b2}, new double[] {l1, a1, b1}))
                .isCloseTo(expected, within(1e-4));
    }

    /** Computed with numpy from the matrices of Machado and others and the formula above. */
    @Test
    void colourBlindPeopleSeeTheseCloser() {
        Color blue = new Color(0x0072B2);
        Color pink = new Color(0xCC79A7);
        assertThat(ColorVision.PROTANOPIA.distance(blue, pink)).isCloseTo(12.2, within(0.06));
        assertThat(ColorVision.DEUTERANOPIA.distance(new Color(0xD55E00), new Color(0xE69F00)))
                .isCloseTo(12.5, within(0.06));
        assertThat(ColorVision.TRITANOPIA.distance(new Color(0x4477AA), new Color(0x228833)))
                .isCloseTo(8.6, within(0.06));
        assertThat(ColorVision.greyDistance(Color.BLACK, Color.WHITE)).isCloseTo(100, within(0.01));
    }

    @ParameterizedTest
    @EnumSource(PaletteChoice.class)
    void everyPaletteIsToldApart(PaletteChoice choice) {
        Palette palette = choice.onWhite();
        for (int i = 0; i < palette.size(); i++) {
            for (int j = 0; j < i; j++) {
                for (ColorVision vision : ColorVision.values()) {
                    assertThat(vision.distance(palette.color(i), palette.color(j)))
                            .as("%s: %d and %d for %s", choice, i, j, vision.who())
                            .isGreaterThan(vision == ColorVision.USUAL ? 13 : 8.5);
                }
            }
            assertThat(palette.color(i)).isNotEqualTo(palette.background());
        }
        assertThat(PaletteChoice.of(choice.id())).isEqualTo(choice);
    }
}
