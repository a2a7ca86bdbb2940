package rewardloom.model.algorithm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import rewardloom.model.algorithm.AlgorithmParameters.Normalisation;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.curve.MetricRun;

/**
 * Who competes: the runs of every algorithm on the tasks that all of them have, their scores on a common scale.
 *
 * @param metric what is compared
 * @param entries the runs, in order of import
 * @param algorithms names in order of import
 * @param tasks names in order of import
 * @param scales what is done with the scores of each task
 * @param normalisation how scores became comparable, never {@link Normalisation#AUTO}
 * @param leftOutTasks tasks that some algorithm lacks
 * @param emptyRuns runs without a finite value
 */
record Contest(
        String metric,
        List<Entry> entries,
        List<String> algorithms,
        List<String> tasks,
        Map<String, Scale> scales,
        Normalisation normalisation,
        Set<String> leftOutTasks,
        Set<String> emptyRuns) {

    /** One run. */
    record Entry(String run, RunIdentity identity, RunScore points, double score) {}

    /** Puts scores of a task on the common scale: {@code low} becomes 0 and {@code high} 1. */
    record Scale(double low, double high) {
        static final Scale NONE = new Scale(0, 1);

        double of(double score) {
            return high == low ? 0 : (score - low) / (high - low);
        }
    }

    static Contest of(
            AlgorithmParameters parameters, String metric, List<MetricRun> runs, Map<String, RunIdentity> identities) {
        List<Entry> all = new ArrayList<>();
        Set<String> empty = new LinkedHashSet<>();
        for (MetricRun run : runs) {
            RunScore points = new RunScore(run);
            RunIdentity identity = identities.get(run.run());
            if (points.isEmpty() || identity == null) {
                empty.add(run.run());
            } else {
                all.add(new Entry(run.run(), identity, points, points.of(parameters.score(), parameters.lastShare())));
            }
        }
        Set<String> algorithms = new LinkedHashSet<>();
        Set<String> tasks = new LinkedHashSet<>();
        all.forEach(e -> {
            algorithms.add(e.identity.algorithm());
            tasks.add(e.identity.task());
        });
        Set<String> leftOut = new LinkedHashSet<>();
        for (String task : tasks) {
            for (String algorithm : algorithms) {
                if (all.stream().noneMatch(e -> e.identity.equals(new RunIdentity(algorithm, task)))) {
                    leftOut.add(task);
                }
            }
        }
        tasks.removeAll(leftOut);
        if (tasks.isEmpty()) {
            throw new AnalysisException(
                    algorithms.isEmpty()
                            ? "no run has a finite value of " + metric
                            : "no task was run by all of " + String.join(", ", algorithms)
                                    + "; choose runs, or say which settings name algorithm and task");
        }
        List<Entry> entries =
                all.stream().filter(e -> tasks.contains(e.identity.task())).toList();
        Normalisation normalisation = normalisation(parameters, tasks.size());
        return new Contest(
                metric,
                entries,
                List.copyOf(algorithms),
                List.copyOf(tasks),
                scales(parameters, normalisation, tasks, entries),
                normalisation,
                leftOut,
                empty);
    }

    private static Normalisation normalisation(AlgorithmParameters parameters, int tasks) {
        if (parameters.normalise() != Normalisation.AUTO) {
            return parameters.normalise();
        }
        return !parameters.references().isBlank()
                ? Normalisation.REFERENCES
                : tasks > 1 ? Normalisation.MIN_MAX : Normalisation.NONE;
    }

    private static Map<String, Scale> scales(
            AlgorithmParameters parameters, Normalisation normalisation, Set<String> tasks, List<Entry> entries) {
        Map<String, Scale> scales = new LinkedHashMap<>();
        Map<String, Scale> references =
                normalisation == Normalisation.REFERENCES ? references(parameters.references()) : Map.of();
        for (String task : tasks) {
            scales.put(
                    task,
                    switch (normalisation) {
                        case MIN_MAX -> minMax(entries, task);
                        case REFERENCES -> {
                            Scale scale = references.get(task);
                            if (scale == null) {
                                throw new AnalysisException("there is no reference for the task '" + task + "'; write "
                                        + task + ":LOW:HIGH into references, where LOW becomes 0 and HIGH 1");
                            }
                            yield scale;
                        }
                        case NONE, AUTO -> Scale.NONE;
                    });
        }
        return scales;
    }

    private static Scale minMax(List<Entry> entries, String task) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Entry entry : entries) {
            if (entry.identity.task().equals(task)) {
                low = Math.min(low, entry.score);
                high = Math.max(high, entry.score);
            }
        }
        return new Scale(low, high);
    }

    private static Map<String, Scale> references(String text) {
        Map<String, Scale> references = new LinkedHashMap<>();
        for (String part : text.split("[;\\n]", -1)) {
            if (part.isBlank()) {
                continue;
            }
            String[] cells = part.strip().split(":", -1);
            try {
                if (cells.length < 3) {
                    throw new NumberFormatException(part);
                }
                double low = Double.parseDouble(cells[cells.length - 2].strip());
                double high = Double.parseDouble(cells[cells.length - 1].strip());
                String task = part.strip()
                        .substring(0, part.strip().lastIndexOf(':', part.strip().lastIndexOf(':') - 1));
                references.put(task.strip(), new Scale(low, high));
            } catch (NumberFormatException e) {
                throw new AnalysisException("the reference '" + part.strip()
                        + "' cannot be read; a reference is TASK:LOW:HIGH, such as Pong:-20.7:14.6");
            }
        }
        return references;
    }

    /** The scores of an algorithm on the common scale. */
    Scores scores(String algorithm) {
        SequencedMap<String, double[]> byTask = new LinkedHashMap<>();
        for (String task : tasks) {
            Scale scale = scales.getOrDefault(task, Scale.NONE);
            byTask.put(
                    task,
                    entries.stream()
                            .filter(e -> e.identity.equals(new RunIdentity(algorithm, task)))
                            .mapToDouble(e -> scale.of(e.score))
                            .toArray());
        }
        return Scores.of(algorithm, byTask);
    }

    /** The runs of an algorithm on a task. */
    List<Entry> entries(String algorithm, String task) {
        return entries.stream()
                .filter(e -> e.identity.equals(new RunIdentity(algorithm, task)))
                .toList();
    }

    /** The metrics that say something of these scores: a gap to 1 does not where scores are as logged. */
    List<Aggregate> aggregates(double gamma) {
        return Stream.of(Aggregate.IQM, Aggregate.MEDIAN, Aggregate.MEAN, Aggregate.OPTIMALITY_GAP)
                .filter(a -> a != Aggregate.OPTIMALITY_GAP || normalisation != Normalisation.NONE || gamma != 1)
                .toList();
    }

    /** How scores became comparable, for a caption. */
    String scaleWords() {
        return switch (normalisation) {
            case MIN_MAX -> "scores min-max normalised over all runs of a task";
            case REFERENCES -> "scores normalised by references";
            case NONE, AUTO -> "scores as logged";
        };
    }
}
