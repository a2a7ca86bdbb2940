package rewardloom.model.mdp;

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
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/** Reads a process from a table of transitions. */
public final class MdpReader {
    private static final Pattern REWARD = Pattern.compile("(?:reward|r)(?:[/._](.+))?", Pattern.CASE_INSENSITIVE);
    private static final double ADDS_UP = 1e-6;

    private MdpReader() {}

    /** Whether there is a process to read. */
    public static boolean accepts(Tables tables) {
        return tables.list(Kind.MDP).stream().anyMatch(t -> t.rows() > 0);
    }

    /**
     * The table with this name, or the first.
     *
     * @throws AnalysisException if there is none
     */
    public static Table table(Tables tables, String name) {
        return tables.list(Kind.MDP).stream()
                .filter(t -> t.rows() > 0)
                .filter(t -> name.isBlank() || t.name().equals(name) || t.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new AnalysisException(
                        "there is no tabular model" + (name.isBlank() ? "" : " called '" + name + "'")
                                + "; import a table with the columns s, a, s2, p and reward/NAME"));
    }

    /** The name of each reward of a table and its column. */
    public static Map<String, String> rewards(Table table) {
        Map<String, String> rewards = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            Matcher matcher = REWARD.matcher(column.name());
            if (!column.type().isNumeric()) {
                continue;
            } else if (column.role().is(RoleType.COMPONENT)) {
                rewards.put(column.role().detail(), column.name());
            } else if (column.role().is(RoleType.REWARD) || matcher.matches()) {
                String detail = matcher.matches() && matcher.group(1) != null ? matcher.group(1) : "reward";
                rewards.put(detail, column.name());
            }
        }
        return rewards;
    }

    /**
     * Reads a table.
     *
     * @param start name of the only start state; empty for the column {@code start}, or, without one, all states with actions alike
     * @throws AnalysisException if columns are missing, a number is not finite, or the probabilities of a pair do not add up to 1
     */
    public static TabularMdp read(Tables tables, Table table, String start) {
        Column from = column(table, "s").orElseThrow(() -> missing(table, "s"));
        Column act = column(table, "a").orElseThrow(() -> missing(table, "a"));
        Column next = column(table, "s2").orElseThrow(() -> missing(table, "s2"));
        Optional<Column> p = column(table, "p");
        Optional<Column> startColumn = column(table, "start");
        Map<String, String> rewards = rewards(table);
        if (rewards.isEmpty()) {
            throw new AnalysisException("the tabular model '" + table.name()
                    + "' has no reward; give it a column called reward or reward/NAME");
        }
        List<String> names = new ArrayList<>(List.of(from.name(), act.name(), next.name()));
        p.ifPresent(c -> names.add(c.name()));
        startColumn.ifPresent(c -> names.add(c.name()));
        names.addAll(rewards.values());
        Columns columns = tables.columns(table, names);
        Map<String, Integer> states = new LinkedHashMap<>();
        int[] s = codes(columns.get(from.name()), states);
        int[] s2 = codes(columns.get(next.name()), states);
        Map<String, Integer> actions = new LinkedHashMap<>();
        int[] a = codes(columns.get(act.name()), actions);
        return sorted(table, columns, s, a, s2, p, startColumn, start, rewards, states, actions);
    }

    private static TabularMdp sorted(
            Table table,
            Columns columns,
            int[] s,
            int[] a,
            int[] s2,
            Optional<Column> p,
            Optional<Column> startColumn,
            String start,
            Map<String, String> rewards,
            Map<String, Integer> states,
            Map<String, Integer> actions) {
        int n = s.length;
        int width = actions.size();
        int[] first = new int[states.size() * width + 1];
        for (int i = 0; i < n; i++) {
            first[s[i] * width + a[i] + 1]++;
        }
        for (int pair = 1; pair < first.length; pair++) {
            first[pair] += first[pair - 1];
        }
        int[] order = new int[n];
        int[] place = first.clone();
        for (int i = 0; i < n; i++) {
            order[place[s[i] * width + a[i]]++] = i;
        }
        double[] probability =
                p.map(c -> pick(columns.doubles(c.name()), order)).orElseGet(() -> equal(first, n));
        List<String> stateNames = List.copyOf(states.keySet());
        List<String> actionNames = List.copyOf(actions.keySet());
        check(table, stateNames, actionNames, first, probability);
        Map<String, double[]> named = new LinkedHashMap<>();
        rewards.forEach((name, column) -> named.put(name, finite(table, column, pick(columns.doubles(column), order))));
        double[] starts = start.isBlank()
                ? starts(stateNames.size(), width, first, startColumn.map(c -> columns.doubles(c.name())), s)
                : only(table, start.strip(), stateNames);
        return new TabularMdp(
                stateNames,
                actionNames,
                first,
                IntStream.of(order).map(i -> s2[i]).toArray(),
                probability,
                named,
                starts);
    }

    private static Optional<Column> column(Table table, String name) {
        return table.columns().stream()
                .filter(c -> c.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private static AnalysisException missing(Table table, String name) {
        return new AnalysisException("the tabular model '" + table.name() + "' has no column called " + name);
    }

    private static int[] codes(Values values, Map<String, Integer> codes) {
        int[] result = new int[values.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = codes.computeIfAbsent(values.text(i), k -> codes.size());
        }
        return result;
    }

    private static double[] pick(double[] values, int[] order) {
        return Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
    }

    private static double[] equal(int[] first, int n) {
        double[] probability = new double[n];
        for (int pair = 0; pair + 1 < first.length; pair++) {
            Arrays.fill(probability, first[pair], first[pair + 1], 1.0 / (first[pair + 1] - first[pair]));
        }
        return probability;
    }

    private static void check(
            Table table, List<String> states, List<String> actions, int[] first, double[] probability) {
        for (int pair = 0; pair + 1 < first.length; pair++) {
            double sum = 0;
            for (int row = first[pair]; row < first[pair + 1]; row++) {
                sum += probability[row] >= 0 ? probability[row] : Double.NaN;
            }
            if (first[pair + 1] > first[pair] && !(Math.abs(sum - 1) <= ADDS_UP)) {
                throw new AnalysisException("the tabular model '" + table.name() + "': the probabilities p of action "
                        + actions.get(pair % actions.size()) + " in state " + states.get(pair / actions.size())
                        + " add up to "
                        + sum + ", not to 1");
            }
        }
    }

    private static double[] finite(Table table, String column, double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new AnalysisException("the tabular model '" + table.name() + "' has the reward " + value
                        + " in the column " + column + "; every reward must be finite");
            }
        }
        return values;
    }

    private static double[] only(Table table, String start, List<String> states) {
        int at = states.indexOf(start);
        if (at < 0) {
            throw new AnalysisException("the tabular model '" + table.name() + "' has no state called '" + start + "'");
        }
        double[] starts = new double[states.size()];
        starts[at] = 1;
        return starts;
    }

    private static double[] starts(int states, int width, int[] first, Optional<double[]> column, int[] s) {
        double[] starts = new double[states];
        if (column.isPresent()) {
            for (int i = 0; i < s.length; i++) {
                double share = column.get()[i];
                starts[s[i]] = share > 0 ? Math.max(starts[s[i]], share) : starts[s[i]];
            }
        }
        double sum = Arrays.stream(starts).sum();
        for (int i = 0; i < states; i++) {
            boolean acts = first[(i + 1) * width] > first[i * width];
            starts[i] = sum > 0 ? starts[i] / sum : acts ? 1 : 0;
        }
        double all = Arrays.stream(starts).sum();
        return all == 0 ? starts : Arrays.stream(starts).map(v -> v / all).toArray();
    }
}
