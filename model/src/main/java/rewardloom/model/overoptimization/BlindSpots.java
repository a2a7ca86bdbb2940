package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rewardloom.model.rollout.Responses;
import rewardloom.model.statistics.LeastSquares;

/**
 * What each member pays for a unit of each component beside what gold pays: ordinary least squares of scores and gold on the
 * components, on samples of the reference policy. A component that every member pays much too little for is a blind spot of the whole
 * ensemble: no way of combining the members can defend it.
 *
 * @param components names
 * @param models names
 * @param weights {@code weights[model][component]}
 * @param gold gold's weight of each component
 * @param goldR2 how much of gold the components explain
 */
record BlindSpots(List<String> components, List<String> models, double[][] weights, double[] gold, double goldR2) {
    /** Every member pays less than this part of what gold pays. */
    static final double BLIND = 0.25;

    /** Nothing where there are no components, or they explain too little of gold. */
    static Optional<BlindSpots> of(Responses responses) {
        Map<String, double[]> parts = responses.components();
        if (parts.isEmpty() || responses.rows() <= 2 * parts.size() + 2) {
            return Optional.empty();
        }
        double[][] regressors = new double[parts.size() + 1][];
        int at = 0;
        for (double[] values : parts.values()) {
            if (Arrays.stream(values).anyMatch(v -> !Double.isFinite(v))) {
                return Optional.empty();
            }
            regressors[at++] = values;
        }
        double[] ones = new double[responses.rows()];
        Arrays.fill(ones, 1);
        regressors[at] = ones;
        try {
            LeastSquares gold = LeastSquares.fit(responses.gold(), regressors);
            double[][] weights = new double[responses.models().size()][];
            for (int m = 0; m < weights.length; m++) {
                weights[m] = LeastSquares.fit(responses.scores()[m], regressors).coefficients();
            }
            return Optional.of(new BlindSpots(
                    List.copyOf(parts.keySet()), responses.models(), weights, gold.coefficients(), gold.r2()));
        } catch (IllegalArgumentException e) {
            // Components that are constant or depend on one another determine no weights.
            return Optional.empty();
        }
    }

    /** A member's weight as a part of gold's. */
    double relative(int model, int component) {
        return weights[model][component] / gold[component];
    }

    /** The mean over members of that. */
    double relative(int component) {
        double sum = 0;
        for (int m = 0; m < models.size(); m++) {
            sum += relative(m, component) / models.size();
        }
        return sum;
    }

    /** The components for which every member pays less than {@link #BLIND} of what gold pays. */
    List<String> blind() {
        List<String> blind = new ArrayList<>();
        for (int c = 0; c < components.size(); c++) {
            int component = c;
            boolean all =
                    java.util.stream.IntStream.range(0, models.size()).allMatch(m -> relative(m, component) < BLIND);
            if (gold[c] != 0 && all) {
                blind.add(components.get(c));
            }
        }
        return blind;
    }
}
