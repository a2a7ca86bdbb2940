package rewardloom.model.response;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One sampled text with everything that was logged about it.
 *
 * @param prompt what it answers, empty when that was not logged
 * @param text the text
 * @param numbers what was logged once for the text, by the column's name or what it stands for: reward, components, scores
 * @param tokens its tokens, empty when they were not logged
 * @param strips numbers for each token, or for each step of the text, by name: log-ratio, token reward, entropy; as long as logged
 */
public record Response(
        String prompt, String text, Map<String, Double> numbers, List<String> tokens, Map<String, double[]> strips) {

    /** Name of the strip of log π − log π_ref. */
    public static final String LOG_RATIO = "log-ratio to the reference";

    public Response {
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
        tokens = List.copyOf(tokens);
        strips = Collections.unmodifiableMap(new LinkedHashMap<>(strips));
    }

    /** A text of which nothing else is known. */
    public static Response of(String prompt, String text) {
        return new Response(prompt, text, Map.of(), List.of(), Map.of());
    }

    /** The same text without its numbers, which would tell what a model or a program thinks of it. */
    public Response blind() {
        return new Response(prompt, text, Map.of(), List.of(), Map.of());
    }

    /** Number of words, parted by blanks. */
    public int words() {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }
}
