package rewardloom.model.reward.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import rewardloom.model.reward.Repetition;
import rewardloom.model.statistics.Correlation;
import rewardloom.model.statistics.Digits;
import rewardloom.model.statistics.Moments;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;

/** Relevance times length times absence of repetition, for open questions and closed ones. */
public final class Relevance extends RowsAnalysis<Relevance.Settings> {

    /** What the columns are. */
    public record Settings(
            @Parameter(
                    label = "Relevance",
                    help = "Column with the relevance of the response to the prompt, 0 to 1; empty: found by its"
                            + " name, else the reward or first score.",
                    choices = Choices.COLUMNS)
            String relevance,

            @Parameter(
                    label = "Factuality",
                    help = "Column with the agreement of the response with a reference, for closed questions; empty:"
                            + " found by its name.",
                    choices = Choices.COLUMNS)
            String factuality,

            @Parameter(
                    label = "Type",
                    help = "Column that says which questions are open and which closed; empty: found by its name;"
                            + " without one, those with a factuality are closed.",
                    choices = Choices.COLUMNS)
            String type,

            @Parameter(
                    label = "Words",
                    help = "Number of words at which the length incentive is 1.",
                    min = 1,
                    max = 10000)
            double words) {}

    private static final Settings DEFAULTS = new Settings("", "", "", 100);
    private static final int SHOWN = 3000;

    public Relevance() {
        super(
                new Card(
                        "relevance",
                        "Regularised relevance",
                        Family.LANGUAGE,
                        "How much of a relevance reward is length, and how much repetition?",
                        List.of("Preference-free Alignment Learning with Regularized Relevance Reward"),
                        List.of("responses with text and a relevance, reward or score")),
                DEFAULTS);
    }

    @Override
    protected List<Search> searches(Settings s) {
        Wish text = Wish.text("response", "the response").role(RoleType.RESPONSE);
        Wish factuality = Wish.number("factuality", "the agreement with a reference")
                .named("factuality|reference_relevance|r_y|answer_relevance")
                .given("factuality", s.factuality())
                .maybe();
        Wish type = Wish.text("type", "open or closed")
                .named("type|question_type|ended")
                .given("type", s.type())
                .maybe();
        Wish named = Wish.number("relevance", "the relevance of the response")
                .named("relevance|r_x|component_relevance|query_relevance")
                .given("relevance", s.relevance());
        Wish any = Wish.number("relevance", "the relevance of the response")
                .role(RoleType.REWARD, RoleType.PROXY, RoleType.SCORE)
                .given("relevance", s.relevance());
        return List.of(
                new Search(List.of(Kind.RESPONSES), "", List.of(), List.of(text, named, factuality, type)),
                new Search(List.of(Kind.RESPONSES), "", List.of(), List.of(text, any, factuality, type)));
    }

    /** One response. */
    private record Response(
            double relevance, double factuality, double words, double variety, boolean open, double full) {
        /** LI = words/100. */
        double length() {
            return words / full;
        }

        double reward() {
            return open ? relevance * length() * variety : factuality * variety;
        }

        double plain() {
            return open ? relevance : factuality;
        }
    }

    @Override
    protected Result judge(Settings settings, List<Rows> tables, Progress progress) {
        List<Response> responses = new ArrayList<>();
        for (Rows rows : tables) {
            double[] relevance = rows.numbers("relevance");
            double[] factuality = rows.numbers("factuality", Double.NaN);
            for (int i = 0; i < rows.size(); i++) {
                String text = rows.texts("response").text(i);
                boolean open = rows.has("type")
                        ? !rows.texts("type").text(i).toLowerCase(Locale.ROOT).contains("clos")
                        : !Double.isFinite(factuality[i]);
                if (Double.isFinite(open ? relevance[i] : factuality[i])) {
                    responses.add(new Response(
                            relevance[i],
                            factuality[i],
                            Repetition.words(text).size(),
                            Repetition.variety(text),
                            open,
                            settings.words()));
                }
            }
        }
        return new Result(List.of(finding(responses)), figures(responses), List.of(table(responses)), inputs(tables));
    }

    private static double[] column(List<Response> responses, ToDoubleFunction<Response> value) {
        return responses.stream().mapToDouble(value).toArray();
    }

