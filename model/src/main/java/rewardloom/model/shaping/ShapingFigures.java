package rewardloom.model.shaping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import rewardloom.model.analysis.Digits;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.statistics.Bootstrap;
import rewardloom.model.statistics.Interval;

/** The figures of the analysis. A function keeps its colour in all of them. */
final class ShapingFigures {
    private static final int POINTS = 401;
    private static final int BINS = 60;
    private static final double MARGIN = 0.25;
    private static final Bootstrap BOOTSTRAP = new Bootstrap(500, 1);
    private static final double LEVEL = 0.95;

    private final ShapingStudy study;

    ShapingFigures(ShapingStudy study) {
        this.study = study;
    }

    List<Figure> all() {
        List<Figure> figures = new ArrayList<>();
        figures.add(curves(
                "shaping-functions",
                "Shaping functions over the range of the reward",
                "shaped reward",
                shaping -> shaping::value,
                "Shaped reward over the observed range and a quarter of it on either side. "));
        figures.add(curves(
                "gradient-weight",
                "How much a change of the reward still counts",
                "derivative of the shaped reward",
                shaping -> shaping::derivative,
                "Derivative of each shaping function: the weight of a change of the reward in the gradient. "));
        if (study.hasPrompts()) {
            figures.add(rankChanges());
        }
        if (study.hasGold()) {
            figures.add(winnerGold());
            figures.add(winRate());
        }
        for (int i = 0; i < study.shaped().size(); i++) {
            if (!study.shaped().get(i).isIdentity()) {
                figures.add(histogram(study.shaped().get(i), i));
            }
        }
        study.lengthSwitch().flatMap(LengthSwitchResults::figure).ifPresent(figures::add);
        return figures;
    }

    private interface Reading {
        DoubleUnaryOperator of(Shaping shaping);
    }

