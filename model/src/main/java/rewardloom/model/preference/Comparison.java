package rewardloom.model.preference;

import java.util.List;

/**
 * Two or more items to be compared, at a place of a queue.
 *
 * @param id unique in its project, 0 before it was stored
 * @param position place in its queue, counted from 0
 * @param items what is compared: two for a pair, more for a ranking
 * @param draw how it came into the queue
 * @param check what it checks about the annotator, mostly nothing
 */
public record Comparison(long id, int position, List<Item> items, Draw draw, Check check) {

    public Comparison {
        items = List.copyOf(items);
        if (items.size() < 2) {
            throw new IllegalArgumentException("a comparison needs two items or more, not " + items.size());
        }
        if (items.stream().map(Item::hash).distinct().count() < items.size()) {
            throw new IllegalArgumentException("an item cannot be compared with itself: " + items);
        }
    }

    /** A pair that checks nothing. */
    public Comparison(long id, int position, Item a, Item b) {
        this(id, position, List.of(a, b), Draw.BY_HAND, Check.NONE);
    }

    /** The first item. */
    public Item a() {
        return items.getFirst();
    }

    /** The second item. */
    public Item b() {
        return items.get(1);
    }

    /** Whether there are two items. */
    public boolean isPair() {
        return items.size() == 2;
    }

    /**
     * How a comparison came into its queue.
     *
     * @param sampler name of the sampler, such as {@code uniform} or {@code disagreement}
     * @param score what the sampler gave it, NaN when it gives none
     */
    public record Draw(String sampler, double score) {
        /** Somebody put it there. */
        public static final Draw BY_HAND = new Draw("by-hand", Double.NaN);
    }
}