    private static Finding finding(List<Response> responses) {
        double before = Correlation.spearman(column(responses, Response::plain), column(responses, Response::words));
        double after = Correlation.spearman(column(responses, Response::reward), column(responses, Response::words));
        double repeated =
                (double) responses.stream().filter(r -> r.variety < 0.8).count() / responses.size();
        return new Finding(
                "length-bias",
                Math.abs(after) > 0.5 ? Severity.WARNING : Severity.INFO,
                "The rank correlation with length is " + Digits.text(before) + " for the plain relevance and "
                        + Digits.text(after) + " for the regularised reward; " + Digits.percent(repeated)
                        + " of " + Digits.count(responses.size())
                        + " responses repeat more than a fifth of their trigrams.",
                "Open questions: R = r · words/100 · variety; closed: R = F · variety; variety = unique"
                        + " trigrams/trigrams.",
                Map.of("before", before, "after", after, "repeated", repeated),
                "length");
    }

    private static List<Figure> figures(List<Response> responses) {
        List<Response> open = responses.stream().filter(Response::open).toList();
        List<Response> closed = responses.stream().filter(r -> !r.open).toList();
        int step = Math.max(1, responses.size() / SHOWN);
        double[] words = thinned(column(responses, Response::words), step);
        List<String> parts = List.of("relevance or factuality", "length", "variety", "reward");
        List<Layer> logs = new ArrayList<>();
        if (!open.isEmpty()) {
            logs.add(new Layer.Bars("open", 0, new double[] {
                meanLog(open, Response::relevance),
                meanLog(open, Response::length),
                meanLog(open, Response::variety),
                meanLog(open, Response::reward)
            }));
        }
        if (!closed.isEmpty()) {
            logs.add(new Layer.Bars("closed", 1, new double[] {
                meanLog(closed, Response::factuality),
                0,
                meanLog(closed, Response::variety),
                meanLog(closed, Response::reward)
            }));
        }
        FigureSource source = FigureSource.NONE.counting(responses.size(), 0);
        return List.of(
                new Figure(
                        "parts",
                        "What the reward is made of, in logarithms",
                        Axis.categories("", parts),
                        Axis.linear("mean logarithm"),
                        logs,
                        "Mean logarithm of each factor: they add up to that of the reward. Factors of 0 are left out.",
                        source),
                new Figure(
                        "length",
                        "Reward over length",
                        Axis.linear("words"),
                        Axis.linear("reward"),
                        List.of(
                                new Layer.Scatter(
                                        "plain relevance",
                                        -1,
                                        words,
                                        thinned(column(responses, Response::plain), step)),
                                new Layer.Scatter(
                                        "regularised", 0, words, thinned(column(responses, Response::reward), step))),
                        "Plain and regularised reward of each response over its number of words."
                                + (step > 1 ? " Every " + step + "th is drawn." : ""),
                        source));
    }

    private static double[] thinned(double[] values, int step) {
        double[] thinned = new double[(values.length + step - 1) / step];
        Arrays.setAll(thinned, i -> values[i * step]);
        return thinned;
    }

    private static double meanLog(List<Response> responses, ToDoubleFunction<Response> value) {
        return responses.stream()
                .filter(r -> r.reward() > 0)
                .mapToDouble(value)
                .filter(v -> v > 0)
                .map(Math::log)
                .average()
                .orElse(Double.NaN);
    }

    private static ResultTable table(List<Response> responses) {
        ResultRows rows = ResultRows.of(
                "relevance",
                "Relevance, length and repetition",
                "type",
                "responses",
                "relevance",
                "words",
                "length_incentive",
                "variety",
                "reward",
                "log_relevance",
                "log_length",
                "log_variety",
                "log_reward",
                "length_correlation_before",
                "length_correlation_after");
        for (boolean open : new boolean[] {true, false}) {
            List<Response> own = responses.stream().filter(r -> r.open == open).toList();
            if (!own.isEmpty()) {
                rows.add(
                        open ? "open" : "closed",
                        own.size(),
                        Moments.of(column(own, Response::plain)).mean(),
                        Moments.of(column(own, Response::words)).mean(),
                        Moments.of(column(own, Response::length)).mean(),
                        Moments.of(column(own, Response::variety)).mean(),
                        Moments.of(column(own, Response::reward)).mean(),
                        meanLog(own, Response::plain),
                        open ? meanLog(own, Response::length) : 0,
                        meanLog(own, Response::variety),
                        meanLog(own, Response::reward),
                        Correlation.spearman(column(own, Response::plain), column(own, Response::words)),
                        Correlation.spearman(column(own, Response::reward), column(own, Response::words)));
            }
        }
        return rows.table();
    }
}
