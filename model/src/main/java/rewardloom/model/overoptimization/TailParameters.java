package rewardloom.model.overoptimization;

import rewardloom.model.analysis.Parameter;

/**
 * What can be set.
 *
 * @param model model whose score is the proxy, the mean over models when empty
 * @param standardized whether proxy and gold are standardised on the reference policy before they are subtracted
 * @param tail quantile of the gap from which on it is the tail
 * @param selected quantile of the proxy from which on outputs are selected
 * @param bins number of percentile bins
 * @param resamples bootstrap resamples
 * @param seed where the random numbers start
 * @param level coverage of the intervals
 */
public record TailParameters(
        @Parameter(
                label = "Proxy",
                help = "Model whose score is the proxy; the mean over models when empty.",
                group = "Gap")
        String model,

        @Parameter(
                label = "Standardised",
                help = "Bring proxy and gold to mean 0 and standard deviation 1 at the reference policy before"
                        + " subtracting; raw otherwise.",
                group = "Gap")
        boolean standardized,

        @Parameter(
                label = "Tail α",
                help = "CVaR is the mean of the gaps from this quantile on.",
                min = 0.5,
                max = 0.999,
                group = "Gap")
        double tail,

        @Parameter(
                label = "Selected",
                help = "Outputs are selected from this quantile of the proxy on.",
                min = 0,
                max = 0.999,
                group = "Gap")
        double selected,

        @Parameter(label = "Bins", help = "Percentile bins of the proxy.", min = 4, max = 100, group = "Gap")
        int bins,

        @Parameter(
                label = "Resamples",
                help = "Bootstrap resamples behind each interval.",
                min = 20,
                max = 20_000,
                group = "Intervals")
        int resamples,

        @Parameter(label = "Seed", help = "Where the bootstrap's random numbers start.", group = "Intervals")
        long seed,

        @Parameter(label = "Level", help = "Coverage of the intervals.", min = 0.5, max = 0.999, group = "Intervals")
        double level) {

    static final TailParameters DEFAULTS = new TailParameters("", true, 0.95, 0.95, 20, 200, 1, 0.95);

    Sampling sampling() {
        return new Sampling(resamples, seed, level, 15);
    }
}
