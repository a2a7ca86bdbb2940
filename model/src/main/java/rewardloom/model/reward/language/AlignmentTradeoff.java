package rewardloom.model.reward.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultRows;
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

/** Two alignments in one number, the weighted harmonic mean, and the checkpoint that each weight chooses. */
public final class AlignmentTradeoff extends RowsAnalysis<AlignmentTradeoff.Settings> {

    /** What the columns are. */
    public record Settings(
            @Parameter(
                    label = "First alignment",
                    help = "Column or tag of the first alignment, such as image similarity; empty: found by its name.",
                    choices = Choices.TAGS)
            String first,

            @Parameter(
                    label = "Second alignment",
                    help = "Column or tag of the second alignment, such as text similarity; empty: found by its name.",
                    choices = Choices.TAGS)
            String second,

            @Parameter(label = "λ", help = "Weights of the first alignment.")
            List<String> lambdas,

            @Parameter(label = "Cosines", help = "Whether the alignments are cosines, to be mapped to (s + 1)/2.")
            boolean cosines,

            @Parameter(label = "Runs", help = "Runs or groups; empty: all.", choices = Choices.RUNS)
            List<String> runs) {

        public Settings {
            lambdas = List.copyOf(lambdas);
            runs = List.copyOf(runs);
        }
    }

    private static final Settings DEFAULTS =
            new Settings("", "", List.of("0", "0.3", "0.5", "0.7", "1"), true, List.of());

    public AlignmentTradeoff() {
        super(
                new Card(
                        "alignment-tradeoff",
                        "Alignment trade-off",
                        Family.LANGUAGE,
                        "Which checkpoint does a weight between two alignments choose?",
                        List.of("Subject-driven Text-to-Image Generation via Preference-based Reinforcement Learning"),
                        List.of("metrics, responses or scores with two alignments (image and text similarity)")),
                DEFAULTS);
    }

    @Override
    protected List<Search> searches(Settings s) {
        Wish first = Wish.number("first", "the first alignment")
                .named("(?:.*_)?(?:image|img|clip_i|dino|subject)(?:_(?:sim(?:ilarity)?|alignment|score))?")
                .given("first", s.first());
        Wish second = Wish.number("second", "the second alignment")
                .named("(?:.*_)?(?:text|txt|clip_t|prompt)(?:_(?:sim(?:ilarity)?|alignment|score))")
                .given("second", s.second());
        Wish text = Wish.number("second", "the second alignment")
                .named("(?:.*_)?clip_t")
                .given("second", s.second());
        Wish step = Wish.number("step", "the step").role(RoleType.STEP).maybe();
        List<Kind> kinds = List.of(Kind.METRICS, Kind.RESPONSES, Kind.SCORES);
        return List.of(
                new Search(kinds, "", s.runs(), List.of(first, second, step)),
                new Search(kinds, "", s.runs(), List.of(first, text, step)));
    }

    /**
     * 1/(λ/a + (1 − λ)/b).
     *
     * @param cosines whether both are mapped to (s + 1)/2 first
     */
    static double harmonic(double lambda, double first, double second, boolean cosines) {
        double a = cosines ? (first + 1) / 2 : first;
        double b = cosines ? (second + 1) / 2 : second;
        if (lambda == 0 || lambda == 1) {
            return lambda == 0 ? b : a;
        }
        return 1 / (lambda / a + (1 - lambda) / b);
    }

    /** A checkpoint: means at one step of a run, or one row without steps. */
    private record Checkpoint(String run, double step, double first, double second) {}

    private static List<Checkpoint> checkpoints(List<Rows> tables) {
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (Rows rows : tables) {
            double[] logged = rows.has(Rows.STEP) ? rows.numbers(Rows.STEP) : new double[0];
            double[] step = Arrays.stream(logged).allMatch(Double::isFinite) ? logged : new double[0];
            TreeMap<Double, double[]> sums = new TreeMap<>();
            for (int i = 0; i < rows.size(); i++) {
                double a = rows.numbers("first")[i];
                double b = rows.numbers("second")[i];
                if (Double.isFinite(a) && Double.isFinite(b)) {
                    double[] sum = sums.computeIfAbsent(step.length == 0 ? i : step[i], s -> new double[3]);
                    sum[0] += a;
                    sum[1] += b;
                    sum[2]++;
                }
            }
            sums.forEach((at, s) -> checkpoints.add(new Checkpoint(rows.run().name(), at, s[0] / s[2], s[1] / s[2])));
        }
        return checkpoints;
    }

    private static double[] lambdas(Settings settings) {
        return settings.lambdas().stream()
                .mapToDouble(text -> {
                    try {
                        double value = Double.parseDouble(text);
                        if (value >= 0 && value <= 1) {
                            return value;
                        }
                    } catch (NumberFormatException e) {
                        throw new AnalysisException("λ is a number from 0 to 1, not '" + text + "'");
                    }
                    throw new AnalysisException("λ is a number from 0 to 1, not '" + text + "'");
                })
                .toArray();
    }

