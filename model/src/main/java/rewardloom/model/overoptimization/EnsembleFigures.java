package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rewardloom.model.analysis.Digits;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.statistics.Interval;

/** The figures of the ensemble. */
final class EnsembleFigures {
    private final EnsembleStudy study;
    private final EnsembleParameters parameters;

    EnsembleFigures(EnsembleStudy study, EnsembleParameters parameters) {
        this.study = study;
        this.parameters = parameters;
    }

    List<Figure> all() {
        List<Figure> figures = new ArrayList<>();
        study.bestOfN()
                .ifPresent(b -> figures.add(new BestOfNFigure(b, parameters.bestOfN()).draw("ensemble-best-of-n")));
        study.heldOut().ifPresent(h -> figures.add(heldOut(h)));
        if (!study.training().isEmpty()) {
            figures.add(training());
        }
        study.blindSpots().ifPresent(b -> figures.add(blindSpots(b)));
        if (!study.errors().isEmpty()) {
            figures.add(errors());
        }
        if (study.agreements().stream()
                        .filter(a -> Double.isFinite(a.sample().kl()))
                        .count()
                > 1) {
            figures.add(byKl());
        }
        study.agreements().stream().findFirst().ifPresent(a -> figures.add(map("member-agreement", a)));
        study.farthest().ifPresent(a -> figures.add(map("member-agreement-far", a)));
        study.sweeps().ifPresent(s -> {
            figures.add(weights(s));
            figures.add(sizes(s));
        });
        return figures;
    }

    /** For the overview: what the members do not see, and where they are wrong together. */
    List<Figure> inTraining() {
        List<Figure> figures = new ArrayList<>();
        study.blindSpots().ifPresent(b -> figures.add(blindSpots(b)));
        if (!study.errors().isEmpty()) {
            figures.add(errors());
        }
        return figures;
    }

    private FigureSource source(long points) {
        return new FigureSource("", Map.of(), Map.of(), points, 0);
    }

    private Figure heldOut(HeldOut seen) {
        double[] kl = IntStream.of(seen.n()).mapToDouble(BestOfN::kl).toArray();
        return new Figure(
                "held-out-models",
                "Best of n by one model, as the others see it",
                Axis.scaled("KL of best of n, log n − (n − 1)/n (nats, √ scale)", Axis.Scale.SQRT),
                Axis.linear("score (standard deviations)"),
                List.of(
                        new Layer.Line("the model that chooses", 0, kl, seen.own(), false),
                        new Layer.Band(
                                "",
                                1,
                                kl,
                                values(seen.heldOutInterval(), Interval::low),
                                values(seen.heldOutInterval(), Interval::high),
                                Digits.percent(parameters.level()) + " bootstrap interval over prompts"),
                        new Layer.Line("the other models", 1, kl, seen.heldOut(), false),
                        new Layer.Line("gold", -1, kl, seen.gold(), false)),
                "Score of the chosen sample by the model that chose it and by the others, and its gold, each in"
                        + " standard deviations over the pool; means over the choosing models. What the others do not"
                        + " confirm shows without gold. Band: "
                        + Digits.percent(parameters.level()) + " bootstrap interval over prompts.",
                source(0));
    }

    private Figure training() {
        List<String> groups = study.training().stream()
                .map(EnsembleTraining::group)
                .distinct()
                .toList();
        List<Layer> layers = new ArrayList<>();
        List<EnsembleTraining> lowest = study.training().stream()
                .filter(t -> t.statistic().equals("min"))
                .toList();
        String statistic = lowest.isEmpty() ? study.training().getFirst().statistic() : "min";
        int color = 0;
        for (String when : List.of("start", "at the peak of gold", "end")) {
            double[] values = groups.stream()
                    .mapToDouble(g -> study.training().stream()
                            .filter(t -> t.group().equals(g) && t.statistic().equals(statistic))
                            .mapToDouble(
                                    t -> when.equals("start") ? t.start() : when.equals("end") ? t.last() : t.atPeak())
                            .findFirst()
                            .orElse(Double.NaN))
                    .toArray();
            layers.add(new Layer.Bars(when, color++, values));
        }
        boolean min = statistic.equals("min");
        return new Figure(
                "ensemble-in-training",
                min ? "The lowest score among the members, in training" : "The members' " + statistic + ", in training",
                Axis.categories("", groups),
                Axis.linear(min ? "lowest member's score" : "members' " + statistic),
                layers,
                "Mean over the runs of each group of the logged " + (min ? "minimum" : statistic)
                        + " of the members' scores: over the first twentieth of the steps, in the window around the"
                        + " peak of gold, and over the last tenth.",
                source(study.runs().read().points()));
    }

