package rewardloom.model.reward.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rewardloom.model.analysis.AnalysisException;
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
import rewardloom.model.table.RoleType;

/** Quality against cost: who is on the front, where it bends, and what a price on cost would choose. */
public final class CostTradeoff extends RowsAnalysis<CostTradeoff.Settings> {

    /** What is good, what it costs. */
    public record Settings(
            @Parameter(
                    label = "Quality",
                    help = "Column to be as large as possible; empty: found by its name or role.",
                    choices = Choices.COLUMNS)
            String quality,

            @Parameter(
                    label = "Cost",
                    help = "Column to be as small as possible, such as calls, turns, tokens; empty: found by its name.",
                    choices = Choices.COLUMNS)
            String cost,

            @Parameter(
                    label = "Process",
                    help = "Column with a process reward; empty: none.",
                    choices = Choices.COLUMNS)
            String process,

            @Parameter(label = "λ", help = "Weight of the process reward.", min = -100, max = 100)
            double lambda,

            @Parameter(
                    label = "Name",
                    help = "Column that names each configuration, over whose rows quality and cost are averaged;"
                            + " empty: a column called config, method, model or run; rows stand alone without"
                            + " one.",
                    choices = Choices.COLUMNS)
            String name) {}

    private static final Settings DEFAULTS = new Settings("", "", "", 0, "");
    private static final int PRICES = 60;

    public CostTradeoff() {
        super(
                new Card(
                        "cost-tradeoff",
                        "Quality against cost",
                        Family.LANGUAGE,
                        "Which configurations are worth their cost, and what does the next call bring?",
                        List.of("AI-SearchPlanner: Modular Agentic Search via Pareto-Optimal Multi-Objective"
                                + " Reinforcement Learning"),
                        List.of("scores, responses or episodes with a quality and a cost")),
                DEFAULTS);
    }

    @Override
    protected List<Search> searches(Settings s) {
        Wish quality = Wish.number("quality", "the quality")
                .role(RoleType.CORRECT, RoleType.SUCCESS, RoleType.GOLD)
                .named("quality|accuracy|utility|f1|em|score|outcome")
                .given("quality", s.quality());
        Wish cost = Wish.number("cost", "the cost")
                .named("cost|(?:n_|num_)?(?:calls|turns|tool_calls|searches|queries)|tokens|latency|price")
                .given("cost", s.cost());
        Wish process = Wish.number("process", "a process reward")
                .named(s.process().isBlank() ? "" : ".*")
                .given("process", s.process())
                .maybe();
        Wish name = Wish.text("name", "the configuration")
                .named("config(?:uration)?|method|model|name|run|policy")
                .given("name", s.name())
                .maybe();
        return List.of(new Search(
                List.of(Kind.SCORES, Kind.RESPONSES, Kind.EPISODES),
                "",
                List.of(),
                List.of(quality, cost, process, name)));
    }

    /**
     * Configurations.
     *
     * @param quality mean quality, λ times the process reward included
     * @param cost mean cost
     */
    private record Points(List<String> names, double[] quality, double[] cost, int[] rows) {
        double[] saved() {
            return Arrays.stream(cost).map(c -> -c).toArray();
        }
    }

    @Override
    protected Result judge(Settings settings, List<Rows> tables, Progress progress) {
        Points points = points(settings, tables);
        Front front = Front.of(points.quality, points.saved());
        if (front.members().length == 0) {
            throw new AnalysisException("no row has a finite quality and cost");
        }
        return new Result(
                List.of(finding(points, front)),
                figures(points, front),
                List.of(table(points, front), prices(points, front)),
                inputs(tables));
    }

    private static Points points(Settings settings, List<Rows> tables) {
        List<String> names = new ArrayList<>();
        List<double[]> sums = new ArrayList<>();
        for (Rows rows : tables) {
            double[] quality = rows.numbers("quality");
            double[] cost = rows.numbers("cost");
            double[] process = rows.numbers("process", 0);
            for (int i = 0; i < rows.size(); i++) {
                if (!Double.isFinite(quality[i]) || !Double.isFinite(cost[i])) {
                    continue;
                }
                String name = rows.has("name")
                        ? rows.texts("name").text(i)
                        : tables.size() > 1 ? rows.run().name() : "row " + i;
                int at = names.indexOf(name);
                if (at < 0) {
                    at = names.size();
                    names.add(name);
                    sums.add(new double[3]);
                }
                double[] sum = sums.get(at);
                sum[0] += quality[i] + settings.lambda() * (Double.isFinite(process[i]) ? process[i] : 0);
                sum[1] += cost[i];
                sum[2]++;
            }
        }
        return new Points(
                names,
                sums.stream().mapToDouble(s -> s[0] / s[2]).toArray(),
                sums.stream().mapToDouble(s -> s[1] / s[2]).toArray(),
                sums.stream().mapToInt(s -> (int) s[2]).toArray());
    }

