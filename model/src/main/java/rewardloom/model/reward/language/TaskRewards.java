package rewardloom.model.reward.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
import rewardloom.model.statistics.Moments;
import rewardloom.model.statistics.Quantiles;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;

/** One reward for many tasks: whether its scales are comparable, and which task the gradient comes from. */
public final class TaskRewards extends RowsAnalysis<TaskRewards.Settings> {

    /** What the columns are. */
    public record Settings(
            @Parameter(
                    label = "Task",
                    help = "Column with the type of task; empty: found by its name.",
                    choices = Choices.COLUMNS)
            String task,

            @Parameter(
                    label = "Reward",
                    help = "Column with the reward; empty: the one with the role reward, proxy or score.",
                    choices = Choices.COLUMNS)
            String reward,

            @Parameter(label = "Bins", help = "Bins of the histograms.", min = 5, max = 200)
            int bins) {}

    private static final Settings DEFAULTS = new Settings("", "", 30);
    private static final double LOUD = 3;

    public TaskRewards() {
        super(
                new Card(
                        "task-rewards",
                        "Rewards by task",
                        Family.LANGUAGE,
                        "Are the rewards of different tasks on one scale, and which task does the gradient come from?",
                        List.of("Mixed-R1: Unified Reward Perspective For Reasoning Capability in Multimodal Large"
                                + " Language Models"),
                        List.of(
                                "responses or scores with a type of task and a reward",
                                "scores with two boxes (a_x1, a_y1, a_x2, a_y2, b_x1 …)",
                                "scores with i, j and a similarity (of tokens)")),
                DEFAULTS);
    }

    @Override
    protected List<Search> searches(Settings s) {
        List<Kind> kinds = List.of(Kind.RESPONSES, Kind.SCORES, Kind.EPISODES);
        Wish reward = Wish.number("reward", "the reward")
                .role(RoleType.REWARD, RoleType.PROXY, RoleType.SCORE, RoleType.RETURN)
                .given("reward", s.reward());
        List<Wish> rest = List.of(
                reward,
                Wish.number("prompt", "the prompt").role(RoleType.PROMPT_ID).maybe(),
                Wish.text("prompt text", "the prompt")
                        .role(RoleType.PROMPT_ID, RoleType.PROMPT)
                        .maybe());
        List<Wish> tasks = new ArrayList<>(List.of(Wish.text("task", "the type of task")
                .named("task(?:_type)?|type|category|domain|subset|dataset")
                .given("task", s.task())));
        tasks.addAll(rest);
        List<Wish> boxes = new ArrayList<>();
        for (String box : List.of("a", "b")) {
            for (String corner : List.of("x1", "y1", "x2", "y2")) {
                String other = box.equals("a") ? "pred(?:icted)?" : "gold|gt|target|reference";
                boxes.add(Wish.number(box + corner, "corner " + corner + " of box " + box)
                        .named("(?:" + box + "|" + other + ")_(?:box_)?" + corner));
            }
        }
        List<Wish> similarity = List.of(
                Wish.number("i", "token of the response").named("i|row|response_token"),
                Wish.number("j", "token of the reference").named("j|column|col|reference_token"),
                Wish.number("cos", "their similarity").named("cos(?:ine)?|similarity|sim|probability"));
        return List.of(
                new Search(kinds, "", List.of(), tasks),
                new Search(kinds, "", List.of(), boxes),
                new Search(List.of(Kind.SCORES, Kind.PAIRWISE), "", List.of(), similarity));
    }

    @Override
    protected Result judge(Settings settings, List<Rows> tables, Progress progress) {
        if (tables.getFirst().has("task")) {
            return tasks(settings, tables);
        }
        return tables.getFirst().has("cos") ? similarity(tables) : boxes(tables);
    }

    /** Rewards of one task, and their spread within prompts. */
    private record Task(String name, double[] rewards, double within, int groups) {
        Moments moments() {
            return Moments.of(rewards);
        }
    }

