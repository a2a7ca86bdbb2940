package rewardloom.app.window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Table;

/** What a study holds, as the tree beside the views shows it: runs by group, then everything else by kind. */
final class StudyOutline {
    private StudyOutline() {}

    /** What an entry stands for. */
    enum Type {
        SECTION,
        GROUP,
        RUN,
        TABLE,
        RECIPE,
        FIGURE
    }

    /**
     * An entry.
     *
     * @param type what it stands for
     * @param title what it is called
     * @param note a number or a few words beside it
     * @param tables ids of the tables it stands for
     * @param children what is in it
     */
    record Entry(Type type, String title, String note, List<String> tables, List<Entry> children) {}

    /** The sections that hold something. */
    static List<Entry> of(List<Table> tables, List<String> recipes, List<String> figures) {
        List<Entry> sections = new ArrayList<>();
        add(sections, "Runs", runs(tables));
        addTables(sections, "Episodes", tables, Kind.EPISODES);
        addTables(sections, "Trajectories", tables, Kind.STEPS);
        addTables(sections, "Responses", tables, Kind.RESPONSES);
        addTables(sections, "Pairs", tables, Kind.PAIRS);
        addTables(sections, "Scores", tables, Kind.SCORES);
        addTables(sections, "Texts and images", tables, Kind.MEDIA);
        addTables(sections, "Settings", tables, Kind.CONFIG);
        addTables(sections, "Win matrices", tables, Kind.PAIRWISE);
        addTables(sections, "Tabular models", tables, Kind.MDP);
        add(sections, "Recipes", named(Type.RECIPE, recipes));
        add(sections, "Figures", named(Type.FIGURE, figures));
        return List.copyOf(sections);
    }

    private static List<Entry> runs(List<Table> tables) {
        Map<String, Map<String, List<Table>>> groups = tables.stream()
                .filter(t -> t.kind() == Kind.METRICS)
                .collect(Collectors.groupingBy(
                        t -> t.runName().group(),
                        TreeMap::new,
                        Collectors.groupingBy(Table::run, TreeMap::new, Collectors.toList())));
        List<Entry> entries = new ArrayList<>();
        groups.forEach((group, runs) -> {
            List<Entry> members = new ArrayList<>();
            runs.forEach((run, own) -> members.add(new Entry(Type.RUN, label(run, own), "", ids(own), List.of())));
            if (members.size() == 1) {
                entries.add(members.getFirst());
            } else {
                List<String> all =
                        members.stream().flatMap(m -> m.tables().stream()).toList();
                entries.add(new Entry(Type.GROUP, group, "×" + members.size(), all, members));
            }
        });
        return entries;
    }

    private static String label(String run, List<Table> tables) {
        return run.isEmpty() ? tables.getFirst().name() : run;
    }

    private static void addTables(List<Entry> sections, String title, List<Table> tables, Kind kind) {
        List<Table> own = tables.stream()
                .filter(t -> t.kind() == kind)
                .sorted(Comparator.comparing(Table::name))
                .toList();
        add(
                sections,
                title,
                own.stream()
                        .map(t -> new Entry(Type.TABLE, t.name(), rows(List.of(t)), List.of(t.id()), List.of()))
                        .toList());
    }

    private static void add(List<Entry> sections, String title, List<Entry> children) {
        if (!children.isEmpty()) {
            long count = title.equals("Runs")
                    ? children.stream()
                            .mapToLong(c -> Math.max(1, c.children().size()))
                            .sum()
                    : children.size();
            sections.add(new Entry(Type.SECTION, title, Long.toString(count), List.of(), children));
        }
    }

    private static List<Entry> named(Type type, List<String> names) {
        return names.stream()
                .map(n -> new Entry(type, n, "", List.of(), List.of()))
                .toList();
    }

    private static List<String> ids(List<Table> tables) {
        return tables.stream().map(Table::id).toList();
    }

    /** Number of rows, short: {@code 6.3 k}. */
    private static String rows(List<Table> tables) {
        return brief(tables.stream().mapToLong(Table::rows).sum());
    }

    static String brief(long count) {
        if (count < 10_000) {
            return Long.toString(count);
        }
        double thousands = count / 1000.0;
        return thousands < 10_000 ? Math.round(thousands) + " k" : Math.round(thousands / 1000) + " M";
    }
}
