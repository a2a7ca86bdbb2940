package rewardloom.model.reward.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** An agent's judgements of its own steps, against whether they were useful. */
public final class Judgements extends RowsAnalysis<Judgements.Settings> {

    /** What is a judgement, and what is useful. */
    public record Settings(
            @Parameter(
                    label = "Judgement",
                    help = "Column with the agent's judgement of a step, above ½ for useful; missing where it gave"
                            + " none; empty: found by its name.",
                    choices = Choices.COLUMNS)
            String judged,

            @Parameter(
                    label = "Useful",
                    help = "Column with a score of how useful the step was against the right answer; empty: found by"
                            + " its name.",
                    choices = Choices.COLUMNS)
            String useful,

            @Parameter(label = "τ", help = "A step is useful when its score is at least this.", min = -1e6, max = 1e6)
            double threshold,

            @Parameter(label = "Match", help = "Reward of a right judgement.", min = 0, max = 100)
            double match,

            @Parameter(label = "Mismatch", help = "Cost of a wrong judgement.", min = 0, max = 100)
            double mismatch) {}

    private static final Settings DEFAULTS = new Settings("", "", 0.5, 0.1, 0.1);

    public Judgements() {
        super(
                new Card(
                        "judgements",
                        "Judgements",
                        Family.LANGUAGE,
                        "Does an agent judge its own steps rightly, and does it recover from bad ones?",
                        List.of("ReSeek: A Self-Correcting Framework for Search Agents with Instructive Rewards"),
                        List.of("steps with episode, a judgement and a score of usefulness")),
                DEFAULTS);
    }

    @Override
    protected List<Search> searches(Settings s) {
        return List.of(new Search(
                List.of(Kind.STEPS, Kind.SCORES, Kind.RESPONSES),
                "",
                List.of(),
                List.of(
                        Wish.number("judged", "the agent's judgement of a step")
                                .named("judge(?:d|ment|ment_label|_label)?|self_judge(?:ment)?")
                                .given("judged", s.judged()),
                        Wish.number("useful", "how useful the step was")
                                .named("useful(?:ness)?|rerank(?:er)?_score|relevance|utility")
                                .given("useful", s.useful()),
                        Wish.number("episode", "the episode")
                                .role(RoleType.EPISODE, RoleType.PROMPT_ID)
                                .maybe(),
                        Wish.number("outcome", "whether the final answer is right")
                                .role(RoleType.CORRECT, RoleType.SUCCESS)
                                .named("outcome|correct|final_correct")
                                .maybe(),
                        Wish.number("reward", "the outcome's reward")
                                .role(RoleType.REWARD)
                                .maybe())));
    }

    /** Counts. */
    private static final class Counted {
        private final long[][] confusion = new long[2][2];
        private long episodes;
        private long badEpisodes;
        private long recovered;
        private long rightEpisodes;
        private double outcomeReward;
        private boolean hasOutcome;
    }

    @Override
    protected Result judge(Settings settings, List<Rows> tables, Progress progress) {
        Counted counted = new Counted();
        for (Rows rows : tables) {
            count(settings, rows, counted);
        }
        long all = judgements(counted);
        if (all == 0) {
            throw new AnalysisException("no step has a judgement and a score of usefulness");
        }
        return new Result(
                findings(settings, counted),
                figures(counted),
                List.of(table(settings, counted), confusion(counted)),
                inputs(tables));
    }

    private static long judgements(Counted c) {
        return c.confusion[0][0] + c.confusion[0][1] + c.confusion[1][0] + c.confusion[1][1];
    }

