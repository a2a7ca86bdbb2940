package rewardloom.model.reward.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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

/** Results of unit tests: the mix of outcomes, and what ranking candidates by a learned reward is worth. */
public final class ProgramOutcomes extends RowsAnalysis<ProgramOutcomes.Settings> {

    /** What the columns are. */
    public record Settings(
            @Parameter(
                    label = "Outcome",
                    help = "Column with the result of the tests: compile error, runtime error, failed test, all pass"
                            + " (or 0 to 3); empty: found by its name.",
                    choices = Choices.COLUMNS)
            String outcome,

            @Parameter(
                    label = "Ranking reward",
                    help = "Column with the reward that ranks candidates; empty: the reward or first score, if there"
                            + " is one.",
                    choices = Choices.COLUMNS)
            String ranking,

            @Parameter(label = "n", help = "Submissions after filtering, for n@k.", min = 1, max = 100)
            int submissions) {}

    private static final Settings DEFAULTS = new Settings("", "", 1);
    private static final List<String> CLASSES = List.of("compile error", "runtime error", "failed test", "all pass");
    private static final double[] REWARDS = {-1, -0.6, -0.3, 1};

    public ProgramOutcomes() {
        super(
                new Card(
                        "program-outcomes",
                        "Program outcomes",
                        Family.LANGUAGE,
                        "What do unit tests reward, and does a learned reward pick the programs that pass?",
                        List.of("B-Coder: Value-Based Deep Reinforcement Learning for Program Synthesis"),
                        List.of("responses or scores with the result of unit tests")),
                DEFAULTS);
    }

    @Override
    protected List<Search> searches(Settings s) {
        List<Wish> others = List.of(
                Wish.number("ranking", "the reward that ranks candidates")
                        .role(RoleType.SCORE, RoleType.REWARD, RoleType.PROXY)
                        .given("ranking", s.ranking())
                        .maybe(),
                Wish.number("step", "the step").role(RoleType.STEP).maybe(),
                Wish.number("prompt", "the problem").role(RoleType.PROMPT_ID).maybe(),
                Wish.text("prompt text", "the problem")
                        .role(RoleType.PROMPT_ID, RoleType.PROMPT)
                        .maybe());
        String names = "outcome(?:_class)?|test_result|result|status|verdict";
        List<Wish> texts = new ArrayList<>(List.of(Wish.text("outcome text", "the result of the tests")
                .named(names)
                .given("outcome", s.outcome())));
        texts.addAll(others);
        List<Wish> numbers = new ArrayList<>(List.of(Wish.number("outcome", "the result of the tests")
                .named("outcome_class|test_result|test_outcome|verdict")
                .given("outcome", s.outcome())));
        numbers.addAll(others);
        List<Kind> kinds = List.of(Kind.RESPONSES, Kind.SCORES);
        return List.of(new Search(kinds, "", List.of(), texts), new Search(kinds, "", List.of(), numbers));
    }

    /** The class of a text; −1 if it is none. */
    static int classOf(String text) {
        String plain =
                text.toLowerCase(Locale.ROOT).replaceAll("[_\\-\\s]+", " ").strip();
        if (plain.matches(".*(compile|compilation|syntax).*")) {
            return 0;
        } else if (plain.matches(".*(runtime|exception|timeout|time out|crash).*")) {
            return 1;
        } else if (plain.matches(".*(fail|wrong).*")) {
            return 2;
        } else if (plain.matches("(all )?pass(ed|es)?|ok|accepted|correct|success|true")) {
            return 3;
        }
        return -1;
    }

    /**
     * Candidates.
     *
     * @param outcome class of each, −1 if unknown
     * @param ranking ranking reward, NaN without one
     * @param step step, NaN without one
     * @param prompts candidates for the same problem
     */
    private record Candidates(int[] outcome, double[] ranking, double[] step, List<int[]> prompts) {
        boolean ranks() {
            return Arrays.stream(ranking).anyMatch(Double::isFinite);
        }
    }

    private static Candidates candidates(List<Rows> tables) {
        List<int[]> prompts = new ArrayList<>();
        int size = tables.stream().mapToInt(Rows::size).sum();
        int[] outcome = new int[size];
        double[] ranking = new double[size];
        double[] step = new double[size];
        int offset = 0;
        for (Rows rows : tables) {
            for (int i = 0; i < rows.size(); i++) {
                outcome[offset + i] = rows.has("outcome text")
                        ? classOf(rows.texts("outcome text").text(i))
                        : number(rows.numbers("outcome")[i]);
                ranking[offset + i] = rows.numbers("ranking", Double.NaN)[i];
                step[offset + i] = rows.numbers("step", Double.NaN)[i];
            }
            String key = rows.has("prompt text") ? "prompt text" : rows.has("prompt") ? "prompt" : "";
            if (!key.isEmpty()) {
                int at = offset;
                rows.groups(key)
                        .rows()
                        .forEach(g ->
                                prompts.add(Arrays.stream(g).map(r -> r + at).toArray()));
            }
            offset += rows.size();
        }
        return new Candidates(outcome, ranking, step, prompts);
    }

