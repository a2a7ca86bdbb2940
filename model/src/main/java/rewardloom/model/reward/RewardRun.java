package rewardloom.model.reward;

import java.util.List;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RunName;

/**
 * The reward of one run as it was read.
 *
 * @param run the run
 * @param kind kind of the table it comes from
 * @param totalName tag or column of the total; empty when nothing is logged and the sum of the components stands for it
 * @param rows the reward row by row, in file order
 * @param curve the reward over the training, x ascending: the rows, those at the same place averaged, or sums over episodes when
 *     the rows are steps
 * @param xLabel what x of {@code curve} is
 * @param episode mean reward by time step when the rows are steps, else the same as {@code curve}
 * @param points number of values that were read
 * @param nonfinite number of those that are not finite
 */
record RewardRun(
        RunName run,
        Kind kind,
        String totalName,
        RewardTrace rows,
        RewardTrace curve,
        String xLabel,
        RewardTrace episode,
        long points,
        long nonfinite) {

    /** Whether the rows follow a training: episodes of a trajectory file were recorded at one stage of it. */
    boolean isTraining() {
        return kind != Kind.STEPS;
    }

    /** What x of {@code rows} is. */
    String rowLabel() {
        return kind == Kind.STEPS ? "row" : xLabel;
    }

    /** Two parts of the same run as one, such as the event files before and after a restart. */
    RewardRun then(RewardRun next) {
        return new RewardRun(
                run,
                kind,
                totalName,
                RewardTrace.concat(List.of(rows, next.rows)),
                RewardTrace.concat(List.of(curve, next.curve)),
                xLabel,
                RewardTrace.concat(List.of(episode, next.episode)).averaged(Integer.MAX_VALUE),
                points + next.points,
                nonfinite + next.nonfinite);
    }

    String group(boolean bySeeds) {
        return bySeeds ? run.group() : run.name();
    }
}
