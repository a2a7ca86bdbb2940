package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Digits;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;

/** The figures of a composite reward. */
final class ProxyPointFigures {
    private static final int CELLS = 32;
    /** Bandwidth of the map's kernel as a part of each axis. */
    private static final double BANDWIDTH = 0.05;
    /** Cells with less weight than one point at this many bandwidths have no data. */
    private static final double FARTHEST = 2;

    private final ProxyPointStudy study;
    private final ProxyPointParameters parameters;
    private final FigureSource source;

    ProxyPointFigures(ProxyPointStudy study, ProxyPointParameters parameters, GoldCurveReader.Read read) {
        this.study = study;
        this.parameters = parameters;
        this.source = new FigureSource("", Map.of(), Map.of(), read.points(), read.nonfinite());
    }

    List<Figure> all() {
        List<Figure> figures = new ArrayList<>();
        figures.add(changes());
        figures.add(points());
        map().ifPresent(figures::add);
        constraints().ifPresent(figures::add);
        figures.add(multipliers());
        correlation("component-correlation", study.correlation(), "of the reference policy")
                .ifPresent(figures::add);
        correlation("component-correlation-far", study.correlationFar(), "at the last step of the runs")
                .ifPresent(figures::add);
        return figures;
    }

    private Figure changes() {
        // Runs that log the proxy alone have nothing to trade; they would only take the room of the others.
        long most = study.groups().stream()
                .mapToLong(g -> rewardsOf(g.name()))
                .max()
                .orElse(0);
        List<String> groups = study.groups().stream()
                .map(GroupStudy::name)
                .filter(g -> most < 2 || rewardsOf(g) > 1)
                .toList();
        List<Layer> layers = new ArrayList<>();
        for (int r = 0; r < study.rewards().size(); r++) {
            List<Optional<ProxyPoint>> points = points(groups, study.rewards().get(r));
            if (points.stream().allMatch(Optional::isEmpty)) {
                continue;
            }
            layers.add(new Layer.Bars(
                    study.rewards().get(r),
                    r,
                    points.stream()
                            .mapToDouble(p -> p.map(q -> q.change().value()).orElse(Double.NaN))
                            .toArray(),
                    points.stream()
                            .mapToDouble(p -> p.map(q -> low(q.change())).orElse(Double.NaN))
                            .toArray(),
                    points.stream()
                            .mapToDouble(p -> p.map(q -> high(q.change())).orElse(Double.NaN))
                            .toArray()));
        }
        return new Figure(
                "bought-and-sold",
                "What the optimiser bought and sold after the peak",
                Axis.categories("", groups),
                Axis.linear("change from the peak to the end"),
                layers,
                "Mean of the last tenth of the steps less the mean in the window around the peak of the evaluation,"
                        + " mean over runs. Error bars: "
                        + Digits.percent(parameters.level()) + " Student t interval over seeds.",
                source);
    }

    private long rewardsOf(String group) {
        return study.points().stream().filter(p -> p.group().equals(group)).count();
    }

    private List<Optional<ProxyPoint>> points(List<String> groups, String reward) {
        return groups.stream()
                .map(g -> study.points().stream()
                        .filter(p -> p.group().equals(g) && p.reward().equals(reward))
                        .findFirst())
                .toList();
    }

    private static double low(Mitigation.Estimate estimate) {
        return Double.isFinite(estimate.interval().low()) ? estimate.interval().low() : estimate.value();
    }

    private static double high(Mitigation.Estimate estimate) {
        return Double.isFinite(estimate.interval().high()) ? estimate.interval().high() : estimate.value();
    }

    /** The evaluation against each reward of the first group that has a peak, with its point. */
    private Figure points() {
        GroupStudy group = study.groups().stream()
                .filter(g -> g.declined() > 0)
                .findFirst()
                .orElse(study.groups().getFirst());
        List<Layer> layers = new ArrayList<>();
        for (ProxyPoint point : study.points()) {
            if (!point.group().equals(group.name())) {
                continue;
            }
            RunStudy run = group.runs().getFirst();
            double[] reward = new PeakSearch(run.curve(), parameters.smoothing(), parameters.sampling())
                    .smoothed(study.of(run, point.reward()));
            int color = study.rewards().indexOf(point.reward());
            layers.add(new Layer.Line(point.reward(), color, reward, run.smoothGold(), false));
            layers.add(new Layer.Scatter("", color, new double[] {point.byRun()[0]}, new double[] {
                run.thePeak().map(Peak::gold).orElse(Double.NaN)
            }));
        }
        return new Figure(
                "proxy-points",
                "The evaluation against each reward, with its proxy point",
                Axis.linear("reward"),
                Axis.linear("evaluation"),
                layers,
                "Smoothed, " + group.runs().getFirst().curve().run()
                        + ". A dot marks the value of the reward where the evaluation is highest; all groups stand in"
                        + " the table.",
                source);
    }

