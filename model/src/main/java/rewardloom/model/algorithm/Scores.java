package rewardloom.model.algorithm;

import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;

/**
 * The scores of one algorithm: for each task those of its runs. Tasks may have different numbers of runs.
 *
 * @param algorithm its name
 * @param tasks names of the tasks
 * @param byTask scores of the runs of each task, finite, at least one each
 */
record Scores(String algorithm, List<String> tasks, double[][] byTask) {

    Scores {
        tasks = List.copyOf(tasks);
        if (tasks.size() != byTask.length || byTask.length == 0) {
            throw new IllegalArgumentException(tasks.size() + " tasks and scores of " + byTask.length);
        }
    }

    static Scores of(String algorithm, SequencedMap<String, double[]> byTask) {
        return new Scores(
                algorithm,
                List.copyOf(byTask.sequencedKeySet()),
                byTask.values().toArray(double[][]::new));
    }

    /** Number of runs of all tasks. */
    int runs() {
        return Arrays.stream(byTask).mapToInt(s -> s.length).sum();
    }

    /** Fewest runs of any task. */
    int fewest() {
        return Arrays.stream(byTask).mapToInt(s -> s.length).min().orElse(0);
    }

    /**
     * Whether resampling changes anything: of one run of every task a bootstrap draws the same run again and again, and an interval
     * from it would claim a certainty that nobody has.
     */
    boolean isVaried(boolean resampleTasks) {
        return Arrays.stream(byTask).anyMatch(s -> s.length > 1) || (resampleTasks && byTask.length > 1);
    }

    /** All scores in ascending order. */
    double[] sorted() {
        double[] all = Arrays.stream(byTask).flatMapToDouble(Arrays::stream).toArray();
        Arrays.sort(all);
        return all;
    }
}
