package rewardloom.model.overoptimization;

/**
 * How a gold reward depends on the distance d = √KL from the reference policy, with d = 0 the reference policy itself (Gao, Schulman,
 * Hilton 2022, Scaling Laws for Reward Model Overoptimization, section 3.1). Both forms are linear in α and β.
 */
public enum FitForm {
    /** Reinforcement learning: d(α − β log d). */
    RL("d(α − β log d)") {
        @Override
        double second(double d) {
            return d == 0 ? 0 : -d * Math.log(d);
        }

        @Override
        public double peakDistance(double alpha, double beta) {
            return beta > 0 ? Math.exp(alpha / beta - 1) : Double.NaN;
        }

        @Override
        public double peakGain(double alpha, double beta) {
            return beta > 0 ? beta * Math.exp(alpha / beta - 1) : Double.NaN;
        }
    },
    /** Best of n: d(α − βd). */
    BON("d(α − βd)") {
        @Override
        double second(double d) {
            return -d * d;
        }

        @Override
        public double peakDistance(double alpha, double beta) {
            return alpha > 0 && beta > 0 ? alpha / (2 * beta) : Double.NaN;
        }

        @Override
        public double peakGain(double alpha, double beta) {
            return alpha > 0 && beta > 0 ? alpha * alpha / (4 * beta) : Double.NaN;
        }
    };

    private final String formula;

    FitForm(String formula) {
        this.formula = formula;
    }

    /** The formula as it is printed. */
    public String formula() {
        return formula;
    }

    /** The stable name in tables, {@code rl} or {@code bon}. */
    public String id() {
        return this == RL ? "rl" : "bon";
    }

    /** The regressor that β multiplies; the one of α is d itself. */
    abstract double second(double d);

    /** Gain over the reference policy at distance d ≥ 0. */
    public double gain(double alpha, double beta, double d) {
        return alpha * d + beta * second(d);
    }

    /** The distance d* at which the curve is highest, NaN if it has no highest point. */
    public abstract double peakDistance(double alpha, double beta);

    /** The gain over the reference policy at the highest point, NaN if there is none. */
    public abstract double peakGain(double alpha, double beta);
}
