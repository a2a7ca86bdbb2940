package rewardloom.model.shaping.trajectory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
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
import rewardloom.model.formula.FormulaException;
import rewardloom.model.input.Rows;
import rewardloom.model.input.Search;
import rewardloom.model.input.Wish;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Correlation;
import rewardloom.model.statistics.Digits;
import rewardloom.model.table.Column;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Potential-based shaping on logged trajectories: what it would have paid, and whether it adds up as it must. */
public final class PotentialShaping extends CardAnalysis<PotentialShaping.Settings> {

    /** The potential and how it shapes. */
    public record Settings(
            @Parameter(
                    label = "Potential",
                    help = "Column or formula of the potential of a state, such as -sqrt(ball_dx^2 + ball_dy^2);"
                            + " empty: a column called potential or phi, else minus a distance, else the first"
                            + " observation.")
            String potential,

            @Parameter(label = "γ", help = "Discount.", min = 0, max = 1)
            double gamma,

            @Parameter(
                    label = "Slope",
                    help = "Factor on negative differences; 1 is true potential-based shaping.",
                    min = 0,
                    max = 10)
            double slope,

            @Parameter(label = "Weight", help = "Factor on the shaping.", min = -1e6, max = 1e6)
            double weight,

            @Parameter(
                    label = "End",
                    help = "Potential after the last step: ZERO; OPEN, unknown, so that the last step is not shaped;"
                            + " FLAG, zero where the episode is marked as terminated, else unknown.")
            End end,

            @Parameter(
                    label = "Logged",
                    help = "Column that should be this shaping; empty: none.",
                    choices = Choices.COLUMNS)
            String logged,

            @Parameter(label = "Episode", help = "Episode that is drawn, from 0.", min = 0)
            int episode,

            @Parameter(label = "Runs", help = "Runs or groups of runs; empty: all.", choices = Choices.RUNS)
            List<String> runs) {

        public Settings {
            runs = List.copyOf(runs);
        }
    }

    /** What follows the last step. */
    public enum End {
        FLAG,
        ZERO,
        OPEN
    }

    private static final Settings DEFAULTS = new Settings("", 0.99, 1, 1, End.FLAG, "", 0, List.of());
    private static final double EXACT = 1e-9;
    private static final int LISTED = 500;

