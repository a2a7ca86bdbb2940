package rewardloom.model.preference.choice;

import java.util.Comparator;
import java.util.List;

/**
 * A decisive label for the item that has less of the declared reward.
 *
 * @param row the label
 * @param difference declared reward of the first item less that of the second
 * @param probability of the label under the declared reward at the scale that fits the labels best
 * @param component name of the component that speaks most for the item that was chosen, with the declared weights; empty when none does
 */
record Contradiction(ComponentLabels.Row row, double difference, double probability, String component) {

    /** Every contradiction, the largest difference first. */
    static List<Contradiction> of(ImpliedFit fit) {
        return fit.labels().rows().stream()
                .filter(row -> contradicts(row, fit.declaredDifference(row)))
                .map(row -> of(fit, row))
                .sorted(Comparator.comparingDouble((Contradiction c) -> Math.abs(c.difference()))
                        .reversed())
                .toList();
    }

    private static boolean contradicts(ComponentLabels.Row row, double difference) {
        return (row.outcome() == Outcome.FIRST && difference < 0)
                || (row.outcome() == Outcome.SECOND && difference > 0);
    }

    private static Contradiction of(ImpliedFit fit, ComponentLabels.Row row) {
        double difference = fit.declaredDifference(row);
        double sign = row.outcome() == Outcome.FIRST ? 1 : -1;
        String component = "";
        double most = 0;
        for (int k = 0; k < fit.declared().length; k++) {
            double speaks = sign * fit.declared()[k] * row.differences()[k];
            if (speaks > most) {
                most = speaks;
                component = ImpliedFit.shortName(fit.labels().names().get(k));
            }
        }
        double probability = fit.scaled().probability(row.outcome(), fit.scale() * difference);
        return new Contradiction(row, difference, probability, component);
    }
}
