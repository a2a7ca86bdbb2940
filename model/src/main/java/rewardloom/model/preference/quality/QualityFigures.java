package rewardloom.model.preference.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import rewardloom.model.analysis.Digits;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Proportion;
import rewardloom.model.statistics.Quantiles;

/** Draws how annotators did on checks, and how fast they were as they went on. */
final class QualityFigures {
    private static final int WINDOW = 25;

    private final QualityParameters parameters;
    private final Map<String, String> texts;
    private final Set<String> names = new HashSet<>();
    private final List<Figure> figures = new ArrayList<>();

    /** @param texts the parameters as texts, for the figures' source */
    QualityFigures(QualityParameters parameters, Map<String, String> texts) {
        this.parameters = parameters;
        this.texts = texts;
    }

    List<Figure> figures() {
        return List.copyOf(figures);
    }

    /** Names of the figures of a table; one that would be empty is not drawn, and the other stands for it. */
    record Names(String checks, String pace) {}

    Names add(QualitySheet sheet, List<RaterQuality> raters) {
        String slug = unused(sheet.labels().table().name());
        String checks = "checks-" + slug;
        String pace = "pace-" + slug;
        Figure drawnChecks = checks(checks, sheet, raters);
        Figure drawnPace = pace(pace, sheet, raters);
        if (!drawnChecks.isEmpty()) {
            figures.add(drawnChecks);
        }
        if (!drawnPace.isEmpty()) {
            figures.add(drawnPace);
        }
        String either = !drawnChecks.isEmpty() ? checks : drawnPace.isEmpty() ? "" : pace;
        return new Names(either, drawnPace.isEmpty() ? either : pace);
    }

    private String unused(String name) {
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String unused = slug.isEmpty() ? "labels" : slug;
        for (int i = 2; !names.add(unused); i++) {
            unused = slug + "-" + i;
        }
        return unused;
    }

    private Figure checks(String name, QualitySheet sheet, List<RaterQuality> raters) {
        List<Layer> layers = new ArrayList<>();
        bars("gold passed", 0, raters, RaterQuality::gold, layers);
        bars("repeats the same", 2, raters, RaterQuality::repeats, layers);
        bars("mirrored the same", 1, raters, RaterQuality::mirrors, layers);
        return new Figure(
                name,
                sheet.labels().table().name() + ": checks",
                Axis.categories("", raters.stream().map(r -> r.rater().name()).toList()),
                Axis.linear("share").range(0, 1),
                layers,
                "Share of gold, attention and dominance items with the expected answer, of repeats on the same sides"
                        + " with the same answer, and of mirrored repeats with the same answer, with "
                        + Digits.percent(parameters.level()) + " Wilson intervals.",
                source(sheet));
    }

    private void bars(
            String label,
            int color,
            List<RaterQuality> raters,
            Function<RaterQuality, RaterQuality.Share> what,
            List<Layer> layers) {
        if (raters.stream().allMatch(r -> what.apply(r).all() == 0)) {
            return;
        }
        Interval[] intervals = raters.stream()
                .map(what)
                .map(s -> Proportion.wilson(s.some(), s.all(), parameters.level()))
                .toArray(Interval[]::new);
        layers.add(new Layer.Bars(
                label,
                color,
                raters.stream().mapToDouble(r -> what.apply(r).share()).toArray(),
                Arrays.stream(intervals).mapToDouble(Interval::low).toArray(),
                Arrays.stream(intervals).mapToDouble(Interval::high).toArray()));
    }

    private Figure pace(String name, QualitySheet sheet, List<RaterQuality> raters) {
        List<Layer> layers = new ArrayList<>();
        for (int r = 0; r < raters.size(); r++) {
            RaterQuality quality = raters.get(r);
            double[] seconds = Arrays.stream(quality.order())
                    .mapToDouble(row -> quality.rater().seconds()[row])
                    .filter(s -> s > 0)
                    .toArray();
            if (seconds.length < 2) {
                continue;
            }
            double[] x = new double[seconds.length];
            double[] y = new double[seconds.length];
            for (int i = 0; i < x.length; i++) {
                x[i] = i + 1;
                y[i] = Quantiles.median(Arrays.copyOfRange(seconds, Math.max(0, i - WINDOW + 1), i + 1));
            }
            layers.add(new Layer.Line(quality.rater().name(), r, x, y, false));
        }
        return new Figure(
                name,
                sheet.labels().table().name() + ": time for an answer",
                Axis.linear("label"),
                Axis.scaled("seconds", Axis.Scale.LOG),
                layers,
                "Median active time of the last " + WINDOW + " answers, in the order in which they were given.",
                source(sheet));
    }

    private FigureSource source(QualitySheet sheet) {
        return new FigureSource(
                "label-quality",
                texts,
                Map.of(
                        sheet.labels().table().name(),
                        sheet.labels().table().provenance().sha256()),
                sheet.labels().raters().stream().mapToLong(r -> r.labels()).sum(),
                0);
    }
}
