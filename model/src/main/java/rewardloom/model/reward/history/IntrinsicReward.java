package rewardloom.model.reward.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import rewardloom.model.reward.RewardTrace;
import rewardloom.model.statistics.Digits;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;

/** Labels of messages as intrinsic reward that decays with repetition, beside the reward of the environment. */
public final class IntrinsicReward extends RowsAnalysis<IntrinsicReward.Settings> {

    /** Where the labels are and what they are worth. */
    public record Settings(
            @Parameter(
                    label = "Message",
                    help = "Column with the message, state or caption that is labelled; empty: found by its name.",
                    choices = Choices.COLUMNS,
                    group = "Columns")
            String message,

            @Parameter(
                    label = "Label",
                    help = "Column with the label of each message, missing where it has none yet; empty: found by its"
                            + " name.",
                    choices = Choices.COLUMNS,
                    group = "Columns")
            String label,

            @Parameter(
                    label = "Extrinsic",
                    help = "Column with the reward of the environment; empty: found by its role, or 0.",
                    choices = Choices.COLUMNS,
                    group = "Columns")
            String extrinsic,

            @Parameter(label = "Weight of intrinsic", help = "Factor on the intrinsic reward.", min = -1000, max = 1000)
            double intrinsicWeight,

            @Parameter(label = "Weight of extrinsic", help = "Factor on the extrinsic reward.", min = -1000, max = 1000)
            double extrinsicWeight,

            @Parameter(label = "β", help = "Exponent of the decay N^−β with the count of a message.", min = 0, max = 10)
            double beta,

            @Parameter(
                    label = "Normalise",
                    help = "Subtract the labels' running mean and divide by their running deviation, as a ranking"
                            + " model needs it.")
            boolean normalise,

            @Parameter(
                    label = "Threshold",
                    help = "Normalised labels below this count as 0, in deviations; of no use without normalising.")
            double threshold,

            @Parameter(label = "Listed", help = "Number of messages listed.", min = 1, max = 1000)
            int listed) {}

    private static final Settings DEFAULTS = new Settings("", "", "", 0.4, 0.1, 3, false, 0, 20);
    private static final int WINDOWS = 200;
    private static final int MOST_COUNTS = 20;
    private static final double FARMED = 0.5;

    public IntrinsicReward() {
        super(
                new Card(
                        "intrinsic-reward",
                        "Intrinsic reward",
                        Family.DECOMPOSITION,
                        "How much of the reward is intrinsic, which messages earn it, and how fast does it wear off?",
                        List.of("Online Intrinsic Rewards for Decision Making Agents from Large Language Model"
                                + " Feedback"),
                        List.of("steps with a message and a label")),
                DEFAULTS);
    }

    @Override
    protected List<Search> searches(Settings s) {
        return List.of(new Search(
                List.of(Kind.STEPS),
                "",
                List.of(),
                List.of(
                        Wish.name("message", "the message of each step")
                                .named("(?:message|msg|caption|state)(?:_?id|_?text|_?hash)?")
                                .given("message", s.message()),
                        Wish.number("label", "the label of the message")
                                .named("(?:r_)?(?:llm|intrinsic)(?:_(?:label|reward|score))?|(?:message_)?label")
                                .given("label", s.label()),
                        Wish.number("extrinsic", "the reward of the environment")
                                .role(RoleType.REWARD)
                                .named("r_ext|extrinsic(?:_reward)?|env(?:ironment)?_reward")
                                .given("extrinsic", s.extrinsic())
                                .maybe(),
                        Wish.number("episode", "the episode")
                                .role(RoleType.EPISODE)
                                .maybe(),
                        Wish.number("step", "the step of training")
                                .role(RoleType.STEP)
                                .maybe())));
    }

