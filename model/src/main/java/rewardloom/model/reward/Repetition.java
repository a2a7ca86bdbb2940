package rewardloom.model.reward;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Words and trigrams of a text, as <i>Preference-free Alignment Learning with Regularized Relevance Reward</i> counts them. */
public final class Repetition {
    private Repetition() {}

    /** The words of a text: what stands between white space. */
    public static List<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .filter(w -> !w.isEmpty())
                .toList();
    }

    /** Unique trigrams of words over all trigrams: 1 when nothing is repeated, and below three words. */
    public static double variety(String text) {
        List<String> words = words(text);
        if (words.size() < 3) {
            return 1;
        }
        Set<List<String>> unique = new HashSet<>();
        for (int i = 0; i + 3 <= words.size(); i++) {
            unique.add(words.subList(i, i + 3));
        }
        return (double) unique.size() / (words.size() - 2);
    }
}
