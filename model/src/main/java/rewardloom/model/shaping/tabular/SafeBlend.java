package rewardloom.model.shaping.tabular;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
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
import rewardloom.model.mdp.MdpReader;
import rewardloom.model.mdp.Plan;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Digits;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Series;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** How much of an auxiliary reward can be blended in before the best policy for the blend is not best for the task. */
public final class SafeBlend extends CardAnalysis<SafeBlend.Settings> {

    /** What is blended. */
    public record Settings(
            @Parameter(label = "Model", help = "Tabular model; empty: the first.", choices = Choices.TABLES)
            String table,

            @Parameter(
                    label = "Primary",
                    help = "Reward that counts; empty: one called primary, main, base, env, task or reward, or the"
                            + " first.")
            String reward,

            @Parameter(label = "Auxiliary", help = "Reward that is blended in; empty: the first of the others.")
            String auxiliary,

            @Parameter(label = "From", help = "Smallest ratio φ₃/φ₂ of auxiliary to primary.")
            double from,

            @Parameter(label = "To", help = "Largest ratio.")
            double to,

            @Parameter(label = "Points", help = "Ratios computed between the two.", min = 3, max = 5000)
            int points,

            @Parameter(label = "γ", help = "Discount.", min = 0, max = 0.9999)
            double gamma,

            @Parameter(label = "Start", help = "Start state; empty: the column start, or all states alike.")
            String start) {}

    private static final Settings DEFAULTS = new Settings("", "", "", 0, 2, 201, 0.95, "");
    private static final String BLEND_TAG =
            "(?i)(?:.*/)?(?:phi|φ)[_ ]?(?:[123]|gamma|γ|main|aux|env)|(?i)(?:.*/)?(?:learned_)?gamma(?:_phi)?";
    private static final double EXACT = 1e-9;

