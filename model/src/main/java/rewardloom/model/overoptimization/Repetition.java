package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/**
 * How much a run repeats itself in the responses that it wrote on its way: the part of a response's tokens that occurred in it before,
 * mean over the responses of a step.
 *
 * @param byStep that part by step
 */
record Repetition(TreeMap<Double, Double> byStep) {

    /** Of the responses of the run that wrote a log; nothing if there are none, or they have no steps or no tokens. */
    static Optional<Repetition> of(Table log, Tables tables) {
        String run = log.run().isEmpty() ? log.name() : log.run();
        return tables.list(Kind.RESPONSES).stream()
                .filter(t -> !t.run().isEmpty() && (t.run().equals(run) || run.endsWith("/" + t.run())))
                .filter(t -> t.column(RoleType.STEP).isPresent() && tokens(t).isPresent())
                .findFirst()
                .map(t -> read(t, tables))
                .filter(r -> !r.byStep().isEmpty());
    }

    private static Optional<Column> tokens(Table table) {
        return table.column(RoleType.TOKENS).or(() -> table.column(RoleType.RESPONSE));
    }

    private static Repetition read(Table table, Tables tables) {
        Column step = table.column(RoleType.STEP).orElseThrow();
        Column tokens = tokens(table).orElseThrow();
        Columns columns = tables.columns(table, List.of(step.name(), tokens.name()));
        double[] steps = columns.doubles(step.name());
        Values texts = columns.get(tokens.name());
        Map<Double, List<Double>> parts = new TreeMap<>();
        for (int row = 0; row < steps.length; row++) {
            if (!texts.isMissing(row) && Double.isFinite(steps[row])) {
                parts.computeIfAbsent(steps[row], s -> new ArrayList<>()).add(repeated(words(texts, row)));
            }
        }
        TreeMap<Double, Double> means = new TreeMap<>();
        parts.forEach((at, all) -> means.put(
                at, all.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN)));
        return new Repetition(means);
    }

    private static List<String> words(Values texts, int row) {
        if (texts instanceof Values.TextLists lists) {
            List<String> words = new ArrayList<>();
            for (int i = lists.offsets()[row]; i < lists.offsets()[row + 1]; i++) {
                words.add(lists.flat().text(i));
            }
            return words;
        }
        return List.of(texts.text(row).strip().split("\\s+"));
    }

    /** The part of words that occurred before, 0 if all are different. */
    static double repeated(List<String> words) {
        Set<String> distinct = new HashSet<>(words);
        return words.isEmpty() ? 0 : 1 - (double) distinct.size() / words.size();
    }

    /** What was known at each step: the value at the last step that had responses, the first one before that. */
    double[] knownAt(double[] steps) {
        double[] known = new double[steps.length];
        for (int i = 0; i < known.length; i++) {
            Map.Entry<Double, Double> last = byStep.floorEntry(steps[i]);
            known[i] = (last == null ? byStep.firstEntry() : last).getValue();
        }
        return known;
    }
}
