package rewardloom.model.rollout;

import rewardloom.model.statistics.Correlation;

/**
 * How well a score tells correct responses from incorrect ones.
 *
 * @param positives number of correct responses
 * @param negatives number of incorrect ones
 * @param auc probability that a correct response scores above an incorrect one, ties counting half (Mann and Whitney 1947)
 * @param precision part of the responses at or above the threshold that are correct
 * @param recall part of the correct responses that are at or above the threshold
 * @param scoreOfIncorrect mean score of incorrect responses: the hacking gap of Cooper when it rises
 * @param scoreOfCorrect mean score of correct responses
 * @param sigmoidOfIncorrect mean of σ(score) over incorrect responses
 */
public record Discrimination(
        int positives,
        int negatives,
        double auc,
        double precision,
        double recall,
        double scoreOfIncorrect,
        double scoreOfCorrect,
        double sigmoidOfIncorrect) {

    /**
     * Measures; what cannot be measured is NaN.
     *
     * @param correct whether each response is correct
     * @param threshold score from which on the model says that a response is correct
     */
    public static Discrimination of(double[] scores, boolean[] correct, double threshold) {
        int positives = 0;
        int said = 0;
        int right = 0;
        double ofCorrect = 0;
        double ofIncorrect = 0;
        double sigmoid = 0;
        for (int i = 0; i < scores.length; i++) {
            boolean high = scores[i] >= threshold;
            said += high ? 1 : 0;
            if (correct[i]) {
                positives++;
                right += high ? 1 : 0;
                ofCorrect += scores[i];
            } else {
                ofIncorrect += scores[i];
                sigmoid += sigmoid(scores[i]);
            }
        }
        int negatives = scores.length - positives;
        return new Discrimination(
                positives,
                negatives,
                auc(scores, correct, positives, negatives),
                (double) right / said,
                (double) right / positives,
                ofIncorrect / negatives,
                ofCorrect / positives,
                sigmoid / negatives);
    }

    private static double auc(double[] scores, boolean[] correct, int positives, int negatives) {
        if (positives == 0 || negatives == 0) {
            return Double.NaN;
        }
        double[] ranks = Correlation.ranks(scores);
        double sum = 0;
        for (int i = 0; i < ranks.length; i++) {
            sum += correct[i] ? ranks[i] : 0;
        }
        return (sum - positives * (positives + 1.0) / 2) / ((double) positives * negatives);
    }

    static double sigmoid(double score) {
        return 1 / (1 + Math.exp(-score));
    }

    /** The loss of an online update of the reward model on one pair, −log σ(s_pos − s_neg). */
    public static double pairLoss(double positive, double negative) {
        return Math.log1p(Math.exp(negative - positive));
    }
}
