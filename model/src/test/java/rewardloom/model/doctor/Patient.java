package rewardloom.model.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.RoleRules;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

/** Made-up tables for the doctor. */
final class Patient {
    private final TableSpec spec;
    private final List<Batch> batches = new ArrayList<>();
    private final Map<String, Values> cells = new LinkedHashMap<>();

    private Patient(TableSpec spec) {
        this.spec = spec;
    }

    static Patient metrics(String run) {
        return new Patient(TableSpec.metrics(run + "/log", run));
    }

    /** A table of rows with these columns. */
    static Patient rows(Kind kind, Map<String, Values> columns) {
        Patient patient = new Patient(new TableSpec(
                kind,
                "rows",
                "",
                columns.entrySet().stream()
                        .map(e -> new Column(e.getKey(), e.getValue().type()))
                        .toList()));
        patient.cells.putAll(columns);
        return patient;
    }

    /** Adds a tag at steps 0, 1, 2 … */
    Patient tag(String tag, int points, IntToDoubleFunction value) {
        long[] steps = new long[points];
        Arrays.setAll(steps, i -> i);
        double[] values = new double[points];
        Arrays.setAll(values, value);
        return tag(tag, steps, values);
    }

    Patient tag(String tag, long[] steps, double[] values) {
        int rows = steps.length;
        batches.add(new Batch(
                rows,
                List.of(
                        Values.Texts.constant(tag, rows),
                        new Values.Longs(steps),
                        new Values.Doubles(new double[rows]),
                        new Values.Doubles(values),
                        new Values.Longs(new long[rows]))));
        return this;
    }

    static Values numbers(int rows, IntToDoubleFunction value) {
        double[] values = new double[rows];
        Arrays.setAll(values, value);
        return new Values.Doubles(values);
    }

    static Values texts(int rows, IntFunction<String> text) {
        List<String> dictionary = new ArrayList<>();
        int[] codes = new int[rows];
        for (int i = 0; i < rows; i++) {
            dictionary.add(text.apply(i));
            codes[i] = i;
        }
        return new Values.Texts(codes, dictionary);
    }

    Checkup examined() {
        RoleRules rules = RoleRules.standard();
        Examination examination = new Examination(
                spec.name(), spec.run(), spec.kind(), rules.withRoles(spec), tag -> rules.guess(spec.kind(), tag));
        batches.forEach(examination::add);
        if (!cells.isEmpty()) {
            List<Values> values = List.copyOf(cells.values());
            examination.add(new Batch(values.getFirst().size(), values));
        }
        return examination.finish();
    }

    List<Problem> symptoms() {
        return new Doctor().look(examined());
    }

    List<String> kinds() {
        return symptoms().stream().map(Problem::kind).toList();
    }

    Problem symptom(String kind) {
        List<Problem> found = symptoms();
        return found.stream()
                .filter(p -> p.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no '" + kind + "' among " + found));
    }
}
