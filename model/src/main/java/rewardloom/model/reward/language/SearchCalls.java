package rewardloom.model.reward.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
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
import rewardloom.model.statistics.Correlation;
import rewardloom.model.statistics.Digits;
import rewardloom.model.statistics.Moments;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;

/** Tool calls of search agents: redundancy, exploration, and the steerable reward of both. */
public final class SearchCalls extends RowsAnalysis<SearchCalls.Settings> {

    /** What the steerable reward counts. */
    public record Settings(
            @Parameter(
                    label = "Call",
                    help = "Column with the label of each call, such as exploration, verification, redundant search,"
                            + " redundant query; empty: found by its name.",
                    choices = Choices.COLUMNS)
            String call,

            @Parameter(label = "c₁", help = "Reward of breadth when the answer is wrong.", min = 0, max = 10)
            double breadthWeight,

            @Parameter(label = "c₂", help = "Reward of depth when the answer is wrong.", min = 0, max = 10)
            double depthWeight,

            @Parameter(label = "C_S", help = "Unique searches at which breadth is full.", min = 1, max = 1000)
            double breadthCap,

            @Parameter(label = "C_Q", help = "Unique queries at which depth is full.", min = 1, max = 1000)
            double depthCap,

            @Parameter(
                    label = "Solve rate",
                    help = "Prompts with at least this share of right rollouts would be pruned.",
                    min = 0,
                    max = 1)
            double prune,

            @Parameter(
                    label = "Good rollouts",
                    help = "Column that says whether a rollout was not aborted (1); empty: found by its name, else"
                            + " all are good.",
                    choices = Choices.COLUMNS)
            String good) {}

    private static final Settings DEFAULTS = new Settings("", 0.2, 0.2, 8, 16, 0.9, "");

    public SearchCalls() {
        super(
                new Card(
                        "search-calls",
                        "Tool calls",
                        Family.LANGUAGE,
                        "How redundant are an agent's tool calls, and what does a reward that steers them give?",
                        List.of("Fathom-DeepResearch: Unlocking Long Horizon Information Retrieval and Synthesis for"
                                + " SLMs"),
                        List.of(
                                "steps with episode and a label for each call",
                                "responses with numbers of calls: redundant_search, redundant_query, calls")),
                DEFAULTS);
    }

    @Override
    protected List<Search> searches(Settings s) {
        Wish correct = Wish.number("correct", "whether the answer is right")
                .role(RoleType.CORRECT, RoleType.SUCCESS)
                .named("correct|outcome|answer_correct");
        Wish format = Wish.number("format", "whether the format is right")
                .named("format(?:_ok|_correct|_reward)?|component_format")
                .maybe();
        Wish good = Wish.number("good", "whether the rollout was not aborted")
                .named("good|completed|not_aborted|finished")
                .given("good", s.good())
                .maybe();
        Wish prompt =
                Wish.number("prompt", "the prompt").role(RoleType.PROMPT_ID).maybe();
        Wish promptText = Wish.text("prompt text", "the prompt")
                .role(RoleType.PROMPT, RoleType.PROMPT_ID)
                .maybe();
        return List.of(
                new Search(
                        List.of(Kind.STEPS),
                        "",
                        List.of(),
                        List.of(
                                Wish.text("call", "the label of each call")
                                        .named("call(?:_type|_label)?|action_type|tool_label|step_type|label")
                                        .given("call", s.call()),
                                Wish.number("episode", "the episode").role(RoleType.EPISODE),
                                correct,
                                format,
                                good,
                                prompt)),
                new Search(
                        List.of(Kind.RESPONSES, Kind.SCORES, Kind.EPISODES),
                        "",
                        List.of(),
                        List.of(
                                Wish.number("calls", "the number of calls")
                                        .named("(?:n_|num_)?(?:calls|tool_calls|turns|steps)|t"),
                                Wish.number("redundant search", "redundant searches")
                                        .named("(?:n_)?redundant_search(?:es)?"),
                                Wish.number("redundant query", "redundant queries")
                                        .named("(?:n_)?redundant_quer(?:y|ies)"),
                                Wish.number("breadth", "unique searches")
                                        .named("(?:n_)?(?:unique_search(?:es)?|breadth|delta_s)")
                                        .maybe(),
                                Wish.number("depth", "unique queries")
                                        .named("(?:n_)?(?:unique_quer(?:y|ies)|depth|delta_q)")
                                        .maybe(),
                                correct,
                                format,
                                good,
                                prompt,
                                promptText)));
    }

