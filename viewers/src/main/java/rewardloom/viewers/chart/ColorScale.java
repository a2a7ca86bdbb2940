package rewardloom.viewers.chart;

import java.awt.Color;
import rewardloom.model.figure.Layer;

/**
 * The colours of a heat map. From low to high they run from the background to a deep blue, so that more is always more ink; around
 * zero they run from vermillion over the background to blue, two colours of the same palette that are told apart by everybody.
 */
final class ColorScale {
    private static final int[] BLUES = {0xF7FBFF, 0xD6E6F4, 0xABD0E6, 0x6AAED6, 0x3787C0, 0x105BA4, 0x08306B};
    private static final int[] BLUES_ON_DARK = {0x22272E, 0x20405E, 0x1F5C8C, 0x2E7FB8, 0x59A5D8, 0x9BCBEF, 0xE3F2FD};
    private static final int[] SIGNED = {0x9A3F00, 0xD55E00, 0xEFA672, 0xF7F5F2, 0x7FB6DA, 0x0072B2, 0x00507D};
    private static final int[] SIGNED_ON_DARK = {0xFFB27A, 0xE8601C, 0x8C4A1C, 0x2A2D31, 0x1F567C, 0x2F8AD6, 0xA6D6FA};
    /** Every shade is seen on the background: a line may have it. Lightness runs in one direction only. */
    private static final int[] SHADES = {0xE3A02C, 0xDD7A44, 0xC9526A, 0x98398E, 0x5B2D92, 0x1C2878};

    private static final int[] SHADES_ON_DARK = {0x5566C9, 0x8A5AC8, 0xC75AA0, 0xEC7A66, 0xF7AE4B, 0xFBE56E};

    private final int[] stops;
    private final double low;
    private final double high;

    private ColorScale(int[] stops, double low, double high) {
        this.stops = stops;
        this.low = low;
        this.high = high;
    }

    static ColorScale of(Layer.HeatMap map, Palette palette) {
        boolean signed = map.low() == -map.high() && map.high() > 0;
        int[] stops = signed ? (palette.dark() ? SIGNED_ON_DARK : SIGNED) : (palette.dark() ? BLUES_ON_DARK : BLUES);
        return new ColorScale(stops, map.low(), map.high());
    }

    /** The colours of lines and points that stand for a value. */
    static ColorScale shades(Palette palette, double low, double high) {
        return new ColorScale(palette.dark() ? SHADES_ON_DARK : SHADES, low, high);
    }

    /** The same colours for shares from 0 to 1. */
    ColorScale overShares() {
        return new ColorScale(stops, 0, 1);
    }

    double low() {
        return low;
    }

    double high() {
        return high;
    }

    /** The colour of a value; those beyond the ends have the colour of the end. */
    Color color(double value) {
        double fraction = high > low ? Math.clamp((value - low) / (high - low), 0, 1) : 0.5;
        double place = fraction * (stops.length - 1);
        int index = (int) Math.min(Math.floor(place), stops.length - 2);
        return mix(stops[index], stops[index + 1], place - index);
    }

    /** A colour between two others: {@code share} of the second. */
    static Color mix(Color from, Color to, double share) {
        return mix(from.getRGB(), to.getRGB(), share);
    }

    private static Color mix(int from, int to, double share) {
        return new Color(channel(from, to, 16, share), channel(from, to, 8, share), channel(from, to, 0, share));
    }

    private static int channel(int from, int to, int shift, double share) {
        int a = from >> shift & 0xFF;
        int b = to >> shift & 0xFF;
        return (int) Math.round(a + (b - a) * share);
    }

    /** Black or white, whichever is read better on a colour. */
    static Color contrast(Color color) {
        return luminance(color) > 0.2 ? new Color(0x1A1A1A) : Color.WHITE;
    }

    /** Relative luminance from 0 to 1 (WCAG 2.2). */
    static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
