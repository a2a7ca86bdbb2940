package rewardloom.importers.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import rewardloom.importers.column.NamedRow;

/** The scores of the steps of a solution in the ways that RewardMATH makes one of them ({@code src/evaluation/eval.py}). */
final class StepScores {

    private StepScores() {}

    /** Sets the list and the minimum, product, mean and last of it. */
    static void set(JsonNode list, String model, NamedRow row) {
        double[] scores = new double[list.size()];
        double least = Double.POSITIVE_INFINITY;
        double product = 1;
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = list.path(i).asDouble(Double.NaN);
            least = Math.min(least, scores[i]);
            product *= scores[i];
            sum += scores[i];
        }
        if (scores.length > 0) {
            row.number("score/" + model + " (min)", least);
            row.number("score/" + model + " (product)", product);
            row.number("score/" + model + " (mean)", sum / scores.length);
            row.number("score/" + model + " (last)", scores[scores.length - 1]);
            row.numbers("step_scores", scores);
        }
    }
}
