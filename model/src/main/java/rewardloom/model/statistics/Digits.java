package rewardloom.model.statistics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers for sentences: few digits, the same on every machine. */
public final class Digits {
    private Digits() {}

    /** The number with three significant digits, such as {@code 0.0804}, {@code 69.4}, {@code 1.2e-07}; whole numbers below a million as they are. */
    public static String text(double value) {
        if (Double.isNaN(value)) {
            return "unknown";
        } else if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e6) {
            return Long.toString((long) value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3));
        if (size >= 1e-4 && size < 1e6) {
            String plain = rounded.setScale(Math.max(rounded.scale(), 0)).toPlainString();
            return plain.contains(".") ? plain.replaceAll("0+$", "").replaceAll("\\.$", "") : plain;
        }
        return String.format(Locale.ROOT, "%.2e", value);
    }

    /** A count or step with its thousands apart, such as {@code 7,864,320}. */
    public static String count(double value) {
        return new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }

    /** A share as per cent, such as {@code 87 %}, with one digit after the point below ten. */
    public static String percent(double share) {
        if (Double.isNaN(share)) {
            return "an unknown share";
        }
        double percent = share * 100;
        boolean whole = Math.abs(percent - Math.rint(percent)) < 1e-9;
        return String.format(Locale.ROOT, Math.abs(percent) < 9.95 && !whole ? "%.1f %%" : "%.0f %%", percent);
    }
}
