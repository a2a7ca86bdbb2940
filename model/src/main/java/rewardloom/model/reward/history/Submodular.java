package rewardloom.model.reward.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
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

/** Rewards with diminishing returns: marginal gains of visits, and what a sum of single visits would have paid. */
public final class Submodular extends RowsAnalysis<VisitParameters> {
    private static final int BINS = 40;
    private static final int MOST_CANDIDATES = 20_000;
    private static final double REDUNDANT = 0.5;

    public Submodular() {
        super(
                new Card(
                        "submodular",
                        "Diminishing returns",
                        Family.DECOMPOSITION,
                        "How much of what was visited was new, and what would a plain sum have paid twice?",
                        List.of("Submodular Reinforcement Learning"),
                        List.of("steps with what they visit: items, cells or positions")),
                VisitParameters.DEFAULTS);
    }

    @Override
    protected List<Search> searches(VisitParameters s) {
        Wish items = Wish.name("items", "what each step visits")
                .named("items?|cells?|visited|covered|objects?|landmarks?|nodes?")
                .given("items", s.items());
        Wish x = Wish.number("x", "a coordinate").named("(?:.*_)?x|pos_?x").given("x", s.x());
        Wish y = Wish.number("y", "the other coordinate")
                .named("(?:.*_)?y|pos_?y")
                .given("y", s.y())
                .maybe();
        List<Wish> rest = List.of(
                Wish.number("episode", "the episode").role(RoleType.EPISODE).maybe(),
                Wish.number("logged", "the logged reward")
                        .given("logged", s.logged())
                        .maybe());
        List<Search> searches = new ArrayList<>();
        if (s.kind() != VisitParameters.Value.INFORMATION && s.x().isBlank()) {
            searches.add(search(rest, items, x.maybe(), y));
        }
        if (s.kind() != VisitParameters.Value.DEMAND && s.items().isBlank()) {
            searches.add(search(rest, x, y));
        }
        return searches.isEmpty() ? List.of(search(rest, items)) : searches;
    }

    private static Search search(List<Wish> rest, Wish... wishes) {
        List<Wish> all = new ArrayList<>(List.of(wishes));
        all.addAll(rest);
        return new Search(List.of(Kind.STEPS, Kind.EPISODES), "", List.of(), all);
    }

    /** One episode: gains, and what each visit would bring alone. */
    private record Walk(String run, int number, int[] order, double[] gains, double[] alone) {
        double value() {
            return Arrays.stream(gains).sum();
        }

        double modular() {
            return Arrays.stream(alone).sum();
        }

        double redundancy() {
            return 1 - value() / modular();
        }
    }

    @Override
    protected Result judge(VisitParameters settings, List<Rows> tables, Progress progress) {
        List<Walk> walks = new ArrayList<>();
        List<Visits> visits = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (Rows rows : tables) {
            Visits of = Visits.of(settings, rows);
            visits.add(of);
            for (int e = 0; e < of.episodes().size(); e++) {
                progress.checkCancelled();
                int[] order = of.episodes().get(e);
                walks.add(new Walk(
                        rows.run().name(),
                        e,
                        order,
                        SetFunction.gains(of.empty().get(), order),
                        SetFunction.alone(of.empty().get(), order)));
            }
            findings.add(finding(of, walks.subList(walks.size() - of.episodes().size(), walks.size())));
        }
        findings.add(diminishing(settings, visits));
        if (tables.getFirst().has("logged")) {
            findings.add(logged(tables, visits, walks));
        }
        List<Figure> figures = new ArrayList<>();
        figures.add(growth(walks));
        if (tables.getFirst().has("x") && tables.getFirst().has("y")) {
            figures.add(map(tables.getFirst()));
        }
        return new Result(
                findings, figures, List.of(episodes(walks), steps(walks), greedy(visits, walks)), inputs(tables));
    }

    private static Finding finding(Visits visits, List<Walk> walks) {
        double value = walks.stream().mapToDouble(Walk::value).sum();
        double modular = walks.stream().mapToDouble(Walk::modular).sum();
        double redundancy = 1 - value / modular;
        String thin = visits.thinned() > 1 ? " Every " + visits.thinned() + "th step was used." : "";
        return new Finding(
                "redundancy",
                redundancy > REDUNDANT ? Severity.WARNING : Severity.INFO,
                visits.rows().run().name() + ": " + Digits.percent(redundancy)
                        + " of what a plain sum over visits would pay is for"
                        + " what was visited before: F is " + Digits.text(value / walks.size())
                        + " an episode, the sum "
                        + Digits.text(modular / walks.size()) + "." + thin,
                "1 − ΣF(S)/ΣF({v}) over the episodes; warns above one half.",
                Map.of("redundancy", redundancy, "value", value, "modular", modular, "episodes", walks.size()),
                "growth");
    }

