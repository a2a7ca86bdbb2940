package rewardloom.model.shaping.design;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
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
import rewardloom.model.statistics.Correlation;
import rewardloom.model.statistics.Digits;
import rewardloom.model.table.Column;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Table;

/** Rounds in which several candidate rewards are made, ranked by people and improved: what each round brought, and what changed. */
public final class DesignRounds extends RowsAnalysis<DesignRounds.Settings> {

    /** What the columns are. */
    public record Settings(
            @Parameter(
                    label = "Round",
                    help = "Column with the round of design; empty: found by its name.",
                    choices = Choices.COLUMNS)
            String round,

            @Parameter(
                    label = "Candidate",
                    help = "Column that names each candidate; empty: found by its name, else the order of the rows.",
                    choices = Choices.COLUMNS)
            String candidate,

            @Parameter(
                    label = "Rank",
                    help = "Column with the rank that people gave, 1 the best; empty: found by its name, if there is"
                            + " one.",
                    choices = Choices.COLUMNS)
            String rank,

            @Parameter(
                    label = "Task score",
                    help = "Column with what the trained policy scores at the task; empty: found by its name.",
                    choices = Choices.COLUMNS)
            String score,

            @Parameter(
                    label = "Weights",
                    help = "Columns with the weights of a candidate's components; empty: those called weight/NAME or"
                            + " w_NAME.",
                    choices = Choices.COLUMNS)
            List<String> weights) {

        public Settings {
            weights = List.copyOf(weights);
        }
    }

    private static final Settings DEFAULTS = new Settings("", "", "", "", List.of());
    private static final String WEIGHT = "(?i)(?:weights?|w|coef(?:ficient)?)[/._ -](.+)";

    public DesignRounds() {
        super(
                new Card(
                        "design-rounds",
                        "Rounds of reward design",
                        Family.SHAPING,
                        "What did each round of candidate rewards bring, did people choose as the task does, and what"
                                + " changed?",
                        List.of("Few-shot In-Context Preference Learning Using Large Language Models"),
                        List.of("scores or episodes with round and task_score; better with candidate, human_rank and"
                                + " weight/NAME")),
                DEFAULTS);
    }

    @Override
    protected List<Search> searches(Settings s) {
        return List.of(new Search(
                List.of(Kind.SCORES, Kind.EPISODES, Kind.RESPONSES),
                "",
                List.of(),
                List.of(
                        Wish.number("round", "the round of design")
                                .named("(?:design_)?(?:round|iteration|generation)")
                                .given("round", s.round()),
                        Wish.number("score", "the score at the task")
                                .named("task_score|task_reward|rts|fitness|sparse_(?:score|metric)|ground_truth")
                                .given("score", s.score()),
                        Wish.number("rank", "the rank that people gave")
                                .named("(?:human_)?rank|preference_rank")
                                .given("rank", s.rank())
                                .maybe(),
                        Wish.name("candidate", "the candidate")
                                .named("candidate(?:_id)?|sample(?:_id)?|reward_id|variant")
                                .given("candidate", s.candidate())
                                .maybe())));
    }

    /**
     * One candidate reward.
     *
     * @param rank 1 for the one people liked best, NaN if they were not asked
     * @param weights weights of its components by name
     */
    record Candidate(String name, double score, double rank, Map<String, Double> weights) {}

    /** One round. */
    record Round(double number, List<Candidate> candidates) {

        /** The task score that was reached: the best of the round (RTS). */
        double best() {
            return candidates.stream().mapToDouble(Candidate::score).max().orElse(Double.NaN);
        }

        double mean() {
            return candidates.stream().mapToDouble(Candidate::score).average().orElse(Double.NaN);
        }

        Candidate bestByTask() {
            return candidates.stream()
                    .max(Comparator.comparingDouble(Candidate::score))
                    .orElseThrow();
        }

        boolean isRanked() {
            return candidates.stream().filter(c -> Double.isFinite(c.rank)).count() > 1;
        }

        Candidate chosen() {
            return candidates.stream()
                    .filter(c -> Double.isFinite(c.rank))
                    .min(Comparator.comparingDouble(Candidate::rank))
                    .orElseGet(this::bestByTask);
        }

        /** Kendall's τ_b of people's order with that of the task. */
        double agreement() {
            List<Candidate> ranked =
                    candidates.stream().filter(c -> Double.isFinite(c.rank)).toList();
            return Correlation.kendall(
                    ranked.stream().mapToDouble(c -> -c.rank).toArray(),
                    ranked.stream().mapToDouble(Candidate::score).toArray());
        }
    }

    @Override
    protected Result judge(Settings settings, List<Rows> tables, Progress progress) {
        List<Round> rounds = rounds(settings, tables);
        if (rounds.isEmpty()) {
            throw new AnalysisException("no row has a finite round and task score");
        }
        List<Figure> figures = new ArrayList<>();
        figures.add(scores(rounds));
        List<String> components = rounds.stream()
                .flatMap(r -> r.candidates.stream())
                .flatMap(c -> c.weights.keySet().stream())
                .distinct()
                .toList();
        if (!components.isEmpty()) {
            figures.add(evolution(rounds, components));
        }
        return new Result(
                findings(rounds, components),
                figures,
                List.of(table(rounds), candidates(rounds), changes(rounds, components)),
                inputs(tables));
    }

