package rewardloom.model.preference;

import java.util.List;

/**
 * A pair whose better item is known, because somebody who knows has said so.
 *
 * @param items the pair
 * @param answer {@link Answer#A} or {@link Answer#B}
 */
public record KnownAnswer(List<Item> items, Answer answer) {
    public KnownAnswer {
        items = List.copyOf(items);
        if (items.size() != 2 || !answer.isDecisive()) {
            throw new IllegalArgumentException("a known answer says which of two is better, not " + answer);
        }
    }
}
