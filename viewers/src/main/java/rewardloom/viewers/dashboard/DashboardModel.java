package rewardloom.viewers.dashboard;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import rewardloom.model.dashboard.Dashboard;
import rewardloom.model.dashboard.DashboardChart;
import rewardloom.model.run.UsualMetrics;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.viewers.work.Background;

/**
 * The dashboards of a study and the one that is looked at. One that shows every metric is always there; what is moved, added or removed
 * in it becomes a dashboard of its own. Every change is kept at once and can be taken back. Belongs to the JavaFX thread.
 */
public final class DashboardModel {
    /** The dashboard that is made anew from the metrics of the study. */
    public static final String OVERVIEW = "All metrics";

    private static final int UNDONE = 100;

    private final Tables tables;
    private final DashboardStore store;
    private final Background background;
    private final Map<String, Dashboard> saved = new TreeMap<>();
    private final ObservableList<String> names = FXCollections.observableArrayList(OVERVIEW);
    private final ObservableList<String> readNames = FXCollections.unmodifiableObservableList(names);
    private final ObservableList<String> tags = FXCollections.observableArrayList();
    private final ObservableList<String> readTags = FXCollections.unmodifiableObservableList(tags);
    private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper(OVERVIEW);
    private final ReadOnlyObjectWrapper<Dashboard> dashboard = new ReadOnlyObjectWrapper<>(Dashboard.EMPTY);
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
    private final Deque<State> before = new ArrayDeque<>();
    private Dashboard overview = Dashboard.EMPTY;
    private Consumer<Exception> failure = e -> {};
    private Consumer<String> notice = text -> {};
    private Runnable changed = () -> {};

    private record State(String name, Dashboard dashboard) {}

    /**
     * @param tables the study
     * @param store where dashboards are kept
     * @param background where they are read and written
     */
    public DashboardModel(Tables tables, DashboardStore store, Background background) {
        this.tables = tables;
        this.store = store;
        this.background = background;
    }

    /** Who is told of errors. */
    public void onFailure(Consumer<Exception> newFailure) {
        failure = newFailure;
    }

    /** Who is told what happened by itself, a sentence each. */
    public void onNotice(Consumer<String> newNotice) {
        notice = newNotice;
    }

    /** Who is told when dashboards come or go. */
    public void onChange(Runnable newChanged) {
        changed = newChanged;
    }

    /** The names of all dashboards, that of every metric first. */
    public ObservableList<String> names() {
        return readNames;
    }

    /** The metrics of the study. */
    public ObservableList<String> tags() {
        return readTags;
    }

