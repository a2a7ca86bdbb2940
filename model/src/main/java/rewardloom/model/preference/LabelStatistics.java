package rewardloom.model.preference;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the labels of one annotator in one queue look like.
 *
 * @param total pairs in the queue
 * @param counts number of each answer; every answer has an entry
 * @param left decisive answers that chose the left side
 * @param leftP two-sided exact binomial p value of {@code left} against a fair coin
 * @param medianSeconds median active time of an answer, NaN without answers
 * @param perHour pace over the last 20 answers by the clock, pauses of more than five minutes left out; NaN for fewer than two answers
 */
public record LabelStatistics(
        int total, Map<Answer, Integer> counts, int left, double leftP, double medianSeconds, double perHour) {
    private static final int RECENT = 20;
    private static final Duration PAUSE = Duration.ofMinutes(5);

    public LabelStatistics {
        counts = Map.copyOf(counts);
    }

    /**
     * Counts labels.
     *
     * @param labels the labels that count, of one annotator, oldest first
     * @param total pairs in the queue
     */
    public static LabelStatistics of(List<Label> labels, int total) {
        Map<Answer, Integer> counts = new EnumMap<>(Answer.class);
        Arrays.stream(Answer.values()).forEach(answer -> counts.put(answer, 0));
        labels.forEach(label -> counts.merge(label.answer(), 1, Integer::sum));
        int left = (int) labels.stream().filter(Label::choseLeft).count();
        int decisive =
                (int) labels.stream().filter(l -> l.answer().isDecisive()).count();
        double[] seconds = labels.stream()
                .mapToDouble(l -> l.timing().activeMillis() / 1000.0)
                .sorted()
                .toArray();
        return new LabelStatistics(
                total, counts, left, Agreement.fairCoin(left, decisive), median(seconds), perHour(labels));
    }

    /** Number of answers, skips included. */
    public int answered() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Answers that called one side better. */
    public int decisive() {
        return count(Answer.A) + count(Answer.B);
    }

    /** Number of one answer. */
    public int count(Answer answer) {
        return counts.getOrDefault(answer, 0);
    }

    /** Share of decisive answers that chose the left side, NaN without any. */
    public double leftShare() {
        return left / (double) decisive();
    }

    /** Time until every pair has an answer at the present pace; zero when done or unknown. */
    public Duration remaining() {
        double hours = (total - answered()) / perHour;
        return Double.isFinite(hours) ? Duration.ofMillis(Math.round(hours * 3_600_000)) : Duration.ZERO;
    }

    private static double median(double[] sorted) {
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    private static double perHour(List<Label> labels) {
        List<Instant> times = labels.stream()
                .filter(l -> l.origin().isEmpty())
                .map(l -> l.timing().answered())
                .sorted()
                .toList();
        times = times.subList(Math.max(0, times.size() - RECENT - 1), times.size());
        Duration sum = Duration.ZERO;
        int steps = 0;
        for (int i = 1; i < times.size(); i++) {
            Duration step = Duration.between(times.get(i - 1), times.get(i));
            if (step.compareTo(PAUSE) <= 0) {
                sum = sum.plus(step);
                steps++;
            }
        }
        return sum.isZero() ? Double.NaN : steps * 3_600_000.0 / sum.toMillis();
    }
}
