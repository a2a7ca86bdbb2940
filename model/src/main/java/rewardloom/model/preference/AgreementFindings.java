package rewardloom.model.preference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.preference.AgreementSample.Estimates;
import rewardloom.model.statistics.Interval;

/** What is worth saying about labels, with the rule behind it. */
final class AgreementFindings {
    /** Below this, Krippendorff lets no conclusion pass, not even a tentative one. */
    private static final double TENTATIVE = 0.667;

    private static final double SIGNIFICANT = 0.05;
    private static final double MOSTLY = 0.5;

    private final AgreementParameters parameters;
    private final List<Finding> findings = new ArrayList<>();

    AgreementFindings(AgreementParameters parameters) {
        this.parameters = parameters;
    }

    /** Most serious first; those of the same severity in the order of the tables. */
    List<Finding> findings() {
        return findings.stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .toList();
    }

    void add(SheetAgreement found, AgreementFigures.Names figures) {
        overall(found, figures.kappa());
        if (found.sheet().raters().size() == 2) {
            pairAtChance(found, figures.kappa());
        } else {
            ratersAtChance(found, figures.kappa());
        }
        if (found.sheet().scale().preference()) {
            sides(found.sheet(), figures.answers());
            mostlyTies(found.sheet(), figures.answers());
        }
        coding(found.sheet(), figures.answers());
    }

    /** Whether agreement falls as annotators go on. */
    void overTime(AgreementOverTime time, String figure) {
        if (!time.falls()) {
            return;
        }
        AgreementOverTime.Block first = time.blocks().getFirst();
        AgreementOverTime.Block last = time.blocks().getLast();
        Map<String, Object> values = values(time.sheet());
        values.put("first", first.alpha());
        values.put("last", last.alpha());
        findings.add(new Finding(
                "drift",
                Severity.WARNING,
                "Agreement in " + time.sheet().table().name() + " falls as annotators go on: α was "
                        + Digits.three(first.alpha()) + " " + bracket(first.interval()) + " in the first of "
                        + time.blocks().size() + " blocks and is " + Digits.three(last.alpha()) + " "
                        + bracket(last.interval()) + " in the last one.",
                "The " + percent() + " bootstrap interval of α of the last block lies below that of the first.",
                values,
                figure));
    }

    /** A table that cannot be judged, in company of one that can. */
    void left(String name, String why) {
        findings.add(new Finding(
                "not-compared",
                Severity.INFO,
                why,
                "Agreement needs items that two annotators or more have labelled.",
                Map.of("table", name),
                ""));
    }

    /** What a tie and a missing label count as, in a sentence. */
    static String ties(LabelSheet sheet, AgreementParameters parameters) {
        String missing = "a skipped or missing label is missing.";
        if (!sheet.scale().preference()) {
            return "Every value is an answer of its own; " + missing;
        }
        String metric = parameters.metric().name().toLowerCase(Locale.ROOT);
        return switch (parameters.ties()) {
            case DROP -> "A tie is left out; " + missing;
            case HALF -> "A tie lies half way between the two sides; " + missing;
            case CATEGORY ->
                parameters.metric() == Agreement.Metric.NOMINAL
                        ? "A tie is an answer of its own; " + missing
                        : "A tie lies between the two sides (" + metric + "); " + missing;
        };
    }

    private void overall(SheetAgreement found, String figure) {
        double alpha = found.get(Estimates.ALPHA);
        Interval interval = found.interval(Estimates.ALPHA);
        LabelSheet sheet = found.sheet();
        String who = Digits.count(sheet.raters().size()) + " annotators of "
                + sheet.table().name();
        String items = Digits.count(found.sample().items()) + " items";
        Map<String, Object> values = values(sheet);
        values.put("alpha", alpha);
        values.put("low", interval.low());
        values.put("high", interval.high());
        values.put("items", found.sample().items());
        values.put("missing", found.missing());
        String rule = "Krippendorff's α, " + parameters.metric().name().toLowerCase(Locale.ROOT)
                + " metric, over items with two labels or more. Krippendorff (2004) asks for 0.8, and for 0.667 at"
                + " least where tentative conclusions do; below that it is a warning.";
        String text;
        Severity severity;
        if (Double.isNaN(alpha)) {
            severity = Severity.WARNING;
            text = "Krippendorff's α of the " + who + " is not defined: all labels of the " + items
                    + " that two of them labelled are the same.";
        } else {
            severity = alpha >= TENTATIVE ? Severity.INFO : Severity.WARNING;
            text = "The " + who + " agree with Krippendorff's α = " + Digits.three(alpha) + " " + bracket(interval)
                    + " over " + items + " (" + percent() + " bootstrap interval over items). "
                    + ties(sheet, parameters)
                    + (found.missing() > 0 ? " " + Digits.count(found.missing()) + " labels are missing." : "")
                    + (severity == Severity.WARNING
                            ? " Krippendorff asks for 0.667 at least, even for tentative conclusions."
                            : "");
        }
        findings.add(new Finding("agreement", severity, text, rule, values, figure));
    }