    private static int number(double value) {
        return Double.isFinite(value) && value >= 0 && value <= 3 ? (int) value : -1;
    }

    @Override
    protected Result judge(Settings settings, List<Rows> tables, Progress progress) {
        Candidates candidates = candidates(tables);
        long[] counts =
                counts(candidates, IntStream.range(0, candidates.outcome.length).toArray());
        if (Arrays.stream(counts).sum() == 0) {
            throw new AnalysisException("no outcome is one of " + String.join(", ", CLASSES)
                    + "; rename them, or name another column with outcome");
        }
        double mean = mean(counts);
        Auc auc = auc(candidates);
        ResultRows mix = ResultRows.of("outcomes", "Results of the tests", "outcome", "reward", "programs", "share");
        long all = Arrays.stream(counts).sum();
        for (int c = 0; c < CLASSES.size(); c++) {
            mix.add(CLASSES.get(c), REWARDS[c], counts[c], (double) counts[c] / all);
        }
        List<ResultTable> results = new ArrayList<>(List.of(mix.table()));
        Map<Integer, double[]> byK = passing(settings, candidates);
        if (!byK.isEmpty()) {
            ResultRows pass = ResultRows.of(
                    "passing",
                    "Problems solved with k candidates: by any of them, and by those that the reward ranks first",
                    "k",
                    "pass_at_k",
                    "n",
                    "n_at_k_ranked",
                    "n_at_k_random");
            byK.forEach((k, v) -> pass.add(k, v[0], settings.submissions(), v[1], v[2]));
            results.add(pass.table());
        }
        return new Result(
                List.of(finding(counts, mean, auc, byK, settings)),
                figures(candidates, counts, byK, settings),
                results,
                inputs(tables));
    }

    private static long[] counts(Candidates candidates, int[] rows) {
        long[] counts = new long[CLASSES.size()];
        for (int row : rows) {
            if (candidates.outcome[row] >= 0) {
                counts[candidates.outcome[row]]++;
            }
        }
        return counts;
    }

    static double mean(long[] counts) {
        double sum = 0;
        long n = 0;
        for (int c = 0; c < counts.length; c++) {
            sum += REWARDS[c] * counts[c];
            n += counts[c];
        }
        return sum / n;
    }

    private static Auc auc(Candidates candidates) {
        double[] passed = Arrays.stream(candidates.outcome)
                .mapToDouble(c -> c < 0 ? Double.NaN : c == 3 ? 1 : 0)
                .toArray();
        return Auc.of(candidates.ranking, passed);
    }

    /** For each k: pass@k, n@k by rank, n@k at random; means over problems with at least k candidates. */
    private static Map<Integer, double[]> passing(Settings settings, Candidates candidates) {
        Map<Integer, double[]> byK = new LinkedHashMap<>();
        int most = candidates.prompts.stream().mapToInt(g -> g.length).max().orElse(0);
        for (int k = 1; k <= most; k *= 2) {
            int size = k;
            List<int[]> groups =
                    candidates.prompts.stream().filter(g -> g.length >= size).toList();
            if (groups.isEmpty()) {
                break;
            }
            double any = 0;
            double ranked = 0;
            double random = 0;
            for (int[] group : groups) {
                int passed = (int) Arrays.stream(group)
                        .filter(r -> candidates.outcome[r] == 3)
                        .count();
                any += atLeastOne(group.length, passed, k) / groups.size();
                random += atLeastOne(group.length, passed, Math.min(k, settings.submissions())) / groups.size();
                ranked += ranked(candidates, Arrays.copyOf(group, k), settings.submissions()) / groups.size();
            }
            byK.put(k, new double[] {any, candidates.ranks() ? ranked : Double.NaN, random});
        }
        return byK;
    }

    /** 1 − C(n − c, k)/C(n, k). */
    static double atLeastOne(int n, int passed, int k) {
        if (n - passed < k) {
            return 1;
        }
        double none = 1;
        for (int i = n - passed + 1; i <= n; i++) {
            none *= 1 - (double) k / i;
        }
        return 1 - none;
    }

