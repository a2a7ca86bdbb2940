package rewardloom.viewers.chart;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.MinMaxPyramid;

/** What is known of the arrays of a figure, which are told apart by their identity: series share places, figures share series. */
final class Pyramids {
    /** Shorter series are reduced as they are drawn. */
    private static final int LONG = 4_000;

    static final Pyramids NONE = new Pyramids();

    private final Map<double[], MinMaxPyramid> byValues = new IdentityHashMap<>();
    private final Map<double[], Boolean> ascending = new IdentityHashMap<>();

    private Pyramids() {}

    private record Series(double[] x, double[] y, boolean drawn) {}

    /** The pyramids of a figure; what another one has of the same arrays is taken from there. */
    static Pyramids of(Figure figure, Progress progress, Pyramids known) {
        Pyramids pyramids = new Pyramids();
        List<Series> series = series(figure);
        for (Series one : series) {
            progress.checkCancelled();
            if (!pyramids.ascending.containsKey(one.x)) {
                Boolean before = known.ascending.get(one.x);
                pyramids.ascending.put(one.x, before == null ? MinMaxPyramid.isAscending(one.x) : before);
            }
        }
        List<Series> missing = new ArrayList<>();
        for (Series one : series) {
            if (one.drawn && one.y.length > LONG && pyramids.isAscending(one.x)) {
                MinMaxPyramid before = known.byValues.get(one.y);
                if (before == null) {
                    missing.add(one);
                } else {
                    pyramids.byValues.put(one.y, before);
                }
            }
        }
        List<MinMaxPyramid> built = IntStream.range(0, missing.size())
                .parallel()
                .mapToObj(i -> {
                    progress.checkCancelled();
                    return new MinMaxPyramid(missing.get(i).x, missing.get(i).y, true);
                })
                .toList();
        for (int i = 0; i < built.size(); i++) {
            pyramids.byValues.put(missing.get(i).y, built.get(i));
        }
        return pyramids;
    }

    private static List<Series> series(Figure figure) {
        List<Series> series = new ArrayList<>();
        for (Layer layer : figure.layers()) {
            switch (layer) {
                case Layer.Line line -> series.add(new Series(line.x(), line.y(), true));
                case Layer.Trace trace -> series.add(new Series(trace.x(), trace.y(), false));
                case Layer.Band band -> {
                    series.add(new Series(band.x(), band.low(), true));
                    series.add(new Series(band.x(), band.high(), true));
                }
                default -> {
                    // Other layers are drawn as they are.
                }
            }
        }
        return series;
    }

    /** The pyramid of a series with these values, or null if it has none. */
    @Nullable
    MinMaxPyramid of(double[] values) {
        return byValues.get(values);
    }

    /** Whether places never fall; found out anew where nothing was prepared. */
    boolean isAscending(double[] places) {
        Boolean known = ascending.get(places);
        return known == null ? MinMaxPyramid.isAscending(places) : known;
    }
}
