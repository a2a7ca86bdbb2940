package rewardloom.viewers.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;

/** Figures of many runs and of values over time, as the runs table and the view of media draw them. */
public final class SampleRuns {
    private static final int RUNS = 200;

    private SampleRuns() {}

    /** Runs across their settings, in shades of what they reached. */
    public static Figure parallel() {
        Random random = new Random(5);
        Axis rate = new Axis("learning rate", Axis.Scale.LOG, List.of(), 1e-5, 1e-2);
        List<Axis> axes = List.of(
                rate,
                Axis.linear("β").range(0, 0.5),
                Axis.categories("algorithm", List.of("ppo", "grpo", "rloo")),
                Axis.linear("reward").range(-2, 3));
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            double[] row = {
                Math.pow(10, -5 + 3 * random.nextDouble()),
                random.nextInt(6) / 10.0,
                random.nextInt(3),
                i % 17 == 0 ? Double.NaN : 0
            };
            if (!Double.isNaN(row[3])) {
                row[3] = 2 - Math.pow(Math.log10(row[0]) + 3.6, 2) - row[1] + 0.3 * random.nextGaussian();
            }
            boolean faint = i % 3 == 0;
            layers.add(new Layer.Parallel(
                    "",
                    Layer.shade((row[3] + 2) / 5),
                    axes,
                    List.of("run" + i),
                    new double[][] {row},
                    faint || Double.isNaN(row[3])));
        }
        layers.add(new Layer.Shades(Axis.linear("reward").range(-2, 3)));
        return SampleFigures.figure(
                "parallel",
                "Runs across their settings",
                Axis.categories("", axes.stream().map(Axis::label).toList()),
                Axis.linear(""),
                layers);
    }

    /** Runs as named points, in shades. */
    public static Figure shaded() {
        Random random = new Random(6);
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            double x = Math.pow(10, -5 + 3 * random.nextDouble());
            double y = 2 - Math.pow(Math.log10(x) + 3.6, 2) + 0.3 * random.nextGaussian();
            layers.add(new Layer.Scatter(
                    "",
                    Layer.shade(random.nextDouble()),
                    new double[] {x},
                    new double[] {y},
                    new double[0],
                    new double[0],
                    List.of("run" + i)));
        }
        layers.add(new Layer.Shades(new Axis("kl", Axis.Scale.LOG, List.of(), 0.1, 100.0)));
        return SampleFigures.figure(
                "shaded",
                "Reward against learning rate",
                Axis.scaled("learning rate", Axis.Scale.LOG),
                Axis.linear("reward"),
                layers);
    }

    /** A distribution that moves and widens over the steps. */
    public static Figure ridges() {
        List<Layer> layers = new ArrayList<>();
        int count = 16;
        for (int r = count - 1; r >= 0; r--) {
            double[] x = IntStream.range(0, 60).mapToDouble(i -> -3 + i * 0.12).toArray();
            double middle = -1 + r * 0.15;
            double width = 0.4 + r * 0.03;
            double[] heights = IntStream.range(0, 60)
                    .mapToDouble(i -> Math.exp(-Math.pow((x[i] - middle) / width, 2) / 2) / width)
                    .toArray();
            layers.add(new Layer.Ridge("", Layer.shade(r / (count - 1.0)), r * 100, x, heights, 160));
        }
        return SampleFigures.figure(
                "ridges", "Rewards over the steps", Axis.linear("reward"), Axis.linear("step"), layers);
    }

    /** Notes so close together that they must give way to one another. */
    public static Figure notes() {
        double[] x = {0, 1, 2, 3, 4, 5, 6};
        double[] y = {0, 1, 1.5, 1.8, 1.9, 1.95, 1.97};
        List<Layer> layers = new ArrayList<>(List.of(new Layer.Line("return", 0, x, y, false)));
        for (int i = 2; i < 7; i++) {
            layers.add(new Layer.Note("episode " + i + " was solved", i % 3, 3 + i * 0.15, 1.8 + i * 0.01));
        }
        return SampleFigures.figure("notes", "Notes", Axis.linear("step"), Axis.linear("return"), layers);
    }
}
