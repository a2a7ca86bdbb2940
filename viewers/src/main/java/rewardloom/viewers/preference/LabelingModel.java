package rewardloom.viewers.preference;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.LabelSession;
import rewardloom.model.preference.LabelStatistics;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.Questionnaire;
import rewardloom.model.preference.Turn;
import rewardloom.model.preference.Verdict;
import rewardloom.viewers.trajectory.Playback;
import rewardloom.viewers.work.Background;

/**
 * Answering one queue without a window: which comparison, what was said about it so far. An answer is written in the background, and the
 * next comparison comes only with the confirmation that it is on the disk; when that fails, the same one stays and can be answered
 * again. What the next one shows is read while the present one is looked at.
 */
final class LabelingModel {
    private final Background background;
    private final Clock clock;
    private final Runnable finished;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyBooleanWrapper onBreak = new ReadOnlyBooleanWrapper(this, "onBreak");
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper(this, "error", "");
    private final ReadOnlyObjectWrapper<@Nullable Card> card = new ReadOnlyObjectWrapper<>(this, "card");
    private final ReadOnlyObjectWrapper<@Nullable Turn> turn = new ReadOnlyObjectWrapper<>(this, "turn");
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper(this, "changes");
    private final ReadOnlyIntegerWrapper back = new ReadOnlyIntegerWrapper(this, "back", -1);
    private final ReadOnlyStringWrapper revealed = new ReadOnlyStringWrapper(this, "revealed", "");
    private final ReadOnlyObjectWrapper<LabelStatistics> statistics =
            new ReadOnlyObjectWrapper<>(this, "statistics", LabelStatistics.none(0));
    private final Playback playback = new Playback();
    private final Object writing = new Object();
    private final Object preparing = new Object();
    private final Object counting = new Object();
    private CardReader cards;
    private @Nullable Deck deck;
    private @Nullable Draft draft;
    private @Nullable Viewing viewing;
    private @Nullable Runnable waiting;
    private @Nullable Consumer<Exception> unheard;

    /**
     * @param cards reads what comparisons show
     * @param finished told when everything has an answer
     */
    LabelingModel(CardReader cards, Background background, Clock clock, Runnable finished) {
        this.cards = cards;
        this.background = background;
        this.clock = clock;
        this.finished = finished;
        playback.playingProperty().subscribe(playing -> {
            if (playing && viewing != null) {
                viewing.played(clock.instant());
            }
        });
        playback.stepProperty().subscribe(step -> {
            if (viewing != null) {
                viewing.touch(clock.instant());
                viewing.at(step.intValue(), clock.instant());
            }
        });
    }

    /** Whether something is being written or read; answers are not taken meanwhile. */
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** Whether the annotator takes a break. */
    ReadOnlyBooleanProperty onBreakProperty() {
        return onBreak.getReadOnlyProperty();
    }

    /** What went wrong last, empty when nothing did. */
    ReadOnlyStringProperty errorProperty() {
        return error.getReadOnlyProperty();
    }

    /** The comparison on screen, null when there is none. */
    ReadOnlyObjectProperty<@Nullable Card> cardProperty() {
        return card.getReadOnlyProperty();
    }

    /** How far the annotator is. */
    ReadOnlyObjectProperty<@Nullable Turn> turnProperty() {
        return turn.getReadOnlyProperty();
    }

    /** Grows whenever the draft has changed. */
    ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** How many answers back the card on screen is, 0 the last one; −1 for the one to be answered now. */
    ReadOnlyIntegerProperty backProperty() {
        return back.getReadOnlyProperty();
    }

