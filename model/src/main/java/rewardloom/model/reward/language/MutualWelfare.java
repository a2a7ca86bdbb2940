package rewardloom.model.reward.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
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
import rewardloom.model.table.Kind;

/** The welfare of two sides, user and model: together, at odds, and as a game. */
public final class MutualWelfare extends RowsAnalysis<MutualWelfare.Settings> {

    /** What the columns are. */
    public record Settings(
            @Parameter(
                    label = "User",
                    help = "Column with the user's welfare; empty: found by its name, else computed from answer,"
                            + " words and reasoning.",
                    choices = Choices.COLUMNS)
            String user,

            @Parameter(
                    label = "Model",
                    help = "Column with the model's welfare; empty: found by its name, else computed from format,"
                            + " payoff, answer and words.",
                    choices = Choices.COLUMNS)
            String model,

            @Parameter(label = "ε", help = "How near to the front counts as on it.", min = 0, max = 10)
            double epsilon) {}

    private static final Settings DEFAULTS = new Settings("", "", 0.05);
    private static final int SHOWN = 3000;
    private static final double[] ISO = {0.25, 0.5, 0.75};

    public MutualWelfare() {
        super(
                new Card(
                        "mutual-welfare",
                        "Mutual welfare",
                        Family.LANGUAGE,
                        "Do responses serve both sides, and which cell of a payoff matrix would both choose?",
                        List.of("GTAlign: Game-Theoretic Alignment of LLM Assistants for Mutual Welfare"),
                        List.of(
                                "responses or scores with a welfare of user and of model",
                                "responses with answer, words, reasoning, format and payoff",
                                "scores with columns row, column, user, model: a payoff matrix")),
                DEFAULTS);
    }

    @Override
    protected List<Search> searches(Settings s) {
        List<Kind> kinds = List.of(Kind.RESPONSES, Kind.SCORES);
        Wish user = Wish.number("user", "the user's welfare")
                .named("(?:component_)?(?:user|human)(?:_(?:welfare|reward|score|payoff))?")
                .given("user", s.user());
        Wish model = Wish.number("model", "the model's welfare")
                .named("(?:component_)?(?:llm|model|assistant)(?:_(?:welfare|reward|score|payoff))?")
                .given("model", s.model());
        Wish row = Wish.text("row", "the user's move").named("row|user_action|user_move");
        Wish column = Wish.text("column", "the model's move").named("column|col|llm_action|model_action|model_move");
        List<Wish> parts = List.of(
                Wish.number("answer", "whether the answer is right")
                        .named("(?:component_)?(?:ans(?:wer)?|correct)(?:_score)?"),
                Wish.number("words", "number of words").named("(?:n_|num_)?words|word_count"),
                Wish.number("reasoning", "characters of reasoning")
                        .named("reasoning(?:_chars|_length)?|think(?:ing)?_(?:chars|length)"),
                Wish.number("format", "whether the format is right")
                        .named("(?:component_)?(?:fmt|format)(?:_score|_reward)?"),
                Wish.number("payoff", "the payoff score").named("(?:component_)?payoff(?:_score|_reward)?"));
        return List.of(
                new Search(List.of(Kind.SCORES), "", List.of(), List.of(row, column, user, model)),
                new Search(kinds, "", List.of(), List.of(user, model)),
                new Search(kinds, "", List.of(), parts));
    }

    /** Welfare of each response. */
    private record Welfare(double[] user, double[] model) {
        double mutual(int row) {
            return Math.sqrt(Math.max(0, user[row]) * Math.max(0, model[row]));
        }

        double linear(int row) {
            return (user[row] + model[row]) / 2;
        }

        double[] all(IntToDoubleFunction value) {
            double[] all = new double[user.length];
            Arrays.setAll(all, value::applyAsDouble);
            return all;
        }
    }

    @Override
    protected Result judge(Settings settings, List<Rows> tables, Progress progress) {
        return tables.getFirst().has("row") ? game(tables) : responses(settings, tables);
    }

    private static double window(double words, double low, double high) {
        return 1 / (1 + Math.exp(0.005 * (low - words))) / (1 + Math.exp(0.005 * (words - high)));
    }

