package rewardloom.viewers.chart;

import java.awt.Color;

/**
 * How somebody sees colours, and how far apart two colours are then. Dichromats are simulated at full severity after Machado, Oliveira and
 * Fernandes ("A Physiologically-based Model for Simulation of Color Vision Deficiency", 2009, table 1), in linear sRGB.
 */
public enum ColorVision {
    USUAL("people", new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}),
    /** Without red cones: about 1 % of men. */
    PROTANOPIA("protanopes", new double[][] {
        {0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}
    }),
    /** Without green cones: about 1 % of men, and 5 % see nearly so. */
    DEUTERANOPIA("deuteranopes", new double[][] {
        {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}
    }),
    /** Without blue cones: very rare. */
    TRITANOPIA("tritanopes", new double[][] {
        {1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}
    });

    private static final double EPSILON = 216.0 / 24389;
    private static final double KAPPA = 24389.0 / 27;

    private final String who;
    private final double[][] seen;

    ColorVision(String who, double[][] seen) {
        this.who = who;
        this.seen = seen;
    }

    /** Who sees so, in the plural. */
    public String who() {
        return who;
    }

    /** How far apart two colours are: ΔE of CIEDE2000; about 1 is just noticed side by side, below 8 thin lines are confused. */
    public double distance(Color a, Color b) {
        return ciede2000(lab(a), lab(b));
    }

    /** How far apart two colours are when they are printed in grey: difference of lightness L*. */
    public static double greyDistance(Color a, Color b) {
        return Math.abs(USUAL.lab(a)[0] - USUAL.lab(b)[0]);
    }

    /** CIE L*a*b* under D65 of a colour as it is seen. */
    private double[] lab(Color color) {
        double[] linear = {linear(color.getRed()), linear(color.getGreen()), linear(color.getBlue())};
        double[] rgb = new double[3];
        for (int i = 0; i < 3; i++) {
            rgb[i] = Math.clamp(seen[i][0] * linear[0] + seen[i][1] * linear[1] + seen[i][2] * linear[2], 0, 1);
        }
        double x = curve((0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2]) / 0.95047);
        double y = curve(0.2126729 * rgb[0] + 0.7151522 * rgb[1] + 0.0721750 * rgb[2]);
        double z = curve((0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2]) / 1.08883);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    private static double curve(double t) {
        return t > EPSILON ? Math.cbrt(t) : (KAPPA * t + 16) / 116;
    }

    /**
     * Colour difference (Sharma, Wu and Dalal, "The CIEDE2000 Color-Difference Formula", 2005, equations 2 to 22).
     *
     * @param a L*, a*, b*
     * @param b L*, a*, b*
     */
    static double ciede2000(double[] a, double[] b) {
        double g = 0.5 * (1 - saturation((Math.hypot(a[1], a[2]) + Math.hypot(b[1], b[2])) / 2));
        double a1 = (1 + g) * a[1];
        double a2 = (1 + g) * b[1];
        double c1 = Math.hypot(a1, a[2]);
        double c2 = Math.hypot(a2, b[2]);
        double h1 = hue(a[2], a1);
        double h2 = hue(b[2], a2);
        boolean grey = c1 * c2 == 0;
        double turn = grey ? 0 : wrapped(h2 - h1);
        double dl = b[0] - a[0];
        double dc = c2 - c1;
        double dh = 2 * Math.sqrt(c1 * c2) * sin(turn / 2);
        double l = (a[0] + b[0]) / 2;
        double c = (c1 + c2) / 2;
        double h = grey ? h1 + h2 : meanHue(h1, h2);
        double t = 1 - 0.17 * cos(h - 30) + 0.24 * cos(2 * h) + 0.32 * cos(3 * h + 6) - 0.2 * cos(4 * h - 63);
        double sl = 1 + 0.015 * (l - 50) * (l - 50) / Math.sqrt(20 + (l - 50) * (l - 50));
        double sc = 1 + 0.045 * c;
        double sh = 1 + 0.015 * c * t;
        double rotation = -sin(60 * Math.exp(-Math.pow((h - 275) / 25, 2))) * 2 * saturation(c);
        return Math.sqrt(
                Math.pow(dl / sl, 2) + Math.pow(dc / sc, 2) + Math.pow(dh / sh, 2) + rotation * (dc / sc) * (dh / sh));
    }

    private static double saturation(double chroma) {
        double seventh = Math.pow(chroma, 7);
        return Math.sqrt(seventh / (seventh + Math.pow(25, 7)));
    }

    private static double hue(double y, double x) {
        return (Math.toDegrees(Math.atan2(y, x)) + 360) % 360;
    }

    private static double wrapped(double degrees) {
        return degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;
    }

    private static double meanHue(double h1, double h2) {
        double sum = h1 + h2;
        return Math.abs(h1 - h2) <= 180 ? sum / 2 : sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
    }

    private static double sin(double degrees) {
        return Math.sin(Math.toRadians(degrees));
    }

    private static double cos(double degrees) {
        return Math.cos(Math.toRadians(degrees));
    }
}
