package rewardloom.model.preference.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.Comparison;
import rewardloom.model.preference.Label;
import rewardloom.model.preference.Opinion;
import rewardloom.model.preference.Ranking;
import rewardloom.model.preference.Verdict;

/**
 * Records of Argilla with a response for each label: to the question {@code preference} the name of the better field or {@code tie}, or a
 * ranking of the fields, the best first; to the others strength, criteria, confidence, reasons and note. A skip is a discarded response.
 * Users have identifiers there: each annotator gets one made of the name, and the metadata say whose it is.
 */
final class ArgillaRecords implements LabelFormat.LabelWriter {

    @Override
    public ExportReport write(LabelBook book, Path target) throws IOException {
        Map<Integer, ObjectNode> records = new LinkedHashMap<>();
        int responses = 0;
        int tied = 0;
        try (JsonLines lines = new JsonLines(target, true)) {
            for (Label label : book.labels()) {
                ObjectNode record = records.computeIfAbsent(
                        label.comparison().position(), at -> record(book, lines, label.comparison()));
                record.withObjectProperty("metadata").put("annotator-" + user(label), label.annotator());
                respond(record.withObjectProperty("responses"), label);
                Ranking ranking = label.verdict().ranking();
                tied += ranking != null && ranking.tiers().stream().anyMatch(tier -> tier.size() > 1) ? 1 : 0;
                responses++;
            }
            for (ObjectNode record : records.values()) {
                lines.write(record);
            }
        }
        List<String> notes = tied == 0
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "In %,d rankings equal items stand one after the other: Argilla's lists have no place for"
                                + " ties.",
                        tied));
        return new ExportReport(target, responses, "responses", Map.of(), notes);
    }

    private static String user(Label label) {
        return UUID.nameUUIDFromBytes(label.annotator().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static ObjectNode record(LabelBook book, JsonLines lines, Comparison comparison) {
        ObjectNode record = lines.mapper().createObjectNode();
        record.put("id", book.queue().name() + "-" + (comparison.position() + 1));
        ObjectNode fields = record.putObject("fields");
        fields.put("prompt", book.text(comparison.a()).prompt());
        for (int i = 0; i < comparison.items().size(); i++) {
            fields.put(
                    LabelStudioTasks.name(i),
                    book.text(comparison.items().get(i)).text());
        }
        ObjectNode metadata = record.putObject("metadata");
        metadata.put("sampler", comparison.draw().sampler());
        metadata.put("check", comparison.check().kind().id());
        record.putObject("suggestions");
        record.putObject("responses");
        record.putObject("vectors");
        return record;
    }

    private static void respond(ObjectNode responses, Label label) {
        Verdict verdict = label.verdict();
        Ranking ranking = verdict.ranking();
        if (ranking != null) {
            ArrayNode value = say(responses, "preference", label).putArray("value");
            ranking.tiers().forEach(tier -> tier.forEach(item -> value.add(LabelStudioTasks.name(item))));
        } else {
            say(responses, "preference", label).put("value", word(verdict.overall()));
        }
        if (verdict.overall().strength() > 0) {
            say(responses, "strength", label).put("value", verdict.overall().strength());
        }
        verdict.criteria()
                .forEach((name, opinion) -> say(responses, name, label).put("value", LabelStudioTasks.word(opinion)));
        if (verdict.confidence() > 0) {
            say(responses, "confidence", label).put("value", verdict.confidence());
        }
        if (!verdict.reasons().isEmpty()) {
            ArrayNode reasons = say(responses, "reasons", label).putArray("value");
            verdict.reasons().forEach(reasons::add);
        }
        if (!verdict.note().isEmpty()) {
            say(responses, "note", label).put("value", verdict.note());
        }
    }

    private static ObjectNode say(ObjectNode responses, String question, Label label) {
        ObjectNode response = responses.withArrayProperty(question).addObject();
        response.put("user_id", user(label));
        response.put("status", label.answer() == Answer.SKIP ? "discarded" : "submitted");
        return response;
    }

    private static String word(Opinion opinion) {
        return switch (opinion.answer()) {
            case A -> LabelStudioTasks.name(0);
            case B -> LabelStudioTasks.name(1);
            default -> opinion.answer().id();
        };
    }
}