    public ReadOnlyStringProperty nameProperty() {
        return name.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Dashboard> dashboardProperty() {
        return dashboard.getReadOnlyProperty();
    }

    /** Whether the study was read. */
    public ReadOnlyBooleanProperty loadedProperty() {
        return loaded.getReadOnlyProperty();
    }

    /** Whether what is looked at is made anew from the study. */
    public boolean isOverview() {
        return name.get().equals(OVERVIEW);
    }

    private record Loaded(Set<String> tags, Set<String> usual, DashboardStore.Kept kept) {}

    /** Looks again at the study. */
    public void refresh() {
        background.latest(
                List.of(this, "load"),
                "",
                progress -> {
                    List<Table> readable = tables.list().stream()
                            .filter(UsualMetrics::isReadable)
                            .toList();
                    return new Loaded(UsualMetrics.all(readable), UsualMetrics.of(readable), store.load());
                },
                this::take,
                failure);
    }

    private void take(Loaded read) {
        boolean first = !loaded.get();
        if (!List.copyOf(read.tags).equals(tags)) {
            tags.setAll(read.tags);
            overview = Dashboard.of(tags, read.usual)
                    .withSettings(overview.settings())
                    .withColumns(overview.columns());
        }
        if (first) {
            saved.putAll(read.kept.dashboards());
            read.kept.problems().forEach(notice);
            list();
        }
        loaded.set(true);
        if (isOverview()) {
            dashboard.set(overview);
        }
    }

    private void list() {
        names.setAll(OVERVIEW);
        names.addAll(saved.keySet());
    }

    /** Looks at a dashboard; does nothing if there is none of this name. */
    public void select(String wanted) {
        if (wanted.equals(OVERVIEW) || saved.containsKey(wanted)) {
            name.set(wanted);
            dashboard.set(wanted.equals(OVERVIEW) ? overview : saved.getOrDefault(wanted, Dashboard.EMPTY));
        }
    }

    /** Changes how the dashboard is looked at: its columns and shared settings. That of every metric forgets it when it is closed. */
    public void adjust(UnaryOperator<Dashboard> change) {
        if (isOverview()) {
            overview = change.apply(overview);
            dashboard.set(overview);
        } else {
            change(change);
        }
    }

    /** Changes the charts of the dashboard; what shows every metric is copied first. */
    public void change(UnaryOperator<Dashboard> change) {
        Dashboard now = change.apply(dashboard.get());
        if (now.equals(dashboard.get())) {
            return;
        }
        if (isOverview()) {
            String copy = unused("Dashboard");
            notice.accept("This is now the dashboard \"" + copy + "\".");
            put(copy, now);
        } else {
            remember();
            put(name.get(), now);
        }
    }

    private void remember() {
        before.push(new State(name.get(), dashboard.get()));
        if (before.size() > UNDONE) {
            before.removeLast();
        }
    }

    /** Keeps a dashboard and looks at it. */
    private void put(String key, Dashboard value) {
        boolean fresh = !saved.containsKey(key);
        saved.put(key, value);
        if (fresh) {
            list();
        }
        name.set(key);
        dashboard.set(value);
        background.latest(
                List.of(this, "save", key),
                "",
                progress -> {
                    store.save(key, value);
                    return key;
                },
                done -> {
                    if (fresh) {
                        changed.run();
                    }
                },
                failure);
    }

    /** Takes the last change back; does nothing if there is none. */
    public void undo() {
        if (!before.isEmpty()) {
            State state = before.pop();
            put(state.name, state.dashboard);
        }
    }

    /** Makes an empty dashboard. */
    public void create() {
        put(unused("Dashboard"), Dashboard.EMPTY.withColumns(dashboard.get().columns()));
    }

    /** Makes a copy of the dashboard that is looked at. */
    public void duplicate() {
        put(unused(isOverview() ? "Dashboard" : name.get()), dashboard.get());
    }

    /**
     * Gives the dashboard another name.
     *
     * @return what is wrong with the name, or the empty string
     */
    public String rename(String wanted) {
        String to = wanted.strip();
        if (to.equals(name.get())) {
            return "";
        }
        if (to.isEmpty() || isOverview()) {
            return to.isEmpty() ? "A dashboard needs a name." : "Duplicate it first: this one is made from the study.";
        }
        if (to.equals(OVERVIEW) || saved.containsKey(to)) {
            return "There is a dashboard \"" + to + "\" already.";
        }
        String from = name.get();
        Dashboard value = dashboard.get();
        saved.remove(from);
        put(to, value);
        drop(from);
        return "";
    }

    /** Removes the dashboard; {@link #undo()} brings it back. */
    public void remove() {
        if (!isOverview()) {
            remember();
            String gone = name.get();
            saved.remove(gone);
            list();
            select(OVERVIEW);
            drop(gone);
        }
    }

    private void drop(String gone) {
        background.cancel(List.of(this, "save", gone));
        background.latest(
                List.of(this, "remove", gone),
                "",
                progress -> {
                    store.remove(gone);
                    return gone;
                },
                done -> changed.run(),
                failure);
    }

    private String unused(String wanted) {
        String free = wanted;
        for (int i = 2; saved.containsKey(free); i++) {
            free = wanted + " " + i;
        }
        return free;
    }

    /** Adds charts at a place; to a new dashboard if what is looked at shows every metric. */
    public void add(List<DashboardChart> charts, int place) {
        if (isOverview()) {
            put(
                    unused("Dashboard"),
                    Dashboard.EMPTY.withSettings(overview.settings()).with(charts, 0));
        } else {
            change(d -> d.with(charts, place));
        }
    }
}
