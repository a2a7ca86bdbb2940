package rewardloom.model.overoptimization;

import java.util.List;

/**
 * A group of runs that repeat one another.
 *
 * @param name the group
 * @param runs each of its runs
 * @param mean the mean of its runs at the steps they share; its fits use every run's points
 */
record GroupStudy(String name, List<RunStudy> runs, RunStudy mean) {

    long declined() {
        return runs.stream().filter(RunStudy::declined).count();
    }

    /** Runs in which the proxy rises after the gold's peak. */
    long proxyRising() {
        return runs.stream()
                .filter(r -> r.declined() && r.thePeak().map(Peak::proxyRises).orElse(false))
                .count();
    }

    boolean isSingle() {
        return runs.size() == 1;
    }
}
