package rewardloom.model.reward.hierarchy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.reward.ComponentChoice;
import rewardloom.model.reward.PromptGroups;
import rewardloom.model.reward.RewardReader;
import rewardloom.model.reward.RewardRows;
import rewardloom.model.reward.RewardTrace;
import rewardloom.model.reward.SuccessNames;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * Things with factors, to be compared: episodes, responses, items, or the two sides of given pairs.
 *
 * @param inputs the tables
 * @param names the factors, most important first
 * @param factors {@code [factor][row]}, more being better
 * @param runs the runs
 * @param runOf run of each row
 * @param groups rows that are compared with one another
 * @param given pairs that were given; empty to compare within groups
 * @param compared other ways to order them: total, gold, labels
 */
record FactorRows(
        List<Table> inputs,
        List<String> names,
        double[][] factors,
        List<String> runs,
        int[] runOf,
        List<int[]> groups,
        List<int[]> given,
        Map<String, double[]> compared) {

    private static final Pattern SIDE = Pattern.compile("(.+?)[ _./](a|b|0|1|2|chosen|rejected|first|second)");

    static boolean accepts(Tables tables, String table, List<String> runs, List<String> factors) {
        return tables.list().stream()
                .filter(t -> isWanted(t, table, runs))
                .anyMatch(t -> isPairs(t)
                        ? !sides(t, factors).isEmpty()
                        : columns(t, factors).size() > 1);
    }

    private static boolean isWanted(Table t, String table, List<String> runs) {
        return t.rows() > 0
                && (table.isBlank() || t.name().equals(table))
                && (runs.isEmpty()
                        || runs.contains(RunColors.runOf(t).name())
                        || runs.contains(RunColors.runOf(t).group()));
    }

    private static boolean isPairs(Table table) {
        return table.kind() == Kind.PAIRS;
    }

    /** The factors that were named, else the components with success first, else the scores. */
    private static List<String> columns(Table table, List<String> wanted) {
        if (table.kind() == Kind.METRICS || table.kind() == Kind.MDP || table.kind() == Kind.PAIRWISE) {
            return List.of();
        }
        if (!wanted.isEmpty()) {
            List<String> found = new ArrayList<>();
            for (String factor : wanted) {
                String name = factor.replaceFirst("^-", "").strip();
                numeric(table).stream()
                        .filter(c -> c.name().equals(name) || c.role().detail().equals(name))
                        .findFirst()
                        .ifPresent(c -> found.add(c.name()));
            }
            return found.size() == wanted.size() ? found : List.of();
        }
        List<Column> components = numeric(table).stream()
                .filter(c -> c.role().is(RoleType.COMPONENT))
                .toList();
        List<Column> chosen = components.size() > 1
                ? components
                : numeric(table).stream()
                        .filter(c -> c.role().is(RoleType.SCORE))
                        .toList();
        List<String> ordered = new ArrayList<>();
        chosen.stream().filter(c -> SuccessNames.mark(c.role().detail())).forEach(c -> ordered.add(c.name()));
        chosen.stream().filter(c -> !SuccessNames.mark(c.role().detail())).forEach(c -> ordered.add(c.name()));
        return ordered;
    }

    private static List<Column> numeric(Table table) {
        return table.columns().stream()
                .filter(c ->
                        c.type() == ColumnType.FLOAT64 || c.type() == ColumnType.INT64 || c.type() == ColumnType.BOOL)
                .toList();
    }

    private static String shortName(Table table, String column) {
        return numeric(table).stream()
                .filter(c -> c.name().equals(column) && !c.role().detail().isEmpty())
                .map(c -> c.role().detail())
                .findFirst()
                .orElse(column);
    }

    static FactorRows read(Tables tables, String table, List<String> runs, List<String> factors) {
        List<Table> wanted =
                tables.list().stream().filter(t -> isWanted(t, table, runs)).toList();
        Optional<Table> pairs = wanted.stream()
                .filter(t -> isPairs(t) && !sides(t, factors).isEmpty())
                .findFirst();
        List<Kind> kinds = List.of(Kind.RESPONSES, Kind.SCORES, Kind.EPISODES, Kind.STEPS);
        Optional<Kind> kind = kinds.stream()
                .filter(k -> wanted.stream()
                        .anyMatch(t -> t.kind() == k && columns(t, factors).size() > 1))
                .findFirst();
        if (kind.isEmpty()) {
            return pairs.map(t -> pairs(tables, t, factors))
                    .orElseThrow(() -> new AnalysisException("no table has "
                            + (factors.isEmpty()
                                    ? "two components or scores"
                                    : "the factors " + String.join(", ", factors))));
        }
        List<String> columns = wanted.stream()
                .filter(t -> t.kind() == kind.get())
                .map(t -> columns(t, factors))
                .filter(c -> c.size() > 1)
                .findFirst()
                .orElseThrow();
        List<Table> alike = wanted.stream()
                .filter(t -> t.kind() == kind.get() && columns(t, factors).equals(columns))
                .toList();
        return joined(tables, alike, columns, factors);
    }

    /** One table's share. */
    private record Part(double[][] factors, double[] total, PromptGroups prompts, int size) {}

    private static FactorRows joined(Tables tables, List<Table> inputs, List<String> columns, List<String> wanted) {
        List<Part> parts = inputs.stream().map(t -> part(tables, t, columns)).toList();
        int size = parts.stream().mapToInt(Part::size).sum();
        double[][] factors = new double[columns.size()][size];
        double[] total = new double[size];
        double[] gold = new double[size];
        int[] runOf = new int[size];
        List<String> runs = new ArrayList<>();
        List<int[]> groups = new ArrayList<>();
        boolean hasGold = parts.stream().allMatch(p -> p.prompts.hasGold());
        boolean hasTotal = parts.stream().allMatch(p -> p.total.length > 0);
        int offset = 0;
        for (int p = 0; p < parts.size(); p++) {
            Part part = parts.get(p);
            String run = RunColors.runOf(inputs.get(p)).name();
            if (!runs.contains(run)) {
                runs.add(run);
            }
            for (int i = 0; i < part.size; i++) {
                runOf[offset + i] = runs.indexOf(run);
                total[offset + i] = hasTotal ? part.total[i] : 0;
                gold[offset + i] = hasGold ? part.prompts.gold()[i] : 0;
                for (int k = 0; k < factors.length; k++) {
                    boolean less = k < wanted.size() && wanted.get(k).startsWith("-");
                    factors[k][offset + i] = less ? -part.factors[k][i] : part.factors[k][i];
                }
            }
            int at = offset;
            part.prompts
                    .rows()
                    .forEach(g -> groups.add(Arrays.stream(g).map(r -> r + at).toArray()));
            offset += part.size;
        }
        if (groups.isEmpty()) {
            groups.add(IntStream.range(0, size).toArray());
        }
        Map<String, double[]> compared = new LinkedHashMap<>();
        if (hasTotal) {
            compared.put("total reward", total);
        }
        if (hasGold) {
            compared.put(parts.getFirst().prompts.goldName(), gold);
        }
        List<String> names = new ArrayList<>();
        for (int k = 0; k < columns.size(); k++) {
            boolean less = k < wanted.size() && wanted.get(k).startsWith("-");
            names.add((less ? "−" : "") + shortName(inputs.getFirst(), columns.get(k)));
        }
        return new FactorRows(inputs, names, factors, runs, runOf, groups, List.of(), compared);
    }

    private static Part part(Tables tables, Table table, List<String> columns) {
        boolean components = columns.stream()
                .allMatch(c -> numeric(table).stream()
                        .anyMatch(n -> n.name().equals(c) && n.role().is(RoleType.COMPONENT)));
        if (table.kind() == Kind.STEPS && components) {
            RewardRows rows = new RewardReader(
                            tables, ComponentChoice.logged(ComponentChoice.Source.STEPS, List.of()), 0)
                    .read(table);
            RewardTrace sums = rows.byEpisode();
            double[][] factors = columns.stream()
                    .map(c -> sums.parts().getOrDefault(shortName(table, c), new double[sums.size()]))
                    .toArray(double[][]::new);
            return new Part(factors, sums.total(), PromptGroups.NONE, sums.size());
        }
        List<String> total =
                table.tags(RoleType.REWARD).stream().map(s -> s.tag()).limit(1).toList();
        List<String> names = new ArrayList<>(columns);
        names.addAll(total);
        Columns read = tables.columns(table, names.stream().distinct().toList());
        return new Part(
                columns.stream().map(read::doubles).toArray(double[][]::new),
                total.isEmpty() ? new double[0] : read.doubles(total.getFirst()),
                PromptGroups.of(tables, table),
                read.rows());
    }

    /** Both columns of each factor of a table of pairs. */
    private static Map<String, List<String>> sides(Table table, List<String> wanted) {
        Map<String, List<String>> sides = new LinkedHashMap<>();
        for (Column column : numeric(table)) {
            Matcher matcher = SIDE.matcher(column.name());
            if (matcher.matches()) {
                sides.computeIfAbsent(matcher.group(1), f -> new ArrayList<>()).add(column.name());
            }
        }
        sides.values().removeIf(c -> c.size() != 2);
        if (wanted.isEmpty()) {
            return sides;
        }
        Map<String, List<String>> chosen = new LinkedHashMap<>();
        wanted.forEach(w -> {
            List<String> both = sides.get(w.replaceFirst("^-", "").strip());
            if (both != null) {
                chosen.put(w, both);
            }
        });
        return chosen.size() == wanted.size() ? chosen : Map.of();
    }

    /** Row 2i is the first side of pair i, row 2i + 1 the second; the label says which is better. */
    private static FactorRows pairs(Tables tables, Table table, List<String> wanted) {
        Map<String, List<String>> sides = sides(table, wanted);
        Optional<Column> label = table.column(RoleType.LABEL);
        List<String> names = new ArrayList<>();
        sides.values().forEach(names::addAll);
        label.ifPresent(c -> names.add(c.name()));
        Columns read = tables.columns(table, names);
        int pairs = read.rows();
        double[][] factors = new double[sides.size()][2 * pairs];
        int k = 0;
        for (Map.Entry<String, List<String>> side : sides.entrySet()) {
            double sign = side.getKey().startsWith("-") ? -1 : 1;
            for (int i = 0; i < pairs; i++) {
                factors[k][2 * i] = sign * read.doubles(side.getValue().getFirst())[i];
                factors[k][2 * i + 1] = sign * read.doubles(side.getValue().getLast())[i];
            }
            k++;
        }
        Map<String, double[]> compared = new LinkedHashMap<>();
        label.ifPresent(c -> {
            double[] better = new double[2 * pairs];
            for (int i = 0; i < pairs; i++) {
                better[2 * i] = read.doubles(c.name())[i];
                better[2 * i + 1] = 1 - better[2 * i];
            }
            compared.put("label", better);
        });
        return new FactorRows(
                List.of(table),
                List.copyOf(sides.keySet()),
                factors,
                List.of(RunColors.runOf(table).name()),
                new int[2 * pairs],
                List.of(),
                IntStream.range(0, pairs)
                        .mapToObj(i -> new int[] {2 * i, 2 * i + 1})
                        .toList(),
                compared);
    }

    int size() {
        return runOf.length;
    }

    double[] row(int row) {
        return Arrays.stream(factors).mapToDouble(f -> f[row]).toArray();
    }

    /** Name of a row for people. */
    String id(int row) {
        if (!given.isEmpty()) {
            return "pair " + row / 2 + (row % 2 == 0 ? ", first" : ", second");
        }
        int before = row;
        while (before > 0 && runOf[before - 1] == runOf[row]) {
            before--;
        }
        return (runs.size() > 1 ? runs.get(runOf[row]) + " " : "row ") + (row - before);
    }
}
