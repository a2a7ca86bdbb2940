package rewardloom.model.preference.choice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.statistics.Interval;

/** What is worth saying about scores, with the rule behind it. */
final class ChoiceFindings {
    private static final double SIGNIFICANT = 0.05;
    /** Share of circular triads when every pair is decided by a coin. */
    private static final double COIN = 0.25;

    private static final int MOST_NAMED = 5;

    private final ChoiceParameters parameters;
    private final List<Finding> findings = new ArrayList<>();

    ChoiceFindings(ChoiceParameters parameters) {
        this.parameters = parameters;
    }

    /** Most serious first; those of the same severity in the order of the tables. */
    List<Finding> findings() {
        return findings.stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .toList();
    }

    void add(ItemScores found, String figure) {
        connection(found, figure);
        best(found, figure);
        side(found, figure);
        ties(found, figure);
        transitivity(found, figure);
        if (found.labels().same() > 0) {
            Map<String, Object> values = values(found);
            values.put("labels", found.labels().same());
            findings.add(new Finding(
                    "same-item",
                    Severity.INFO,
                    Digits.count(found.labels().same()) + " labels of "
                            + found.labels().table().name() + " compare "
                            + parameters.items().role() + " with itself, or with an unnamed one, and say nothing about"
                            + " scores.",
                    "Both sides of the pair have the same name, or one has none.",
                    values,
                    figure));
        }
    }

    private void connection(ItemScores found, String figure) {
        if (found.groups().size() == 1) {
            return;
        }
        List<String> names = found.groups().stream()
                .limit(MOST_NAMED)
                .map(group -> "{"
                        + String.join(
                                ", ",
                                group.stream()
                                        .limit(MOST_NAMED)
                                        .map(found.labels().items()::get)
                                        .toList())
                        + (group.size() > MOST_NAMED ? ", …" : "") + "}")
                .toList();
        Map<String, Object> values = values(found);
        values.put("groups", found.groups().size());
        values.put("prior", found.prior());
        findings.add(new Finding(
                "not-connected",
                Severity.WARNING,
                "The labels of " + found.labels().table().name()
                        + " do not determine all scores: along wins one cannot get from each to each of "
                        + String.join(" and ", names) + (found.groups().size() > MOST_NAMED ? " and others" : "")
                        + ". Maximum likelihood would be infinite, so every item was given "
                        + Digits.three(found.prior())
                        + " imagined comparisons with an average one; scores and intervals depend on that.",
                "Finite scores need that every item can be reached from every other along wins, ties counting both ways"
                        + " (Ford 1957).",
                values,
                figure));
    }

    private void best(ItemScores found, String figure) {
        int[] ranking = found.ranking();
        int first = ranking[0];
        int second = ranking[1];
        double lead = found.score(first) - found.score(second);
        double error = found.fit().standardError(first, second);
        double p = found.p(first, second);
        Interval interval = new Interval(lead - found.z() * error, lead + found.z() * error);
        String a = found.labels().items().get(first);
        String b = found.labels().items().get(second);
        Map<String, Object> values = values(found);
        values.put("best", a);
        values.put("next", b);
        values.put("lead", lead);
        values.put("low", interval.low());
        values.put("high", interval.high());
        values.put("p", p);
        values.put("votes", found.labels().votes().size());
        String odds = "P(" + a + " over " + b + ") = " + Digits.three(TieRule.logistic(lead)) + " without ties";
        findings.add(new Finding(
                "best",
                Severity.INFO,
                (p < SIGNIFICANT
                                ? a + " is best by the labels of "
                                        + found.labels().table().name() + ": " + Digits.three(lead) + " log-odds above "
                                        + b
                                : a + " and " + b + " lead the labels of "
                                        + found.labels().table().name()
                                        + " and are not told apart: the difference is " + Digits.three(lead))
                        + " " + Digits.interval(interval.low(), interval.high()) + ", " + odds + ", p = "
                        + Digits.three(p) + " ("
                        + Digits.count(found.labels().votes().size()) + " comparisons).",
                found.fit().rule().title() + "; " + Digits.percent(parameters.level())
                        + " Wald interval of the difference from the observed information; p below 0.05 counts as told"
                        + " apart.",
                values,
                figure));
    }

    private void side(ItemScores found, String figure) {
        if (!found.side()) {
            return;
        }
        double effect = found.sideEffect();
        double p = ItemScores.twoSided(effect / found.sideError());
        Map<String, Object> values = values(found);
        values.put("side", effect);
        values.put("se", found.sideError());
        values.put("p", p);
        boolean biased = p < SIGNIFICANT;
        findings.add(new Finding(
                "side-effect",
                biased ? Severity.WARNING : Severity.INFO,
                "The " + (effect > 0 ? "left" : "right") + " side is worth " + Digits.three(Math.abs(effect))
                        + " log-odds in the labels of " + found.labels().table().name() + " (standard error "
                        + Digits.three(found.sideError()) + ", p = " + Digits.three(p) + ")"
                        + (biased
                                ? ": annotators favour a side. The scores are corrected for it."
                                : ": no sign of a favoured side."),
                "A term for the side on the left in the model, as for playing at home; Wald test.",
                values,
                figure));
    }

    private void ties(ItemScores found, String figure) {
        double ties = found.labels().votes().stream()
                .filter(v -> v.outcome() == Outcome.TIE)
                .count();
        if (ties == 0) {
            return;
        }
        PairFit davidson = found.others().get(TieRule.DAVIDSON.ordinal());
        PairFit raoKupper = found.others().get(TieRule.RAO_KUPPER.ordinal());
        Map<String, Object> values = values(found);
        values.put("ties", ties);
        values.put("davidson", davidson.logLikelihood());
        values.put("rao_kupper", raoKupper.logLikelihood());
        double lead = davidson.logLikelihood() - raoKupper.logLikelihood();
        findings.add(new Finding(
                "ties",
                Severity.INFO,
                Digits.count((long) ties) + " of "
                        + Digits.count(found.labels().votes().size()) + " comparisons of "
                        + found.labels().table().name() + " are ties ("
                        + Digits.percent(ties / found.labels().votes().size()) + "). "
                        + (lead > 0 ? "Davidson's" : "Rao and Kupper's")
                        + " model of them fits better, by " + Digits.three(Math.abs(lead)) + " nats.",
                "Log-likelihoods of the two models with the same number of parameters.",
                values,
                figure));
    }

    private void transitivity(ItemScores found, String figure) {
        Triads triads = found.triads();
        if (triads.triads() == 0) {
            return;
        }
        Map<String, Object> values = values(found);
        values.put("triads", triads.triads());
        values.put("circular", triads.circular());
        values.put("zeta", triads.zeta());
        boolean many = triads.share() > COIN / 2;
        findings.add(new Finding(
                "transitivity",
                many ? Severity.WARNING : Severity.INFO,
                Digits.count(triads.circular()) + " of " + Digits.count(triads.triads()) + " triads of "
                        + found.labels().table().name() + " are circular"
                        + (Double.isNaN(triads.zeta()) ? "" : " (ζ = " + Digits.three(triads.zeta()) + ")")
                        + (many ? ". One score for each item cannot say what these labels say." : "."),
                "Three items of which every two were decided by a majority, each beating one of the others. A coin"
                        + " makes a quarter of them circular; more than an eighth is a warning.",
                values,
                figure));
    }

    private static Map<String, Object> values(ItemScores found) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("table", found.labels().table().name());
        return values;
    }
}
