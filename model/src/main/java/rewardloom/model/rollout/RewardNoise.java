package rewardloom.model.rollout;

import org.hipparchus.distribution.discrete.BinomialDistribution;

/**
 * What flipped marks of correctness do to a group of responses, exactly: G responses to one prompt of which c are correct, marks r →
 * 1 − r with probability p. Either all marks of a group flip together, as in Lv et al. (The Climb Carves Wisdom Deeper Than the Summit),
 * or each one by itself. Advantages are (r − mean)/deviation within the group, zero where all marks are alike.
 *
 * @param retained E[Σ A·A′]/Σ A², the part of the clean advantages that is left on average; NaN for groups whose marks are all alike
 * @param snr mean of Σ A·A′ over its standard deviation; NaN for such groups, infinite without noise
 * @param winnerCorrect probability that a response drawn from those with the highest noisy mark is correct
 * @param spurious E[Σ A′²]/G in groups whose clean marks are all alike: advantage made of nothing
 */
public record RewardNoise(double retained, double snr, double winnerCorrect, double spurious) {

    /** How marks flip. */
    public enum Kind {
        /** All marks of a group flip together, or none. */
        GROUP("per-group"),
        /** Each mark flips by itself. */
        RESPONSE("per-response");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** The stable name in tables. */
        public String id() {
            return id;
        }
    }

    /**
     * One group.
     *
     * @param size G, at least 1
     * @param correct c, between 0 and G
     * @param flip p, between 0 and 1
     */
    public static RewardNoise of(Kind kind, int size, int correct, double flip) {
        return kind == Kind.GROUP ? together(size, correct, flip) : apart(size, correct, flip);
    }

    /** The expected mark of a response, (1 − 2p) r + p, whichever way marks flip. */
    public static double expectedMark(double mark, double flip) {
        return (1 - 2 * flip) * mark + flip;
    }

    private static RewardNoise together(int size, int correct, double flip) {
        boolean mixed = correct > 0 && correct < size;
        // All flipped: the winners are those that were incorrect, or all if there are none.
        double clean = correct > 0 ? 1 : 0;
        double flipped = correct == size ? 1 : 0;
        return new RewardNoise(
                mixed ? 1 - 2 * flip : Double.NaN,
                mixed ? (1 - 2 * flip) / (2 * Math.sqrt(flip * (1 - flip))) : Double.NaN,
                (1 - flip) * clean + flip * flipped,
                mixed ? Double.NaN : 0);
    }

    private static RewardNoise apart(int size, int correct, double flip) {
        boolean mixed = correct > 0 && correct < size;
        BinomialDistribution stay = new BinomialDistribution(correct, 1 - flip);
        BinomialDistribution flips = new BinomialDistribution(size - correct, flip);
        double up = mixed ? Math.sqrt((size - correct) / (double) correct) : 0;
        double down = mixed ? -Math.sqrt(correct / (double) (size - correct)) : 0;
        double first = 0;
        double second = 0;
        double winner = 0;
        double energy = 0;
        for (int a = 0; a <= correct; a++) {
            double pa = stay.probability(a);
            for (int b = 0; b <= size - correct; b++) {
                double p = pa * flips.probability(b);
                int marked = a + b;
                winner += p * (marked > 0 ? (double) a / marked : (double) correct / size);
                if (marked > 0 && marked < size) {
                    double noisyUp = Math.sqrt((size - marked) / (double) marked);
                    double noisyDown = -Math.sqrt(marked / (double) (size - marked));
                    double product = up * (a * noisyUp + (correct - a) * noisyDown)
                            + down * (b * noisyUp + (size - correct - b) * noisyDown);
                    first += p * product;
                    second += p * product * product;
                    energy += p;
                }
            }
        }
        double clean = size;
        double variance = second - first * first;
        return new RewardNoise(
                mixed ? first / clean : Double.NaN,
                mixed ? variance > 0 ? first / Math.sqrt(variance) : Double.POSITIVE_INFINITY : Double.NaN,
                winner,
                mixed ? Double.NaN : energy);
    }
}