    public SafeBlend() {
        super(
                new Card(
                        "safe-blend",
                        "Safe blend",
                        Family.SHAPING,
                        "How much of an auxiliary reward can be added before the best policy for the blend is wrong"
                                + " for the task?",
                        List.of(
                                "Behavior Alignment via Reward Function Optimization",
                                "Reward Design for Reinforcement Learning Agents"),
                        List.of("a tabular model with two rewards", "metrics phi_1, phi_2, phi_3 of a learned blend")),
                DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return tables.list(Kind.MDP).stream().anyMatch(t -> MdpReader.rewards(t).size() > 1)
                || !blends(tables).isEmpty();
    }

    private static List<Table> blends(Tables tables) {
        return tables.list(Kind.METRICS).stream()
                .filter(t -> t.series().stream().anyMatch(s -> s.tag().matches("(?i)(?:.*/)?phi_?[123]")))
                .toList();
    }

    /** What the best policies for a blend earn of the primary reward. */
    private record Point(double ratio, double worst, double best) {}

    private static Point at(Model model, double[] auxiliary, double ratio) {
        Plan plan = Plan.best(model.mdp(), model.plus(auxiliary, ratio), model.gamma());
        return new Point(
                ratio,
                model.mdp().atStart(plan.worstOfBest(model.reward())),
                model.mdp().atStart(plan.bestOfBest(model.reward())));
    }

    @Override
    public Result run(Settings settings, Tables tables, Progress progress) {
        List<Finding> findings = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        List<ResultTable> results = new ArrayList<>();
        List<Table> inputs = new ArrayList<>();
        List<Table> learned = blends(tables);
        if (MdpReader.accepts(tables) || learned.isEmpty()) {
            blend(settings, tables, progress, findings, figures, results, inputs);
        }
        if (!learned.isEmpty()) {
            figures.add(learned(learned, tables));
            inputs.addAll(learned);
        }
        return new Result(findings, figures, results, inputs);
    }

    private static void blend(
            Settings settings,
            Tables tables,
            Progress progress,
            List<Finding> findings,
            List<Figure> figures,
            List<ResultTable> results,
            List<Table> inputs) {
        if (!(settings.from() < settings.to())) {
            throw new AnalysisException("the ratios go from a smaller to a larger number, not from " + settings.from()
                    + " to " + settings.to());
        }
        Model model = Model.read(tables, settings.table(), settings.reward(), settings.gamma(), settings.start());
        List<String> others = model.others(settings.auxiliary());
        if (others.isEmpty()) {
            throw new AnalysisException("the tabular model '" + model.table().name()
                    + "' has one reward only; a blend needs a second column reward/NAME");
        }
        String auxiliary = others.getFirst();
        double[] added = model.mdp().reward(auxiliary);
        double best = model.mdp().atStart(model.plan().values());
        TreeMap<Double, Point> points = new TreeMap<>();
        for (int i = 0; i < settings.points(); i++) {
            progress.checkCancelled();
            progress.update("blending", (double) i / settings.points());
            double ratio = settings.from() + (settings.to() - settings.from()) * i / (settings.points() - 1);
            points.put(ratio, at(model, added, ratio));
        }
        List<double[]> flips = flips(model, added, points);
        double[] safe = safe(settings, points, flips, best);
        findings.add(finding(model, auxiliary, best, safe, settings, points));
        figures.add(figure(model, auxiliary, best, points, flips));
        results.add(table(model, added, flips, points));
        inputs.add(model.table());
    }

    /** Ratios at which what a best policy earns changes, by bisection: ratio, value before, value after. */
    private static List<double[]> flips(Model model, double[] added, TreeMap<Double, Point> points) {
        List<double[]> flips = new ArrayList<>();
        Point before = points.firstEntry().getValue();
        for (Point after : List.copyOf(points.values())) {
            if (differs(before, after)) {
                double low = before.ratio;
                double high = after.ratio;
                while (high - low > EXACT * Math.max(1, Math.abs(high))) {
                    double middle = (low + high) / 2;
                    if (differs(before, at(model, added, middle))) {
                        high = middle;
                    } else {
                        low = middle;
                    }
                }
                flips.add(new double[] {(low + high) / 2, before.worst, after.worst});
            }
            before = after;
        }
        return flips;
    }

    private static boolean differs(Point a, Point b) {
        return Math.abs(a.worst - b.worst) > 1e-7 * (1 + Math.abs(a.worst));
    }

    private static boolean isSafe(Point point, double best) {
        return point.worst >= best - 1e-7 * (1 + Math.abs(best));
    }

    /** The ends of the stretch around 0 (or the end nearest to it) where every best policy is best for the task; NaN if there is none. */
    private static double[] safe(Settings settings, TreeMap<Double, Point> points, List<double[]> flips, double best) {
        double zero = Math.clamp(0, settings.from(), settings.to());
        double centre = points.entrySet().stream()
                .filter(e -> isSafe(e.getValue(), best))
                .map(Map.Entry::getKey)
                .min((a, b) -> Double.compare(Math.abs(a - zero), Math.abs(b - zero)))
                .orElse(Double.NaN);
        if (Double.isNaN(centre)) {
            return new double[] {Double.NaN, Double.NaN};
        }
        double low = settings.from();
        double high = settings.to();
        for (double[] flip : flips) {
            if (flip[0] <= centre) {
                low = flip[0];
            } else {
                high = Math.min(high, flip[0]);
            }
        }
        return new double[] {low, high};
    }

    private static Finding finding(
            Model model,
            String auxiliary,
            double best,
            double[] safe,
            Settings settings,
            TreeMap<Double, Point> points) {
        boolean all = safe[0] == settings.from() && safe[1] == settings.to();
        double least = points.values().stream().mapToDouble(Point::worst).min().orElse(Double.NaN);
        String text = Double.isNaN(safe[0])
                ? "No ratio of " + auxiliary + " to " + model.base() + " keeps the best policy."
                : all
                        ? "Every ratio of " + auxiliary + " to " + model.base() + " from "
                                + Digits.text(settings.from()) + " to " + Digits.text(settings.to())
                                + " keeps a best policy: the value stays " + Digits.text(best) + "."
                        : "The blend is safe while " + auxiliary + " counts between " + Digits.text(safe[0]) + " and "
                                + Digits.text(safe[1]) + " times as much as " + model.base()
                                + "; beyond, a policy that is best for it earns as little as " + Digits.text(least)
                                + " in place of "
                                + Digits.text(best) + ".";
        return new Finding(
                "safe-blend",
                all ? Severity.INFO : Severity.WARNING,
                text,
                "Best policies for primary + ratio · auxiliary by value iteration, γ = " + Digits.text(model.gamma())
                        + "; safe where the worst of them earns the best value of the primary reward. Ends by"
                        + " bisection.",
                Map.of("low", safe[0], "high", safe[1], "best", best, "least", least),
                "blend");
    }

    private static Figure figure(
            Model model, String auxiliary, double best, TreeMap<Double, Point> points, List<double[]> flips) {
        double[] x = points.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        List<Layer> layers = new ArrayList<>();
        double[] worst = points.values().stream().mapToDouble(Point::worst).toArray();
        double[] most = points.values().stream().mapToDouble(Point::best).toArray();
        layers.add(new Layer.Band("", 0, x, worst, most, "worst to best of the policies that are best for the blend"));
        layers.add(new Layer.Line(auxiliary + " added", 0, x, worst, false));
        double[] flat = new double[x.length];
        Arrays.fill(flat, best);
        layers.add(new Layer.Line("as potential-based shaping", 1, x, flat, false));
        flips.stream().limit(12).forEach(f -> layers.add(new Layer.Rule("", -1, f[0], true)));
        return new Figure(
                "blend",
                "What a policy earns that is best for the blend",
                Axis.linear("φ₃/φ₂: weight of " + auxiliary + " over that of " + model.base()),
                Axis.linear("value of " + model.base() + " at the start"),
                layers,
                "Value of the primary reward at the start, of the worst policy that is best for primary + ratio ·"
                    + " auxiliary. Vertical lines: where the value changes. Potential-based shaping with any potential"
                    + " keeps the best policy at every weight.",
                FigureSource.NONE.counting((long) x.length * model.mdp().rows(), 0));
    }

    private static ResultTable table(Model model, double[] added, List<double[]> flips, TreeMap<Double, Point> points) {
        ResultRows rows = ResultRows.of(
                "flips", "Where the policy flips", "ratio", "value_before", "value_after", "value_at_best");
        for (double[] flip : flips) {
            rows.add(flip[0], flip[1], flip[2], at(model, added, flip[0]).best);
        }
        if (flips.isEmpty()) {
            Point first = points.firstEntry().getValue();
            rows.add(Double.NaN, first.worst, first.worst, first.best);
        }
        return rows.table();
    }

    private static Figure learned(List<Table> runs, Tables tables) {
        List<Layer> layers = new ArrayList<>();
        int color = 0;
        for (Table run : runs) {
            for (SeriesSummary summary : run.series()) {
                if (summary.tag().matches(BLEND_TAG)) {
                    Series series = tables.series(run, summary.tag());
                    layers.add(new Layer.Line(
                            (runs.size() > 1 ? run.name() + " " : "") + summary.tag(),
                            color++,
                            Arrays.stream(series.steps()).asDoubleStream().toArray(),
                            series.values(),
                            false));
                }
            }
        }
        return new Figure(
                "learned-blend",
                "The blend as it was learned",
                Axis.linear("step"),
                Axis.linear("weight"),
                layers,
                "Logged weights φ of a learned blend r_φ = φ₁ + φ₂ r_p + φ₃ r_aux, and its discount where logged.",
                FigureSource.NONE);
    }
}
