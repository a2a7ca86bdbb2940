package rewardloom.model.preference.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.Check;
import rewardloom.model.preference.Comparison;
import rewardloom.model.preference.Edit;
import rewardloom.model.preference.Item;
import rewardloom.model.preference.ItemFeatures;
import rewardloom.model.preference.Label;
import rewardloom.model.preference.LabelException;
import rewardloom.model.preference.Opinion;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.Presentation;
import rewardloom.model.preference.Ranking;
import rewardloom.model.preference.Sides;
import rewardloom.model.preference.TextReader;
import rewardloom.model.preference.Timing;
import rewardloom.model.preference.Verdict;
import rewardloom.model.table.Table;

/** A label as one JSON object with every field of its record; times are ISO 8601 in UTC. */
final class LabelJson {
    static final String FORMAT = "rewardloom-labels-2";
    /** What every record of every version begins with. */
    static final String MARK = "\"rewardloom-labels-";

    private static final String OLD_FORMAT = "rewardloom-labels-1";

    private final JsonMapper mapper;
    private final LabelBook book;

    LabelJson(JsonMapper mapper, LabelBook book) {
        this.mapper = mapper;
        this.book = book;
    }

    ObjectNode write(PairQueue queue, Label label) {
        Comparison comparison = label.comparison();
        ObjectNode node = mapper.createObjectNode();
        node.put("format", FORMAT);
        node.put("label", queue.uid() + "/" + comparison.position() + "/" + label.annotator());
        node.put("queue", queue.name());
        node.put("queue_uid", queue.uid());
        node.put("kind", queue.kind().id());
        node.put("task", queue.questions().task().id());
        node.put("seed", queue.seed());
        node.put("position", comparison.position());
        ArrayNode items = node.putArray("items");
        comparison.items().forEach(item -> items.add(item(item)));
        said(node, label);
        shown(node, label);
        ObjectNode sampler = node.putObject("sampler");
        sampler.put("name", comparison.draw().sampler());
        if (!Double.isNaN(comparison.draw().score())) {
            sampler.put("score", comparison.draw().score());
        }
        Check check = comparison.check();
        node.put("check", check.kind().id());
        node.put("expected", check.expected() == null ? null : check.expected().id());
        if (check.of() >= 0) {
            node.put("repeats", check.of());
        }
        node.put("tool", label.tool());
        node.put("origin", label.origin());
        return node;
    }

    private static void said(ObjectNode node, Label label) {
        Verdict verdict = label.verdict();
        node.put("annotator", label.annotator());
        node.put("answer", verdict.answer().id());
        label.answer().target().ifPresent(target -> node.put("target", target));
        node.put("strength", verdict.overall().strength());
        if (verdict.ranking() != null) {
            node.put("ranking", verdict.ranking().id());
        }
        ObjectNode criteria = node.putObject("criteria");
        verdict.criteria().forEach((name, opinion) -> criteria.put(name, opinion.id()));
        node.put("confidence", verdict.confidence());
        verdict.reasons().forEach(node.putArray("reasons")::add);
        node.put("note", verdict.note());
        ArrayNode edits = node.putArray("edits");
        label.edits()
                .forEach(edit -> edits.addObject()
                        .put("before", edit.before())
                        .put("after", edit.after())
                        .put("at", edit.at().toString()));
    }

    private static void shown(ObjectNode node, Label label) {
        Presentation shown = label.presentation();
        shown.sides().order().forEach(node.putArray("shown_order")::add);
        shown.plays().forEach(node.putArray("plays")::add);
        node.put("speed", Double.isNaN(shown.speed()) ? null : shown.speed());
        shown.revealed().forEach(node.putArray("revealed")::add);
        Timing timing = label.timing();
        node.put("shown_at", timing.shown().toString());
        node.put("first_play_at", text(timing.firstPlay()));
        node.put("viewed_at", text(timing.viewed()));
        node.put("answered_at", timing.answered().toString());
        node.put("active_ms", timing.activeMillis());
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
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
        node.put("policy", ItemFeatures.policy(item, book.tablesById()));
        Table table = book.tableOrNull(item);
        if (table != null) {
            node.put("file", table.provenance().file());
            node.put("sha256", table.provenance().sha256());
        }
        node.put("table", item.table());
        node.put("hash", item.hash());
        return node;
    }

