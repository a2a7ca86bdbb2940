package rewardloom.viewers.trajectory;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Figure;
import rewardloom.model.moment.Moment;
import rewardloom.model.moment.Moments;
import rewardloom.model.preference.Item;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.trajectory.Episode;
import rewardloom.model.trajectory.Trajectory;
import rewardloom.model.trajectory.TrajectoryEvent;
import rewardloom.model.trajectory.TrajectoryReader;
import rewardloom.viewers.work.Background;

/** What the view of trajectories shows, without any of its nodes: the episodes, the selected one, its steps and the clock. */
public final class TrajectoryModel {
    /** How far the list of episodes is. */
    public enum State {
        /** The tables are being read. */
        LOADING,
        /** No table holds steps. */
        EMPTY,
        /** The episodes are there. */
        LOADED,
        /** They could not be read. */
        FAILED
    }

    private final Tables tables;
    private final Background background;
    private final TrajectoryReader reader;
    private final Playback playback = new Playback();
    private final ObservableList<Episode> episodes = FXCollections.observableArrayList();
    private final ObservableList<String> components = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", State.LOADING);
    private final ReadOnlyObjectWrapper<@Nullable Exception> failure = new ReadOnlyObjectWrapper<>(this, "failure");
    private final ReadOnlyObjectWrapper<@Nullable Episode> selected = new ReadOnlyObjectWrapper<>(this, "selected");
    private final ReadOnlyObjectWrapper<@Nullable Trajectory> trajectory =
            new ReadOnlyObjectWrapper<>(this, "trajectory");
    private final ReadOnlyObjectWrapper<List<TrajectoryEvent>> events =
            new ReadOnlyObjectWrapper<>(this, "events", List.of());
    private final ObjectProperty<@Nullable Span> segment = new SimpleObjectProperty<>(this, "segment");
    private final ObjectProperty<Timeline> timeline = new SimpleObjectProperty<>(this, "timeline", Timeline.STACKED);
    private final Object listing = new Object();
    private final Object reading = new Object();
    private final Object timing = new Object();
    private List<Table> read = List.of();
    private @Nullable Moment wanted;

    public TrajectoryModel(Tables tables, Background background) {
        this.tables = tables;
        this.background = background;
        this.reader = new TrajectoryReader(tables);
    }

    /** Every episode of every table of steps. */
    public ObservableList<Episode> episodes() {
        return episodes;
    }

