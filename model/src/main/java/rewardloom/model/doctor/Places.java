package rewardloom.model.doctor;

import java.util.List;
import java.util.Locale;

/** Words for places and numbers in what the doctor says. */
final class Places {
    private static final int NAMED = 3;

    private Places() {}

    /** {@code a, b, c and 4 more}. */
    static String names(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return names.size() <= NAMED ? first : first + " and " + (names.size() - NAMED) + " more";
    }

    /** {@code tag x} or {@code tags x, y}. */
    static String tags(List<String> names) {
        return (names.size() == 1 ? "tag " : "tags ") + names(names);
    }

    static String steps(Pulse pulse, long from, long to) {
        String unit = pulse.hasSteps() ? "step" : "row";
        return from == to ? unit + " " + from : unit + "s " + from + " to " + to;
    }

    /** Four digits are enough to find it again. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e6) {
            return Long.toString((long) value);
        }
        return String.format(Locale.ROOT, "%.4g", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    static String points(long count) {
        return count == 1 ? "1 point" : String.format(Locale.ROOT, "%,d points", count);
    }
}
