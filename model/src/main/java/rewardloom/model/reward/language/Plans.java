package rewardloom.model.reward.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultRows;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.input.Rows;
import rewardloom.model.input.RowsAnalysis;
import rewardloom.model.input.Search;
import rewardloom.model.input.Wish;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Digits;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Values;

/** Predicted plans against the right ones, step by step. */
public final class Plans extends RowsAnalysis<Plans.Settings> {

    /** Which columns hold the plans. */
    public record Settings(
            @Parameter(
                    label = "Predicted",
                    help = "Column with the predicted steps: a list, or a text with ; or line breaks between steps;"
                            + " empty: found by its name.",
                    choices = Choices.COLUMNS)
            String predicted,

            @Parameter(
                    label = "Right",
                    help = "Column with the right steps; empty: found by its name.",
                    choices = Choices.COLUMNS)
            String gold,

            @Parameter(
                    label = "Format",
                    help = "Column that says whether the format is right (0 or 1); empty: found by its name, if there"
                            + " is one.",
                    choices = Choices.COLUMNS)
            String format,

            @Parameter(label = "Shown", help = "Number of plans whose steps are drawn.", min = 1, max = 60)
            int shown) {}

    private static final Settings DEFAULTS = new Settings("", "", "", 24);

    public Plans() {
        super(
                new Card(
                        "plan-steps",
                        "Plans",
                        Family.LANGUAGE,
                        "Where do predicted plans leave the right ones, and what does each part of the agreement earn?",
                        List.of("VIKI-R: Coordinating Embodied Multi-Agent Cooperation via Reinforcement Learning"),
                        List.of(
                                "responses or scores with two columns of steps, predicted and right",
                                "responses or scores with two columns of paths (lists x, y, x, y …)")),
                DEFAULTS);
    }

    @Override
    protected List<Search> searches(Settings s) {
        List<Kind> kinds = List.of(Kind.RESPONSES, Kind.SCORES, Kind.EPISODES);
        return List.of(
                new Search(
                        kinds,
                        "",
                        List.of(),
                        List.of(
                                Wish.text("predicted", "the predicted steps")
                                        .named("pred(?:icted)?(?:_(?:plan|steps))?|plan(?:_pred)?|predicted_steps")
                                        .given("predicted", s.predicted()),
                                Wish.text("gold", "the right steps")
                                        .named("gold(?:_(?:plan|steps))?|gt(?:_(?:plan|steps))?"
                                                + "|reference(?:_(?:plan|steps))?|target_plan")
                                        .given("gold", s.gold()),
                                Wish.number("format", "whether the format is right")
                                        .named("format(?:_reward|_correct|_ok)?|component_format")
                                        .given("format", s.format())
                                        .maybe())),
                new Search(
                        kinds,
                        "",
                        List.of(),
                        List.of(
                                Wish.name("predicted path", "the predicted path")
                                        .named("pred(?:icted)?_(?:path|trajectory|points)")
                                        .given("predicted", s.predicted()),
                                Wish.name("gold path", "the right path")
                                        .named("(?:gold|gt|reference|target)_(?:path|trajectory|points)")
                                        .given("gold", s.gold()))));
    }

    private static List<String> steps(Values values, int row) {
        if (values instanceof Values.TextLists(Values.Texts flat, int[] offsets)) {
            return IntStream.range(offsets[row], offsets[row + 1])
                    .mapToObj(flat::text)
                    .toList();
        }
        return PlanAgreement.steps(values.text(row));
    }

    /** One plan beside the right one. */
    private record Compared(List<String> predicted, List<String> gold, PlanAgreement agreement, double format) {}

    @Override
    protected Result judge(Settings settings, List<Rows> tables, Progress progress) {
        if (tables.getFirst().has("predicted path")) {
            return Paths.judge(tables);
        }
        List<Compared> plans = new ArrayList<>();
        for (Rows rows : tables) {
            double[] format = rows.numbers("format", Double.NaN);
            for (int i = 0; i < rows.size(); i++) {
                List<String> predicted = steps(rows.texts("predicted"), i);
                List<String> gold = steps(rows.texts("gold"), i);
                plans.add(new Compared(predicted, gold, PlanAgreement.of(predicted, gold), format[i]));
            }
        }
        return new Result(
                List.of(finding(plans)),
                figures(plans, settings.shown()),
                List.of(means(plans), rows(plans)),
                inputs(tables));
    }

    private static double mean(List<Compared> plans, ToDoubleFunction<PlanAgreement> part) {
        return plans.stream()
                .mapToDouble(p -> part.applyAsDouble(p.agreement))
                .average()
                .orElse(Double.NaN);
    }

