package rewardloom.model.shaping.tabular;

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
import rewardloom.model.mdp.MdpReader;
import rewardloom.model.mdp.TabularMdp;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Digits;
import rewardloom.model.table.Tables;

/** How much each reward of a tabular model tells a learner, and what the most informative one would be. */
public final class InformativenessAnalysis extends CardAnalysis<InformativenessAnalysis.Settings> {

    /** What is compared. */
    public record Settings(
            @Parameter(label = "Model", help = "Tabular model; empty: the first.", choices = Choices.TABLES)
            String table,

            @Parameter(
                    label = "Reward",
                    help = "Reward that counts; empty: one called primary, main, base, env, task or reward, or the"
                            + " first.")
            String reward,

            @Parameter(label = "Horizons", help = "Steps that a learner looks ahead.")
            List<String> horizons,

            @Parameter(
                    label = "Largest gap",
                    help = "Gaps δ between best and other actions above this count as this; 0: no limit.",
                    min = 0)
            double cap,

            @Parameter(
                    label = "Design",
                    help = "Also compute the most informative reward that keeps the best actions (small models only).",
                    group = "Design")
            boolean design,

            @Parameter(
                    label = "Largest reward",
                    help = "Largest |R(s, a)| of the designed reward; 0: that of the reward that counts.",
                    min = 0,
                    group = "Design")
            double most,

            @Parameter(
                    label = "Price",
                    help = "Price of Σ|R(s, a)|; larger ones give fewer rewards.",
                    min = 0,
                    group = "Design")
            double price,

            @Parameter(label = "States", help = "States that may have a reward; empty: all.", group = "Design")
            List<String> states,

            @Parameter(label = "γ", help = "Discount.", min = 0, max = 0.9999)
            double gamma,

            @Parameter(label = "Start", help = "Start state; empty: the column start, or all states alike.")
            String start) {

        public Settings {
            horizons = List.copyOf(horizons);
            states = List.copyOf(states);
        }
    }

    private static final Settings DEFAULTS =
            new Settings("", "", List.of("1", "4", "8", "16", "32"), 5, true, 0, 0.0001, List.of(), 0.95, "");
    private static final String DESIGNED = "designed";
    private static final String POTENTIAL = "with γV*(s') − V*(s)";
    private static final int MOST_SHOWN = 60;

