package rewardloom.importers.preference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Two texts that were compared.
 *
 * @param id of the record
 * @param prompt what both answer, or the empty string
 * @param first the first text
 * @param second the second text
 * @param firstName what the first is called: a field, a model or a policy
 * @param secondName what the second is called
 * @param judgements the answers that were given; none if nobody answered yet
 */
record Comparison(
        String id,
        String prompt,
        String first,
        String second,
        String firstName,
        String secondName,
        List<Judgement> judgements) {
    private static final Pattern PROMPT =
            Pattern.compile("(?i)(prompt|instruction|question|context|input|query|post|history)s?");
    private static final Pattern TEXT = Pattern.compile(
            "(?i).*(response|answer|completion|summary|output|text|chosen|rejected|option|generation|candidate|dialog|reply).*");

    Comparison {
        judgements = List.copyOf(judgements);
    }

    /**
     * One answer.
     *
     * @param annotator who gave it
     * @param label 1 first, 0 second, 0.5 tie, NaN if it could not be understood
     * @param confidence as the tool wrote it, NaN if it did not
     * @param seconds how long it took, NaN if not known
     * @param details what was said besides
     */
    record Judgement(String annotator, double label, double confidence, double seconds, Details details) {
        /** Nothing was said besides. */
        Judgement(String annotator, double label, double confidence, double seconds) {
            this(annotator, label, confidence, seconds, Details.NONE);
        }
    }

    /** The two texts of a record whose fields are named freely. */
    static List<String> texts(JsonNode fields) {
        List<String> texts = new ArrayList<>();
        List<String> others = new ArrayList<>();
        fields.properties().forEach(field -> {
            boolean text = field.getValue().isTextual() || field.getValue().isArray();
            if (text && !PROMPT.matcher(field.getKey()).matches()) {
                (TEXT.matcher(field.getKey()).matches() ? texts : others).add(field.getKey());
            }
        });
        return texts.size() >= 2 ? texts.subList(0, 2) : others.size() == 2 ? others : List.of();
    }

    /** The prompt among freely named fields, or the empty string. */
    static String prompt(JsonNode fields) {
        return fields.properties().stream()
                .filter(f -> PROMPT.matcher(f.getKey()).matches())
                .map(f -> text(f.getValue()))
                .findFirst()
                .orElse("");
    }

    /** A text, or the messages of a conversation one after the other. */
    static String text(JsonNode node) {
        if (!node.isArray()) {
            return node.isValueNode() ? node.asText("") : node.toString();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode message : node) {
            text.append(text.isEmpty() ? "" : "\n\n");
            text.append(
                    message.has("content")
                            ? message.path("role").asText("") + ": "
                                    + message.path("content").asText("")
                            : text(message));
        }
        return text.toString();
    }

    /** What an answer means that names a side or a field: 1 first, 0 second, 0.5 tie, NaN anything else. */
    static double label(String answer, String firstName, String secondName) {
        String plain = answer.strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("\\s+is\\s+(?:[\\p{L}]+\\s+)?better(?:\\s*\\([1-3]\\))?$", "");
        if (plain.equals(firstName.toLowerCase(Locale.ROOT))) {
            return 1;
        }
        if (plain.equals(secondName.toLowerCase(Locale.ROOT))) {
            return 0;
        }
        return switch (plain) {
            case "left",
                    "first",
                    "a",
                    "1",
                    "output_1",
                    "response 1",
                    "response a",
                    "response_a",
                    "response-1",
                    "model_a" -> 1;
            case "right",
                    "second",
                    "b",
                    "2",
                    "output_2",
                    "response 2",
                    "response b",
                    "response_b",
                    "response-2",
                    "model_b" -> 0;
            case "tie", "equal", "same", "both", "draw", "none", "neither", "equally good", "0" -> 0.5;
            default -> Double.NaN;
        };
    }
}
