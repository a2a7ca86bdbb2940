package rewardloom.model.preference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;
import rewardloom.model.trajectory.Episode;
import rewardloom.model.trajectory.EpisodeIndex;

/**
 * Numbers about items by the roles of the columns they stand in: {@code component/NAME}, {@code score/MODEL}, {@code reward},
 * {@code gold}, {@code proxy} and {@code length}. Those of a segment are sums over its steps, and its length is the number of these.
 * A table is read when an item of it is first asked for, and kept. Not thread-safe.
 */
public final class ItemFeatures {
    private static final Set<RoleType> WANTED =
            Set.of(RoleType.COMPONENT, RoleType.SCORE, RoleType.REWARD, RoleType.GOLD, RoleType.PROXY, RoleType.LENGTH);

    private final Tables tables;
    private final List<String> names;
    private final Map<String, Source> read = new HashMap<>();

    private ItemFeatures(Tables tables, List<String> names) {
        this.tables = tables;
        this.names = List.copyOf(names);
    }

    /** The features that items of a kind have in a study; reads no rows. */
    public static ItemFeatures of(Tables tables, PairQueue.Kind kind) {
        Set<String> names = new TreeSet<>();
        for (Table table : tables.list()) {
            if (table.kind() == table(kind)) {
                names.addAll(columns(table).keySet());
                if (kind == PairQueue.Kind.SEGMENTS) {
                    names.add(RoleType.LENGTH.id());
                }
            }
        }
        return new ItemFeatures(tables, List.copyOf(names));
    }

    private static Kind table(PairQueue.Kind kind) {
        return switch (kind) {
            case SEGMENTS -> Kind.STEPS;
            case RESPONSES -> Kind.RESPONSES;
            case PAIRS -> Kind.PAIRS;
        };
    }

    /** The columns of a table with the features in them, by the feature's name; of pairs those of the first item. */
    private static Map<String, Column> columns(Table table) {
        return table.kind() == Kind.PAIRS ? side(table, RoleType.FIRST) : own(table);
    }