    private static Finding finding(Points points, Front front) {
        int n = front.members().length;
        int knee = front.knee();
        int best = front.members()[n - 1];
        String bends = knee < 0
                ? ""
                : " It bends at " + points.names.get(knee) + " (quality " + Digits.text(points.quality[knee])
                        + ", cost " + Digits.text(points.cost[knee]) + "): beyond it quality is dear.";
        return new Finding(
                "cost-front",
                Severity.INFO,
                n + " of " + points.names.size() + " configurations are on the front; the best, "
                        + points.names.get(best)
                        + ", has quality " + Digits.text(points.quality[best]) + " at cost "
                        + Digits.text(points.cost[best]) + "."
                        + bends,
                "A configuration is on the front if none is better in quality and not dearer, or as good and cheaper."
                        + " Knee: the member farthest from the line through the ends, both scaled to 0 to 1.",
                Map.of("front", n, "configurations", points.names.size(), "best", points.names.get(best)),
                "front");
    }

    private static List<Figure> figures(Points points, Front front) {
        int[] byCost = front.members().clone();
        double[] frontCost =
                Arrays.stream(byCost).mapToDouble(m -> points.cost[m]).toArray();
        double[] frontQuality =
                Arrays.stream(byCost).mapToDouble(m -> points.quality[m]).toArray();
        int[] others = IntStream.range(0, points.names.size())
                .filter(i -> !front.contains(i))
                .toArray();
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer.Line("front", 0, frontCost, frontQuality, false));
        layers.add(new Layer.Scatter(
                "dominated",
                -1,
                Arrays.stream(others).mapToDouble(i -> points.cost[i]).toArray(),
                Arrays.stream(others).mapToDouble(i -> points.quality[i]).toArray()));
        layers.add(new Layer.Scatter("on the front", 0, frontCost, frontQuality));
        if (byCost.length <= 12) {
            for (int m : byCost) {
                layers.add(new Layer.Note(points.names.get(m), 0, points.cost[m], points.quality[m]));
            }
        }
        Figure figure = new Figure(
                "front",
                "Quality against cost",
                Axis.linear("cost"),
                Axis.linear("quality"),
                layers,
                "Mean quality and cost of " + points.names.size() + " configurations, and those that none dominates.",
                FigureSource.NONE.counting(Arrays.stream(points.rows).sum(), 0));
        double[] marginal = new double[Math.max(0, byCost.length - 1)];
        List<String> names = new ArrayList<>();
        for (int i = 0; i < marginal.length; i++) {
            marginal[i] = (frontQuality[i + 1] - frontQuality[i]) / (frontCost[i + 1] - frontCost[i]);
            names.add(points.names.get(byCost[i + 1]));
        }
        if (marginal.length == 0) {
            return List.of(figure);
        }
        return List.of(
                figure,
                new Figure(
                        "marginal",
                        "What the next unit of cost brings",
                        Axis.categories("", names),
                        Axis.linear("quality per unit of cost"),
                        List.of(new Layer.Bars("", 0, marginal)),
                        "Gain in quality over gain in cost from each configuration on the front to the next dearer"
                                + " one.",
                        FigureSource.NONE));
    }

    private static ResultTable table(Points points, Front front) {
        ResultRows rows = ResultRows.of(
                "configurations",
                "Configurations by cost",
                "name",
                "rows",
                "quality",
                "cost",
                "on_front",
                "knee",
                "marginal_quality");
        int knee = front.knee();
        Integer[] order = IntStream.range(0, points.names.size()).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Double.compare(points.cost[a], points.cost[b]));
        for (int i : order) {
            int place = IntStream.range(0, front.members().length)
                    .filter(p -> front.members()[p] == i)
                    .findFirst()
                    .orElse(-1);
            int before = place > 0 ? front.members()[place - 1] : -1;
            rows.add(
                    points.names.get(i),
                    points.rows[i],
                    points.quality[i],
                    points.cost[i],
                    place >= 0,
                    i == knee,
                    before < 0
                            ? Double.NaN
                            : (points.quality[i] - points.quality[before]) / (points.cost[i] - points.cost[before]));
        }
        return rows.table();
    }

    /** Which configuration quality − α·cost chooses, for α from 0 to where the cheapest wins. */
    private static ResultTable prices(Points points, Front front) {
        ResultRows rows =
                ResultRows.of("prices", "What quality − α · cost chooses", "alpha_from", "chosen", "quality", "cost");
        double steepest = 0;
        for (int i = 0; i + 1 < front.members().length; i++) {
            int a = front.members()[i];
            int b = front.members()[i + 1];
            steepest = Math.max(steepest, (points.quality[b] - points.quality[a]) / (points.cost[b] - points.cost[a]));
        }
        int before = -1;
        for (int p = 0; p <= PRICES; p++) {
            double alpha = 1.05 * steepest * p / PRICES;
            int best = -1;
            for (int m : front.members()) {
                boolean better = best < 0
                        || points.quality[m] - alpha * points.cost[m]
                                > points.quality[best] - alpha * points.cost[best];
                best = better ? m : best;
            }
            if (best != before) {
                rows.add(alpha, points.names.get(best), points.quality[best], points.cost[best]);
                before = best;
            }
        }
        return rows.table();
    }
}