    private Figure blindSpots(BlindSpots spots) {
        List<Layer> layers = new ArrayList<>();
        for (int m = 0; m < spots.models().size(); m++) {
            int model = m;
            layers.add(new Layer.Bars(
                    spots.models().get(m),
                    m,
                    IntStream.range(0, spots.components().size())
                            .mapToDouble(c -> spots.relative(model, c))
                            .toArray()));
        }
        layers.add(new Layer.Rule("gold", -1, 1, false));
        return new Figure(
                "blind-spots",
                "What each member pays for a component, relative to gold",
                Axis.categories("", spots.components()),
                Axis.linear("weight as a part of gold's"),
                layers,
                "Coefficients of a linear fit of each member's score on the components over those of gold, on samples"
                        + " of the reference policy. 1 pays as gold does; near 0 a member does not see the component.",
                source(0));
    }

    private Figure errors() {
        List<SharedErrors> errors = study.errors();
        return new Figure(
                "shared-errors",
                "Best outputs on which all members agree and gold is low",
                Axis.categories("", errors.stream().map(SharedErrors::name).toList()),
                Axis.linear("part of the best outputs"),
                List.of(
                        new Layer.Bars("all members approve", 0, values(errors, SharedErrors::approved)),
                        new Layer.Bars("gold is low", 1, values(errors, SharedErrors::low)),
                        new Layer.Bars(
                                "both: shared error",
                                2,
                                values(errors, SharedErrors::shared),
                                values(errors, e -> end(e.sharedInterval(), e.shared(), true)),
                                values(errors, e -> end(e.sharedInterval(), e.shared(), false)))),
                "Best outputs are "
                        + (errors.stream().anyMatch(SharedErrors::isBestOfN)
                                ? "what best of n by the members' mean chooses, and "
                                : "")
                        + "the best " + Digits.percent(parameters.top())
                        + " by the members' mean of what each group wrote at its last step. A member approves above"
                        + " its "
                        + Digits.percent(parameters.approval())
                        + " quantile at the reference policy, gold is low below its "
                        + Digits.percent(parameters.low()) + " quantile there. Error bars: "
                        + Digits.percent(parameters.level()) + " bootstrap interval over prompts.",
                source(errors.stream().mapToLong(SharedErrors::top).sum()));
    }

    private static double end(Interval interval, double value, boolean low) {
        return Double.isFinite(interval.width()) ? low ? interval.low() : interval.high() : value;
    }

    private static <T> double[] values(List<T> rows, ToDoubleFunction<T> reading) {
        return rows.stream().mapToDouble(reading).toArray();
    }

    private Figure byKl() {
        List<MemberAgreement> rows = study.agreements().stream()
                .filter(a -> Double.isFinite(a.sample().kl()))
                .toList();
        double[] kl = values(rows, a -> Math.max(0, a.sample().kl()));
        String band = Digits.percent(parameters.level()) + " bootstrap interval over prompts";
        return new Figure(
                "agreement-by-kl",
                "How the members agree as the policy moves away",
                Axis.scaled("KL of the policy from the reference (nats, √ scale)", Axis.Scale.SQRT),
                Axis.linear("mean Spearman correlation"),
                List.of(
                        new Layer.Band(
                                "",
                                0,
                                kl,
                                values(rows, a -> a.membersInterval().low()),
                                values(rows, a -> a.membersInterval().high()),
                                band),
                        new Layer.Line(
                                "members with one another", 0, kl, values(rows, MemberAgreement::members), false),
                        new Layer.Band(
                                "",
                                1,
                                kl,
                                values(rows, a -> a.goldInterval().low()),
                                values(rows, a -> a.goldInterval().high()),
                                band),
                        new Layer.Line("members with gold", 1, kl, values(rows, MemberAgreement::gold), false),
                        new Layer.Rule("", -1, 0, false)),
                "Spearman correlation over all responses of a level of KL, mean over pairs of members and over members."
                        + " Bands: " + band + ". Levels hold about equally many responses of all runs.",
                source(rows.stream().mapToLong(a -> a.sample().size()).sum()));
    }

