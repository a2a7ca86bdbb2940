package rewardloom.model.preference.choice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;

/** What is worth saying about implied weights, with the rule behind it. */
final class WeightFindings {
    private static final double SIGNIFICANT = 0.05;
    private static final int MOST_NAMED = 4;

    private final WeightParameters parameters;
    private final List<Finding> findings = new ArrayList<>();

    WeightFindings(WeightParameters parameters) {
        this.parameters = parameters;
    }

    /** Most serious first; those of the same severity in the order of the tables. */
    List<Finding> findings() {
        return findings.stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .toList();
    }

    void add(ImpliedFit fit, List<Contradiction> against, WeightFigures.Names figures) {
        weights(fit, figures.weights());
        contradictions(fit, against, figures.calibration());
        heldOut(fit, figures.calibration());
        side(fit, figures.weights());
        leftOut(fit, figures.weights());
    }

    private void weights(ImpliedFit fit, String figure) {
        String table = fit.labels().table().name();
        Map<String, Object> values = values(fit);
        values.put("scale", fit.scale());
        values.put("p", fit.p());
        values.put("likelihood_ratio", fit.likelihoodRatio());
        String rule = fit.free().rule().title() + " with d = Σ weight × difference of the component. Declared weights"
                + " with one free scale against free weights: likelihood-ratio test, χ² with "
                + fit.degreesOfFreedom() + " degrees of freedom, p below 0.05.";
        if (!fit.follows()) {
            findings.add(new Finding(
                    "against-declared",
                    Severity.WARNING,
                    "The labels of " + table + " do not follow the declared reward: one unit of it is worth "
                            + Digits.three(fit.scale()) + " log-odds (standard error "
                            + Digits.three(fit.scaled().standardError(0)) + "). "
                            + (fit.scale() < 0
                                    ? "Look for turned labels or signs, or for rows in another order."
                                    : "More labels may show it, or annotators judge something else."),
                    "The scale of the declared reward is not two standard errors above 0.",
                    values,
                    figure));
            return;
        }
        boolean differ = fit.p() < SIGNIFICANT;
        List<String> named = differing(fit);
        findings.add(new Finding(
                differ ? "weights-differ" : "weights-agree",
                differ ? Severity.WARNING : Severity.INFO,
                differ
                        ? "The labels of " + table + " imply other weights than declared (χ² = "
                                + Digits.three(fit.likelihoodRatio()) + ", " + fit.degreesOfFreedom() + " df, p = "
                                + Digits.three(fit.p()) + ")"
                                + (named.isEmpty() ? "." : ": " + String.join("; ", named) + ".")
                        : "The " + Digits.count(fit.labels().rows().size()) + " labels of " + table
                                + " agree with the declared weights"
                                + (Double.isNaN(fit.p())
                                        ? "."
                                        : " (χ² = " + Digits.three(fit.likelihoodRatio()) + ", "
                                                + fit.degreesOfFreedom() + " df, p = " + Digits.three(fit.p()) + ").")
                                + " One unit of the declared reward is worth " + Digits.three(fit.scale())
                                + " log-odds.",
                rule,
                values,
                figure));
    }

    /** The components whose interval of the relative weight leaves out 1, farthest first. */
    private List<String> differing(ImpliedFit fit) {
        double z = new NormalDistribution().inverseCumulativeProbability((1 + parameters.level()) / 2);
        return IntStream.range(0, fit.used().length)
                .boxed()
                .filter(i -> Math.abs(distance(fit, i)) > z)
                .sorted(Comparator.comparingDouble((Integer i) -> -Math.abs(distance(fit, i))))
                .limit(MOST_NAMED)
                .map(i -> {
                    double relative = fit.free().weights()[i] / fit.scale();
                    double half = z * fit.free().standardError(i) / fit.scale();
                    double declared = fit.declared()[fit.used()[i]];
                    return fit.name(i) + " counts " + Digits.three(relative) + " "
                            + Digits.interval(relative - half, relative + half) + " where " + Digits.three(declared)
                            + " was declared";
                })
                .toList();
    }

    /** Standard errors between the implied and the declared weight, both in log-odds. */
    private static double distance(ImpliedFit fit, int i) {
        return (fit.free().weights()[i] - fit.scale() * fit.declared()[fit.used()[i]])
                / fit.free().standardError(i);
    }

    private void contradictions(ImpliedFit fit, List<Contradiction> against, String figure) {
        int decisive = fit.labels().count(Outcome.FIRST) + fit.labels().count(Outcome.SECOND);
        Map<String, Object> values = values(fit);
        values.put("contradictions", against.size());
        values.put("decisive", decisive);
        Map<String, Integer> by = new LinkedHashMap<>();
        against.forEach(c -> by.merge(c.component(), 1, Integer::sum));
        String most = by.entrySet().stream()
                .filter(e -> !e.getKey().isEmpty())
                .max(Map.Entry.comparingByValue())
                .map(e -> " Most often " + e.getKey() + " speaks for what was chosen (" + Digits.count(e.getValue())
                        + ").")
                .orElse("");
        findings.add(new Finding(
                "contradictions",
                Severity.INFO,
                Digits.count(against.size()) + " of " + Digits.count(decisive) + " decisive labels of "
                        + fit.labels().table().name() + " (" + Digits.percent(against.size() / (double) decisive)
                        + ") contradict the declared reward." + most,
                "The item that was chosen has less of the declared reward. They are listed in the table"
                        + " 'contradictions', the largest difference first.",
                values,
                figure));
    }

