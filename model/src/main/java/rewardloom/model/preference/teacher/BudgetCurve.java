package rewardloom.model.preference.teacher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.hipparchus.distribution.continuous.TDistribution;
import rewardloom.model.preference.choice.Outcome;
import rewardloom.model.preference.choice.PairDesign;
import rewardloom.model.preference.choice.PairFit;
import rewardloom.model.preference.choice.TieRule;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Shuffle;

/**
 * What a reward that is learned from the labels of one teacher is worth, by the number of pairs that were asked: a logistic regression on
 * component differences, ties being half, with a weak normal prior (precision 0.01 per standard deviation of a component), judged by how
 * often it orders held-out pairs as the true reward does. Pairs whose true rewards are equal are not judged.
 *
 * @param teacher the teacher
 * @param points by growing number of pairs asked
 */
record BudgetCurve(Teacher teacher, List<Point> points) {
    private static final int[] MANTISSAS = {1, 2, 5};
    private static final double WEAK = 0.01;

    /**
     * One number of pairs.
     *
     * @param asked pairs asked
     * @param answered mean number of them that were not skipped
     * @param accuracy mean share of held-out pairs in the right order
     * @param interval t interval of the mean over the repetitions
     * @param cosine mean cosine between learned and true weights, in units of the components' standard deviations; the true weights are
     *     those with which the components add up to the reward best
     */
    record Point(int asked, double answered, double accuracy, Interval interval, double cosine) {}

    static BudgetCurve of(
            Teacher teacher, TeacherPairs pairs, BudgetParameters parameters, double[] truth, Progress progress) {
        List<TeacherPairs.Pair> all = pairs.pairs();
        int test = Math.min(parameters.test(), all.size() / 2);
        int most = Math.min(parameters.most(), all.size() - test);
        int[] budgets = budgets(most);
        double[] spread = spread(all);
        double[][] accuracy = new double[budgets.length][parameters.repetitions()];
        double[][] cosine = new double[budgets.length][parameters.repetitions()];
        double[] answered = new double[budgets.length];
        for (int repetition = 0; repetition < parameters.repetitions(); repetition++) {
            progress.checkCancelled();
            SplittableRandom random = new SplittableRandom(parameters.seed() * 31
                    + 1_000_003L * repetition
                    + teacher.kind().ordinal());
            List<TeacherPairs.Pair> order = Shuffle.first(all, all.size(), random);
            List<TeacherPairs.Pair> heldOut = order.subList(0, test);
            List<TeacherPairs.Pair> asked = order.subList(test, test + most);
            PairDesign design = new PairDesign(pairs.components());
            int next = 0;
            for (int b = 0; b < budgets.length; b++) {
                while (next < budgets[b]) {
                    TeacherPairs.Pair pair = asked.get(next++);
                    Optional<Outcome> said = teacher.answer(pair.first(), pair.second(), random);
                    said.ifPresent(outcome -> design.row(scaled(pair.differences(), spread), outcome));
                }
                answered[b] += design.size() / (double) parameters.repetitions();
                double[] weights = design.size() == 0
                        ? new double[spread.length]
                        : PairFit.of(design, TieRule.HALF, WEAK, false).weights();
                accuracy[b][repetition] = accuracy(heldOut, weights, spread);
                cosine[b][repetition] = cosine(weights, truth, spread);
            }
        }
        List<Point> points = new ArrayList<>();
        for (int b = 0; b < budgets.length; b++) {
            double mean = Arrays.stream(accuracy[b]).average().orElse(Double.NaN);
            points.add(new Point(
                    budgets[b],
                    answered[b],
                    mean,
                    interval(accuracy[b], mean, parameters.level()),
                    Arrays.stream(cosine[b]).filter(Double::isFinite).average().orElse(Double.NaN)));
        }
        return new BudgetCurve(teacher, points);
    }

    /** 1, 2, 5, 10, 20, 50 … from 5 on, and the most. */
    private static int[] budgets(int most) {
        List<Integer> budgets = new ArrayList<>();
        for (long power = 1; power <= most; power *= 10) {
            for (int mantissa : MANTISSAS) {
                if (mantissa * power >= 5 && mantissa * power < most) {
                    budgets.add((int) (mantissa * power));
                }
            }
        }
        budgets.add(most);
        return budgets.stream().mapToInt(Integer::intValue).toArray();
    }

    static double[] spread(List<TeacherPairs.Pair> pairs) {
        double[] squares = new double[pairs.getFirst().differences().length];
        for (TeacherPairs.Pair pair : pairs) {
            for (int k = 0; k < squares.length; k++) {
                squares[k] += pair.differences()[k] * pair.differences()[k];
            }
        }
        return Arrays.stream(squares).map(s -> Math.sqrt(s / pairs.size())).toArray();
    }

    private static double[] scaled(double[] x, double[] spread) {
        double[] scaled = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            scaled[k] = spread[k] > 0 ? x[k] / spread[k] : 0;
        }
        return scaled;
    }

    private static double accuracy(List<TeacherPairs.Pair> pairs, double[] weights, double[] spread) {
        int judged = 0;
        double right = 0;
        for (TeacherPairs.Pair pair : pairs) {
            if (pair.difference() != 0) {
                double[] x = scaled(pair.differences(), spread);
                double d = 0;
                for (int k = 0; k < x.length; k++) {
                    d += weights[k] * x[k];
                }
                judged++;
                right += d == 0 ? 0.5 : Math.signum(d) == Math.signum(pair.difference()) ? 1 : 0;
            }
        }
        return right / judged;
    }

    private static double cosine(double[] weights, double[] truth, double[] spread) {
        double dot = 0;
        double a = 0;
        double b = 0;
        for (int k = 0; k < weights.length; k++) {
            double t = truth[k] * spread[k];
            dot += weights[k] * t;
            a += weights[k] * weights[k];
            b += t * t;
        }
        return dot / Math.sqrt(a * b);
    }

    private static Interval interval(double[] values, double mean, double level) {
        int n = values.length;
        double variance =
                Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (n - 1);
        double half = new TDistribution(n - 1).inverseCumulativeProbability((1 + level) / 2) * Math.sqrt(variance / n);
        return new Interval(mean - half, mean + half);
    }

    Point last() {
        return points.getLast();
    }

    /** The smallest number of pairs whose mean accuracy is within a tolerance of that of the most. */
    Point enough(double tolerance) {
        return points.stream()
                .filter(p -> p.accuracy() >= last().accuracy() - tolerance)
                .findFirst()
                .orElse(last());
    }
}
