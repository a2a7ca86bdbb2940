package rewardloom.model.preference.choice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Implied weights and contradictions as tables; a cell without a number is empty. */
final class WeightTables {
    private final WeightParameters parameters;
    private final List<List<@Nullable Object>> weights = new ArrayList<>();
    private final List<List<@Nullable Object>> models = new ArrayList<>();
    private final List<List<@Nullable Object>> contradictions = new ArrayList<>();

    WeightTables(WeightParameters parameters) {
        this.parameters = parameters;
    }

    void add(Tables tables, ImpliedFit fit, List<Contradiction> against) {
        String table = fit.labels().table().name();
        double z = new NormalDistribution().inverseCumulativeProbability((1 + parameters.level()) / 2);
        for (int i = 0; i < fit.used().length; i++) {
            double weight = fit.free().weights()[i];
            double error = fit.free().standardError(i);
            double relative = fit.follows() ? weight / fit.scale() : Double.NaN;
            double half = z * error / fit.scale();
            weights.add(Arrays.asList(
                    table,
                    fit.name(i),
                    fit.declared()[fit.used()[i]],
                    weight,
                    number(error),
                    number(fit.free().robustError(i)),
                    number(relative),
                    number(fit.follows() ? relative - half : Double.NaN),
                    number(fit.follows() ? relative + half : Double.NaN),
                    weight * fit.spread(i),
                    number(ItemScores.twoSided(weight / error))));
        }
        models.add(Arrays.asList(
                table,
                fit.labels().rows().size(),
                fit.scale(),
                number(fit.scaled().standardError(0)),
                fit.scaled().logLikelihood(),
                fit.free().logLikelihood(),
                fit.prior() ? null : fit.likelihoodRatio(),
                fit.degreesOfFreedom(),
                number(fit.p()),
                number(fit.heldOut()[1]),
                number(fit.heldOut()[0]),
                share(fit, fit::declaredDifference),
                share(fit, fit::impliedDifference),
                fit.side() ? number(fit.free().weights()[fit.used().length]) : null,
                fit.side() ? number(fit.free().standardError(fit.used().length)) : null));
        addContradictions(tables, fit, against);
    }

    /** Share of the decisive labels that a reward agrees with; a difference of 0 agrees with none. */
    static @Nullable Double share(ImpliedFit fit, java.util.function.ToDoubleFunction<ComponentLabels.Row> difference) {
        int decisive = 0;
        int right = 0;
        for (ComponentLabels.Row row : fit.labels().rows()) {
            if (row.outcome() != Outcome.TIE) {
                decisive++;
                double d = difference.applyAsDouble(row);
                right += row.outcome() == Outcome.FIRST ? (d > 0 ? 1 : 0) : d < 0 ? 1 : 0;
            }
        }
        return decisive == 0 ? null : right / (double) decisive;
    }

    private void addContradictions(Tables tables, ImpliedFit fit, List<Contradiction> against) {
        Table table = fit.labels().table();
        List<String> wanted = new ArrayList<>();
        Optional<Column> first = item(table, RoleType.FIRST);
        Optional<Column> second = item(table, RoleType.SECOND);
        first.ifPresent(c -> wanted.add(c.name()));
        second.ifPresent(c -> wanted.add(c.name()));
        @Nullable Columns names = wanted.isEmpty() ? null : tables.columns(table, wanted);
        against.stream()
                .limit(parameters.contradictions())
                .forEach(c -> contradictions.add(Arrays.asList(
                        table.name(),
                        c.row().row(),
                        c.row().annotator(),
                        c.row().outcome() == Outcome.FIRST ? "first" : "second",
                        c.difference(),
                        c.probability(),
                        c.component(),
                        name(names, first, c.row().row()),
                        name(names, second, c.row().row()))));
    }

    private static Optional<Column> item(Table table, RoleType side) {
        return table.columns(side).stream()
                .filter(c -> c.role().equals(Role.of(side, "item")))
                .findFirst();
    }

    private static @Nullable String name(@Nullable Columns names, Optional<Column> column, int row) {
        return names == null || column.isEmpty()
                ? null
                : names.get(column.get().name()).text(row);
    }

    private static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }

    List<ResultTable> tables() {
        return List.of(
                new ResultTable(
                        "weights",
                        "Weights that the labels imply; relative to the declared reward, 1 is as declared",
                        List.of(
                                "table",
                                "component",
                                "declared",
                                "weight",
                                "se",
                                "robust_se",
                                "relative",
                                "low",
                                "high",
                                "effect",
                                "p"),
                        weights),
                new ResultTable(
                        "models",
                        "The declared reward at its best scale against free weights",
                        List.of(
                                "table",
                                "labels",
                                "scale",
                                "scale_se",
                                "declared_log_likelihood",
                                "implied_log_likelihood",
                                "likelihood_ratio",
                                "df",
                                "p",
                                "declared_held_out",
                                "implied_held_out",
                                "declared_accuracy",
                                "implied_accuracy",
                                "side",
                                "side_se"),
                        models),
                new ResultTable(
                        "contradictions",
                        "Labels for the item with less of the declared reward, the largest difference first",
                        List.of(
                                "table",
                                "row",
                                "annotator",
                                "answer",
                                "declared_difference",
                                "probability",
                                "component",
                                "first",
                                "second"),
                        contradictions));
    }
}
