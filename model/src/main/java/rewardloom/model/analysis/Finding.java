package rewardloom.model.analysis;

import java.util.Map;

/**
 * A sentence with numbers that the program is ready to defend.
 *
 * @param id stable id of its rule, such as {@code gold-peak}
 * @param severity how much it matters
 * @param text the sentence
 * @param rule the rule that produced it, in words and with its thresholds
 * @param values the numbers in it by name: {@link Number} or {@link String}
 * @param figure name of the figure that shows it, or the empty string
 */
public record Finding(
        String id, Severity severity, String text, String rule, Map<String, Object> values, String figure) {

    /** How much a finding matters. */
    public enum Severity {
        /** Good to know. */
        INFO,
        /** Something to act on. */
        WARNING,
        /** The numbers do not hold together. */
        ERROR
    }
}
