package rewardloom.viewers.preference;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.LabelExport;
import rewardloom.model.preference.LabelImport;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.LabelSession;
import rewardloom.model.preference.LabelStatistics;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.PairSample;
import rewardloom.model.preference.Presentation;
import rewardloom.model.preference.Timing;
import rewardloom.model.preference.Turn;
import rewardloom.model.preference.Verdict;
import rewardloom.model.table.Tables;
import rewardloom.viewers.trajectory.Playback;
import rewardloom.viewers.work.Background;

/**
 * Labelling without a window: which queue, which pair, what was said about it. An answer is written in the background, and the next
 * pair comes only with the confirmation that it is on the disk; when that fails, the same pair stays and can be answered again.
 * What the next pair shows is read while the present one is looked at.
 */
final class LabelingModel {
    /** Which screen is shown. */
    enum Screen {
        START,
        LABELLING,
        FINISHED
    }

    private final LabelLog log;
    private final Tables tables;
    private final Background background;
    private final Clock clock;
    private final String tool;
    private CardReader cards;

    private final ReadOnlyObjectWrapper<Screen> screen = new ReadOnlyObjectWrapper<>(this, "screen", Screen.START);
    private final ObservableList<QueueRow> queues = FXCollections.observableArrayList();
    private final StringProperty annotator = new SimpleStringProperty(this, "annotator", "");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper(this, "error", "");
    private final ReadOnlyStringWrapper report = new ReadOnlyStringWrapper(this, "report", "");
    private final ReadOnlyObjectWrapper<@Nullable Card> card = new ReadOnlyObjectWrapper<>(this, "card");
    private final ReadOnlyObjectWrapper<@Nullable Turn> turn = new ReadOnlyObjectWrapper<>(this, "turn");
    private final ReadOnlyStringWrapper revealed = new ReadOnlyStringWrapper(this, "revealed", "");
    private final ReadOnlyObjectWrapper<LabelStatistics> statistics =
            new ReadOnlyObjectWrapper<>(this, "statistics", LabelStatistics.none(0));
    private final Playback playback = new Playback();
    private final AtomicReference<@Nullable Card> prepared = new AtomicReference<>();
    private final Object listing = new Object();
    private final Object writing = new Object();
    private final Object preparing = new Object();
    private final Object counting = new Object();
    private final Object filing = new Object();

    private @Nullable LabelSession session;
    private Instant shown;
    private @Nullable Instant firstPlay;
    private ActiveTime active;

    LabelingModel(LabelLog log, Tables tables, Background background, Clock clock, String tool) {
        this.log = log;
        this.tables = tables;
        this.background = background;
        this.clock = clock;
        this.tool = tool;
        this.cards = new CardReader(tables);
        this.shown = clock.instant();
        this.active = new ActiveTime(shown);
        playback.playingProperty().subscribe(playing -> {
            if (playing && firstPlay == null) {
                firstPlay = clock.instant();
            }
        });
        playback.stepProperty().subscribe(this::touch);
    }

    Tables tables() {
        return tables;
    }

    ReadOnlyObjectProperty<Screen> screenProperty() {
        return screen.getReadOnlyProperty();
    }

    /** The queues of the study, newest first. */
    ObservableList<QueueRow> queues() {
        return queues;
    }

    /** Who labels. */
    StringProperty annotatorProperty() {
        return annotator;
    }

    /** Whether something is being written or read; answers are not taken meanwhile. */
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** What went wrong last, empty when nothing did. */
    ReadOnlyStringProperty errorProperty() {
        return error.getReadOnlyProperty();
    }

    /** What was done last besides labelling: how a queue was drawn, what was exported. */
    ReadOnlyStringProperty reportProperty() {
        return report.getReadOnlyProperty();
    }

    /** The pair on screen, null when there is none. */
    ReadOnlyObjectProperty<@Nullable Card> cardProperty() {
        return card.getReadOnlyProperty();
    }

