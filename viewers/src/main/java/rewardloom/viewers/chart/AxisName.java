package rewardloom.viewers.chart;

import java.awt.Font;
import java.util.List;

/** What an axis is called, in one line, or in two if it is longer than the axis. */
final class AxisName {
    /** An axis is at least this share of the side of its chart: for deciding before it is known. */
    static final double SHARE = 0.75;

    private AxisName() {}

    /** The lines of a name beside an axis of some length; what fits into no two lines is cut. */
    static List<String> lines(String name, Font font, double length) {
        if (TextPainter.width(name, font) <= length) {
            return List.of(name);
        }
        int best = -1;
        double shortest = Double.POSITIVE_INFINITY;
        int depth = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == ' ' && depth == 0) {
                double widest = Math.max(
                        TextPainter.width(name.substring(0, i), font), TextPainter.width(name.substring(i + 1), font));
                if (widest < shortest) {
                    shortest = widest;
                    best = i;
                }
            }
        }
        return best < 0
                ? List.of(TextPainter.fit(name, font, length))
                : List.of(
                        TextPainter.fit(name.substring(0, best), font, length),
                        TextPainter.fit(name.substring(best + 1), font, length));
    }

    /** Whether a name is shown whole. */
    static boolean fits(String name, Font font, double length) {
        return String.join(" ", lines(name, font, length)).equals(name);
    }
}
