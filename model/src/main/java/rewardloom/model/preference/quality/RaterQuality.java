package rewardloom.model.preference.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rewardloom.model.preference.Agreement;
import rewardloom.model.preference.Check;
import rewardloom.model.preference.LabelScale;
import rewardloom.model.preference.LabelSheet;
import rewardloom.model.preference.Ratings;
import rewardloom.model.preference.choice.Triads;
import rewardloom.model.statistics.Quantiles;

/**
 * How far the labels of one annotator can be trusted.
 *
 * @param rater the annotator and the labels
 * @param gold checks with a known answer that were passed
 * @param failed rows of those that were not
 * @param repeats repeats on the same sides that got the same answer
 * @param mirrors repeats on swapped sides that got the same answer
 * @param sameSide mirrored repeats at which the other item was chosen, and so the same side
 * @param orders Cohen's κ between the answers to mirrored pairs in the two orders, NaN when it is not defined
 * @param left decisive labels for the left side
 * @param tooFast labels that took less than the least time
 * @param odd rows whose time is far from this annotator's others
 * @param longestRun most decisive labels in a row for one side of the screen
 * @param runP bound of the probability of so long a run by chance
 * @param triads triads of items among which this annotator decided every pair
 * @param order rows in the order in which they were answered
 */
record RaterQuality(
        LabelSheet.Rater rater,
        Share gold,
        List<Integer> failed,
        Share repeats,
        Share mirrors,
        Share sameSide,
        double orders,
        LabelSheet.Coin left,
        Share tooFast,
        List<Odd> odd,
        int longestRun,
        double runP,
        Triads triads,
        int[] order) {
    /** Beyond that a time is an outlier (Iglewicz and Hoaglin 1993). */
    private static final double FAR = 3.5;

    /** More items than that are not looked at for circles. */
    private static final int MOST_ITEMS = 2_000;

    /** Some out of all. */
    record Share(int some, int all) {
        double share() {
            return some / (double) all;
        }
    }

    /** A label with a strange time: its row, the seconds, and how many robust standard deviations their logarithm is away. */
    record Odd(int row, double seconds, double z) {}

    static RaterQuality of(QualitySheet sheet, int index, double leastSeconds) {
        LabelSheet.Rater rater = sheet.labels().raters().get(index);
        int[] codes = rater.codes();
        int passed = 0;
        List<Integer> failed = new ArrayList<>();
        for (int row = 0; row < codes.length; row++) {
            if (sheet.expected()[row] != Ratings.MISSING && codes[row] != Ratings.MISSING) {
                if (codes[row] == sheet.expected()[row]) {
                    passed++;
                } else {
                    failed.add(row);
                }
            }
        }
        Again repeats = Again.of(sheet, codes, Check.Kind.REPEAT);
        Again mirrors = Again.of(sheet, codes, Check.Kind.MIRROR);
        int[] order = order(sheet, index);
        int run = longestRun(rater, order);
        LabelSheet.Coin left = rater.leftCoin();
        double side = Math.max(left.share(), 1 - left.share());
        return new RaterQuality(
                rater,
                new Share(passed, passed + failed.size()),
                failed,
                repeats.same(),
                mirrors.same(),
                mirrors.turned(),
                mirrors.kappa(),
                left,
                tooFast(rater, leastSeconds),
                odd(rater),
                run,
                left.trials() == 0 ? 1 : Math.min(1, left.trials() * Math.pow(side, run)),
                triads(sheet, codes),
                order);
    }

    /**
     * What was said to repeats.
     *
     * @param same those with the same answer
     * @param turned those at which the other item was chosen
     * @param kappa Cohen's κ between first and second answers
     */
    private record Again(Share same, Share turned, double kappa) {
        static Again of(QualitySheet sheet, int[] codes, Check.Kind kind) {
            List<Integer> first = new ArrayList<>();
            List<Integer> second = new ArrayList<>();
            for (int row = 0; row < codes.length; row++) {
                int of = sheet.repeats()[row];
                if (of >= 0
                        && sheet.checks()[row] == kind
                        && codes[row] != Ratings.MISSING
                        && codes[of] != Ratings.MISSING) {
                    first.add(codes[of]);
                    second.add(codes[row]);
                }
            }
            int same = 0;
            int turned = 0;
            for (int i = 0; i < first.size(); i++) {
                int a = first.get(i);
                int b = second.get(i);
                same += a == b ? 1 : 0;
                turned += a != b && a != LabelScale.TIE && b != LabelScale.TIE ? 1 : 0;
            }
            double kappa = first.isEmpty()
                    ? Double.NaN
                    : Agreement.cohen(
                                    first.stream().mapToInt(Integer::intValue).toArray(),
                                    second.stream().mapToInt(Integer::intValue).toArray())
                            .value();
            return new Again(new Share(same, first.size()), new Share(turned, first.size()), kappa);
        }
    }

    private static int[] order(QualitySheet sheet, int index) {
        int[] codes = sheet.labels().raters().get(index).codes();
        double[] times = sheet.labels().raters().get(index).answered();
        return IntStream.range(0, codes.length)
                .filter(row -> codes[row] != Ratings.MISSING)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> Double.isNaN(times[row]) ? 0 : times[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int longestRun(LabelSheet.Rater rater, int[] order) {
        int longest = 0;
        int run = 0;
        int before = Ratings.MISSING;
        for (int row : order) {
            int code = rater.codes()[row];
            boolean decisive = code == LabelScale.FIRST || code == LabelScale.SECOND;
            if (!decisive || rater.left()[row] == Ratings.MISSING) {
                continue;
            }
            int side = (code == LabelScale.FIRST) == (rater.left()[row] == 1) ? 0 : 1;
            run = side == before ? run + 1 : 1;
            before = side;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static Share tooFast(LabelSheet.Rater rater, double leastSeconds) {
        int known = 0;
        int fast = 0;
        for (int row = 0; row < rater.codes().length; row++) {
            if (rater.codes()[row] != Ratings.MISSING && !Double.isNaN(rater.seconds()[row])) {
                known++;
                fast += rater.seconds()[row] < leastSeconds ? 1 : 0;
            }
        }
        return new Share(fast, known);
    }

    /** Times whose logarithm is far from the median in units of 1.4826 median absolute deviations. */
    private static List<Odd> odd(LabelSheet.Rater rater) {
        int[] rows = IntStream.range(0, rater.codes().length)
                .filter(row -> rater.codes()[row] != Ratings.MISSING && rater.seconds()[row] > 0)
                .toArray();
        double[] logs = IntStream.of(rows)
                .mapToDouble(row -> Math.log(rater.seconds()[row]))
                .toArray();
        double median = Quantiles.median(logs);
        double[] away = new double[logs.length];
        for (int i = 0; i < away.length; i++) {
            away[i] = Math.abs(logs[i] - median);
        }
        double spread = 1.4826 * Quantiles.median(away);
        List<Odd> odd = new ArrayList<>();
        for (int i = 0; spread > 0 && i < rows.length; i++) {
            double z = (logs[i] - median) / spread;
            if (Math.abs(z) > FAR) {
                odd.add(new Odd(rows[i], rater.seconds()[rows[i]], z));
            }
        }
        return odd;
    }

    private static Triads triads(QualitySheet sheet, int[] codes) {
        Map<String, Integer> places = new HashMap<>();
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] != Ratings.MISSING) {
                for (String item : sheet.items()[row]) {
                    if (!item.isEmpty()) {
                        places.putIfAbsent(item, places.size());
                    }
                }
            }
        }
        if (places.isEmpty() || places.size() > MOST_ITEMS) {
            return new Triads(places.size(), 0, 0, 0);
        }
        boolean[][] beats = new boolean[places.size()][places.size()];
        for (int row = 0; row < codes.length; row++) {
            int a = places.getOrDefault(sheet.items()[row][0], -1);
            int b = places.getOrDefault(sheet.items()[row][1], -1);
            if (a >= 0 && b >= 0) {
                beats[a][b] |= codes[row] == LabelScale.FIRST;
                beats[b][a] |= codes[row] == LabelScale.SECOND;
            }
        }
        return Triads.of(beats);
    }
}