    /** How far the annotator is. */
    ReadOnlyObjectProperty<@Nullable Turn> turnProperty() {
        return turn.getReadOnlyProperty();
    }

    /** What the last answered pair was, now that it may be known. */
    ReadOnlyStringProperty revealedProperty() {
        return revealed.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<LabelStatistics> statisticsProperty() {
        return statistics.getReadOnlyProperty();
    }

    /** The clock of both sides. */
    Playback playback() {
        return playback;
    }

    /** Reads the queues again. */
    void refresh() {
        background.latest(
                listing,
                "Reading label queues",
                progress -> {
                    List<QueueRow> rows = new ArrayList<>();
                    for (PairQueue queue : log.queues()) {
                        progress.checkCancelled();
                        rows.add(new QueueRow(queue, log.answered(queue)));
                    }
                    return rows.reversed();
                },
                queues::setAll,
                this::tell);
    }

    /** The study has changed: what was read of it may be gone. */
    void studyChanged() {
        cards = new CardReader(tables);
        prepared.set(null);
        refresh();
    }

    /** Draws a queue, stores it, and starts with its first pair. */
    void create(Order order) {
        if (!ready()) {
            return;
        }
        background.latest(
                writing,
                "Drawing pairs",
                progress -> {
                    PairSample sample = order.draw(tables, progress);
                    PairQueue queue = log.create(order.name().strip(), order.seed(), clock.instant(), sample);
                    return new Drawn(queue, sample.report());
                },
                drawn -> {
                    busy.set(false);
                    report.set(drawn.report());
                    start(drawn.queue());
                },
                this::failed);
    }

    private record Drawn(PairQueue queue, String report) {}

    /** Goes on with a queue at the first pair the annotator has not answered. */
    void start(PairQueue queue) {
        if (!ready()) {
            return;
        }
        LabelSession started = log.session(queue, annotator.get(), tool);
        session = started;
        prepared.set(null);
        revealed.set("");
        statistics.set(LabelStatistics.none(queue.pairs()));
        background.latest(
                writing, "Opening " + queue.name(), progress -> step(started.current()), this::next, this::failed);
    }

    private boolean ready() {
        if (busy.get()) {
            return false;
        }
        if (annotator.get().isBlank()) {
            error.set("Write your name first: labels are kept for each annotator.");
            return false;
        }
        error.set("");
        busy.set(true);
        return true;
    }

    /** Says something about the pair on screen; does nothing while the last answer is being written. */
    void answer(Choice choice) {
        Card asked = card.get();
        LabelSession writer = session;
        if (asked == null || writer == null || busy.get() || !asked.allows(choice)) {
            return;
        }
        touch();
        Timing timing = new Timing(shown, firstPlay, null, clock.instant(), active.millis());
        String what = revealed(asked, choice);
        error.set("");
        busy.set(true);
        background.latest(
                writing,
                "Writing a label",
                progress -> step(writer.answer(
                        asked.comparison(),
                        Verdict.of(choice.on(asked.sides())),
                        Presentation.of(asked.sides()),
                        timing)),
                step -> {
                    revealed.set(what);
                    next(step);
                },
                this::failed);
    }

    private static String revealed(Card card, Choice choice) {
        return "Pair " + (card.comparison().position() + 1) + ", "
                + choice.title().toLowerCase(Locale.ROOT) + ". Left: "
                + card.left().origin() + ". Right: " + card.right().origin() + ".";
    }

    /** Takes the last answer back and asks its pair again. */
    void undo() {
        change("Taking an answer back", Turn::canUndo, writer -> writer.undo(clock.instant()));
    }

    /** Brings back the answer that was taken back last. */
    void redo() {
        change("Bringing an answer back", Turn::canRedo, writer -> writer.redo(clock.instant()));
    }

    private void change(String what, Predicate<Turn> possible, Function<LabelSession, Turn> work) {
        LabelSession writer = session;
        Turn now = turn.get();
        if (writer == null || now == null || busy.get() || !possible.test(now)) {
            return;
        }
        error.set("");
        busy.set(true);
        background.latest(
                writing,
                what,
                progress -> step(work.apply(writer)),
                step -> {
                    revealed.set("");
                    next(step);
                },
                this::failed);
    }

    /** What comes next, with the pair ready to be shown. In the background. */
    private Step step(Turn next) {
        if (next.comparison() == null) {
            return new Step(next, null);
        }
        Card ready = prepared.getAndSet(null);
        boolean fits =
                ready != null && ready.comparison().id() == next.comparison().id();
        return new Step(next, fits ? ready : cards.read(next.comparison(), next.sides()));
    }

    private record Step(Turn turn, @Nullable Card card) {}

    private void next(Step step) {
        busy.set(false);
        turn.set(step.turn());
        card.set(null);
        Card shownCard = step.card();
        if (shownCard == null) {
            playback.load(1);
            screen.set(Screen.FINISHED);
        } else {
            shown = clock.instant();
            firstPlay = null;
            active = new ActiveTime(shown);
            playback.load(shownCard.steps());
            card.set(shownCard);
            screen.set(Screen.LABELLING);
            if (shownCard.plays()) {
                playback.play();
            }
            prepare();
        }
        count();
    }

    private void prepare() {
        LabelSession reader = session;
        if (reader == null) {
            return;
        }
        CardReader from = cards;
        background.latest(
                preparing,
                "Preparing the next pair",
                progress -> reader.upcoming().map(next -> from.read(next.comparison(), next.sides())),
                (Optional<Card> next) -> prepared.set(next.orElse(null)),
                // The pair is read again when its turn comes, and then the error has a place to stand.
                e -> prepared.set(null));
    }

    private void count() {
        LabelSession reader = session;
        if (reader != null) {
            background.latest(
                    counting, "Counting labels", progress -> reader.statistics(), statistics::set, this::tell);
        }
    }

    private void failed(Exception e) {
        busy.set(false);
        tell(e);
    }

    private void tell(Exception e) {
        error.set(Objects.requireNonNullElse(e.getMessage(), e.toString()));
    }

    /** Somebody is there. */
    void touch() {
        active.touch(clock.instant());
    }

    /** The queue that is being labelled. */
    Optional<PairQueue> queue() {
        return Optional.ofNullable(session).map(LabelSession::queue);
    }

    /** Back to the choice of queues; everything that was answered is already on the disk. */
    void leave() {
        if (busy.get()) {
            return;
        }
        background.cancel(preparing);
        session = null;
        playback.load(1);
        card.set(null);
        turn.set(null);
        error.set("");
        report.set("");
        screen.set(Screen.START);
        refresh();
    }

    /** Writes the full records of a queue to a file. */
    void export(PairQueue queue, Path file) {
        file(
                "Exporting labels",
                () -> new LabelExport(log, tables).full(queue, file).sentence());
    }

    /** Writes chosen and rejected texts of a queue to a file. */
    void exportChosen(PairQueue queue, LabelExport.Ties ties, Path file) {
        file(
                "Exporting labels",
                () -> new LabelExport(log, tables).trl(queue, ties, file).sentence());
    }

    /** Adds the labels of a file to a queue. */
    void importLabels(PairQueue queue, Path file) {
        file("Importing labels", () -> new LabelImport(log).into(queue, file).sentence());
    }

    private void file(String what, Supplier<String> work) {
        error.set("");
        background.latest(
                filing,
                what,
                progress -> work.get(),
                sentence -> {
                    report.set(sentence);
                    refresh();
                },
                this::tell);
    }

    /** Stops what is being read; an answer on its way to the disk gets there. */
    void close() {
        playback.pause();
        background.cancel(listing);
        background.cancel(preparing);
        background.cancel(counting);
    }
}
