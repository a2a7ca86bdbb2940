package rewardloom.model.preference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import rewardloom.model.preference.AgreementSample.Estimates;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Bootstrap;
import rewardloom.model.statistics.Interval;

/**
 * Agreement in blocks of items, in the order in which they were labelled: at the mean time of an item's labels.
 *
 * @param sheet the labels
 * @param blocks from first to last; none when times are unknown, or when there are too few items for two blocks
 */
record AgreementOverTime(LabelSheet sheet, List<Block> blocks) {
    private static final int LEAST_ITEMS = 20;

    /**
     * Some items in a row.
     *
     * @param from when the first of them was labelled, in seconds since 1970
     * @param to when the last of them was labelled
     * @param items number of items
     * @param alpha Krippendorff's α
     * @param interval its bootstrap interval over the items of the block
     * @param percent share of agreeing pairs of labels
     */
    record Block(double from, double to, int items, double alpha, Interval interval, double percent) {}

    static AgreementOverTime of(LabelSheet sheet, AgreementParameters parameters, Progress progress) {
        Ratings ratings = sheet.ratings(parameters.ties());
        double[] times = IntStream.range(0, sheet.items())
                .mapToDouble(item -> mean(sheet, ratings, item))
                .toArray();
        int[] order = IntStream.range(0, times.length)
                .filter(item -> !Double.isNaN(times[item]))
                .boxed()
                .sorted(Comparator.comparingDouble(item -> times[item]))
                .mapToInt(Integer::intValue)
                .toArray();
        int count = Math.min(parameters.blocks(), order.length / LEAST_ITEMS);
        List<Block> blocks = new ArrayList<>();
        for (int b = 0; count > 1 && b < count; b++) {
            progress.checkCancelled();
            int from = (int) ((long) order.length * b / count);
            int to = (int) ((long) order.length * (b + 1) / count);
            int[] items = Arrays.copyOfRange(order, from, to);
            blocks.add(
                    block(sheet, parameters, ratings.ofItems(items), times[items[0]], times[items[items.length - 1]]));
        }
        return new AgreementOverTime(sheet, blocks);
    }

    /** Mean time of the labels of an item; NaN with fewer than two labels or without times. */
    private static double mean(LabelSheet sheet, Ratings ratings, int item) {
        double sum = 0;
        int n = 0;
        for (int r = 0; r < ratings.codes().length; r++) {
            if (ratings.codes()[r][item] != Ratings.MISSING) {
                sum += sheet.raters().get(r).answered()[item];
                n++;
            }
        }
        return n < 2 ? Double.NaN : sum / n;
    }

    private static Block block(
            LabelSheet sheet, AgreementParameters parameters, Ratings ratings, double from, double to) {
        LabelScale scale = sheet.scale();
        AgreementSample sample = new AgreementSample(
                ratings, scale.distance(parameters), scale.weights(parameters), parameters.minShared());
        Estimates estimates = sample.estimates();
        double[] alphas =
                parameters.bootstrap().replicates(sample.items(), rows -> sample.statistics(rows)[Estimates.ALPHA]);
        double alpha = estimates.get(Estimates.ALPHA);
        return new Block(
                from,
                to,
                sample.items(),
                alpha,
                Double.isNaN(alpha) ? Interval.NONE : Bootstrap.percentile(alphas, parameters.level()),
                estimates.get(Estimates.PERCENT));
    }

    /** Whether agreement ends outside, and below, the interval it began with, and began above the one it ends with. */
    boolean falls() {
        if (blocks.size() < 2) {
            return false;
        }
        Block first = blocks.getFirst();
        Block last = blocks.getLast();
        return last.interval().high() < first.interval().low();
    }
}
