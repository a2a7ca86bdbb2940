package rewardloom.model.reward.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.input.Rows;
import rewardloom.model.input.Search;
import rewardloom.model.input.Wish;
import rewardloom.model.progress.Progress;
import rewardloom.model.reward.PromptGroups;
import rewardloom.model.reward.RewardReader;
import rewardloom.model.reward.RewardRows;
import rewardloom.model.reward.RewardUnits;
import rewardloom.model.reward.attribution.AttributionParameters.Players;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * Who plays, and on what.
 *
 * @param inputs the tables
 * @param kind components, models or coalitions
 * @param players names of the players
 * @param columns each player's number in each complete row; empty for coalitions
 * @param total total reward of each row, empty if there is none
 * @param gold gold reward or correctness of each row, empty if there is none
 * @param goldName what that is called
 * @param groups rows that answer the same prompt
 * @param units what runs are compared by; empty unless the players are components
 * @param values value of each coalition; empty unless they were given
 */
public record Field(
        List<Table> inputs,
        Players kind,
        List<String> players,
        double[][] columns,
        double[] total,
        double[] gold,
        String goldName,
        List<int[]> groups,
        List<RewardUnits> units,
        double[] values) {

    private static final Search COALITIONS = new Search(
            List.of(Kind.SCORES),
            "",
            List.of(),
            List.of(
                    Wish.text("coalition", "the members of each coalition").named("coalition|members|subset"),
                    Wish.number("value", "what the coalition achieves").named("value|v|payoff|win_?rate|score")));

    static boolean accepts(AttributionParameters parameters, Tables tables) {
        boolean coalitions = coalitions(parameters).finds(tables);
        boolean models = tables.list().stream().anyMatch(t -> isOfModels(t, parameters));
        boolean components = RewardReader.accepts(tables, parameters.choice());
        return switch (parameters.players()) {
            case AUTO -> coalitions || models || components;
            case COALITIONS -> coalitions;
            case MODELS -> models;
            case COMPONENTS -> components;
        };
    }

    private static Search coalitions(AttributionParameters parameters) {
        return new Search(COALITIONS.kinds(), parameters.table(), parameters.runs(), COALITIONS.wishes());
    }

    private static boolean isOfModels(Table table, AttributionParameters parameters) {
        return (table.kind() == Kind.RESPONSES || table.kind() == Kind.SCORES)
                && (parameters.table().isBlank() || parameters.table().equals(table.name()))
                && table.columns(RoleType.SCORE).size() > 1
                && (table.column(RoleType.GOLD).isPresent()
                        || table.column(RoleType.CORRECT).isPresent());
    }

    static Field read(AttributionParameters parameters, Tables tables, Progress progress) {
        Players players = parameters.players();
        if (players == Players.AUTO) {
            players = coalitions(parameters).finds(tables)
                    ? Players.COALITIONS
                    : tables.list().stream().anyMatch(t -> isOfModels(t, parameters))
                            ? Players.MODELS
                            : Players.COMPONENTS;
        }
        return switch (players) {
            case COALITIONS -> given(tables, coalitions(parameters).in(tables).getFirst());
            case MODELS -> models(parameters, tables, progress);
            default -> components(parameters, tables, progress);
        };
    }

    /** Coalitions as texts of names with + , ; | or blanks between them; the empty text for nobody. */
    private static Field given(Tables tables, Search.Match match) {
        Rows rows = Rows.read(tables, match);
        List<List<String>> members = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            members.add(Arrays.stream(rows.texts("coalition").text(i).split("[+,;| ]+"))
                    .filter(n -> !n.isBlank() && !n.matches("(?i)none|empty|∅|\\{}"))
                    .toList());
        }
        List<String> names = members.stream().flatMap(List::stream).distinct().toList();
        if (names.size() > Shapley.MOST_EXACT) {
            throw new AnalysisException("'" + match.table().name() + "' has " + names.size()
                    + " players; a table of all coalitions is for at most " + Shapley.MOST_EXACT);
        }
        double[] values = new double[1 << names.size()];
        Arrays.fill(values, Double.NaN);
        for (int i = 0; i < rows.size(); i++) {
            int mask =
                    members.get(i).stream().mapToInt(n -> 1 << names.indexOf(n)).reduce(0, (a, b) -> a | b);
            values[mask] = rows.numbers("value")[i];
        }
        if (Double.isNaN(values[0])) {
            values[0] = 0;
        }
        for (int mask = 0; mask < values.length; mask++) {
            if (Double.isNaN(values[mask])) {
                int missing = mask;
                throw new AnalysisException("'" + match.table().name() + "' has no value for the coalition "
                        + String.join(
                                "+",
                                IntStream.range(0, names.size())
                                        .filter(k -> (missing >> k & 1) != 0)
                                        .mapToObj(names::get)
                                        .toList())
                        + "; each of the " + values.length + " coalitions needs one");
            }
        }
        return new Field(
                List.of(match.table()),
                Players.COALITIONS,
                names,
                new double[0][],
                new double[0],
                new double[0],
                match.names().getOrDefault("value", "value"),
                List.of(),
                List.of(),
                values);
    }

    private static Field models(AttributionParameters parameters, Tables tables, Progress progress) {
        List<Table> all =
                tables.list().stream().filter(t -> isOfModels(t, parameters)).toList();
        if (all.isEmpty()) {
            throw new AnalysisException("no table of responses or scores has several scores and gold");
        }
        List<String> names = names(all.getFirst());
        List<Table> alike = all.stream().filter(t -> names(t).equals(names)).toList();
        List<Part> parts = new ArrayList<>();
        for (Table table : alike) {
            progress.checkCancelled();
            progress.update("reading " + table.name(), 0.8 * parts.size() / alike.size());
            List<String> columns =
                    table.columns(RoleType.SCORE).stream().map(Column::name).toList();
            Columns read = tables.columns(table, columns);
            Map<String, double[]> byName = new LinkedHashMap<>();
            columns.forEach(c -> byName.put(c, read.doubles(c)));
            parts.add(new Part(List.copyOf(byName.values()), new double[0], PromptGroups.of(tables, table)));
        }
        return joined(alike, Players.MODELS, names, parts, List.of());
    }

    private static List<String> names(Table table) {
        return table.columns(RoleType.SCORE).stream()
                .map(c -> c.role().detail().isEmpty() ? c.name() : c.role().detail())
                .toList();
    }

    private static Field components(AttributionParameters parameters, Tables tables, Progress progress) {
        RewardReader reader = new RewardReader(tables, parameters.choice(), 0);
        List<Table> inputs = reader.inputs().stream()
                .filter(t -> parameters.table().isBlank() || parameters.table().equals(t.name()))
                .toList();
        if (inputs.isEmpty()) {
            throw new AnalysisException("table '" + parameters.table() + "' has no components");
        }
        Map<String, RewardUnits> byRun = new LinkedHashMap<>();
        List<RewardRows> read = new ArrayList<>();
        List<PromptGroups> prompts = new ArrayList<>();
        for (Table table : inputs) {
            progress.checkCancelled();
            progress.update("reading " + table.name(), 0.8 * read.size() / inputs.size());
            RewardRows rows = reader.read(table);
            PromptGroups groups = PromptGroups.of(tables, table);
            byRun.merge(rows.run().name(), RewardUnits.of(rows, groups), RewardUnits::then);
            read.add(rows);
            prompts.add(groups);
        }
        List<String> names = read.stream()
                .flatMap(r -> r.trace().parts().keySet().stream())
                .distinct()
                .toList();
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < read.size(); i++) {
            RewardRows rows = read.get(i);
            List<double[]> columns = names.stream()
                    .map(n -> rows.trace()
                            .parts()
                            .getOrDefault(n, new double[rows.trace().size()]))
                    .toList();
            parts.add(new Part(columns, rows.trace().total(), prompts.get(i)));
        }
        return joined(inputs, Players.COMPONENTS, names, parts, List.copyOf(byRun.values()));
    }

    /** One table's share. */
    private record Part(List<double[]> columns, double[] total, PromptGroups prompts) {
        int size() {
            return columns.getFirst().length;
        }
    }

    private static Field joined(
            List<Table> inputs, Players kind, List<String> names, List<Part> parts, List<RewardUnits> units) {
        PromptGroups prompts = PromptGroups.NONE;
        int offset = 0;
        for (Part part : parts) {
            prompts = offset == 0 ? part.prompts : prompts.then(part.prompts, offset);
            offset += part.size();
        }
        double[][] columns = new double[names.size()][];
        for (int k = 0; k < columns.length; k++) {
            int at = k;
            columns[k] = parts.size() == 1
                    ? parts.getFirst().columns.get(k)
                    : parts.stream()
                            .flatMapToDouble(p -> Arrays.stream(p.columns.get(at)))
                            .toArray();
        }
        double[] total =
                parts.stream().flatMapToDouble(p -> DoubleStream.of(p.total)).toArray();
        return new Field(
                inputs,
                kind,
                names,
                columns,
                total,
                prompts.gold(),
                prompts.goldName(),
                prompts.rows().stream()
                        .map(g -> complete(columns, g))
                        .filter(g -> g.length > 1)
                        .toList(),
                units,
                new double[0]);
    }

    private static int[] complete(double[][] columns, int[] rows) {
        return Arrays.stream(rows)
                .filter(r -> Arrays.stream(columns).allMatch(c -> Double.isFinite(c[r])))
                .toArray();
    }

    boolean hasWinners() {
        return !groups.isEmpty() && gold.length > 0;
    }
}
