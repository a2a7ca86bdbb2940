package rewardloom.model.reward;

import java.util.regex.Pattern;

/** Which names of components say that they mark success at the task. */
public final class SuccessNames {
    private static final Pattern SUCCESS = Pattern.compile(
            "(?:.*[^a-z])?(?:goals?|success|wins?|won|solved?|outcome|correct(?:ness)?|completion)(?:[^a-z].*)?",
            Pattern.CASE_INSENSITIVE);

    private SuccessNames() {}

    /** {@code goal} and {@code task_success} do, {@code ball_to_goal} does not: it is a distance. */
    public static boolean mark(String component) {
        return SUCCESS.matcher(component).matches() && !component.matches("(?i).*(?:_to_|dist|toward).*");
    }
}
