package rewardloom.model.preference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import rewardloom.model.statistics.Shuffle;

/**
 * Which item of a comparison stands where on the screen.
 *
 * @param order index of the item at each place, from left to right; empty when it is not known
 */
public record Sides(List<Integer> order) {
    public static final Sides A_LEFT = new Sides(List.of(0, 1));
    public static final Sides B_LEFT = new Sides(List.of(1, 0));

    /** Of labels that were given elsewhere and do not say it. */
    public static final Sides UNKNOWN = new Sides(List.of());

    public Sides {
        order = List.copyOf(order);
        for (int item = 0; item < order.size(); item++) {
            if (!order.contains(item)) {
                throw new IllegalArgumentException("every item stands at one place, but the order is " + order);
            }
        }
    }

    /**
     * The places that one annotator sees a comparison on: drawn uniformly, fixed by the queue's seed, the annotator and the items, so
     * that they are the same after a restart and independent between annotators. For a pair it is the lowest bit of a SHA-256 hash
     * of these; for more items the hash seeds a shuffle. A mirrored repeat stands the other way round.
     */
    public static Sides of(long seed, String annotator, Comparison comparison) {
        List<String> parts = new ArrayList<>(List.of(Long.toString(seed), annotator));
        comparison.items().forEach(item -> parts.add(item.hash()));
        String hash = Sha256.hex(parts.toArray(new String[0]));
        Sides drawn = comparison.isPair()
                ? coin(hash)
                : shuffle(hash, comparison.items().size());
        return comparison.check().kind() == Check.Kind.MIRROR ? drawn.swapped() : drawn;
    }

    private static Sides coin(String hash) {
        return (Character.digit(hash.charAt(hash.length() - 1), 16) & 1) == 0 ? A_LEFT : B_LEFT;
    }

    private static Sides shuffle(String hash, int items) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            order.add(i);
        }
        return new Sides(Shuffle.first(order, items, new SplittableRandom(Long.parseUnsignedLong(hash, 0, 16, 16))));
    }

    /**
     * The name in files: for a pair the item on the left, {@code a} or {@code b}; else the items from left to right, {@code 2,0,1}; empty
     * when it is not known.
     */
    public String id() {
        if (order.size() == 2) {
            return order.getFirst() == 0 ? "a" : "b";
        }
        return order.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /**
     * The places with this {@link #id()}.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Sides parse(String id) {
        return switch (id) {
            case "a" -> A_LEFT;
            case "b" -> B_LEFT;
            case "" -> UNKNOWN;
            default -> {
                if (!id.matches("\\d+(,\\d+)*")) {
                    throw new IllegalArgumentException("'" + id + "' is no item of a pair; items are a and b");
                }
                yield new Sides(
                        Arrays.stream(id.split(",")).map(Integer::valueOf).toList());
            }
        };
    }

    /** Whether it is known what stood where. */
    public boolean isKnown() {
        return !order.isEmpty();
    }

    /** The index of the item at a place. */
    public int itemAt(int place) {
        return order.get(place);
    }

    /** The place at which an item stands. */
    public int placeOf(int item) {
        return order.indexOf(item);
    }

    /** The answer that says the item on the left of a pair is better. */
    public Answer left() {
        return order.getFirst() == 0 ? Answer.A : Answer.B;
    }

    /** The answer that says the item on the right of a pair is better. */
    public Answer right() {
        return left().swapped();
    }

    /** The other way round. */
    public Sides swapped() {
        List<Integer> other = new ArrayList<>(order);
        Collections.reverse(other);
        return new Sides(other);
    }
}
