package rewardloom.model.preference;

import java.util.Arrays;
import rewardloom.model.preference.AgreementSample.Estimates;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Bootstrap;
import rewardloom.model.statistics.Interval;

/**
 * How well the annotators of one table agree.
 *
 * @param sheet the labels
 * @param sample the items that two annotators or more have labelled
 * @param missing labels that are missing for everybody to have labelled everything
 * @param intervals interval of every number of {@code estimates}; not copied
 */
record SheetAgreement(
        LabelSheet sheet, AgreementSample sample, long missing, Estimates estimates, Interval[] intervals) {

    /** The items to compare; no bootstrap yet. */
    static AgreementSample sample(LabelSheet sheet, AgreementParameters parameters) {
        LabelScale scale = sheet.scale();
        return new AgreementSample(
                sheet.ratings(parameters.ties()),
                scale.distance(parameters),
                scale.metrics().stream().map(scale::distance).toList(),
                scale.weights(parameters),
                parameters.minShared());
    }

    static SheetAgreement of(
            LabelSheet sheet, AgreementSample sample, AgreementParameters parameters, Progress progress) {
        double[][] replicates = parameters.bootstrap().vectors(sample.items(), rows -> {
            progress.checkCancelled();
            return sample.statistics(rows);
        });
        Estimates estimates = sample.estimates();
        Interval[] intervals = new Interval[estimates.numbers().length];
        for (int i = 0; i < intervals.length; i++) {
            int statistic = i;
            double[] column =
                    Arrays.stream(replicates).mapToDouble(r -> r[statistic]).toArray();
            boolean defined = Double.isFinite(estimates.get(i)) && sample.items() > 1;
            intervals[i] = defined ? Bootstrap.percentile(column, parameters.level()) : Interval.NONE;
        }
        long labels =
                sheet.raters().stream().mapToLong(LabelSheet.Rater::labels).sum();
        long missing = (long) sheet.items() * sheet.raters().size() - labels;
        return new SheetAgreement(sheet, sample, missing, estimates, intervals);
    }

    double get(int statistic) {
        return estimates.get(statistic);
    }

    Interval interval(int statistic) {
        return intervals[statistic];
    }

    /** Where α of a metric stands among the estimates: the metric's place among those of the scale. */
    int ofScale(int place) {
        return Estimates.size(sheet.raters().size()) + place;
    }

    /** Where the mean κ of a rater with the others stands among the estimates. */
    int ofRater(int rater) {
        return Estimates.RATERS + rater;
    }

    /** Where κ of two raters stands among the estimates. */
    int ofPair(int first, int second) {
        return Estimates.RATERS + sheet.raters().size() + sample.pair(first, second);
    }
}
