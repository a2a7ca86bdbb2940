package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Series;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Reads the runs that log both a gold reward and a divergence. */
final class GoldCurveReader {
    private final OveroptimizationParameters parameters;

    GoldCurveReader(OveroptimizationParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * What was read.
     *
     * @param curves one for each run, thinned
     * @param unit unit of the divergence, for axes and sentences
     * @param unitNote a sentence about it, or the empty string
     * @param inputs the tables
     * @param points number of points before any reduction
     * @param nonfinite number of those left out because gold or divergence is not finite
     */
    record Read(List<GoldCurve> curves, String unit, String unitNote, List<Table> inputs, long points, long nonfinite) {

        /** The unit as a sentence says it. */
        String shortUnit() {
            return unit.equals("nats per sequence") ? "nats" : unit;
        }
    }

    /** Whether a table has what is needed, by role alone. */
    static boolean accepts(Table table) {
        return table.kind() == Kind.METRICS
                && table.tag(RoleType.KL).isPresent()
                && table.tag(RoleType.GOLD).isPresent();
    }

    private record One(Table table, GoldCurve curve, String unit, long points, long nonfinite) {}

    Read read(Tables tables, Progress progress) {
        // Reading a tag is mostly waiting for the disk and unpacking: every core can do it for another table.
        List<One> read = tables.list(Kind.METRICS).parallelStream()
                .flatMap(table -> one(tables, table, progress).stream())
                .toList();
        Set<String> units = new LinkedHashSet<>();
        read.forEach(one -> units.add(one.unit));
        return new Read(
                read.stream().map(One::curve).toList(),
                unit(units),
                unitNote(units),
                read.stream().map(One::table).toList(),
                read.stream().mapToLong(One::points).sum(),
                read.stream().mapToLong(One::nonfinite).sum());
    }

    private Optional<One> one(Tables tables, Table table, Progress progress) {
        progress.checkCancelled();
        Optional<SeriesSummary> kl = tag(table, parameters.kl(), RoleType.KL);
        Optional<SeriesSummary> gold = tag(table, parameters.gold(), RoleType.GOLD);
        if (kl.isEmpty() || gold.isEmpty() || !wanted(table)) {
            return Optional.empty();
        }
        long[] counts = new long[2];
        GoldCurve curve = curve(tables, table, kl.get(), gold.get(), counts);
        String unit = kl.get().role().is(RoleType.KL) ? kl.get().role().detail() : "";
        return curve.size() == 0
                ? Optional.empty()
                : Optional.of(new One(table, curve.thinned(), unit, counts[0], counts[1]));
    }

    private boolean wanted(Table table) {
        return parameters.groups().isEmpty() || parameters.groups().contains(group(table));
    }

    private static String group(Table table) {
        return table.runName().group();
    }

    private static Optional<SeriesSummary> tag(Table table, String name, RoleType role) {
        return name.isBlank()
                ? table.tag(role)
                : table.series().stream().filter(s -> s.tag().equals(name)).findFirst();
    }

    private GoldCurve curve(Tables tables, Table table, SeriesSummary kl, SeriesSummary gold, long[] counts) {
        double factor = kl.role().detail().startsWith("bits") ? Math.log(2) : 1;
        Map<Long, Double> divergence = byStep(tables.series(table, kl.tag()));
        Map<Long, Double> wanted = byStep(tables.series(table, gold.tag()));
        List<Long> steps = new ArrayList<>();
        for (Map.Entry<Long, Double> point : wanted.entrySet()) {
            Double at = divergence.get(point.getKey());
            if (at != null) {
                counts[0]++;
                if (Double.isFinite(at) && Double.isFinite(point.getValue())) {
                    steps.add(point.getKey());
                } else {
                    counts[1]++;
                }
            }
        }
        Map<String, double[]> components = new LinkedHashMap<>();
        for (SeriesSummary part : table.tags(RoleType.COMPONENT)) {
            components.put(part.role().detail(), at(steps, byStep(tables.series(table, part.tag()))));
        }
        double[] proxy = tag(table, parameters.proxy(), RoleType.PROXY)
                .map(p -> at(steps, byStep(tables.series(table, p.tag()))))
                .orElse(new double[0]);
        double[] kls = at(steps, divergence);
        for (int i = 0; i < kls.length; i++) {
            kls[i] *= factor;
        }
        String run = table.run().isEmpty() ? table.name() : table.run();
        return new GoldCurve(
                run,
                table.run().isEmpty() ? table.name() : group(table),
                steps.stream().mapToDouble(Long::doubleValue).toArray(),
                kls,
                at(steps, wanted),
                proxy,
                components);
    }

    /** The value at each step, ascending; of a step that was logged more than once, the last value. */
    private static Map<Long, Double> byStep(Series series) {
        Map<Long, Double> values = new TreeMap<>();
        for (int i = 0; i < series.size(); i++) {
            values.put(series.steps()[i], series.values()[i]);
        }
        return values;
    }

    private static double[] at(List<Long> steps, Map<Long, Double> values) {
        return steps.stream()
                .mapToDouble(s -> values.getOrDefault(s, Double.NaN))
                .toArray();
    }

    private static String unit(Set<String> units) {
        return units.stream()
                .filter(u -> !u.isEmpty())
                .findFirst()
                .map(u -> u.startsWith("bits") ? u.replace("bits", "nats") : u)
                .map(u -> u.replace('-', ' '))
                .orElse("nats");
    }

    private static String unitNote(Set<String> units) {
        if (units.size() > 1 && units.contains("")) {
            return "Some logs do not state the unit of their KL; it is taken to be the same. ";
        }
        return units.size() > 1 ? "The runs log KL in different units (" + String.join(", ", units) + "). " : "";
    }
}