    /** Whether one of the best so many of these candidates passes. */
    private static double ranked(Candidates candidates, int[] group, int submissions) {
        Integer[] order = Arrays.stream(group).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Double.compare(candidates.ranking[b], candidates.ranking[a]));
        for (int i = 0; i < Math.min(submissions, order.length); i++) {
            if (candidates.outcome[order[i]] == 3) {
                return 1;
            }
        }
        return 0;
    }

    private static Finding finding(long[] counts, double mean, Auc auc, Map<Integer, double[]> byK, Settings settings) {
        long all = Arrays.stream(counts).sum();
        StringBuilder text = new StringBuilder(Digits.percent((double) counts[3] / all))
                .append(" of ")
                .append(Digits.count(all))
                .append(" programs pass all tests; the mean reward is ")
                .append(Digits.text(mean))
                .append('.');
        if (Double.isFinite(auc.area())) {
            text.append(" The ranking reward tells them apart with an AUC of ").append(Digits.text(auc.area()));
            byK.entrySet().stream()
                    .reduce((a, b) -> b)
                    .ifPresent(last -> text.append("; of ")
                            .append(last.getKey())
                            .append(" candidates its best ")
                            .append(settings.submissions())
                            .append(settings.submissions() == 1 ? " solves " : " solve ")
                            .append(Digits.percent(last.getValue()[1]))
                            .append(" of the problems, at random ")
                            .append(Digits.percent(last.getValue()[2])));
            text.append('.');
        }
        return new Finding(
                "program-outcomes",
                Severity.INFO,
                text.toString(),
                "Compile error −1, runtime error −0.6, failed test −0.3, all pass +1. pass@k = 1 − C(n − c, k)/C(n,"
                        + " k).",
                Map.of("mean", mean, "pass", (double) counts[3] / all, "auc", auc.area()),
                "outcomes");
    }

    private static List<Figure> figures(
            Candidates candidates, long[] counts, Map<Integer, double[]> byK, Settings settings) {
        List<Figure> figures = new ArrayList<>();
        TreeMap<Double, List<Integer>> bySteps = new TreeMap<>();
        for (int i = 0; i < candidates.step.length; i++) {
            if (Double.isFinite(candidates.step[i])) {
                bySteps.computeIfAbsent(candidates.step[i], s -> new ArrayList<>())
                        .add(i);
            }
        }
        FigureSource source = FigureSource.NONE.counting(candidates.outcome.length, 0);
        if (bySteps.size() > 2) {
            double[] x =
                    bySteps.keySet().stream().mapToDouble(Double::doubleValue).toArray();
            List<Layer.StackedArea.Part> parts = new ArrayList<>();
            for (int c = CLASSES.size() - 1; c >= 0; c--) {
                int outcome = c;
                parts.add(new Layer.StackedArea.Part(
                        CLASSES.get(c),
                        CLASSES.size() - 1 - c,
                        bySteps.values().stream()
                                .mapToDouble(rows -> {
                                    long[] own = counts(
                                            candidates,
                                            rows.stream()
                                                    .mapToInt(Integer::intValue)
                                                    .toArray());
                                    return (double) own[outcome]
                                            / Math.max(1, Arrays.stream(own).sum());
                                })
                                .toArray()));
            }
            figures.add(new Figure(
                    "outcomes",
                    "Results of the tests over the training",
                    Axis.linear("step"),
                    Axis.linear("share of programs").range(0, 1),
                    List.of(new Layer.StackedArea(x, parts)),
                    "Share of programs with each result at each step.",
                    source));
        } else {
            long all = Arrays.stream(counts).sum();
            figures.add(new Figure(
                    "outcomes",
                    "Results of the tests",
                    Axis.categories("", CLASSES),
                    Axis.linear("share of programs"),
                    List.of(new Layer.Bars(
                            "",
                            0,
                            Arrays.stream(counts)
                                    .mapToDouble(c -> (double) c / all)
                                    .toArray())),
                    "Share of programs with each result.",
                    source));
        }
        if (byK.size() > 1) {
            double[] k = byK.keySet().stream().mapToDouble(Integer::doubleValue).toArray();
            List<Layer> layers = new ArrayList<>();
            layers.add(new Layer.Line("pass@k", 0, k, column(byK, 0), false));
            if (candidates.ranks()) {
                layers.add(new Layer.Line(settings.submissions() + "@k, ranked", 1, k, column(byK, 1), false));
            }
            layers.add(new Layer.Line(settings.submissions() + "@k, at random", 2, k, column(byK, 2), false));
            figures.add(new Figure(
                    "passing",
                    "Problems solved with k candidates",
                    Axis.scaled("k", Axis.Scale.LOG),
                    Axis.linear("share of problems").range(0, 1),
                    layers,
                    "Share of problems that any of k candidates solves, and that the best " + settings.submissions()
                            + " by the ranking reward, or as many at random, solve.",
                    source));
        }
        return figures;
    }

    private static double[] column(Map<Integer, double[]> byK, int at) {
        return byK.values().stream().mapToDouble(v -> v[at]).toArray();
    }
}