    private void heldOut(ImpliedFit fit, String figure) {
        double implied = fit.heldOut()[0];
        double declared = fit.heldOut()[1];
        if (Double.isNaN(implied)) {
            return;
        }
        Map<String, Object> values = values(fit);
        values.put("implied", implied);
        values.put("declared", declared);
        boolean better = implied > declared;
        findings.add(new Finding(
                "held-out",
                Severity.INFO,
                "On labels of " + fit.labels().table().name() + " that were not fitted, "
                        + (better
                                ? "the implied weights predict better than"
                                : "the declared weights predict as well as")
                        + " " + (better ? "the declared ones" : "implied ones") + ": "
                        + Digits.three(-implied) + " against " + Digits.three(-declared)
                        + " nats for each label, where a coin has 0.693.",
                "Mean negative log-likelihood over five parts of the pairs, each predicted from the other four; all"
                        + " labels of a pair are in one part.",
                values,
                figure));
    }

    private void side(ImpliedFit fit, String figure) {
        if (!fit.side()) {
            return;
        }
        int place = fit.used().length;
        double effect = fit.free().weights()[place];
        double error = fit.free().standardError(place);
        double p = ItemScores.twoSided(effect / error);
        if (p >= SIGNIFICANT) {
            return;
        }
        Map<String, Object> values = values(fit);
        values.put("side", effect);
        values.put("se", error);
        values.put("p", p);
        findings.add(new Finding(
                "side-effect",
                Severity.WARNING,
                "The " + (effect > 0 ? "left" : "right") + " side is worth " + Digits.three(Math.abs(effect))
                        + " log-odds in the labels of " + fit.labels().table().name() + " (p = " + Digits.three(p)
                        + "). The weights are corrected for it.",
                "A term for the side on the left; Wald test with p below 0.05.",
                values,
                figure));
    }

    private void leftOut(ImpliedFit fit, String figure) {
        if (!fit.constant().isEmpty() || !fit.bound().isEmpty()) {
            Map<String, Object> values = values(fit);
            values.put("constant", String.join(", ", fit.constant()));
            values.put("bound", String.join(", ", fit.bound()));
            findings.add(new Finding(
                    "weights-unknown",
                    Severity.INFO,
                    "The pairs of " + fit.labels().table().name() + " cannot tell the weight of "
                            + String.join(" and of ", parts(fit)) + ".",
                    "A component without any difference between the items of a pair, or one whose differences are a sum"
                            + " of those of components before it.",
                    values,
                    figure));
        }
        if (fit.prior()) {
            findings.add(new Finding(
                    "separated",
                    Severity.WARNING,
                    "The components separate the labels of "
                            + fit.labels().table().name()
                            + " perfectly, so plain maximum likelihood is infinite; a weak prior was used, and the"
                            + " weights are a lower bound. More labels, or annotators who differ, would end that.",
                    "Newton's method has no end; then each weight has a normal prior with a standard deviation of 10"
                            + " log-odds per standard deviation of its component.",
                    values(fit),
                    figure));
        }
        if (fit.labels().incomplete() > 0) {
            Map<String, Object> values = values(fit);
            values.put("labels", fit.labels().incomplete());
            findings.add(new Finding(
                    "incomplete",
                    Severity.INFO,
                    Digits.count(fit.labels().incomplete()) + " labels of "
                            + fit.labels().table().name() + " are of pairs of which a component is missing, and were"
                            + " left out.",
                    "A component is missing or not finite for one of the two items.",
                    values,
                    figure));
        }
    }

    private static List<String> parts(ImpliedFit fit) {
        List<String> parts = new ArrayList<>();
        if (!fit.constant().isEmpty()) {
            parts.add(String.join(", ", fit.constant()) + ", which never differs");
        }
        if (!fit.bound().isEmpty()) {
            parts.add(String.join(", ", fit.bound()) + ", which the other components determine");
        }
        return parts;
    }

    private static Map<String, Object> values(ImpliedFit fit) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("table", fit.labels().table().name());
        return values;
    }

    /** Components that too few pairs have. */
    void leftOut(String table, List<String> components) {
        if (components.isEmpty()) {
            return;
        }
        String names =
                components.stream().map(c -> c.substring(c.indexOf('/') + 1)).collect(Collectors.joining(", "));
        findings.add(new Finding(
                "components-left-out",
                Severity.INFO,
                "Only some of what " + table + " compares has the components " + names
                        + "; they are left out, and the declared reward is here the sum of the others.",
                "Components that are known of both items in fewer than half of the pairs.",
                Map.of("table", table, "components", String.join(", ", components)),
                ""));
    }
}
