package rewardloom.model.overoptimization;

import java.util.List;
import rewardloom.model.analysis.AnalysisException;

/**
 * Which score stands for the proxy.
 *
 * @param index position among the models, −1 for their mean
 * @param name as sentences say it
 */
record ProxyChoice(int index, String name) {

    /**
     * The choice by name.
     *
     * @param wanted a model's name, or empty for the mean
     * @throws AnalysisException if no model has this name
     */
    static ProxyChoice of(String wanted, List<String> models) {
        if (wanted.isBlank()) {
            return models.size() == 1
                    ? new ProxyChoice(0, models.getFirst())
                    : new ProxyChoice(-1, "mean of " + models.size() + " models");
        }
        int index = models.indexOf(wanted);
        if (index < 0) {
            throw new AnalysisException("there is no model '" + wanted + "'; there are " + String.join(", ", models));
        }
        return new ProxyChoice(index, wanted);
    }

    double[] of(PolicySample sample) {
        return index < 0 ? sample.meanScore() : sample.scores()[index];
    }
}
