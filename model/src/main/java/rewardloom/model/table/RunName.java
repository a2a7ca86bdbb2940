package rewardloom.model.table;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run's name taken apart: {@code rl/single-seed0} is seed 0 of the group {@code rl/single}.
 *
 * @param name the whole name
 * @param group the name without its seed; runs with the same group are repetitions of one another
 * @param seed the seed, if the name has one
 */
public record RunName(String name, String group, OptionalLong seed) {
    private static final Pattern SEED = Pattern.compile(
            "(?<![A-Za-z])(?:[-_.]?)(?:seed|rng|rep)[-_=]?(\\d{1,18})(?!\\d)", Pattern.CASE_INSENSITIVE);
    private static final Pattern CLEANRL = Pattern.compile("(.+?)__(.+?)__(\\d{1,18})__\\d{9,}$");

    /** Takes a name apart; a name without a seed is its own group. */
    public static RunName parse(String name) {
        Matcher cleanrl = CLEANRL.matcher(name);
        if (cleanrl.matches()) {
            return new RunName(
                    name,
                    cleanrl.group(1) + "__" + cleanrl.group(2),
                    OptionalLong.of(Long.parseLong(cleanrl.group(3))));
        }
        Matcher seed = SEED.matcher(name);
        if (!seed.find()) {
            return new RunName(name, name, OptionalLong.empty());
        }
        String after = name.substring(seed.end());
        String before = name.substring(0, seed.start());
        // a-seed0-late is a-late, not a--late
        String group = (after.matches("[-_.].*") ? before.replaceAll("[-_.]+$", "") : before) + after;
        group = group.replaceAll("/+", "/").replaceAll("^[-_/.]+|[-_/.]+$", "");
        return new RunName(name, group.isEmpty() ? "seeds" : group, OptionalLong.of(Long.parseLong(seed.group(1))));
    }
}