    public InformativenessAnalysis() {
        super(
                new Card(
                        "informativeness",
                        "Informativeness",
                        Family.SHAPING,
                        "How much does a reward tell a learner that looks only a few steps ahead, and which one would"
                                + " tell the most?",
                        List.of("Reward Design for Reinforcement Learning Agents"),
                        List.of("a tabular model with s, a, s2, p and reward/NAME")),
                DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return MdpReader.accepts(tables);
    }

    /** A reward and what it tells. */
    private record Rated(String name, double[] reward, Informativeness told, boolean keeps) {}

    @Override
    public Result run(Settings settings, Tables tables, Progress progress) {
        progress.update("solving the model", 0);
        Model model = Model.read(tables, settings.table(), settings.reward(), settings.gamma(), settings.start());
        Informativeness.Task task = Informativeness.Task.of(model.plan(), horizons(settings), settings.cap());
        Map<String, double[]> rewards = new LinkedHashMap<>();
        rewards.put(model.base(), model.reward());
        double[] values = model.plan().values();
        rewards.put(POTENTIAL, model.plus(model.mdp().shaping(values, settings.gamma()), 1));
        model.others("")
                .forEach(name ->
                        rewards.put(name, model.mdp().expected(model.mdp().reward(name))));
        List<Finding> findings = new ArrayList<>();
        if (settings.design()) {
            progress.update("designing", 0.3);
            design(settings, model, task)
                    .ifPresentOrElse(r -> rewards.put(DESIGNED, r), () -> findings.add(none(model)));
        }
        progress.checkCancelled();
        List<Rated> rated = rewards.entrySet().stream()
                .map(e -> new Rated(
                        e.getKey(),
                        e.getValue(),
                        Informativeness.of(task, e.getValue()),
                        Informativeness.keeps(task, e.getValue())))
                .toList();
        findings.addFirst(finding(model, task, rated));
        return new Result(
                findings,
                List.of(bars(rated), hinges(task, rated), decay(task, rated)),
                List.of(table(rated), advantages(model, task, rated), designed(model, rated)),
                List.of(model.table()));
    }

    private static int[] horizons(Settings settings) {
        int[] horizons = settings.horizons().stream()
                .mapToInt(text -> {
                    if (!text.strip().matches("[1-9][0-9]{0,4}")) {
                        throw new AnalysisException("a horizon is a number of steps from 1 on, not '" + text + "'");
                    }
                    return Integer.parseInt(text.strip());
                })
                .toArray();
        if (horizons.length == 0) {
            throw new AnalysisException("give at least one horizon");
        }
        return horizons;
    }

    private static Optional<double[]> design(Settings settings, Model model, Informativeness.Task task) {
        if (model.mdp().pairs() > RewardDesign.MOST_PAIRS) {
            return Optional.empty();
        }
        boolean[] allowed = new boolean[model.mdp().states().size()];
        Arrays.fill(allowed, settings.states().isEmpty());
        for (String name : settings.states()) {
            int at = model.mdp().states().indexOf(name.strip());
            if (at < 0) {
                throw new AnalysisException("there is no state called '" + name + "'");
            }
            allowed[at] = true;
        }
        double most = settings.most() > 0
                ? settings.most()
                : Arrays.stream(model.reward())
                        .filter(Double::isFinite)
                        .map(Math::abs)
                        .max()
                        .orElse(1);
        return new RewardDesign(task, allowed).best(most, settings.price());
    }

    private static Finding none(Model model) {
        boolean large = model.mdp().pairs() > RewardDesign.MOST_PAIRS;
        return new Finding(
                "no-design",
                Severity.WARNING,
                large
                        ? "No reward was designed: the model has "
                                + Digits.count(model.mdp().pairs()) + " pairs of state and action, more than "
                                + RewardDesign.MOST_PAIRS + "."
                        : "No reward within these limits keeps the best actions as far ahead as they are: allow a"
                                + " larger reward or more states.",
                "The linear programme of the design has no solution, or is too large.",
                Map.of("pairs", model.mdp().pairs()),
                "informativeness");
    }

    private static Finding finding(Model model, Informativeness.Task task, List<Rated> rated) {
        Rated base = rated.getFirst();
        Rated best = rated.stream()
                .filter(Rated::keeps)
                .max((a, b) -> Double.compare(a.told.value(), b.told.value()))
                .orElse(base);
        String wrong = String.join(
                ", ", rated.stream().filter(r -> !r.keeps).map(Rated::name).toList());
        Map<String, Object> values = new LinkedHashMap<>();
        rated.forEach(r -> values.put(r.name, r.told.value()));
        return new Finding(
                "informativeness",
                wrong.isEmpty() ? Severity.INFO : Severity.WARNING,
                "I(R) of " + base.name + " is " + Digits.text(base.told.value())
                        + "; most informative of those that keep the best"
                        + " actions is " + best.name + " with " + Digits.text(best.told.value()) + "."
                        + (wrong.isEmpty() ? "" : " Under " + wrong + " a wrong action becomes best."),
                "I(R) = −mean over best policies, horizons and states of max(0, max over the other actions of δ −"
                        + " A_h), γ = " + Digits.text(model.gamma()) + ", over "
                        + task.policies().size()
                        + (task.policies().size() == 1 ? " best policy" : " best policies")
                        + "; 0 is the most a reward can tell.",
                values,
                "informativeness");
    }

    private static Figure bars(List<Rated> rated) {
        return new Figure(
                "informativeness",
                "How much each reward tells",
                Axis.categories("", rated.stream().map(Rated::name).toList()),
                Axis.linear("informativeness I(R)"),
                List.of(new Layer.Bars(
                        "", 0, rated.stream().mapToDouble(r -> r.told.value()).toArray())),
                "Informativeness of each reward; 0 is the most a reward can tell a learner.",
                FigureSource.NONE);
    }

    /** What is missing in each state, mean over the horizons. */
    private static Figure hinges(Informativeness.Task task, List<Rated> rated) {
        int[] states = IntStream.range(0, task.mdp().states().size())
                .filter(s -> !task.mdp().isTerminal(s))
                .limit(MOST_SHOWN)
                .toArray();
        double[][] values = new double[rated.size()][states.length];
        double most = 0;
        for (int r = 0; r < values.length; r++) {
            for (int s = 0; s < states.length; s++) {
                for (double[] hinge : rated.get(r).told.hinges()) {
                    values[r][s] += hinge[states[s]] / task.horizons().length;
                }
                most = Math.max(most, values[r][s]);
            }
        }
        return new Figure(
                "hinges",
                "Where a reward tells too little",
                Axis.categories(
                        "state",
                        Arrays.stream(states)
                                .mapToObj(s -> task.mdp().states().get(s))
                                .toList()),
                Axis.categories("", rated.stream().map(Rated::name).toList()),
                List.of(new Layer.HeatMap(
                        "mean hinge",
                        IntStream.range(0, states.length).asDoubleStream().toArray(),
                        IntStream.range(0, values.length).asDoubleStream().toArray(),
                        values,
                        0,
                        Math.max(most, 1e-9),
                        states.length <= 12)),
                "Hinge term max(0, δ − A_h) of each state, mean over the horizons"
                        + (states.length == MOST_SHOWN ? "; the first " + MOST_SHOWN + " states." : "."),
                FigureSource.NONE);
    }

    private static Figure decay(Informativeness.Task task, List<Rated> rated) {
        double[] x = Arrays.stream(task.horizons()).asDoubleStream().toArray();
        List<Layer> layers = new ArrayList<>();
        for (int r = 0; r < rated.size(); r++) {
            double[] y = Arrays.stream(rated.get(r).told.hinges())
                    .mapToDouble(h -> -Arrays.stream(h).sum() / Math.max(1, task.states()))
                    .toArray();
            layers.add(new Layer.Line(rated.get(r).name, r, x, y, false));
        }
        return new Figure(
                "by-horizon",
                "How much each reward tells, by how far a learner looks",
                Axis.linear("horizon h (steps)"),
                Axis.linear("informativeness at h"),
                layers,
                "−mean over states of the hinge term, for each horizon.",
                FigureSource.NONE);
    }

    private static ResultTable table(List<Rated> rated) {
        ResultRows rows = ResultRows.of(
                "rewards",
                "Rewards",
                "reward",
                "informativeness",
                "keeps_best_actions",
                "largest",
                "pairs_with_reward");
        for (Rated r : rated) {
            rows.add(
                    r.name,
                    r.told.value(),
                    r.keeps,
                    Arrays.stream(r.reward)
                            .filter(Double::isFinite)
                            .map(Math::abs)
                            .max()
                            .orElse(0),
                    (int) Arrays.stream(r.reward)
                            .filter(v -> Double.isFinite(v) && Math.abs(v) > 1e-12)
                            .count());
        }
        return rows.table();
    }

    private static ResultTable advantages(Model model, Informativeness.Task task, List<Rated> rated) {
        ResultRows rows = ResultRows.of(
                "advantages",
                "Smallest lead of the best action by horizon",
                "reward",
                "state",
                "gap",
                "horizon",
                "advantage",
                "hinge");
        for (Rated r : rated) {
            for (int s = 0; s < Math.min(MOST_SHOWN, task.gaps().length); s++) {
                for (int h = 0; h < task.horizons().length && Double.isFinite(task.gaps()[s]); h++) {
                    rows.add(
                            r.name,
                            model.mdp().states().get(s),
                            task.gaps()[s],
                            task.horizons()[h],
                            r.told.advantages()[h][s],
                            r.told.hinges()[h][s]);
                }
            }
        }
        return rows.table();
    }

    /** The designed reward, so that it can be used. */
    private static ResultTable designed(Model model, List<Rated> rated) {
        ResultRows rows = ResultRows.of("designed", "The designed reward", "state", "action", "reward");
        TabularMdp mdp = model.mdp();
        rated.stream().filter(r -> r.name.equals(DESIGNED)).findFirst().ifPresent(r -> {
            for (int pair = 0; pair < mdp.pairs(); pair++) {
                if (mdp.isPossible(pair) && r.reward[pair] != 0) {
                    rows.add(
                            mdp.states().get(pair / mdp.actions().size()),
                            mdp.actions().get(pair % mdp.actions().size()),
                            r.reward[pair]);
                }
            }
        });
        return rows.table();
    }
}
