package rewardloom.viewers.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as axes show them: a real minus sign, thousands as {@code 200k}, millions as {@code 1.5M}, very small ones as powers. */
public final class TickText {
    private static final String[] UNITS = {"", "k", "M", "G", "T"};

    private TickText() {}

    /**
     * A tick's value, with as many digits as ticks that far apart need.
     *
     * @param step distance to the next tick, above zero
     */
    static String of(double value, double step) {
        if (value == 0 || Math.abs(value) < step * 1e-9) {
            return "0";
        }
        double size = Math.abs(value);
        if (size < 1e-3 || size >= 1e15) {
            return power(value, step);
        }
        int unit = size >= 1e4 || (size >= 1e3 && step >= 500) ? (int) Math.floor(Math.log10(size) / 3 + 1e-9) : 0;
        double divisor = Math.pow(1000, unit);
        int digits = Math.max(0, (int) Math.ceil(-Math.log10(step / divisor) - 1e-9));
        BigDecimal shown =
                BigDecimal.valueOf(value / divisor).setScale(Math.min(digits + 1, 12), RoundingMode.HALF_EVEN);
        return sign(stripped(shown) + UNITS[unit]);
    }

    /**
     * {@code 10^{n}}, as ticks of logarithmic axes show it; an axis that stays between 0.001 and 1000 has all of them in full.
     *
     * @param first exponent of the lowest power on the axis
     * @param last exponent of the highest one
     */
    static String ofPower(int exponent, int first, int last) {
        return first >= -3 && last <= 3
                ? BigDecimal.ONE.scaleByPowerOfTen(exponent).toPlainString()
                : sign("10^{" + exponent + "}");
    }

    /** A finite value with a number of decimals; nothing that rounds to zero is negative. */
    static String fixed(double value, int decimals) {
        BigDecimal shown = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return sign(String.format(Locale.ROOT, "%,." + decimals + "f", shown.signum() == 0 ? BigDecimal.ZERO : shown));
    }

    /** A value for reading, with up to {@code digits} significant digits. */
    public static String value(double value, int digits) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        if (size >= 1e-4 && size < 1e9) {
            BigDecimal exact = new BigDecimal(value);
            int scale = Math.max(0, digits - exact.precision() + exact.scale());
            return sign(grouped(exact.setScale(Math.min(scale, 15), RoundingMode.HALF_EVEN)));
        }
        return sign(String.format(Locale.ROOT, "%." + (digits - 1) + "e", value));
    }

    private static String grouped(BigDecimal number) {
        BigDecimal stripped = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        return String.format(Locale.ROOT, "%,." + Math.max(0, stripped.scale()) + "f", stripped);
    }

    private static String power(double value, double step) {
        int exponent = (int) Math.floor(Math.log10(Math.abs(value)) + 1e-12);
        double unit = Math.pow(10, exponent);
        int digits = Math.max(0, (int) Math.ceil(-Math.log10(step / unit) - 1e-9));
        BigDecimal mantissa = BigDecimal.valueOf(value / unit).setScale(Math.min(digits, 12), RoundingMode.HALF_EVEN);
        String text = stripped(mantissa);
        String factor = text.equals("1") ? "" : text.equals("-1") ? "-" : text + "×";
        return sign(factor + "10^{" + exponent + "}");
    }

    private static String stripped(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String sign(String text) {
        return text.replace('-', '−');
    }
}
