package rewardloom.model.preference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.preference.AgreementSample.Estimates;
import rewardloom.model.statistics.Interval;

/** The numbers of the analysis as tables; a cell without a number is empty. */
final class AgreementTables {
    private final AgreementParameters parameters;
    private final List<List<@Nullable Object>> agreement = new ArrayList<>();
    private final List<List<@Nullable Object>> annotators = new ArrayList<>();
    private final List<List<@Nullable Object>> pairwise = new ArrayList<>();
    private final List<List<@Nullable Object>> overTime = new ArrayList<>();

    AgreementTables(AgreementParameters parameters) {
        this.parameters = parameters;
    }

    void add(SheetAgreement found, AgreementOverTime time) {
        for (int b = 0; b < time.blocks().size(); b++) {
            AgreementOverTime.Block block = time.blocks().get(b);
            overTime.add(Arrays.asList(
                    found.sheet().table().name(),
                    b + 1,
                    iso(block.from()),
                    iso(block.to()),
                    block.items(),
                    number(block.alpha()),
                    number(block.interval().low()),
                    number(block.interval().high()),
                    number(block.percent())));
        }
        int items = found.sample().items();
        statistic(found, "krippendorff-alpha", Estimates.ALPHA, items);
        statistic(found, "percent-agreement", Estimates.PERCENT, items);
        statistic(found, "unanimous", Estimates.UNANIMOUS, items);
        statistic(found, "fleiss-kappa", Estimates.FLEISS, found.sample().completeItems());
        statistic(found, "conger-kappa", Estimates.CONGER, found.sample().completeItems());
        statistic(found, "mean-kappa", Estimates.LIGHT, items);
        List<Agreement.Metric> metrics = found.sheet().scale().metrics();
        for (int m = 0; m < metrics.size(); m++) {
            String metric = metrics.get(m).name().toLowerCase(Locale.ROOT);
            statistic(found, "krippendorff-alpha-" + metric, found.ofScale(m), items);
        }
        for (int r = 0; r < found.sheet().raters().size(); r++) {
            annotator(found, r);
        }
        int[] shared = found.sample().shared();
        double[] percents = found.sample().percents();
        for (int i = 0; i < found.sheet().raters().size(); i++) {
            for (int j = i + 1; j < found.sheet().raters().size(); j++) {
                int pair = found.sample().pair(i, j);
                pair(found, i, j, shared[pair], percents[pair]);
            }
        }
    }

    private void statistic(SheetAgreement found, String name, int statistic, int items) {
        Interval interval = found.interval(statistic);
        agreement.add(Arrays.asList(
                found.sheet().table().name(),
                name,
                found.get(statistic),
                number(interval.low()),
                number(interval.high()),
                items,
                found.sheet().raters().size()));
    }

    private void annotator(SheetAgreement found, int index) {
        LabelSheet sheet = found.sheet();
        LabelSheet.Rater rater = sheet.raters().get(index);
        boolean sides = sheet.scale().preference();
        LabelSheet.Coin first = rater.firstCoin();
        LabelSheet.Coin left = rater.leftCoin();
        Interval interval = found.interval(found.ofRater(index));
        annotators.add(Arrays.asList(
                sheet.table().name(),
                rater.name(),
                rater.labels(),
                sides ? rater.count(LabelScale.FIRST) : null,
                sides ? rater.count(LabelScale.SECOND) : null,
                sides ? rater.count(LabelScale.TIE) : null,
                number(rater.skipped() / (double) (rater.skipped() + rater.labels())),
                sides ? number(first.share()) : null,
                sides && first.trials() > 0 ? first.p() : null,
                sides ? number(left.share()) : null,
                sides && left.trials() > 0 ? left.p() : null,
                number(rater.medianSeconds()),
                number(found.get(found.ofRater(index))),
                number(interval.low()),
                number(interval.high())));
    }

    private void pair(SheetAgreement found, int i, int j, int shared, double percent) {
        int kappa = found.ofPair(i, j);
        Interval interval = found.interval(kappa);
        List<LabelSheet.Rater> raters = found.sheet().raters();
        pairwise.add(Arrays.asList(
                found.sheet().table().name(),
                raters.get(i).name(),
                raters.get(j).name(),
                shared,
                number(percent),
                number(found.get(kappa)),
                number(interval.low()),
                number(interval.high())));
    }

    private static String iso(double seconds) {
        return Instant.ofEpochSecond((long) seconds).toString();
    }

    private static @Nullable Double number(double value) {
        return Double.isNaN(value) ? null : value;
    }

    List<ResultTable> tables() {
        String level = String.format(Locale.ROOT, "%.0f %% bootstrap intervals over items", parameters.level() * 100);
        return List.of(
                new ResultTable(
                        "agreement",
                        "Agreement, with " + level,
                        List.of("table", "statistic", "value", "low", "high", "items", "raters"),
                        agreement),
                new ResultTable(
                        "annotators",
                        "What each annotator said, and mean κ with the others",
                        List.of(
                                "table",
                                "annotator",
                                "labels",
                                "a",
                                "b",
                                "tie",
                                "skip_share",
                                "first_share",
                                "first_p",
                                "left_share",
                                "left_p",
                                "median_seconds",
                                "kappa",
                                "kappa_low",
                                "kappa_high"),
                        annotators),
                new ResultTable(
                        "pairwise",
                        "Cohen's κ of every two annotators, with " + level,
                        List.of("table", "rater_i", "rater_j", "n", "percent_agreement", "kappa", "low", "high"),
                        pairwise),
                new ResultTable(
                        "over-time",
                        "Krippendorff's α in blocks of items in the order of labelling, with " + level,
                        List.of("table", "block", "from", "to", "items", "alpha", "low", "high", "percent_agreement"),
                        overTime));
    }
}
