package rewardloom.viewers.preference;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.table.Tables;
import rewardloom.viewers.work.Background;

/** What the owner of a queue sees while others label it: what analyses find, again whenever the log has grown. */
final class QualityModel {
    private final LabelLog log;
    private final Tables labelled;
    private final Background background;
    private final Object judging = new Object();
    private final ReadOnlyObjectWrapper<@Nullable PairQueue> queue = new ReadOnlyObjectWrapper<>(this, "queue");
    private final ReadOnlyObjectWrapper<@Nullable Judgement> judgement = new ReadOnlyObjectWrapper<>(this, "judgement");
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper(this, "error", "");
    private long judgedEvents = -1;

    QualityModel(LabelLog log, Tables labelled, Background background) {
        this.log = log;
        this.labelled = labelled;
        this.background = background;
    }

    ReadOnlyObjectProperty<@Nullable PairQueue> queueProperty() {
        return queue.getReadOnlyProperty();
    }

    /** What was found last; null before the first time. */
    ReadOnlyObjectProperty<@Nullable Judgement> judgementProperty() {
        return judgement.getReadOnlyProperty();
    }

    /** Why nothing could be found, empty otherwise. */
    ReadOnlyStringProperty errorProperty() {
        return error.getReadOnlyProperty();
    }

    void open(PairQueue opened) {
        queue.set(opened);
        judgement.set(null);
        judgedEvents = -1;
        refresh();
    }

    /** Judges again if the log has grown. */
    void refresh() {
        PairQueue opened = queue.get();
        if (opened == null) {
            return;
        }
        long before = judgedEvents;
        background.latest(
                judging,
                before < 0 ? "Judging the labels of " + opened.name() : "",
                progress -> {
                    long events = log.events(opened);
                    return events == before
                            ? Optional.<Judgement>empty()
                            : Optional.of(new JudgementReader(labelled, opened, progress).read(events));
                },
                found -> found.ifPresent(judged -> {
                    judgedEvents = judged.events();
                    error.set("");
                    judgement.set(judged);
                }),
                e -> error.set(e.getMessage() == null ? e.toString() : e.getMessage()));
    }

    /** Nobody looks any more. */
    void leave() {
        background.cancel(judging);
        queue.set(null);
        judgement.set(null);
    }
}