    private static Map<String, Column> own(Table table) {
        Map<String, Column> columns = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            Role role = column.role();
            if (WANTED.contains(role.type()) && column.type().isNumeric()) {
                columns.putIfAbsent(role.id(), column);
            }
        }
        return columns;
    }

    private static Map<String, Column> side(Table table, RoleType side) {
        Map<String, Column> columns = new LinkedHashMap<>();
        for (Column column : table.columns(side)) {
            if (column.type().isNumeric() && !column.role().detail().isEmpty()) {
                columns.putIfAbsent(column.role().detail(), column);
            }
        }
        return columns;
    }

    /** What {@link #of(Item)} gives, in its order. */
    public List<String> names() {
        return names;
    }

    /** The place of a feature among {@link #names}, -1 when there is none. */
    public int index(String name) {
        return names.indexOf(name);
    }

    /** The places of the components among {@link #names}. */
    public int[] components() {
        String prefix = RoleType.COMPONENT.id() + "/";
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).startsWith(prefix)) {
                found.add(i);
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * The features of an item; NaN where its table has none.
     *
     * @throws LabelException if the table that held it is no longer in the study
     */
    public double[] of(Item item) {
        Source source = read.get(item.table());
        if (source == null) {
            source = read(item);
            read.put(item.table(), source);
        }
        return source.of(item);
    }

    private Source read(Item item) {
        Table table = tables.list().stream()
                .filter(t -> t.id().equals(item.table()))
                .findFirst()
                .orElseThrow(() -> new LabelException(
                        "the table of a labelled item is no longer in the study; import its file again"));
        return switch (item) {
            case Item.Segment s -> steps(table);
            case Item.Response r -> rows(table, own(table));
            case Item.PairText p -> pairs(table);
        };
    }

    private Source steps(Table table) {
        Map<String, Column> columns = own(table);
        Columns cells = tables.columns(table, names(columns));
        Map<String, double[]> sums = new LinkedHashMap<>();
        Map<String, Map<Long, Episode>> episodes = new HashMap<>();
        int[] offset = {0};
        Map<Episode, Integer> starts = new HashMap<>();
        List<Episode> order = EpisodeIndex.of(tables, table).episodes();
        for (Episode episode : order) {
            episodes.computeIfAbsent(episode.run(), run -> new HashMap<>()).put(episode.id(), episode);
            starts.put(episode, offset[0]);
            offset[0] += episode.length() + 1;
        }
        columns.forEach((name, column) -> sums.put(name, running(cells.doubles(column.name()), order, offset[0])));
        return item -> {
            Item.Segment segment = (Item.Segment) item;
            Episode episode = episodes.getOrDefault(segment.run(), Map.of()).get(segment.episode());
            double[] values = new double[names.size()];
            Arrays.fill(values, Double.NaN);
            if (episode == null) {
                return values;
            }
            int start = starts.getOrDefault(episode, 0);
            for (int i = 0; i < values.length; i++) {
                double[] running = sums.get(names.get(i));
                if (running != null) {
                    values[i] = running[start + Math.min(segment.end(), episode.length())]
                            - running[start + Math.min(segment.start(), episode.length())];
                } else if (names.get(i).equals(RoleType.LENGTH.id())) {
                    values[i] = segment.length();
                }
            }
            return values;
        };
    }

    /** Sums from the start of each episode to each step; a missing value counts nothing. */
    private static double[] running(double[] values, List<Episode> episodes, int size) {
        double[] running = new double[size];
        int at = 0;
        for (Episode episode : episodes) {
            double sum = 0;
            running[at++] = 0;
            for (int row : episode.rows()) {
                sum += Double.isNaN(values[row]) ? 0 : values[row];
                running[at++] = sum;
            }
        }
        return running;
    }

    private Source rows(Table table, Map<String, Column> columns) {
        double[][] cells = cells(tables.columns(table, names(columns)), columns);
        return item -> row(cells, (int) ((Item.Response) item).row());
    }

    private Source pairs(Table table) {
        Map<String, Column> first = side(table, RoleType.FIRST);
        Map<String, Column> second = side(table, RoleType.SECOND);
        Set<String> wanted = new HashSet<>(names(first));
        wanted.addAll(names(second));
        if (wanted.isEmpty()) {
            return item -> row(new double[names.size()][0], -1);
        }
        Columns columns = tables.columns(table, wanted);
        double[][] firstCells = cells(columns, first);
        double[][] secondCells = cells(columns, second);
        String chosen = table.column(RoleType.CHOSEN).map(Column::name).orElse("");
        return item -> {
            Item.PairText text = (Item.PairText) item;
            return row(text.column().equals(chosen) ? firstCells : secondCells, (int) text.row());
        };
    }

    private static Set<String> names(Map<String, Column> columns) {
        Set<String> wanted = new LinkedHashSet<>();
        columns.values().forEach(column -> wanted.add(column.name()));
        return wanted;
    }

    private double[][] cells(Columns columns, Map<String, Column> byFeature) {
        double[][] cells = new double[names.size()][0];
        for (int i = 0; i < cells.length; i++) {
            @Nullable Column column = byFeature.get(names.get(i));
            if (column != null) {
                cells[i] = columns.doubles(column.name());
            }
        }
        return cells;
    }

    private static double[] row(double[][] cells, int row) {
        double[] values = new double[cells.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = row >= 0 && row < cells[i].length ? cells[i][row] : Double.NaN;
        }
        return values;
    }

    /** The policy or model that made an item: its run where it is known, else the file it came from. */
    public static String policy(Item item, Map<String, Table> byId) {
        Table table = byId.get(item.table());
        return switch (item) {
            case Item.Segment segment -> segment.run();
            case Item.Response r -> table == null ? "" : table.run().isEmpty() ? table.name() : table.run();
            case Item.PairText p -> "";
        };
    }

    /** The columns' names of one side of a table of pairs that say something in words, by what they say. */
    static Map<String, String> words(Table table, RoleType side) {
        Map<String, String> words = new LinkedHashMap<>();
        for (Column column : table.columns(side)) {
            if (!column.type().isNumeric()) {
                words.putIfAbsent(column.role().detail(), column.name());
            }
        }
        return words;
    }

    /** Numbers of the items of one table. */
    @FunctionalInterface
    private interface Source {
        double[] of(Item item);
    }

    /** The text of a cell, empty where there is none. */
    static String text(@Nullable Values values, int row) {
        return values == null ? "" : values.text(row);
    }
}