    public PotentialShaping() {
        super(
                new Card(
                        "potential-shaping",
                        "Potential-based shaping",
                        Family.SHAPING,
                        "What would shaping by a potential have paid, and does it add up as it must?",
                        List.of(
                                "Reward Design for Reinforcement Learning Agents",
                                "Lucy-SKG: Learning to Play Rocket League Efficiently Using Deep Reinforcement"
                                        + " Learning",
                                "Behavior Alignment via Reward Function Optimization"),
                        List.of("steps with observations")),
                DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return accepts(DEFAULTS, tables);
    }

    @Override
    public boolean accepts(Settings settings, Tables tables) {
        return search(settings).finds(tables)
                && tables.list(Kind.STEPS).stream()
                        .anyMatch(t -> potential(settings, t).isPresent());
    }

    private static Search search(Settings s) {
        return new Search(
                List.of(Kind.STEPS),
                "",
                s.runs(),
                List.of(
                        Wish.number("episode", "the episode")
                                .role(RoleType.EPISODE)
                                .maybe(),
                        Wish.number("reward", "the reward")
                                .role(RoleType.REWARD)
                                .maybe(),
                        Wish.number("terminated", "whether the episode ended")
                                .role(RoleType.TERMINATED)
                                .maybe(),
                        Wish.number("logged", "the logged shaping")
                                .given("logged", s.logged())
                                .maybe()));
    }

    /** The formula of the potential in a table. */
    static Optional<String> potential(Settings settings, Table table) {
        if (!settings.potential().isBlank()) {
            return Optional.of(quoted(table, settings.potential().strip()));
        }
        List<String> observations = table.columns().stream()
                .filter(c -> c.type().isNumeric() && c.role().is(RoleType.OBSERVATION))
                .map(Column::name)
                .toList();
        Optional<String> named = table.columns().stream()
                .filter(c -> c.type().isNumeric())
                .map(Column::name)
                .filter(n -> n.matches("(?i)(?:.*[/._])?(?:potential|phi|φ)"))
                .findFirst();
        Optional<String> distance = observations.stream()
                .filter(n -> n.matches("(?i).*dist(?:ance)?(?:[/._].*)?"))
                .map(n -> "-" + quote(n))
                .findFirst();
        Optional<String> pair = observations.stream()
                .filter(n -> n.endsWith("_dx") && observations.contains(n.replaceAll("_dx$", "_dy")))
                .map(n -> "-sqrt(" + quote(n) + "^2 + " + quote(n.replaceAll("_dx$", "_dy")) + "^2)")
                .findFirst();
        return named.map(PotentialShaping::quote)
                .or(() -> distance)
                .or(() -> pair)
                .or(() -> observations.stream().map(PotentialShaping::quote).findFirst());
    }

    /** A column may be named as it is. */
    private static String quoted(Table table, String text) {
        return table.columns().stream().anyMatch(c -> c.name().equals(text)) ? quote(text) : text;
    }

    private static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** One episode of one run. */
    private record Walk(
            String run, String name, double[] potential, double[] reward, PotentialSteps steps, double mismatch) {
        double earned() {
            return Arrays.stream(reward).filter(Double::isFinite).sum();
        }
    }

    @Override
    public Result run(Settings settings, Tables tables, Progress progress) {
        List<Search.Match> matches = search(settings).in(tables);
        List<Walk> walks = new ArrayList<>();
        List<Table> inputs = new ArrayList<>();
        String used = "";
        for (Search.Match match : matches) {
            progress.checkCancelled();
            progress.update("reading " + match.table().name(), (double) inputs.size() / matches.size());
            Optional<String> formula = potential(settings, match.table());
            if (formula.isPresent()) {
                used = formula.get();
                walks.addAll(walks(settings, Rows.read(tables, match), phi(tables, match.table(), used)));
                inputs.add(match.table());
            }
        }
        if (walks.isEmpty()) {
            throw new AnalysisException(
                    "no episode has a finite potential at every step; give a potential as a column or formula");
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(telescoping(settings, walks));
        findings.add(share(settings, walks, used));
        if (!settings.logged().isBlank()) {
            findings.add(logged(settings, walks));
        }
        return new Result(
                findings,
                List.of(episode(settings, walks, used), returns(settings, walks), shares(settings, walks)),
                List.of(runs(settings, walks), episodes(settings, walks)),
                inputs);
    }

    private static double[] phi(Tables tables, Table table, String formula) {
        try {
            String plain = formula.startsWith("\"") && formula.indexOf('"', 1) == formula.length() - 1
                    ? formula.substring(1, formula.length() - 1).replace("\"\"", "\"")
                    : "";
            boolean isColumn = table.columns().stream().anyMatch(c -> c.name().equals(plain));
            return isColumn
                    ? tables.columns(table, List.of(plain)).doubles(plain)
                    : tables.formulas().evaluate(table, formula);
        } catch (FormulaException e) {
            throw new AnalysisException(table.name() + ": " + e.getMessage());
        }
    }

    private static List<Walk> walks(Settings settings, Rows rows, double[] phi) {
        List<int[]> episodes = rows.has("episode")
                ? rows.groups("episode").rows()
                : List.of(IntStream.range(0, rows.size()).toArray());
        List<String> names = rows.has("episode") ? rows.groups("episode").names() : List.of("0");
        double[] reward = rows.numbers("reward", 0);
        double[] terminated = rows.numbers("terminated", 0);
        List<Walk> walks = new ArrayList<>();
        for (int e = 0; e < episodes.size(); e++) {
            int[] own = episodes.get(e);
            double[] potential = pick(phi, own);
            if (Arrays.stream(potential).allMatch(Double::isFinite)) {
                boolean zero = settings.end() == End.ZERO
                        || (settings.end() == End.FLAG && terminated[own[own.length - 1]] > 0);
                PotentialSteps steps = PotentialSteps.of(potential, settings.gamma(), settings.slope(), zero);
                double mismatch = rows.has("logged")
                        ? mismatch(settings, pick(rows.numbers("logged"), own), steps.shaping(), zero)
                        : Double.NaN;
                walks.add(new Walk(rows.run().name(), names.get(e), potential, pick(reward, own), steps, mismatch));
            }
        }
        return walks;
    }

    private static double[] pick(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(i -> values[i]).toArray();
    }

    private static double mismatch(Settings settings, double[] logged, double[] shaping, boolean zero) {
        double most = 0;
        int n = zero ? logged.length : logged.length - 1;
        for (int t = 0; t < n; t++) {
            double apart = Math.abs(logged[t] - settings.weight() * shaping[t]);
            most = Double.isFinite(apart) ? Math.max(most, apart) : most;
        }
        return most;
    }

    private static double scale(List<Walk> walks) {
        return 1
                + walks.stream()
                        .flatMapToDouble(w -> Arrays.stream(w.potential))
                        .map(Math::abs)
                        .max()
                        .orElse(0);
    }

    private static Finding telescoping(Settings settings, List<Walk> walks) {
        double most =
                walks.stream().mapToDouble(w -> Math.abs(w.steps.leak())).max().orElse(0);
        double mean = walks.stream().mapToDouble(w -> w.steps.leak()).average().orElse(0);
        boolean holds = most <= EXACT * scale(walks);
        return new Finding(
                "telescopes",
                holds ? Severity.INFO : Severity.WARNING,
                holds
                        ? "The shaping adds up to γⁿΦ(s_n) − Φ(s_0) in every one of " + Digits.count(walks.size())
                                + " episodes: it cannot pay for going round in circles."
                        : "With slope " + Digits.text(settings.slope()) + " the shaping does not add up: it pays "
                                + Digits.text(settings.weight() * mean)
                                + " an episode more than a potential can, so that going to and fro"
                                + " earns.",
                "Σγ^t F_t against γⁿΦ(s_n) − Φ(s_0), to a billionth of the largest potential.",
                Map.of("largest", most, "mean", mean, "episodes", walks.size()),
                "episode");
    }

    private static double share(Settings settings, List<Walk> walks) {
        double shaping = walks.stream()
                .mapToDouble(w -> Math.abs(settings.weight() * w.steps.sum()))
                .sum();
        double reward = walks.stream().mapToDouble(w -> Math.abs(w.earned())).sum();
        return shaping / (shaping + reward);
    }

    private static Finding share(Settings settings, List<Walk> walks, String potential) {
        double share = share(settings, walks);
        return new Finding(
                "shaping-share",
                Severity.INFO,
                "With the potential " + potential + ", " + Digits.percent(share)
                        + " of the size of the return would be shaping.",
                "Σ|ΣF| over Σ|ΣF| + Σ|ΣR|, sums over the steps of an episode inside, over episodes outside.",
                Map.of("share", share, "potential", potential),
                "returns");
    }

    private static Finding logged(Settings settings, List<Walk> walks) {
        double most = walks.stream()
                .mapToDouble(Walk::mismatch)
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
        boolean same = most <= 1e-6 * scale(walks);
        return new Finding(
                "logged-shaping",
                same ? Severity.INFO : Severity.WARNING,
                same
                        ? settings.logged() + " is this shaping."
                        : settings.logged() + " is not this shaping: they differ by up to " + Digits.text(most)
                                + " at a step.",
                "Largest |logged − weight · (γΦ(s') − Φ(s))|; the last step counts only where what follows is known.",
                Map.of("largest", most),
                "episode");
    }

    private static Figure episode(Settings settings, List<Walk> walks, String potential) {
        Walk walk = walks.get(Math.min(settings.episode(), walks.size() - 1));
        int n = walk.potential.length;
        double[] x = IntStream.range(0, n).asDoubleStream().toArray();
        double[] shaping = Arrays.stream(walk.steps.shaping())
                .map(f -> settings.weight() * f)
                .toArray();
        double[] total = shaping.clone();
        for (int t = 1; t < n; t++) {
            total[t] += total[t - 1];
        }
        double[] earned =
                Arrays.stream(walk.reward).map(r -> Double.isFinite(r) ? r : 0).toArray();
        for (int t = 1; t < n; t++) {
            earned[t] += earned[t - 1];
        }
        return new Figure(
                "episode",
                "Potential and shaping in episode " + walk.name + " of " + walk.run,
                Axis.linear("step of the episode"),
                Axis.linear("reward"),
                List.of(
                        new Layer.Line("potential Φ", 0, x, walk.potential, false),
                        new Layer.Line("shaping, cumulative", 1, x, total, false),
                        new Layer.Line("reward, cumulative", 2, x, earned, false)),
                "Potential " + potential + ", cumulative shaping with γ = " + Digits.text(settings.gamma()) + ", slope "
                        + Digits.text(settings.slope()) + ", weight " + Digits.text(settings.weight())
                        + ", and cumulative logged reward.",
                FigureSource.NONE.counting(n, 0));
    }

    private static Figure returns(Settings settings, List<Walk> walks) {
        Map<String, List<Walk>> byRun = byRun(walks);
        List<Layer> layers = new ArrayList<>();
        byRun.forEach((run, own) -> layers.add(new Layer.Scatter(
                run,
                layers.size(),
                own.stream().limit(LISTED).mapToDouble(Walk::earned).toArray(),
                own.stream()
                        .limit(LISTED)
                        .mapToDouble(w -> w.earned() + settings.weight() * w.steps.sum())
                        .toArray())));
        return new Figure(
                "returns",
                "Returns with and without the shaping",
                Axis.linear("return as logged"),
                Axis.linear("return with the shaping"),
                layers,
                "Sum of the logged rewards of an episode, and with the shaping; up to " + LISTED + " episodes a run.",
                FigureSource.NONE.counting(walks.size(), 0));
    }

    private static Figure shares(Settings settings, List<Walk> walks) {
        Map<String, List<Walk>> byRun = byRun(walks);
        return new Figure(
                "shares",
                "How much of the return would be shaping",
                Axis.categories("", List.copyOf(byRun.keySet())),
                Axis.linear("share of the size of the return").range(0, 1),
                List.of(new Layer.Bars(
                        "",
                        0,
                        byRun.values().stream()
                                .mapToDouble(own -> share(settings, own))
                                .toArray())),
                "Σ|ΣF| over Σ|ΣF| + Σ|ΣR| of each run.",
                FigureSource.NONE);
    }

    private static Map<String, List<Walk>> byRun(List<Walk> walks) {
        Map<String, List<Walk>> byRun = new LinkedHashMap<>();
        walks.forEach(w -> byRun.computeIfAbsent(w.run, k -> new ArrayList<>()).add(w));
        return byRun;
    }

    private static ResultTable runs(Settings settings, List<Walk> walks) {
        ResultRows rows = ResultRows.of(
                "runs", "Runs", "run", "episodes", "return", "shaping", "share", "leak", "kendall_with_shaped");
        byRun(walks).forEach((run, own) -> {
            double[] plain = own.stream().mapToDouble(Walk::earned).toArray();
            double[] shaped = own.stream()
                    .mapToDouble(w -> w.earned() + settings.weight() * w.steps.sum())
                    .toArray();
            rows.add(
                    run,
                    own.size(),
                    Arrays.stream(plain).average().orElse(Double.NaN),
                    own.stream()
                            .mapToDouble(w -> settings.weight() * w.steps.sum())
                            .average()
                            .orElse(Double.NaN),
                    share(settings, own),
                    own.stream()
                            .mapToDouble(w -> settings.weight() * w.steps.leak())
                            .average()
                            .orElse(Double.NaN),
                    Correlation.kendall(plain, shaped));
        });
        return rows.table();
    }

    private static ResultTable episodes(Settings settings, List<Walk> walks) {
        ResultRows rows = ResultRows.of(
                "episodes",
                "Episodes",
                "run",
                "episode",
                "steps",
                "return",
                "shaping",
                "discounted",
                "must_be",
                "leak");
        walks.stream()
                .limit(LISTED)
                .forEach(w -> rows.add(
                        w.run,
                        w.name,
                        w.potential.length,
                        w.earned(),
                        settings.weight() * w.steps.sum(),
                        settings.weight() * w.steps.discounted(),
                        settings.weight() * w.steps.telescoped(),
                        settings.weight() * w.steps.leak()));
        return rows.table();
    }
}