    private static Welfare welfare(List<Rows> tables) {
        List<Double> user = new ArrayList<>();
        List<Double> model = new ArrayList<>();
        for (Rows rows : tables) {
            for (int i = 0; i < rows.size(); i++) {
                double u;
                double m;
                if (rows.has("user")) {
                    u = rows.numbers("user")[i];
                    m = rows.numbers("model")[i];
                } else {
                    double answer = rows.numbers("answer")[i];
                    double words = rows.numbers("words")[i];
                    u = 1e-4
                            + 0.5 * answer
                            + 0.2 * window(words, 20, 500)
                            + 0.3 * Math.exp(-rows.numbers("reasoning")[i] / 500);
                    m = 1e-4
                            + 0.2 * rows.numbers("format")[i]
                            + 0.2 * rows.numbers("payoff")[i]
                            + 0.4 * answer
                            + 0.2 * window(words, 500, 1000);
                }
                if (Double.isFinite(u) && Double.isFinite(m)) {
                    user.add(u);
                    model.add(m);
                }
            }
        }
        return new Welfare(
                user.stream().mapToDouble(Double::doubleValue).toArray(),
                model.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static Result responses(Settings settings, List<Rows> tables) {
        Welfare welfare = welfare(tables);
        if (welfare.user.length == 0) {
            throw new AnalysisException("no row has a finite welfare of both sides");
        }
        Front front = Front.of(welfare.user, welfare.model);
        double[] mutual = welfare.all(welfare::mutual);
        double[] linear = welfare.all(welfare::linear);
        double coverage = front.coverage(welfare.user, welfare.model, settings.epsilon());
        double regret = Arrays.stream(welfare.all(i -> front.regret(welfare.user[i], welfare.model[i])))
                .average()
                .orElse(Double.NaN);
        double nash = Arrays.stream(welfare.all(i -> welfare.user[i] * welfare.model[i]))
                .average()
                .orElse(Double.NaN);
        int best = best(mutual);
        int bestLinear = best(linear);
        ResultTable table = ResultRows.of(
                        "welfare",
                        "Welfare of both sides",
                        "responses",
                        "user",
                        "model",
                        "mutual",
                        "linear",
                        "nash_social_welfare",
                        "pareto_coverage",
                        "regret",
                        "hypervolume",
                        "best_mutual_row",
                        "best_linear_row")
                .add(
                        welfare.user.length,
                        Moments.of(welfare.user).mean(),
                        Moments.of(welfare.model).mean(),
                        Moments.of(mutual).mean(),
                        Moments.of(linear).mean(),
                        nash,
                        coverage,
                        regret,
                        front.hypervolume(0, 0),
                        best,
                        bestLinear)
                .table();
        long unequal = Arrays.stream(welfare.all(i ->
                        Math.max(welfare.user[i], welfare.model[i]) > 3 * Math.min(welfare.user[i], welfare.model[i])
                                ? 1
                                : 0))
                .filter(v -> v > 0)
                .count();
        Finding finding = new Finding(
                "mutual-welfare",
                Severity.INFO,
                "Mutual welfare is " + Digits.text(Moments.of(mutual).mean())
                        + " on the average, against a plain mean of "
                        + Digits.text(Moments.of(linear).mean()) + ": "
                        + Digits.percent((double) unequal / welfare.user.length)
                        + " of " + Digits.count(welfare.user.length)
                        + " responses serve one side more than three times as well."
                        + (best == bestLinear ? "" : " The two choose different responses."),
                "Mutual: √(user · model). Coverage: no point of the front is better by more than ε in both.",
                Map.of(
                        "mutual",
                        Moments.of(mutual).mean(),
                        "linear",
                        Moments.of(linear).mean(),
                        "coverage",
                        coverage),
                "welfare");
        return new Result(List.of(finding), List.of(figure(welfare, front)), List.of(table), inputs(tables));
    }

    private static int best(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }

    private static Figure figure(Welfare welfare, Front front) {
        int step = Math.max(1, welfare.user.length / SHOWN);
        int shown = (welfare.user.length + step - 1) / step;
        double[] x = new double[shown];
        double[] y = new double[shown];
        Arrays.setAll(x, i -> welfare.user[i * step]);
        Arrays.setAll(y, i -> welfare.model[i * step]);
        List<Layer> layers = new ArrayList<>();
        double right = Arrays.stream(welfare.user).max().orElse(1);
        double top = Arrays.stream(welfare.model).max().orElse(1);
        double most = Math.sqrt(Math.max(0, right) * Math.max(0, top));
        for (double level : ISO) {
            double product = level * most * level * most;
            double[] line = new double[80];
            double[] at = new double[80];
            double from = product / Math.max(top, 1e-9);
            Arrays.setAll(line, i -> from + (right - from) * i / 79);
            Arrays.setAll(at, i -> line[i] > 0 ? product / line[i] : Double.NaN);
            layers.add(new Layer.Line("", -1, line, at, true));
        }
        layers.add(new Layer.Scatter("responses", 0, x, y));
        layers.add(new Layer.Line(
                "front",
                1,
                Arrays.stream(front.members()).mapToDouble(m -> welfare.user[m]).toArray(),
                Arrays.stream(front.members())
                        .mapToDouble(m -> welfare.model[m])
                        .toArray(),
                false));
        return new Figure(
                "welfare",
                "Welfare of user and model",
                Axis.linear("user"),
                Axis.linear("model"),
                layers,
                "Welfare of both sides of each response and the Pareto front; pale: equal mutual welfare √(user ·"
                        + " model) at a quarter, half and three quarters of what both largest values give. "
                        + Digits.count(welfare.user.length) + " responses"
                        + (step > 1 ? ", every " + step + "th drawn." : "."),
                FigureSource.NONE.counting(welfare.user.length, 0));
    }

    private static Result game(List<Rows> tables) {
        Rows rows = tables.getFirst();
        Rows.Groups users = rows.groups("row");
        Rows.Groups models = rows.groups("column");
        int n = users.names().size();
        int m = models.names().size();
        double[][] user = new double[n][m];
        double[][] model = new double[n][m];
        for (int i = 0; i < n; i++) {
            Arrays.fill(user[i], Double.NaN);
            Arrays.fill(model[i], Double.NaN);
        }
        for (int r = 0; r < rows.size(); r++) {
            user[users.codes()[r]][models.codes()[r]] = rows.numbers("user")[r];
            model[users.codes()[r]][models.codes()[r]] = rows.numbers("model")[r];
        }
        PayoffMatrix game = new PayoffMatrix(user, model);
        ResultRows table = ResultRows.of(
                "cells",
                "Cells of the payoff matrix",
                "row",
                "column",
                "user",
                "model",
                "product",
                "nash",
                "pareto",
                "welfare_max");
        List<String> nash = new ArrayList<>();
        List<String> pareto = new ArrayList<>();
        String best = "";
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                String name = users.names().get(i) + "_" + models.names().get(j);
                boolean isBest = game.isWelfareMaximum(i, j);
                table.add(
                        users.names().get(i),
                        models.names().get(j),
                        user[i][j],
                        model[i][j],
                        user[i][j] * model[i][j],
                        game.isNash(i, j),
                        game.isPareto(i, j),
                        isBest);
                if (game.isNash(i, j)) {
                    nash.add(name);
                }
                if (game.isPareto(i, j)) {
                    pareto.add(name);
                }
                best = isBest ? name : best;
            }
        }
        Finding finding = new Finding(
                "payoffs",
                nash.contains(best) ? Severity.INFO : Severity.WARNING,
                "The largest mutual welfare is at " + best + "; equilibria in pure moves: "
                        + (nash.isEmpty() ? "none" : String.join(", ", nash)) + "; Pareto-optimal: "
                        + String.join(", ", pareto)
                        + (nash.contains(best) ? "." : ". Left to themselves, the two sides would not get there."),
                "Equilibrium: neither side gains by another move of its own. Pareto: no cell is as good for both and"
                        + " better for one. Welfare: the product of both payoffs.",
                Map.of("best", best, "nash", String.join(", ", nash), "pareto", String.join(", ", pareto)),
                "payoffs");
        double[] x = new double[m];
        double[] y = new double[n];
        Arrays.setAll(x, i -> i);
        Arrays.setAll(y, i -> i);
        double[][] products = new double[n][m];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                products[i][j] = user[i][j] * model[i][j];
            }
        }
        double most =
                Arrays.stream(products).flatMapToDouble(Arrays::stream).max().orElse(1);
        Figure figure = new Figure(
                "payoffs",
                "Product of both payoffs",
                Axis.categories("model", models.names()),
                Axis.categories("user", users.names()),
                List.of(new Layer.HeatMap("user · model", x, y, products, 0, most, true)),
                "Product of the payoffs of user and model for each pair of moves.",
                FigureSource.NONE.counting(rows.size(), 0));
        return new Result(List.of(finding), List.of(figure), List.of(table.table()), inputs(tables));
    }
}
