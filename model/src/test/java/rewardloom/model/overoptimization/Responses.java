package rewardloom.model.overoptimization;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

/** Tables of responses in memory. */
final class Responses {
    private Responses() {}

    /**
     * Adds a table of numbers; columns whose name ends in {@code _id}, and {@code sample} and {@code step}, are whole. A role that the name does
     * not tell stands behind it, as in {@code kl=kl/nats-per-token}.
     */
    static MemoryTables add(MemoryTables tables, String name, String run, List<String> names, List<double[]> rows) {
        return add(tables, Kind.RESPONSES, name, run, names, rows);
    }

    static MemoryTables add(
            MemoryTables tables, Kind kind, String name, String run, List<String> names, List<double[]> rows) {
        List<Column> columns = new ArrayList<>();
        List<Values> values = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int column = i;
            boolean whole = names.get(i).endsWith("_id")
                    || List.of("sample", "step", "n").contains(names.get(i));
            String[] parts = names.get(i).split("=");
            ColumnType type = whole ? ColumnType.INT64 : ColumnType.FLOAT64;
            columns.add(
                    parts.length == 1 ? new Column(parts[0], type) : new Column(parts[0], type, Role.parse(parts[1])));
            values.add(
                    whole
                            ? new Values.Longs(rows.stream()
                                    .mapToLong(r -> (long) r[column])
                                    .toArray())
                            : new Values.Doubles(
                                    rows.stream().mapToDouble(r -> r[column]).toArray()));
        }
        return tables.add(new TableSpec(kind, name, run, columns), new Batch(rows.size(), values));
    }

    /** Adds what a run of the sample study wrote. */
    static void addRollouts(MemoryTables tables, String run, List<JsonNode> rows) {
        Map<String, Function<JsonNode, JsonNode>> numbers = new LinkedHashMap<>();
        for (String name : List.of("step", "prompt_id", "sample", "gold", "kl")) {
            numbers.put(name, row -> row.get(name));
        }
        rows.getFirst()
                .get("reward_components")
                .fieldNames()
                .forEachRemaining(name -> numbers.put(
                        "component_" + name, row -> row.get("reward_components").get(name)));
        for (int m = 0; m < 5; m++) {
            int model = m;
            numbers.put("rm" + m, row -> row.get("reward_models").get(model));
        }
        List<Column> columns = new ArrayList<>();
        List<Values> values = new ArrayList<>();
        numbers.forEach((name, reading) -> {
            columns.add(new Column(name, ColumnType.FLOAT64));
            values.add(new Values.Doubles(
                    rows.stream().mapToDouble(r -> reading.apply(r).asDouble()).toArray()));
        });
        columns.add(new Column("logprobs", ColumnType.FLOAT64_LIST, Role.of(RoleType.LOGPROBS)));
        values.add(lists(rows, "logprobs"));
        columns.add(new Column("ref_logprobs", ColumnType.FLOAT64_LIST, Role.of(RoleType.REF_LOGPROBS)));
        values.add(lists(rows, "ref_logprobs"));
        tables.add(new TableSpec(Kind.RESPONSES, "rollouts/" + run, run, columns), new Batch(rows.size(), values));
    }

    private static Values lists(List<JsonNode> rows, String name) {
        int[] offsets = new int[rows.size() + 1];
        List<Double> flat = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).get(name).forEach(v -> flat.add(v.asDouble()));
            offsets[i + 1] = flat.size();
        }
        return new Values.DoubleLists(
                flat.stream().mapToDouble(Double::doubleValue).toArray(), offsets);
    }
}
