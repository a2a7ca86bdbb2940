package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rewardloom.model.overoptimization.GoldCurveReader.One;
import rewardloom.model.overoptimization.KlUnit.Scope;
import rewardloom.model.rollout.ResponseReader;
import rewardloom.model.rollout.Responses;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.RunName;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/**
 * Gold curves from tables that are no training logs: rows of (n or KL, proxy, gold), as results of best of n are published, and
 * responses that a run wrote at several steps, averaged at each of them.
 */
final class TableCurves {
    private static final int MOST_ROWS_OF_A_NOTE = 2;

    private TableCurves() {}

    /** Whether each row is a point: an n or a divergence, and gold or a win rate, and no prompt. */
    static boolean isPoints(Table table) {
        return (table.kind() == Kind.SCORES || table.kind() == Kind.RESPONSES)
                && (numeric(table, RoleType.KL).isPresent()
                        || numeric(table, RoleType.BEST_OF).isPresent())
                && gold(table).isPresent()
                && table.column(RoleType.PROMPT_ID).isEmpty()
                && table.column(RoleType.PROMPT).isEmpty();
    }

    /** Whether the rows are responses of one run at several steps, with gold and divergence. */
    static boolean isRun(Table table) {
        return ResponseReader.acceptsGold(table)
                && !ResponseReader.isOnePolicy(table)
                && numeric(table, RoleType.KL).isPresent();
    }

    private static Optional<Column> numeric(Table table, RoleType role) {
        return table.columns(role).stream().filter(c -> c.type().isNumeric()).findFirst();
    }

    private static Optional<Column> gold(Table table) {
        return numeric(table, RoleType.GOLD)
                .or(() -> table.columns(RoleType.SUCCESS).stream()
                        .filter(c -> c.type().isNumeric() && isWinRate(c))
                        .findFirst());
    }

    private static boolean isWinRate(Column column) {
        return column.role().is(RoleType.SUCCESS) && column.role().detail().equals("win-rate");
    }

    /** Divergence of the best of a logged n; NaN unless that is a whole number from 1 on. */
    static double klOfBest(double n) {
        return n >= 1 && n == Math.rint(n) ? BestOfN.kl((long) n) : Double.NaN;
    }

    /** What the points of a table are read from. */
    private record Points(
            Table table, Columns columns, Column distance, boolean isN, Column gold, Optional<Column> proxy) {}

    /** One curve for each combination of texts, such as the rule, the algorithm or the reward model of a row. */
    static List<One> points(Table table, Tables tables, OveroptimizationParameters.Baseline baseline) {
        Optional<Column> n = numeric(table, RoleType.BEST_OF);
        Column distance = n.or(() -> numeric(table, RoleType.KL)).orElseThrow();
        Column gold = gold(table).orElseThrow();
        Optional<Column> proxy = numeric(table, RoleType.PROXY);
        List<Column> texts = table.columns().stream()
                .filter(c -> c.type() == ColumnType.TEXT)
                .toList();
        List<String> names = new ArrayList<>(List.of(distance.name(), gold.name()));
        proxy.ifPresent(p -> names.add(p.name()));
        texts.forEach(t -> names.add(t.name()));
        Columns columns = tables.columns(table, names.stream().distinct().toList());
        Points points = new Points(table, columns, distance, n.isPresent(), gold, proxy);
        Map<String, List<Integer>> byName = new LinkedHashMap<>();
        List<Values> telling = texts.stream()
                .map(t -> columns.get(t.name()))
                .filter(TableCurves::tells)
                .toList();
        for (int row = 0; row < columns.rows(); row++) {
            int at = row;
            String name = telling.stream()
                    .map(t -> t.text(at))
                    .filter(t -> !t.isBlank())
                    .collect(Collectors.joining("/"));
            byName.computeIfAbsent(name, k -> new ArrayList<>()).add(row);
        }
        List<One> all = new ArrayList<>();
        byName.forEach((name, rows) -> all.add(curve(points, name, rows, baseline)));
        return all;
    }

