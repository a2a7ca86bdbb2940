package rewardloom.model.reward.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import rewardloom.model.analysis.AnalysisException;
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
import rewardloom.model.statistics.Digits;
import rewardloom.model.statistics.Order;
import rewardloom.model.table.Values;

/** Predicted paths beside the right ones. */
final class Paths {
    private static final int PLANE = 2;
    private static final int LISTED = 100;

    private Paths() {}

    /** One path beside the right one. */
    private record Compared(int row, double[][] predicted, double[][] gold, PathDistance distance) {}

    static Result judge(List<Rows> tables) {
        List<Compared> paths = new ArrayList<>();
        for (Rows rows : tables) {
            for (int i = 0; i < rows.size(); i++) {
                double[][] predicted = points(rows, "predicted path", i);
                double[][] gold = points(rows, "gold path", i);
                if (predicted.length > 0 && gold.length > 0) {
                    paths.add(new Compared(i, predicted, gold, PathDistance.of(predicted, gold)));
                }
            }
        }
        if (paths.isEmpty()) {
            throw new AnalysisException("no row has two paths with at least one point x, y of finite numbers");
        }
        return new Result(
                List.of(finding(paths)),
                List.of(distances(paths), worst(paths)),
                List.of(table(paths)),
                tables.stream().map(Rows::table).toList());
    }

    private static double[][] points(Rows rows, String key, int row) {
        if (rows.isNumber(key) || !(rows.texts(key) instanceof Values.DoubleLists lists)) {
            return new double[0][];
        }
        double[] flat = Arrays.copyOfRange(lists.flat(), lists.offsets()[row], lists.offsets()[row + 1]);
        return Arrays.stream(flat).allMatch(Double::isFinite) ? PathDistance.points(flat, PLANE) : new double[0][];
    }

    private static double mean(List<Compared> paths, ToDoubleFunction<PathDistance> value) {
        return paths.stream()
                .mapToDouble(p -> value.applyAsDouble(p.distance))
                .average()
                .orElse(Double.NaN);
    }

    private static Finding finding(List<Compared> paths) {
        return new Finding(
                "path-distance",
                Severity.INFO,
                Digits.count(paths.size()) + " predicted paths are off by "
                        + Digits.text(mean(paths, PathDistance::rmse))
                        + " on average (root mean square), at worst by "
                        + Digits.text(mean(paths, PathDistance::hausdorff)) + " (Hausdorff), and "
                        + Digits.text(mean(paths, PathDistance::frechet)) + " walked forwards (Fréchet).",
                "Means over the paths, in units of the coordinates.",
                Map.of(
                        "rmse", mean(paths, PathDistance::rmse),
                        "hausdorff", mean(paths, PathDistance::hausdorff),
                        "frechet", mean(paths, PathDistance::frechet)),
                "distances");
    }

    private static Figure distances(List<Compared> paths) {
        double[] rmse = paths.stream().mapToDouble(p -> p.distance.rmse()).toArray();
        double[] frechet = paths.stream().mapToDouble(p -> p.distance.frechet()).toArray();
        int[] order = Order.ascending(rmse);
        double[] x = new double[order.length];
        Arrays.setAll(x, i -> i + 1);
        return new Figure(
                "distances",
                "Distances of the paths",
                Axis.linear("path, nearest first"),
                Axis.linear("distance"),
                List.of(
                        new Layer.Line(
                                "root mean square",
                                0,
                                x,
                                Arrays.stream(order).mapToDouble(i -> rmse[i]).toArray(),
                                false),
                        new Layer.Scatter(
                                "Fréchet",
                                1,
                                x,
                                Arrays.stream(order)
                                        .mapToDouble(i -> frechet[i])
                                        .toArray())),
                "Distance of each predicted path from the right one, in ascending order.",
                FigureSource.NONE.counting(paths.size(), 0));
    }

    private static Figure worst(List<Compared> paths) {
        Compared worst = paths.stream()
                .max((a, b) -> Double.compare(a.distance.rmse(), b.distance.rmse()))
                .orElseThrow();
        return new Figure(
                "worst",
                "The path that is farthest off",
                Axis.linear("x"),
                Axis.linear("y"),
                List.of(line("right", -1, worst.gold), line("predicted", 0, worst.predicted)),
                "The predicted path with the largest root mean square distance, row " + worst.row + ".",
                FigureSource.NONE);
    }

    private static Layer line(String label, int color, double[][] points) {
        return new Layer.Line(
                label,
                color,
                Arrays.stream(points).mapToDouble(p -> p[0]).toArray(),
                Arrays.stream(points).mapToDouble(p -> p[1]).toArray(),
                false);
    }

    private static ResultTable table(List<Compared> paths) {
        ResultRows rows = ResultRows.of(
                "paths", "The first hundred paths", "row", "points", "points_right", "rmse", "hausdorff", "frechet");
        paths.stream()
                .limit(LISTED)
                .forEach(p -> rows.add(
                        p.row,
                        p.predicted.length,
                        p.gold.length,
                        p.distance.rmse(),
                        p.distance.hausdorff(),
                        p.distance.frechet()));
        return rows.table();
    }
}
