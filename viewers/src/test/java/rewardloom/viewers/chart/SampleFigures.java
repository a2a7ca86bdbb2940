package rewardloom.viewers.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;

/** Figures like those of the analyses, one for each type of layer and axis. */
public final class SampleFigures {

    private SampleFigures() {}

    public static Map<String, Figure> all() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        for (Figure figure : List.of(
                curves(),
                overoptimization(),
                bars(),
                lyingBars(),
                waterfall(),
                stack(),
                histogram(),
                heatMap(),
                scatter(),
                symlog(),
                log(),
                gaps(),
                many(),
                strips(),
                dates(),
                SampleRuns.parallel(),
                SampleRuns.shaded(),
                SampleRuns.ridges(),
                SampleRuns.notes())) {
            figures.put(figure.name(), figure);
        }
        return figures;
    }

    public static Figure curves() {
        Random random = new Random(7);
        List<Layer> layers = new ArrayList<>();
        String[] names = {"additive", "KRC", "potential-based", "sparse"};
        for (int s = 0; s < names.length; s++) {
            int n = 400;
            double[] x = new double[n];
            double[] raw = new double[n];
            double[] mean = new double[n];
            double[] low = new double[n];
            double[] high = new double[n];
            double smooth = 0;
            for (int i = 0; i < n; i++) {
                x[i] = i * 2500;
                double true_ = (6 + 5 * s) * (1 - Math.exp(-i / (60.0 + 40 * s))) - 4 + s;
                raw[i] = true_ + random.nextGaussian() * 1.4;
                smooth = i == 0 ? raw[0] : 0.93 * smooth + 0.07 * raw[i];
                mean[i] = smooth;
                low[i] = smooth - 0.8 - i * 0.002;
                high[i] = smooth + 0.8 + i * 0.002;
            }
            layers.add(new Layer.Line("", s, x, raw, true));
            layers.add(new Layer.Band("", s, x, low, high, "95 % t interval over 3 seeds"));
            layers.add(new Layer.Line(names[s], s, x, mean, false));
        }
        return figure(
                "curves",
                "Return against environment steps",
                Axis.linear("environment steps"),
                Axis.linear("return"),
                layers);
    }

    public static Figure overoptimization() {
        int n = 60;
        double[] kl = new double[n];
        double[] gold = new double[n];
        double[] proxy = new double[n];
        double[] low = new double[n];
        double[] high = new double[n];
        for (int i = 0; i < n; i++) {
            kl[i] = 25.0 * i * i / (n - 1) / (n - 1);
            double d = Math.sqrt(kl[i]);
            gold[i] = d * (0.95 - 0.2 * d);
            proxy[i] = d * (0.8 - 0.04 * d);
            low[i] = gold[i] - 0.08 - 0.03 * d;
            high[i] = gold[i] + 0.08 + 0.03 * d;
        }
        return figure(
                "overoptimization",
                "Gold and proxy reward against √KL",
                Axis.scaled("KL(π ‖ π_{init}) in nats, √ scale", Axis.Scale.SQRT),
                Axis.linear("reward R_{proxy}, R_{gold}"),
                List.of(
                        new Layer.Band("", 1, kl, low, high, "95 % bootstrap"),
                        new Layer.Line("proxy", 0, kl, proxy, false),
                        new Layer.Line("gold", 1, kl, gold, false),
                        new Layer.Rule("peak of gold", -1, 5.6, true),
                        new Layer.Note("KL = 5.6", 1, 5.6, 1.13)));
    }

    public static Figure bars() {
        return figure(
                "bars",
                "Share of the return by component",
                Axis.categories("", List.of("approach", "touch", "alignment", "goal", "energy")),
                Axis.linear("mean reward an episode"),
                List.of(
                        new Layer.Bars(
                                "additive",
                                0,
                                new double[] {4.2, 8.1, 2.0, 0.4, -1.2},
                                new double[] {3.9, 7.4, 1.7, 0.2, -1.4},
                                new double[] {4.5, 8.8, 2.3, 0.6, -1.0}),
                        new Layer.Bars(
                                "KRC",
                                1,
                                new double[] {3.1, 1.9, 1.6, 4.9, -0.8},
                                new double[] {2.8, 1.5, 1.4, 4.2, -0.9},
                                new double[] {3.4, 2.3, 1.8, 5.6, -0.7})));
    }

    public static Figure lyingBars() {
        return figure(
                "lying-bars",
                "Rank changes by shaping function",
                Axis.linear("share of pairs swapped"),
                Axis.categories(
                        "",
                        List.of(
                                "identity",
                                "centred",
                                "clip at ±2",
                                "min-max",
                                "tanh",
                                "sigmoid (PAR)",
                                "log-sigmoid")),
                List.of(new Layer.Bars("", 0, new double[] {0, 0, 0.114, 0, 0.02, 0.01, 0.006})));
    }

    public static Figure waterfall() {
        double none = Double.NaN;
        return new Figure(
                "waterfall",
                "From one run to another",
                Axis.categories("", List.of("seed 0", "approach", "touch", "goal", "seed 1")),
                Axis.linear("mean return"),
                List.of(
                        new Layer.Spans(
                                "", -1, new double[] {0, none, none, none, 0}, new double[] {46, none, none, none, 99}),
                        new Layer.Spans("more", 0, new double[] {none, 46, 49, none, none}, new double[] {
                            none, 49, 111, none, none
                        }),
                        new Layer.Spans("less", 1, new double[] {none, none, none, 111, none}, new double[] {
                            none, none, none, 99, none
                        })),
                "What each component adds.",
                FigureSource.NONE);
    }

    public static Figure stack() {
        int n = 160;
        double[] x = new double[n];
        double[] a = new double[n];
        double[] b = new double[n];
        double[] c = new double[n];
        double[] d = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = i;
            a[i] = 0.4 + 0.3 * Math.sin(i / 15.0);
            b[i] = i > 60 ? 0.5 : 0.1;
            c[i] = Math.max(0, Math.sin(i / 30.0)) * 0.6;
            d[i] = -0.15 - 0.1 * Math.cos(i / 9.0);
        }
        return figure(
                "stack",
                "Reward components along an episode",
                Axis.linear("step t"),
                Axis.linear("reward"),
                List.of(
                        new Layer.StackedArea(
                                x,
                                List.of(
                                        new Layer.StackedArea.Part("approach", 0, a),
                                        new Layer.StackedArea.Part("touch", 1, b),
                                        new Layer.StackedArea.Part("alignment", 2, c),
                                        new Layer.StackedArea.Part("energy", 3, d))),
                        new Layer.Line("total", -1, x, sum(a, b, c, d), false)));
    }

    public static Figure histogram() {
        Random random = new Random(3);
        double[] edges = new double[41];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = -4 + 0.2 * i;
        }
        double[] before = new double[40];
        double[] after = new double[40];
        for (int i = 0; i < 20000; i++) {
            double v = random.nextGaussian() * 1.2 + 0.3;
            count(before, v);
            count(after, Math.tanh(v));
        }
        return figure(
                "histogram",
                "Reward before and after shaping",
                Axis.linear("reward"),
                Axis.linear("responses"),
                List.of(
                        new Layer.Histogram("before", 0, edges, before),
                        new Layer.Histogram("after tanh", 1, edges, after)));
    }

    public static Figure heatMap() {
        List<String> names = List.of("approach", "touch", "alignment", "goal", "energy");
        double[][] r = {
            {1, 0.42, -0.13, 0.2, -0.5},
            {0.42, 1, 0.05, -0.61, -0.2},
            {-0.13, 0.05, 1, 0.3, 0.1},
            {0.2, -0.61, 0.3, 1, -0.33},
            {-0.5, -0.2, 0.1, -0.33, 1}
        };
        double[] at = {0, 1, 2, 3, 4};
        return figure(
                "heat-map",
                "Correlation of components",
                Axis.categories("", names),
                Axis.categories("", names),
                List.of(new Layer.HeatMap("Pearson r", at, at, r, -1, 1, true)));
    }

    public static Figure scatter() {
        Random random = new Random(5);
        List<Layer> layers = new ArrayList<>();
        for (int s = 0; s < 3; s++) {
            double[] x = new double[80];
            double[] y = new double[80];
            for (int i = 0; i < x.length; i++) {
                x[i] = random.nextGaussian() + s;
                y[i] = 0.6 * x[i] + random.nextGaussian() * 0.5 - s;
            }
            layers.add(new Layer.Scatter("model " + (char) ('A' + s), s, x, y));
        }
        layers.add(new Layer.Scatter(
                "mean",
                -1,
                new double[] {0, 1, 2},
                new double[] {0, -0.4, -0.8},
                new double[] {-0.3, -0.8, -1.1},
                new double[] {0.3, 0, -0.5}));
        return figure("scatter", "Proxy and gold score", Axis.linear("proxy score"), Axis.linear("gold score"), layers);
    }

    public static Figure symlog() {
        double[] x = new double[200];
        double[] y = new double[200];
        for (int i = 0; i < 200; i++) {
            x[i] = i;
            y[i] = i < 80 ? -Math.exp((80 - i) / 8.0) : Math.exp((i - 80) / 14.0);
        }
        return figure(
                "symlog",
                "Return on a symmetric logarithmic axis",
                Axis.linear("iteration"),
                Axis.scaled("return", Axis.Scale.SYMLOG),
                List.of(new Layer.Line("return", 0, x, y, false)));
    }

    public static Figure log() {
        double[] x = new double[60];
        double[] y = new double[60];
        for (int i = 0; i < 60; i++) {
            x[i] = Math.pow(10, 2 + i / 12.0);
            y[i] = 3 * Math.pow(x[i], -0.34);
        }
        return figure(
                "log",
                "Loss against tokens",
                Axis.scaled("tokens", Axis.Scale.LOG),
                Axis.scaled("loss", Axis.Scale.LOG),
                List.of(new Layer.Line("fit 3N^{−0.34}", 2, x, y, false)));
    }

    public static Figure gaps() {
        double nan = Double.NaN;
        double inf = Double.POSITIVE_INFINITY;
        return figure(
                "gaps",
                "Gaps and lonely points",
                Axis.linear("step"),
                Axis.linear("reward"),
                List.of(new Layer.Line(
                        "run_0",
                        0,
                        new double[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17},
                        new double[] {-1, -2, nan, 4, nan, 2, 1, inf, -inf, 5, 6, 7, nan, 3, nan, 1, 2, 3},
                        false)));
    }

    public static Figure many() {
        List<Layer> layers = new ArrayList<>();
        for (int s = 0; s < 14; s++) {
            double[] x = new double[100];
            double[] y = new double[100];
            for (int i = 0; i < 100; i++) {
                x[i] = i;
                y[i] = Math.sin(i / 20.0 + s * 0.4) + s * 0.3;
            }
            layers.add(new Layer.Line("configuration number " + s, s, x, y, false));
        }
        return figure("many", "More series than colours", Axis.linear("step"), Axis.linear("value"), layers);
    }

    /** Seeds that end early, and say so below the plot. */
    public static Figure strips() {
        Figure curves = curves();
        List<Layer> layers = new ArrayList<>(curves.layers());
        for (int i = 0; i < 3; i++) {
            layers.add(new Layer.Strip(
                    "group " + i, i, new double[] {0, 300_000, 450_000 + 150_000 * i, 997_500}, new int[] {5, 4, 3 - i
                    }));
        }
        return figure(
                "strips", "Seeds that end early", Axis.linear("environment steps"), Axis.linear("return"), layers);
    }

    /** A run that was restarted after a night. */
    public static Figure dates() {
        Random random = new Random(2);
        int n = 700;
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = 1_764_000_000 + i * 90 + (i > 350 ? 30_000 : 0);
            y[i] = i == 351 ? Double.NaN : Math.log1p(i) + random.nextGaussian() * 0.3;
        }
        return figure(
                "dates",
                "A run that was restarted after a night",
                Axis.scaled("time (UTC)", Axis.Scale.TIME),
                Axis.linear("reward"),
                List.of(new Layer.Line("ppo", 0, x, y, false)));
    }

    /** A noisy line of any length. */
    public static Figure walk(int n) {
        Random random = new Random(1);
        double[] x = new double[n];
        double[] y = new double[n];
        double at = 0;
        for (int i = 0; i < n; i++) {
            x[i] = i;
            at += random.nextGaussian();
            y[i] = at;
        }
        Figure figure = figure(
                "walk",
                "A long walk",
                Axis.linear("step"),
                Axis.linear("value"),
                List.of(new Layer.Line("walk", 0, x, y, false)));
        return figure.withSource(FigureSource.NONE.counting(n, 0));
    }

    public static Figure figure(String name, String title, Axis x, Axis y, List<Layer> layers) {
        FigureSource source =
                new FigureSource("curves", Map.of("smoothing", "0.9"), Map.of("run", "ab".repeat(32)), 6321, 2);
        return new Figure(name, title, x, y, layers, "What is shown, in a sentence.", source);
    }

    private static double[] sum(double[]... parts) {
        double[] sum = new double[parts[0].length];
        for (double[] part : parts) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += part[i];
            }
        }
        return sum;
    }

    private static void count(double[] bins, double v) {
        int bin = (int) Math.floor((v + 4) / 0.2);
        if (bin >= 0 && bin < bins.length) {
            bins[bin]++;
        }
    }
}
