package rewardloom.viewers.preference;

import java.util.Map;
import java.util.function.Consumer;

/**
 * What is remembered of labelling from one start of the program to the next.
 *
 * @param annotator who labelled last, may be empty
 * @param keepAnnotator takes who labels now
 * @param keys keys that the user has changed, by action
 * @param keepKeys takes them when they have changed
 */
public record LabelMemory(
        String annotator,
        Consumer<String> keepAnnotator,
        Map<String, String> keys,
        Consumer<Map<String, String>> keepKeys) {

    public LabelMemory {
        keys = Map.copyOf(keys);
    }

    /** Remembers nothing but who labels. */
    public static LabelMemory none(String annotator) {
        return new LabelMemory(annotator, who -> {}, Map.of(), keys -> {});
    }
}