    private Figure curves(String name, String title, String label, Reading reading, String caption) {
        Calibration c = study.calibration();
        double width = c.max() > c.min() ? c.max() - c.min() : 1;
        double[] x = new double[POINTS];
        Arrays.setAll(x, i -> c.min() - MARGIN * width + (1 + 2 * MARGIN) * width * i / (POINTS - 1));
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer.Rule("reference", -1, c.reference(), true));
        for (int i = 0; i < study.shaped().size(); i++) {
            Shaped shaped = study.shaped().get(i);
            int color = i;
            shaped.treatment()
                    .curve()
                    .ifPresent(curve -> layers.add(new Layer.Line(
                            shaped.id(),
                            color,
                            x,
                            Arrays.stream(x).map(reading.of(curve)).toArray(),
                            false)));
        }
        return figure(
                name, title, Axis.linear(study.sample().column()), Axis.linear(label), layers, caption + formulas());
    }

    private String formulas() {
        StringBuilder text = new StringBuilder(
                "Reference: " + Digits.three(study.calibration().reference()) + ", "
                        + study.calibration().referenceMeaning() + ". ");
        study.shaped()
                .forEach(s -> text.append(s.id())
                        .append(": ")
                        .append(s.treatment().formula())
                        .append("; "));
        return text.substring(0, text.length() - 2) + ". ";
    }

    private Figure histogram(Shaped shaped, int color) {
        List<Layer> layers =
                List.of(bars("before", -1, study.sample().rewards()), bars(shaped.id(), color, shaped.values()));
        return figure(
                "histogram-" + shaped.id().replaceAll("[^A-Za-z0-9._-]+", "-"),
                "The reward before and after " + shaped.id(),
                Axis.linear("reward"),
                Axis.linear("density"),
                layers,
                "Density of the reward before and after "
                        + shaped.treatment().formula() + ", " + BINS + " bins each over its own range. "
                        + (Double.isNaN(shaped.saturated())
                                ? ""
                                : "Saturated: " + Digits.percent(shaped.saturated()) + ". "));
    }

    /** A density histogram with equally wide bins. */
    static Layer.Histogram bars(String label, int color, double[] values) {
        double min = Arrays.stream(values).min().orElse(0);
        double max = Arrays.stream(values).max().orElse(0);
        double low = max > min ? min : min - 0.5;
        double width = max > min ? (max - min) / BINS : 1.0 / BINS;
        double[] edges = new double[BINS + 1];
        Arrays.setAll(edges, i -> low + i * width);
        double[] heights = new double[BINS];
        for (double value : values) {
            int bin = Math.clamp((int) ((value - low) / width), 0, BINS - 1);
            heights[bin] += 1 / (values.length * width);
        }
        return new Layer.Histogram(label, color, edges, heights);
    }

    private Figure rankChanges() {
        List<String> names = study.shaped().stream().map(Shaped::id).toList();
        double[] inverted = study.shaped().stream()
                .mapToDouble(s -> 100.0 * s.ranks().inversions() / s.ranks().pairs())
                .toArray();
        double[] tied = study.shaped().stream()
                .mapToDouble(s -> 100.0 * s.ranks().ties() / s.ranks().pairs())
                .toArray();
        return figure(
                "rank-changes",
                "What shaping does to the ranking within a prompt",
                Axis.categories("", names),
                Axis.linear("pairs of responses to one prompt (%)"),
                List.of(new Layer.Bars("tied", 0, tied), new Layer.Bars("reversed", 1, inverted)),
                "Share of the " + Digits.count(study.shaped().getFirst().ranks().pairs())
                        + " pairs of responses to the same prompt with different rewards that are equal, or in"
                        + " reversed order, after shaping. ");
    }

    private Figure winnerGold() {
        List<Interval> intervals = study.shaped().stream()
                .map(s -> BOOTSTRAP.interval(s.winnerGold(), Calibration::mean, LEVEL))
                .toList();
        return figure(
                "winner-gold",
                "Gold of the response that wins its prompt",
                Axis.categories("", study.shaped().stream().map(Shaped::id).toList()),
                Axis.linear("mean gold reward of the best response"),
                List.of(new Layer.Bars(
                        "",
                        0,
                        study.shaped().stream()
                                .mapToDouble(Shaped::meanWinnerGold)
                                .toArray(),
                        intervals.stream().mapToDouble(Interval::low).toArray(),
                        intervals.stream().mapToDouble(Interval::high).toArray())),
                "Mean gold reward of the response with the highest shaped reward of each of "
                        + study.sample().groups().size()
                        + " prompts; equally high ones count equally. Bars: 95 % bootstrap interval over prompts (500"
                        + " resamples, seed 1). ");
    }

    private Figure winRate() {
        List<Interval> intervals = study.shaped().stream()
                .map(s -> BOOTSTRAP.interval(s.winRate(), Calibration::mean, LEVEL))
                .toList();
        return figure(
                "win-rate",
                "How often the response that wins its prompt is the better one",
                Axis.categories("", study.shaped().stream().map(Shaped::id).toList()),
                Axis.linear("win rate by gold").range(0, 1),
                List.of(
                        new Layer.Bars(
                                "",
                                0,
                                study.shaped().stream()
                                        .mapToDouble(Shaped::meanWinRate)
                                        .toArray(),
                                intervals.stream().mapToDouble(Interval::low).toArray(),
                                intervals.stream().mapToDouble(Interval::high).toArray()),
                        new Layer.Rule("chance", -1, 0.5, false)),
                "How probably the response with the highest shaped reward has more gold than another one to the same"
                        + " prompt, equal gold counting half; mean over prompts. Bars: 95 % bootstrap interval over"
                        + " prompts (500 resamples, seed 1). ");
    }

    private Figure figure(String name, String title, Axis x, Axis y, List<Layer> layers, String caption) {
        RewardSample sample = study.sample();
        return new Figure(
                name,
                title,
                x,
                y,
                layers,
                caption + Digits.count(sample.rewards().length) + " rewards: " + sample.column() + " of "
                        + sample.table().name() + ".",
                new FigureSource("", Map.of(), Map.of(), sample.rewards().length, sample.nonfinite()));
    }
}
