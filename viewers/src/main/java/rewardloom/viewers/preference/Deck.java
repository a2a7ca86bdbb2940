package rewardloom.viewers.preference;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.LabelSession;
import rewardloom.model.preference.Presentation;
import rewardloom.model.preference.Timing;
import rewardloom.model.preference.Turn;
import rewardloom.model.preference.Verdict;

/**
 * The cards of a queue in the order in which one annotator sees them; or its disputed ones for whoever decides them. Its methods touch
 * the disk: they belong into the background, one at a time, but for {@link #prepare}, which may run beside them.
 */
final class Deck {
    /** So many answers can be looked at again by key. */
    private static final int LATEST = 10_000;

    private final LabelSession session;
    private final @Nullable Disputes disputes;
    private final AtomicReference<CardReader> cards;
    private final AtomicReference<@Nullable Card> prepared = new AtomicReference<>();

    /** @param disputes what is to be decided; null for plain labelling */
    Deck(LabelSession session, @Nullable Disputes disputes, CardReader cards) {
        this.session = session;
        this.disputes = disputes;
        this.cards = new AtomicReference<>(cards);
    }

    /**
     * What comes next.
     *
     * @param card what is shown, null when everything has an answer
     */
    record Step(Turn turn, @Nullable Card card) {}

    LabelSession session() {
        return session;
    }

    @Nullable
    Disputes disputes() {
        return disputes;
    }

    /** Reads the study anew from now on. */
    void use(CardReader fresh) {
        cards.set(fresh);
        prepared.set(null);
    }

    Step first() {
        return step(session.current());
    }

    /** Stores an answer on a card; what comes next. */
    Step answer(Card asked, Verdict verdict, Presentation presentation, Timing timing) {
        Turn next = asked.event() == 0
                ? session.answer(asked.comparison(), verdict, presentation, timing)
                : session.revise(asked.comparison(), verdict, presentation, timing, asked.event());
        if (disputes != null) {
            disputes.decided();
        }
        return step(next);
    }

    /** Takes something back, or brings it back; what comes next. */
    Step change(Function<LabelSession, Turn> work) {
        Turn next = work.apply(session);
        if (disputes != null) {
            disputes.back();
        }
        return step(next);
    }

    /** How many answers can be looked at again. */
    int answered() {
        return session.latest(LATEST).length;
    }

    /** An answer that was given before, 0 the last one; −1 for what is to be answered now. */
    Step back(int which) {
        Turn now = session.current();
        return which < 0 ? step(now) : new Step(now, again(session.at(session.latest(LATEST)[which])));
    }

    private CardReader reader() {
        return Objects.requireNonNull(cards.get());
    }

    private Card again(LabelSession.Shown shown) {
        return reader().read(shown, session.verdict(shown).orElse(null));
    }

    private Step step(Turn next) {
        return disputes == null ? plain(next) : disputed(next, disputes);
    }

    private Step plain(Turn next) {
        var comparison = next.comparison();
        if (comparison == null) {
            return new Step(next, null);
        }
        Card ready = prepared.getAndSet(null);
        boolean fits = ready != null && ready.comparison().id() == comparison.id();
        return new Step(next, fits ? ready : reader().read(new LabelSession.Shown(comparison, next.sides(), 0), null));
    }

    private Step disputed(Turn now, Disputes disputed) {
        int position = disputed.position();
        if (position < 0) {
            return new Step(new Turn(null, now.sides(), disputed.size(), disputed.size(), true, true), null);
        }
        LabelSession.Shown shown = session.at(position);
        Turn turn = new Turn(
                shown.comparison(), now.sides(), disputed.index(), disputed.size(), now.canUndo(), now.canRedo());
        return new Step(turn, again(shown));
    }

    /** Reads what the comparison after the present one shows; whether there is one. */
    boolean prepare() {
        Optional<Card> next = session.upcoming().map(shown -> reader().read(shown, null));
        prepared.set(next.orElse(null));
        return next.isPresent();
    }

    /** Forgets what was prepared. */
    void forget() {
        prepared.set(null);
    }
}
