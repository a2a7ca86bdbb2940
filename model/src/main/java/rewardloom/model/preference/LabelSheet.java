package rewardloom.model.preference;

import static rewardloom.model.preference.Ratings.MISSING;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rewardloom.model.table.Table;

/**
 * A table of labels: its rows are items, its columns annotators.
 *
 * @param table where the labels stand
 * @param scale the answers
 * @param raters the annotators, in table order
 */
public record LabelSheet(Table table, LabelScale scale, List<Rater> raters) {

    public LabelSheet {
        raters = List.copyOf(raters);
    }

    /**
     * One annotator.
     *
     * @param name the name
     * @param codes answer to each item, or {@link Ratings#MISSING}; not copied
     * @param skipped items that were seen and not answered
     * @param left which item stood on the left: 1 first, 0 second, {@link Ratings#MISSING} unknown; not copied
     * @param seconds time of each answer, NaN when unknown; not copied
     * @param answered when each answer was given, in seconds since 1970, NaN when unknown; not copied
     */
    public record Rater(String name, int[] codes, int skipped, int[] left, double[] seconds, double[] answered) {

        /** Number of labels. */
        public int labels() {
            return (int) Arrays.stream(codes).filter(c -> c != MISSING).count();
        }

        public int count(int code) {
            return (int) Arrays.stream(codes).filter(c -> c == code).count();
        }

        /** Median time of an answer in seconds, NaN when no time is known. */
        public double medianSeconds() {
            double[] known = Arrays.stream(seconds)
                    .filter(s -> !Double.isNaN(s))
                    .sorted()
                    .toArray();
            int n = known.length;
            return n == 0 ? Double.NaN : (known[(n - 1) / 2] + known[n / 2]) / 2;
        }

        /** How often the side on the left was chosen; no trials when sides are unknown. */
        public Coin leftCoin() {
            int chosen = 0;
            int trials = 0;
            for (int i = 0; i < codes.length; i++) {
                if (left[i] != MISSING && (codes[i] == LabelScale.FIRST || codes[i] == LabelScale.SECOND)) {
                    trials++;
                    chosen += (codes[i] == LabelScale.FIRST) == (left[i] == 1) ? 1 : 0;
                }
            }
            return new Coin(chosen, trials);
        }

        /** How often the first item was chosen. */
        public Coin firstCoin() {
            int first = count(LabelScale.FIRST);
            return new Coin(first, first + count(LabelScale.SECOND));
        }
    }

    /** Decisions for one of two sides. */
    public record Coin(int chosen, int trials) {
        public double share() {
            return chosen / (double) trials;
        }

        /** Two-sided exact binomial p value against a fair coin. */
        public double p() {
            return Agreement.fairCoin(chosen, trials);
        }
    }

    public int items() {
        return raters.getFirst().codes().length;
    }

    /** The ratings as agreement sees them: without ties if these are dropped. */
    Ratings ratings(AgreementParameters.Ties ties) {
        boolean drop = ties == AgreementParameters.Ties.DROP;
        int[][] codes = new int[raters.size()][];
        List<String> names = new ArrayList<>();
        for (int r = 0; r < codes.length; r++) {
            Rater rater = raters.get(r);
            names.add(rater.name());
            codes[r] = Arrays.stream(rater.codes())
                    .map(c -> drop && scale.isTie(c) ? MISSING : c)
                    .toArray();
        }
        return new Ratings(scale.categories(), names, codes);
    }

    /** Share of an annotator's labels that are ties. */
    double tieShare(Rater rater) {
        return scale.preference() ? rater.count(LabelScale.TIE) / (double) rater.labels() : 0;
    }
}
