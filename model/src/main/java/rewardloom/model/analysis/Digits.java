package rewardloom.model.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as sentences print them: three significant digits, never an exponent for everyday sizes, a true minus sign. */
public final class Digits {
    private static final MathContext THREE = new MathContext(3);

    private Digits() {}

    /** A number with three significant digits, such as {@code 4.98}, {@code −0.05} or {@code 12,600}. */
    public static String three(double value) {
        if (Double.isNaN(value)) {
            return "unknown";
        } else if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        } else if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        if (size >= 1e7 || size < 1e-5) {
            return String.format(Locale.ROOT, "%.2e", value).replace('-', '−');
        }
        BigDecimal rounded = new BigDecimal(value).round(THREE);
        int decimals = Math.max(
                0, Math.min(rounded.scale(), rounded.stripTrailingZeros().scale()));
        return String.format(Locale.ROOT, "%,." + decimals + "f", rounded).replace('-', '−');
    }

    /** An interval, {@code [4.1, 5.6]}. */
    public static String interval(double low, double high) {
        return "[" + three(low) + ", " + three(high) + "]";
    }

    /** A share of 1 in percent, {@code 31 %} or {@code 0.4 %}. */
    public static String percent(double share) {
        double percent = share * 100;
        boolean whole = Math.abs(percent) >= 10 || percent == Math.rint(percent);
        return String.format(Locale.ROOT, whole ? "%.0f %%" : "%.1f %%", percent)
                .replace('-', '−');
    }

    /** A whole number with thousands separated. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace('-', '−');
    }
}
