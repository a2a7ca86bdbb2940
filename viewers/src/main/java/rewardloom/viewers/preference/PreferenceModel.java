package rewardloom.viewers.preference;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.LabelSession;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.PairSample;
import rewardloom.model.table.Tables;
import rewardloom.viewers.work.Background;

/** The tab of preferences without a window: who labels, the queues, the one that is open, and files of labels. */
final class PreferenceModel {
    /** Which screen is shown. */
    enum Screen {
        START,
        LABELLING,
        FINISHED,
        QUALITY
    }

    private final LabelLog log;
    private final StudyLabels study;
    private final Background background;
    private final Clock clock;
    private final String tool;
    private final LabelMemory memory;
    private final LabelingModel labelling;
    private final QualityModel quality;
    private final LabelFilesModel files;
    private final ReadOnlyObjectWrapper<Screen> screen = new ReadOnlyObjectWrapper<>(this, "screen", Screen.START);
    private final ObservableList<QueueRow> queues = FXCollections.observableArrayList();
    private final ObservableList<String> profiles = FXCollections.observableArrayList();
    private final StringProperty annotator = new SimpleStringProperty(this, "annotator", "");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper(this, "error", "");
    private final ReadOnlyStringWrapper drawnReport = new ReadOnlyStringWrapper(this, "drawn", "");
    private final ObjectProperty<KeyMap> keys;
    private final Map<String, Counted> counted = new ConcurrentHashMap<>();
    private final Object listing = new Object();
    private final Object drawing = new Object();

    /**
     * @param background where it reads, draws and judges
     * @param prompt where answers are written and the next comparison is read: nothing else may keep that waiting
     * @param tool program and version, kept with every answer
     */
    PreferenceModel(
            StudyLabels study, Background background, Background prompt, Clock clock, String tool, LabelMemory memory) {
        this.log = study.log();
        this.study = study;
        this.background = background;
        this.clock = clock;
        this.tool = tool;
        this.memory = memory;
        this.labelling = new LabelingModel(new CardReader(study.tables()), prompt, clock, this::finished);
        this.quality = new QualityModel(log, study.labelled(), background);
        this.files = new LabelFilesModel(study, background, clock, this::refresh);
        this.keys = new SimpleObjectProperty<>(this, "keys", KeyMap.of(memory.keys()));
        keys.subscribe(map -> memory.keepKeys().accept(map.saved()));
        annotator.set(memory.annotator());
        labelling.cardProperty().subscribe(card -> {
            if (card != null) {
                busy.set(false);
                screen.set(Screen.LABELLING);
            }
        });
    }

    Tables tables() {
        return study.tables();
    }

    LabelingModel labelling() {
        return labelling;
    }

    QualityModel quality() {
        return quality;
    }

    /** Labels to files and back. */
    LabelFilesModel files() {
        return files;
    }

    ReadOnlyObjectProperty<Screen> screenProperty() {
        return screen.getReadOnlyProperty();
    }

    /** The queues of the study, newest first. */
    ObservableList<QueueRow> queues() {
        return queues;
    }

    /** Everybody who has labelled something here. */
    ObservableList<String> profiles() {
        return profiles;
    }

    /** Who labels. */
    StringProperty annotatorProperty() {
        return annotator;
    }

    /** Whether a queue is being drawn or opened. */
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** What went wrong last besides labelling, empty when nothing did. */
    ReadOnlyStringProperty errorProperty() {
        return error.getReadOnlyProperty();
    }

    /** How the last queue was drawn, and what was left out and why. */
    ReadOnlyStringProperty drawnProperty() {
        return drawnReport.getReadOnlyProperty();
    }

    /** Which keys do what. */
    ObjectProperty<KeyMap> keysProperty() {
        return keys;
    }

    /** Reads the queues again. */
    void refresh() {
        list("Reading label queues");
    }

    private void list(String title) {
        background.latest(
                listing,
                title,
                progress -> {
                    List<QueueRow> rows = new ArrayList<>();
                    for (PairQueue queue : log.queues()) {
                        progress.checkCancelled();
                        rows.add(counted(queue));
                    }
                    return rows.reversed();
                },
                this::accept,
                this::tell);
    }

    /** Counts again only if somebody has answered something, here or in another program. */
    private QueueRow counted(PairQueue queue) {
        long state = log.state(queue);
        Counted before = counted.get(queue.uid());
        Map<String, Integer> answered =
                before != null && before.state() == state ? before.answered() : log.answered(queue);
        counted.put(queue.uid(), new Counted(state, answered));
        return new QueueRow(queue, answered);
    }

    private record Counted(long state, Map<String, Integer> answered) {}

    /** Looks whether other programs have added something, while nothing else goes on. */
    void followOthers() {
        if (screen.get() == Screen.START && !busy.get()) {
            list("");
        }
    }

    private void accept(List<QueueRow> rows) {
        if (rows.equals(queues)) {
            return;
        }
        TreeSet<String> names = new TreeSet<>();
        rows.forEach(row -> names.addAll(row.answered().keySet()));
        names.remove(LabelLog.ADJUDICATION);
        if (!annotator.get().isBlank()) {
            names.add(annotator.get().strip());
        }
        String now = annotator.get();
        profiles.setAll(names);
        annotator.set(now);
        queues.setAll(rows);
    }

