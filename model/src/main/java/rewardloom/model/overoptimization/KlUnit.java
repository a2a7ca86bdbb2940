package rewardloom.model.overoptimization;

import java.util.Locale;

/**
 * The unit in which a log keeps its divergence, from the detail of the role {@code kl}: {@code nats-per-sequence},
 * {@code nats-per-token}, {@code bits-per-token} …, or nothing, which leaves the scope open.
 *
 * @param scope what the divergence is counted over
 * @param factor what the logged number is multiplied with to be in nats: 1, or ln 2 for bits
 */
record KlUnit(Scope scope, double factor) {

    /** What a divergence is counted over. */
    enum Scope {
        SEQUENCE("nats per sequence"),
        TOKEN("nats per token"),
        UNSTATED("nats, scope not stated");

        private final String text;

        Scope(String text) {
            this.text = text;
        }

        /** As an axis says it. */
        String text() {
            return text;
        }
    }

    static KlUnit of(String detail) {
        String lower = detail.toLowerCase(Locale.ROOT);
        Scope scope = lower.contains("token")
                ? Scope.TOKEN
                : lower.contains("sequence") || lower.contains("response") ? Scope.SEQUENCE : Scope.UNSTATED;
        return new KlUnit(scope, lower.contains("bit") ? Math.log(2) : 1);
    }

    /**
     * Brings divergences to another scope.
     *
     * @param kl in nats over this scope
     * @param length tokens of the mean response at each point
     */
    static double[] convert(double[] kl, double[] length, Scope from, Scope to) {
        double[] result = kl.clone();
        if (from != to) {
            for (int i = 0; i < result.length; i++) {
                result[i] = to == Scope.SEQUENCE ? kl[i] * length[i] : kl[i] / length[i];
            }
        }
        return result;
    }
}
