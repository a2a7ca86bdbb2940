package rewardloom.model.shaping;

import java.util.List;
import java.util.Optional;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.table.Formulas;

/**
 * A sample of rewards, shaped in several ways.
 *
 * @param sample the rewards
 * @param calibration the numbers of the sample that the functions depend on
 * @param shaped each function, in the order of the parameters
 * @param conjunction several rewards combined, if there are several and prompts
 */
record ShapingStudy(
        RewardSample sample, Calibration calibration, List<Shaped> shaped, Optional<Conjunction> conjunction) {

    static ShapingStudy of(RewardSample sample, ShapingParameters parameters, Formulas formulas) {
        if (parameters.lengthPenalty() && sample.lengths().length == 0) {
            throw new AnalysisException("the length penalty needs the length of each response; table '"
                    + sample.table().name() + "' has no column with that role");
        }
        Calibration calibration = Calibration.of(sample, parameters);
        double[] penalised = Shaped.penalised(sample, parameters);
        List<Treatment> treatments = new Treatments(sample, calibration, parameters, penalised).all(formulas);
        RawOrder order = RawOrder.of(sample);
        List<Shaped> shaped = treatments.parallelStream()
                .map(t -> Shaped.of(t, penalised, sample, order, calibration, parameters))
                .toList();
        boolean several = sample.scores().length > 1 && !sample.groups().isEmpty();
        return new ShapingStudy(
                sample,
                calibration,
                shaped,
                several ? Optional.of(Conjunction.of(sample, parameters.quantile())) : Optional.empty());
    }

    boolean hasPrompts() {
        return !sample.groups().isEmpty();
    }

    boolean hasGold() {
        return hasPrompts() && sample.gold().length > 0;
    }

    /** What the length switch decided, if it is among the functions. */
    Optional<LengthSwitchResults> lengthSwitch() {
        return shaped.stream()
                .map(Shaped::treatment)
                .filter(Treatment.Switched.class::isInstance)
                .map(t -> new LengthSwitchResults(((Treatment.Switched) t).decided()))
                .findFirst();
    }
}