    /**
     * One run's steps.
     *
     * @param known whether each row's message had a label at an earlier row of the run
     */
    private record Run(
            Rows rows,
            Rows.Groups messages,
            int[] counts,
            double[] label,
            double[] intrinsic,
            double[] extrinsic,
            boolean[] known) {

        static Run of(Settings settings, Rows rows) {
            Rows.Groups messages = rows.groups("message");
            int[] episodes = rows.has("episode") ? rows.groups("episode").codes() : new int[rows.size()];
            int[] counts =
                    Novelty.counts(messages.codes(), episodes, messages.names().size());
            double[] raw = rows.numbers("label");
            double[] label = settings.normalise() ? Novelty.normalised(raw) : raw.clone();
            for (int i = 0; i < label.length; i++) {
                label[i] = settings.normalise() && label[i] < settings.threshold() ? 0 : label[i];
            }
            double[] intrinsic = Novelty.intrinsic(label, counts, settings.beta());
            double[] extrinsic = rows.numbers("extrinsic", 0);
            double[] weighted = new double[intrinsic.length];
            boolean[] labelled = new boolean[messages.names().size()];
            boolean[] known = new boolean[intrinsic.length];
            for (int i = 0; i < intrinsic.length; i++) {
                intrinsic[i] *= settings.intrinsicWeight();
                weighted[i] = settings.extrinsicWeight() * (Double.isFinite(extrinsic[i]) ? extrinsic[i] : 0);
                known[i] = labelled[messages.codes()[i]];
                labelled[messages.codes()[i]] |= Double.isFinite(raw[i]);
            }
            return new Run(rows, messages, counts, label, intrinsic, weighted, known);
        }

        double[] x() {
            return rows.has("step") ? rows.numbers("step") : rowNumbers();
        }

        private double[] rowNumbers() {
            double[] x = new double[rows.size()];
            Arrays.setAll(x, i -> i);
            return x;
        }

        RewardTrace trace() {
            double[] total = new double[intrinsic.length];
            Arrays.setAll(total, i -> intrinsic[i] + extrinsic[i]);
            Map<String, double[]> parts = new LinkedHashMap<>();
            parts.put("intrinsic", magnitudes(intrinsic));
            parts.put("extrinsic", magnitudes(extrinsic));
            double[] hits = new double[known.length];
            Arrays.setAll(hits, i -> known[i] ? 1 : 0);
            return new RewardTrace(x(), total, parts, Map.of("hits", hits)).averaged(WINDOWS);
        }

        private static double[] magnitudes(double[] values) {
            return Arrays.stream(values).map(Math::abs).toArray();
        }
    }

    @Override
    protected Result judge(Settings settings, List<Rows> tables, Progress progress) {
        List<Run> runs = tables.stream().map(rows -> Run.of(settings, rows)).toList();
        return new Result(
                runs.stream().map(IntrinsicReward::finding).toList(),
                figures(settings, runs),
                List.of(decay(settings, runs), messages(settings, runs)),
                inputs(tables));
    }

    private static double sum(double[] values, int from, int to) {
        return IntStream.range(from, to).mapToDouble(i -> Math.abs(values[i])).sum();
    }

    private static double share(Run run, int from, int to) {
        double intrinsic = sum(run.intrinsic, from, to);
        return intrinsic / (intrinsic + sum(run.extrinsic, from, to));
    }

    private static double hitRate(Run run) {
        long hits =
                IntStream.range(0, run.known.length).filter(i -> run.known[i]).count();
        return (double) hits / run.known.length;
    }

    /** Intrinsic reward by message. */
    private static double[] byMessage(Run run) {
        double[] earned = new double[run.messages.names().size()];
        for (int i = 0; i < run.intrinsic.length; i++) {
            earned[run.messages.codes()[i]] += run.intrinsic[i];
        }
        return earned;
    }

    private static Finding finding(Run run) {
        int n = run.intrinsic.length;
        double share = share(run, 0, n);
        double first = share(run, 0, Math.max(1, n / 10));
        double last = share(run, n - Math.max(1, n / 10), n);
        double[] earned = byMessage(run);
        int best = IntStream.range(0, earned.length)
                .boxed()
                .max(Comparator.comparingDouble(m -> earned[m]))
                .orElseThrow();
        double total = Arrays.stream(earned).map(Math::abs).sum();
        double ofBest = total == 0 ? 0 : earned[best] / total;
        boolean farmed = ofBest > FARMED && earned.length > 2;
        return new Finding(
                "intrinsic-share",
                farmed ? Severity.WARNING : Severity.INFO,
                "The intrinsic reward makes up " + Digits.percent(share) + " of the reward of "
                        + run.rows.run().name() + ": "
                        + Digits.percent(first) + " in the first tenth, " + Digits.percent(last) + " in the last. \""
                        + run.messages.names().get(best) + "\" earns " + Digits.percent(ofBest) + " of it"
                        + (farmed ? ", more than all other messages together" : "") + ". "
                        + Digits.percent(hitRate(run))
                        + " of the steps had a message that was labelled before.",
                "Σ|w_int r_int| over Σ|w_int r_int| + Σ|w_ext r_ext|, with r_int = label · N^−β and N the count of the"
                        + " message in its episode. Warns if one of more than two messages earns more than half.",
                Map.of(
                        "share",
                        share,
                        "first",
                        first,
                        "last",
                        last,
                        "best_message_share",
                        ofBest,
                        "hit_rate",
                        hitRate(run)),
                "intrinsic-share");
    }