    private String axis(String wanted, String other, boolean falling) {
        if (!wanted.isBlank()) {
            return study.rewards().stream()
                    .filter(r -> r.equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> new AnalysisException(
                            "there is no reward '" + wanted + "'; there are " + String.join(", ", study.rewards())));
        }
        String best = "";
        double most = Double.NEGATIVE_INFINITY;
        for (String reward : study.rewards()) {
            double change = study.points().stream()
                    .filter(p -> p.reward().equals(reward) && p.reached())
                    .mapToDouble(p -> p.change().value())
                    .filter(Double::isFinite)
                    .average()
                    .orElse(0);
            double size = falling ? -change : change;
            if (!reward.equals(other) && size > most) {
                most = size;
                best = reward;
            }
        }
        return best;
    }

    /** The evaluation over two rewards, smoothed over all points of all runs. */
    private Optional<Figure> map() {
        if (study.rewards().size() < 2) {
            return Optional.empty();
        }
        String x = axis(parameters.x(), parameters.y(), true);
        String y = axis(parameters.y(), x, false);
        List<double[]> points = new ArrayList<>();
        for (GroupStudy group : study.groups()) {
            for (RunStudy run : group.runs()) {
                double[] xs = study.of(run, x);
                double[] ys = study.of(run, y);
                for (int i = 0; i < Math.min(xs.length, ys.length); i++) {
                    if (Double.isFinite(xs[i]) && Double.isFinite(ys[i])) {
                        points.add(new double[] {xs[i], ys[i], run.curve().gold()[i]});
                    }
                }
            }
        }
        double[] xs = points.stream().mapToDouble(p -> p[0]).toArray();
        double[] ys = points.stream().mapToDouble(p -> p[1]).toArray();
        double[] across = centres(xs);
        double[] up = centres(ys);
        if (points.isEmpty() || !(across[1] > across[0]) || !(up[1] > up[0])) {
            return Optional.empty();
        }
        double[][] cells = smooth(points, across, up);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        int[] best = {0, 0};
        for (int r = 0; r < CELLS; r++) {
            for (int c = 0; c < CELLS; c++) {
                if (Double.isFinite(cells[r][c])) {
                    low = Math.min(low, cells[r][c]);
                    if (cells[r][c] > high) {
                        high = cells[r][c];
                        best = new int[] {r, c};
                    }
                }
            }
        }
        return Optional.of(new Figure(
                "evaluation-map",
                "The evaluation over two rewards",
                Axis.linear(x),
                Axis.linear(y),
                List.of(
                        new Layer.HeatMap("evaluation", across, up, cells, low, high, false),
                        // Ink would be lost on the darkest cells or, in a dark window, on the lightest.
                        new Layer.Scatter("highest", 1, new double[] {across[best[1]]}, new double[] {up[best[0]]})),
                "Evaluation by a normal kernel (Nadaraya and Watson) with a bandwidth of "
                        + Digits.percent(BANDWIDTH) + " of each axis over " + Digits.count(points.size())
                        + " logged points of all runs; cells far from every point are empty. “highest” is the highest"
                        + " cell, " + Digits.three(high) + " at " + x + " " + Digits.three(across[best[1]]) + " and "
                        + y + " " + Digits.three(up[best[0]]) + ".",
                source));
    }

    private static double[] centres(double[] values) {
        double low = Arrays.stream(values).min().orElse(0);
        double high = Arrays.stream(values).max().orElse(0);
        double width = (high - low) / CELLS;
        return IntStream.range(0, CELLS)
                .mapToDouble(i -> low + (i + 0.5) * width)
                .toArray();
    }

    private static double[][] smooth(List<double[]> points, double[] across, double[] up) {
        double hx = BANDWIDTH * CELLS * (across[1] - across[0]);
        double hy = BANDWIDTH * CELLS * (up[1] - up[0]);
        double[][] cells = new double[CELLS][CELLS];
        IntStream.range(0, CELLS).parallel().forEach(r -> {
            for (int c = 0; c < CELLS; c++) {
                double weights = 0;
                double sum = 0;
                for (double[] point : points) {
                    double dx = (point[0] - across[c]) / hx;
                    double dy = (point[1] - up[r]) / hy;
                    double weight = Math.exp(-(dx * dx + dy * dy) / 2);
                    weights += weight;
                    sum += weight * point[2];
                }
                cells[r][c] = weights > Math.exp(-FARTHEST * FARTHEST / 2) ? sum / weights : Double.NaN;
            }
        });
        return cells;
    }

