package rewardloom.model.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import rewardloom.model.statistics.PixelColumns;

/**
 * A figure for files and paper: long lines keep the first, smallest, largest and last of their points in each of many bins along x, so
 * that they look the same at any printed size and no spike is lost; short ones stay as they are. Reducing twice changes nothing more.
 */
public final class FigureReduction {
    /** Points of all lines together, about. */
    private static final int BUDGET = 400_000;

    private static final int MOST_BINS = 2_000;
    private static final int FEWEST_BINS = 100;
    private static final int LONG_SCATTER = 20_000;
    private static final int ROWS = 1_200;

    private final Figure figure;
    private final int bins;
    private boolean reduced;

    private FigureReduction(Figure figure) {
        this.figure = figure;
        long lines = figure.layers().stream()
                .filter(l -> l instanceof Layer.Line || l instanceof Layer.Trace)
                .count();
        this.bins = Math.clamp(BUDGET / (4 * Math.max(1, lines)), FEWEST_BINS, MOST_BINS);
    }

    /** The figure with what is longer than any paper can show brought down to what it shows. */
    public static Figure forPaper(Figure figure) {
        return new FigureReduction(figure).reduce();
    }

    private Figure reduce() {
        List<Layer> layers = figure.layers().stream().map(this::reduce).toList();
        if (!reduced) {
            return figure;
        }
        String caption = figure.caption()
                + String.format(
                        Locale.ROOT,
                        " Long lines are drawn by the first, smallest, largest and last point in each of %,d bins.",
                        bins);
        return new Figure(
                figure.name(), figure.title(), figure.x(), figure.y(), layers, caption.strip(), figure.source());
    }

    private Layer reduce(Layer layer) {
        return switch (layer) {
            case Layer.Line line
            when line.x().length > 10 * bins -> {
                double[][] points = path(line.x(), line.y());
                yield new Layer.Line(line.label(), line.color(), points[0], points[1], line.faint(), line.meaning());
            }
            case Layer.Trace trace
            when trace.x().length > 10 * bins -> {
                double[][] points = path(trace.x(), trace.y());
                yield new Layer.Trace(trace.label(), trace.color(), points[0], points[1]);
            }
            case Layer.Band band when band.x().length > 10 * bins -> reduce(band);
            case Layer.Scatter scatter
            when scatter.x().length > LONG_SCATTER && scatter.errorLow().length == 0 -> reduce(scatter);
            default -> layer;
        };
    }

    /** Points that stay, along the path of the line; rows are binned where it turns back all the time. */
    private double[][] path(double[] x, double[] y) {
        reduced = true;
        Places places = Places.of(figure.x().scale(), x, bins);
        int[] kept = kept(x, y, places);
        if (kept.length > 10 * bins) {
            double[] rows = new double[x.length];
            Arrays.setAll(rows, i -> i);
            kept = kept(rows, y, Places.of(Axis.Scale.LINEAR, rows, bins));
        }
        double[][] points = new double[2][kept.length];
        for (int i = 0; i < kept.length; i++) {
            boolean gap = kept[i] == PixelColumns.GAP;
            points[0][i] = gap ? Double.NaN : x[kept[i]];
            points[1][i] = gap ? Double.NaN : y[kept[i]];
        }
        return points;
    }

    private static int[] kept(double[] x, double[] y, Places places) {
        Indices kept = new Indices();
        PixelColumns.reduce(x, y, places::bin, kept::add);
        return kept.toArray();
    }

    private Layer reduce(Layer.Band band) {
        reduced = true;
        Places places = Places.of(figure.x().scale(), band.x(), bins);
        List<double[]> parts = new ArrayList<>();
        int start = 0;
        while (start < band.x().length) {
            int bin = places.bin(band.x()[start]);
            double low = Double.NaN;
            double high = Double.NaN;
            int end = start;
            while (end < band.x().length && places.bin(band.x()[end]) == bin) {
                low = band.low()[end] < low || Double.isNaN(low) ? band.low()[end] : low;
                high = band.high()[end] > high || Double.isNaN(high) ? band.high()[end] : high;
                end++;
            }
            parts.add(new double[] {band.x()[(start + end - 1) / 2], low, high});
            start = end;
        }
        double[][] columns = new double[3][parts.size()];
        for (int i = 0; i < parts.size(); i++) {
            for (int c = 0; c < columns.length; c++) {
                columns[c][i] = parts.get(i)[c];
            }
        }
        return new Layer.Band(band.label(), band.color(), columns[0], columns[1], columns[2], band.meaning());
    }

    /** One point for each place that can be told from others. */
    private Layer reduce(Layer.Scatter scatter) {
        Places columns = Places.of(figure.x().scale(), scatter.x(), MOST_BINS);
        Places rows = Places.of(figure.y().scale(), scatter.y(), ROWS);
        Set<Integer> taken = new HashSet<>();
        Indices kept = new Indices();
        for (int i = 0; i < scatter.x().length; i++) {
            if (Double.isFinite(scatter.x()[i])
                    && Double.isFinite(scatter.y()[i])
                    && taken.add(columns.bin(scatter.x()[i]) * (ROWS + 1) + rows.bin(scatter.y()[i]))) {
                kept.add(i);
            }
        }
        int[] at = kept.toArray();
        double[] x = Arrays.stream(at).mapToDouble(i -> scatter.x()[i]).toArray();
        double[] y = Arrays.stream(at).mapToDouble(i -> scatter.y()[i]).toArray();
        return new Layer.Scatter(scatter.label(), scatter.color(), x, y);
    }

    /** Bins of equal width on the paper. */
    private record Places(Axis.Scale scale, double low, double high, int count) {
        static Places of(Axis.Scale scale, double[] values, int count) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (double value : values) {
                double place = place(scale, value);
                if (Double.isFinite(place)) {
                    low = Math.min(low, place);
                    high = Math.max(high, place);
                }
            }
            return new Places(scale, low, high, count);
        }

        private static double place(Axis.Scale scale, double value) {
            return switch (scale) {
                case LINEAR, CATEGORY, TIME -> value;
                case LOG -> Math.log(value);
                case SQRT -> Math.signum(value) * Math.sqrt(Math.abs(value));
                case SYMLOG -> Math.signum(value) * Math.log1p(Math.abs(value));
            };
        }

        int bin(double value) {
            double share = (place(scale, value) - low) / (high - low);
            return share > 0 ? (int) Math.min(count - 1.0, share * count) : 0;
        }
    }

    private static final class Indices {
        private int[] all = new int[1024];
        private int size;

        void add(int index) {
            if (size == all.length) {
                all = Arrays.copyOf(all, 2 * size);
            }
            all[size++] = index;
        }

        int[] toArray() {
            return Arrays.copyOf(all, size);
        }
    }
}
