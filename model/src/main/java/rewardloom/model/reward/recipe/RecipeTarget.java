package rewardloom.model.reward.recipe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.formula.Expression;
import rewardloom.model.formula.FormulaException;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * What a formula will be applied to.
 *
 * @param kind kind of table
 * @param columns what the formula may name there, components first
 */
public record RecipeTarget(Kind kind, List<Offer> columns) {

    public RecipeTarget {
        columns = List.copyOf(columns);
    }

    /**
     * A column to name.
     *
     * @param name as a formula names it
     * @param note what it is
     */
    public record Offer(String name, String note) {}

    /**
     * Finds it out from names alone, without reading rows.
     *
     * @param settings the texts of a recipe's parameters
     * @return nothing if the study has no table to apply it to
     */
    public static Optional<RecipeTarget> of(Tables tables, Map<String, String> settings) {
        RecipeParameters parameters =
                new Parameters<>(RecipeParameters.DEFAULTS).with(RecipeParameters.DEFAULTS, settings);
        Set<String> named = named(tables, parameters);
        Table best = null;
        for (Kind kind : Applied.kinds(parameters)) {
            for (Table table : tables.list(kind)) {
                if (!Applied.isWanted(table, parameters)) {
                    continue;
                }
                if (Applied.aliases(table).keySet().containsAll(named)) {
                    if (!named.isEmpty() || !table.tags(RoleType.COMPONENT).isEmpty()) {
                        return Optional.of(of(table));
                    }
                }
                best = best == null ? table : best;
            }
        }
        return Optional.ofNullable(best).map(RecipeTarget::of);
    }

    private static Set<String> named(Tables tables, RecipeParameters parameters) {
        Set<String> named = new HashSet<>();
        try {
            Applied.formula(parameters, tables)
                    .map(f -> tables.formulas().parse(f))
                    .map(Expression::columns)
                    .ifPresent(names -> names.forEach(n -> named.add(n.toLowerCase(Locale.ROOT))));
        } catch (FormulaException e) {
            // Half-typed: whatever the study has can be named.
            named.clear();
        }
        return named;
    }

    private static RecipeTarget of(Table table) {
        Map<String, Offer> offers = new LinkedHashMap<>();
        List<SeriesSummary> series = new ArrayList<>(table.series());
        series.sort(Comparator.comparing(s -> !s.role().is(RoleType.COMPONENT)));
        for (SeriesSummary s : series) {
            boolean isComponent =
                    s.role().is(RoleType.COMPONENT) && !s.role().detail().isEmpty();
            String name = isComponent ? s.role().detail() : s.tag();
            String note = s.role().is(RoleType.NONE) ? "" : s.role().type().id();
            offers.putIfAbsent(name, new Offer(name, note));
        }
        return new RecipeTarget(table.kind(), List.copyOf(offers.values()));
    }
}