    /** One rollout. */
    private record Rollout(
            String prompt,
            double calls,
            double redundantSearches,
            double redundantQueries,
            double breadth,
            double depth,
            double correct,
            double format,
            double good,
            Map<String, Integer> labels) {

        double redundancy() {
            return calls == 0 ? 0 : (redundantSearches + redundantQueries) / calls;
        }

        double plain() {
            return 0.1 * format + 0.9 * correct;
        }

        /** Right: .1·fmt + max(1 − ρ, .5); wrong: .1·fmt + c₁·min(1, ΔS/C_S) + c₂·min(1, ΔQ/C_Q). */
        double steerable(Settings s) {
            return 0.1 * format
                    + (correct > 0.5
                            ? Math.max(1 - redundancy(), 0.5)
                            : s.breadthWeight() * Math.min(1, breadth / s.breadthCap())
                                    + s.depthWeight() * Math.min(1, depth / s.depthCap()));
        }
    }

    private static List<Rollout> rollouts(Rows rows) {
        return rows.has("call") ? fromSteps(rows) : fromCounts(rows);
    }

    private static List<Rollout> fromCounts(Rows rows) {
        List<Rollout> rollouts = new ArrayList<>();
        double[] redundantSearch = rows.numbers("redundant search");
        double[] redundantQuery = rows.numbers("redundant query");
        double[] calls = rows.numbers("calls");
        double[] breadth = rows.numbers("breadth", 0);
        double[] depth = rows.numbers("depth", 0);
        double[] correct = rows.numbers("correct");
        double[] format = rows.numbers("format", 1);
        double[] good = rows.numbers("good", 1);
        for (int i = 0; i < rows.size(); i++) {
            String prompt = rows.has("prompt text")
                    ? rows.texts("prompt text").text(i)
                    : rows.has("prompt") ? Double.toString(rows.numbers("prompt")[i]) : "";
            rollouts.add(new Rollout(
                    prompt,
                    calls[i],
                    redundantSearch[i],
                    redundantQuery[i],
                    breadth[i],
                    depth[i],
                    correct[i],
                    format[i],
                    good[i],
                    Map.of()));
        }
        return rollouts;
    }

    private static List<Rollout> fromSteps(Rows rows) {
        Map<Double, List<Integer>> episodes = new LinkedHashMap<>();
        double[] episode = rows.numbers("episode");
        for (int i = 0; i < rows.size(); i++) {
            episodes.computeIfAbsent(episode[i], e -> new ArrayList<>()).add(i);
        }
        List<Rollout> rollouts = new ArrayList<>();
        double[] correct = rows.numbers("correct");
        double[] format = rows.numbers("format", 1);
        double[] good = rows.numbers("good", 1);
        double[] prompt = rows.numbers("prompt", Double.NaN);
        for (List<Integer> own : episodes.values()) {
            Map<String, Integer> labels = new TreeMap<>();
            int redundantSearches = 0;
            int redundantQueries = 0;
            int searches = 0;
            int queries = 0;
            for (int row : own) {
                String label =
                        rows.texts("call").text(row).toLowerCase(Locale.ROOT).strip();
                if (label.isEmpty()) {
                    continue;
                }
                labels.merge(label, 1, Integer::sum);
                boolean redundant = label.contains("redundant");
                boolean query = label.contains("query") || label.contains("fetch") || label.contains("open");
                redundantQueries += redundant && query ? 1 : 0;
                redundantSearches += redundant && !query ? 1 : 0;
                queries += !redundant && query ? 1 : 0;
                searches += !redundant && !query ? 1 : 0;
            }
            int last = own.getLast();
            rollouts.add(new Rollout(
                    Double.toString(prompt[last]),
                    labels.values().stream().mapToInt(Integer::intValue).sum(),
                    redundantSearches,
                    redundantQueries,
                    searches,
                    queries,
                    own.stream()
                            .mapToDouble(i -> correct[i])
                            .filter(Double::isFinite)
                            .max()
                            .orElse(0),
                    format[last],
                    good[last],
                    labels));
        }
        return rollouts;
    }

