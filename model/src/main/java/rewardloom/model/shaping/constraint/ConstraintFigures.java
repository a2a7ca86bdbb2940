package rewardloom.model.shaping.constraint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.shaping.constraint.Constraints.Watched;
import rewardloom.model.statistics.Digits;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Series;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Draws rates and multipliers. */
final class ConstraintFigures {
    private static final int WINDOWS = 30;
    private static final int MOST = 24;
    private static final int MOST_LINES = 6;

    private final ConstraintParameters parameters;
    private final Kind kind;

    ConstraintFigures(ConstraintParameters parameters, Kind kind) {
        this.parameters = parameters;
        this.kind = kind;
    }

    private static String name(Watched w, List<Watched> all) {
        boolean oneRun = all.stream().map(Watched::run).distinct().count() == 1;
        return oneRun ? w.event() : w.event() + ", " + w.run();
    }

    Figure rates(List<Watched> watched) {
        List<Watched> shown = watched.stream().limit(MOST).toList();
        return new Figure(
                "rates",
                "How often it happens, against how often it may",
                Axis.categories("", shown.stream().map(w -> name(w, watched)).toList()),
                Axis.linear("rate"),
                List.of(
                        new Layer.Bars(
                                "rate",
                                0,
                                shown.stream().mapToDouble(w -> w.rate().rate()).toArray(),
                                shown.stream()
                                        .mapToDouble(w -> w.rate().interval().low())
                                        .toArray(),
                                shown.stream()
                                        .mapToDouble(w -> w.rate().interval().high())
                                        .toArray()),
                        new Layer.Bars(
                                "limit",
                                -1,
                                shown.stream().mapToDouble(Watched::limit).toArray())),
                "Rate of each event and its limit. Error bars: Wilson's " + Digits.percent(parameters.level())
                        + " interval over " + trials() + "."
                        + (watched.size() > MOST ? " The first " + MOST + " of " + watched.size() + "." : ""),
                FigureSource.NONE.counting(
                        watched.stream().mapToLong(w -> w.happened().length).sum(), 0));
    }

    private String trials() {
        return parameters.per() == ConstraintParameters.Per.EPISODE ? "episodes" : "rows of " + kind.id();
    }

    Figure overTime(List<Watched> watched) {
        List<Watched> shown = watched.stream().limit(MOST_LINES).toList();
        List<Layer> bands = new ArrayList<>();
        List<Layer> lines = new ArrayList<>();
        for (int k = 0; k < shown.size(); k++) {
            Watched w = shown.get(k);
            int[] ends = Constraints.windows(w.happened().length, WINDOWS);
            int n = ends.length - 1;
            double[] x = new double[n];
            double[] y = new double[n];
            double[] low = new double[n];
            double[] high = new double[n];
            for (int i = 0; i < n; i++) {
                EventRate rate = w.rate(ends[i], ends[i + 1]);
                x[i] = (ends[i] + ends[i + 1]) / 2.0;
                y[i] = rate.rate();
                low[i] = rate.interval().low();
                high[i] = rate.interval().high();
            }
            bands.add(new Layer.Band(
                    "", k, x, low, high, "Wilson's " + Digits.percent(parameters.level()) + " interval of a window"));
            lines.add(new Layer.Line(name(w, watched), k, x, y, false));
        }
        shown.stream()
                .mapToDouble(Watched::limit)
                .distinct()
                .forEach(limit -> lines.add(new Layer.Rule("limit " + Digits.text(limit), -1, limit, false)));
        bands.addAll(lines);
        return new Figure(
                "over-time",
                "How often it happens, over the rows",
                Axis.linear(parameters.per() == ConstraintParameters.Per.EPISODE ? "episode" : "row"),
                Axis.linear("rate"),
                bands,
                "Rate of each event in up to " + WINDOWS + " windows of equally many " + trials() + ". Bands: Wilson's "
                        + Digits.percent(parameters.level()) + " interval of a window."
                        + (watched.size() > MOST_LINES ? " The first " + MOST_LINES + "." : ""),
                FigureSource.NONE.counting(
                        watched.stream().mapToLong(w -> w.happened().length).sum(), 0));
    }

    /** Logged multipliers, or the softmax of logged exponents with 0 for the main reward. */
    Figure multipliers(Table log, Tables tables, boolean named) {
        List<SeriesSummary> tags = log.tags(RoleType.MULTIPLIER);
        List<Series> series =
                tags.stream().map(t -> tables.series(log, t.tag())).toList();
        boolean exponents = parameters.multipliers() == ConstraintParameters.Multipliers.EXPONENTS;
        int n = series.stream().mapToInt(Series::size).min().orElse(0);
        double[] x = IntStream.range(0, n)
                .mapToDouble(i -> series.getFirst().steps()[i])
                .toArray();
        List<Layer> layers = new ArrayList<>();
        double[] rest = new double[n];
        Arrays.fill(rest, 1);
        for (int k = 0; k < series.size(); k++) {
            double[] y = new double[n];
            for (int i = 0; i < n; i++) {
                y[i] = exponents ? softmax(series, k, i) : series.get(k).values()[i];
                rest[i] -= y[i];
            }
            layers.add(new Layer.Line(tags.get(k).role().detail(), k, x, y, false));
        }
        if (exponents) {
            layers.add(new Layer.Line("main reward", -1, x, rest, false));
        }
        return new Figure(
                named ? "multipliers-" + log.id() : "multipliers",
                "Multipliers of the constraints"
                        + (named ? " of " + RunColors.runOf(log).name() : ""),
                Axis.linear("step"),
                Axis.linear("λ"),
                layers,
                exponents ? "λ_k = e^a_k / (1 + Σ e^a_j) from the logged exponents a." : "As logged.",
                FigureSource.NONE.counting((long) n * series.size(), 0));
    }

    /** {@code e^a_k / (1 + Σ e^a_j)}. */
    static double softmax(List<Series> exponents, int k, int step) {
        double largest = Math.max(
                0, exponents.stream().mapToDouble(s -> s.values()[step]).max().orElse(0));
        double sum = Math.exp(-largest);
        for (Series one : exponents) {
            sum += Math.exp(one.values()[step] - largest);
        }
        return Math.exp(exponents.get(k).values()[step] - largest) / sum;
    }
}