    /** Whether F(A ∪ x) − F(A) ≥ F(B ∪ x) − F(B) on random A ⊂ B. */
    private static Finding diminishing(VisitParameters settings, List<Visits> visits) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(settings.seed());
        int broken = 0;
        int made = 0;
        List<Visits> usable = visits.stream()
                .filter(v -> v.episodes().stream().anyMatch(e -> e.length > 2))
                .toList();
        for (int d = 0; d < settings.draws() && !usable.isEmpty(); d++) {
            Visits from = usable.get(d % usable.size());
            List<int[]> long3 =
                    from.episodes().stream().filter(e -> e.length > 2).toList();
            int[] order = shuffled(long3.get(random.nextInt(long3.size())), random);
            int large = Math.min(order.length - 1, 1 + random.nextInt(50));
            int small = random.nextInt(large + 1);
            SetFunction a = from.empty().get();
            SetFunction b = from.empty().get();
            for (int i = 0; i < large; i++) {
                if (i < small) {
                    a.add(order[i]);
                }
                b.add(order[i]);
            }
            made++;
            broken += b.gain(order[large]) > a.gain(order[large]) + 1e-9 ? 1 : 0;
        }
        return new Finding(
                "diminishing-returns",
                broken == 0 ? Severity.INFO : Severity.ERROR,
                broken == 0
                        ? "Returns diminish in all " + Digits.count(made) + " random pairs of sets."
                        : "Returns do not diminish in " + broken + " of " + Digits.count(made)
                                + " random pairs of sets.",
                "F(A ∪ x) − F(A) ≥ F(B ∪ x) − F(B) for random A ⊂ B and x from the steps of an episode; seed "
                        + settings.seed() + ".",
                Map.of("broken", broken, "pairs", made),
                "growth");
    }

    private static int[] shuffled(int[] values, RandomGenerator random) {
        int[] shuffled = values.clone();
        int most = Math.min(shuffled.length, 60);
        for (int i = 0; i < most; i++) {
            int other = i + random.nextInt(shuffled.length - i);
            int keep = shuffled[i];
            shuffled[i] = shuffled[other];
            shuffled[other] = keep;
        }
        return Arrays.copyOf(shuffled, most);
    }

    private static Finding logged(List<Rows> tables, List<Visits> visits, List<Walk> walks) {
        double most = 0;
        int place = 0;
        for (int v = 0; v < visits.size(); v++) {
            double[] logged = tables.get(v).numbers("logged");
            for (int e = 0; e < visits.get(v).episodes().size(); e++) {
                Walk walk = walks.get(place++);
                for (int i = 0; i < walk.order.length; i++) {
                    double apart = Math.abs(logged[walk.order[i]] - walk.gains[i]);
                    most = Double.isFinite(apart) ? Math.max(most, apart) : most;
                }
            }
        }
        return new Finding(
                "logged-gains",
                most > 1e-6 ? Severity.WARNING : Severity.INFO,
                most > 1e-6
                        ? "The logged reward differs from the marginal gain by up to " + Digits.text(most) + "."
                        : "The logged reward is the marginal gain.",
                "Largest |logged − (F(S ∪ x) − F(S))| of all steps.",
                Map.of("largest_difference", most),
                "growth");
    }

    /** Mean growth over the episodes, by step within the episode. */
    private static Figure growth(List<Walk> walks) {
        int longest = walks.stream().mapToInt(w -> w.order.length).max().orElse(0);
        double[] x = new double[longest];
        double[] value = new double[longest];
        double[] modular = new double[longest];
        int[] n = new int[longest];
        for (Walk walk : walks) {
            double grown = 0;
            double summed = 0;
            for (int i = 0; i < walk.order.length; i++) {
                grown += walk.gains[i];
                summed += walk.alone[i];
                value[i] += grown;
                modular[i] += summed;
                n[i]++;
            }
        }
        for (int i = 0; i < longest; i++) {
            x[i] = i + 1;
            value[i] /= n[i];
            modular[i] /= n[i];
        }
        return new Figure(
                "growth",
                "What visits are worth together, and what a plain sum would pay",
                Axis.linear("step of the episode"),
                Axis.linear("value so far"),
                List.of(
                        new Layer.Line("F of the set", 0, x, value, false),
                        new Layer.Line("sum of single visits", 1, x, modular, false)),
                "Cumulative value of what was visited and cumulative sum of F of each visit alone; mean over "
                        + walks.size() + " episodes, at each step over those that reach it.",
                FigureSource.NONE.counting(
                        walks.stream().mapToLong(w -> w.order.length).sum(), 0));
    }

    private static Figure map(Rows rows) {
        double[] x = rows.numbers("x");
        double[] y = rows.numbers("y");
        double[] xs = places(x);
        double[] ys = places(y);
        double[][] counts = new double[BINS][BINS];
        for (int i = 0; i < x.length; i++) {
            if (Double.isFinite(x[i] + y[i])) {
                counts[bin(y[i], ys)][bin(x[i], xs)]++;
            }
        }
        double most =
                Arrays.stream(counts).flatMapToDouble(Arrays::stream).max().orElse(1);
        double[][] shown = Arrays.stream(counts)
                .map(row -> Arrays.stream(row)
                        .map(c -> c == 0 ? Double.NaN : Math.log10(c))
                        .toArray())
                .toArray(double[][]::new);
        return new Figure(
                "coverage",
                "Where " + rows.run().name() + " was",
                Axis.linear("x"),
                Axis.linear("y"),
                List.of(new Layer.HeatMap("log10 visits", xs, ys, shown, 0, Math.max(1, Math.log10(most)), false)),
                "Visits in each of " + BINS + " × " + BINS + " bins, as a power of ten; empty where no step was.",
                FigureSource.NONE.counting(x.length, 0));
    }

    private static double[] places(double[] values) {
        double low = Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
        double high = Arrays.stream(values).filter(Double::isFinite).max().orElse(1);
        double width = high > low ? (high - low) / BINS : 1.0 / BINS;
        return IntStream.range(0, BINS)
                .mapToDouble(i -> low + (i + 0.5) * width)
                .toArray();
    }

    private static int bin(double value, double[] places) {
        double width = places[1] - places[0];
        return Math.clamp((int) ((value - places[0]) / width + 0.5), 0, BINS - 1);
    }

    private static ResultTable episodes(List<Walk> walks) {
        ResultRows rows = ResultRows.of(
                "episodes",
                "Episodes",
                "run",
                "episode",
                "steps",
                "value",
                "sum_of_single_visits",
                "redundancy",
                "steps_that_bring_nothing");
        for (Walk walk : walks.subList(0, Math.min(walks.size(), 1000))) {
            rows.add(walk.run, walk.number, walk.order.length, walk.value(), walk.modular(), walk.redundancy(), (int)
                    Arrays.stream(walk.gains).filter(g -> g <= 1e-12).count());
        }
        return rows.table();
    }

    private static ResultTable steps(List<Walk> walks) {
        ResultRows rows =
                ResultRows.of("gains", "Marginal gains of the first episode", "step", "gain", "alone", "value");
        double value = 0;
        Walk walk = walks.getFirst();
        for (int i = 0; i < Math.min(walk.order.length, 500); i++) {
            value += walk.gains[i];
            rows.add(i, walk.gains[i], walk.alone[i], value);
        }
        return rows.table();
    }

    /** Against the greedy choice of as many visits, from all that any episode visited. */
    private static ResultTable greedy(List<Visits> visits, List<Walk> walks) {
        ResultRows rows = ResultRows.of(
                "greedy",
                "Against a greedy choice of as many visits",
                "run",
                "visits",
                "value",
                "greedy_value",
                "share_of_greedy",
                "at_least_of_best");
        int place = 0;
        for (Visits of : visits) {
            List<Walk> own = walks.subList(place, place + of.episodes().size());
            place += of.episodes().size();
            List<Integer> candidates = own.stream()
                    .flatMapToInt(w -> Arrays.stream(w.order))
                    .limit(MOST_CANDIDATES)
                    .boxed()
                    .toList();
            Walk best = own.stream()
                    .max((a, b) -> Double.compare(a.value(), b.value()))
                    .orElseThrow();
            double greedy = SetFunction.greedy(of.empty(), candidates, best.order.length);
            rows.add(
                    of.rows().run().name(),
                    best.order.length,
                    best.value(),
                    greedy,
                    best.value() / greedy,
                    best.value() / greedy * (1 - Math.exp(-1)));
        }
        return rows.table();
    }
}
