package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultRows;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.overoptimization.Reliability.Bin;
import rewardloom.model.overoptimization.Reliability.Filtered;
import rewardloom.model.overoptimization.Reliability.Judged;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Quantiles;
import rewardloom.model.table.Tables;

/** Where a reward can be relied on, which filter keeps what is reliable, and how it judges correctness over training. */
public final class ReliabilityAnalysis extends CardAnalysis<ReliabilityParameters> {
    private static final int DENSITY_BINS = 30;
    /** Responses of a step that are enough to draw it. */
    private static final int ENOUGH = 30;

    public ReliabilityAnalysis() {
        super(
                new Card(
                        "reliability",
                        "Reliability of the reward",
                        Family.OVEROPTIMIZATION,
                        "Where can the reward be relied on, which filter keeps what is reliable, and does it still tell"
                                + " right from wrong as training goes on?",
                        List.of(
                                "Policy Filtration in RLHF to Fine-Tune LLM for Code Generation",
                                "Cooper: Co-Optimizing Policy and Reward Models in Reinforcement Learning for Large"
                                        + " Language Models"),
                        List.of("responses or scores with score, gold or correct, and prompt_id")),
                ReliabilityParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return tables.list().stream().anyMatch(PolicySamples::acceptsAny);
    }

    @Override
    public Result run(ReliabilityParameters parameters, Tables tables, Progress progress) {
        progress.update("reading responses", 0);
        PolicySamples samples = PolicySamples.read(tables, PolicySamples::acceptsAny);
        PolicySample base = samples.enough();
        ProxyChoice chosen = ProxyChoice.of(parameters.model(), samples.models());
        double[] reward = chosen.of(base);
        List<Bin> bins = Reliability.bins(reward, base.gold(), parameters.bins());
        List<Filtered> filters = Reliability.filters(base, reward, parameters.groupSize(), parameters.sampling());
        progress.update("correctness by step", 0.6);
        // One step of a run may be all right or all wrong.
        double[] golds = samples.pool().isPresent()
                ? base.gold()
                : samples.steps().stream()
                        .flatMapToDouble(s -> Arrays.stream(s.sample().gold()))
                        .toArray();
        boolean marks = Arrays.stream(golds).distinct().limit(3).count() == 2;
        double limit = marks
                ? (Arrays.stream(golds).min().orElse(0)
                                + Arrays.stream(golds).max().orElse(1))
                        / 2
                : Quantiles.of(base.gold(), parameters.correctAbove());
        List<PolicySamples.Step> steps = new ArrayList<>();
        samples.pool().ifPresent(p -> steps.add(new PolicySamples.Step(p.name(), 0, p)));
        samples.steps().stream()
                .filter(s -> s.sample().size() >= PolicySamples.FEWEST)
                .forEach(steps::add);
        // Correctness of training runs is counted on their own reference's scale; the pool stands on its own.
        double ownLimit = marks
                ? limit
                : samples.reference()
                        .map(r -> Quantiles.of(r.gold(), parameters.correctAbove()))
                        .orElse(limit);
        List<Judged> judged = steps.parallelStream()
                .map(s -> judge(s, chosen, s.group().equals("reference policy") ? limit : ownLimit, parameters))
                .toList();
        return new Result(
                new ReliabilityFindings(parameters, samples).all(chosen, bins, filters, judged, marks),
                figures(base, reward, limit, bins, filters, judged, parameters, PolicyColors.of(tables)),
                filters.isEmpty()
                        ? List.of(binTable(bins), judgedTable(judged))
                        : List.of(binTable(bins), filterTable(filters), judgedTable(judged)),
                samples.inputs());
    }

    private static Judged judge(
            PolicySamples.Step step, ProxyChoice chosen, double limit, ReliabilityParameters parameters) {
        boolean[] correct = correct(step.sample().gold(), limit);
        return Reliability.judge(
                step, chosen.of(step.sample()), correct, parameters.threshold(), parameters.sampling());
    }

    private static boolean[] correct(double[] gold, double limit) {
        boolean[] correct = new boolean[gold.length];
        for (int i = 0; i < correct.length; i++) {
            correct[i] = gold[i] >= limit;
        }
        return correct;
    }

    private static ResultTable binTable(List<Bin> bins) {
        ResultRows rows = new ResultRows(
                "reliability-by-bin",
                "Mean and spread of gold in equally large bins of the reward",
                "bin",
                "reward",
                "gold",
                "gold_standard_error",
                "gold_deviation",
                "responses");
        for (int b = 0; b < bins.size(); b++) {
            Bin bin = bins.get(b);
            rows.add(b + 1, bin.reward(), bin.gold(), bin.error(), bin.deviation(), bin.rows());
        }
        return rows.table();
    }

    private static ResultTable filterTable(List<Filtered> filters) {
        ResultRows rows = new ResultRows(
                "filters", "R² between reward and gold on what each filter keeps", "filter", "r2", "r2±", "mean_gold");
        filters.forEach(f -> rows.add(f.filter().id(), f.r2(), f.interval(), f.gold()));
        return rows.table();
    }

    private static ResultTable judgedTable(List<Judged> judged) {
        ResultRows rows = new ResultRows(
                "correctness-by-step",
                "How the reward tells correct responses from incorrect ones",
                "group",
                "step",
                "kl",
                "correct",
                "incorrect",
                "auc",
                "auc±",
                "precision",
                "precision±",
                "recall",
                "recall±",
                "score_of_incorrect",
                "score_of_incorrect±",
                "score_of_correct",
                "sigmoid_of_incorrect",
                "pair_loss");
        for (Judged j : judged) {
            rows.add(
                    j.group(),
                    j.step(),
                    j.kl(),
                    j.found().positives(),
                    j.found().negatives(),
                    j.found().auc(),
                    j.auc(),
                    j.found().precision(),
                    j.precision(),
                    j.found().recall(),
                    j.recall(),
                    j.found().scoreOfIncorrect(),
                    j.ofIncorrect(),
                    j.found().scoreOfCorrect(),
                    j.found().sigmoidOfIncorrect(),
                    j.pairLoss());
        }
        return rows.table();
    }

    private static List<Figure> figures(
            PolicySample base,
            double[] reward,
            double limit,
            List<Bin> bins,
            List<Filtered> filters,
            List<Judged> judged,
            ReliabilityParameters parameters,
            PolicyColors colors) {
        FigureSource source = new FigureSource("", Map.of(), Map.of(), base.size(), 0);
        List<Figure> figures = new ArrayList<>();
        double[] x = bins.stream().mapToDouble(Bin::reward).toArray();
        double[] y = bins.stream().mapToDouble(Bin::gold).toArray();
        figures.add(new Figure(
                "reliability",
                "Gold by bins of the reward",
                Axis.linear("mean reward of the bin"),
                Axis.linear("gold (standardised at the reference policy)"),
                List.of(
                        new Layer.Band(
                                "one standard deviation",
                                0,
                                x,
                                bins.stream()
                                        .mapToDouble(b -> b.gold() - b.deviation())
                                        .toArray(),
                                bins.stream()
                                        .mapToDouble(b -> b.gold() + b.deviation())
                                        .toArray(),
                                "one standard deviation of gold in the bin"),
                        new Layer.Line("mean gold", 0, x, y, false)),
                "Mean gold in " + bins.size() + " equally large bins of the reward over "
                        + Digits.count(base.size()) + " responses (" + base.name()
                        + "). Band: one standard deviation of gold in the bin. A flat end says that a higher reward"
                        + " means no more gold.",
                source));
        if (!filters.isEmpty()) {
            figures.add(filters(filters, parameters, source));
        }
        boolean trained = judged.stream()
                .map(Judged::group)
                .distinct()
                .anyMatch(g -> judged.stream().filter(j -> j.group().equals(g)).count() > 1);
        if (trained) {
            figures.add(bySteps(
                    judged,
                    "auc-by-step",
                    "How well the reward tells correct responses from incorrect ones",
                    "area under the ROC curve",
                    j -> j.found().auc(),
                    colors,
                    source));
            figures.add(bySteps(
                    judged,
                    "hacking-gap",
                    "The reward's score of incorrect responses",
                    "mean score of incorrect responses",
                    j -> j.found().scoreOfIncorrect(),
                    colors,
                    source));
        }
        figures.add(densities(reward, correct(base.gold(), limit), base.name(), source));
        return figures;
    }

    private static Figure filters(List<Filtered> filters, ReliabilityParameters parameters, FigureSource source) {
        return new Figure(
                "filters",
                "How reliable the reward is on what each filter keeps",
                Axis.categories(
                        "", filters.stream().map(f -> f.filter().title()).toList()),
                Axis.linear("R² between reward and gold"),
                List.of(new Layer.Bars(
                        "",
                        0,
                        filters.stream().mapToDouble(Filtered::r2).toArray(),
                        filters.stream()
                                .mapToDouble(f -> or(f.interval().low(), f.r2()))
                                .toArray(),
                        filters.stream()
                                .mapToDouble(f -> or(f.interval().high(), f.r2()))
                                .toArray())),
                "Weighted R² on groups of " + parameters.groupSize() + " responses to one prompt. Error bars: "
                        + Digits.percent(parameters.level()) + " bootstrap interval over prompts.",
                source);
    }

    private static double or(double value, double other) {
        return Double.isFinite(value) ? value : other;
    }

    private static Figure bySteps(
            List<Judged> judged,
            String name,
            String title,
            String axis,
            ToDoubleFunction<Judged> reading,
            PolicyColors colors,
            FigureSource source) {
        List<Layer> layers = new ArrayList<>();
        for (String group : judged.stream().map(Judged::group).distinct().toList()) {
            List<Judged> own = judged.stream()
                    .filter(j -> j.group().equals(group))
                    .filter(j -> j.found().positives() + j.found().negatives() >= ENOUGH)
                    .toList();
            if (own.size() > 1) {
                layers.add(new Layer.Line(
                        group,
                        colors.index(group),
                        own.stream().mapToDouble(Judged::step).toArray(),
                        own.stream().mapToDouble(reading).toArray(),
                        false));
            }
        }
        return new Figure(
                name,
                title,
                Axis.linear("step"),
                Axis.linear(axis),
                layers,
                title
                        + ", by the step at which they were written, all runs of a group together, at steps with at"
                        + " least "
                        + ENOUGH + " responses. Intervals stand in the table correctness-by-step.",
                source);
    }

    private static Figure densities(double[] reward, boolean[] correct, String name, FigureSource source) {
        double low = Arrays.stream(reward).min().orElse(0);
        double high = Arrays.stream(reward).max().orElse(1);
        double width = high > low ? (high - low) / DENSITY_BINS : 1;
        double[] edges = new double[DENSITY_BINS + 1];
        Arrays.setAll(edges, i -> low + i * width);
        double[][] heights = new double[2][DENSITY_BINS];
        int[] counts = new int[2];
        for (int i = 0; i < reward.length; i++) {
            int which = correct[i] ? 0 : 1;
            heights[which][Math.clamp((int) ((reward[i] - low) / width), 0, DENSITY_BINS - 1)]++;
            counts[which]++;
        }
        for (int which = 0; which < 2; which++) {
            for (int b = 0; b < DENSITY_BINS; b++) {
                heights[which][b] /= Math.max(1, counts[which]) * width;
            }
        }
        return new Figure(
                "score-densities",
                "Scores of correct and incorrect responses",
                Axis.linear("score"),
                Axis.linear("density"),
                List.of(
                        new Layer.Histogram("correct", 0, edges, heights[0]),
                        new Layer.Histogram("incorrect", 1, edges, heights[1])),
                "Density of the score over " + Digits.count(counts[0]) + " correct and " + Digits.count(counts[1])
                        + " incorrect responses, " + name + ".",
                source);
    }
}