    private static void count(Settings settings, Rows rows, Counted c) {
        double[] judged = rows.numbers("judged");
        double[] useful = rows.numbers("useful");
        double[] episode = rows.numbers("episode", 0);
        double[] outcome = rows.numbers("outcome", Double.NaN);
        double[] reward = rows.numbers("reward", Double.NaN);
        c.hasOutcome |= rows.has("outcome");
        Map<Double, boolean[]> episodes = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            boolean[] state = episodes.computeIfAbsent(episode[i], e -> new boolean[2]);
            if (Double.isFinite(outcome[i]) && outcome[i] > 0.5) {
                state[1] = true;
            }
            if (Double.isFinite(reward[i])) {
                c.outcomeReward += reward[i];
            }
            if (Double.isFinite(judged[i]) && Double.isFinite(useful[i])) {
                int said = judged[i] > 0.5 ? 1 : 0;
                int was = useful[i] >= settings.threshold() ? 1 : 0;
                c.confusion[said][was]++;
                state[0] |= said == 0;
            }
        }
        episodes.values().forEach(state -> {
            c.episodes++;
            c.rightEpisodes += state[1] ? 1 : 0;
            if (state[0]) {
                c.badEpisodes++;
                c.recovered += state[1] ? 1 : 0;
            }
        });
    }

    private static double total(Settings settings, Counted c) {
        long right = c.confusion[0][0] + c.confusion[1][1];
        long wrong = c.confusion[0][1] + c.confusion[1][0];
        return settings.match() * right - settings.mismatch() * wrong;
    }

    private static List<Finding> findings(Settings settings, Counted c) {
        long all = judgements(c);
        long right = c.confusion[0][0] + c.confusion[1][1];
        double precision = (double) c.confusion[0][0] / (c.confusion[0][0] + c.confusion[0][1]);
        double recall = (double) c.confusion[0][0] / (c.confusion[0][0] + c.confusion[1][0]);
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(
                "judgements",
                Severity.INFO,
                Digits.percent((double) right / all) + " of " + Digits.count(all)
                        + " judgements are right; of steps judged bad "
                        + Digits.percent(precision) + " are, and of bad steps " + Digits.percent(recall)
                        + " are judged so. Judgements earn " + Digits.text(total(settings, c)) + " in all.",
                "A step is useful when its score is at least τ = " + Digits.text(settings.threshold())
                        + "; a right judgement earns " + Digits.text(settings.match()) + ", a wrong one costs "
                        + Digits.text(settings.mismatch()) + ".",
                Map.of("right", right, "judgements", all, "precision", precision, "recall", recall),
                "confusion"));
        if (c.hasOutcome && c.badEpisodes > 0) {
            double recovery = (double) c.recovered / c.badEpisodes;
            double base = (double) c.rightEpisodes / c.episodes;
            findings.add(new Finding(
                    "recovery",
                    Severity.INFO,
                    "With a step judged bad, " + Digits.percent(recovery) + " of " + c.badEpisodes
                            + " episodes end right; of all, " + Digits.percent(base) + ".",
                    "P(final answer right | some step judged bad).",
                    Map.of("recovery", recovery, "episodes", c.badEpisodes, "base", base),
                    "confusion"));
        }
        return findings;
    }

    private static List<Figure> figures(Counted c) {
        double[][] cells = {
            {c.confusion[0][0], c.confusion[0][1]},
            {c.confusion[1][0], c.confusion[1][1]}
        };
        double most = Math.max(Math.max(cells[0][0], cells[0][1]), Math.max(cells[1][0], cells[1][1]));
        return List.of(new Figure(
                "confusion",
                "Judged against useful",
                Axis.categories("in truth", List.of("useless", "useful")),
                Axis.categories("judged", List.of("useless", "useful")),
                List.of(new Layer.HeatMap("steps", new double[] {0, 1}, new double[] {0, 1}, cells, 0, most, true)),
                "Number of steps by the agent's own judgement and by whether they were useful.",
                FigureSource.NONE.counting(judgements(c), 0)));
    }

    private static ResultTable table(Settings settings, Counted c) {
        double total = total(settings, c);
        double share = Math.abs(total) / (Math.abs(total) + Math.abs(c.outcomeReward));
        return ResultRows.of(
                        "judgements",
                        "Judgements and what they earn",
                        "judgements",
                        "right",
                        "reward_judgements",
                        "reward_outcome",
                        "share_judgements",
                        "episodes",
                        "episodes_judged_bad",
                        "recovered")
                .add(
                        judgements(c),
                        c.confusion[0][0] + c.confusion[1][1],
                        total,
                        c.outcomeReward,
                        share,
                        c.episodes,
                        c.badEpisodes,
                        c.hasOutcome ? (Object) c.recovered : null)
                .table();
    }

    private static ResultTable confusion(Counted c) {
        ResultRows rows = ResultRows.of("confusion", "Judged against useful", "judged", "truth", "steps");
        String[] names = {"useless", "useful"};
        for (int said = 0; said < 2; said++) {
            for (int was = 0; was < 2; was++) {
                rows.add(names[said], names[was], c.confusion[said][was]);
            }
        }
        return rows.table();
    }
}
