package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.FindingBuilder;
import rewardloom.model.analysis.ResultRows;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.overoptimization.Scaling.Point;
import rewardloom.model.statistics.Interval;

/** How the fitted coefficients scale: table, figure, sentences. */
final class ScalingReport {
    private ScalingReport() {}

    static ResultTable table(List<Scaling> scalings) {
        ResultRows rows = new ResultRows(
                "scaling",
                "Coefficients of the fits by the number in which groups differ",
                "factor",
                "value",
                "group",
                "form",
                "alpha",
                "alpha±",
                "beta",
                "beta±",
                "alpha_per_decade",
                "alpha_per_decade±",
                "beta_per_decade",
                "beta_per_decade±");
        for (Scaling s : scalings) {
            for (Point p : s.points()) {
                rows.add(
                        s.factor(),
                        p.value(),
                        p.group().name(),
                        p.fit().form().id(),
                        p.fit().alpha(),
                        p.fit().alphaInterval(),
                        p.fit().beta(),
                        p.fit().betaInterval(),
                        s.alphaSlope(),
                        s.alphaInterval(),
                        s.betaSlope(),
                        s.betaInterval());
            }
        }
        return rows.table();
    }

    static Figure figure(List<Scaling> scalings) {
        List<Layer> layers = new ArrayList<>();
        int color = 0;
        for (Scaling s : scalings) {
            layers.add(points(
                    "α, " + s.factor(),
                    color++,
                    s,
                    p -> p.fit().alpha(),
                    p -> p.fit().alphaInterval()));
            layers.add(points(
                    "β, " + s.factor(),
                    color++,
                    s,
                    p -> p.fit().beta(),
                    p -> p.fit().betaInterval()));
        }
        layers.add(new Layer.Rule("", -1, 0, false));
        String axis = scalings.size() == 1 ? label(scalings.getFirst()) : "what the groups differ in, #";
        boolean positive = scalings.stream().flatMap(s -> s.points().stream()).allMatch(p -> p.value() > 0);
        return new Figure(
                "scaling",
                "Coefficients of the fits by what the groups differ in",
                positive ? Axis.scaled(axis, Axis.Scale.LOG) : Axis.linear(axis),
                Axis.linear("α and β"),
                layers,
                "α and β of the drawn form for each group, by the number in which the groups' names or settings differ."
                        + " Error bars: bootstrap intervals over runs and blocks of steps.",
                FigureSource.NONE);
    }

    private static String label(Scaling scaling) {
        return scaling.factor().contains("#") ? "# of " + scaling.factor() : scaling.factor();
    }

    private static Layer points(
            String label,
            int color,
            Scaling scaling,
            ToDoubleFunction<Point> value,
            Function<Point, Interval> interval) {
        return new Layer.Scatter(
                label,
                color,
                scaling.points().stream().mapToDouble(Point::value).toArray(),
                scaling.points().stream().mapToDouble(value).toArray(),
                scaling.points().stream()
                        .mapToDouble(p -> interval.apply(p).low())
                        .toArray(),
                scaling.points().stream()
                        .mapToDouble(p -> interval.apply(p).high())
                        .toArray());
    }

    static List<Finding> findings(List<Scaling> scalings) {
        return scalings.stream()
                .filter(s -> Double.isFinite(s.alphaSlope()))
                .map(ScalingReport::finding)
                .toList();
    }

    private static Finding finding(Scaling s) {
        return new FindingBuilder("scaling", Severity.INFO)
                .text("From " + s.points().getFirst().group().name() + " to "
                        + s.points().getLast().group().name()
                        + (s.factor().contains("#")
                                ? ""
                                : " (" + s.factor() + " "
                                        + Digits.three(s.points().getFirst().value()) + " to "
                                        + Digits.three(s.points().getLast().value()) + ")")
                        + ", α changes by " + Digits.three(s.alphaSlope())
                        + " "
                        + Digits.interval(
                                s.alphaInterval().low(), s.alphaInterval().high())
                        + " and β by " + Digits.three(s.betaSlope()) + " "
                        + Digits.interval(
                                s.betaInterval().low(), s.betaInterval().high())
                        + " for each factor of ten.")
                .rule("Least-squares line of the fitted coefficient on the logarithm of the number, over "
                        + s.points().size() + " groups; intervals from resampled fits, which say nothing about"
                        + " whether a line is right.")
                .value("factor", s.factor())
                .value("alpha_per_decade", s.alphaSlope())
                .value("beta_per_decade", s.betaSlope())
                .interval("alpha_per_decade", s.alphaInterval())
                .interval("beta_per_decade", s.betaInterval())
                .figure("scaling")
                .build();
    }
}
