package rewardloom.model.reward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.model.statistics.Comoments;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RunName;

/**
 * What is kept of the reward of one run: enough for every share, correlation and curve, however many rows there were.
 *
 * @param run the run
 * @param kind kind of the table it comes from
 * @param totalName tag or column of the total; empty when nothing is logged and the sum of the components stands for it
 * @param components names of the components
 * @param moments moments of components and total over the complete rows
 * @param markers the same with each marker of success
 * @param residual whether the components add up
 * @param worst the rows with the largest residuals in each of many stretches
 * @param curve the reward over the training, x ascending: the rows, those at the same place averaged, or sums over episodes when
 *     the rows are steps
 * @param xLabel what x of {@code curve} is
 * @param episodes mean and single episodes when the rows are steps, else null
 * @param points number of values that were read
 * @param nonfinite number of those that are not finite
 */
record RewardRun(
        RunName run,
        Kind kind,
        String totalName,
        List<String> components,
        Comoments moments,
        Map<String, Comoments> markers,
        Residual residual,
        RewardTrace worst,
        RewardTrace curve,
        String xLabel,
        @Nullable EpisodeCurves episodes,
        long points,
        long nonfinite) {

    /** A longer training is looked at in means of neighbouring rows. */
    private static final int LONGEST_CURVE = 5000;

    /** Stretches of a long trace of which the row with the largest residual is kept. */
    static final int STRETCHES = 1000;

    /** Sums up the rows of a table. */
    static RewardRun of(RewardRows rows, double tolerance, double episode) {
        RewardTrace trace = rows.trace();
        boolean steps = rows.isTrajectory();
        return new RewardRun(
                rows.run(),
                rows.kind(),
                rows.totalName(),
                List.copyOf(trace.parts().keySet()),
                Accounting.moments(trace),
                Accounting.markerMoments(trace),
                Residual.of(trace, tolerance),
                worst(trace),
                steps ? rows.byEpisode() : trace.averaged(LONGEST_CURVE),
                steps ? "episode" : rows.xLabel(),
                steps ? EpisodeCurves.of(rows, episode) : null,
                rows.points(),
                rows.nonfinite());
    }

    /** The rows with the largest residuals in each of {@link #STRETCHES} stretches of a long trace. */
    private static RewardTrace worst(RewardTrace trace) {
        double[] residual = trace.residual();
        if (residual.length <= 2 * STRETCHES) {
            return trace;
        }
        int[] rows = new int[STRETCHES];
        for (int i = 0; i < STRETCHES; i++) {
            int from = (int) ((long) i * residual.length / STRETCHES);
            int to = (int) ((i + 1L) * residual.length / STRETCHES);
            rows[i] = from;
            for (int row = from; row < to; row++) {
                rows[i] = Math.abs(residual[row]) > Math.abs(residual[rows[i]]) ? row : rows[i];
            }
        }
        return trace.map(v -> Arrays.stream(rows).mapToDouble(r -> v[r]).toArray());
    }

    /** Whether the rows follow a training: episodes of a trajectory file were recorded at one stage of it. */
    boolean isTraining() {
        return kind != Kind.STEPS;
    }

    /** Whether some row is complete. */
    boolean hasRows() {
        return moments.n() > 0;
    }

    /** What x of {@code worst} is. */
    String rowLabel() {
        return kind == Kind.STEPS ? "row" : xLabel;
    }

    /** Two parts of the same run as one, such as the event files before and after a restart. */
    RewardRun then(RewardRun next) {
        Map<String, Comoments> joined = new LinkedHashMap<>(markers);
        next.markers.forEach((name, m) -> joined.merge(name, m, (a, b) -> Comoments.joined(List.of(a, b))));
        List<String> names = new ArrayList<>(components);
        next.components.stream().filter(c -> !names.contains(c)).forEach(names::add);
        EpisodeCurves both =
                episodes == null ? next.episodes : next.episodes == null ? episodes : episodes.and(next.episodes);
        return new RewardRun(
                run,
                kind,
                totalName,
                names,
                Comoments.joined(List.of(moments, next.moments)),
                joined,
                residual.and(next.residual),
                RewardTrace.concat(List.of(worst, next.worst)),
                RewardTrace.concat(List.of(curve, next.curve)),
                xLabel,
                both,
                points + next.points,
                nonfinite + next.nonfinite);
    }

    String group(boolean bySeeds) {
        return bySeeds ? run.group() : run.name();
    }
}