    private void text(ObjectNode node, Item item) {
        TextReader.Texts read = book.text(item);
        node.put("prompt", read.prompt());
        node.put("text", read.text());
    }

    /**
     * Reads what a label says; of the first version of the format too.
     *
     * @throws LabelException if it is no label; the message says what is wrong
     */
    static Read read(JsonNode node, String origin) {
        String format = node.path("format").asText();
        if (!FORMAT.equals(format) && !OLD_FORMAT.equals(format)) {
            throw new LabelException("is no exported label: the field \"format\" is not \"" + FORMAT + "\"");
        }
        try {
            return OLD_FORMAT.equals(format) ? old(node, origin) : current(node, origin);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new LabelException("is no label: " + e.getMessage(), e);
        }
    }

    private static Read current(JsonNode node, String origin) {
        List<String> items = new ArrayList<>();
        node.path("items").forEach(item -> items.add(text(item, "hash")));
        Map<String, Opinion> criteria = new LinkedHashMap<>();
        node.path("criteria")
                .properties()
                .forEach(
                        e -> criteria.put(e.getKey(), Opinion.parse(e.getValue().asText())));
        Verdict verdict = new Verdict(
                new Opinion(
                        Answer.of(text(node, "answer")), node.path("strength").asInt()),
                node.has("ranking") ? Ranking.parse(text(node, "ranking")) : null,
                criteria,
                node.path("confidence").asInt(),
                texts(node.path("reasons")),
                node.path("note").asText());
        List<Edit> edits = new ArrayList<>();
        node.path("edits")
                .forEach(edit -> edits.add(
                        new Edit(text(edit, "before"), text(edit, "after"), Instant.parse(text(edit, "at")))));
        Presentation presentation = new Presentation(
                new Sides(numbers(node.path("shown_order"))),
                numbers(node.path("plays")),
                node.path("speed").isNumber() ? node.path("speed").asDouble() : Double.NaN,
                texts(node.path("revealed")));
        return new Read(
                items,
                Check.Kind.of(node.path("check").asText(Check.Kind.NONE.id())),
                text(node, "annotator"),
                verdict,
                presentation,
                timing(node),
                edits,
                node.path("tool").asText(),
                origin);
    }

    private static Read old(JsonNode node, String origin) {
        Verdict verdict = new Verdict(
                new Opinion(
                        Answer.of(text(node, "answer")), node.path("strength").asInt()),
                null,
                Map.of(),
                0,
                List.of(),
                node.path("note").asText());
        return new Read(
                List.of(text(node.path("a"), "hash"), text(node.path("b"), "hash")),
                Check.Kind.NONE,
                text(node, "annotator"),
                verdict,
                Presentation.of(Sides.parse(text(node, "left"))),
                timing(node),
                List.of(),
                node.path("tool").asText(),
                origin);
    }

    private static Timing timing(JsonNode node) {
        return new Timing(
                Instant.parse(text(node, "shown_at")),
                instant(node.path("first_play_at")),
                instant(node.path("viewed_at")),
                Instant.parse(text(node, "answered_at")),
                node.path("active_ms").asLong());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static List<Integer> numbers(JsonNode array) {
        List<Integer> numbers = new ArrayList<>();
        array.forEach(element -> numbers.add(element.asInt()));
        return numbers;
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

    /**
     * A label whose comparison is known by the hashes of its items only.
     *
     * @param items the hashes, in the order in which the verdict names them
     */
    record Read(
            List<String> items,
            Check.Kind check,
            String annotator,
            Verdict verdict,
            Presentation presentation,
            Timing timing,
            List<Edit> edits,
            String tool,
            String origin) {

        /** Whether the items stand in another order here. */
        boolean isTurned(Comparison comparison) {
            return !comparison.a().hash().equals(items.getFirst());
        }

        /**
         * The label of this comparison.
         *
         * @throws LabelException if it ranks items that stand in another order here
         */
        Label on(Comparison comparison) {
            boolean turned = isTurned(comparison);
            if (turned && !comparison.isPair()) {
                throw new LabelException("ranks items that stand in another order here");
            }
            return new Label(
                    0,
                    comparison,
                    annotator,
                    turned ? verdict.swapped() : verdict,
                    turned ? presentation.swapped() : presentation,
                    timing,
                    edits,
                    tool,
                    origin);
        }
    }
}
