package rewardloom.model.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Random order. */
public final class Shuffle {
    private Shuffle() {}

    /** Some elements in random order: the first steps of a Fisher-Yates shuffle (Knuth 1997, algorithm P). */
    public static <T> List<T> first(List<T> all, int count, SplittableRandom random) {
        List<T> order = new ArrayList<>(all);
        int wanted = Math.min(count, order.size());
        for (int i = 0; i < wanted; i++) {
            Collections.swap(order, i, i + random.nextInt(order.size() - i));
        }
        return List.copyOf(order.subList(0, wanted));
    }
}
