package rewardloom.model.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rewardloom.model.table.Batch;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

/** Runs with settings, in memory. */
final class Sweep {
    private final MemoryTables tables = new MemoryTables();

    MemoryTables tables() {
        return tables;
    }

    /** A run that climbs evenly from 0 to its last reward over five steps. */
    Sweep run(String name, double reward, Map<String, String> settings) {
        return run(name, new double[] {0, reward / 4, reward / 2, reward * 3 / 4, reward}, settings);
    }

    Sweep run(String name, double[] rewards, Map<String, String> settings) {
        long[] steps = new long[rewards.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = i * 10L;
        }
        tables.addSeries(name, "reward", steps, rewards);
        config(name, settings);
        return this;
    }

    void config(String run, Map<String, String> settings) {
        List<String> keys = new ArrayList<>(settings.keySet());
        List<String> values = new ArrayList<>(settings.values());
        double[] numbers = new double[keys.size()];
        for (int i = 0; i < numbers.length; i++) {
            try {
                numbers[i] = Double.parseDouble(values.get(i));
            } catch (NumberFormatException e) {
                numbers[i] = Double.NaN;
            }
        }
        int[] codes = new int[keys.size()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = i;
        }
        tables.add(
                TableSpec.config(run + "/config", run),
                new Provenance("logs/" + run + "/config.json", "test", "", 0),
                List.of(new Batch(
                        codes.length,
                        List.of(
                                Values.Texts.constant(run, codes.length),
                                new Values.Texts(codes, keys),
                                new Values.Texts(codes, values),
                                new Values.Doubles(numbers)))));
    }
}