    private static List<Figure> figures(Settings settings, List<Run> runs) {
        List<Layer> shares = new ArrayList<>();
        List<Layer> hits = new ArrayList<>();
        boolean steps = runs.stream().allMatch(r -> r.rows.has("step"));
        for (int r = 0; r < runs.size(); r++) {
            RewardTrace trace = runs.get(r).trace();
            double[] intrinsic = Objects.requireNonNull(trace.parts().get("intrinsic"));
            double[] extrinsic = Objects.requireNonNull(trace.parts().get("extrinsic"));
            double[] share = new double[intrinsic.length];
            Arrays.setAll(share, i -> intrinsic[i] / (intrinsic[i] + extrinsic[i]));
            String name = runs.get(r).rows.run().name();
            shares.add(new Layer.Line(name, r, trace.x(), share, false));
            hits.add(new Layer.Line(
                    name, r, trace.x(), Objects.requireNonNull(trace.markers().get("hits")), false));
        }
        Axis x = Axis.linear(steps ? "step" : "row");
        long points = runs.stream().mapToLong(r -> r.intrinsic.length).sum();
        return List.of(
                new Figure(
                        "intrinsic-share",
                        "Share of the intrinsic reward over training",
                        x,
                        Axis.linear("intrinsic / (intrinsic + extrinsic)").range(0, 1),
                        shares,
                        "Share of the weighted intrinsic reward in the sum of magnitudes of both, in up to " + WINDOWS
                                + " windows of equally many steps.",
                        FigureSource.NONE.counting(points, 0)),
                decayFigure(settings, runs),
                new Figure(
                        "label-hits",
                        "Steps whose message was labelled before",
                        x,
                        Axis.linear("share of steps").range(0, 1),
                        hits,
                        "Share of the steps whose message had a label at an earlier step of the run: labels that a"
                                + " cache answers.",
                        FigureSource.NONE.counting(points, 0)));
    }

    private static double[][] byCount(List<Run> runs) {
        double[][] byCount = new double[2][MOST_COUNTS];
        for (Run run : runs) {
            for (int i = 0; i < run.counts.length; i++) {
                int n = Math.min(run.counts[i], MOST_COUNTS) - 1;
                byCount[0][n]++;
                byCount[1][n] += Math.abs(run.intrinsic[i]);
            }
        }
        return byCount;
    }

    private static Figure decayFigure(Settings settings, List<Run> runs) {
        double[] n = IntStream.rangeClosed(1, MOST_COUNTS).asDoubleStream().toArray();
        double[] weight =
                Arrays.stream(n).map(k -> Math.pow(k, -settings.beta())).toArray();
        double[] steps = byCount(runs)[0];
        double all = Arrays.stream(steps).sum();
        return new Figure(
                "count-decay",
                "How an intrinsic reward wears off, and how often messages come again",
                Axis.linear("N, count of the message in its episode"),
                Axis.linear("share").range(0, 1),
                List.of(
                        new Layer.Line("N^−β", 0, n, weight, false),
                        new Layer.Scatter(
                                "share of the steps",
                                1,
                                n,
                                Arrays.stream(steps).map(s -> s / all).toArray())),
                "Weight N^−β with β = " + Digits.text(settings.beta())
                        + ", and the share of the steps at which a message came for"
                        + " the N-th time in its episode; the last point is N ≥ " + MOST_COUNTS + ".",
                FigureSource.NONE);
    }

    private static ResultTable decay(Settings settings, List<Run> runs) {
        ResultRows rows = ResultRows.of(
                "decay", "Decay by count", "n", "weight", "reward_of_label_1", "steps", "intrinsic_share");
        double[][] byCount = byCount(runs);
        double all = Arrays.stream(byCount[1]).sum();
        for (int n = 1; n <= MOST_COUNTS; n++) {
            double weight = Math.pow(n, -settings.beta());
            rows.add(
                    n == MOST_COUNTS ? n + "+" : Integer.toString(n),
                    weight,
                    settings.intrinsicWeight() * weight,
                    (long) byCount[0][n - 1],
                    byCount[1][n - 1] / all);
        }
        return rows.table();
    }

    private static ResultTable messages(Settings settings, List<Run> runs) {
        ResultRows rows = ResultRows.of(
                "messages",
                "Messages by the intrinsic reward they earn",
                "run",
                "message",
                "label",
                "steps",
                "most_in_an_episode",
                "intrinsic",
                "share");
        for (Run run : runs) {
            double[] earned = byMessage(run);
            int[] steps = new int[earned.length];
            int[] most = new int[earned.length];
            double[] labels = new double[earned.length];
            Arrays.fill(labels, Double.NaN);
            for (int i = 0; i < run.counts.length; i++) {
                int m = run.messages.codes()[i];
                steps[m]++;
                most[m] = Math.max(most[m], run.counts[i]);
                labels[m] = Double.isFinite(run.label[i]) ? run.label[i] : labels[m];
            }
            double total = Arrays.stream(earned).map(Math::abs).sum();
            IntStream.range(0, earned.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(m -> -Math.abs(earned[m])))
                    .limit(settings.listed())
                    .forEach(m -> rows.add(
                            run.rows.run().name(),
                            run.messages.names().get(m),
                            labels[m],
                            steps[m],
                            most[m],
                            earned[m],
                            earned[m] / total));
        }
        return rows.table();
    }
}