    private static Result tasks(Settings settings, List<Rows> tables) {
        Map<String, List<Double>> rewards = new LinkedHashMap<>();
        Map<String, List<Double>> spreads = new LinkedHashMap<>();
        for (Rows rows : tables) {
            Rows.Groups byTask = rows.groups("task");
            double[] reward = rows.numbers("reward");
            String key = rows.has("prompt text") ? "prompt text" : rows.has("prompt") ? "prompt" : "";
            Rows.Groups byPrompt = key.isEmpty() ? null : rows.groups(key);
            Map<List<Integer>, List<Double>> groups = new LinkedHashMap<>();
            for (int i = 0; i < rows.size(); i++) {
                if (Double.isFinite(reward[i])) {
                    String name = byTask.names().get(byTask.codes()[i]);
                    rewards.computeIfAbsent(name, t -> new ArrayList<>()).add(reward[i]);
                    if (byPrompt != null) {
                        groups.computeIfAbsent(List.of(byTask.codes()[i], byPrompt.codes()[i]), g -> new ArrayList<>())
                                .add(reward[i]);
                    }
                }
            }
            groups.forEach((group, values) -> {
                if (values.size() > 1) {
                    Moments moments = Moments.of(
                            values.stream().mapToDouble(Double::doubleValue).toArray());
                    spreads.computeIfAbsent(byTask.names().get(group.getFirst()), t -> new ArrayList<>())
                            .add(Math.sqrt(moments.variance() * (moments.n() - 1) / moments.n()));
                }
            });
        }
        List<Task> tasks = new ArrayList<>();
        rewards.forEach((name, values) -> {
            List<Double> own = spreads.getOrDefault(name, List.of());
            tasks.add(new Task(
                    name,
                    values.stream().mapToDouble(Double::doubleValue).toArray(),
                    own.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN),
                    own.size()));
        });
        if (tasks.isEmpty()) {
            throw new AnalysisException("no row has a finite reward");
        }
        return new Result(findings(tasks), figures(settings, tasks), List.of(table(tasks)), inputs(tables));
    }

    /** Spread within prompts times number of prompts; over all rows where there are no prompts. */
    private static double signal(Task task) {
        double within =
                Double.isFinite(task.within) ? task.within : task.moments().standardDeviation();
        return within * (task.groups == 0 ? task.rewards.length : task.groups);
    }

    private static List<Finding> findings(List<Task> tasks) {
        double all = tasks.stream().mapToDouble(TaskRewards::signal).sum();
        Task loudest = tasks.stream()
                .max((a, b) -> Double.compare(signal(a), signal(b)))
                .orElseThrow();
        double widest = tasks.stream()
                .mapToDouble(t -> t.moments().standardDeviation())
                .max()
                .orElse(Double.NaN);
        double narrowest = tasks.stream()
                .mapToDouble(t -> t.moments().standardDeviation())
                .filter(v -> v > 0)
                .min()
                .orElse(Double.NaN);
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(
                "task-signal",
                Severity.INFO,
                loudest.name + " brings " + Digits.percent(signal(loudest) / all) + " of the gradient signal of "
                        + tasks.size() + " tasks.",
                "Standard deviation of the reward within a prompt (population), mean over prompts, times their number;"
                        + " over all responses of a task where there are no prompts.",
                Map.of("task", loudest.name, "share", signal(loudest) / all),
                "signal"));
        if (widest / narrowest > LOUD) {
            findings.add(new Finding(
                    "task-scales",
                    Severity.WARNING,
                    "The scales of the tasks are not comparable: standard deviations from " + Digits.text(narrowest)
                            + " to " + Digits.text(widest) + ".",
                    "The largest standard deviation of a task's rewards is more than " + Digits.text(LOUD)
                            + " times the smallest.",
                    Map.of("largest", widest, "smallest", narrowest),
                    "distributions"));
        }
        return findings;
    }

    private static List<Figure> figures(Settings settings, List<Task> tasks) {
        List<Layer> layers = new ArrayList<>();
        double low = tasks.stream()
                .flatMapToDouble(t -> Arrays.stream(t.rewards))
                .min()
                .orElse(0);
        double high = tasks.stream()
                .flatMapToDouble(t -> Arrays.stream(t.rewards))
                .max()
                .orElse(1);
        double width = high > low ? (high - low) / settings.bins() : 1.0 / settings.bins();
        double[] edges = new double[settings.bins() + 1];
        double first = high > low ? low : low - 0.5;
        Arrays.setAll(edges, i -> first + i * width);
        for (int t = 0; t < tasks.size(); t++) {
            double[] heights = new double[settings.bins()];
            double[] rewards = tasks.get(t).rewards;
            for (double reward : rewards) {
                heights[Math.clamp((int) ((reward - first) / width), 0, settings.bins() - 1)] +=
                        1 / (rewards.length * width);
            }
            layers.add(new Layer.Histogram(tasks.get(t).name, t, edges, heights));
        }
        double all = tasks.stream().mapToDouble(TaskRewards::signal).sum();
        List<String> names = tasks.stream().map(Task::name).toList();
        int n = tasks.stream().mapToInt(t -> t.rewards.length).sum();
        return List.of(
                new Figure(
                        "distributions",
                        "Rewards of each task",
                        Axis.linear("reward"),
                        Axis.linear("density"),
                        layers,
                        "Density of the reward of each task, " + settings.bins() + " bins. " + Digits.count(n)
                                + " responses.",
                        FigureSource.NONE.counting(n, 0)),
                new Figure(
                        "signal",
                        "Where the gradient comes from",
                        Axis.categories("task", names),
                        Axis.linear("share"),
                        List.of(
                                new Layer.Bars(
                                        "of the responses",
                                        -1,
                                        tasks.stream()
                                                .mapToDouble(t -> (double) t.rewards.length / n)
                                                .toArray()),
                                new Layer.Bars(
                                        "of the gradient signal",
                                        0,
                                        tasks.stream()
                                                .mapToDouble(t -> signal(t) / all)
                                                .toArray())),
                        "Share of each task in the responses, and in the standard deviation of the reward within"
                                + " prompts.",
                        FigureSource.NONE.counting(n, 0)));
    }

    private static ResultTable table(List<Task> tasks) {
        double all = tasks.stream().mapToDouble(TaskRewards::signal).sum();
        ResultRows rows = ResultRows.of(
                "tasks",
                "Rewards by task",
                "task",
                "responses",
                "mean",
                "sd",
                "min",
                "median",
                "max",
                "sd_within_prompts",
                "prompts",
                "signal_share");
        for (Task task : tasks) {
            double[] sorted = Quantiles.sortedFinite(task.rewards);
            rows.add(
                    task.name,
                    task.rewards.length,
                    task.moments().mean(),
                    task.moments().standardDeviation(),
                    sorted[0],
                    Quantiles.ofSorted(sorted, 0.5),
                    sorted[sorted.length - 1],
                    task.within,
                    task.groups,
                    signal(task) / all);
        }
        return rows.table();
    }

    private static Result boxes(List<Rows> tables) {
        List<Double> overlaps = new ArrayList<>();
        for (Rows rows : tables) {
            for (int i = 0; i < rows.size(); i++) {
                overlaps.add(Overlap.boxes(box(rows, "a", i), box(rows, "b", i)));
            }
        }
        double[] values = overlaps.stream().mapToDouble(Double::doubleValue).toArray();
        double mean = Moments.of(values).mean();
        ResultRows table = ResultRows.of("overlap", "Overlap of boxes", "boxes", "mean", "share_above_half")
                .add(
                        values.length,
                        mean,
                        (double) Arrays.stream(values).filter(v -> v >= 0.5).count() / values.length);
        double[] edges = new double[21];
        Arrays.setAll(edges, i -> i / 20.0);
        double[] heights = new double[20];
        for (double value : values) {
            heights[Math.clamp((int) (value * 20), 0, 19)]++;
        }
        return new Result(
                List.of(new Finding(
                        "box-overlap",
                        Severity.INFO,
                        Digits.count(values.length) + " boxes overlap by " + Digits.text(mean) + " on the average.",
                        "|A ∩ B|/|A ∪ B| of predicted and right box.",
                        Map.of("mean", mean),
                        "overlap")),
                List.of(new Figure(
                        "overlap",
                        "Overlap of boxes",
                        Axis.linear("|A ∩ B|/|A ∪ B|").range(0, 1),
                        Axis.linear("boxes"),
                        List.of(new Layer.Histogram("", 0, edges, heights)),
                        "Intersection over union of " + Digits.count(values.length) + " predicted and right boxes.",
                        FigureSource.NONE.counting(values.length, 0))),
                List.of(table.table()),
                inputs(tables));
    }

    private static double[] box(Rows rows, String box, int row) {
        return new double[] {
            rows.numbers(box + "x1")[row],
            rows.numbers(box + "y1")[row],
            rows.numbers(box + "x2")[row],
            rows.numbers(box + "y2")[row]
        };
    }

    private static Result similarity(List<Rows> tables) {
        ResultRows table = ResultRows.of(
                "similarity",
                "Bidirectional maximum average similarity",
                "table",
                "tokens",
                "reference_tokens",
                "bmas");
        List<Figure> figures = new ArrayList<>();
        double first = Double.NaN;
        for (Rows rows : tables) {
            Rows.Groups is = rows.groups("i");
            Rows.Groups js = rows.groups("j");
            double[][] matrix = new double[is.names().size()][js.names().size()];
            for (double[] row : matrix) {
                Arrays.fill(row, Double.NaN);
            }
            for (int r = 0; r < rows.size(); r++) {
                matrix[is.codes()[r]][js.codes()[r]] = rows.numbers("cos")[r];
            }
            double bmas = Overlap.bidirectional(matrix);
            first = Double.isNaN(first) ? bmas : first;
            table.add(rows.table().name(), matrix.length, matrix[0].length, bmas);
            if (figures.isEmpty()) {
                figures.add(new Figure(
                        "similarity",
                        "Similarity of tokens",
                        Axis.categories("token of the reference", js.names()),
                        Axis.categories("token of the response", is.names()),
                        List.of(new Layer.HeatMap(
                                "cosine",
                                IntStream.range(0, matrix[0].length)
                                        .asDoubleStream()
                                        .toArray(),
                                IntStream.range(0, matrix.length)
                                        .asDoubleStream()
                                        .toArray(),
                                matrix,
                                -1,
                                1,
                                matrix.length * matrix[0].length <= 200)),
                        "Cosine of the embeddings of each token of the response and of the reference.",
                        FigureSource.NONE.counting(rows.size(), 0)));
            }
        }
        return new Result(
                List.of(new Finding(
                        "bmas",
                        Severity.INFO,
                        "Response and reference have a bidirectional similarity of " + Digits.text(first) + ".",
                        "½ (mean over response tokens of the largest cosine + mean over reference tokens of theirs).",
                        Map.of("bmas", first),
                        "similarity")),
                figures,
                List.of(table.table()),
                inputs(tables));
    }
}
