package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.FindingBuilder;
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
        PolicySample base = samples.pool()
                .or(samples::reference)
                .or(() ->
                        samples.steps().stream().map(PolicySamples.Step::sample).findFirst())
                .orElseThrow(() -> new AnalysisException("no table has responses with finite scores and gold; give the"
                        + " columns the roles score (or proxy) and gold (or correct)"));
        List<String> models = samples.poolResponses()
                .map(r -> r.models())
                .orElseGet(() -> java.util.stream.IntStream.range(0, base.scores().length)
                        .mapToObj(m -> "model " + (m + 1))
                        .toList());
        ProxyChoice chosen = ProxyChoice.of(parameters.model(), models);
        double[] reward = chosen.of(base);
        List<Bin> bins = Reliability.bins(reward, base.gold(), parameters.bins());
        List<Filtered> filters = Reliability.filters(base, reward, parameters.groupSize(), parameters.sampling());
        progress.update("correctness by step", 0.6);
        boolean marks = isBinary(base.gold());
        double limit = marks
                ? (Arrays.stream(base.gold()).min().orElse(0)
                                + Arrays.stream(base.gold()).max().orElse(1))
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
                findings(chosen, bins, filters, judged, parameters, samples.note(), marks),
                figures(base, reward, limit, bins, filters, judged, parameters),
                List.of(binTable(bins), filterTable(filters), judgedTable(judged)),
                samples.inputs());
    }

    private static boolean isBinary(double[] gold) {
        return Arrays.stream(gold).distinct().limit(3).count() == 2;
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
                "sigmoid_of_incorrect");
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
                    j.found().sigmoidOfIncorrect());
        }
        return rows.table();
    }

    private static List<Finding> findings(
            ProxyChoice chosen,
            List<Bin> bins,
            List<Filtered> filters,
            List<Judged> judged,
            ReliabilityParameters parameters,
            String note,
            boolean marks) {
        List<Finding> findings = new ArrayList<>();
        Filtered all = filters.getFirst();
        Filtered best = filters.stream()
                .filter(f -> Double.isFinite(f.r2()))
                .reduce((a, b) -> a.r2() >= b.r2() ? a : b)
                .orElse(all);
        findings.add(new FindingBuilder("filter", Severity.INFO)
                .text("Over single responses the reward (" + chosen.name() + ") explains "
                        + Digits.percent(all.r2()) + " of gold's variance, over means of "
                        + bins.size() + " bins " + Digits.percent(Reliability.binned(bins))
                        + "; of the filters, " + best.filter().title() + " keeps the most reliable ones, R² "
                        + Digits.three(best.r2())
                        + (Double.isFinite(best.interval().width())
                                ? " "
                                        + Digits.interval(
                                                best.interval().low(),
                                                best.interval().high())
                                : "")
                        + ".")
                .rule("R² of the straight line of gold on the reward, weighted by each filter's sampling weights, on"
                        + " groups"
                        + " of " + parameters.groupSize() + " responses to one prompt; bootstrap over prompts.")
                .value("r2", all.r2())
                .value("binned_r2", Reliability.binned(bins))
                .value("best_filter", best.filter().id())
                .value("best_r2", best.r2())
                .figure("filters")
                .build());
        hacking(judged, findings);
        discrimination(judged, findings);
        if (!marks) {
            findings.add(new FindingBuilder("correctness-assumed", Severity.INFO)
                    .text("No correctness is known: a response counts as correct from the "
                            + Digits.percent(parameters.correctAbove())
                            + " quantile of gold at the reference policy on.")
                    .rule("Gold takes more than two values.")
                    .value("quantile", parameters.correctAbove())
                    .build());
        }
        if (!note.isEmpty()) {
            findings.add(new FindingBuilder("gold-on-another-scale", Severity.INFO)
                    .text(note)
                    .rule("Means or standard deviations of gold at the reference policy that differ by more than chance"
                            + " or by half.")
                    .build());
        }
        return findings;
    }

    /** Rising scores of incorrect responses from the first to the last step of a group. */
    private static void hacking(List<Judged> judged, List<Finding> findings) {
        List<String> rising = new ArrayList<>();
        int compared = 0;
        double from = 0;
        double to = 0;
        for (String group : judged.stream().map(Judged::group).distinct().toList()) {
            List<Judged> own = judged.stream()
                    .filter(j -> j.group().equals(group) && j.found().negatives() > 0)
                    .toList();
            if (own.size() > 1) {
                compared++;
                if (own.getLast().ofIncorrect().low()
                        > own.getFirst().ofIncorrect().high()) {
                    rising.add(group);
                    from += own.getFirst().found().scoreOfIncorrect();
                    to += own.getLast().found().scoreOfIncorrect();
                }
            }
        }
        if (compared == 0) {
            return;
        }
        FindingBuilder finding = new FindingBuilder("hacking-gap", rising.isEmpty() ? Severity.INFO : Severity.WARNING)
                .rule("Mean score of incorrect responses at the last step of a group against the first: it rises when"
                        + " the bootstrap intervals over prompts do not touch.")
                .value("groups", compared)
                .value("rising", rising.size())
                .figure("hacking-gap");
        findings.add(
                rising.isEmpty()
                        ? finding.text("The score of incorrect responses rises beyond chance in none of " + compared
                                        + " groups.")
                                .build()
                        : finding.text("The reward's score of incorrect responses rises with training in "
                                        + rising.size() + " of " + compared + " groups (" + String.join(", ", rising)
                                        + "), from " + Digits.three(from / rising.size()) + " to "
                                        + Digits.three(to / rising.size())
                                        + " on average: what is wrong scores ever higher.")
                                .build());
    }

    /** The area under the ROC curve at the first and the last step of a group. */
    private static void discrimination(List<Judged> judged, List<Finding> findings) {
        List<String> falling = new ArrayList<>();
        int compared = 0;
        double from = 0;
        double to = 0;
        for (String group : judged.stream().map(Judged::group).distinct().toList()) {
            List<Judged> own = judged.stream()
                    .filter(j ->
                            j.group().equals(group) && Double.isFinite(j.found().auc()))
                    .toList();
            if (own.size() > 1) {
                compared++;
                from += own.getFirst().found().auc();
                to += own.getLast().found().auc();
                if (own.getLast().auc().high() < own.getFirst().auc().low()) {
                    falling.add(group);
                }
            }
        }
        if (compared > 0) {
            findings.add(new FindingBuilder(
                            "discrimination-falls", falling.isEmpty() ? Severity.INFO : Severity.WARNING)
                    .text("The reward tells correct from incorrect responses with an AUC of "
                            + Digits.three(from / compared) + " at the first step and " + Digits.three(to / compared)
                            + " at the last, on average over " + compared + " groups; beyond chance it falls in "
                            + (falling.isEmpty() ? "none" : String.join(", ", falling)) + ".")
                    .rule("AUC by Mann and Whitney; it falls when the bootstrap intervals over prompts do not touch.")
                    .value("first_auc", from / compared)
                    .value("last_auc", to / compared)
                    .value("falling", falling.size())
                    .figure("auc-by-step")
                    .build());
        }
    }

    private static List<Figure> figures(
            PolicySample base,
            double[] reward,
            double limit,
            List<Bin> bins,
            List<Filtered> filters,
            List<Judged> judged,
            ReliabilityParameters parameters) {
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
        figures.add(new Figure(
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
                source));
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
                    source));
            figures.add(bySteps(
                    judged,
                    "hacking-gap",
                    "The reward's score of incorrect responses",
                    "mean score of incorrect responses",
                    j -> j.found().scoreOfIncorrect(),
                    source));
        }
        figures.add(densities(reward, correct(base.gold(), limit), base.name(), source));
        return figures;
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
            FigureSource source) {
        List<Layer> layers = new ArrayList<>();
        int color = 0;
        for (String group : judged.stream().map(Judged::group).distinct().toList()) {
            List<Judged> own = judged.stream()
                    .filter(j -> j.group().equals(group))
                    .filter(j -> j.found().positives() + j.found().negatives() >= ENOUGH)
                    .toList();
            if (own.size() > 1) {
                layers.add(new Layer.Line(
                        group,
                        color++,
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
