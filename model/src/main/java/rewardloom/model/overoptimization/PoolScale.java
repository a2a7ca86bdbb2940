package rewardloom.model.overoptimization;

import java.util.Arrays;
import java.util.Optional;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.FindingBuilder;

/** Whether the gold of a pool of samples and that of training runs are the same gold. */
final class PoolScale {
    /** Means that are further apart than this part of the pool's standard deviation are not those of one policy. */
    private static final double FAR = 0.5;

    private PoolScale() {}

    /**
     * A warning if runs that start at the reference policy start far from where its samples are.
     *
     * @param consequence what must not be done then, with which the sentence ends
     * @param figure the figure in which it would be done
     */
    static Optional<Finding> differs(RlStudy runs, BestOfNPool pool, String consequence, String figure) {
        double[] starts = runs.runs().stream()
                .filter(r -> r.curve().startsAtReference())
                .mapToDouble(RunStudy::baseline)
                .toArray();
        GoldScale scale = GoldScale.of(pool.prompts().stream()
                .flatMapToDouble(p -> Arrays.stream(p.gold()))
                .toArray());
        double start = GoldCurve.mean(starts, 0, starts.length);
        return Math.abs(start - scale.mean()) > FAR * scale.deviation()
                ? Optional.of(new FindingBuilder("gold-on-another-scale", Severity.WARNING)
                        .text("Gold at the reference policy is " + Digits.three(start) + " in the runs and "
                                + Digits.three(scale.mean()) + " ± " + Digits.three(scale.deviation())
                                + " in the samples of " + pool.table().name()
                                + ": they seem to be on different scales, and then " + consequence)
                        .rule("A difference of more than half a standard deviation of the samples' gold, over runs that"
                                + " start at the reference policy.")
                        .figure(figure)
                        .build())
                : Optional.empty();
    }
}