    private Figure map(String name, MemberAgreement agreement) {
        List<String> names = Stream.concat(study.samples().models().stream(), Stream.of("gold"))
                .toList();
        double[] places = IntStream.range(0, names.size()).asDoubleStream().toArray();
        return new Figure(
                name,
                "Rank correlation of the members: " + agreement.sample().name(),
                Axis.categories("", names),
                Axis.categories("", names),
                List.of(new Layer.HeatMap("Spearman correlation", places, places, agreement.rank(), -1, 1, true)),
                "Spearman correlation over " + Digits.count(agreement.sample().size()) + " responses, "
                        + agreement.sample().name() + ".",
                source(agreement.sample().size()));
    }

    private Figure weights(EnsembleSweeps sweeps) {
        List<Layer> layers = new ArrayList<>();
        int color = 0;
        for (EnsembleRule rule : List.of(EnsembleRule.UWO, EnsembleRule.MEAN_STD)) {
            List<EnsembleSweeps.WeightPoint> points = sweeps.weights().stream()
                    .filter(p -> p.rule().equals(rule.id()))
                    .toList();
            double plain = points.getFirst().gold();
            double[] x = values(points, EnsembleSweeps.WeightPoint::weight);
            layers.add(new Layer.Band(
                    "",
                    color,
                    x,
                    values(points, p -> plain + end(p.gain(), 0, true)),
                    values(points, p -> plain + end(p.gain(), 0, false)),
                    Digits.percent(parameters.level()) + " bootstrap interval of the difference to weight 0"));
            layers.add(
                    new Layer.Line(rule.title(), color++, x, values(points, EnsembleSweeps.WeightPoint::gold), false));
        }
        return new Figure(
                "weight-sweep",
                "What a penalty on the members' disagreement brings in best of n",
                Axis.scaled("weight λ or κ (population convention)", Axis.Scale.SYMLOG),
                Axis.linear("mean gold of the chosen sample"),
                layers,
                "Best of the largest n over " + sweeps.prompts()
                        + " prompts. Bands: bootstrap interval over prompts of the difference to the plain mean."
                        + " With the sample convention the same scores need λ(M − 1)/M and κ√((M − 1)/M).",
                source(0));
    }

    private Figure sizes(EnsembleSweeps sweeps) {
        List<EnsembleSweeps.SizePoint> points = sweeps.sizes();
        return new Figure(
                "ensemble-size",
                "What more members bring in best of n",
                Axis.categories(
                        "members",
                        points.stream().map(p -> Integer.toString(p.members())).toList()),
                Axis.linear("mean gold of the chosen sample"),
                List.of(new Layer.Scatter(
                        "mean of the members",
                        0,
                        IntStream.range(0, points.size()).asDoubleStream().toArray(),
                        values(points, EnsembleSweeps.SizePoint::gold),
                        values(points, p -> end(p.goldInterval(), p.gold(), true)),
                        values(points, p -> end(p.goldInterval(), p.gold(), false)))),
                "Best of the largest n by the mean of some members, averaged over "
                        + points.stream()
                                .map(p -> Integer.toString(p.subsets()))
                                .collect(Collectors.joining(", "))
                        + " subsets of 1, 2, … members. Error bars: "
                        + Digits.percent(parameters.level()) + " bootstrap interval over prompts.",
                source(0));
    }
}
