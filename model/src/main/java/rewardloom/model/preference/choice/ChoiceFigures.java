package rewardloom.model.preference.choice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import rewardloom.model.analysis.Digits;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;

/** Draws scores with their intervals, and who beats whom. */
final class ChoiceFigures {
    /** More items than that have no room for their names. */
    private static final int MOST_NAMED = 40;

    private static final int MOST_PRINTED = 12;

    private final ChoiceParameters parameters;
    private final Map<String, String> texts;
    private final Set<String> names = new HashSet<>();
    private final List<Figure> figures = new ArrayList<>();

    /** @param texts the parameters as texts, for the figures' source */
    ChoiceFigures(ChoiceParameters parameters, Map<String, String> texts) {
        this.parameters = parameters;
        this.texts = texts;
    }

    List<Figure> figures() {
        return List.copyOf(figures);
    }

    /** Draws one table; says the name of the figure of scores. */
    String add(ItemScores found) {
        String slug = unused(found.labels().table().name());
        figures.add(scores("scores-" + slug, found));
        if (found.labels().items().size() <= MOST_NAMED) {
            figures.add(wins("wins-" + slug, found));
        }
        return "scores-" + slug;
    }

    private String unused(String name) {
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String unused = slug.isEmpty() ? "labels" : slug;
        for (int i = 2; !names.add(unused); i++) {
            unused = slug + "-" + i;
        }
        return unused;
    }

    private Figure scores(String name, ItemScores found) {
        int[] ranking = found.ranking();
        int shown = Math.min(ranking.length, MOST_NAMED);
        // The best one stands at the top of the axis.
        int[] order = IntStream.range(0, shown).map(i -> ranking[shown - 1 - i]).toArray();
        double[] places = IntStream.range(0, shown).asDoubleStream().toArray();
        List<String> items =
                Arrays.stream(order).mapToObj(found.labels().items()::get).toList();
        Layer points = new Layer.Bars(
                "",
                0,
                Arrays.stream(order).mapToDouble(found::score).toArray(),
                Arrays.stream(order).mapToDouble(i -> found.interval(i).low()).toArray(),
                Arrays.stream(order).mapToDouble(i -> found.interval(i).high()).toArray());
        String prior = found.prior() == 0
                ? ""
                : " Every item has " + Digits.three(found.prior()) + " imagined comparisons with an average one.";
        return new Figure(
                name,
                found.labels().table().name() + ": scores",
                Axis.linear("score (log-odds)"),
                Axis.categories("", items),
                List.of(points),
                found.fit().rule().title() + " scores, mean 0, with " + Digits.percent(parameters.level())
                        + " Wald intervals over "
                        + Digits.count(found.labels().votes().size()) + " comparisons."
                        + (found.side() ? " Corrected for the side on the left." : "") + prior
                        + (shown < ranking.length ? " The best " + shown + " of " + ranking.length + " items." : "")
                        + (places.length == 0 ? " Nothing was compared." : ""),
                source(found));
    }

    private Figure wins(String name, ItemScores found) {
        int[] ranking = found.ranking();
        double[][] wins = found.labels().counts(Outcome.FIRST);
        double[][] ties = found.labels().counts(Outcome.TIE);
        int n = ranking.length;
        double[][] shares = new double[n][n];
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < n; c++) {
                int i = ranking[n - 1 - r];
                int j = ranking[c];
                double all = wins[i][j] + wins[j][i] + ties[i][j];
                shares[r][c] = i == j || all == 0 ? Double.NaN : (wins[i][j] + ties[i][j] / 2) / all;
            }
        }
        double[] places = IntStream.range(0, n).asDoubleStream().toArray();
        List<String> columns =
                Arrays.stream(ranking).mapToObj(found.labels().items()::get).toList();
        return new Figure(
                name,
                found.labels().table().name() + ": who beats whom",
                Axis.categories("", columns),
                Axis.categories("", columns.reversed()),
                List.of(new Layer.HeatMap("share won", places, places, shares, 0, 1, n <= MOST_PRINTED)),
                "Share of the comparisons that the item of the row won against the item of the column, a tie being"
                        + " half. Empty: never compared.",
                source(found));
    }

    private FigureSource source(ItemScores found) {
        return new FigureSource(
                "choice-models",
                texts,
                Map.of(
                        found.labels().table().name(),
                        found.labels().table().provenance().sha256()),
                found.labels().votes().size(),
                0);
    }
}
