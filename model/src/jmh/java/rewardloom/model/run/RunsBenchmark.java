package rewardloom.model.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.Session;
import rewardloom.model.figure.Figure;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Batch;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

/** A table of 1,000 runs with twelve settings and ten metrics: read anew, and with another filter or order while it is open. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class RunsBenchmark {
    private static final int RUNS = 1_000;
    private static final int SETTINGS = 12;
    private static final int METRICS = 10;

    private final Runs runs = new Runs();
    private final Parameters<RunsParameters> parameters = new Parameters<>(runs.defaults());
    private final Remembering session = new Remembering();
    private MemoryTables tables = new MemoryTables();
    private int round;

    /** What a window remembers of an open study. */
    private static final class Remembering implements Session {
        private final Map<Object, Object> memory = new HashMap<>();

        @Override
        public String looked() {
            return "";
        }

        @Override
        public void show(Figure figure) {}

        @Override
        public boolean remembers(Object key) {
            return memory.containsKey(key);
        }

        @Override
        public <T> T remember(Object key, Class<T> type, Supplier<T> work) {
            Object known = memory.get(key);
            T value = known == null ? work.get() : type.cast(known);
            memory.put(key, value);
            return value;
        }
    }

    /** A sweep. */
    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        tables = new MemoryTables();
        for (int run = 0; run < RUNS; run++) {
            String name = "sweep/trial" + run;
            for (int metric = 0; metric < METRICS; metric++) {
                tables.addSeries(name, metric == 0 ? "reward" : "metric/" + metric, new long[] {0, 1, 2}, new double[] {
                    0, 1, random.nextGaussian()
                });
            }
            List<String> keys = new ArrayList<>();
            List<String> values = new ArrayList<>();
            double[] numbers = new double[SETTINGS];
            int[] codes = new int[SETTINGS];
            for (int i = 0; i < SETTINGS; i++) {
                keys.add("setting" + i);
                numbers[i] = i % 3 == 0 ? random.nextInt(4) : random.nextDouble();
                values.add(Double.toString(numbers[i]));
                codes[i] = i;
            }
            tables.add(
                    TableSpec.config(name + "/config", name),
                    new Provenance("logs/" + name + "/config.json", "test", "", 0),
                    List.of(new Batch(
                            SETTINGS,
                            List.of(
                                    Values.Texts.constant(name, SETTINGS),
                                    new Values.Texts(codes, keys),
                                    new Values.Texts(codes, values),
                                    new Values.Doubles(numbers)))));
        }
    }

    @Benchmark
    public Result readAnew() {
        return runs.run(runs.defaults(), tables, Progress.NONE);
    }

    /** What follows every change of the filter, the order or the colour. */
    @Benchmark
    public Result anotherFilterAndOrder() {
        round++;
        return runs.run(
                parameters.parse(Map.of(
                        "filter",
                        "setting1 < " + (0.5 + round % 50 * 0.01),
                        "sort",
                        round % 2 == 0 ? "reward" : "setting2",
                        "color",
                        "setting" + round % SETTINGS)),
                tables,
                Progress.NONE,
                session);
    }

    /** Groups with their intervals. */
    @Benchmark
    public Result grouped() {
        return runs.run(parameters.parse(Map.of("groupBy", "setting0,setting3")), tables, Progress.NONE, session);
    }
}
