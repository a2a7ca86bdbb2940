package rewardloom.model.shaping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.statistics.Quantiles;
import rewardloom.model.statistics.RankChange;

/** What can be said about the functions, most important first. */
final class ShapingFindings {
    /** A function that saturates more of the rewards is worth a warning. */
    private static final double MUCH = 0.2;
    /** The middle 98 % filling less of the min-max range means that outliers set it. */
    private static final double SQUEEZED = 0.5;

    private static final double OUTLIERS = 0.01;

    private final ShapingStudy study;
    private final ShapingParameters parameters;

    ShapingFindings(ShapingStudy study, ShapingParameters parameters) {
        this.study = study;
        this.parameters = parameters;
    }

    List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        study.shaped().stream().filter(s -> s.saturated() > MUCH).forEach(s -> findings.add(saturates(s)));
        if (study.hasPrompts()) {
            study.shaped().stream()
                    .filter(s -> s.isOfReward() && !s.ranks().isNone())
                    .forEach(s -> findings.add(changes(s)));
        }
        minMax(findings);
        principles(findings);
        keeps(findings);
        conjunction(findings);
        study.lengthSwitch().flatMap(LengthSwitchResults::finding).ifPresent(findings::add);
        return findings;
    }

    private Finding saturates(Shaped s) {
        return new Finding(
                "saturation",
                Severity.WARNING,
                s.id() + " saturates " + Digits.percent(s.saturated()) + " of the "
                        + Digits.count(study.sample().rewards().length)
                        + " rewards: differences among those hardly count any more.",
                "More than " + Digits.percent(MUCH)
                        + " of the rewards lie where the slope, relative to the steepest, is below that of a sigmoid"
                        + " at "
                        + Digits.three(parameters.saturation()) + ".",
                Map.of("function", s.id(), "saturated", s.saturated()),
                "gradient-weight");
    }

    private Finding changes(Shaped s) {
        RankChange r = s.ranks();
        StringBuilder text = new StringBuilder(s.id()).append(" changes the ranking within prompts: ");
        text.append(Digits.percent((double) r.ties() / r.pairs())).append(" of the pairs become equal");
        if (r.inversions() > 0) {
            text.append(" and ")
                    .append(Digits.percent((double) r.inversions() / r.pairs()))
                    .append(" are reversed");
        }
        text.append("; ")
                .append(s.winnersChanged())
                .append(" of ")
                .append(s.groups())
                .append(" prompts lose their single best response");
        double before = rawWinnerGold();
        if (study.hasGold()) {
            text.append(", and the winner's mean gold goes from ")
                    .append(Digits.three(before))
                    .append(" to ")
                    .append(Digits.three(s.meanWinnerGold()));
        }
        return new Finding(
                "rank-change",
                Severity.WARNING,
                text.append('.').toString(),
                "Pairs of responses to the same prompt with different rewards that are equal or in reversed order"
                        + " after shaping.",
                Map.of(
                        "function",
                        s.id(),
                        "ties",
                        r.ties(),
                        "inversions",
                        r.inversions(),
                        "pairs",
                        r.pairs(),
                        "winners_changed",
                        s.winnersChanged(),
                        "prompts",
                        s.groups()),
                "rank-changes");
    }

    private double rawWinnerGold() {
        return Calibration.mean(Shaped.winnerGold(study.sample().rewards(), study.sample()));
    }

    private void keeps(List<Finding> findings) {
        List<String> kept = study.shaped().stream()
                .filter(s -> s.ranks().isNone() && !s.isIdentity())
                .map(s -> s.id())
                .toList();
        if (study.hasPrompts() && !kept.isEmpty()) {
            findings.add(new Finding(
                    "ranks-kept",
                    Severity.INFO,
                    String.join(", ", kept) + (kept.size() == 1 ? " keeps" : " keep")
                            + " the ranking within every one of "
                            + study.sample().groups().size()
                            + " prompts: strictly increasing functions change how much a response wins by, never which"
                            + " one.",
                    "No pair of responses to the same prompt becomes equal or changes its order.",
                    Map.of(
                            "functions",
                            String.join(", ", kept),
                            "prompts",
                            study.sample().groups().size()),
                    "rank-changes"));
        }
    }

    private void minMax(List<Finding> findings) {
        Calibration c = study.calibration();
        double[] sorted = Quantiles.sortedFinite(study.sample().rewards());
        double share =
                (Quantiles.ofSorted(sorted, 1 - OUTLIERS) - Quantiles.ofSorted(sorted, OUTLIERS)) / (c.max() - c.min());
        boolean chosen =
                study.shaped().stream().anyMatch(s -> s.treatment().curve().orElse(null) instanceof Shaping.MinMax);
        if (chosen && share < SQUEEZED) {
            findings.add(new Finding(
                    "min-max-outliers",
                    Severity.WARNING,
                    "min-max is set by outliers: the middle 98 % of the rewards fill " + Digits.percent(share)
                            + " of its range from " + Digits.three(c.min()) + " to " + Digits.three(c.max()) + ".",
                    "The distance between the 1 % and the 99 % quantile is less than " + Digits.percent(SQUEEZED)
                            + " of that between the smallest and the largest reward.",
                    Map.of("share", share, "min", c.min(), "max", c.max()),
                    "histogram-min-max"));
        }
    }

    private void principles(List<Finding> findings) {
        List<String> all = study.shaped().stream()
                .filter(Shaped::isPrincipled)
                .map(s -> s.id())
                .toList();
        if (!all.isEmpty()) {
            findings.add(new Finding(
                    "shaping-principles",
                    Severity.INFO,
                    String.join(", ", all) + (all.size() == 1 ? " is" : " are")
                            + " bounded, centred on the reference, and fast first and flat then: what shapes that"
                            + " resist reward hacking have in common.",
                    "Bounded on both sides; a function of r − reference; steepest at the reference among all larger"
                            + " rewards, with at most "
                            + Digits.percent(Shaped.FLAT) + " of that slope left at the largest reward seen.",
                    Map.of("functions", String.join(", ", all)),
                    "shaping-functions"));
        }
    }

    private void conjunction(List<Finding> findings) {
        study.conjunction()
                .filter(c -> c.compensated() > 0)
                .ifPresent(c -> findings.add(new Finding(
                        "compensated",
                        Severity.INFO,
                        "In " + c.compensated() + " of " + c.prompts()
                                + " prompts the best response by the plain sum of "
                                + String.join(", ", study.sample().properties())
                                + " makes up for a reward below its reference, where the sum of log-sigmoids picks one"
                                + " that is good on all.",
                        "The winner by the sum has σ(r_i − ref_i) < ½ for some i, the winner by Σ log σ(r_i − ref_i)"
                                + " for none; ref_i is the "
                                + Digits.three(parameters.quantile())
                                + " quantile of a normal distribution fitted to reward i.",
                        Map.of("compensated", c.compensated(), "prompts", c.prompts(), "differ", c.differ()),
                        study.hasGold() ? "winner-gold" : "shaping-functions")));
    }
}
