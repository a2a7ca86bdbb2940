package rewardloom.viewers.response;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;
import rewardloom.model.progress.Progress;
import rewardloom.model.response.Response;
import rewardloom.model.response.ResponseReader;
import rewardloom.model.response.ResponseRow;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.viewers.work.Background;

/** What the view of responses shows, without any of its nodes: the list, the chosen one, and the one it is compared with. */
final class ResponsesModel {
    /** How far the list is. */
    enum State {
        LOADING,
        EMPTY,
        LOADED
    }

    /** Every run, as the choice of one. */
    static final String ALL_RUNS = "all runs";

    private final Tables tables;
    private final Background background;
    private final ResponseReader reader;
    private final ObservableList<ResponseRow> all = FXCollections.observableArrayList();
    private final FilteredList<ResponseRow> rows = new FilteredList<>(all);
    private final ObservableList<String> runs = FXCollections.observableArrayList(ALL_RUNS);
    private final StringProperty filter = new SimpleStringProperty(this, "filter", "");
    private final ObjectProperty<String> run = new SimpleObjectProperty<>(this, "run", ALL_RUNS);
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", State.LOADING);
    private final ReadOnlyObjectWrapper<@Nullable Exception> failure = new ReadOnlyObjectWrapper<>(this, "failure");
    private final ReadOnlyObjectWrapper<@Nullable ResponseRow> selected = new ReadOnlyObjectWrapper<>(this, "selected");
    private final ReadOnlyObjectWrapper<@Nullable ResponseRow> other = new ReadOnlyObjectWrapper<>(this, "other");
    private final ReadOnlyObjectWrapper<@Nullable Pair> shown = new ReadOnlyObjectWrapper<>(this, "shown");
    private final ObservableList<ResponseRow> siblings = FXCollections.observableArrayList();
    private final Object listing = new Object();
    private final Object reading = new Object();
    private List<Table> read = List.of();
    private Optional<Place> wanted = Optional.empty();

    /** What is on screen: a response, and perhaps another one to the same prompt. */
    record Pair(Response response, @Nullable Response beside) {}

    private record Place(String run, double step) {}

    ResponsesModel(Tables tables, Background background) {
        this.tables = tables;
        this.background = background;
        this.reader = new ResponseReader(tables);
        filter.subscribe(text -> applyFilter());
        run.subscribe(name -> applyFilter());
    }

    /** The responses that pass the filter. */
    ObservableList<ResponseRow> rows() {
        return rows;
    }

    /** Number of all responses. */
    int total() {
        return all.size();
    }

    ObservableList<String> runs() {
        return runs;
    }

    /** Words that prompt or text must hold. */
    StringProperty filterProperty() {
        return filter;
    }

    /** The run that is shown. */
    ObjectProperty<String> runProperty() {
        return run;
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Exception> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable ResponseRow> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** The response that the chosen one is compared with, or null. */
    ReadOnlyObjectProperty<@Nullable ResponseRow> otherProperty() {
        return other.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Pair> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** Other responses to the prompt of the chosen one. */
    ObservableList<ResponseRow> siblings() {
        return siblings;
    }

    private void applyFilter() {
        String words = filter.get().strip().toLowerCase(Locale.ROOT);
        String name = Objects.requireNonNullElse(run.get(), ALL_RUNS);
        rows.setPredicate(row -> (name.equals(ALL_RUNS) || row.run().equals(name))
                && (words.isEmpty()
                        || row.text().toLowerCase(Locale.ROOT).contains(words)
                        || row.prompt().toLowerCase(Locale.ROOT).contains(words)));
    }

    /** Reads the responses again unless the tables are the ones that were read. */
    void studyChanged() {
        List<Table> found =
                tables.list().stream().filter(ResponseReader::hasResponses).toList();
        if (found.equals(read) && state.get() == State.LOADED) {
            return;
        }
        read = found;
        reader.forget();
        if (found.isEmpty()) {
            background.cancel(listing);
            all.clear();
            select(null);
            state.set(State.EMPTY);
            return;
        }
        state.set(State.LOADING);
        background.latest(listing, "Reading responses", progress -> list(found, progress), this::accept, this::failed);
    }

    private List<ResponseRow> list(List<Table> found, Progress progress) {
        List<ResponseRow> list = new ArrayList<>();
        for (Table table : found) {
            progress.checkCancelled();
            progress.update("reading " + table.name(), found.indexOf(table) / (double) found.size());
            list.addAll(reader.list(table, progress));
        }
        return list;
    }

    private void accept(List<ResponseRow> list) {
        all.setAll(list);
        List<String> names = new ArrayList<>(List.of(ALL_RUNS));
        list.stream().map(ResponseRow::run).distinct().sorted().forEach(names::add);
        String before = run.get();
        runs.setAll(names);
        run.set(names.contains(before) ? before : ALL_RUNS);
        state.set(list.isEmpty() ? State.EMPTY : State.LOADED);
        select(rows.isEmpty() ? null : rows.getFirst());
        wanted.ifPresent(place -> focus(place.run(), place.step()));
    }

    private void failed(Exception e) {
        failure.set(e);
        state.set(State.EMPTY);
    }

    /** Shows another response, alone. */
    void select(@Nullable ResponseRow row) {
        if (Objects.equals(row, selected.get())) {
            return;
        }
        selected.set(row);
        other.set(null);
        siblings.setAll(row == null ? List.of() : siblingsOf(row));
        show();
    }

    private List<ResponseRow> siblingsOf(ResponseRow row) {
        return all.stream()
                .filter(r -> isSamePrompt(r, row) && !r.text().equals(row.text()))
                .limit(200)
                .toList();
    }

    /** The same text where prompts are known, else the same id in the same table. */
    private static boolean isSamePrompt(ResponseRow a, ResponseRow b) {
        return a.prompt().isEmpty()
                ? !a.promptId().isEmpty()
                        && a.promptId().equals(b.promptId())
                        && a.table().equals(b.table())
                : a.prompt().equals(b.prompt());
    }

    /** Puts another response beside the chosen one, or none. */
    void compareWith(@Nullable ResponseRow row) {
        if (!Objects.equals(row, other.get())) {
            other.set(row);
            show();
        }
    }

    private void show() {
        ResponseRow first = selected.get();
        ResponseRow second = other.get();
        if (first == null) {
            background.cancel(reading);
            shown.set(null);
            return;
        }
        background.latest(
                reading,
                "Reading a response",
                progress -> new Pair(
                        reader.read(first.table(), first.row()),
                        second == null ? null : reader.read(second.table(), second.row())),
                shown::set,
                failure::set);
    }

    /** Shows the responses of a run that were sampled nearest to a step; waits for the list when it is not there yet. */
    void focus(String wantedRun, double step) {
        if (state.get() != State.LOADED) {
            wanted = Optional.of(new Place(wantedRun, step));
            return;
        }
        wanted = Optional.empty();
        if (runs.contains(wantedRun)) {
            run.set(wantedRun);
        }
        filter.set("");
        rows.stream()
                .filter(row -> Double.isNaN(step) || !Double.isNaN(row.step()))
                .min(Comparator.comparingDouble(row -> Double.isNaN(step) ? 0 : Math.abs(row.step() - step)))
                .ifPresent(this::select);
    }

    void close() {
        background.cancel(listing);
        background.cancel(reading);
    }
}
