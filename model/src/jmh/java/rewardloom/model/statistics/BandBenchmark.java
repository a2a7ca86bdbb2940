package rewardloom.model.statistics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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

/**
 * A bootstrap band over 5 seeds at 10,000 places with 2,000 resamples: the limit is 0.3 s. The peer is seaborn's own code for bands, which
 * the environment variable {@code BENCH_PYTHON} must reach; it is given a twentieth of the places.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 10)
public class BandBenchmark {
    private static final int PLACES = 10_000;
    private static final int SEEDS = 5;
    private static final int RESAMPLES = 2_000;

    private static final String SEABORN = """
        import time, numpy as np, pandas as pd
        from seaborn._statistics import EstimateAggregator
        places, seeds = 500, 5
        r = np.random.default_rng(1)
        data = pd.DataFrame({'x': np.tile(np.arange(places), seeds), 'y': r.normal(size=places * seeds)})
        band = EstimateAggregator('mean', ('ci', 95), n_boot=2000, seed=0)
        start = time.time()
        data.groupby('x').apply(band, 'y', include_groups=False)
        print(f'seaborn, {places} places: {time.time() - start:.2f} s, {(time.time() - start) * 20:.1f} s for 10,000')
        """;

    private double[][] seeds = {};

    /** Values that scatter about a line. */
    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        seeds = new double[SEEDS][PLACES];
        for (double[] seed : seeds) {
            Arrays.setAll(seed, i -> i * 1e-3 + random.nextGaussian());
        }
    }

    @Benchmark
    public SeedBand bootstrapOfTheMean() {
        return band(Center.MEAN);
    }

    @Benchmark
    public SeedBand bootstrapOfTheInterquartileMean() {
        return band(Center.IQM);
    }

    private SeedBand band(Center center) {
        return SeedBand.over(seeds, new SeedBand.Rule(center, Spread.BOOTSTRAP, 0.95, new Bootstrap(RESAMPLES, 0)));
    }

    /** Prints its own time: the start of Python is not counted. */
    @Benchmark
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public String peerSeaborn() throws IOException, InterruptedException {
        String python = System.getenv("BENCH_PYTHON");
        if (python == null) {
            throw new IllegalStateException("BENCH_PYTHON names no Python with seaborn");
        }
        Process process = new ProcessBuilder(List.of(python, "-c", SEABORN))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("seaborn failed: " + said);
        }
        System.out.println(said);
        return said;
    }
}
