package rewardloom.app.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import rewardloom.app.search.Entry;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Table;
import rewardloom.viewers.ViewAction;

/** Everything the search finds: views, what can be done, and what a study holds. */
final class Findable {
    private Findable() {}

    static List<Entry> actions(List<ViewAction> actions) {
        return actions.stream()
                .map(a -> new Entry("Action", a.title(), "", a.shortcut(), a.run()))
                .toList();
    }

    static List<Entry> views(StudyPage page, List<ViewEntry> views) {
        return views.stream()
                .map(v -> new Entry(
                        "View",
                        v.title(),
                        v.about().family(),
                        v.about().text(),
                        null,
                        () -> page.tabs().open(v.id())))
                .toList();
    }

    static List<Entry> contents(@Nullable StudyPage page) {
        if (page == null) {
            return List.of();
        }
        Map<String, Integer> tags = new TreeMap<>();
        TreeSet<String> runs = new TreeSet<>();
        TreeSet<String> groups = new TreeSet<>();
        List<Entry> entries = new ArrayList<>();
        for (Table table : page.tables()) {
            if (table.kind() == Kind.METRICS) {
                table.series().forEach(s -> tags.merge(s.tag(), 1, Integer::sum));
                runs.add(table.run());
                groups.add(table.runName().group());
            }
        }
        tags.forEach((tag, count) -> entries.add(new Entry(
                "Tag",
                tag,
                count == 1 ? "1 run" : count + " runs",
                null,
                () -> page.focus(Parameter.Choices.TAGS, tag))));
        groups.forEach(group ->
                entries.add(new Entry("Group", group, "", null, () -> page.focus(Parameter.Choices.GROUPS, group))));
        runs.forEach(run ->
                entries.add(new Entry("Run", run, "", null, () -> page.focus(Parameter.Choices.RUNS, run))));
        page.tables()
                .forEach(t -> entries.add(new Entry(
                        "Table",
                        t.name(),
                        String.format(Locale.ROOT, "%s, %,d rows", t.kind().id(), t.rows()),
                        null,
                        () -> page.openTable(t.id()))));
        return entries;
    }
}
