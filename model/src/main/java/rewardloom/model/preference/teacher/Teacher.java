package rewardloom.model.preference.teacher;

import java.util.Optional;
import java.util.SplittableRandom;
import rewardloom.model.preference.choice.Outcome;
import rewardloom.model.preference.choice.TieRule;

/**
 * A scripted teacher that answers by the true rewards of two segments, as in B-Pref (Lee et al. 2021, "B-Pref: Benchmarking
 * Preference-Based Reinforcement Learning", section 4, and its code's {@code get_label}), in this order: it skips a pair in which neither
 * segment has enough reward; it finds two segments equal whose rewards hardly differ; it weighs late steps more when it is myopic; it
 * draws its answer from a Bradley-Terry model when it is stochastic, and else takes the larger sum, the first one of equals; it slips now
 * and then; and equal segments stay equal whatever came before.
 *
 * @param kind which of the six
 * @param beta inverse temperature of a stochastic teacher; 0 for one that always takes the larger sum
 * @param discount weight of a step by each step that follows it, as coded: the last step counts 1
 * @param mistake probability of saying the opposite
 * @param skip a pair is skipped when neither sum is above this; −∞ for never
 * @param equal two sums closer than this are equal; 0 for never
 */
public record Teacher(Kind kind, double beta, double discount, double mistake, double skip, double equal) {

    /** The six teachers. */
    public enum Kind {
        ORACLE("Oracle"),
        STOCHASTIC("Stochastic"),
        MYOPIC("Myopic"),
        MISTAKEN("Mistaken"),
        SKIPPING("Skipping"),
        EQUAL("Equal");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** How the margin of the skipping and the equal teacher was meant. */
    public enum Reading {
        /** ε times the average reward of a segment. */
        AS_PUBLISHED,
        /** ε² times it: what the code of PEBBLE does from its second session on, since ε is multiplied in twice. */
        AS_CODED
    }

    /**
     * A teacher with the settings of the paper: β = 1, γ = 0.9, ε = 0.1.
     *
     * @param average average reward of a segment of this length, over all that is known: the unit of margins
     */
    public static Teacher of(Kind kind, double average, Reading reading) {
        double margin = (reading == Reading.AS_PUBLISHED ? 0.1 : 0.01) * average;
        return new Teacher(
                kind,
                kind == Kind.STOCHASTIC ? 1 : 0,
                kind == Kind.MYOPIC ? 0.9 : 1,
                kind == Kind.MISTAKEN ? 0.1 : 0,
                kind == Kind.SKIPPING ? margin : Double.NEGATIVE_INFINITY,
                kind == Kind.EQUAL ? margin : 0);
    }

    /**
     * Answers a pair.
     *
     * @param first rewards of the steps of the first segment
     * @param second rewards of the steps of the second segment
     * @return nothing when the pair is skipped
     */
    public Optional<Outcome> answer(double[] first, double[] second, SplittableRandom random) {
        double a = sum(first, 1);
        double b = sum(second, 1);
        if (Math.max(a, b) <= skip) {
            return Optional.empty();
        }
        boolean same = Math.abs(a - b) < equal;
        double seenA = discount == 1 ? a : sum(first, discount);
        double seenB = discount == 1 ? b : sum(second, discount);
        boolean secondIsBetter =
                beta > 0 ? random.nextDouble() < TieRule.logistic(beta * (seenB - seenA)) : seenA < seenB;
        if (mistake > 0 && random.nextDouble() <= mistake) {
            secondIsBetter = !secondIsBetter;
        }
        return Optional.of(same ? Outcome.TIE : secondIsBetter ? Outcome.SECOND : Outcome.FIRST);
    }

    /** Σ γ^(H − 1 − t) r_t; missing rewards count nothing. */
    private static double sum(double[] rewards, double discount) {
        double sum = 0;
        for (double reward : rewards) {
            sum = discount * sum + (Double.isNaN(reward) ? 0 : reward);
        }
        return sum;
    }
}
