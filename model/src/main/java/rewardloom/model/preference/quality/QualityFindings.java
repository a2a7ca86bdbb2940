package rewardloom.model.preference.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Proportion;

/** What is worth saying about the quality of labels, with the rule behind it. */
final class QualityFindings {
    private static final double SIGNIFICANT = 0.05;
    /** Share of answers that may be too fast. */
    private static final double SOME = 0.05;

    private static final double RARE = 0.001;
    private static final double COIN = 0.25;
    private static final int LEAST_TRIADS = 20;

    private final QualityParameters parameters;
    private final List<Finding> findings = new ArrayList<>();

    QualityFindings(QualityParameters parameters) {
        this.parameters = parameters;
    }

    /** Most serious first; those of the same severity in the order of the tables. */
    List<Finding> findings() {
        return findings.stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .toList();
    }

    void add(QualitySheet sheet, List<RaterQuality> raters, List<Dispute> disputes, QualityFigures.Names figures) {
        String table = sheet.labels().table().name();
        for (RaterQuality quality : raters) {
            gold(table, quality, figures.checks());
            again(table, quality, figures.checks());
            side(table, quality, raters.size(), figures.checks());
            speed(table, quality, figures.pace());
            run(table, quality, figures.pace());
            circles(table, quality, figures.checks());
        }
        summary(sheet, raters, disputes, figures.checks());
    }

    private Interval wilson(RaterQuality.Share share) {
        return Proportion.wilson(share.some(), share.all(), parameters.level());
    }

    private void gold(String table, RaterQuality quality, String figure) {
        if (quality.gold().all() == 0) {
            return;
        }
        Interval interval = wilson(quality.gold());
        boolean fails = interval.high() < parameters.passMark();
        boolean below = quality.gold().share() < parameters.passMark();
        Map<String, Object> values = values(table, quality);
        values.put("passed", quality.gold().some());
        values.put("gold", quality.gold().all());
        values.put("low", interval.low());
        values.put("high", interval.high());
        findings.add(new Finding(
                fails || below ? "gold-failed" : "gold-passed",
                fails || below ? Severity.WARNING : Severity.INFO,
                quality.rater().name() + " answered " + of(quality.gold()) + " gold items of " + table
                        + " as expected ("
                        + percent(quality.gold()) + ", Wilson " + interval(interval) + ")"
                        + (fails
                                ? ": below the pass mark of " + Digits.percent(parameters.passMark()) + "."
                                : below
                                        ? ": below the pass mark of " + Digits.percent(parameters.passMark())
                                                + ", though so few items do not prove it."
                                        : "."),
                "Gold, attention and dominance items with an answer; the share against the pass mark. Skipped ones do"
                        + " not count. " + Digits.percent(parameters.level()) + " Wilson interval.",
                values,
                figure));
    }

    private void again(String table, RaterQuality quality, String figure) {
        if (quality.repeats().all() > 0) {
            Interval interval = wilson(quality.repeats());
            Map<String, Object> values = values(table, quality);
            values.put("same", quality.repeats().some());
            values.put("repeats", quality.repeats().all());
            boolean bad = interval.high() < parameters.consistencyMark();
            findings.add(new Finding(
                    bad ? "inconsistent" : "consistent",
                    bad ? Severity.WARNING : Severity.INFO,
                    quality.rater().name() + " gave the same answer again to " + of(quality.repeats())
                            + " repeated pairs of " + table + " (" + percent(quality.repeats()) + ", Wilson "
                            + interval(interval) + ").",
                    "Repeats on the same sides; a warning when the whole interval is below the consistency mark of "
                            + Digits.percent(parameters.consistencyMark()) + ".",
                    values,
                    figure));
        }
        if (quality.mirrors().all() > 0) {
            Interval interval = wilson(quality.sameSide());
            Map<String, Object> values = values(table, quality);
            values.put("same_side", quality.sameSide().some());
            values.put("mirrored", quality.mirrors().all());
            values.put("kappa", quality.orders());
            boolean bad = interval.low() > 1 - parameters.consistencyMark();
            findings.add(new Finding(
                    bad ? "side-decides" : "sides-swapped",
                    bad ? Severity.WARNING : Severity.INFO,
                    "With the sides swapped " + quality.rater().name() + " chose the other item in "
                            + of(quality.sameSide()) + " pairs of " + table + " (" + percent(quality.sameSide())
                            + ", Wilson " + interval(interval) + ")"
                            + (Double.isNaN(quality.orders())
                                    ? "."
                                    : "; κ between the two orders is " + Digits.three(quality.orders()) + "."),
                    "Mirrored repeats with two decisive answers for one side of the screen; a warning when the whole"
                            + " interval is above one less the consistency mark.",
                    values,
                    figure));
        }
    }

