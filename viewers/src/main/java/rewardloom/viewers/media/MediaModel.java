package rewardloom.viewers.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.media.HistogramSeries;
import rewardloom.model.media.MediaIndex;
import rewardloom.model.media.MediaIndex.Tag;
import rewardloom.model.media.MediaItem;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.viewers.work.Background;

/** What is looked at of what runs logged beside numbers: a tag, some runs, a step. Belongs to the JavaFX thread. */
public final class MediaModel {
    private final Tables tables;
    private final Background background;
    private final ObservableList<Tag> tags = FXCollections.observableArrayList();
    private final ObservableList<Tag> readTags = FXCollections.unmodifiableObservableList(tags);
    private final ReadOnlyObjectWrapper<@Nullable Tag> tag = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Shown> shown = new ReadOnlyObjectWrapper<>(Shown.NOTHING);
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
    private final Set<String> hiddenRuns = new LinkedHashSet<>();
    private List<String> editions = List.of();
    private @Nullable MediaIndex index;
    private RunColors colors = new RunColors(List.of());
    private Map<String, List<HistogramSeries>> histograms = Map.of();
    private String filter = "";
    private long step = Long.MIN_VALUE;
    private Consumer<Exception> failure = e -> {};

    /**
     * @param tables the study
     * @param background where it is read
     */
    public MediaModel(Tables tables, Background background) {
        this.tables = tables;
        this.background = background;
    }

    /**
     * What is to be seen.
     *
     * @param tag the tag
     * @param runs the runs that have it, hidden ones too
     * @param steps the steps at which any run that is not hidden logged something
     * @param at index of the step that is looked at
     * @param cards what each run that is not hidden had logged last at this step
     * @param histograms the histograms of the runs that are not hidden, for a tag of histograms
     */
    public record Shown(
            @Nullable Tag tag,
            List<String> runs,
            long[] steps,
            int at,
            List<Card> cards,
            List<HistogramSeries> histograms) {
        static final Shown NOTHING = new Shown(null, List.of(), new long[0], 0, List.of(), List.of());

        /** The step that is looked at. */
        long step() {
            return steps.length == 0 ? 0 : steps[at];
        }
    }

    /** What a run had logged last; nothing if that was later. */
    public record Card(String run, List<MediaItem> items) {}

    private record Loaded(List<String> editions, MediaIndex index, RunColors colors) {}

    /** Who is told of errors. */
    public void onFailure(Consumer<Exception> newFailure) {
        failure = newFailure;
    }

    /** The tags whose names contain what is searched for. */
    public ObservableList<Tag> tags() {
        return readTags;
    }

    public ReadOnlyObjectProperty<@Nullable Tag> tagProperty() {
        return tag.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** Whether the study was read. */
    public ReadOnlyBooleanProperty loadedProperty() {
        return loaded.getReadOnlyProperty();
    }

    /** Whether there is anything at all. */
    public boolean isEmpty() {
        return index == null || index.isEmpty();
    }

    /** Number of things under a tag. */
    int count(Tag wanted) {
        return index == null ? 0 : index.count(wanted);
    }

    /** The colour index that a run has in every view. */
    int color(String run) {
        return colors.index(run, false);
    }

    boolean isHidden(String run) {
        return hiddenRuns.contains(run);
    }

    /** Looks again at what the study holds, if it holds something else now. */
    public void refresh() {
        background.latest(
                List.of(this, "index"),
                "Reading texts and images",
                progress -> {
                    List<String> now =
                            tables.list(Kind.MEDIA).stream().map(Table::edition).toList();
                    return new Loaded(now, MediaIndex.read(tables), RunColors.of(tables));
                },
                this::take,
                failure);
    }

    private void take(Loaded read) {
        loaded.set(true);
        if (read.editions.equals(editions) && index != null) {
            return;
        }
        editions = read.editions;
        index = read.index;
        colors = read.colors;
        histograms = Map.of();
        Tag before = tag.get();
        search(filter);
        Tag wanted = before != null && read.index.tags().contains(before)
                ? before
                : tags.stream().findFirst().orElse(null);
        tag.set(wanted);
        update();
        if (wanted != null && wanted.type() == MediaItem.Type.HISTOGRAM) {
            readHistograms();
        }
    }

    /** Shows the tags whose names contain a text. */
    public void search(String text) {
        filter = text;
        String wanted = text.toLowerCase(Locale.ROOT).strip();
        tags.setAll(
                index == null
                        ? List.of()
                        : index.tags().stream()
                                .filter(t -> t.name().toLowerCase(Locale.ROOT).contains(wanted))
                                .toList());
    }

    /** Looks at a tag; the step stays. */
    public void select(Tag wanted) {
        if (!wanted.equals(tag.get())) {
            tag.set(wanted);
            update();
            if (wanted.type() == MediaItem.Type.HISTOGRAM && histograms.isEmpty()) {
                readHistograms();
            }
        }
    }

    private void readHistograms() {
        background.latest(
                List.of(this, "histograms"),
                "Reading histograms",
                progress -> HistogramSeries.read(tables).stream().collect(Collectors.groupingBy(HistogramSeries::tag)),
                read -> {
                    histograms = read;
                    update();
                },
                failure);
    }

    /** Shows or hides what a run logged. */
    public void setHidden(String run, boolean hidden) {
        if (hidden ? hiddenRuns.add(run) : hiddenRuns.remove(run)) {
            update();
        }
    }

    /** Looks at a step by its place among those of the tag. */
    public void setAt(int place) {
        long[] steps = shown.get().steps();
        if (steps.length > 0) {
            step = steps[Math.clamp(place, 0, steps.length - 1)];
            update();
        }
    }

    /** Goes some steps on, or back. */
    public void go(int by) {
        setAt(shown.get().at() + by);
    }

    private void update() {
        Tag wanted = tag.get();
        MediaIndex known = index;
        if (wanted == null || known == null) {
            shown.set(Shown.NOTHING);
            return;
        }
        List<String> runs = known.runs(wanted);
        List<String> seen = runs.stream().filter(r -> !isHidden(r)).toList();
        long[] steps = known.steps(wanted, seen);
        int at = at(steps);
        List<Card> cards = new ArrayList<>();
        if (steps.length > 0) {
            seen.forEach(run -> cards.add(new Card(run, List.copyOf(known.at(wanted, run, steps[at])))));
        }
        List<HistogramSeries> series = wanted.type() == MediaItem.Type.HISTOGRAM
                ? histograms.getOrDefault(wanted.name(), List.of()).stream()
                        .filter(s -> !isHidden(s.run()))
                        .toList()
                : List.of();
        shown.set(new Shown(wanted, runs, steps, at, cards, series));
    }

    /** The place of the step that was looked at last, or of the one before it; the last one before anything was looked at. */
    private int at(long[] steps) {
        if (step == Long.MIN_VALUE || steps.length == 0) {
            return Math.max(0, steps.length - 1);
        }
        int found = Arrays.binarySearch(steps, step);
        return found >= 0 ? found : Math.max(0, -found - 2);
    }

    /** Nobody will look at it any more. */
    public void close() {
        background.cancel(List.of(this, "index"));
        background.cancel(List.of(this, "histograms"));
        index = null;
        histograms = Map.of();
    }
}
