package rewardloom.model.reward.recipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.formula.FormulaException;
import rewardloom.model.formula.SqlWriter;
import rewardloom.model.input.Rows;
import rewardloom.model.input.Search;
import rewardloom.model.progress.Progress;
import rewardloom.model.reward.PromptGroups;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Formulas;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * A formula applied to one table.
 *
 * @param table the table
 * @param values the formula's number in each row
 * @param logged what it is compared with in each row; empty if there is nothing
 * @param loggedName what that is called
 * @param x place of each row: step, episode or number
 * @param xLabel what x is
 * @param episode number of the episode of each row for steps; else empty
 * @param prompts rows that answer the same prompt
 */
record Applied(
        Table table,
        double[] values,
        double[] logged,
        String loggedName,
        double[] x,
        String xLabel,
        double[] episode,
        PromptGroups prompts) {

    /** Everything a formula is applied to. */
    record All(String formula, List<Applied> tables) {}

    private static final List<RoleType> TOTALS =
            List.of(RoleType.REWARD, RoleType.RETURN, RoleType.PROXY, RoleType.GOLD);

    /** The formula that is asked for, or one to begin with. */
    static Optional<String> formula(RecipeParameters parameters, Tables tables) {
        if (!parameters.formula().isBlank()) {
            return Optional.of(parameters.formula().strip());
        }
        Formulas formulas = tables.formulas();
        if (!parameters.recipe().isBlank()) {
            return Optional.of(formulas.saved(parameters.recipe().strip())
                    .orElseThrow(() -> new AnalysisException("there is no recipe called '" + parameters.recipe()
                            + "'; there are " + String.join(", ", names(formulas)))));
        }
        return names(formulas).stream().findFirst().flatMap(formulas::saved).or(() -> sum(tables, parameters));
    }

    static List<String> names(Formulas formulas) {
        return Arrays.stream(Kind.values())
                .flatMap(k -> formulas.saved(k).stream())
                .toList();
    }

    private static Optional<String> sum(Tables tables, RecipeParameters parameters) {
        return kinds(parameters).stream()
                .flatMap(k -> tables.list(k).stream())
                .filter(t ->
                        isWanted(t, parameters) && !t.tags(RoleType.COMPONENT).isEmpty())
                .findFirst()
                .map(t -> String.join(
                        " + ",
                        t.tags(RoleType.COMPONENT).stream()
                                .map(s -> SqlWriter.name(
                                        s.role().detail().isEmpty()
                                                ? s.tag()
                                                : s.role().detail()))
                                .toList()));
    }

    static List<Kind> kinds(RecipeParameters parameters) {
        return parameters.source() == RecipeParameters.Source.AUTO
                ? Arrays.stream(RecipeParameters.Source.values())
                        .skip(1)
                        .map(s -> Kind.valueOf(s.name()))
                        .toList()
                : List.of(Kind.valueOf(parameters.source().name()));
    }

    static boolean isWanted(Table table, RecipeParameters parameters) {
        return table.rows() > 0
                && (parameters.table().isBlank() || table.name().equals(parameters.table()))
                && (parameters.runs().isEmpty()
                        || parameters.runs().contains(RunColors.runOf(table).name())
                        || parameters.runs().contains(RunColors.runOf(table).group()));
    }

    /**
     * Applies the formula to every table of the first kind of which one has its columns.
     *
     * @throws AnalysisException if none has; the message says what is wrong with the first
     */
    static All of(RecipeParameters parameters, Tables tables, Progress progress) {
        String formula = formula(parameters, tables)
                .orElseThrow(() -> new AnalysisException("give a formula, such as 0.3 * approach + 0.2 * alignment"));
        String first = "";
        for (Kind kind : kinds(parameters)) {
            List<Applied> applied = new ArrayList<>();
            for (Table table : tables.list(kind)) {
                if (isWanted(table, parameters)) {
                    progress.checkCancelled();
                    progress.update("applying it to " + table.name(), 0.3);
                    try {
                        applied.add(of(table, formula, parameters, tables));
                    } catch (FormulaException e) {
                        first = first.isEmpty() ? reason(e, formula) + " (in " + table.name() + ")" : first;
                    }
                }
            }
            if (!applied.isEmpty()) {
                return new All(formula, applied);
            }
        }
        throw new AnalysisException(first.isEmpty() ? "there is no table that a formula could be applied to" : first);
    }

    /** Why the formula fails, without the formula: there is but one. */
    private static String reason(FormulaException e, String formula) {
        String message = String.valueOf(e.getMessage());
        String named = "The formula '" + formula + "' fails: ";
        return message.startsWith(named) ? message.substring(named.length()) : message;
    }

    private static Applied of(Table table, String formula, RecipeParameters parameters, Tables tables) {
        if (table.kind() == Kind.METRICS) {
            return metrics(table, formula, parameters, tables);
        }
        double[] values = tables.formulas().evaluate(table, formula);
        Optional<String> total = total(table, parameters);
        Optional<Column> episode = table.kind() == Kind.STEPS ? table.column(RoleType.EPISODE) : Optional.empty();
        Optional<Column> place = table.kind() == Kind.STEPS
                ? Optional.empty()
                : table.column(RoleType.STEP).or(() -> table.column(RoleType.EPISODE));
        List<String> names = Stream.of(total, episode.map(Column::name), place.map(Column::name))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        Columns columns = tables.columns(table, names);
        double[] rows = new double[values.length];
        Arrays.setAll(rows, i -> i);
        return new Applied(
                table,
                values,
                total.map(columns::doubles).orElse(new double[0]),
                total.orElse(""),
                place.map(c -> columns.doubles(c.name())).orElse(rows),
                place.map(c -> c.role().is(RoleType.STEP) ? "step" : "episode").orElse("row"),
                episode.map(c -> columns.doubles(c.name())).orElse(new double[0]),
                PromptGroups.of(tables, table));
    }

    private static Optional<String> total(Table table, RecipeParameters parameters) {
        if (!parameters.compare().isBlank()) {
            return table.series().stream()
                    .map(SeriesSummary::tag)
                    .filter(t -> t.equals(parameters.compare()))
                    .findFirst();
        }
        return TOTALS.stream()
                .flatMap(r -> table.tags(r).stream())
                .map(SeriesSummary::tag)
                .findFirst();
    }

    /** Over the tags of a run, joined by step, each also by the name of the component it logs. */
    private static Applied metrics(Table table, String formula, RecipeParameters parameters, Tables tables) {
        Map<String, String> aliases = aliases(table);
        Map<String, String> names = new LinkedHashMap<>();
        tables.formulas().parse(formula).columns().forEach(column -> {
            String tag = aliases.getOrDefault(column.toLowerCase(Locale.ROOT), column);
            if (table.series().stream().noneMatch(s -> s.tag().equals(tag))) {
                throw new FormulaException("nothing called '" + column + "' was logged; there are "
                        + String.join(
                                ", ",
                                table.series().stream()
                                        .map(SeriesSummary::tag)
                                        .limit(12)
                                        .toList()));
            }
            names.put(column, tag);
        });
        Optional<String> total = total(table, parameters);
        total.ifPresent(t -> names.putIfAbsent(" total", t));
        if (names.isEmpty()) {
            throw new FormulaException("the formula names nothing that was logged");
        }
        Rows rows = Rows.read(tables, new Search.Match(table, names));
        Map<String, double[]> columns = new LinkedHashMap<>();
        names.keySet().stream().filter(n -> !n.equals(" total")).forEach(n -> columns.put(n, rows.numbers(n)));
        return new Applied(
                table,
                tables.formulas().evaluate(columns, formula),
                total.map(t -> rows.numbers(" total")).orElse(new double[0]),
                total.orElse(""),
                rows.numbers(Rows.STEP),
                "step",
                new double[0],
                PromptGroups.NONE);
    }

    /** The columns of a table by the second names that formulas may use, in lower case. */
    static Map<String, String> aliases(Table table) {
        Map<String, String> aliases = new HashMap<>();
        if (table.kind() == Kind.METRICS) {
            for (SeriesSummary s : table.series()) {
                if (!s.role().detail().isEmpty()) {
                    aliases.putIfAbsent(s.role().detail().toLowerCase(Locale.ROOT), s.tag());
                }
            }
            table.series().forEach(s -> aliases.put(s.tag().toLowerCase(Locale.ROOT), s.tag()));
            return aliases;
        }
        for (Column column : table.columns()) {
            if (!column.role().is(RoleType.NONE)) {
                String detail = column.role().detail();
                String second = detail.isEmpty() || column.role().is(RoleType.KL)
                        ? column.role().type().id()
                        : detail;
                aliases.putIfAbsent(second.toLowerCase(Locale.ROOT), column.name());
            }
        }
        table.columns().forEach(c -> aliases.put(c.name().toLowerCase(Locale.ROOT), c.name()));
        return aliases;
    }

    boolean hasLogged() {
        return logged.length > 0;
    }

    /** Sums over episodes of values and what was logged, for steps; the rows themselves for others. */
    double[][] returns() {
        if (episode.length == 0) {
            return new double[][] {values, logged};
        }
        List<double[]> sums = new ArrayList<>();
        double before = Double.NaN;
        for (int i = 0; i < values.length; i++) {
            if (sums.isEmpty() || episode[i] != before) {
                sums.add(new double[2]);
                before = episode[i];
            }
            sums.getLast()[0] += values[i];
            sums.getLast()[1] += hasLogged() ? logged[i] : 0;
        }
        return new double[][] {
            sums.stream().mapToDouble(s -> s[0]).toArray(),
            hasLogged() ? sums.stream().mapToDouble(s -> s[1]).toArray() : new double[0]
        };
    }

    long nonfinite() {
        return Arrays.stream(values).filter(v -> !Double.isFinite(v)).count();
    }
}
