package rewardloom.model.preference.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.Digits;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Proportion;

/**
 * Whether answers belong to the pairs beside which they stand. Published files were joined row by row although their rows stood in
 * different orders, had first and second interchanged, or held almost nothing but ties; the returns of the items tell.
 */
public final class Alignment {
    /** Fewer answers than that say nothing. */
    private static final int LEAST = 20;
    /** An offset is looked for among so many rows up and down. */
    private static final int FARTHEST = 50;

    private static final double MOSTLY = 0.5;
    private static final double LEVEL = 0.95;
    /** Two shares differ when they are so many standard errors apart; a hundred offsets are tried. */
    private static final double APART = 5;

    private final double[] said;
    private final double[] returns;

    private Alignment(double[] said, double[] returns) {
        this.said = said;
        this.returns = returns;
    }

    /**
     * Something that is odd about the answers.
     *
     * @param id of its rule: {@code mostly-ties, inverted-answers, shifted-answers, answers-in-another-order}
     * @param text a sentence
     * @param rule the rule behind it
     * @param values the numbers in it by name
     */
    public record Remark(String id, String text, String rule, Map<String, Object> values) {
        /** Whether the answers may stand beside the wrong pairs or mean the opposite; many ties alone do not say so. */
        public boolean isDoubt() {
            return !id.equals("mostly-ties");
        }
    }

    /**
     * Looks at the answers of one annotator.
     *
     * @param said 1 where the first is said to be better, −1 the second, 0 a tie, NaN no answer; in the order of the file
     * @param returns return of the first minus that of the second, NaN where it is not known
     */
    public static List<Remark> of(double[] said, double[] returns) {
        if (said.length != returns.length) {
            throw new IllegalArgumentException(said.length + " answers and " + returns.length + " returns");
        }
        return new Alignment(said, returns).remarks();
    }

    private List<Remark> remarks() {
        List<Remark> remarks = new ArrayList<>();
        long answers = Arrays.stream(said).filter(s -> !Double.isNaN(s)).count();
        long ties = Arrays.stream(said).filter(s -> s == 0).count();
        if (answers >= LEAST && ties >= MOSTLY * answers) {
            remarks.add(new Remark(
                    "mostly-ties",
                    String.format(
                            Locale.ROOT,
                            "%,d of %,d answers (%s) are ties: little can be learned from them. If that surprises, look"
                                    + " what 0, 0.5 and −1 mean in the file.",
                            ties,
                            answers,
                            Digits.percent(ties / (double) answers)),
                    "At least half of at least " + LEAST + " answers are ties.",
                    Map.of("ties", ties, "answers", answers)));
        }
        Count here = count(i -> i);
        Remark moved = moved(here);
        if (moved != null) {
            remarks.add(moved);
        } else if (here.all >= LEAST) {
            Interval interval = here.interval();
            if (interval.high() < 0.5) {
                remarks.add(new Remark(
                        "inverted-answers",
                        String.format(
                                Locale.ROOT,
                                "The answers agree with the return in %s of %,d pairs (Wilson %s to %s), less often"
                                        + " than chance: first and second may be interchanged, or annotators judged"
                                        + " something else than the return.",
                                Digits.percent(here.share()),
                                here.all,
                                Digits.percent(interval.low()),
                                Digits.percent(interval.high())),
                        "Share of decisive answers that call the item with the higher return better; the upper end of"
                                + " its 95 % Wilson interval lies below one half.",
                        values(here)));
            }
        }
        return remarks;
    }

    /** Whether the answers fit the returns of other rows much better than those of their own. */
    private @Nullable Remark moved(Count here) {
        int n = said.length;
        Count best = here;
        int offset = 0;
        for (int k = -FARTHEST; k <= FARTHEST; k++) {
            int by = k;
            Count there = count(i -> i + by);
            if (k != 0 && there.all >= LEAST && there.share() > best.share()) {
                best = there;
                offset = k;
            }
        }
        if (offset != 0 && best.isAbove(here)) {
            Map<String, Object> values = values(here);
            values.put("offset", offset);
            values.put("moved", best.share());
            return new Remark(
                    "shifted-answers",
                    String.format(
                            Locale.ROOT,
                            "The answers agree with the return in %s of the pairs beside which they stand, but in %s"
                                    + " of those %,d rows %s: the labels seem to be shifted against the pairs.",
                            Digits.percent(here.share()),
                            Digits.percent(best.share()),
                            Math.abs(offset),
                            offset > 0 ? "further down" : "further up"),
                    "Agreement with the return at offsets of −50 to 50 rows; the best one is " + (int) APART
                            + " standard errors of the difference above that of the rows themselves, and as many above"
                            + " chance.",
                    values);
        }
        int[] asTexts = asTexts(n);
        int[] back = new int[n];
        for (int i = 0; i < n; i++) {
            back[asTexts[i]] = i;
        }
        for (int[] order : List.of(asTexts, back)) {
            Count sorted = count(i -> order[i]);
            if (sorted.all >= LEAST && sorted.isAbove(here)) {
                Map<String, Object> values = values(here);
                values.put("sorted", sorted.share());
                return new Remark(
                        "answers-in-another-order",
                        String.format(
                                Locale.ROOT,
                                "The answers agree with the return in %s of the pairs beside which they stand, but in"
                                    + " %s when the numbers of the pairs are sorted as texts (0, 1, 10, 100, 101 …):"
                                    + " the labels seem to stand in another order than the pairs. Join them by what is"
                                    + " compared, not by row.",
                                Digits.percent(here.share()),
                                Digits.percent(sorted.share())),
                        "Agreement with the return when row i is paired with the i-th number in the order of texts,"
                                + " and the other way round; " + (int) APART
                                + " standard errors above that of the rows themselves.",
                        values);
            }
        }
        return null;
    }

    /** The numbers 0 to n − 1 in the order of their digits as texts. */
    private static int[] asTexts(int n) {
        return IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparing(String::valueOf))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static Map<String, Object> values(Count here) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("agreement", here.share());
        values.put("pairs", here.all);
        values.put("low", here.interval().low());
        values.put("high", here.interval().high());
        return values;
    }

    /** @param row the row whose returns an answer is held against */
    private Count count(IntUnaryOperator row) {
        int some = 0;
        int all = 0;
        for (int i = 0; i < said.length; i++) {
            int other = row.applyAsInt(i);
            if (other >= 0 && other < returns.length) {
                double product = said[i] * returns[other];
                if (product > 0 || product < 0) {
                    all++;
                    some += product > 0 ? 1 : 0;
                }
            }
        }
        return new Count(some, all);
    }

    /** Decisive answers that agree with the return, of those whose returns differ. */
    private record Count(int some, int all) {
        double share() {
            return all == 0 ? 0 : some / (double) all;
        }

        Interval interval() {
            return Proportion.wilson(some, all, LEVEL);
        }

        boolean isAbove(Count other) {
            double pooled = (some + other.some) / (double) Math.max(1, all + other.all);
            double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / Math.max(1, all) + 1.0 / Math.max(1, other.all)));
            double chance = Math.sqrt(0.25 / Math.max(1, all));
            return share() - 0.5 > APART * chance && share() - other.share() > APART * error;
        }
    }
}
