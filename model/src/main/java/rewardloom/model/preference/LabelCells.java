package rewardloom.model.preference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How what has no column of its own lies in one cell of the database: short lists as texts, the rest as JSON. */
final class LabelCells {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> QUESTIONS =
            List.of("task", "items", "criteria", "strength", "ties", "confidence", "reasons", "shown", "instructions");

    private LabelCells() {}

    static @Nullable String criteria(Map<String, Opinion> criteria) {
        if (criteria.isEmpty()) {
            return null;
        }
        ObjectNode node = JSON.createObjectNode();
        criteria.forEach((name, opinion) -> node.put(name, opinion.id()));
        return node.toString();
    }

    static Map<String, Opinion> criteria(@Nullable String cell) {
        Map<String, Opinion> criteria = new LinkedHashMap<>();
        tree(cell)
                .properties()
                .forEach(
                        e -> criteria.put(e.getKey(), Opinion.parse(e.getValue().asText())));
        return criteria;
    }

    static @Nullable String texts(List<String> texts) {
        if (texts.isEmpty()) {
            return null;
        }
        ArrayNode node = JSON.createArrayNode();
        texts.forEach(node::add);
        return node.toString();
    }

    static List<String> texts(@Nullable String cell) {
        return JSON.convertValue(tree(cell == null ? "[]" : cell), new TypeReference<List<String>>() {});
    }

    static @Nullable String edits(List<Edit> edits) {
        if (edits.isEmpty()) {
            return null;
        }
        ArrayNode node = JSON.createArrayNode();
        edits.forEach(edit -> node.addObject()
                .put("before", edit.before())
                .put("after", edit.after())
                .put("at", edit.at().toString()));
        return node.toString();
    }

    static List<Edit> edits(@Nullable String cell) {
        List<Edit> edits = new ArrayList<>();
        tree(cell == null ? "[]" : cell)
                .forEach(node -> edits.add(new Edit(
                        node.path("before").asText(),
                        node.path("after").asText(),
                        Instant.parse(node.path("at").asText()))));
        return edits;
    }

    static @Nullable String plays(List<Integer> plays) {
        return plays.isEmpty()
                ? null
                : String.join(",", plays.stream().map(String::valueOf).toList());
    }

    static List<Integer> plays(@Nullable String cell) {
        return cell == null
                ? List.of()
                : Arrays.stream(cell.split(",")).map(Integer::valueOf).toList();
    }

    static @Nullable String words(List<String> words) {
        return words.isEmpty() ? null : String.join(",", words);
    }

    static List<String> words(@Nullable String cell) {
        return cell == null ? List.of() : List.of(cell.split(","));
    }

    static String questions(Questionnaire asked) {
        return questionsNode(asked).toString();
    }

    static ObjectNode questionsNode(Questionnaire asked) {
        ObjectNode node = JSON.createObjectNode();
        node.put("task", asked.task().id());
        node.put("items", asked.items());
        asked.criteria().forEach(node.putArray("criteria")::add);
        node.put("strength", asked.strength());
        node.put("ties", asked.ties());
        node.put("confidence", asked.confidence());
        asked.reasons().forEach(node.putArray("reasons")::add);
        ArrayNode shown = node.putArray("shown");
        asked.shown().forEach(what -> shown.add(what.id()));
        node.put("instructions", asked.instructions());
        return node;
    }

    /** What is asked; what the cell does not say is as in {@link Questionnaire#PLAIN}. */
    static Questionnaire questions(String cell) {
        return questions(tree(cell));
    }

    /**
     * What people have written as JSON.
     *
     * @throws LabelException if it is no JSON or asks for something there is not
     */
    static Questionnaire written(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            List<String> unknown = new ArrayList<>();
            node.fieldNames().forEachRemaining(name -> {
                if (!QUESTIONS.contains(name)) {
                    unknown.add(name);
                }
            });
            if (!node.isObject() || !unknown.isEmpty()) {
                throw new LabelException("a questionnaire is a JSON object with some of " + String.join(", ", QUESTIONS)
                        + (unknown.isEmpty() ? "" : "; it has no " + String.join(", ", unknown)));
            }
            return questions(node);
        } catch (JsonProcessingException e) {
            throw new LabelException("the questionnaire is no JSON: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new LabelException("the questionnaire asks for something that there is not: " + e.getMessage(), e);
        }
    }

    static Questionnaire questions(JsonNode node) {
        Questionnaire plain = Questionnaire.PLAIN;
        Questionnaire.Task task =
                node.has("task") ? Questionnaire.Task.of(node.path("task").asText()) : plain.task();
        return new Questionnaire(
                task,
                node.path("items").asInt(task == Questionnaire.Task.PAIR ? 2 : 4),
                texts(node.path("criteria")),
                node.path("strength").asBoolean(plain.strength()),
                node.path("ties").asBoolean(plain.ties()),
                node.path("confidence").asBoolean(plain.confidence()),
                texts(node.path("reasons")),
                texts(node.path("shown")).stream().map(Questionnaire.Shown::of).toList(),
                node.path("instructions").asText(""));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static JsonNode tree(@Nullable String cell) {
        try {
            return JSON.readTree(cell == null ? "{}" : cell);
        } catch (JsonProcessingException e) {
            throw new LabelException("a cell of the label log is no JSON: " + cell, e);
        }
    }
}