    @Override
    protected Result judge(Settings settings, List<Rows> tables, Progress progress) {
        List<Rollout> rollouts = new ArrayList<>();
        tables.forEach(t -> rollouts.addAll(rollouts(t)));
        return new Result(
                findings(settings, rollouts),
                figures(settings, rollouts),
                List.of(table(settings, rollouts), prompts(settings, rollouts)),
                inputs(tables));
    }

    private static double mean(List<Rollout> rollouts, ToDoubleFunction<Rollout> value) {
        return rollouts.stream()
                .mapToDouble(value)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    private static List<Finding> findings(Settings s, List<Rollout> rollouts) {
        double redundancy = mean(rollouts, Rollout::redundancy);
        double[] rho = rollouts.stream().mapToDouble(Rollout::redundancy).toArray();
        double[] correct = rollouts.stream().mapToDouble(Rollout::correct).toArray();
        double link = Correlation.pearson(rho, correct);
        double plain = mean(rollouts, Rollout::plain);
        double steered = mean(rollouts, r -> r.steerable(s));
        return List.of(new Finding(
                "redundancy",
                redundancy > 0.3 ? Severity.WARNING : Severity.INFO,
                Digits.percent(redundancy) + " of the calls of a rollout are redundant (mean of "
                        + Digits.count(rollouts.size()) + " rollouts)"
                        + (Double.isFinite(link)
                                ? "; redundancy correlates with right answers by " + Digits.text(link)
                                : "")
                        + ". The mean reward is " + Digits.text(plain) + " plain and " + Digits.text(steered)
                        + " steerable.",
                "ρ = (redundant searches + redundant queries)/calls. Plain: .1·format + .9·answer. Steerable: right"
                        + " .1·format + max(1 − ρ, .5), wrong .1·format + c₁·min(1, ΔS/C_S) + c₂·min(1, ΔQ/C_Q).",
                Map.of("redundancy", redundancy, "plain", plain, "steerable", steered),
                "reward-redundancy"));
    }

    private static List<Figure> figures(Settings s, List<Rollout> rollouts) {
        List<Figure> figures = new ArrayList<>();
        List<Layer> layers = new ArrayList<>();
        for (boolean right : new boolean[] {true, false}) {
            List<Rollout> own =
                    rollouts.stream().filter(r -> r.correct > 0.5 == right).toList();
            layers.add(new Layer.Scatter(
                    right ? "right" : "wrong",
                    right ? 0 : 1,
                    own.stream().mapToDouble(Rollout::redundancy).toArray(),
                    own.stream().mapToDouble(r -> r.steerable(s)).toArray()));
        }
        figures.add(new Figure(
                "reward-redundancy",
                "Steerable reward over redundancy",
                Axis.linear("share of redundant calls ρ"),
                Axis.linear("steerable reward"),
                layers,
                "Steerable reward of each rollout over the share of its redundant calls. "
                        + Digits.count(rollouts.size()) + " rollouts.",
                FigureSource.NONE.counting(rollouts.size(), 0)));
        List<String> labels = rollouts.stream()
                .flatMap(r -> r.labels.keySet().stream())
                .distinct()
                .sorted()
                .toList();
        if (!labels.isEmpty()) {
            figures.add(new Figure(
                    "calls",
                    "Calls of a rollout",
                    Axis.categories("label", labels),
                    Axis.linear("mean calls of a rollout"),
                    List.of(
                            bars(
                                    "right",
                                    0,
                                    labels,
                                    rollouts.stream()
                                            .filter(r -> r.correct > 0.5)
                                            .toList()),
                            bars(
                                    "wrong",
                                    1,
                                    labels,
                                    rollouts.stream()
                                            .filter(r -> !(r.correct > 0.5))
                                            .toList())),
                    "Mean number of calls of each label in rollouts with a right and with a wrong answer.",
                    FigureSource.NONE.counting(rollouts.size(), 0)));
        } else {
            figures.add(horizon(rollouts));
        }
        return figures;
    }

    private static Layer.Bars bars(String name, int color, List<String> labels, List<Rollout> rollouts) {
        return new Layer.Bars(
                name,
                color,
                labels.stream()
                        .mapToDouble(l -> mean(rollouts, r -> r.labels.getOrDefault(l, 0)))
                        .toArray());
    }

    private static Figure horizon(List<Rollout> rollouts) {
        List<String> parts = List.of("unique searches", "unique queries", "redundant searches", "redundant queries");
        List<Layer> layers = new ArrayList<>();
        for (boolean right : new boolean[] {true, false}) {
            List<Rollout> own =
                    rollouts.stream().filter(r -> r.correct > 0.5 == right).toList();
            layers.add(new Layer.Bars(right ? "right" : "wrong", right ? 0 : 1, new double[] {
                mean(own, Rollout::breadth),
                mean(own, Rollout::depth),
                mean(own, Rollout::redundantSearches),
                mean(own, Rollout::redundantQueries)
            }));
        }
        return new Figure(
                "calls",
                "Breadth, depth and redundancy",
                Axis.categories("", parts),
                Axis.linear("mean of a rollout"),
                layers,
                "Mean breadth, depth and redundancy of rollouts with a right and with a wrong answer.",
                FigureSource.NONE.counting(rollouts.size(), 0));
    }

    private static ResultTable table(Settings s, List<Rollout> rollouts) {
        ResultRows rows = ResultRows.of(
                "rollouts",
                "Rollouts by their answer",
                "answer",
                "rollouts",
                "calls",
                "redundancy",
                "breadth",
                "depth",
                "plain",
                "steerable");
        for (boolean right : new boolean[] {true, false}) {
            List<Rollout> own =
                    rollouts.stream().filter(r -> r.correct > 0.5 == right).toList();
            rows.add(
                    right ? "right" : "wrong",
                    own.size(),
                    mean(own, Rollout::calls),
                    mean(own, Rollout::redundancy),
                    mean(own, Rollout::breadth),
                    mean(own, Rollout::depth),
                    mean(own, Rollout::plain),
                    mean(own, r -> r.steerable(s)));
        }
        return rows.table();
    }

    /** Prompts, with the advantages scaled by G/G_good. */
    private static ResultTable prompts(Settings s, List<Rollout> rollouts) {
        Map<String, List<Rollout>> byPrompt = new LinkedHashMap<>();
        rollouts.forEach(
                r -> byPrompt.computeIfAbsent(r.prompt, p -> new ArrayList<>()).add(r));
        ResultRows rows = ResultRows.of(
                "prompts",
                "Prompts: those that would be pruned, and the factor on advantages G/G_good",
                "prompt",
                "rollouts",
                "solve_rate",
                "pruned",
                "good",
                "factor",
                "largest_advantage");
        byPrompt.entrySet().stream().limit(200).forEach(e -> {
            List<Rollout> group = e.getValue();
            double rate = mean(group, Rollout::correct);
            double good = group.stream().filter(r -> r.good > 0.5).count();
            double[] rewards = group.stream().mapToDouble(r -> r.steerable(s)).toArray();
            Moments moments = Moments.of(rewards);
            double sd = Math.sqrt(moments.variance() * (rewards.length - 1) / rewards.length);
            double largest = sd > 0
                    ? Arrays.stream(rewards)
                            .map(r -> Math.abs(r - moments.mean()) / sd)
                            .max()
                            .orElse(0)
                    : 0;
            double factor = good == 0 ? Double.NaN : group.size() / good;
            rows.add(
                    e.getKey().length() > 60 ? e.getKey().substring(0, 59) + "…" : e.getKey(),
                    group.size(),
                    rate,
                    rate >= s.prune(),
                    good,
                    factor,
                    factor * largest);
        });
        return rows.table();
    }
}