    private static Map<String, String> weights(Settings settings, Table table) {
        Map<String, String> weights = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            boolean wanted = settings.weights().isEmpty()
                    ? column.name().matches(WEIGHT)
                    : settings.weights().contains(column.name());
            if (wanted && column.type().isNumeric()) {
                weights.put(column.name().replaceFirst(WEIGHT, "$1"), column.name());
            }
        }
        return weights;
    }

    private static List<Round> rounds(Settings settings, List<Rows> tables) {
        TreeMap<Double, List<Candidate>> byRound = new TreeMap<>();
        for (Rows rows : tables) {
            Map<String, String> weights = weights(settings, rows.table());
            double[] number = rows.numbers("round");
            double[] score = rows.numbers("score");
            double[] rank = rows.numbers("rank", Double.NaN);
            Rows.Groups names = rows.has("candidate") ? rows.groups("candidate") : null;
            for (int i = 0; i < rows.size(); i++) {
                if (!Double.isFinite(number[i]) || !Double.isFinite(score[i])) {
                    continue;
                }
                List<Candidate> own = byRound.computeIfAbsent(number[i], r -> new ArrayList<>());
                Map<String, Double> named = new LinkedHashMap<>();
                for (String weight : weights.keySet()) {
                    double value = rows.numbers(" weight " + weight, Double.NaN)[i];
                    if (Double.isFinite(value)) {
                        named.put(weight, value);
                    }
                }
                own.add(new Candidate(
                        names == null
                                ? Integer.toString(own.size() + 1)
                                : names.names().get(names.codes()[i]),
                        score[i],
                        rank[i],
                        named));
            }
        }
        return byRound.entrySet().stream()
                .map(e -> new Round(e.getKey(), e.getValue()))
                .toList();
    }

    @Override
    protected Map<String, String> others(Settings settings, Table table) {
        Map<String, String> others = new LinkedHashMap<>();
        weights(settings, table).forEach((name, column) -> others.put(" weight " + name, column));
        return others;
    }

    private static List<Finding> findings(List<Round> rounds, List<String> components) {
        List<Finding> findings = new ArrayList<>();
        Round top = rounds.stream().max(Comparator.comparingDouble(Round::best)).orElseThrow();
        Round last = rounds.getLast();
        boolean falls = last.best() < top.best() && rounds.size() > 1;
        findings.add(new Finding(
                "rounds",
                falls ? Severity.WARNING : Severity.INFO,
                "The final task score is " + Digits.text(top.best()) + ", of candidate "
                        + top.bestByTask().name + " in round " + Digits.text(top.number) + " of " + rounds.size()
                        + (falls ? "; the last round reaches " + Digits.text(last.best()) + " only" : "") + ".",
                "Task score of a round: its best candidate's (RTS). Final task score: the largest of all rounds (FTS).",
                Map.of("final_task_score", top.best(), "round", top.number, "rounds", rounds.size()),
                "scores"));
        List<Round> ranked = rounds.stream().filter(Round::isRanked).toList();
        if (!ranked.isEmpty()) {
            long same =
                    ranked.stream().filter(r -> r.chosen().score >= r.best()).count();
            double tau = mean(ranked, Round::agreement);
            findings.add(new Finding(
                    "human-agreement",
                    Double.isFinite(tau) && tau < 0.3 ? Severity.WARNING : Severity.INFO,
                    "People choose the candidate that is best at the task in " + same + " of " + ranked.size()
                            + (ranked.size() == 1 ? " round" : " rounds")
                            + (Double.isFinite(tau)
                                    ? "; their order agrees with the task's by a Kendall τ of " + Digits.text(tau)
                                            + " on average"
                                    : "")
                            + ".",
                    "Top-1 match, and Kendall's τ_b of ranks with task scores, mean over rounds with two ranked"
                            + " candidates or more; warns below 0.3.",
                    Map.of("same", same, "rounds", ranked.size(), "kendall", tau),
                    "scores"));
        }
        if (!components.isEmpty() && rounds.size() > 1) {
            findings.add(changed(rounds, components));
        }
        return findings;
    }

    private static double mean(List<Round> rounds, ToDoubleFunction<Round> value) {
        return rounds.stream()
                .mapToDouble(value)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    private static Finding changed(List<Round> rounds, List<String> components) {
        Map<String, Double> first = rounds.getFirst().chosen().weights;
        Map<String, Double> last = rounds.getLast().chosen().weights;
        String most = components.stream()
                .max(Comparator.comparingDouble(c -> Math.abs(last.getOrDefault(c, 0.0) - first.getOrDefault(c, 0.0))))
                .orElseThrow();
        return new Finding(
                "weights-change",
                Severity.INFO,
                "From the first to the last chosen reward the weight of " + most + " changes most, from "
                        + Digits.text(first.getOrDefault(most, 0.0)) + " to "
                        + Digits.text(last.getOrDefault(most, 0.0)) + ".",
                "Weights of the candidate that people rank first, or that is best at the task where nobody ranked; a"
                        + " component that a candidate lacks has weight 0.",
                Map.of("component", most),
                "evolution");
    }

    private static Figure scores(List<Round> rounds) {
        double[] x = rounds.stream().mapToDouble(Round::number).toArray();
        double[] best = rounds.stream().mapToDouble(Round::best).toArray();
        double[] soFar = best.clone();
        for (int i = 1; i < soFar.length; i++) {
            soFar[i] = Math.max(soFar[i], soFar[i - 1]);
        }
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer.Scatter(
                "candidates",
                -1,
                rounds.stream()
                        .flatMapToDouble(r -> r.candidates.stream().mapToDouble(c -> r.number))
                        .toArray(),
                rounds.stream()
                        .flatMapToDouble(r -> r.candidates.stream().mapToDouble(Candidate::score))
                        .toArray()));
        layers.add(new Layer.Line("best so far", 0, x, soFar, false));
        layers.add(new Layer.Line("best of the round", 1, x, best, false));
        if (rounds.stream().anyMatch(Round::isRanked)) {
            layers.add(new Layer.Line(
                    "chosen by people",
                    2,
                    x,
                    rounds.stream().mapToDouble(r -> r.chosen().score).toArray(),
                    false));
        }
        return new Figure(
                "scores",
                "Task score by round",
                Axis.linear("round"),
                Axis.linear("task score"),
                layers,
                "Task score of every candidate, of the best of each round, of the best so far, and of the one that"
                        + " people ranked first.",
                FigureSource.NONE.counting(
                        rounds.stream().mapToLong(r -> r.candidates.size()).sum(), 0));
    }

    private static Figure evolution(List<Round> rounds, List<String> components) {
        double[] x = rounds.stream().mapToDouble(Round::number).toArray();
        List<Layer> layers = new ArrayList<>();
        for (int k = 0; k < components.size(); k++) {
            String name = components.get(k);
            layers.add(new Layer.Line(
                    name,
                    k,
                    x,
                    rounds.stream()
                            .mapToDouble(r -> r.chosen().weights.getOrDefault(name, 0.0))
                            .toArray(),
                    false));
        }
        return new Figure(
                "evolution",
                "Weights of the chosen reward by round",
                Axis.linear("round"),
                Axis.linear("weight"),
                layers,
                "Weight of each component in the candidate that people ranked first, or that is best at the task where"
                        + " nobody ranked; 0 where it is missing.",
                FigureSource.NONE);
    }

    private static ResultTable table(List<Round> rounds) {
        ResultRows rows = ResultRows.of(
                "rounds",
                "Rounds",
                "round",
                "candidates",
                "task_score",
                "mean",
                "best_so_far",
                "best_candidate",
                "chosen",
                "chosen_score",
                "top1_match",
                "kendall");
        double soFar = Double.NEGATIVE_INFINITY;
        for (Round round : rounds) {
            soFar = Math.max(soFar, round.best());
            boolean ranked = round.isRanked();
            rows.add(
                    round.number,
                    round.candidates.size(),
                    round.best(),
                    round.mean(),
                    soFar,
                    round.bestByTask().name,
                    ranked ? round.chosen().name : null,
                    ranked ? (Object) round.chosen().score : null,
                    ranked ? (Object) (round.chosen().score >= round.best()) : null,
                    ranked ? (Object) round.agreement() : null);
        }
        return rows.table();
    }

    private static ResultTable candidates(List<Round> rounds) {
        ResultRows rows = ResultRows.of(
                "candidates", "Candidates", "round", "candidate", "task_score", "human_rank", "task_rank");
        for (Round round : rounds) {
            double[] ranks = Correlation.ranks(
                    round.candidates.stream().mapToDouble(c -> -c.score).toArray());
            for (int i = 0; i < round.candidates.size(); i++) {
                Candidate c = round.candidates.get(i);
                rows.add(round.number, c.name, c.score, c.rank, ranks[i]);
            }
        }
        return rows.table();
    }

    /** From the chosen candidate of one round to that of the next. */
    private static ResultTable changes(List<Round> rounds, List<String> components) {
        ResultRows rows = ResultRows.of(
                "changes",
                "Weights of the chosen candidate from round to round",
                "from",
                "to",
                "component",
                "before",
                "after",
                "change");
        for (int i = 1; i < rounds.size(); i++) {
            Map<String, Double> before = rounds.get(i - 1).chosen().weights;
            Map<String, Double> after = rounds.get(i).chosen().weights;
            double[] numbers = {rounds.get(i - 1).number, rounds.get(i).number};
            components.stream()
                    .sorted(Comparator.comparingDouble(
                            c -> -Math.abs(after.getOrDefault(c, 0.0) - before.getOrDefault(c, 0.0))))
                    .forEach(c -> rows.add(
                            numbers[0],
                            numbers[1],
                            c,
                            before.getOrDefault(c, 0.0),
                            after.getOrDefault(c, 0.0),
                            after.getOrDefault(c, 0.0) - before.getOrDefault(c, 0.0)));
        }
        return rows.table();
    }
}
