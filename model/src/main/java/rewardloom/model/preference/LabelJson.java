package rewardloom.model.preference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A label as one JSON object with every field of its record; times are ISO 8601 in UTC. */
final class LabelJson {
    static final String FORMAT = "rewardloom-labels-1";

    private final JsonMapper mapper;
    private final TextReader texts;

    LabelJson(JsonMapper mapper, TextReader texts) {
        this.mapper = mapper;
        this.texts = texts;
    }

    ObjectNode write(PairQueue queue, Label label) {
        ObjectNode node = mapper.createObjectNode();
        node.put("format", FORMAT);
        node.put("queue", queue.name());
        node.put("kind", queue.kind().id());
        node.put("seed", queue.seed());
        node.put("sampler", queue.sampler());
        node.put("position", label.pair().position());
        node.set("a", item(label.pair().a()));
        node.set("b", item(label.pair().b()));
        node.put("answer", label.answer().id());
        label.answer().target().ifPresent(target -> node.put("target", target));
        node.put("strength", label.strength());
        node.put("left", label.sides().id());
        node.put("annotator", label.annotator());
        node.put("shown_at", label.timing().shown().toString());
        Instant played = label.timing().firstPlay();
        node.put("first_play_at", played == null ? null : played.toString());
        node.put("answered_at", label.timing().answered().toString());
        node.put("active_ms", label.timing().activeMillis());
        node.put("note", label.note());
        node.put("tool", label.tool());
        node.put("origin", label.origin());
        return node;
    }

    private ObjectNode item(Item item) {
        ObjectNode node = mapper.createObjectNode();
        switch (item) {
            case Item.Segment segment -> {
                node.put("run", segment.run());
                node.put("episode", segment.episode());
                node.put("start", segment.start());
                node.put("end", segment.end());
            }
            case Item.Response response -> {
                node.put("prompt_id", response.promptId());
                node.put("sample", response.sample());
                node.put("row", response.row());
                text(node, item);
            }
            case Item.PairText pair -> {
                node.put("row", pair.row());
                node.put("column", pair.column());
                text(node, item);
            }
        }
        node.put("table", item.table());
        node.put("hash", item.hash());
        return node;
    }

    private void text(ObjectNode node, Item item) {
        TextReader.Texts read = texts.read(item);
        node.put("prompt", read.prompt());
        node.put("text", read.text());
    }

    /**
     * Reads what a label says about a pair.
     *
     * @throws LabelException if it is no label; the message says what is wrong
     */
    static Read read(JsonNode node, String origin) {
        if (!FORMAT.equals(node.path("format").asText())) {
            throw new LabelException("is no exported label: the field \"format\" is not \"" + FORMAT + "\"");
        }
        try {
            Timing timing = new Timing(
                    Instant.parse(text(node, "shown_at")),
                    instant(node.path("first_play_at")),
                    Instant.parse(text(node, "answered_at")),
                    node.path("active_ms").asLong());
            return new Read(
                    text(node.path("a"), "hash"),
                    text(node.path("b"), "hash"),
                    text(node, "annotator"),
                    Answer.of(text(node, "answer")),
                    node.path("strength").asInt(),
                    Sides.parse(text(node, "left")),
                    timing,
                    node.path("note").asText(),
                    node.path("tool").asText(),
                    origin);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new LabelException("is no label: " + e.getMessage(), e);
        }
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw new IllegalArgumentException("the field \"" + field + "\" is missing");
        }
        return value.asText();
    }

    private static @Nullable Instant instant(JsonNode node) {
        return node.isTextual() ? Instant.parse(node.asText()) : null;
    }

    /** A label whose pair is known by the hashes of its items only. */
    record Read(
            String a,
            String b,
            String annotator,
            Answer answer,
            int strength,
            Sides sides,
            Timing timing,
            String note,
            String tool,
            String origin) {

        Label on(Pair pair) {
            boolean same = pair.a().hash().equals(a);
            return new Label(
                    0,
                    pair,
                    annotator,
                    same ? answer : answer.swapped(),
                    strength,
                    same ? sides : sides.swapped(),
                    timing,
                    note,
                    tool,
                    origin);
        }
    }
}
