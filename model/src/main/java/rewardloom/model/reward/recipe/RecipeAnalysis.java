package rewardloom.model.reward.recipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.formula.FormulaException;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Correlation;
import rewardloom.model.statistics.Digits;
import rewardloom.model.statistics.Moments;
import rewardloom.model.statistics.Order;
import rewardloom.model.statistics.RankChange;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Tables;

/** A formula applied to tables, compared with what was logged, and written down for use elsewhere. */
public final class RecipeAnalysis extends CardAnalysis<RecipeParameters> {

    public RecipeAnalysis() {
        super(
                new Card(
                        "recipe",
                        "Recipe",
                        Family.DECOMPOSITION,
                        "What does a recipe that combines components give, and how does it differ from what was"
                                + " logged?",
                        List.of(
                                "Lucy-SKG: Learning to Play Rocket League Efficiently Using Deep Reinforcement"
                                        + " Learning",
                                "Transforming and Combining Rewards for Aligning Large Language Models",
                                "Stabilizing Long-term Multi-turn Reinforcement Learning with Gated Rewards",
                                "Confronting Reward Model Overoptimization with Constrained RLHF",
                                "Deep Reinforcement Learning from Hierarchical Weak Preference Feedback",
                                "Subject-driven Text-to-Image Generation via Preference-based Reinforcement Learning",
                                "GTAlign: Game-Theoretic Alignment of LLM Assistants for Mutual Welfare",
                                "Submodular Reinforcement Learning",
                                "On Designing Effective RL Reward at Training Time for LLM Reasoning"),
                        List.of("any table with rows, and a formula over its columns or a saved recipe")),
                RecipeParameters.DEFAULTS);
    }

    /** Without a formula there is something to say only if a recipe was saved. */
    @Override
    public boolean accepts(Tables tables) {
        return !Applied.names(tables.formulas()).isEmpty();
    }

    @Override
    public boolean accepts(RecipeParameters parameters, Tables tables) {
        boolean some = tables.list().stream()
                .anyMatch(t -> Applied.kinds(parameters).contains(t.kind()) && Applied.isWanted(t, parameters));
        return some
                && (!parameters.formula().isBlank()
                        || !parameters.recipe().isBlank()
                        || Applied.formula(parameters, tables).isPresent());
    }

    @Override
    public Result run(RecipeParameters parameters, Tables tables, Progress progress) {
        Applied.All all;
        RecipeExport export;
        try {
            all = Applied.of(parameters, tables, progress);
            export = RecipeExport.of(
                    parameters.name(), all.formula(), all.tables().getFirst().table(), tables.formulas());
        } catch (FormulaException e) {
            throw new AnalysisException(String.valueOf(e.getMessage()));
        }
        RunColors colors = RunColors.of(tables);
        return new Result(
                findings(all),
                new RecipeFigures(all, colors).all(),
                tables(all, parameters, export),
                all.tables().stream().map(Applied::table).toList());
    }

    private static double[] joined(List<Applied> tables, boolean logged) {
        return tables.stream()
                .flatMapToDouble(t -> DoubleStream.of(t.returns()[logged ? 1 : 0]))
                .toArray();
    }

    private static String unit(Applied first) {
        return switch (first.table().kind()) {
            case STEPS -> "episodes";
            case METRICS -> "logged points";
            case EPISODES -> "episodes";
            default -> "responses";
        };
    }

    private static List<Finding> findings(Applied.All all) {
        List<Finding> findings = new ArrayList<>();
        long rows = all.tables().stream().mapToLong(t -> t.values().length).sum();
        long nonfinite = all.tables().stream().mapToLong(Applied::nonfinite).sum();
        if (nonfinite > 0) {
            findings.add(new Finding(
                    "no-number",
                    nonfinite == rows ? Severity.ERROR : Severity.WARNING,
                    "The recipe gives no finite number in " + Digits.count(nonfinite) + " of " + Digits.count(rows)
                            + " rows: it divides by zero there, or needs a value that is missing.",
                    "NaN, infinite or missing results.",
                    Map.of("nonfinite", nonfinite, "rows", rows),
                    "series"));
        }
        Applied first = all.tables().getFirst();
        if (first.hasLogged()) {
            compared(all, findings);
        } else {
            Moments moments = Moments.of(joined(all.tables(), false));
            findings.add(new Finding(
                    "recipe",
                    Severity.INFO,
                    "The recipe has a mean of " + Digits.text(moments.mean()) + " and a standard deviation of "
                            + Digits.text(moments.standardDeviation()) + " over " + Digits.count(moments.n()) + " "
                            + unit(first) + ". There is no logged reward to compare it with.",
                    "Means over rows, or sums over episodes for steps.",
                    Map.of("mean", moments.mean()),
                    "distribution"));
        }
        return findings;
    }

