package rewardloom.model.shaping;

import java.util.function.DoubleUnaryOperator;
import rewardloom.model.analysis.Digits;
import rewardloom.model.statistics.LeastSquares;

/**
 * A function that turns a reward into the one that is optimised. Unless said otherwise the formulas are those of Reward Shaping to
 * Mitigate Reward Hacking in RLHF; {@code references} are rewards of reference responses, over which the function is averaged.
 */
public sealed interface Shaping
        permits Shaping.Identity,
                Shaping.Centred,
                Shaping.Clip,
                Shaping.Ceiling,
                Shaping.MinMax,
                Shaping.MeanStd,
                Shaping.Tanh,
                Shaping.Arctan,
                Shaping.Sigmoid,
                Shaping.LogSigmoid,
                Shaping.Polynomial,
                SpaceShaping,
                FormulaShaping {

    /** Stable name in parameters and tables. */
    String id();

    /** The formula as it is printed, with its numbers. */
    String formula();

    /** The shaped reward. */
    double value(double reward);

    /** How much a small change of the reward still counts: the weight of its gradient. */
    double derivative(double reward);

    /** Whether no reward, however extreme, can make the shaped one grow beyond a limit on either side. */
    boolean isBounded();

    /** Whether it depends on the reward only through its distance from a reference. */
    boolean isCentred();

    /** Mean of the shaped value over the references. */
    private static double mean(double[] references, DoubleUnaryOperator value) {
        double sum = 0;
        for (double reference : references) {
            sum += value.applyAsDouble(reference);
        }
        return sum / references.length;
    }

    private static String ref(double[] references) {
        return references.length == 1
                ? ", ref = " + Digits.three(references[0])
                : ", mean over " + references.length + " references";
    }

    /** 1/(1 + e⁻ˣ). */
    static double sigmoid(double x) {
        // The exponential of a negative number cannot overflow.
        double e = Math.exp(-Math.abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    /** log σ(x), exact also where σ(x) is 0 in double precision. */
    static double logSigmoid(double x) {
        return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
    }

    /** The reward as it is. */
    record Identity() implements Shaping {
        @Override
        public String id() {
            return "identity";
        }

        @Override
        public String formula() {
            return "r";
        }

        @Override
        public double value(double reward) {
            return reward;
        }

        @Override
        public double derivative(double reward) {
            return 1;
        }

        @Override
        public boolean isBounded() {
            return false;
        }

        @Override
        public boolean isCentred() {
            return false;
        }
    }

    /** The reward over the reference. */
    record Centred(double... references) implements Shaping {
        @Override
        public String id() {
            return "centred";
        }

        @Override
        public String formula() {
            return "r − ref" + ref(references);
        }

        @Override
        public double value(double reward) {
            return mean(references, ref -> reward - ref);
        }

        @Override
        public double derivative(double reward) {
            return 1;
        }

        @Override
        public boolean isBounded() {
            return false;
        }

        @Override
        public boolean isCentred() {
            return true;
        }
    }

    /** Cut off on both sides. */
    record Clip(double low, double high) implements Shaping {
        @Override
        public String id() {
            return "clip";
        }

        @Override
        public String formula() {
            return "clip(r, " + Digits.three(low) + ", " + Digits.three(high) + ")";
        }

        @Override
        public double value(double reward) {
            return Math.max(low, Math.min(high, reward));
        }

        @Override
        public double derivative(double reward) {
            return reward >= low && reward <= high ? 1 : 0;
        }

        @Override
        public boolean isBounded() {
            return true;
        }

        @Override
        public boolean isCentred() {
            return false;
        }
    }

    /** Cut off above. */
    record Ceiling(double high) implements Shaping {
        @Override
        public String id() {
            return "ceil";
        }

        @Override
        public String formula() {
            return "min(r, " + Digits.three(high) + ")";
        }

        @Override
        public double value(double reward) {
            return Math.min(high, reward);
        }

        @Override
        public double derivative(double reward) {
            return reward <= high ? 1 : 0;
        }

        @Override
        public boolean isBounded() {
            return false;
        }

        @Override
        public boolean isCentred() {
            return false;
        }
    }

    /** Stretched so that the smallest and the largest reward seen become 0 and 1. */
    record MinMax(double min, double max) implements Shaping {
        @Override
        public String id() {
            return "min-max";
        }

        @Override
        public String formula() {
            return "(r − min)/(max − min), min = " + Digits.three(min) + ", max = " + Digits.three(max);
        }

        @Override
        public double value(double reward) {
            return max > min ? (reward - min) / (max - min) : 0;
        }

        @Override
        public double derivative(double reward) {
            return max > min ? 1 / (max - min) : 0;
        }

        @Override
        public boolean isBounded() {
            return false;
        }

        @Override
        public boolean isCentred() {
            return false;
        }
    }

    /** In standard deviations from the mean; a standard deviation of 0 counts as 1. */
    record MeanStd(double mean, double sd) implements Shaping {
        @Override
        public String id() {
            return "mean-std";
        }

        @Override
        public String formula() {
            return "(r − μ)/s, μ = " + Digits.three(mean) + ", s = " + Digits.three(sd);
        }

        @Override
        public double value(double reward) {
            return (reward - mean) * derivative(reward);
        }

        @Override
        public double derivative(double reward) {
            return sd > 0 ? 1 / sd : 1;
        }

        @Override
        public boolean isBounded() {
            return false;
        }

        @Override
        public boolean isCentred() {
            return true;
        }
    }

    /** Hyperbolic tangent. */
    record Tanh(double... references) implements Shaping {
        @Override
        public String id() {
            return "tanh";
        }

        @Override
        public String formula() {
            return "tanh(r − ref)" + ref(references);
        }

        @Override
        public double value(double reward) {
            return mean(references, ref -> Math.tanh(reward - ref));
        }

        @Override
        public double derivative(double reward) {
            return mean(references, ref -> 1 - Math.pow(Math.tanh(reward - ref), 2));
        }

        @Override
        public boolean isBounded() {
            return true;
        }

        @Override
        public boolean isCentred() {
            return true;
        }
    }

    /** Arc tangent. */
    record Arctan(double... references) implements Shaping {
        @Override
        public String id() {
            return "arctan";
        }

        @Override
        public String formula() {
            return "atan(r − ref)" + ref(references);
        }

        @Override
        public double value(double reward) {
            return mean(references, ref -> Math.atan(reward - ref));
        }

        @Override
        public double derivative(double reward) {
            return mean(references, ref -> 1 / (1 + (reward - ref) * (reward - ref)));
        }

        @Override
        public boolean isBounded() {
            return true;
        }

        @Override
        public boolean isCentred() {
            return true;
        }
    }

    /**
     * Preference as reward (PAR): how probably the response is preferred to a reference response. With {@code shift} 3 it is the slow
     * growth, fast convergence variant (SgFc).
     *
     * @param k steepness
     * @param shift subtracted from the reward, 0 for PAR
     */
    record Sigmoid(double k, double shift, double... references) implements Shaping {
        @Override
        public String id() {
            return shift == 0 ? "sigmoid" : "sgfc";
        }

        @Override
        public String formula() {
            String inside = shift == 0 ? "r − ref" : "r − " + Digits.three(shift) + " − ref";
            return "σ(k(" + inside + ")), k = " + Digits.three(k) + ref(references);
        }

        @Override
        public double value(double reward) {
            return mean(references, ref -> sigmoid(k * (reward - shift - ref)));
        }

        @Override
        public double derivative(double reward) {
            return mean(references, ref -> {
                double p = sigmoid(k * (reward - shift - ref));
                return k * p * (1 - p);
            });
        }

        @Override
        public boolean isBounded() {
            return true;
        }

        @Override
        public boolean isCentred() {
            return true;
        }
    }

    /**
     * Log-sigmoid of the reward over a high quantile of the reference rewards (LSC), from Transforming and Combining Rewards for Aligning
     * Large Language Models: the log-probability of being good.
     *
     * @param quantile the reward that is just good enough
     */
    record LogSigmoid(double quantile) implements Shaping {
        @Override
        public String id() {
            return "log-sigmoid";
        }

        @Override
        public String formula() {
            return "log σ(r − q), q = " + Digits.three(quantile);
        }

        @Override
        public double value(double reward) {
            return logSigmoid(reward - quantile);
        }

        @Override
        public double derivative(double reward) {
            return sigmoid(quantile - reward);
        }

        @Override
        public boolean isBounded() {
            return false;
        }

        @Override
        public boolean isCentred() {
            return true;
        }
    }

    /**
     * A polynomial of degree 5 fitted to the sigmoid on [−5, 5], 0 below and 1 above.
     *
     * @param coefficients from the constant upwards
     */
    record Polynomial(double[] coefficients, double... references) implements Shaping {
        private static final double END = 5;
        private static final int POINTS = 100;
        private static final int DEGREE = 5;

        /** The fit, made by least squares on 100 equally spaced points. */
        public static Polynomial fitted(double... references) {
            double[] y = new double[POINTS];
            double[][] powers = new double[DEGREE + 1][POINTS];
            for (int i = 0; i < POINTS; i++) {
                double x = -END + 2 * END * i / (POINTS - 1);
                y[i] = sigmoid(x);
                for (int p = 0; p <= DEGREE; p++) {
                    powers[p][i] = Math.pow(x, p);
                }
            }
            return new Polynomial(LeastSquares.fit(y, powers).coefficients(), references);
        }

        @Override
        public String id() {
            return "polynomial";
        }

        @Override
        public String formula() {
            return "p₅(r − ref), 0 below −5 and 1 above 5" + ref(references);
        }

        @Override
        public double value(double reward) {
            return mean(references, ref -> at(reward - ref));
        }

        @Override
        public double derivative(double reward) {
            return mean(references, ref -> slope(reward - ref));
        }

        private double at(double x) {
            if (Math.abs(x) > END) {
                return x > 0 ? 1 : 0;
            }
            double sum = 0;
            for (int p = coefficients.length - 1; p >= 0; p--) {
                sum = sum * x + coefficients[p];
            }
            return sum;
        }

        private double slope(double x) {
            if (Math.abs(x) > END) {
                return 0;
            }
            double sum = 0;
            for (int p = coefficients.length - 1; p >= 1; p--) {
                sum = sum * x + p * coefficients[p];
            }
            return sum;
        }

        @Override
        public boolean isBounded() {
            return true;
        }

        @Override
        public boolean isCentred() {
            return true;
        }
    }
}