    private void side(String table, RaterQuality quality, int raters, String figure) {
        double p = quality.left().p();
        if (quality.left().trials() == 0 || p * raters >= SIGNIFICANT) {
            return;
        }
        Map<String, Object> values = values(table, quality);
        values.put("share", quality.left().share());
        values.put("p", p);
        findings.add(new Finding(
                "side-bias",
                Severity.WARNING,
                quality.rater().name() + " chose the left side in "
                        + Digits.percent(quality.left().share()) + " of "
                        + Digits.count(quality.left().trials()) + " decisive labels of " + table
                        + " (exact binomial p = " + Digits.three(p) + ").",
                "Two-sided exact binomial test against a fair coin; p times the number of annotators below 0.05.",
                values,
                figure));
    }

    private void speed(String table, RaterQuality quality, String figure) {
        RaterQuality.Share fast = quality.tooFast();
        if (fast.all() == 0 || fast.share() <= SOME) {
            return;
        }
        Map<String, Object> values = values(table, quality);
        values.put("too_fast", fast.some());
        values.put("labels", fast.all());
        findings.add(new Finding(
                "too-fast",
                Severity.WARNING,
                quality.rater().name() + " took less than " + Digits.three(parameters.leastSeconds()) + " s for "
                        + of(fast) + " labels of " + table + " (" + percent(fast) + ").",
                "Active time below the least time for more than a twentieth of the labels.",
                values,
                figure));
    }

    private void run(String table, RaterQuality quality, String figure) {
        if (quality.runP() >= RARE) {
            return;
        }
        Map<String, Object> values = values(table, quality);
        values.put("run", quality.longestRun());
        values.put("p", quality.runP());
        findings.add(new Finding(
                "straight-line",
                Severity.WARNING,
                quality.rater().name() + " chose one side " + Digits.count(quality.longestRun())
                        + " times in a row in " + table + "; by chance that has p below " + Digits.three(quality.runP())
                        + ".",
                "Longest run of decisive labels for one side, in the order answered; number of labels times the larger"
                        + " share of a side to the power of the run bounds its probability, and is below 0.001.",
                values,
                figure));
    }

    private void circles(String table, RaterQuality quality, String figure) {
        if (quality.triads().triads() < LEAST_TRIADS || quality.triads().share() <= COIN / 2) {
            return;
        }
        Map<String, Object> values = values(table, quality);
        values.put("triads", quality.triads().triads());
        values.put("circular", quality.triads().circular());
        findings.add(new Finding(
                "circular",
                Severity.WARNING,
                Digits.count(quality.triads().circular()) + " of "
                        + Digits.count(quality.triads().triads()) + " triads that "
                        + quality.rater().name() + " decided in " + table + " are circular ("
                        + Digits.percent(quality.triads().share()) + "; a coin makes 25 %).",
                "Three items of which the annotator decided every two, each beating one of the others; more than an"
                        + " eighth of at least 20.",
                values,
                figure));
    }

    private void summary(QualitySheet sheet, List<RaterQuality> raters, List<Dispute> disputes, String figure) {
        String table = sheet.labels().table().name();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("table", table);
        if (raters.size() > 1) {
            values.put("disputed", disputes.size());
            findings.add(new Finding(
                    "disputed",
                    Severity.INFO,
                    Digits.count(disputes.size()) + " pairs of " + table + " have different answers.",
                    "Pairs with two different answers among first, second and tie; listed in the table 'disputed', the"
                            + " most even first.",
                    values,
                    figure));
        }
        if (!sheet.hasGold() && !sheet.hasRepeats()) {
            findings.add(new Finding(
                    "no-checks",
                    Severity.INFO,
                    table + " holds no gold items and no repeats, so nothing says whether a single annotator can be"
                            + " trusted. Mix some into the next queue.",
                    "No row has an expected answer or repeats another one.",
                    values,
                    figure));
        }
    }

    private static String of(RaterQuality.Share share) {
        return Digits.count(share.some()) + " of " + Digits.count(share.all());
    }

    private static String percent(RaterQuality.Share share) {
        return Digits.percent(share.share());
    }

    private static String interval(Interval interval) {
        return Digits.percent(interval.low()) + " to " + Digits.percent(interval.high());
    }

    private static Map<String, Object> values(String table, RaterQuality quality) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("table", table);
        values.put("annotator", quality.rater().name());
        return values;
    }
}
