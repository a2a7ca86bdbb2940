package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.FindingBuilder;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultRows;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Quantiles;
import rewardloom.model.table.Tables;

/** How far the proxy exceeds gold where it is highest, and how often what it selects fails. */
public final class TailAnalysis extends CardAnalysis<TailParameters> {

    public TailAnalysis() {
        super(
                new Card(
                        "tail",
                        "Tail of the gap",
                        Family.OVEROPTIMIZATION,
                        "How far does the proxy exceed gold where it is highest, and how often does what it selects"
                                + " fail?",
                        List.of(
                                "Helping or Herding? Reward Model Ensembles Mitigate but do not Eliminate Reward"
                                        + " Hacking",
                                "Policy Filtration in RLHF to Fine-Tune LLM for Code Generation"),
                        List.of("responses or scores with score, gold and prompt_id")),
                TailParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return tables.list().stream().anyMatch(PolicySamples::acceptsAny);
    }

    private record Row(PolicySample sample, String proxy, Gap gap, Gap.Summary summary) {}

    @Override
    public Result run(TailParameters parameters, Tables tables, Progress progress) {
        progress.update("reading responses", 0);
        PolicySamples samples = PolicySamples.read(tables, PolicySamples::acceptsAny);
        PolicySample reference = samples.enough();
        List<String> models = samples.models();
        ProxyChoice chosen = ProxyChoice.of(parameters.model(), models);
        progress.update("gaps", 0.4);
        List<Row> rows = new ArrayList<>();
        rows.add(row(reference, chosen, reference, parameters));
        if (models.size() > 1) {
            for (int m = 0; m < models.size(); m++) {
                if (m != chosen.index()) {
                    rows.add(row(reference, new ProxyChoice(m, models.get(m)), reference, parameters));
                }
            }
        }
        // Training runs stand on their own reference's scale: their prompts and their gold may be others.
        PolicySample own = samples.reference().orElse(reference);
        List<Row> moved = samples.levels().stream()
                .filter(l -> l.size() >= PolicySamples.FEWEST && !l.name().equals(reference.name()))
                .map(l -> row(l, chosen, own, parameters))
                .toList();
        rows.addAll(moved);
        return new Result(
                findings(rows.getFirst(), moved, parameters, samples),
                figures(rows.getFirst(), moved, parameters),
                List.of(
                        tail(rows).table(),
                        bins(rows.getFirst(), moved, parameters).table()),
                samples.inputs());
    }

    private static Row row(PolicySample sample, ProxyChoice proxy, PolicySample reference, TailParameters parameters) {
        Gap.Scale scale =
                parameters.standardized() ? Gap.Scale.of(proxy.of(reference), reference.gold()) : Gap.Scale.RAW;
        double limit = Quantiles.of(
                Gap.of(proxy.of(reference), reference.gold(), scale).gaps(), 0.95);
        Gap gap = Gap.of(proxy.of(sample), sample.gold(), scale);
        return new Row(
                sample, proxy.name(), gap, gap.summary(sample.prompts(), sample.promptCount(), limit, parameters));
    }

    private static ResultRows tail(List<Row> rows) {
        ResultRows table = new ResultRows(
                "tail",
                "The gap between proxy and gold: mean, tail, and how often selected outputs fail",
                "responses_of",
                "proxy",
                "kl",
                "responses",
                "correlation",
                "rank_correlation",
                "mean_gap",
                "mean_gap±",
                "cvar",
                "cvar±",
                "failure_rate",
                "failure_rate±");
        for (Row row : rows) {
            Gap.Summary s = row.summary;
            table.add(
                    row.sample.name(),
                    row.proxy,
                    row.sample.kl(),
                    row.sample.size(),
                    s.pearson(),
                    s.spearman(),
                    s.values()[0],
                    s.intervals().get(0),
                    s.values()[1],
                    s.intervals().get(1),
                    s.values()[2],
                    s.intervals().get(2));
        }
        return table;
    }

    private static ResultRows bins(Row reference, List<Row> moved, TailParameters parameters) {
        ResultRows table = new ResultRows(
                "gap-by-percentile",
                "The gap in bins of the proxy's percentiles",
                "responses_of",
                "percentile±",
                "proxy",
                "gold",
                "gap",
                "standard_error",
                "responses");
        List<Row> all = new ArrayList<>(List.of(reference));
        all.addAll(moved);
        for (Row row : all) {
            for (Gap.Bin bin : row.gap.bins(parameters.bins())) {
                table.add(
                        row.sample.name(),
                        new Interval(bin.low(), bin.high()),
                        bin.proxy(),
                        bin.gold(),
                        bin.gap(),
                        bin.error(),
                        bin.rows());
            }
        }
        return table;
    }

    private static List<Finding> findings(
            Row reference, List<Row> moved, TailParameters parameters, PolicySamples samples) {
        List<Finding> findings = new ArrayList<>();
        String unit = parameters.standardized() ? " standard deviations" : "";
        if (!moved.isEmpty()) {
            Row far = moved.getLast();
            boolean grows = far.summary.intervals().getFirst().low()
                    > reference.summary.intervals().getFirst().high();
            findings.add(new FindingBuilder("gap-grows", grows ? Severity.WARNING : Severity.INFO)
                    .text("The proxy (" + far.proxy + ") exceeds gold by " + value(far, 0) + unit
                            + " on average at " + far.sample.where() + ", and by " + value(far, 1) + " in the worst "
                            + Digits.percent(1 - parameters.tail()) + "; at " + reference.sample.where() + " by "
                            + value(reference, 0) + " and " + value(reference, 1) + ".")
                    .rule("gap = proxy − gold"
                            + (parameters.standardized() ? ", both standardised at the reference policy" : "")
                            + "; CVaR is the mean of the gaps from their α-quantile on; bootstrap over prompts.")
                    .value("mean_gap", far.summary.values()[0])
                    .value("cvar", far.summary.values()[1])
                    .value("reference_cvar", reference.summary.values()[1])
                    .value("kl", far.sample.kl())
                    .figure(Double.isFinite(far.sample.kl()) ? "gap-by-kl" : "gap-by-percentile")
                    .build());
        }
        findings.add(new FindingBuilder("selected-outputs-fail", Severity.INFO)
                .text("Of the " + Digits.percent(1 - parameters.selected())
                        + " that the proxy likes best at " + reference.sample.where() + ", "
                        + percent(reference) + " are among the 5 % with the largest gap"
                        + (moved.isEmpty()
                                ? "."
                                : "; of those at " + moved.getLast().sample.where() + ", "
                                        + percent(moved.getLast())
                                        + " exceed the same gap."))
                .rule("P(gap above the 95 % quantile of all gaps at the reference policy | proxy at or above its own "
                        + Digits.percent(parameters.selected()) + " quantile); 5 % if a high proxy said nothing about"
                        + " the size of the gap.")
                .value("failure_rate", reference.summary.values()[2])
                .figure("gap-by-percentile")
                .build());
        samples.missing().ifPresent(findings::add);
        if (!samples.note().isEmpty()) {
            findings.add(new FindingBuilder("gold-on-another-scale", Severity.INFO)
                    .text(samples.note())
                    .rule("Means or standard deviations of gold at the reference policy that differ by more than chance"
                            + " or by half.")
                    .build());
        }
        return findings;
    }

    private static String value(Row row, int which) {
        Interval interval = row.summary.intervals().get(which);
        double mean = row.summary.values()[which];
        return Digits.three(Math.abs(mean) < 1e-9 ? 0 : mean)
                + (Double.isFinite(interval.width()) ? " " + Digits.interval(interval.low(), interval.high()) : "");
    }

    private static String percent(Row row) {
        Interval interval = row.summary.intervals().get(2);
        return Digits.percent(row.summary.values()[2])
                + (Double.isFinite(interval.width())
                        ? " [" + Digits.percent(interval.low()) + ", " + Digits.percent(interval.high()) + "]"
                        : "");
    }

    private static String scale(TailParameters parameters) {
        return parameters.standardized() ? ", in standard deviations at the reference policy," : "";
    }

    private static List<Figure> figures(Row reference, List<Row> moved, TailParameters parameters) {
        List<Figure> figures = new ArrayList<>();
        List<Layer> layers = new ArrayList<>();
        List<Row> all = new ArrayList<>(List.of(reference));
        all.addAll(moved);
        long points = 0;
        for (int i = 0; i < all.size(); i++) {
            List<Gap.Bin> bins = all.get(i).gap.bins(parameters.bins());
            double[] x =
                    bins.stream().mapToDouble(b -> (b.low() + b.high()) / 2).toArray();
            layers.add(new Layer.Line(
                    all.get(i).sample.name(),
                    i,
                    x,
                    bins.stream().mapToDouble(Gap.Bin::gap).toArray(),
                    false));
            points += all.get(i).sample.size();
        }
        layers.add(new Layer.Rule("", -1, 0, false));
        String unit = parameters.standardized() ? " (standard deviations)" : "";
        figures.add(new Figure(
                "gap-by-percentile",
                "The gap between proxy and gold by the proxy's percentile",
                Axis.linear("percentile of the proxy"),
                Axis.linear("proxy − gold" + unit),
                layers,
                "Mean of proxy − gold" + scale(parameters) + " in equally large bins of the proxy (" + reference.proxy
                        + "), for the reference policy's responses and those of training runs by their KL. Gaps that"
                        + " rise to the right are what optimising selects.",
                new FigureSource("", Map.of(), Map.of(), points, 0)));
        if (moved.stream().anyMatch(r -> Double.isFinite(r.sample.kl()))) {
            double[] kl =
                    all.stream().mapToDouble(r -> Math.max(0, r.sample.kl())).toArray();
            List<Layer> lines = new ArrayList<>();
            for (int k = 0; k < 2; k++) {
                int which = k;
                lines.add(new Layer.Band(
                        "",
                        k,
                        kl,
                        all.stream()
                                .mapToDouble(
                                        r -> r.summary.intervals().get(which).low())
                                .toArray(),
                        all.stream()
                                .mapToDouble(
                                        r -> r.summary.intervals().get(which).high())
                                .toArray(),
                        Digits.percent(parameters.level()) + " bootstrap interval over prompts"));
                lines.add(new Layer.Line(
                        k == 0 ? "mean" : "CVaR, worst " + Digits.percent(1 - parameters.tail()),
                        k,
                        kl,
                        all.stream().mapToDouble(r -> r.summary.values()[which]).toArray(),
                        false));
            }
            figures.add(new Figure(
                    "gap-by-kl",
                    "How the gap grows as the policy moves away",
                    Axis.scaled("KL of the policy from the reference (nats, √ scale)", Axis.Scale.SQRT),
                    Axis.linear("proxy − gold" + unit),
                    lines,
                    "Mean and conditional value at risk of proxy − gold" + scale(parameters)
                            + " by levels of KL with about equally many"
                            + " responses of all runs. Bands: "
                            + Digits.percent(parameters.level()) + " bootstrap interval over prompts.",
                    new FigureSource("", Map.of(), Map.of(), points, 0)));
        }
        return figures;
    }
}