    /** What the last answered comparison was, now that it may be known. */
    ReadOnlyStringProperty revealedProperty() {
        return revealed.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<LabelStatistics> statisticsProperty() {
        return statistics.getReadOnlyProperty();
    }

    /** The clock of all sides. */
    Playback playback() {
        return playback;
    }

    /** The answer in the making; null without a card. */
    @Nullable
    Draft draft() {
        return draft;
    }

    /** Disputed comparisons that are being decided; null while labelling. */
    @Nullable
    Disputes disputes() {
        return deck == null ? null : deck.disputes();
    }

    /** The queue that is being labelled. */
    Optional<PairQueue> queue() {
        return Optional.ofNullable(deck).map(Deck::session).map(LabelSession::queue);
    }

    Questionnaire questions() {
        return queue().map(PairQueue::questions).orElse(Questionnaire.PLAIN);
    }

    /** The study has changed: what was read of it may be gone. */
    void studyChanged(CardReader fresh) {
        cards = fresh;
        if (deck != null) {
            deck.use(fresh);
        }
    }

    /** Goes on with a queue at the first comparison the annotator has not answered. */
    void start(LabelSession started) {
        statistics.set(LabelStatistics.none(started.queue().pairs()));
        open(new Deck(started, null, cards), "Opening " + started.queue().name());
    }

    /** Decides disputed comparisons, one after the other. */
    void adjudicate(LabelSession started, Disputes disputed) {
        open(
                new Deck(started, disputed, cards),
                "Opening disputed pairs of " + started.queue().name());
    }

    private void open(Deck opened, String what) {
        deck = opened;
        revealed.set("");
        error.set("");
        busy.set(true);
        background.latest(writing, what, progress -> opened.first(), this::next, this::unread);
    }

    /** Does what an action says; false when it says nothing now. */
    boolean perform(LabelAction action) {
        touch();
        if (onBreak.get()) {
            resume();
            return true;
        }
        Draft now = draft;
        if (now != null && !busy.get() && now.accepts(action) && canSay(action)) {
            now.take(action);
            changes.set(changes.get() + 1);
            if (now.isComplete()) {
                commit(now);
            }
            return true;
        }
        return other(action);
    }

    private boolean canSay(LabelAction action) {
        Card shown = card.get();
        return shown != null && (shown.isReadable() || action == LabelAction.SKIP);
    }

    private boolean other(LabelAction action) {
        switch (action) {
            case UNDO -> {
                Draft now = draft;
                if (now != null && !busy.get() && now.back()) {
                    changes.set(changes.get() + 1);
                } else {
                    undo();
                }
            }
            case REDO -> redo();
            case EARLIER -> lookBack(1);
            case LATER -> lookBack(-1);
            case BREAK -> rest();
            case PLAY -> playback.toggle();
            case STEP_BACK -> playback.stepBy(-1);
            case STEP_ON -> playback.stepBy(1);
            case RESTART -> playback.seek(0);
            case NEXT_EVENT -> nextEvent();
            case FASTER -> playback.faster();
            case SLOWER -> playback.slower();
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The end of the longest side, or of the next shorter one: the only events that give no reward away. */
    private void nextEvent() {
        Card shown = card.get();
        if (shown != null) {
            int now = playback.stepProperty().get();
            playback.pause();
            playback.seek(shown.places().stream()
                    .mapToInt(c -> c.steps() - 1)
                    .filter(end -> end > now)
                    .min()
                    .orElse(0));
        }
    }

    private void rest() {
        Viewing now = viewing;
        if (now != null) {
            playback.pause();
            now.pause(clock.instant());
            onBreak.set(true);
        }
    }

    private void resume() {
        Viewing now = viewing;
        if (now != null) {
            now.resume(clock.instant());
        }
        onBreak.set(false);
    }

    private void commit(Draft now) {
        Card asked = card.get();
        Deck from = deck;
        Viewing seen = viewing;
        if (asked == null || from == null || seen == null) {
            return;
        }
        Verdict verdict = now.verdict();
        var timing = seen.timing(clock.instant());
        var presentation = seen.presentation(playback.speedProperty().get(), visible());
        String what = asked.account(verdict);
        error.set("");
        busy.set(true);
        background.latest(
                writing,
                "",
                progress -> from.answer(asked, verdict, presentation, timing),
                step -> {
                    revealed.set(what);
                    next(step);
                },
                e -> {
                    // What was said besides stays: only the last key has to be pressed again.
                    now.back();
                    changes.set(changes.get() + 1);
                    failed(e);
                });
    }

    /** What could be seen beside the items. */
    private List<String> visible() {
        List<String> visible = new ArrayList<>();
        if (back.get() >= 0 || disputes() != null) {
            visible.addAll(List.of("length", "reward", "policy", disputes() == null ? "answer" : "answers"));
        } else {
            questions().shown().forEach(what -> visible.add(what.id()));
        }
        return visible;
    }

    /** Takes the last answer back and asks its comparison again. */
    void undo() {
        change(Turn::canUndo, writer -> writer.undo(clock.instant()));
    }

    /** Brings back the answer that was taken back last. */
    void redo() {
        change(Turn::canRedo, writer -> writer.redo(clock.instant()));
    }

    private void change(Predicate<Turn> possible, Function<LabelSession, Turn> work) {
        Deck from = deck;
        Turn now = turn.get();
        if (busy.get()) {
            // Whoever sees a slip while the answer is on its way means that answer.
            waiting = () -> change(possible, work);
            return;
        }
        if (from == null || now == null || !possible.test(now)) {
            return;
        }
        error.set("");
        busy.set(true);
        background.latest(
                writing,
                "",
                progress -> from.change(work),
                step -> {
                    revealed.set("");
                    next(step);
                },
                this::failed);
    }

    /** Shows an answer that was given before, with what may be known now; or goes forth to the one to be answered. */
    private void lookBack(int by) {
        Deck from = deck;
        if (from == null || busy.get() || from.disputes() != null) {
            return;
        }
        int wanted = back.get() + by;
        if (wanted < -1 || wanted >= from.answered()) {
            return;
        }
        error.set("");
        busy.set(true);
        background.latest(
                writing,
                "",
                progress -> from.back(wanted),
                step -> {
                    next(step);
                    back.set(wanted);
                    changes.set(changes.get() + 1);
                },
                this::unread);
    }

    private void next(Deck.Step step) {
        busy.set(false);
        if (unheard != null) {
            return;
        }
        back.set(-1);
        turn.set(step.turn());
        viewing = null;
        Card shown = step.card();
        if (shown == null || shown.equals(card.get())) {
            // Everybody who follows hears of it, even if the same comparison is asked again.
            card.set(null);
        }
        if (shown == null) {
            draft = null;
            playback.load(1);
            finished.run();
        } else {
            show(shown);
            prepare();
        }
        count();
        Runnable next = waiting;
        waiting = null;
        if (next != null) {
            next.run();
        }
    }

    private void show(Card shown) {
        Instant now = clock.instant();
        Verdict before = shown.before();
        draft = before == null
                ? new Draft(questions(), shown.sides())
                : Draft.again(questions(), shown.sides(), before);
        playback.load(shown.steps());
        viewing = new Viewing(shown, now);
        card.set(shown);
        changes.set(changes.get() + 1);
        if (shown.plays()) {
            playback.play();
        }
    }

    private void prepare() {
        Deck now = deck;
        if (now != null && now.disputes() == null) {
            background.latest(
                    preparing,
                    "",
                    progress -> now.prepare(),
                    ready -> {},
                    // It is read again when its turn comes, and then the error has a place to stand.
                    e -> now.forget());
        }
    }

    private void count() {
        Deck from = deck;
        if (from != null) {
            background.latest(counting, "", progress -> from.session().statistics(), statistics::set, this::tell);
        }
    }

    /** The end of what stands at a place was in view. */
    void sawEnd(int place) {
        Viewing now = viewing;
        if (now != null) {
            now.sawEnd(place, clock.instant());
        }
    }

    /** A note on the comparison on screen. */
    void note(String text) {
        edit(now -> now.setNote(text));
    }

    /** Ticks a reason for the comparison on screen, or takes its tick away. */
    void toggleReason(String reason) {
        edit(now -> now.toggle(reason));
    }

    private void edit(Consumer<Draft> change) {
        Draft now = draft;
        if (now != null) {
            change.accept(now);
            changes.set(changes.get() + 1);
        }
    }

    private void failed(Exception e) {
        unread(e);
        if (unheard != null) {
            unheard.accept(e);
        }
    }

    private void unread(Exception e) {
        busy.set(false);
        waiting = null;
        tell(e);
    }

    private void tell(Exception e) {
        error.set(Objects.requireNonNullElse(e.getMessage(), e.toString()));
    }

    /** Somebody is there. */
    void touch() {
        Viewing now = viewing;
        if (now != null) {
            now.touch(clock.instant());
        }
    }

    /** Puts the queue away; everything that was answered is already on the disk. False while something is being written. */
    boolean leave() {
        if (busy.get()) {
            return false;
        }
        background.cancel(preparing);
        deck = null;
        draft = null;
        viewing = null;
        playback.load(1);
        card.set(null);
        turn.set(null);
        error.set("");
        return true;
    }

    /** Stops what is being read; an answer on its way to the disk gets there, or {@code failed} hears why not. */
    void close(Consumer<Exception> failed) {
        unheard = failed;
        playback.pause();
        background.cancel(preparing);
        background.cancel(counting);
    }
}
