package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import rewardloom.model.overoptimization.GoldCurveReader.One;
import rewardloom.model.overoptimization.KlUnit.Scope;
import rewardloom.model.rollout.ResponseReader;
import rewardloom.model.rollout.Responses;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * Gold curves from tables that are no training logs: rows of (n or KL, proxy, gold), as results of best of n are published, and
 * responses that a run wrote at several steps, averaged at each of them.
 */
final class TableCurves {
    private TableCurves() {}

    /** Whether each row is a point: an n or a divergence, and gold, and no prompt. */
    static boolean isPoints(Table table) {
        return (table.kind() == Kind.SCORES || table.kind() == Kind.RESPONSES)
                && (numeric(table, RoleType.KL).isPresent()
                        || numeric(table, RoleType.BEST_OF).isPresent())
                && numeric(table, RoleType.GOLD).isPresent()
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

    static One points(Table table, Tables tables) {
        Optional<Column> n = numeric(table, RoleType.BEST_OF);
        Column distance = n.or(() -> numeric(table, RoleType.KL)).orElseThrow();
        Column gold = numeric(table, RoleType.GOLD).orElseThrow();
        Optional<Column> proxy = numeric(table, RoleType.PROXY);
        List<String> names = new ArrayList<>(List.of(distance.name(), gold.name()));
        proxy.ifPresent(p -> names.add(p.name()));
        Columns columns = tables.columns(table, names);
        KlUnit unit = n.isPresent()
                ? new KlUnit(Scope.SEQUENCE, 1)
                : KlUnit.of(distance.role().detail());
        double[] raw = columns.doubles(distance.name());
        double[] golds = columns.doubles(gold.name());
        double[] kls = Arrays.stream(raw)
                .map(v -> n.isPresent() ? BestOfN.kl(Math.round(v)) : v * unit.factor())
                .toArray();
        int[] rows = IntStream.range(0, columns.rows())
                .filter(i -> Double.isFinite(kls[i]) && Double.isFinite(golds[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> kls[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        GoldCurve curve = new GoldCurve(
                table.run().isEmpty() ? table.name() : table.run(),
                table.run().isEmpty() ? table.name() : table.runName().group(),
                IntStream.range(0, rows.length).asDoubleStream().toArray(),
                pick(kls, rows),
                pick(golds, rows),
                proxy.map(p -> pick(columns.doubles(p.name()), rows)).orElse(new double[0]),
                Map.of());
        return new One(
                table, curve, unit.scope(), new double[0], false, columns.rows(), columns.rows() - (long) rows.length);
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
        Column column = numeric(table, RoleType.KL).orElseThrow();
        GoldCurve curve = new GoldCurve(all.run(), all.group(), steps, kl, gold, proxy, components);
        return new One(
                table,
                curve,
                KlUnit.of(column.role().detail()).scope(),
                length,
                false,
                all.rows() + all.dropped(),
                all.dropped());
    }

    private static double mean(double[] values) {
        return GoldCurve.mean(values, 0, values.length);
    }

    private static double[] pick(double[] values, int[] rows) {
        return IntStream.of(rows).mapToDouble(i -> values[i]).toArray();
    }
}