    /** The study has changed: what was read of it may be gone. */
    void studyChanged() {
        labelling.studyChanged(new CardReader(study.tables()));
        refresh();
    }

    /** Draws a queue, stores it, and starts with its first comparison. */
    void create(Order order) {
        if (!ready()) {
            return;
        }
        background.latest(
                drawing,
                "Drawing pairs",
                progress -> {
                    PairSample sample = order.draw(study.labelled(), log, progress);
                    PairQueue queue =
                            log.create(order.name().strip(), order.drawing().seed(), clock.instant(), sample);
                    return new Drawn(queue, sample.report(), answers(order, queue));
                },
                this::open,
                this::failed);
    }

    /** Draws more comparisons for a queue and goes on with it. */
    void extend(PairQueue queue, Order order) {
        if (!ready()) {
            return;
        }
        background.latest(
                drawing,
                "Drawing more pairs",
                progress -> {
                    PairSample sample = order.draw(study.labelled(), log, progress);
                    PairQueue longer = log.extend(queue, sample);
                    return new Drawn(longer, sample.report(), answers(order, longer));
                },
                this::open,
                this::failed);
    }

    private record Drawn(PairQueue queue, String report, LabelFilesModel.Account answers) {}

    private LabelFilesModel.Account answers(Order order, PairQueue queue) {
        return order.withAnswers()
                ? LabelFilesModel.of(files.answers(queue, order.drawing().from().getFirst()))
                : LabelFilesModel.Account.NONE;
    }

    private void open(Drawn drawn) {
        busy.set(false);
        drawnReport.set("");
        drawnReport.set(drawn.report());
        files.tell(drawn.answers());
        start(drawn.queue());
    }

    /** Goes on with a queue at the first comparison the annotator has not answered. */
    void start(PairQueue queue) {
        if (ready()) {
            memory.keepAnnotator().accept(annotator.get().strip());
            labelling.start(session(queue, annotator.get()));
            busy.set(false);
        }
    }

    private LabelSession session(PairQueue queue, String who) {
        return log.session(queue, who, tool);
    }

    private boolean ready() {
        if (busy.get()) {
            return false;
        }
        if (annotator.get().isBlank()) {
            error.set("Write your name first: labels are kept for each annotator.");
            return false;
        }
        if (annotator.get().strip().equals(LabelLog.ADJUDICATION)) {
            error.set("'" + LabelLog.ADJUDICATION + "' is the name under which disputes are decided; choose another.");
            return false;
        }
        error.set("");
        busy.set(true);
        return true;
    }

    private void finished() {
        if (isLooking()) {
            quality.refresh();
            screen.set(Screen.QUALITY);
        } else {
            screen.set(Screen.FINISHED);
        }
    }

    /** Whether a comparison is shown because something about it was found. */
    boolean isLooking() {
        Disputes disputes = labelling.disputes();
        return disputes != null && disputes.isLook();
    }

    /** Shows a comparison of the queue that is judged, with what everybody said about it; it can be decided. */
    void look(int position) {
        PairQueue queue = quality.queueProperty().get();
        if (queue == null || busy.get()) {
            return;
        }
        error.set("");
        busy.set(true);
        background.latest(
                drawing,
                "Looking at pair " + (position + 1),
                progress -> Disputes.look(log.columns(queue), position),
                disputes -> {
                    busy.set(false);
                    labelling.adjudicate(session(queue, LabelLog.ADJUDICATION), disputes);
                },
                this::failed);
    }

    /** Decides the comparisons of a queue on which annotators differ. */
    void adjudicate(PairQueue queue) {
        if (!ready()) {
            return;
        }
        background.latest(
                drawing,
                "Looking for disputed pairs",
                progress -> Disputes.of(log.columns(queue)),
                disputes -> {
                    busy.set(false);
                    if (disputes.size() == 0) {
                        files.tell("There is no dispute in \"" + queue.name() + "\" that is not decided.");
                    } else {
                        labelling.adjudicate(session(queue, LabelLog.ADJUDICATION), disputes);
                    }
                },
                this::failed);
    }

    /** Shows whether the labels of a queue can be trusted. */
    void judge(PairQueue queue) {
        quality.open(queue);
        screen.set(Screen.QUALITY);
    }

    /** Back to the choice of queues. */
    void leave() {
        boolean looking = isLooking();
        if (labelling.leave()) {
            if (looking) {
                quality.refresh();
                screen.set(Screen.QUALITY);
                return;
            }
            quality.leave();
            error.set("");
            screen.set(Screen.START);
            refresh();
        }
    }

    private void failed(Exception e) {
        busy.set(false);
        tell(e);
    }

    private void tell(Exception e) {
        error.set(Objects.requireNonNullElse(e.getMessage(), e.toString()));
    }

    /** The queue that is labelled or judged. */
    @Nullable
    PairQueue queue() {
        return labelling.queue().orElse(quality.queueProperty().get());
    }

    /**
     * Stops what is being read.
     *
     * @param failed told if the answer that is being written does not get to the disk
     */
    void close(Consumer<Exception> failed) {
        labelling.close(failed);
        quality.leave();
        background.cancel(listing);
    }
}
