package rewardloom.model.moment;

import java.util.Locale;
import java.util.regex.Pattern;

/** Whether two names are of the same run: curves, trajectories and responses of a run lie in different files and folders. */
final class RunNames {
    private static final Pattern SEED = Pattern.compile("(?:[-_./ ](?:seed|run|rep|s)?[-_ ]?\\d+(?:\\D.*)?)?");

    private RunNames() {}

    /**
     * The same last part, or one of them goes on where the other ends, as {@code additive-seed0} and {@code additive-seed0-late}, or the
     * group {@code rl/clip} and {@code clip-seed0}.
     */
    static boolean match(String a, String b) {
        String first = last(a);
        String second = last(b);
        return !first.isEmpty() && !second.isEmpty() && (isStart(first, second) || isStart(second, first));
    }

    /** Whether one of the names is the other with no more than a seed behind it, and perhaps a checkpoint. */
    static boolean areSeeds(String a, String b) {
        String first = last(a);
        String second = last(b);
        String longer = first.length() < second.length() ? second : first;
        String rest = longer.substring(Math.min(first.length(), second.length()));
        return match(a, b) && SEED.matcher(rest).matches();
    }

    /** Number of letters that two matching names share, less what only one of them has. */
    static int shared(String a, String b) {
        int first = last(a).length();
        int second = last(b).length();
        return Math.min(first, second) - Math.abs(first - second);
    }

    private static boolean isStart(String start, String whole) {
        return whole.startsWith(start)
                && (whole.length() == start.length() || !Character.isLetterOrDigit(whole.charAt(start.length())));
    }

    private static String last(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT).replace('\\', '/');
        return plain.substring(plain.lastIndexOf('/') + 1);
    }
}
