package rewardloom.model.preference.choice;

import java.util.Locale;

/**
 * How probable each outcome is, given d, the difference of the two items' scores on the scale of log-odds, and, where ties are
 * modelled, a parameter τ.
 */
public enum TieRule {
    /** Ties count nothing: P(first) = 1 / (1 + e^−d) (Bradley and Terry 1952). */
    DROP(false),
    /** A tie is half a win for each (FastChat, arena-rank): the likelihood of Bradley and Terry with the outcome ½. */
    HALF(false),
    /**
     * P(first) : P(second) : P(tie) = e^(d/2) : e^(−d/2) : ν, with τ = ln ν (Davidson 1970, "On extending the Bradley-Terry model to
     * accommodate ties in paired comparison experiments").
     */
    DAVIDSON(true),
    /**
     * P(first) = 1 / (1 + θ e^−d) and P(second) = 1 / (1 + θ e^d) with θ ≥ 1, the rest are ties (Rao and Kupper 1967, "Ties in
     * paired-comparison experiments"), with τ = ln θ.
     */
    RAO_KUPPER(true);

    private final boolean parameter;

    TieRule(boolean parameter) {
        this.parameter = parameter;
    }

    /** Whether it has a parameter τ. */
    public boolean hasParameter() {
        return parameter;
    }

    /** The name for people. */
    public String title() {
        return switch (this) {
            case DROP -> "Bradley-Terry, ties left out";
            case HALF -> "Bradley-Terry, a tie is half a win for each";
            case DAVIDSON -> "Davidson";
            case RAO_KUPPER -> "Rao-Kupper";
        };
    }

    /** The name in files, in lower case with hyphens. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The parameter as its author writes it: ν or θ; NaN when there is none. */
    public double natural(double tau) {
        return switch (this) {
            case DROP, HALF -> Double.NaN;
            case DAVIDSON -> Math.exp(tau);
            case RAO_KUPPER -> Math.exp(tau);
        };
    }

    /** The probability of an outcome. */
    public double probability(Outcome outcome, double d, double tau) {
        return switch (this) {
            case DROP, HALF ->
                switch (outcome) {
                    case FIRST -> logistic(d);
                    case SECOND -> logistic(-d);
                    case TIE -> 0;
                };
            case DAVIDSON -> davidson(d, tau)[outcome.ordinal()];
            case RAO_KUPPER ->
                switch (outcome) {
                    case FIRST -> logistic(d - tau);
                    case SECOND -> logistic(-d - tau);
                    case TIE -> Math.exp(logExpm1(2 * tau) + logLogistic(d - tau) + logLogistic(-d - tau));
                };
        };
    }

    /**
     * The logarithm of an outcome's probability and its derivatives: value, ∂d, ∂τ, ∂²d, ∂d∂τ, ∂²τ. A tie that is half a win has half
     * the sum of both logarithms; one that is left out has zeros.
     */
    double[] terms(Outcome outcome, double d, double tau) {
        return switch (this) {
            case DROP -> outcome == Outcome.TIE ? new double[6] : win(outcome, d);
            case HALF -> outcome == Outcome.TIE ? half(win(Outcome.FIRST, d), win(Outcome.SECOND, d)) : win(outcome, d);
            case DAVIDSON -> davidsonTerms(outcome, d, tau);
            case RAO_KUPPER -> raoKupperTerms(outcome, d, tau);
        };
    }

    private static double[] win(Outcome outcome, double d) {
        double sign = outcome == Outcome.FIRST ? 1 : -1;
        double p = logistic(sign * d);
        return new double[] {logLogistic(sign * d), sign * (1 - p), 0, -p * (1 - p), 0, 0};
    }

    private static double[] half(double[] first, double[] second) {
        double[] mean = new double[first.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (first[i] + second[i]) / 2;
        }
        return mean;
    }

    /** Probabilities in the order of {@link Outcome}. */
    private static double[] davidson(double d, double tau) {
        double[] logits = {d / 2, tau, -d / 2};
        double top = Math.max(Math.max(logits[0], logits[1]), logits[2]);
        double sum = 0;
        double[] p = new double[3];
        for (int i = 0; i < 3; i++) {
            p[i] = Math.exp(logits[i] - top);
            sum += p[i];
        }
        for (int i = 0; i < 3; i++) {
            p[i] /= sum;
        }
        return p;
    }

    /** A softmax over features of d and τ: the gradient is observed less expected, the Hessian minus their covariance. */
    private static double[] davidsonTerms(Outcome outcome, double d, double tau) {
        double[] p = davidson(d, tau);
        double[] byD = {0.5, 0, -0.5};
        double meanD = 0.5 * (p[0] - p[2]);
        double tie = p[1];
        double varianceD = 0.25 * (p[0] + p[2]) - meanD * meanD;
        return new double[] {
            Math.log(Math.max(p[outcome.ordinal()], Double.MIN_NORMAL)),
            byD[outcome.ordinal()] - meanD,
            (outcome == Outcome.TIE ? 1 : 0) - tie,
            -varianceD,
            meanD * tie,
            -tie * (1 - tie)
        };
    }

    private static double[] raoKupperTerms(Outcome outcome, double d, double tau) {
        double p = logistic(d - tau);
        double q = logistic(-d - tau);
        double v = p * (1 - p);
        double w = q * (1 - q);
        return switch (outcome) {
            case FIRST -> new double[] {logLogistic(d - tau), 1 - p, -(1 - p), -v, v, -v};
            case SECOND -> new double[] {logLogistic(-d - tau), -(1 - q), -(1 - q), -w, -w, -w};
            case TIE -> {
                // P(tie) = (θ² − 1) P(first) P(second), so logarithms and derivatives add up.
                double growth = 2 / -Math.expm1(-2 * tau);
                yield new double[] {
                    tau > 0 ? logExpm1(2 * tau) + logLogistic(d - tau) + logLogistic(-d - tau) : Double.NaN,
                    q - p,
                    growth - (1 - p) - (1 - q),
                    -v - w,
                    v - w,
                    -growth * (growth - 2) - v - w
                };
            }
        };
    }

    /** ln(e^x − 1), also for large x. */
    private static double logExpm1(double x) {
        return x > 30 ? x : Math.log(Math.expm1(x));
    }

    /** 1 / (1 + e^−x). */
    public static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** ln(1 / (1 + e^−x)), also for very negative x. */
    static double logLogistic(double x) {
        return x > 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x));
    }
}
