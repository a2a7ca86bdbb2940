package rewardloom.viewers.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Colours are told apart by people with any kind of colour vision, computed, and series also differ in dash and marker. */
class PaletteTest {
    /** Dichromatic vision at full severity (Machado, Oliveira, Fernandes 2009, table 1), in linear RGB. */
    private static final double[][] PROTANOPIA = {
        {0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}
    };

    private static final double[][] DEUTERANOPIA = {
        {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}
    };
    private static final double[][] NORMAL = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};

    static List<Palette> palettes() {
        return List.of(Palette.onWhite(), Palette.onDark());
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void coloursDifferForEverybody(Palette palette) {
        for (double[][] vision : List.of(NORMAL, PROTANOPIA, DEUTERANOPIA)) {
            for (int a = 0; a < palette.size(); a++) {
                for (int b = 0; b < a; b++) {
                    double distance = distance(lab(palette.color(a), vision), lab(palette.color(b), vision));
                    assertThat(distance)
                            .as("colours %d and %d, dark %s", a, b, palette.dark())
                            .isGreaterThan(17);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void coloursStandOutFromTheBackground(Palette palette) {
        for (int i = 0; i < palette.size(); i++) {
            assertThat(contrast(palette.color(i), palette.background()))
                    .as("colour %d", i)
                    .isGreaterThan(2.1);
        }
        assertThat(contrast(palette.ink(), palette.background())).isGreaterThan(7);
        assertThat(contrast(palette.quiet(), palette.background())).isGreaterThan(4.5);
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void seriesOfOneColourDifferInDashAndMarker(Palette palette) {
        Set<String> looks = new HashSet<>();
        for (int i = 0; i < 24; i++) {
            looks.add(palette.color(i) + Arrays.toString(palette.dash(i)) + palette.pattern(i));
        }
        assertThat(looks).hasSize(24);
        assertThat(palette.color(3)).isEqualTo(palette.color(3 + palette.size()));
        assertThat(palette.color(-1)).isEqualTo(palette.ink());
    }

    private static double contrast(Color a, Color b) {
        double x = ColorScale.luminance(a);
        double y = ColorScale.luminance(b);
        return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
    }

    private static double[] lab(Color color, double[][] vision) {
        double[] rgb = {linear(color.getRed()), linear(color.getGreen()), linear(color.getBlue())};
        double[] seen = new double[3];
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 3; k++) {
                seen[i] += vision[i][k] * rgb[k];
            }
            seen[i] = Math.clamp(seen[i], 0, 1);
        }
        double x = f((0.4124564 * seen[0] + 0.3575761 * seen[1] + 0.1804375 * seen[2]) / 0.95047);
        double y = f(0.2126729 * seen[0] + 0.7151522 * seen[1] + 0.0721750 * seen[2]);
        double z = f((0.0193339 * seen[0] + 0.1191920 * seen[1] + 0.9503041 * seen[2]) / 1.08883);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double f(double t) {
        return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
    }
}
