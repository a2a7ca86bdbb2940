package rewardloom.model.doctor;

import java.util.List;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Problem.Severity;

/** Groups that teach nothing, and completions that are cut off more and more. */
final class ResponseChecks {
    private static final double MANY_DEAD = 0.25;
    private static final double RISE = 0.1;
    private static final double QUARTER = 0.25;

    private ResponseChecks() {}

    /** Groups of responses whose rewards are all equal: their advantages are 0. */
    static List<Problem> deadGroups(Checkup table) {
        return table.groups()
                .filter(g -> g.dead() > 0 && g.dead() >= MANY_DEAD * g.groups())
                .map(g -> List.of(new Problem(
                        Severity.WARNING,
                        "dead-groups",
                        "first at prompt " + shortened(g.example()),
                        g.dead(),
                        g.dead() + " of " + g.groups() + " groups (" + Places.percent((double) g.dead() / g.groups())
                                + ") have the same reward for every response: they give no advantage to learn from;"
                                + " the prompts are too easy or too hard, or the reward is too coarse")))
                .orElse(List.of());
    }

    private static String shortened(String prompt) {
        String line = prompt.strip().replaceAll("\\s+", " ");
        return line.length() > 60 ? line.substring(0, 60) + "…" : line;
    }

    /** The logged share of groups without variance (TRL: {@code frac_reward_zero_std}). */
    static List<Problem> deadShare(Checkup table) {
        return table.pulses().stream()
                .filter(p -> Examination.DEAD.matcher(p.tag()).matches())
                .filter(p -> p.sample().mean(1 - QUARTER, 1) > 2 * MANY_DEAD)
                .limit(1)
                .map(p -> new Problem(
                        Severity.WARNING,
                        "dead-groups",
                        "tag " + p.tag() + ", last quarter",
                        1,
                        Places.percent(p.sample().mean(1 - QUARTER, 1))
                                + " of the groups have no variance of reward at the end (at the beginning "
                                + Places.percent(p.sample().mean(0, QUARTER))
                                + "): they give no advantage to learn from"))
                .toList();
    }

    /** More and more completions reach the limit of their length: the reward is computed on texts without an end. */
    static List<Problem> clipped(Checkup table) {
        return table.pulses().stream()
                .filter(p -> Examination.CLIPPED.matcher(p.tag()).matches() && p.count() >= 8)
                .filter(p -> p.sample().mean(1 - QUARTER, 1) - p.sample().mean(0, QUARTER) > RISE)
                .limit(1)
                .map(p -> new Problem(
                        Severity.WARNING,
                        "clipped-completions",
                        "tag " + p.tag() + ", last quarter",
                        1,
                        Places.percent(p.sample().mean(1 - QUARTER, 1)) + " of the completions are cut off at the"
                                + " limit of length at the end, up from "
                                + Places.percent(p.sample().mean(0, QUARTER))
                                + " at the beginning: their rewards are those of texts without an end"))
                .toList();
    }
}
