package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import rewardloom.model.overoptimization.KlUnit.Scope;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Series;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * Reads the runs that log a gold reward and a divergence: training runs with a KL, and results of best of n with an n, whose
 * divergence is log n − (n − 1)/n. Where there is no gold, a win rate takes its place.
 */
final class GoldCurveReader {
    private static final double EVEN = 0.5;

    private final OveroptimizationParameters parameters;

    GoldCurveReader(OveroptimizationParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * What was read.
     *
     * @param curves one for each run, thinned, all in the same unit
     * @param scope scope of the divergence, for axes and sentences
     * @param unitNote sentences about it, or the empty string
     * @param unitTold whether that is worth a finding
     * @param empty runs whose gold and divergence have no finite point in common
     * @param winRates number of runs whose gold is a win rate
     * @param inputs the tables
     * @param points number of points before any reduction
     * @param nonfinite number of those left out because gold or divergence is not finite
     */
    record Read(
            List<GoldCurve> curves,
            Scope scope,
            String unitNote,
            boolean unitTold,
            List<String> lacking,
            List<String> empty,
            long winRates,
            List<Table> inputs,
            long points,
            long nonfinite) {

        /** What stands for gold, as an axis says it. */
        String gold() {
            return winRates > 0 && winRates == curves.size() ? "win rate" : "gold reward";
        }

        /** The unit as an axis says it. */
        String unit() {
            return scope.text();
        }

        /** The unit as a sentence says it. */
        String shortUnit() {
            return scope == Scope.TOKEN ? scope.text() : "nats";
        }
    }

    /** Whether a table has what is needed, by role alone. */
    static boolean accepts(Table table) {
        return TableCurves.isPoints(table) || TableCurves.isRun(table) || isLog(table);
    }

    /** Whether it is a log with a divergence and gold. */
    static boolean isLog(Table table) {
        return table.kind() == Kind.METRICS
                && (table.tag(RoleType.KL).isPresent()
                        || table.tag(RoleType.BEST_OF).isPresent())
                && gold(table).isPresent();
    }

    /** The tag of the gold reward, or of a win rate. */
    static Optional<SeriesSummary> gold(Table table) {
        return table.tag(RoleType.GOLD)
                .or(() -> table.tags(RoleType.SUCCESS).stream()
                        .filter(GoldCurveReader::isWinRate)
                        .findFirst());
    }

    private static boolean isWinRate(SeriesSummary tag) {
        return tag.role().is(RoleType.SUCCESS) && tag.role().detail().equals("win-rate");
    }

    /**
     * One run as it was logged.
     *
     * @param length tokens of the mean response at each point, empty if not logged
     */
    record One(
            Table table, GoldCurve curve, Scope scope, double[] length, boolean winRate, long points, long nonfinite) {
        One withKl(double[] kl) {
            return new One(table, curve.withKl(kl), scope, length, winRate, points, nonfinite);
        }
    }

    Read read(Tables tables, Progress progress) {
        // Reading a tag is mostly waiting for the disk and unpacking: every core can do it for another table.
        List<One> logged = tables.list(Kind.METRICS).parallelStream()
                .flatMap(table -> one(tables, table, progress).stream())
                .toList();
        List<One> read = new ArrayList<>(logged);
        for (Table table : tables.list()) {
            // Responses of a run say the same as its log, with less of it: they only stand in for a log.
            if (wanted(table) && TableCurves.isPoints(table)) {
                read.addAll(TableCurves.points(table, tables, parameters.baseline()));
            } else if (wanted(table) && logged.isEmpty() && TableCurves.isRun(table)) {
                read.add(TableCurves.run(table, tables));
            }
        }
        KlScopes scopes =
                new KlScopes(read.stream().filter(o -> o.curve.size() > 0).toList(), parameters);
        List<One> kept = scopes.kept();
        return new Read(
                kept.stream().map(o -> o.curve.finite().thinned()).toList(),
                scopes.target(),
                scopes.note(),
                scopes.isWorthTelling(),
                scopes.lacking(),
                read.stream()
                        .filter(o -> o.curve.size() == 0)
                        .map(o -> o.curve.run())
                        .toList(),
                kept.stream().filter(One::winRate).count(),
                kept.stream().map(One::table).toList(),
                kept.stream().mapToLong(One::points).sum(),
                kept.stream()
                        .mapToLong(o -> o.nonfinite + o.curve.unconverted())
                        .sum());
    }

    private Optional<One> one(Tables tables, Table table, Progress progress) {
        progress.checkCancelled();
        Optional<SeriesSummary> kl =
                tag(table, parameters.kl(), table.tag(RoleType.KL).or(() -> table.tag(RoleType.BEST_OF)));
        Optional<SeriesSummary> gold = tag(table, parameters.gold(), gold(table));
        if (kl.isEmpty() || gold.isEmpty() || !wanted(table)) {
            return Optional.empty();
        }
        return Optional.of(read(tables, table, kl.get(), gold.get()));
    }

    private boolean wanted(Table table) {
        return parameters.groups().isEmpty()
                || parameters.groups().contains(table.runName().group());
    }

    private static Optional<SeriesSummary> tag(Table table, String name, Optional<SeriesSummary> byRole) {
        return name.isBlank()
                ? byRole
                : table.series().stream().filter(s -> s.tag().equals(name)).findFirst();
    }

    private One read(Tables tables, Table table, SeriesSummary kl, SeriesSummary gold) {
        boolean isN = kl.role().is(RoleType.BEST_OF);
        KlUnit unit = isN
                ? new KlUnit(Scope.SEQUENCE, 1)
                : KlUnit.of(kl.role().is(RoleType.KL) ? kl.role().detail() : "");
        Map<Long, Double> divergence = byStep(tables.series(table, kl.tag()));
        divergence.replaceAll((step, value) -> isN ? TableCurves.klOfBest(value) : value * unit.factor());
        Map<Long, Double> wanted = byStep(tables.series(table, gold.tag()));
        List<Long> steps = new ArrayList<>();
        long points = 0;
        for (Map.Entry<Long, Double> point : wanted.entrySet()) {
            Double at = divergence.get(point.getKey());
            if (at != null) {
                points++;
                if (Double.isFinite(at) && Double.isFinite(point.getValue())) {
                    steps.add(point.getKey());
                }
            }
        }
        Map<String, double[]> components = new LinkedHashMap<>();
        for (SeriesSummary part : table.tags(RoleType.COMPONENT)) {
            components.put(part.role().detail(), at(steps, byStep(tables.series(table, part.tag()))));
        }
        double[] proxy = tag(table, parameters.proxy(), table.tag(RoleType.PROXY))
                .map(p -> at(steps, byStep(tables.series(table, p.tag()))))
                .orElse(new double[0]);
        double[] length = table.tag(RoleType.LENGTH)
                .map(l -> at(steps, byStep(tables.series(table, l.tag()))))
                .orElse(new double[0]);
        double[] kls = at(steps, divergence);
        double[] golds = at(steps, wanted);
        String run = table.run().isEmpty() ? table.name() : table.run();
        GoldCurve curve = new GoldCurve(
                run,
                table.run().isEmpty() ? table.name() : table.runName().group(),
                steps.stream().mapToDouble(Long::doubleValue).toArray(),
                kls,
                golds,
                proxy,
                components,
                atReference(parameters.baseline(), kls, golds, isWinRate(gold)),
                GoldCurve.Along.STEP);
        return new One(table, curve, unit.scope(), length, isWinRate(gold), points, points - steps.size());
    }

    /** Gold at the reference policy, by the user's choice or by what the first point says. */
    static double atReference(
            OveroptimizationParameters.Baseline baseline, double[] kl, double[] gold, boolean winRate) {
        return switch (baseline) {
            case ZERO -> 0;
            case HALF -> EVEN;
            case FIRST -> gold.length == 0 ? 0 : gold[0];
            case AUTO -> GoldCurve.startsAtReference(kl) ? gold[0] : winRate ? EVEN : 0;
        };
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
}
