package rewardloom.model.overoptimization;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A training run with its signals, and what its gold says if it has any.
 *
 * @param run name
 * @param group name without the seed
 * @param signals what can be watched without gold
 * @param gold what gold says, absent without gold
 */
record WarnedRun(String run, String group, List<WarningSignal> signals, Optional<RunStudy> gold) {

    Optional<WarningSignal> signal(String name) {
        return signals.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    boolean declined() {
        return gold.map(RunStudy::declined).orElse(false);
    }

    /**
     * The part of the gold gained at the peak that is left when a run is stopped at a step.
     *
     * @param step where it is stopped; NaN for never
     */
    double kept(double step) {
        RunStudy study = gold.orElseThrow();
        Peak peak = study.thePeak().orElseThrow();
        double[] steps = study.curve().steps();
        double at;
        if (Double.isNaN(step)) {
            at = peak.lastGold();
        } else {
            int found = Arrays.binarySearch(steps, step);
            int position = found >= 0 ? found : Math.max(0, -found - 2);
            at = study.smoothGold()[position];
        }
        double rise = peak.gold() - study.curve().baseline();
        return rise > 0 ? (at - study.curve().baseline()) / rise : Double.NaN;
    }

    double peakStep() {
        return gold.flatMap(RunStudy::thePeak).map(Peak::step).orElse(Double.NaN);
    }
}
