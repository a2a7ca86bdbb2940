package rewardloom.model.trajectory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * Finds the episodes of a table of steps by the roles of its columns. A table without an episode column is one episode for each
 * run. Rows of different episodes may be mixed, as parallel environments write them; inside an episode they are put in the order
 * of the time step when there is one, else they stay in file order.
 */
public final class EpisodeIndex {
    private final List<Episode> episodes;

    private EpisodeIndex(List<Episode> episodes) {
        this.episodes = List.copyOf(episodes);
    }

    /** Reads the columns that say which step belongs where, and adds up rewards and components. */
    public static EpisodeIndex of(Tables tables, Table table) {
        Layout layout = Layout.of(table);
        return new EpisodeIndex(layout.read(tables.columns(table, layout.names())));
    }

    /** Every episode, in the order in which its first row stands in the file. */
    public List<Episode> episodes() {
        return episodes;
    }

    /** The episode with this number in this run. */
    public Optional<Episode> find(String run, long id) {
        return episodes.stream()
                .filter(e -> e.id() == id && e.run().equals(run))
                .findFirst();
    }

    /** Which columns of one table say what. */
    private record Layout(
            Table table,
            @Nullable String run,
            @Nullable String episode,
            @Nullable String time,
            @Nullable String reward,
            Map<String, String> components) {

        static Layout of(Table table) {
            Map<String, String> components = new LinkedHashMap<>();
            for (Column column : table.columns(RoleType.COMPONENT)) {
                components.put(nameOf(column), column.name());
            }
            return new Layout(
                    table,
                    name(table, RoleType.RUN),
                    name(table, RoleType.EPISODE),
                    name(table, RoleType.TIMESTEP),
                    name(table, RoleType.REWARD),
                    components);
        }

        private static @Nullable String name(Table table, RoleType role) {
            return table.column(role).map(Column::name).orElse(null);
        }

        Set<String> names() {
            Set<String> names = new LinkedHashSet<>(components.values());
            for (String name : Arrays.asList(run, episode, time, reward)) {
                if (name != null) {
                    names.add(name);
                }
            }
            if (names.isEmpty() && !table.columns().isEmpty()) {
                names.add(table.columns().getFirst().name());
            }
            return names;
        }

        List<Episode> read(Columns columns) {
            double[] times = time == null ? null : columns.doubles(time);
            double[] rewards = reward == null ? null : columns.doubles(reward);
            Map<String, double[]> parts = new LinkedHashMap<>();
            components.forEach((name, column) -> parts.put(name, columns.doubles(column)));
            List<Episode> episodes = new ArrayList<>();
            grouped(columns).forEach((key, group) -> {
                int[] rows = inOrder(group.toArray(), times);
                double total = rewards == null ? sumOfParts(parts, rows) : sum(rewards, rows);
                Map<String, Double> sums = new LinkedHashMap<>();
                parts.forEach((name, values) -> sums.put(name, sum(values, rows)));
                episodes.add(new Episode(table, key.run(), key.episode(), rows, total, sums));
            });
            return episodes;
        }

        private Map<Key, Rows> grouped(Columns columns) {
            Map<Key, Rows> groups = new LinkedHashMap<>();
            Map<String, String> names = new HashMap<>();
            long[] ids = episode == null ? null : columns.longs(episode);
            Key last = new Key(table.run(), Long.MIN_VALUE);
            Rows rows = new Rows();
            for (int row = 0; row < columns.rows(); row++) {
                String name = run == null
                        ? table.run()
                        : names.computeIfAbsent(columns.get(run).text(row), n -> n);
                long id = ids == null ? 0 : ids[row];
                if (row == 0 || id != last.episode() || !name.equals(last.run())) {
                    last = new Key(name, id);
                    rows = groups.computeIfAbsent(last, k -> new Rows());
                }
                rows.add(row);
            }
            return groups;
        }

        private static int[] inOrder(int[] rows, double @Nullable [] times) {
            if (times == null || ascending(rows, times)) {
                return rows;
            }
            return Arrays.stream(rows)
                    .boxed()
                    .sorted(Comparator.comparingDouble(row -> times[row]))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }

        private static boolean ascending(int[] rows, double[] times) {
            for (int i = 1; i < rows.length; i++) {
                if (times[rows[i]] < times[rows[i - 1]]) {
                    return false;
                }
            }
            return true;
        }

        private static double sumOfParts(Map<String, double[]> parts, int[] rows) {
            if (parts.isEmpty()) {
                return Double.NaN;
            }
            double total = 0;
            for (double[] values : parts.values()) {
                total += sum(values, rows);
            }
            return total;
        }

        private static double sum(double[] values, int[] rows) {
            double total = 0;
            for (int row : rows) {
                total += Double.isNaN(values[row]) ? 0 : values[row];
            }
            return total;
        }
    }

    /** The name a column has after its role, such as {@code touch} for {@code component/touch}. */
    static String nameOf(Column column) {
        Role role = column.role();
        return role.detail().isEmpty() ? column.name() : role.detail();
    }

    private record Key(String run, long episode) {}

    /** Row numbers, growing. */
    private static final class Rows {
        private int[] rows = new int[64];
        private int size;

        void add(int row) {
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, size * 2);
            }
            rows[size++] = row;
        }

        int[] toArray() {
            return Arrays.copyOf(rows, size);
        }
    }
}
