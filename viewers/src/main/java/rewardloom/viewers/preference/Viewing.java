package rewardloom.viewers.preference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.Presentation;
import rewardloom.model.preference.Timing;

/** How one card was looked at: what was played how often, what was seen to its end, and how long somebody was there. */
final class Viewing {
    private final Card card;
    private final Instant shown;
    private final ActiveTime active;
    private final int[] plays;
    private final boolean[] seen;
    private @Nullable Instant firstPlay;
    private @Nullable Instant viewed;
    private int step;

    Viewing(Card card, Instant shown) {
        this.card = card;
        this.shown = shown;
        this.active = new ActiveTime(shown);
        this.plays = new int[card.places().size()];
        this.seen = new boolean[card.places().size()];
        for (int place = 0; place < seen.length; place++) {
            seen[place] = card.places().get(place) instanceof Card.Missing;
        }
    }

    void touch(Instant now) {
        active.touch(now);
    }

    void pause(Instant now) {
        active.pause(now);
    }

    void resume(Instant now) {
        active.resume(now);
    }

    void played(Instant now) {
        firstPlay = firstPlay == null ? now : firstPlay;
    }

    /** The clock stands at a step; whoever has fewer steps has ended there. */
    void at(int newStep, Instant now) {
        for (int place = 0; place < plays.length; place++) {
            Card.Content content = card.places().get(place);
            int last = content.steps() - 1;
            if (content instanceof Card.Clip && newStep >= last && (step < last || last == 0)) {
                plays[place]++;
                sawEnd(place, now);
            }
        }
        step = newStep;
    }

    /** The end of what stands at a place was in view. */
    void sawEnd(int place, Instant now) {
        seen[place] = true;
        boolean all = true;
        for (boolean one : seen) {
            all &= one;
        }
        if (all && viewed == null) {
            viewed = now;
        }
    }

    Timing timing(Instant now) {
        active.touch(now);
        return new Timing(shown, firstPlay, viewed, now, active.millis());
    }

    /** @param revealed what was visible that is hidden otherwise */
    Presentation presentation(double speed, List<String> revealed) {
        List<Integer> byItem = new ArrayList<>();
        if (card.plays()) {
            for (int item = 0; item < plays.length; item++) {
                byItem.add(plays[card.sides().placeOf(item)]);
            }
        }
        return new Presentation(card.sides(), byItem, card.plays() ? speed : Double.NaN, revealed);
    }
}