    /** Each reward as a part of its point, with the band within which a constraint counts as reached. */
    private Optional<Figure> constraints() {
        GroupStudy group = study.groups().stream()
                .filter(g -> g.declined() > 0)
                .findFirst()
                .orElse(study.groups().getFirst());
        RunStudy run = group.runs().getFirst();
        PeakSearch search = new PeakSearch(run.curve(), parameters.smoothing(), parameters.sampling());
        double[] steps = run.curve().steps();
        double[] ends = {steps[0], steps[steps.length - 1]};
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer.Band(
                "",
                -1,
                ends,
                new double[] {1 - Lagrangian.REACHED, 1 - Lagrangian.REACHED},
                new double[] {1 + Lagrangian.REACHED, 1 + Lagrangian.REACHED},
                "within 5 % of the proxy point"));
        for (ProxyPoint point : study.points()) {
            double theta = point.byRun()[0];
            if (point.group().equals(group.name()) && Math.abs(theta) > 1e-9) {
                layers.add(new Layer.Line(
                        point.reward(),
                        study.rewards().indexOf(point.reward()),
                        steps,
                        Arrays.stream(search.smoothed(study.of(run, point.reward())))
                                .map(v -> v / theta)
                                .toArray(),
                        false));
            }
        }
        return layers.size() == 1
                ? Optional.empty()
                : Optional.of(new Figure(
                        "constraints",
                        "Rewards as a part of their proxy points",
                        Axis.linear("step"),
                        Axis.linear("reward as a part of its point, J/θ"),
                        layers,
                        "Smoothed, " + run.curve().run()
                                + ". Band: within 5 % of the proxy point, where a constraint counts as reached.",
                        source));
    }

    /** Logged multipliers; without any, those that the rewards would have got. */
    private Figure multipliers() {
        List<Layer> layers = new ArrayList<>();
        boolean logged = !study.multipliers().isEmpty();
        int color = 0;
        if (logged) {
            for (var run : study.multipliers().entrySet()) {
                for (var one : run.getValue().entrySet()) {
                    layers.add(new Layer.Line(
                            run.getKey() + ", " + one.getKey(),
                            color++,
                            Arrays.stream(one.getValue().steps())
                                    .asDoubleStream()
                                    .toArray(),
                            one.getValue().values(),
                            false));
                }
            }
        } else {
            GroupStudy group = study.groups().stream()
                    .filter(g -> g.declined() > 0)
                    .findFirst()
                    .orElse(study.groups().getFirst());
            RunStudy run = group.runs().getFirst();
            for (ProxyPoint point : study.points()) {
                if (point.group().equals(group.name())) {
                    layers.add(new Layer.Line(
                            point.reward(),
                            study.rewards().indexOf(point.reward()),
                            run.curve().steps(),
                            parameters.lagrangian().follow(study.of(run, point.reward()), point.byRun()[0]),
                            false));
                }
            }
            layers.add(new Layer.Rule("start", -1, parameters.lagrangian().multiplier(0), false));
        }
        return new Figure(
                "multipliers",
                logged ? "Multipliers of the constraints" : "Multipliers that would hold the rewards at their points",
                Axis.linear("step"),
                Axis.linear("λ"),
                layers,
                logged
                        ? "As logged."
                        : "No multipliers are logged: this is what λ would have done, following the rewards as they"
                                + " were logged, "
                                + (parameters.constraint() == ProxyPointParameters.Constraint.INEQUALITY
                                        ? "λ = σ(ℓ)"
                                        : "λ = tanh(ℓ)")
                                + ", ℓ descending λ(J − θ) with rate " + parameters.rate() + " and momentum "
                                + parameters.momentum()
                                + ". A reward above its point loses weight. The policy would have reacted; the logged"
                                + " one did not.",
                source);
    }

    private Optional<Figure> correlation(String name, ProxyPointStudy.Correlations correlations, String whose) {
        if (correlations.names().size() < 2) {
            return Optional.empty();
        }
        double[] places =
                IntStream.range(0, correlations.names().size()).asDoubleStream().toArray();
        return Optional.of(new Figure(
                name,
                "Rank correlation of the components " + whose,
                Axis.categories("", correlations.names()),
                Axis.categories("", correlations.names()),
                List.of(new Layer.HeatMap("Spearman correlation", places, places, correlations.values(), -1, 1, true)),
                "Spearman correlation over " + Digits.count(correlations.responses()) + " responses " + whose + ".",
                new FigureSource("", Map.of(), Map.of(), correlations.responses(), 0)));
    }
}
