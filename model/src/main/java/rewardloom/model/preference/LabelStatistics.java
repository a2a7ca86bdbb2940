package rewardloom.model.preference;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the labels of one annotator in one queue look like.
 *
 * @param total comparisons in the queue
 * @param counts number of each answer; every answer has an entry
 * @param left decisive answers that chose the left side
 * @param sided decisive answers of which it is known which item stood on the left
 * @param leftP two-sided exact binomial p value of {@code left} against a fair coin
 * @param medianSeconds median active time of an answer, NaN without answers
 * @param perHour pace over the last 20 answers by the clock, pauses of more than five minutes left out; NaN for fewer than two answers
 * @param sitting time since the last pause of more than five minutes, by the answers given here
 */
public record LabelStatistics(
        int total,
        Map<Answer, Integer> counts,
        int left,
        int sided,
        double leftP,
        double medianSeconds,
        double perHour,
        Duration sitting) {
    private static final int RECENT = 20;
    /** Longest sitting that is looked for: 10,000 answers. */
    private static final int SITTING = 10_000;

    private static final long PAUSE = Duration.ofMinutes(5).toMillis();

    public LabelStatistics {
        counts = Map.copyOf(counts);
    }

    /** Of somebody who has not begun. */
    public static LabelStatistics none(int total) {
        return new LabelStatistics(total, noCounts(), 0, 0, 1, Double.NaN, Double.NaN, Duration.ZERO);
    }

    private static Map<Answer, Integer> noCounts() {
        Map<Answer, Integer> counts = new EnumMap<>(Answer.class);
        Arrays.stream(Answer.values()).forEach(answer -> counts.put(answer, 0));
        return counts;
    }

    /** Counts the labels of an annotator. */
    public static LabelStatistics of(AnnotatorLabels labels) {
        Map<Answer, Integer> counts = noCounts();
        counts.replaceAll((answer, none) -> labels.count(answer));
        long[] latest = Arrays.stream(labels.latest(SITTING))
                .mapToLong(labels::answeredAt)
                .toArray();
        return new LabelStatistics(
                labels.pairs(),
                counts,
                labels.leftChosen(),
                labels.sided(),
                Agreement.fairCoin(labels.leftChosen(), labels.sided()),
                labels.medianSeconds(),
                perHour(latest),
                sitting(latest));
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

    /** Share of decisive answers that chose the left side, of those whose sides are known; NaN without any. */
    public double leftShare() {
        return left / (double) sided;
    }

    /** Time until everything has an answer at the present pace; zero when done or unknown. */
    public Duration remaining() {
        double hours = (total - answered()) / perHour;
        return Double.isFinite(hours) ? Duration.ofMillis(Math.round(hours * 3_600_000)) : Duration.ZERO;
    }

    /** @param latest times of the latest answers, newest first */
    private static double perHour(long[] latest) {
        long sum = 0;
        int steps = 0;
        for (int i = 1; i < Math.min(latest.length, RECENT + 1); i++) {
            long step = Math.abs(latest[i - 1] - latest[i]);
            if (step <= PAUSE) {
                sum += step;
                steps++;
            }
        }
        return sum == 0 ? Double.NaN : steps * 3_600_000.0 / sum;
    }

    private static Duration sitting(long[] latest) {
        int i = 1;
        while (i < latest.length && Math.abs(latest[i - 1] - latest[i]) <= PAUSE) {
            i++;
        }
        return latest.length == 0 ? Duration.ZERO : Duration.ofMillis(Math.abs(latest[0] - latest[i - 1]));
    }
}