    private static Finding finding(List<Compared> plans) {
        double exact = mean(plans, PlanAgreement::exact);
        double partial = mean(plans, PlanAgreement::accuracy);
        double leaves = plans.stream()
                .filter(p -> p.agreement.prefix() < 1 && !p.gold.isEmpty())
                .mapToDouble(p -> p.agreement.prefix() * p.gold.size() + 1)
                .average()
                .orElse(Double.NaN);
        String where = Double.isFinite(leaves)
                ? " Those that are wrong leave the right plan at step " + Digits.text(leaves) + " on the average."
                : "";
        return new Finding(
                "plan-agreement",
                Severity.INFO,
                Digits.percent(exact) + " of " + Digits.count(plans.size())
                        + " plans are right; the partial accuracy is " + Digits.text(partial) + "." + where,
                "Right: every step equal in its place, lengths within a hundredth. Partial: .4 equal steps, .3 common"
                        + " beginning, .2 equal actions, .1 length.",
                Map.of("exact", exact, "partial", partial, "leaves_at", leaves),
                "parts");
    }

    private static List<Figure> figures(List<Compared> plans, int shown) {
        List<String> parts = List.of("equal steps", "common beginning", "equal actions", "length");
        double[] means = {
            mean(plans, PlanAgreement::same),
            mean(plans, PlanAgreement::prefix),
            mean(plans, PlanAgreement::actions),
            mean(plans, PlanAgreement::length)
        };
        double[] weights = {0.4, 0.3, 0.2, 0.1};
        double[] earned = new double[4];
        Arrays.setAll(earned, k -> weights[k] * means[k]);
        List<Compared> drawn = plans.stream().limit(shown).toList();
        int longest = drawn.stream()
                .mapToInt(p -> Math.max(p.predicted.size(), p.gold.size()))
                .max()
                .orElse(1);
        double[][] cells = new double[drawn.size()][longest];
        for (int r = 0; r < cells.length; r++) {
            Arrays.fill(cells[r], Double.NaN);
            List<String> predicted = drawn.get(r).predicted;
            List<String> gold = drawn.get(r).gold;
            for (int i = 0; i < Math.max(predicted.size(), gold.size()); i++) {
                boolean both = i < predicted.size() && i < gold.size();
                PlanAgreement one = both
                        ? PlanAgreement.of(List.of(predicted.get(i)), List.of(gold.get(i)))
                        : new PlanAgreement(0, 0, 0, 0, false);
                cells[r][i] = one.same() == 1 ? 1 : one.actions() == 1 ? 0.5 : 0;
            }
        }
        String counted = Digits.count(plans.size()) + " plans.";
        return List.of(
                new Figure(
                        "parts",
                        "Parts of the agreement",
                        Axis.categories("", parts),
                        Axis.linear("mean over plans").range(0, 1),
                        List.of(new Layer.Bars("agreement", 0, means), new Layer.Bars("weighted", 1, earned)),
                        "Mean of each part of the agreement, and what it adds to the partial accuracy. " + counted,
                        FigureSource.NONE.counting(plans.size(), 0)),
                new Figure(
                        "steps",
                        "Step by step",
                        Axis.linear("step"),
                        Axis.linear("plan"),
                        List.of(new Layer.HeatMap(
                                "1 equal, ½ same action, 0 other",
                                IntStream.rangeClosed(1, longest)
                                        .asDoubleStream()
                                        .toArray(),
                                IntStream.range(0, drawn.size())
                                        .asDoubleStream()
                                        .toArray(),
                                cells,
                                0,
                                1,
                                false)),
                        "Each step of the first " + drawn.size()
                                + " plans: equal to the right one in its place, of the same action"
                                + " only, or neither. " + counted,
                        FigureSource.NONE.counting(plans.size(), 0)));
    }

    private static ResultTable means(List<Compared> plans) {
        double format = plans.stream()
                .mapToDouble(Compared::format)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
        return ResultRows.of(
                        "plans",
                        "Means over all plans",
                        "plans",
                        "exact",
                        "partial",
                        "same",
                        "prefix",
                        "actions",
                        "length",
                        "agents_right",
                        "format",
                        "reward_exact",
                        "reward_partial")
                .add(
                        plans.size(),
                        mean(plans, PlanAgreement::exact),
                        mean(plans, PlanAgreement::accuracy),
                        mean(plans, PlanAgreement::same),
                        mean(plans, PlanAgreement::prefix),
                        mean(plans, PlanAgreement::actions),
                        mean(plans, PlanAgreement::length),
                        mean(plans, a -> a.agents() ? 1 : 0),
                        format,
                        mean(plans, a -> a.reward(false)),
                        mean(plans, a -> a.reward(true)))
                .table();
    }

    private static ResultTable rows(List<Compared> plans) {
        ResultRows rows = ResultRows.of(
                "plan-rows",
                "The first hundred plans",
                "row",
                "steps",
                "steps_right",
                "same",
                "prefix",
                "actions",
                "length",
                "partial",
                "reward");
        for (int i = 0; i < Math.min(100, plans.size()); i++) {
            Compared plan = plans.get(i);
            rows.add(
                    i,
                    plan.predicted.size(),
                    plan.gold.size(),
                    plan.agreement.same(),
                    plan.agreement.prefix(),
                    plan.agreement.actions(),
                    plan.agreement.length(),
                    plan.agreement.accuracy(),
                    plan.agreement.reward(true));
        }
        return rows.table();
    }
}
