package rewardloom.model.algorithm;

import java.util.List;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;

/** What algorithms are compared by, and how. */
public record AlgorithmParameters(
        @Parameter(
                label = "Metric",
                help = "The tag that scores a run; empty: the first return, reward, gold or success rate. More is"
                        + " better.",
                choices = Choices.TAGS)
        String metric,

        @Parameter(
                label = "Score",
                help = "What a run's score is: the mean of its last points, its best point, or the mean of all.")
        Score score,

        @Parameter(
                label = "Last share",
                help = "Share of the steps of a run whose points make up its last score.",
                min = 0.001,
                max = 1)
        double lastShare,

        @Parameter(label = "Runs", help = "Runs or groups to compare; empty: all.", choices = Choices.RUNS)
        List<String> runs,

        @Parameter(
                label = "Algorithm",
                help = "The setting of runs that names the algorithm; empty: found from settings or names.",
                choices = Choices.SETTINGS,
                group = "Who is who")
        String algorithm,

        @Parameter(
                label = "Task",
                help = "The setting of runs that names the task; empty: found from settings or names.",
                choices = Choices.SETTINGS,
                group = "Who is who")
        String task,

        @Parameter(
                label = "Normalise",
                help = "How scores of different tasks become comparable: by reference scores, by the smallest and"
                        + " largest of all runs of a task, or not at all. Automatic: by references if there are"
                        + " any, else min-max for several tasks.",
                group = "Scale")
        Normalisation normalise,

        @Parameter(
                label = "References",
                help = "Scores that become 0 and 1, task by task: Pong:-20.7:14.6; Breakout:1.7:30.5",
                group = "Scale")
        String references,

        @Parameter(
                label = "Target γ",
                help = "Score beyond which the optimality gap counts nothing more.",
                group = "Scale")
        double gamma,

        @Parameter(
                label = "Baseline",
                help = "Algorithm that the others are compared with; empty: every pair.",
                group = "Intervals")
        String baseline,

        @Parameter(
                label = "Interval",
                help = "How intervals are made from the stratified bootstrap: percentile, basic or bias-corrected.",
                group = "Intervals")
        IntervalMethod interval,

        @Parameter(label = "Level", help = "Coverage of the intervals.", min = 0.5, max = 0.999, group = "Intervals")
        double level,

        @Parameter(
                label = "Resamples",
                help = "Bootstrap resamples of aggregate metrics; profiles, pairs and sample efficiency take 2,000 at"
                        + " most.",
                min = 10,
                max = 1_000_000,
                group = "Intervals")
        int resamples,

        @Parameter(
                label = "Resample tasks",
                help = "Whether the bootstrap draws tasks as well, for statements about tasks that were not run.",
                group = "Intervals")
        boolean resampleTasks,

        @Parameter(label = "Seed", help = "Where the bootstrap's random numbers start.", group = "Intervals")
        long seed,

        @Parameter(
                label = "Places",
                help = "Number of steps at which sample efficiency is computed.",
                min = 2,
                max = 500,
                group = "Sample efficiency")
        int places) {

    /** What the score of a run is. */
    public enum Score {
        LAST,
        BEST,
        MEAN
    }

    /** How scores of different tasks become comparable. */
    public enum Normalisation {
        AUTO,
        REFERENCES,
        MIN_MAX,
        NONE
    }

    static final AlgorithmParameters DEFAULTS = new AlgorithmParameters(
            "",
            Score.LAST,
            0.1,
            List.of(),
            "",
            "",
            Normalisation.AUTO,
            "",
            1,
            "",
            IntervalMethod.PERCENTILE,
            0.95,
            50_000,
            false,
            0,
            41);

    public AlgorithmParameters {
        runs = List.copyOf(runs);
    }

    StratifiedBootstrap bootstrap(int most) {
        return new StratifiedBootstrap(Math.min(resamples, most), seed, level, interval);
    }
}
