package rewardloom.model.overoptimization;

import java.util.Arrays;
import rewardloom.model.rollout.Grouping;
import rewardloom.model.statistics.Correlation;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Moments;

/**
 * How the members of an ensemble agree on one sample of responses, and with the gold reward.
 *
 * @param sample the responses
 * @param rank Spearman correlation of each pair of members, {@code rank[i][j]}; the last row and column are the gold reward
 * @param members mean of it over pairs of members
 * @param membersInterval bootstrap interval over prompts
 * @param gold mean over members of their correlation with gold
 * @param goldInterval bootstrap interval over prompts
 * @param samePair share of pairs of responses to one prompt on which two members prefer the same, mean over members' pairs
 * @param deviationFindsError Spearman correlation of the members' deviation with how far their mean exceeds gold: whether
 *     disagreement points at errors
 */
record MemberAgreement(
        PolicySample sample,
        double[][] rank,
        double members,
        Interval membersInterval,
        double gold,
        Interval goldInterval,
        double samePair,
        double deviationFindsError) {

    /** More rows than this are thinned for the bootstrap; its width is scaled by nothing, because prompts are what is drawn. */
    private static final int MOST_ROWS = 4000;
    /** Pairs of one prompt that are compared; more say nothing new. */
    private static final int MOST_PAIRS = 200;

    static MemberAgreement of(PolicySample sample, Sampling sampling) {
        double[][] rank = ranks(sample);
        PolicySample thin = sample.thinned(MOST_ROWS);
        Grouping byPrompt = Grouping.of(thin.prompts(), thin.promptCount());
        int[] occupied = java.util.stream.IntStream.range(0, byPrompt.size())
                .filter(g -> byPrompt.sizeOf(g) > 0)
                .toArray();
        int resamples = Math.min(sampling.resamples(), 200);
        double[][] replicates = new rewardloom.model.statistics.Bootstrap(resamples, sampling.seed())
                .vectors(occupied.length, drawn -> {
                    int[] rows = Arrays.stream(drawn)
                            .flatMap(d -> Arrays.stream(byPrompt.rowsOf(occupied[d])))
                            .toArray();
                    double[][] again = ranks(thin.rows(rows));
                    return new double[] {members(again), gold(again)};
                });
        double[] error = error(sample);
        return new MemberAgreement(
                sample,
                rank,
                members(rank),
                sampling.overUnits(
                        Arrays.stream(replicates).mapToDouble(r -> r[0]).toArray(), occupied.length),
                gold(rank),
                sampling.overUnits(
                        Arrays.stream(replicates).mapToDouble(r -> r[1]).toArray(), occupied.length),
                samePair(sample),
                Correlation.spearman(sample.deviation(), error));
    }

    private static double[] error(PolicySample sample) {
        double[] mean = sample.meanScore();
        double[] error = new double[sample.size()];
        Arrays.setAll(error, i -> mean[i] - sample.gold()[i]);
        return error;
    }

    private static double[][] ranks(PolicySample sample) {
        int models = sample.scores().length;
        double[][] ranked = new double[models + 1][];
        for (int m = 0; m < models; m++) {
            ranked[m] = Correlation.ranks(sample.scores()[m]);
        }
        ranked[models] = Correlation.ranks(sample.gold());
        double[][] result = new double[models + 1][models + 1];
        for (int i = 0; i <= models; i++) {
            result[i][i] = 1;
            for (int j = 0; j < i; j++) {
                result[i][j] = Correlation.pearson(ranked[i], ranked[j]);
                result[j][i] = result[i][j];
            }
        }
        return result;
    }

    private static double members(double[][] rank) {
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < rank.length - 1; i++) {
            for (int j = 0; j < i; j++) {
                sum += rank[i][j];
                pairs++;
            }
        }
        return pairs == 0 ? Double.NaN : sum / pairs;
    }

    private static double gold(double[][] rank) {
        double sum = 0;
        for (int i = 0; i < rank.length - 1; i++) {
            sum += rank[rank.length - 1][i];
        }
        return sum / (rank.length - 1);
    }

    /** Neighbouring rows of a prompt are compared: independent samples come in any order. */
    private static double samePair(PolicySample sample) {
        Grouping byPrompt = Grouping.of(sample.prompts(), sample.promptCount());
        int models = sample.scores().length;
        double same = 0;
        long compared = 0;
        for (int g = 0; g < byPrompt.size(); g++) {
            int[] rows = byPrompt.rowsOf(g);
            for (int k = 0; k + 1 < Math.min(rows.length, MOST_PAIRS); k++) {
                for (int i = 0; i < models; i++) {
                    for (int j = 0; j < i; j++) {
                        double a = sample.scores()[i][rows[k]] - sample.scores()[i][rows[k + 1]];
                        double b = sample.scores()[j][rows[k]] - sample.scores()[j][rows[k + 1]];
                        if (a != 0 && b != 0) {
                            compared++;
                            same += a > 0 == b > 0 ? 1 : 0;
                        }
                    }
                }
            }
        }
        return compared == 0 ? Double.NaN : same / compared;
    }

    double meanGold() {
        return Moments.of(sample.gold()).mean();
    }

    double meanScore() {
        return Moments.of(sample.meanScore()).mean();
    }

    /** Mean over rows of the lowest member's score. */
    double meanWorst() {
        double sum = 0;
        for (int i = 0; i < sample.size(); i++) {
            double worst = Double.POSITIVE_INFINITY;
            for (double[] model : sample.scores()) {
                worst = Math.min(worst, model[i]);
            }
            sum += worst / sample.size();
        }
        return sum;
    }

    double meanDeviation() {
        return Moments.of(sample.deviation()).mean();
    }
}
