package rewardloom.viewers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

/** Tables like those of the arena study, small and made by a formula. */
public final class ArenaTables {
    private ArenaTables() {}

    /** Adds a table of steps with cars on arcs; episode e has 40 + 10 e steps. */
    public static MemoryTables addTrajectories(MemoryTables tables, String run, int episodes) {
        int rows = IntStream.range(0, episodes).map(e -> 40 + 10 * e).sum();
        long[] episode = new long[rows];
        long[] t = new long[rows];
        double[][] numbers = new double[7][rows];
        int row = 0;
        for (int e = 0; e < episodes; e++) {
            int steps = 40 + 10 * e;
            for (int i = 0; i < steps; i++) {
                double angle = 3.0 * i / steps + e;
                episode[row] = e;
                t[row] = i;
                numbers[0][row] = 0.7 * Math.cos(angle);
                numbers[1][row] = 0.7 * Math.sin(angle);
                numbers[2][row] = -0.5 + 1.4 * i / steps;
                numbers[3][row] = 0.3 * Math.sin(0.5 * e) * (1 - (double) i / steps);
                numbers[5][row] = 0.2 + 0.1 * Math.sin(angle);
                numbers[6][row] = -0.05 - 0.01 * e;
                numbers[4][row] = numbers[5][row] + numbers[6][row];
                row++;
            }
        }
        List<Column> columns =
                new ArrayList<>(List.of(new Column("episode", ColumnType.INT64), new Column("t", ColumnType.INT64)));
        for (String name : List.of(
                "observation/car_x",
                "observation/car_y",
                "observation/ball_x",
                "observation/ball_y",
                "reward",
                "component/touch",
                "component/effort")) {
            columns.add(new Column(name, ColumnType.FLOAT64));
        }
        List<Values> values = new ArrayList<>(List.of(new Values.Longs(episode), new Values.Longs(t)));
        Arrays.stream(numbers).map(Values.Doubles::new).forEach(values::add);
        return tables.add(
                new TableSpec(Kind.STEPS, run, run, columns),
                new Provenance(
                        run + ".hdf5",
                        "minari",
                        Integer.toHexString(run.hashCode()).repeat(16).substring(0, 64),
                        1),
                List.of(new Batch(rows, values)));
    }

    /** Adds a table of responses, several to each prompt. */
    public static MemoryTables addResponses(MemoryTables tables, int prompts, int samples) {
        List<String> asked = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int p = 0; p < prompts; p++) {
            for (int s = 0; s < samples; s++) {
                asked.add("What do ships of kind " + p + " carry?");
                texts.add("Answer " + s + ": " + "salt and apples, ".repeat(s + 1) + "from harbor to harbor.");
            }
        }
        int[] codes = IntStream.range(0, texts.size()).toArray();
        return tables.add(
                new TableSpec(
                        Kind.RESPONSES,
                        "rollouts",
                        "rollouts",
                        List.of(new Column("prompt", ColumnType.TEXT), new Column("response", ColumnType.TEXT))),
                new Provenance("rollouts.jsonl", "jsonl", "a".repeat(64), 1),
                List.of(new Batch(
                        texts.size(), List.of(new Values.Texts(codes, asked), new Values.Texts(codes, texts)))));
    }
}
