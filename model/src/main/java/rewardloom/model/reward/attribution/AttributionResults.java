package rewardloom.model.reward.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.reward.RewardUnits;
import rewardloom.model.reward.attribution.AttributionParameters.Value;
import rewardloom.model.statistics.Comoments;
import rewardloom.model.statistics.Digits;

/**
 * What came out, in words, pictures and numbers.
 *
 * @param shapley the values
 * @param players names of the players
 * @param what what was shared, for sentences
 * @param from name of the bar from which a waterfall falls
 * @param to name of the bar to which it falls
 * @param rule how it was computed
 * @param points rows behind it
 */
record AttributionResults(
        Shapley shapley,
        List<String> players,
        String what,
        String from,
        String to,
        String rule,
        long points,
        double temperature,
        boolean isDifference) {

    private static final double Z = 1.959964;

    static AttributionResults of(AttributionParameters parameters, Field field) {
        return switch (field.kind()) {
            case COALITIONS ->
                new AttributionResults(
                        Shapley.exact(field.values(), field.players().size()),
                        field.players(),
                        field.goldName(),
                        "nobody",
                        "all",
                        "Exact over all orders of the players, from the value of each coalition.",
                        field.values().length,
                        parameters.temperature(),
                        false);
            default ->
                switch (value(parameters, field)) {
                    case DIFFERENCE -> difference(parameters, field);
                    case EXPLAINED -> explained(parameters, field);
                    case MEAN -> game(parameters, field, Game.Value.MEAN);
                    case PAIR_ACCURACY -> game(parameters, field, Game.Value.PAIR_ACCURACY);
                    default -> game(parameters, field, Game.Value.WINNER_GOLD);
                };
        };
    }

    private static Value value(AttributionParameters parameters, Field field) {
        boolean needsWinners = parameters.value() == Value.WINNER_GOLD || parameters.value() == Value.PAIR_ACCURACY;
        if (needsWinners && !field.hasWinners()) {
            throw new AnalysisException(
                    "this value needs several responses to a prompt, and a column with the role gold or" + " correct");
        }
        if (parameters.value() == Value.DIFFERENCE && field.units().isEmpty()) {
            throw new AnalysisException(
                    "a difference of runs can be shared among components only, not among reward models");
        }
        if (parameters.value() != Value.AUTO) {
            return parameters.value();
        } else if (field.hasWinners()) {
            return Value.WINNER_GOLD;
        }
        boolean compares = field.units().size() > 1
                || (!field.units().isEmpty() && field.units().getFirst().isTraining());
        return compares ? Value.DIFFERENCE : Value.EXPLAINED;
    }

    private static AttributionResults difference(AttributionParameters parameters, Field field) {
        Difference d = Difference.of(parameters, field.units());
        double[] differences = d.differences();
        double scale = Arrays.stream(differences).map(Math::abs).sum();
        int[] kept = IntStream.range(0, differences.length)
                .filter(k -> k < d.components().size()
                        ? d.toMeans()[k] != 0 || d.fromMeans()[k] != 0
                        : Math.abs(differences[k]) > 1e-9 * scale)
                .toArray();
        List<String> names = Arrays.stream(kept)
                .mapToObj(k -> k < d.components().size() ? d.components().get(k) : RewardUnits.REST)
                .toList();
        double[] values = Arrays.stream(kept).mapToDouble(k -> differences[k]).toArray();
        double none = Arrays.stream(d.fromMeans()).sum();
        // What adds up without meeting: every order gives the same.
        Shapley shapley = new Shapley(
                values,
                Arrays.stream(kept).mapToDouble(k -> d.errors()[k]).toArray(),
                values,
                none,
                Arrays.stream(d.toMeans()).sum(),
                0);
        return new AttributionResults(
                shapley,
                names,
                "the mean return of " + d.to() + " over that of " + d.from(),
                d.from(),
                d.to(),
                "Means of each component on both sides; their differences add up, so that every order of the components"
                        + " gives the same values. Errors: of the difference of two means.",
                field.units().stream().mapToLong(u -> u.size()).sum(),
                parameters.temperature(),
                true);
    }

    private static AttributionResults explained(AttributionParameters parameters, Field field) {
        Map<String, double[]> columns = new LinkedHashMap<>();
        for (int k = 0; k < field.players().size(); k++) {
            columns.put(field.players().get(k), field.columns()[k]);
        }
        boolean gold = field.gold().length > 0;
        if (!gold && field.total().length == 0) {
            throw new AnalysisException("there is neither gold nor a total whose variance could be explained");
        }
        String target = gold ? field.goldName() : "the total";
        columns.put(" target", gold ? field.gold() : field.total());
        Comoments moments = Comoments.of(columns);
        int players = field.players().size();
        Shapley shapley = players <= Shapley.MOST_EXACT
                ? Shapley.exact(Explained.all(moments), players)
                : Shapley.sampled(m -> Explained.of(moments, m), players, parameters.orders(), parameters.seed());
        return new AttributionResults(
                shapley,
                field.players(),
                "the variance of " + target + " that is explained (R²)",
                "nobody",
                "all",
                how(shapley, parameters) + " The value of a coalition is R² of least squares of " + target
                        + " on its members, with an intercept.",
                moments.n(),
                parameters.temperature(),
                false);
    }

    private static AttributionResults game(AttributionParameters parameters, Field field, Game.Value value) {
        Game game = new Game(
                field.columns(),
                field.gold(),
                field.groups(),
                parameters.combination(),
                value,
                parameters.pairs(),
                parameters.seed());
        int players = field.players().size();
        Shapley shapley = players <= Shapley.MOST_EXACT
                ? Shapley.exact(game.all(), players)
                : Shapley.sampled(game::of, players, parameters.orders(), parameters.seed());
        String combined = switch (parameters.combination()) {
            case SUM -> "the sum of its members";
            case KRC -> "the kinesthetic reward combination of its members";
            case MINIMUM -> "the smallest of its members";
            case CONJUNCTION -> "the sum of log-sigmoids of its members";
        };
        String what = switch (value) {
            case WINNER_GOLD -> "the mean " + field.goldName() + " of each prompt's best response";
            case PAIR_ACCURACY -> "the share of pairs that are ordered as " + field.goldName() + " does";
            case MEAN -> "the mean of the combined reward";
        };
        return new AttributionResults(
                shapley,
                field.players(),
                what,
                "nobody",
                "all",
                how(shapley, parameters) + " A coalition ranks by " + combined
                        + "; without a player a response at random wins, a coin decides, nothing is earned.",
                field.columns().length == 0 ? 0 : field.columns()[0].length,
                parameters.temperature(),
                false);
    }

    private static String how(Shapley shapley, AttributionParameters parameters) {
        return shapley.orders() == 0
                ? "Exact over all orders of the players."
                : "Means over " + shapley.orders() + " random orders, each with its reverse (seed " + parameters.seed()
                        + "); errors are standard errors.";
    }

    List<Finding> findings() {
        int[] order = IntStream.range(0, players.size())
                .boxed()
                .sorted((a, b) -> Double.compare(shapley.values()[b], shapley.values()[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("none", shapley.none());
        values.put("all", shapley.all());
        for (int k = 0; k < players.size(); k++) {
            values.put("phi_" + players.get(k), shapley.values()[k]);
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(
                "shapley",
                Severity.INFO,
                isDifference ? differenceText(order) : shareText(order),
                rule,
                values,
                "waterfall"));
        List<String> harmful = IntStream.range(0, players.size())
                .filter(k -> shapley.values()[k] < -2 * shapley.errors()[k]
                        && shapley.values()[k] < -1e-12 * Math.abs(shapley.all()))
                .mapToObj(k -> players.get(k) + " (" + Digits.text(shapley.values()[k]) + ")")
                .toList();
        if (!harmful.isEmpty() && !isDifference) {
            findings.add(new Finding(
                    "negative-contribution",
                    Severity.WARNING,
                    String.join(", ", harmful) + (harmful.size() == 1 ? " takes" : " take") + " away from " + what
                            + ".",
                    "A value below 0 by more than 2 standard errors.",
                    Map.of("players", String.join(", ", harmful)),
                    "waterfall"));
        }
        return findings;
    }

    private String shareText(int[] order) {
        double gain = shapley.all() - shapley.none();
        int best = order[0];
        int last = order[order.length - 1];
        String share = gain == 0 ? "" : " (" + Digits.percent(shapley.values()[best] / gain) + ")";
        String others = order.length == 1
                ? "there is nobody else."
                : named(order[1]) + (last == order[1] ? "." : ", " + named(last) + " the least.");
        return players.get(best) + " earns " + Digits.text(shapley.values()[best]) + error(best) + " of "
                + Digits.text(gain) + " in " + what + share + "; " + others;
    }

    private String named(int player) {
        return players.get(player) + " " + Digits.text(shapley.values()[player]) + error(player);
    }

    private String differenceText(int[] order) {
        double gain = shapley.all() - shapley.none();
        List<String> gained = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        for (int i = 0; i < order.length && gained.size() < 2 && shapley.values()[order[i]] > 0; i++) {
            gained.add(named(order[i]));
        }
        for (int i = order.length - 1; i >= 0 && lost.size() < 2 && shapley.values()[order[i]] < 0; i--) {
            lost.add(named(order[i]));
        }
        return "From " + from + " to " + to + " the mean return goes from " + Digits.text(shapley.none()) + " to "
                + Digits.text(shapley.all()) + " (" + (gain >= 0 ? "+" : "") + Digits.text(gain) + ")"
                + (gained.isEmpty() ? "" : "; most is added by " + String.join(" and ", gained))
                + (lost.isEmpty() ? "" : "; most is taken away by " + String.join(" and ", lost)) + ".";
    }

    private String error(int player) {
        double error = shapley.errors()[player];
        return error > 0 ? " ± " + Digits.text(error) : "";
    }

    List<Figure> figures() {
        return List.of(waterfall(), bars());
    }

    private String axis() {
        return isDifference
                ? "mean return"
                : what.replaceAll("^the ", "").replaceAll(" of each .*", " of the best response");
    }

    /** The part of a training without its name, which stands in the title. */
    private static String place(String side) {
        int comma = side.lastIndexOf(", the ");
        return comma < 0 ? side : side.substring(comma + ", the ".length());
    }

    private Figure waterfall() {
        int n = players.size();
        List<String> places = new ArrayList<>(List.of(place(from)));
        places.addAll(players);
        places.add(place(to));
        double[] none = new double[n + 2];
        Arrays.fill(none, Double.NaN);
        double[][] ends = {none, none.clone(), none.clone(), none.clone(), none.clone(), none.clone()};
        ends[0][0] = 0;
        ends[1][0] = shapley.none();
        ends[0][n + 1] = 0;
        ends[1][n + 1] = shapley.all();
        double level = shapley.none();
        for (int k = 0; k < n; k++) {
            double next = level + shapley.values()[k];
            int side = shapley.values()[k] >= 0 ? 2 : 4;
            ends[side][k + 1] = level;
            ends[side + 1][k + 1] = next;
            level = next;
        }
        List<Layer> layers = List.of(
                new Layer.Spans("", -1, ends[0], ends[1]),
                new Layer.Spans("adds", 0, ends[2], ends[3]),
                new Layer.Spans("takes away", 1, ends[4], ends[5]));
        return figure(
                "waterfall",
                "From " + from + " to " + to,
                Axis.categories("", places),
                Axis.linear(axis()),
                layers,
                "What each adds to " + what + ", from " + from + " to " + to + ". ");
    }

    private Figure bars() {
        int n = players.size();
        double[] low = new double[n];
        double[] high = new double[n];
        boolean errors = Arrays.stream(shapley.errors()).anyMatch(e -> e > 0);
        for (int k = 0; k < n; k++) {
            low[k] = shapley.values()[k] - Z * shapley.errors()[k];
            high[k] = shapley.values()[k] + Z * shapley.errors()[k];
        }
        return figure(
                "shapley",
                "Shapley's value and what is lost without each",
                Axis.categories("", players),
                Axis.linear(axis()),
                List.of(
                        errors
                                ? new Layer.Bars("Shapley's value", 0, shapley.values(), low, high)
                                : new Layer.Bars("Shapley's value", 0, shapley.values()),
                        new Layer.Bars("v(all) − v(all but it)", 1, shapley.leaveOneOut())),
                "Shapley's value of each, and what is lost when it alone is left out. "
                        + (errors ? "Intervals: ± 1.96 standard errors. " : ""));
    }

    private Figure figure(String name, String title, Axis x, Axis y, List<Layer> layers, String caption) {
        return new Figure(
                name,
                title,
                x,
                y,
                layers,
                caption + rule + " " + Digits.count(points) + " rows.",
                new FigureSource("", Map.of(), Map.of(), points, 0));
    }

    List<ResultTable> tables() {
        double gain = shapley.all() - shapley.none();
        double[] softmax = shapley.softmax(temperature);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int k = 0; k < players.size(); k++) {
            rows.add(Arrays.asList(
                    players.get(k),
                    shapley.values()[k],
                    shapley.errors()[k] > 0 ? (Object) shapley.errors()[k] : null,
                    gain == 0 ? null : (Object) (shapley.values()[k] / gain),
                    shapley.leaveOneOut()[k],
                    softmax[k]));
        }
        List<@Nullable Object> ends = Arrays.asList(
                what,
                shapley.none(),
                shapley.all(),
                gain,
                shapley.orders() == 0 ? "exact" : shapley.orders() + " orders");
        return List.of(
                new ResultTable(
                        "shapley",
                        "What each earned of " + what,
                        List.of("player", "value", "standard_error", "share", "leave_one_out", "softmax"),
                        rows),
                new ResultTable(
                        "game",
                        "What was shared",
                        List.of("value_of", "none", "all", "gain", "method"),
                        List.of(ends)));
    }
}
