package rewardloom.model.preference.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.preference.LabelScale;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Proportion;

/** What is known about annotators and pairs as tables; a cell without a number is empty. */
final class QualityTables {
    private final QualityParameters parameters;
    private final List<List<@Nullable Object>> annotators = new ArrayList<>();
    private final List<List<@Nullable Object>> failures = new ArrayList<>();
    private final List<List<@Nullable Object>> speed = new ArrayList<>();
    private final List<List<@Nullable Object>> disputed = new ArrayList<>();

    QualityTables(QualityParameters parameters) {
        this.parameters = parameters;
    }

    void add(QualitySheet sheet, List<RaterQuality> raters, List<Dispute> disputes) {
        String table = sheet.labels().table().name();
        for (RaterQuality quality : raters) {
            annotator(table, quality);
            for (int row : quality.failed()) {
                failures.add(Arrays.asList(
                        table,
                        row,
                        quality.rater().name(),
                        sheet.checks()[row].id(),
                        sheet.labels().scale().categories().get(sheet.expected()[row]),
                        sheet.labels().scale().categories().get(quality.rater().codes()[row]),
                        empty(sheet.items()[row][0]),
                        empty(sheet.items()[row][1])));
            }
            for (RaterQuality.Odd odd : quality.odd()) {
                speed.add(Arrays.asList(table, odd.row(), quality.rater().name(), odd.seconds(), odd.z()));
            }
        }
        disputes.stream()
                .limit(parameters.disputed())
                .forEach(dispute -> disputed.add(Arrays.asList(
                        table,
                        dispute.row(),
                        dispute.first().size(),
                        dispute.second().size(),
                        dispute.tie().size(),
                        String.join(", ", dispute.first()),
                        String.join(", ", dispute.second()),
                        String.join(", ", dispute.tie()),
                        empty(sheet.items()[dispute.row()][0]),
                        empty(sheet.items()[dispute.row()][1]))));
    }

    private void annotator(String table, RaterQuality quality) {
        Interval gold = wilson(quality.gold());
        Interval repeats = wilson(quality.repeats());
        Interval mirrors = wilson(quality.mirrors());
        int labels = quality.rater().labels();
        int skipped = quality.rater().skipped();
        annotators.add(Arrays.asList(
                table,
                quality.rater().name(),
                labels,
                number(skipped / (double) (skipped + labels)),
                number(quality.rater().count(LabelScale.TIE) / (double) labels),
                quality.gold().some(),
                quality.gold().all(),
                number(quality.gold().share()),
                number(gold.low()),
                number(gold.high()),
                quality.repeats().some(),
                quality.repeats().all(),
                number(repeats.low()),
                number(repeats.high()),
                quality.mirrors().some(),
                quality.mirrors().all(),
                number(mirrors.low()),
                number(mirrors.high()),
                quality.sameSide().some(),
                number(quality.orders()),
                number(quality.left().share()),
                quality.left().trials() > 0 ? quality.left().p() : null,
                number(quality.rater().medianSeconds()),
                number(quality.tooFast().share()),
                quality.odd().size(),
                quality.longestRun(),
                quality.triads().triads(),
                quality.triads().circular(),
                number(quality.triads().zeta())));
    }

    private Interval wilson(RaterQuality.Share share) {
        return Proportion.wilson(share.some(), share.all(), parameters.level());
    }

    private static @Nullable Double number(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static @Nullable String empty(String text) {
        return text.isEmpty() ? null : text;
    }

    List<ResultTable> tables() {
        String level = String.format(Locale.ROOT, "%.0f %% Wilson intervals", parameters.level() * 100);
        return List.of(
                new ResultTable(
                        "annotators",
                        "Checks, repeats, sides, speed and circles of each annotator, with " + level,
                        List.of(
                                "table",
                                "annotator",
                                "labels",
                                "skip_share",
                                "tie_share",
                                "gold_passed",
                                "gold",
                                "gold_share",
                                "gold_low",
                                "gold_high",
                                "repeats_same",
                                "repeats",
                                "repeats_low",
                                "repeats_high",
                                "mirrored_same",
                                "mirrored",
                                "mirrored_low",
                                "mirrored_high",
                                "mirrored_same_side",
                                "order_kappa",
                                "left_share",
                                "left_p",
                                "median_seconds",
                                "too_fast_share",
                                "odd_times",
                                "longest_run",
                                "triads",
                                "circular",
                                "zeta"),
                        annotators),
                new ResultTable(
                        "failed-checks",
                        "Answers other than the expected one",
                        List.of("table", "row", "annotator", "check", "expected", "answer", "first", "second"),
                        failures),
                new ResultTable(
                        "odd-times",
                        "Answers whose time is far from the annotator's others (robust z of the logarithm)",
                        List.of("table", "row", "annotator", "seconds", "z"),
                        speed),
                new ResultTable(
                        "disputed",
                        "Pairs on which annotators differ, the most even first",
                        List.of(
                                "table",
                                "row",
                                "for_first",
                                "for_second",
                                "for_tie",
                                "first_by",
                                "second_by",
                                "tie_by",
                                "first",
                                "second"),
                        disputed));
    }
}