    /** The name of every component of any episode, sorted. */
    public ObservableList<String> components() {
        return components;
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Why the last reading failed, or null. */
    public ReadOnlyObjectProperty<@Nullable Exception> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Episode> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** The steps of the selected episode; null until they are read. */
    public ReadOnlyObjectProperty<@Nullable Trajectory> trajectoryProperty() {
        return trajectory.getReadOnlyProperty();
    }

    /** The steps of the selected episode that are worth a look. */
    public ReadOnlyObjectProperty<List<TrajectoryEvent>> eventsProperty() {
        return events.getReadOnlyProperty();
    }

    /** The steps that were brushed, or null. */
    public ObjectProperty<@Nullable Span> segmentProperty() {
        return segment;
    }

    /**
     * Some steps in a row.
     *
     * @param start index of the first one in the trajectory, counted from 0
     * @param end index after the last one
     */
    public record Span(int start, int end) {
        public Span {
            if (start < 0 || end <= start) {
                throw new IllegalArgumentException("no steps from " + start + " to " + end);
            }
        }

        int length() {
            return end - start;
        }
    }

    /** Goes to the next event after the step that is shown, from the last one to the first. */
    public void nextEvent() {
        List<TrajectoryEvent> known = events.get();
        if (known.isEmpty()) {
            return;
        }
        int now = playback.stepProperty().get();
        playback.pause();
        playback.seek(known.stream()
                .mapToInt(TrajectoryEvent::step)
                .filter(step -> step > now)
                .findFirst()
                .orElse(known.getFirst().step()));
    }

    /** Lets the segment begin at the step that is shown. */
    public void beginSegment() {
        int now = playback.stepProperty().get();
        Span span = segment.get();
        int end = span != null && span.end() > now
                ? span.end()
                : playback.lengthProperty().get();
        segment.set(new Span(now, Math.max(now + 1, end)));
    }

    /** Lets the segment end with the step that is shown. */
    public void endSegment() {
        int now = playback.stepProperty().get();
        Span span = segment.get();
        segment.set(new Span(span != null && span.start() <= now ? span.start() : 0, now + 1));
    }

    /** The brushed steps as an item that can be compared; null when nothing is brushed. */
    public Item.@Nullable Segment item() {
        Span span = segment.get();
        Episode episode = selected.get();
        return span == null || episode == null
                ? null
                : Item.Segment.of(episode.table(), episode.run(), episode.id(), span.start(), span.end());
    }

    /** What the timeline draws. */
    public ObjectProperty<Timeline> timelineProperty() {
        return timeline;
    }

    /** The clock. */
    public Playback playback() {
        return playback;
    }

    /** Reads the episodes again unless the tables of steps are the ones that were read. */
    public void studyChanged() {
        List<Table> steps = tables.list(Kind.STEPS);
        if (steps.equals(read) && state.get() == State.LOADED) {
            return;
        }
        read = steps;
        reader.forget();
        if (steps.isEmpty()) {
            background.cancel(listing);
            episodes.clear();
            components.clear();
            select(null);
            state.set(State.EMPTY);
            return;
        }
        state.set(State.LOADING);
        background.latest(listing, "Reading episodes", progress -> list(steps, progress), this::accept, this::failed);
    }

    private List<Episode> list(List<Table> steps, Progress progress) {
        List<Episode> all = new ArrayList<>();
        for (Table table : steps) {
            progress.checkCancelled();
            progress.update(
                    "reading " + table.name(),
                    all.isEmpty() ? Double.NaN : (double) steps.indexOf(table) / steps.size());
            all.addAll(reader.index(table).episodes());
        }
        return all;
    }

    private void accept(List<Episode> all) {
        failure.set(null);
        TreeSet<String> names = new TreeSet<>();
        all.forEach(episode -> names.addAll(episode.components().keySet()));
        Episode before = selected.get();
        episodes.setAll(all);
        components.setAll(names);
        state.set(all.isEmpty() ? State.EMPTY : State.LOADED);
        select(all.stream()
                .filter(e -> before != null && same(e, before))
                .findFirst()
                .orElse(all.isEmpty() ? null : all.getFirst()));
        Moment moment = wanted;
        if (moment != null) {
            focus(moment);
        }
    }

    /** Shows the first episode of a time in training; waits for the list when it is not there yet. */
    public void focus(Moment moment) {
        wanted = state.get() == State.LOADED ? null : moment;
        episodes.stream()
                .filter(e -> e.run().equals(moment.run()) && e.id() >= moment.episode())
                .findFirst()
                .ifPresent(this::select);
    }

    /** Looks for the time in training at which the episode on screen was logged, and tells it. */
    public void moment(Consumer<Moment> found) {
        Episode episode = selected.get();
        if (episode != null) {
            background.latest(
                    timing,
                    "",
                    progress -> Moment.ofCurves(
                            episode.run(), Moments.of(tables, progress).step(episode.run(), episode.id())),
                    found,
                    failure::set);
        }
    }

    private static boolean same(Episode a, Episode b) {
        return a.id() == b.id()
                && a.run().equals(b.run())
                && a.table().id().equals(b.table().id());
    }

    private void failed(Exception error) {
        failure.set(error);
        state.set(State.FAILED);
    }

    /** Shows another episode, or none. */
    public void select(@Nullable Episode episode) {
        if (Objects.equals(episode, selected.get())) {
            return;
        }
        selected.set(episode);
        playback.pause();
        if (episode == null) {
            background.cancel(reading);
            segment.set(null);
            events.set(List.of());
            trajectory.set(null);
        } else {
            background.latest(
                    reading, "Reading an episode", progress -> reader.read(episode), this::show, failure::set);
        }
    }

    private void show(Trajectory read) {
        playback.load(read.steps());
        if (!timeline.get().fits(read)) {
            for (Timeline other : Timeline.values()) {
                if (other.fits(read)) {
                    timeline.set(other);
                    break;
                }
            }
        }
        segment.set(null);
        events.set(TrajectoryEvent.of(read));
        trajectory.set(read);
    }

    /** The chart of the timeline, or null when nothing is selected. */
    public @Nullable Figure figure() {
        Trajectory shown = trajectory.get();
        return shown == null ? null : timeline.get().figure(shown, components);
    }

    /** Stops what is being read. */
    public void close() {
        playback.pause();
        background.cancel(listing);
        background.cancel(reading);
    }
}
