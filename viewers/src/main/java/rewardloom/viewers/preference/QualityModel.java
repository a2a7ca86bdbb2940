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
    private long judgedState = -1;
    private @Nullable PairQueue running;

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
        judgedState = -1;
        running = null;
        refresh();
    }

    /** Judges again if the log has grown; what is being judged is not disturbed. */
    void refresh() {
        PairQueue opened = queue.get();
        if (opened == null || opened.equals(running)) {
            return;
        }
        long before = judgedState;
        running = opened;
        background.latest(
                judging,
                before < 0 ? "Judging the labels of " + opened.name() : "",
                progress -> {
                    long state = log.state(opened);
                    return state == before
                            ? Optional.<Judged>empty()
                            : Optional.of(new Judged(
                                    state, new JudgementReader(labelled, opened, progress).read(log.events(opened))));
                },
                found -> {
                    running = null;
                    error.set("");
                    found.ifPresent(judged -> {
                        judgedState = judged.state();
                        judgement.set(judged.judgement());
                    });
                },
                e -> {
                    running = null;
                    error.set(e.getMessage() == null ? e.toString() : e.getMessage());
                });
    }

    private record Judged(long state, Judgement judgement) {}

    /** Nobody looks any more. */
    void leave() {
        background.cancel(judging);
        running = null;
        queue.set(null);
        judgement.set(null);
    }
}
