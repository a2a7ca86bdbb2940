package rewardloom.viewers.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.viewers.chart.ParallelBrush;
import rewardloom.viewers.chart.ParallelPlan;

/** Says a choice of runs as a condition, so that it can be kept, changed and typed again. */
final class BrushFilter {
    private static final int DIGITS = 4;

    private BrushFilter() {}

    /** The condition that holds for the lines which a brush chooses; empty if it chooses all. */
    static String of(ParallelBrush brush, Figure figure) {
        List<Axis> axes = figure.layers().stream()
                .filter(Layer.Parallel.class::isInstance)
                .map(l -> ((Layer.Parallel) l).axes())
                .findFirst()
                .orElse(List.of());
        List<String> conditions = new ArrayList<>();
        new TreeMap<>(brush.parts()).forEach((index, part) -> {
            if (index < axes.size()) {
                conditions.add(condition(axes.get(index), part.low(), part.high()));
            }
        });
        return String.join(" and ", conditions);
    }

    private static String condition(Axis axis, double low, double high) {
        List<String> names = axis.categories();
        if (axis.scale() == Axis.Scale.CATEGORY) {
            List<String> chosen = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                double middle = (i + 0.5) / names.size();
                if (middle >= low && middle <= high) {
                    chosen.add(names.get(i));
                }
            }
            return in(axis.label(), chosen);
        }
        ParallelPlan plan = new ParallelPlan(axis);
        return column(axis.label()) + " between " + number(plan.value(low), RoundingMode.FLOOR) + " and "
                + number(plan.value(high), RoundingMode.CEILING);
    }

    /** That a column has one of some values. */
    static String in(String column, List<String> values) {
        String list = values.stream().map(BrushFilter::literal).collect(Collectors.joining(", "));
        return values.size() == 1 ? column(column) + " = " + list : column(column) + " in (" + list + ")";
    }

    /** Both conditions. */
    static String and(String one, String other) {
        if (one.isBlank() || other.isBlank()) {
            return one.isBlank() ? other : one;
        }
        return (one.contains(" or ") ? "(" + one.strip() + ")" : one.strip()) + " and " + other;
    }

    private static String column(String name) {
        return name.matches("[\\p{L}_][\\p{L}\\p{N}_./]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String literal(String value) {
        return value.matches("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?") ? value : '\'' + value.replace("'", "''") + '\'';
    }

    private static String number(double value, RoundingMode rounding) {
        // A place that is 0.001 but for the last bit is 0.001.
        BigDecimal exact = new BigDecimal(value).round(new MathContext(12));
        BigDecimal rounded = exact.round(new MathContext(DIGITS, rounding));
        double size = Math.abs(value);
        return size != 0 && (size < 1e-3 || size >= 1e7)
                ? String.format(Locale.ROOT, "%.3e", rounded)
                : rounded.stripTrailingZeros().toPlainString();
    }
}
