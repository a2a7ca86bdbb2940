package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import rewardloom.model.progress.Progress;
import rewardloom.model.rollout.Grouping;
import rewardloom.model.rollout.ResponseReader;
import rewardloom.model.rollout.Responses;
import rewardloom.model.statistics.Interval;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** The most reward that any policy can reach at a divergence, and how much of it best of n and training runs do reach. */
public final class FrontierAnalysis extends CardAnalysis<FrontierParameters> {

    public FrontierAnalysis() {
        super(
                new Card(
                        "frontier",
                        "Reward-KL frontier",
                        Family.OVEROPTIMIZATION,
                        "How much reward could any policy reach at a divergence, and how much of that do best of n and"
                                + " the training runs reach?",
                        List.of(
                                "Asymptotics of Language Model Alignment",
                                "Value Augmented Sampling for Language Model Alignment and Personalization"),
                        List.of("responses or scores of one policy with score, gold and prompt_id")),
                FrontierParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return tables.list().stream().anyMatch(BestOfNPool::accepts);
    }

    private static final String MOST = "most at this KL";
    private static final String GOLD = "gold";

    /** Something placed against the frontier. */
    private record Placed(
            String name,
            String kind,
            String rule,
            int n,
            double kl,
            double gold,
            double most,
            double share,
            Interval ends) {}

    @Override
    public Result run(FrontierParameters parameters, Tables tables, Progress progress) {
        Table table = tables.list().stream()
                .filter(BestOfNPool::accepts)
                .max(Comparator.comparingLong(Table::rows))
                .orElseThrow(() -> new AnalysisException("there is no table of samples of one policy"));
        progress.update("reading " + table.name(), 0.1);
        Responses responses = ResponseReader.read(table, tables);
        BestOfNPool pool = BestOfNPool.of(responses);
        if (pool.prompts().isEmpty()) {
            throw new AnalysisException(
                    "no prompt of " + table.name() + " has two samples with finite scores and gold");
        }
        boolean byGold = parameters.reward().isBlank();
        progress.update("best of n and runs", 0.4);
        BestOfNSettings settings = new BestOfNSettings(
                BestOfNSettings.rules(parameters.rules()),
                EnsembleRule.Weights.of(0.5),
                true,
                0,
                List.of(),
                parameters.sampling());
        Optional<BestOfNStudy> study = byGold ? Optional.of(BestOfNStudy.of(pool, settings)) : Optional.empty();
        List<BestOfNCurve> curves = study.map(FrontierAnalysis::curves).orElse(List.of());
        Frontier frontier = study.map(BestOfNStudy::frontier)
                .orElseGet(() -> Frontier.ofRewards(rewards(parameters, responses, tables)));
        RlStudy runs = RlStudy.of(
                OveroptimizationParameters.DEFAULTS.with(
                        parameters.groups(),
                        "",
                        "",
                        "",
                        OveroptimizationParameters.Unit.NATS_PER_SEQUENCE,
                        OveroptimizationParameters.Unit.AUTO,
                        parameters.smoothing(),
                        parameters.sampling()),
                tables,
                progress);
        List<GroupStudy> groups = byGold ? runs.groups() : List.of();
        List<Placed> placed = new ArrayList<>();
        curves.forEach(c -> placed.add(place(c, frontier)));
        groups.forEach(g -> placed.add(place(g, frontier, parameters.sampling())));
        List<Table> inputs = new ArrayList<>(groups.isEmpty() ? List.of() : runs.inputs());
        inputs.add(table);
        List<Finding> findings = findings(frontier, pool, placed);
        study.ifPresent(s -> findings.addAll(new BestOfNNotices(s, settings).all()));
        if (!groups.isEmpty()) {
            PoolScale.differs(runs, pool, "efficiencies of runs mean nothing.", "frontier")
                    .ifPresent(findings::add);
            findings.addAll(new RunNotices(runs, "frontier").all());
        }
        return new Result(
                findings,
                List.of(figure(frontier, curves, groups, runs, parameters, pool)),
                List.of(points(frontier, parameters.sampling()), efficiency(placed)),
                inputs);
    }

    private static List<double[]> rewards(FrontierParameters parameters, Responses responses, Tables tables) {
        Table table = responses.table();
        if (table.columns().stream().noneMatch(c -> c.name().equals(parameters.reward()))) {
            throw new AnalysisException("table " + table.name() + " has no column '" + parameters.reward()
                    + "'; there are "
                    + String.join(
                            ", ", table.columns().stream().map(c -> c.name()).toList()));
        }
        Columns columns = tables.columns(table, List.of(parameters.reward()));
        double[] reward = columns.doubles(parameters.reward());
        if (reward.length != responses.rows() || Arrays.stream(reward).anyMatch(r -> !Double.isFinite(r))) {
            throw new AnalysisException("column '" + parameters.reward() + "' of " + table.name()
                    + " has missing values or texts, or other rows lack a score or gold; a frontier needs a number in"
                    + " every row");
        }
        Grouping grouping = responses.byPrompt();
        List<double[]> rewards = new ArrayList<>();
        for (int g = 0; g < grouping.size(); g++) {
            int[] rows = grouping.rowsOf(g);
            if (rows.length > 1) {
                rewards.add(Arrays.stream(rows).mapToDouble(r -> reward[r]).toArray());
            }
        }
        return rewards;
    }

    private static List<BestOfNCurve> curves(BestOfNStudy study) {
        List<BestOfNCurve> curves = new ArrayList<>(study.oracle());
        curves.add(study.first());
        curves.addAll(study.ensembles());
        return curves;
    }

    /** Best of n at the largest n that the frontier reaches. */
    private static Placed place(BestOfNCurve curve, Frontier frontier) {
        int at = 0;
        for (int k = 0; k < curve.n().length; k++) {
            at = curve.kl(k) <= frontier.most() ? k : at;
        }
        double most = frontier.at(curve.kl(at));
        double room = most - frontier.start();
        double start = curve.gold()[0];
        Interval gold = curve.goldInterval().get(at);
        return new Placed(
                "best of " + curve.n()[at] + " by " + curve.rule(),
                "best-of-n",
                curve.rule(),
                curve.n()[at],
                curve.kl(at),
                curve.gold()[at],
                most,
                (curve.gold()[at] - start) / room,
                new Interval((gold.low() - start) / room, (gold.high() - start) / room));
    }

    /** Each run of a group at the divergence of its own peak, or at the largest that the frontier reaches. */
    private static Placed place(GroupStudy group, Frontier frontier, Sampling sampling) {
        int n = group.runs().size();
        double[] kl = new double[n];
        double[] gold = new double[n];
        double[] most = new double[n];
        double[] shares = new double[n];
        for (int i = 0; i < n; i++) {
            RunStudy run = group.runs().get(i);
            kl[i] = Math.min(run.thePeak().map(Peak::kl).orElse(Double.NaN), frontier.most());
            gold[i] = Reach.of(run).at(kl[i]);
            most[i] = frontier.at(kl[i]);
            shares[i] = (gold[i] - run.baseline()) / (most[i] - frontier.start());
        }
        Mitigation.Estimate share = MitigationStudy.overSeeds(shares, sampling.level());
        return new Placed(
                group.name(),
                group.isSingle() ? "run" : "group",
                "",
                0,
                GoldCurve.mean(kl, 0, n),
                GoldCurve.mean(gold, 0, n),
                GoldCurve.mean(most, 0, n),
                share.value(),
                share.interval());
    }

    private static String legend(BestOfNCurve curve) {
        return switch (curve.rule()) {
            case GOLD -> GOLD;
            case BestOfNStudy.ONE_MODEL -> "one model";
            default -> curve.rule();
        };
    }

    private static ResultTable points(Frontier frontier, Sampling sampling) {
        ResultRows rows = new ResultRows(
                "frontier", "The most reward at each divergence", "kl", "reward", "reward±", "sqrt_2kl_bound");
        List<Interval> band = frontier.band(sampling);
        for (int i = 0; i < frontier.kl().length; i++) {
            rows.add(frontier.kl()[i], frontier.gold()[i], band.get(i), Math.sqrt(2 * frontier.kl()[i]));
        }
        return rows.table();
    }

    private static ResultTable efficiency(List<Placed> placed) {
        ResultRows rows = new ResultRows(
                "efficiency",
                "Gain over the reference policy as a share of the most at the same divergence",
                "name",
                "kind",
                "kl",
                "gold",
                "most_gold",
                "efficiency",
                "efficiency±");
        placed.forEach(p -> rows.add(p.name, p.kind, p.kl, p.gold, p.most, p.share, p.ends));
        return rows.table();
    }

    private static List<Finding> findings(Frontier frontier, BestOfNPool pool, List<Placed> placed) {
        List<Finding> findings = new ArrayList<>();
        List<Placed> known =
                placed.stream().filter(p -> Double.isFinite(p.share)).toList();
        if (!known.isEmpty()) {
            findings.add(new FindingBuilder("efficiency", Severity.INFO)
                    .text("Of the most gold that any policy reaches at the same KL, gained over the reference policy: "
                            + Stream.concat(bestOfN(known).stream(), trained(known).stream())
                                    .collect(Collectors.joining("; "))
                            + ".")
                    .rule("Gain over the reference policy at the KL of the peak of gold, or at the largest KL that the"
                            + " samples can tell, over the gain of the exponentially tilted samples at that KL. The"
                            + " table efficiency has all of them with their intervals.")
                    .value("most_kl", frontier.most())
                    .value("placed", known.size())
                    .figure("frontier")
                    .build());
        }
        findings.add(new FindingBuilder("frontier-reach", Severity.INFO)
                .text("The samples tell the frontier up to a KL of " + Digits.three(frontier.most())
                        + " nats, where it is at " + Digits.three(frontier.gold()[frontier.gold().length - 1])
                        + " from " + Digits.three(frontier.start())
                        + "; runs that go further are placed there.")
                .rule("With fewer samples than e² times what a divergence narrows them down to, log N − 2 nats for N = "
                        + Digits.count(pool.samples()) + ", the samples are the limit and not the policy.")
                .value("most_kl", frontier.most())
                .value("most_gold", frontier.gold()[frontier.gold().length - 1])
                .figure("frontier")
                .build());
        return findings;
    }

    private static Optional<String> bestOfN(List<Placed> known) {
        List<Placed> chosen = known.stream()
                .filter(p -> p.kind.equals("best-of-n") && !p.rule.equals(GOLD))
                .toList();
        return chosen.isEmpty()
                ? Optional.empty()
                : Optional.of("best of " + Digits.count(chosen.getFirst().n) + " (KL "
                        + Digits.three(chosen.getFirst().kl) + ") "
                        + chosen.stream()
                                .map(p -> Digits.percent(p.share) + " by " + p.rule)
                                .collect(Collectors.joining(", ")));
    }

    /** The worst and the best of the training runs. */
    private static Optional<String> trained(List<Placed> known) {
        List<Placed> runs = known.stream()
                .filter(p -> !p.kind.equals("best-of-n"))
                .sorted(Comparator.comparingDouble(Placed::share))
                .toList();
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        Placed worst = runs.getFirst();
        Placed best = runs.getLast();
        return Optional.of(
                runs.size() == 1
                        ? placed(best)
                        : runs.size() + " groups of runs from " + placed(worst) + " to " + placed(best));
    }

    private static String placed(Placed one) {
        return Digits.percent(one.share) + " by " + one.name + " (KL " + Digits.three(one.kl) + ")";
    }

    private static Figure figure(
            Frontier frontier,
            List<BestOfNCurve> curves,
            List<GroupStudy> groups,
            RlStudy runs,
            FrontierParameters parameters,
            BestOfNPool pool) {
        List<Layer> layers = new ArrayList<>();
        List<Interval> band = frontier.band(parameters.sampling());
        layers.add(new Layer.Band(
                "",
                -1,
                frontier.kl(),
                band.stream().mapToDouble(Interval::low).toArray(),
                band.stream().mapToDouble(Interval::high).toArray(),
                Digits.percent(parameters.level()) + " bootstrap interval over prompts"));
        layers.add(new Layer.Line(MOST, -1, frontier.kl(), frontier.gold(), false));
        // Runs keep the colour that they have everywhere.
        int color = groups.size();
        for (BestOfNCurve curve : curves) {
            double[] kl = new double[curve.n().length];
            Arrays.setAll(kl, curve::kl);
            layers.add(new Layer.Scatter("BoN by " + legend(curve), color++, kl, curve.gold()));
        }
        double end = Math.max(
                frontier.most(),
                curves.stream().mapToDouble(c -> c.kl(c.last())).max().orElse(0));
        for (GroupStudy group : groups) {
            Reach reach = Reach.of(group.mean());
            int n = 0;
            while (n < reach.kl().length && reach.kl()[n] <= 2 * end) {
                n++;
            }
            // Gains are counted from each run's own start, as the frontier's are from its own.
            double shift = frontier.start() - group.mean().baseline();
            double[] kl =
                    Arrays.stream(reach.kl(), 0, n).map(k -> Math.max(0, k)).toArray();
            layers.add(new Layer.Line(
                    group.name(),
                    runs.color(group.name()),
                    kl,
                    Arrays.stream(reach.gold(), 0, n).map(g -> g + shift).toArray(),
                    false));
        }
        String what = parameters.reward().isBlank() ? "gold" : parameters.reward();
        return new Figure(
                "frontier",
                "The most " + what + " at each divergence, and what is reached",
                Axis.scaled("KL from the reference policy (nats per sequence, √ scale)", Axis.Scale.SQRT),
                Axis.linear("mean " + what),
                layers,
                "“" + MOST + "”: mean " + what + " of π(y) ∝ p(y)·exp(r(y)/β) on the samples of "
                        + Digits.count(pool.prompts().size())
                        + " prompts, one β for all, as far as the samples can tell. Dots: best of n (BoN)."
                        + (groups.isEmpty()
                                ? ""
                                : " Lines with names of runs: their smoothed gold at the first time a KL was reached,"
                                        + " shifted to start where the samples do.")
                        + " Band of the first line: "
                        + Digits.percent(parameters.level()) + " bootstrap interval over prompts.",
                new FigureSource("", Map.of(), Map.of(), pool.rows(), pool.nonfinite()));
    }
}
