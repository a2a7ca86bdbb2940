package rewardloom.model.overoptimization;

import java.util.Arrays;
import java.util.List;
import rewardloom.model.analysis.AnalysisException;

/**
 * How best of n is computed.
 *
 * @param rules ensembles of the models
 * @param weights what the rules' formulas leave open
 * @param oracle whether choosing by the gold reward itself is shown too
 * @param maxN largest n, 0 for as many as there are samples
 * @param forms the forms to be fitted, the one to be drawn first
 * @param sampling how intervals are made
 */
record BestOfNSettings(
        List<EnsembleRule> rules,
        EnsembleRule.Weights weights,
        boolean oracle,
        int maxN,
        List<FitForm> forms,
        Sampling sampling) {

    static BestOfNSettings of(OveroptimizationParameters parameters) {
        return new BestOfNSettings(
                rules(parameters.ensembles()),
                EnsembleRule.Weights.of(parameters.lambda()),
                false,
                parameters.maxN(),
                parameters.bestOfNForms(),
                parameters.sampling());
    }

    /**
     * Rules by their names.
     *
     * @throws AnalysisException if there is no such rule
     */
    static List<EnsembleRule> rules(List<String> ids) {
        return ids.stream()
                .map(id -> EnsembleRule.find(id)
                        .orElseThrow(() -> new AnalysisException("there is no ensemble rule '" + id + "'; there are "
                                + String.join(
                                        ", ",
                                        Arrays.stream(EnsembleRule.values())
                                                .map(EnsembleRule::id)
                                                .toList()))))
                .toList();
    }
}