    /** Whether a column of texts tells curves apart: a text that stands in one or two rows only is a note on them. */
    private static boolean tells(Values texts) {
        long distinct = IntStream.range(0, texts.size())
                .mapToObj(texts::text)
                .distinct()
                .count();
        return MOST_ROWS_OF_A_NOTE * distinct < texts.size();
    }

    private static One curve(
            Points points, String name, List<Integer> rows, OveroptimizationParameters.Baseline baseline) {
        KlUnit unit = points.isN
                ? new KlUnit(Scope.SEQUENCE, 1)
                : KlUnit.of(points.distance.role().detail());
        double[] raw = points.columns.doubles(points.distance.name());
        double[] gold = points.columns.doubles(points.gold.name());
        Optional<double[]> proxy = points.proxy.map(p -> points.columns.doubles(p.name()));
        // Rows of several seeds at one n are one point; divergences are hardly ever the same twice.
        TreeMap<Double, List<Integer>> places = new TreeMap<>();
        int finite = 0;
        for (int row : rows) {
            double kl = points.isN ? klOfBest(raw[row]) : raw[row] * unit.factor();
            if (Double.isFinite(kl) && Double.isFinite(gold[row])) {
                places.computeIfAbsent(points.isN ? raw[row] : kl, k -> new ArrayList<>())
                        .add(row);
                finite++;
            }
        }
        double[] at = places.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        double[] kl = points.isN ? Arrays.stream(at).map(TableCurves::klOfBest).toArray() : at;
        double[] golds = means(places.values(), gold);
        String base = points.table.run().isEmpty() ? points.table.name() : points.table.run();
        String run = name.isEmpty() ? base : base + "/" + name;
        boolean winRate = isWinRate(points.gold);
        GoldCurve curve = new GoldCurve(
                run,
                RunName.parse(run).group(),
                points.isN ? at : IntStream.range(0, at.length).asDoubleStream().toArray(),
                kl,
                golds,
                proxy.map(p -> means(places.values(), p)).orElse(new double[0]),
                Map.of(),
                GoldCurveReader.atReference(baseline, kl, golds, winRate),
                points.isN ? GoldCurve.Along.N : GoldCurve.Along.KL);
        return new One(points.table, curve, unit.scope(), new double[0], winRate, rows.size(), rows.size() - finite);
    }

    private static double[] means(Collection<List<Integer>> places, double[] values) {
        return places.stream()
                .mapToDouble(rows ->
                        rows.stream().mapToDouble(r -> values[r]).average().orElse(Double.NaN))
                .toArray();
    }

    static One run(Table table, Tables tables) {
        Responses all = ResponseReader.read(table, tables);
        double[] steps = all.distinctSteps();
        double[] kl = new double[steps.length];
        double[] gold = new double[steps.length];
        double[] proxy = new double[steps.length];
        double[] length = new double[all.length().length == 0 ? 0 : steps.length];
        Map<String, double[]> components = new LinkedHashMap<>();
        all.components().keySet().forEach(name -> components.put(name, new double[steps.length]));
        for (int s = 0; s < steps.length; s++) {
            Responses rows = all.at(steps[s]);
            kl[s] = mean(rows.kl());
            gold[s] = mean(rows.gold());
            proxy[s] = mean(rows.meanScore());
            if (length.length > 0) {
                length[s] = mean(rows.length());
            }
            int at = s;
            rows.components().forEach((name, values) -> {
                double[] column = components.get(name);
                if (column != null) {
                    column[at] = mean(values);
                }
            });
        }
        KlUnit unit = KlUnit.of(numeric(table, RoleType.KL).orElseThrow().role().detail());
        double[] nats = Arrays.stream(kl).map(k -> k * unit.factor()).toArray();
        GoldCurve curve = new GoldCurve(all.run(), all.group(), steps, nats, gold, proxy, components);
        return new One(table, curve, unit.scope(), length, false, all.rows() + all.dropped(), all.dropped());
    }

    private static double mean(double[] values) {
        return GoldCurve.mean(values, 0, values.length);
    }
}