    @Override
    protected Result judge(Settings settings, List<Rows> tables, Progress progress) {
        List<Checkpoint> checkpoints = checkpoints(tables);
        if (checkpoints.isEmpty()) {
            throw new AnalysisException("no row has both alignments");
        }
        double[] lambdas = lambdas(settings);
        ResultRows table = ResultRows.of(
                "tradeoff",
                "The checkpoint that each weight chooses",
                "lambda",
                "run",
                "step",
                "reward",
                "first",
                "second",
                "beats_last");
        Map<Double, Checkpoint> chosen = new LinkedHashMap<>();
        for (double lambda : lambdas) {
            Checkpoint best = checkpoints.getFirst();
            for (Checkpoint c : checkpoints) {
                best = reward(c, lambda, settings) > reward(best, lambda, settings) ? c : best;
            }
            chosen.put(lambda, best);
            Checkpoint last = last(checkpoints, best.run);
            double margin = reward(best, lambda, settings) - reward(last, lambda, settings);
            table.add(
                    lambda,
                    best.run,
                    best.step,
                    reward(best, lambda, settings),
                    best.first,
                    best.second,
                    1 / (1 + Math.exp(-margin)));
        }
        return new Result(
                List.of(finding(chosen)),
                figures(settings, checkpoints, lambdas, chosen),
                List.of(table.table()),
                inputs(tables));
    }

    private static double reward(Checkpoint c, double lambda, Settings settings) {
        return harmonic(lambda, c.first, c.second, settings.cosines());
    }

    private static Checkpoint last(List<Checkpoint> checkpoints, String run) {
        return checkpoints.stream()
                .filter(c -> c.run.equals(run))
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    private static Finding finding(Map<Double, Checkpoint> chosen) {
        long different = chosen.values().stream().distinct().count();
        List<String> parts = new ArrayList<>();
        chosen.forEach((lambda, c) -> parts.add("λ " + Digits.text(lambda) + ": " + c.run + " at "
                + Digits.count(c.step) + " (" + Digits.text(c.first) + ", " + Digits.text(c.second) + ")"));
        return new Finding(
                "checkpoints",
                Severity.INFO,
                different + (different == 1 ? " checkpoint is" : " checkpoints are") + " chosen by " + chosen.size()
                        + " weights. " + String.join("; ", parts) + ".",
                "Arg max over checkpoints of r = 1/(λ/s₁ + (1 − λ)/s₂).",
                Map.of("checkpoints", different, "weights", chosen.size()),
                "reward");
    }

    private static List<Figure> figures(
            Settings settings, List<Checkpoint> checkpoints, double[] lambdas, Map<Double, Checkpoint> chosen) {
        String run = checkpoints.getFirst().run;
        List<Checkpoint> own =
                checkpoints.stream().filter(c -> c.run.equals(run)).toList();
        double[] x = own.stream().mapToDouble(Checkpoint::step).toArray();
        List<Layer> layers = new ArrayList<>();
        for (int k = 0; k < lambdas.length; k++) {
            double lambda = lambdas[k];
            double[] y =
                    own.stream().mapToDouble(c -> reward(c, lambda, settings)).toArray();
            layers.add(new Layer.Line("λ = " + Digits.text(lambda), k, x, y, false));
            int best = 0;
            for (int i = 1; i < y.length; i++) {
                best = y[i] > y[best] ? i : best;
            }
            layers.add(new Layer.Scatter("", k, new double[] {x[best]}, new double[] {y[best]}));
        }
        List<Layer> plane = new ArrayList<>();
        plane.add(new Layer.Scatter(
                "checkpoints",
                -1,
                checkpoints.stream().mapToDouble(Checkpoint::first).toArray(),
                checkpoints.stream().mapToDouble(Checkpoint::second).toArray()));
        Checkpoint[] picked = chosen.values().toArray(Checkpoint[]::new);
        plane.add(new Layer.Line(
                "chosen",
                0,
                Arrays.stream(picked).mapToDouble(Checkpoint::first).toArray(),
                Arrays.stream(picked).mapToDouble(Checkpoint::second).toArray(),
                false));
        int color = 0;
        for (Map.Entry<Double, Checkpoint> entry : chosen.entrySet()) {
            plane.add(new Layer.Note(
                    "λ " + Digits.text(entry.getKey()), color++, entry.getValue().first, entry.getValue().second));
        }
        FigureSource source = FigureSource.NONE.counting(checkpoints.size(), 0);
        return List.of(
                new Figure(
                        "reward",
                        "Harmonic reward over the training",
                        Axis.linear("step"),
                        Axis.linear("1/(λ/s₁ + (1 − λ)/s₂)"),
                        layers,
                        "Weighted harmonic mean of both alignments at each checkpoint of " + run
                                + ", for each weight; points: its" + " largest value, where training would stop.",
                        source),
                new Figure(
                        "plane",
                        "Both alignments of each checkpoint",
                        Axis.linear("first alignment"),
                        Axis.linear("second alignment"),
                        plane,
                        "Both alignments of every checkpoint, and those that the weights choose.",
                        source));
    }
}
