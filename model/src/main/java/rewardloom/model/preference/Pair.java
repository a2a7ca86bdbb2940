package rewardloom.model.preference;

/**
 * Two items to be compared, at a place of a queue.
 *
 * @param id unique in its project, 0 before it was stored
 * @param position place in its queue, counted from 0
 */
public record Pair(long id, int position, Item a, Item b) {

    public Pair {
        if (a.hash().equals(b.hash())) {
            throw new IllegalArgumentException("an item cannot be compared with itself: " + a);
        }
    }
}