    private static void compared(Applied.All all, List<Finding> findings) {
        Applied first = all.tables().getFirst();
        double[] values = joined(all.tables(), false);
        double[] logged = joined(all.tables(), true);
        double largest = 0;
        double scale = 0;
        int compared = 0;
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i] - logged[i])) {
                compared++;
                largest = Math.max(largest, Math.abs(values[i] - logged[i]));
                scale = Math.max(scale, Math.abs(logged[i]));
            }
        }
        if (compared == 0) {
            return;
        }
        if (largest <= 1e-5 * scale) {
            findings.add(new Finding(
                    "recipe-is-logged",
                    Severity.INFO,
                    "The recipe gives what was logged as " + first.loggedName() + " in every one of "
                            + Digits.count(values.length) + " " + unit(first) + ".",
                    "max |recipe − logged| ≤ 1e-5 · max |logged|",
                    Map.of("largest", largest),
                    "against-logged"));
            return;
        }
        double spearman = Correlation.spearman(values, logged);
        Winners winners = Winners.of(all.tables());
        String won = winners.prompts == 0
                ? ""
                : "; another response wins in " + winners.changed + " of " + winners.prompts + " prompts"
                        + (Double.isFinite(winners.gold)
                                ? " (mean gold of the winners " + Digits.text(winners.loggedGold) + " as logged, "
                                        + Digits.text(winners.gold) + " by the recipe)"
                                : "");
        findings.add(new Finding(
                "recipe-differs",
                Severity.INFO,
                "Over " + Digits.count(values.length) + " " + unit(first) + " the recipe ranks like "
                        + first.loggedName() + " with a rank correlation of " + Digits.text(spearman) + won + ".",
                "Spearman's correlation of recipe and logged reward; of steps, of their sums over episodes.",
                Map.of(
                        "spearman", spearman,
                        "prompts", winners.prompts,
                        "winners_changed", winners.changed),
                "against-logged"));
    }

    /** Who wins each prompt. */
    private record Winners(int prompts, int changed, double loggedGold, double gold) {
        static Winners of(List<Applied> tables) {
            int prompts = 0;
            int changed = 0;
            double before = 0;
            double after = 0;
            int known = 0;
            for (Applied table : tables) {
                if (!table.hasLogged()) {
                    continue;
                }
                for (int[] group : table.prompts().rows()) {
                    int[] was = RankChange.winners(table.logged(), group);
                    int[] is = RankChange.winners(table.values(), group);
                    prompts++;
                    changed += Arrays.equals(was, is) ? 0 : 1;
                    if (table.prompts().hasGold()) {
                        double first = mean(table.prompts().gold(), was);
                        double second = mean(table.prompts().gold(), is);
                        if (Double.isFinite(first + second)) {
                            known++;
                            before += first;
                            after += second;
                        }
                    }
                }
            }
            return new Winners(
                    prompts,
                    changed,
                    known == 0 ? Double.NaN : before / known,
                    known == 0 ? Double.NaN : after / known);
        }

        private static double mean(double[] gold, int[] rows) {
            return Arrays.stream(rows).mapToDouble(i -> gold[i]).average().orElse(Double.NaN);
        }
    }

    private static List<ResultTable> tables(Applied.All all, RecipeParameters parameters, RecipeExport export) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        Map<String, double[][]> byRun = new LinkedHashMap<>();
        for (Applied table : all.tables()) {
            byRun.merge(RunColors.runOf(table.table()).name(), table.returns(), RecipeAnalysis::concat);
        }
        List<String> order = new ArrayList<>(byRun.keySet());
        order.sort((a, b) -> Double.compare(mean(byRun, b, 0), mean(byRun, a, 0)));
        List<String> loggedOrder = new ArrayList<>(byRun.keySet());
        loggedOrder.sort((a, b) -> Double.compare(mean(byRun, b, 1), mean(byRun, a, 1)));
        for (String run : order) {
            double[][] both = byRun.getOrDefault(run, new double[2][0]);
            Moments moments = Moments.of(both[0]);
            boolean logged = both[1].length > 0;
            rows.add(Arrays.asList(
                    run,
                    moments.n(),
                    orNull(moments.mean()),
                    orNull(moments.standardDeviation()),
                    orNull(Arrays.stream(both[0]).filter(Double::isFinite).min().orElse(Double.NaN)),
                    orNull(Arrays.stream(both[0]).filter(Double::isFinite).max().orElse(Double.NaN)),
                    order.indexOf(run) + 1,
                    logged ? orNull(mean(byRun, run, 1)) : null,
                    logged ? loggedOrder.indexOf(run) + 1 : null,
                    logged ? orNull(Correlation.pearson(both[0], both[1])) : null,
                    logged ? orNull(kendall(both)) : null));
        }
        List<List<@Nullable Object>> texts = List.of(
                Arrays.asList("formula", all.formula()),
                Arrays.asList("sql", export.sql()),
                Arrays.asList("python", export.python()));
        String what = all.tables().getFirst().table().kind() == Kind.STEPS ? "sums over episodes" : "rows";
        return List.of(
                new ResultTable(
                        "runs",
                        parameters.name() + " by run (" + what + ")",
                        List.of(
                                "run",
                                "n",
                                "mean",
                                "sd",
                                "min",
                                "max",
                                "rank",
                                "logged",
                                "rank_logged",
                                "correlation",
                                "kendall"),
                        rows),
                new ResultTable("export", "The recipe for use elsewhere", List.of("language", "text"), texts));
    }

    private static double[][] concat(double[][] a, double[][] b) {
        return new double[][] {
            DoubleStream.concat(DoubleStream.of(a[0]), DoubleStream.of(b[0])).toArray(),
            DoubleStream.concat(DoubleStream.of(a[1]), DoubleStream.of(b[1])).toArray()
        };
    }

    private static double mean(Map<String, double[][]> byRun, String run, int which) {
        return Moments.of(byRun.getOrDefault(run, new double[2][0])[which]).mean();
    }

    private static double kendall(double[][] both) {
        return RankChange.of(Order.ascending(both[1]), both[1], both[0]).kendall();
    }

    private static @Nullable Double orNull(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }
}
