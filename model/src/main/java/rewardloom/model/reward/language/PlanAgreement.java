package rewardloom.model.reward.language;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How much a plan agrees with the right one, as VIKI-R counts it: .4·m + .3·p + .2·t + .1·l.
 *
 * @param same m: steps that are equal in their place, over the longer plan
 * @param prefix p: length of the common beginning over that of the right plan
 * @param actions t: steps whose action is equal in its place, over the longer plan
 * @param length l: the shorter over the longer
 * @param agents whether the same agents act in both
 */
public record PlanAgreement(double same, double prefix, double actions, double length, boolean agents) {
    private static final Pattern SEPARATOR = Pattern.compile("\\s*(?:[;\\n|]|->|=>)\\s*");

    /** The steps of a plan as text: separated by semicolons, line breaks, bars or arrows. */
    public static List<String> steps(String plan) {
        return Arrays.stream(SEPARATOR.split(plan.strip()))
                .map(s -> s.strip().replaceFirst("^\\d+[.)]\\s*", ""))
                .filter(s -> !s.isEmpty())
                .toList();
    }

    /** Compares. */
    public static PlanAgreement of(List<String> predicted, List<String> gold) {
        int longer = Math.max(predicted.size(), gold.size());
        int shorter = Math.min(predicted.size(), gold.size());
        if (longer == 0) {
            return new PlanAgreement(1, 1, 1, 1, true);
        }
        int same = 0;
        int actions = 0;
        int prefix = 0;
        for (int i = 0; i < shorter; i++) {
            boolean equal = plain(predicted.get(i)).equals(plain(gold.get(i)));
            same += equal ? 1 : 0;
            prefix += equal && prefix == i ? 1 : 0;
            actions += action(predicted.get(i)).equals(action(gold.get(i))) ? 1 : 0;
        }
        return new PlanAgreement(
                (double) same / longer,
                gold.isEmpty() ? 0 : (double) prefix / gold.size(),
                (double) actions / longer,
                (double) shorter / longer,
                agents(predicted).equals(agents(gold)));
    }

    private static String plain(String step) {
        return step.toLowerCase(Locale.ROOT)
                .replaceAll("[\\s(),<>\\[\\]]+", " ")
                .strip();
    }

    /** A step may say who acts before a colon; what it does is the first word after it. */
    private static String action(String step) {
        String plain = plain(step);
        return plain.substring(plain.indexOf(':') + 1).strip().split(" ")[0];
    }

    private static Set<String> agents(List<String> plan) {
        Set<String> agents = new HashSet<>();
        for (String step : plan) {
            int colon = plain(step).indexOf(':');
            if (colon > 0) {
                agents.add(plain(step).substring(0, colon).strip());
            }
        }
        return agents;
    }

    /** The partial accuracy. */
    public double accuracy() {
        return 0.4 * same + 0.3 * prefix + 0.2 * actions + 0.1 * length;
    }

    /** 1 where every step is right and the plans are equally long within a hundredth, else 0. */
    public double exact() {
        return same >= 1 - 1e-12 && length >= 0.99 ? 1 : 0;
    }

    /** .1 for the right agents, .9 times the accuracy. */
    public double reward(boolean partial) {
        return 0.1 * (agents ? 1 : 0) + 0.9 * (partial ? accuracy() : exact());
    }
}