    private void pairAtChance(SheetAgreement found, String figure) {
        int pair = found.ofPair(0, 1);
        if (isAtChance(found, pair)) {
            List<LabelSheet.Rater> raters = found.sheet().raters();
            chance(
                    found,
                    pair,
                    raters.get(0).name() + " and " + raters.get(1).name() + " agree",
                    "κ",
                    raters.get(0).name() + ", " + raters.get(1).name(),
                    figure);
        }
    }

    private void ratersAtChance(SheetAgreement found, String figure) {
        for (int r = 0; r < found.sheet().raters().size(); r++) {
            int mean = found.ofRater(r);
            if (isAtChance(found, mean)) {
                String name = found.sheet().raters().get(r).name();
                chance(found, mean, name + " agrees with the others", "mean κ", name, figure);
            }
        }
    }

    private static boolean isAtChance(SheetAgreement found, int statistic) {
        return found.get(statistic) <= 0 || found.interval(statistic).low() <= 0;
    }

    private void chance(SheetAgreement found, int statistic, String who, String what, String names, String figure) {
        Interval interval = found.interval(statistic);
        boolean below = interval.high() < 0;
        Map<String, Object> values = values(found.sheet());
        values.put("annotator", names);
        values.put("kappa", found.get(statistic));
        values.put("low", interval.low());
        values.put("high", interval.high());
        findings.add(new Finding(
                "at-chance",
                Severity.WARNING,
                who + (below ? " worse than chance" : " no better than chance") + " in "
                        + found.sheet().table().name() + ": " + what + " = " + Digits.three(found.get(statistic)) + " "
                        + bracket(interval)
                        + (below ? ". Look for swapped sides or codes, or rows in another order." : "."),
                "κ, or the mean κ of an annotator with the others, is not above 0, or its " + percent()
                        + " bootstrap interval over items reaches 0. Pairs with fewer than "
                        + Digits.count(parameters.minShared()) + " shared items do not count.",
                values,
                figure));
    }

    private void sides(LabelSheet sheet, String figure) {
        for (LabelSheet.Rater rater : sheet.raters()) {
            boolean seen = rater.leftCoin().trials() > 0;
            LabelSheet.Coin coin = seen ? rater.leftCoin() : rater.firstCoin();
            double p = coin.p();
            if (p * sheet.raters().size() >= SIGNIFICANT) {
                continue;
            }
            Map<String, Object> values = values(sheet);
            values.put("annotator", rater.name());
            values.put("chosen", coin.chosen());
            values.put("decisive", coin.trials());
            values.put("share", coin.share());
            values.put("p", p);
            String side = seen ? "the item on the left" : "the first item";
            findings.add(new Finding(
                    "side-bias",
                    Severity.WARNING,
                    rater.name() + " prefers " + side + " in " + Digits.count(coin.chosen()) + " of "
                            + Digits.count(coin.trials()) + " decisive labels of "
                            + sheet.table().name() + " (" + Digits.percent(coin.share()) + ", exact binomial p = "
                            + Digits.three(p) + ")."
                            + (seen ? "" : " It is a bias only if the order of the items was drawn at random."),
                    "Two-sided exact binomial test of the decisive labels against a fair coin; p times the number of"
                        + " annotators of the table is below 0.05 (Bonferroni). Where the sides of the screen are not"
                        + " known, the order of the items in the file stands for them.",
                    values,
                    figure));
        }
    }

    private void mostlyTies(LabelSheet sheet, String figure) {
        for (LabelSheet.Rater rater : sheet.raters()) {
            double share = sheet.tieShare(rater);
            if (share > MOSTLY) {
                Map<String, Object> values = values(sheet);
                values.put("annotator", rater.name());
                values.put("ties", rater.count(LabelScale.TIE));
                values.put("share", share);
                findings.add(new Finding(
                        "mostly-ties",
                        Severity.WARNING,
                        rater.name() + " answered mostly with ties in "
                                + sheet.table().name() + ": "
                                + Digits.count(rater.count(LabelScale.TIE)) + " of " + Digits.count(rater.labels())
                                + " labels (" + Digits.percent(share) + "). Such labels say little about a reward.",
                        "More than half of an annotator's labels are ties.",
                        values,
                        figure));
            }
        }
    }

    private void coding(LabelSheet sheet, String figure) {
        Map<String, Object> values = values(sheet);
        values.put("coding", sheet.scale().meaning());
        findings.add(new Finding(
                "coding",
                Severity.INFO,
                "The labels of " + sheet.table().name() + " were read as: "
                        + sheet.scale().meaning() + ".",
                "With the coding auto, the first of share, number, index and sign that knows every number of the table."
                        + " Numbers 0 and 1 alone fit several; set the coding if 0 is the first item.",
                values,
                figure));
    }

    private static Map<String, Object> values(LabelSheet sheet) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("table", sheet.table().name());
        return values;
    }

    private String percent() {
        return Digits.percent(parameters.level());
    }

    private static String bracket(Interval interval) {
        return Digits.interval(interval.low(), interval.high());
    }
}
