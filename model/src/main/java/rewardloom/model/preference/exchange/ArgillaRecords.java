package rewardloom.model.preference.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.Comparison;
import rewardloom.model.preference.Label;
import rewardloom.model.preference.Opinion;
import rewardloom.model.preference.Ranking;

/**
 * Records of Argilla with a response for each label: to the question {@code preference} the name of the better field or {@code tie}, or a
 * ranking of the fields; to the others strength, criteria, confidence, reasons and note. A skip is a discarded response.
 */
final class ArgillaRecords implements LabelFormat.LabelWriter {

    @Override
    public ExportReport write(LabelBook book, Path target) throws IOException {
        Map<Integer, ObjectNode> records = new LinkedHashMap<>();
        try (JsonLines lines = new JsonLines(target, true)) {
            int responses = 0;
            for (Label label : book.labels()) {
                ObjectNode record = records.computeIfAbsent(
                        label.comparison().position(), at -> record(book, lines, label.comparison()));
                respond(record.withObjectProperty("responses"), label);
                responses++;
            }
            for (ObjectNode record : records.values()) {
                lines.write(record);
            }
            return new ExportReport(target, responses, "responses", Map.of(), List.of());
        }
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
        Ranking ranking = label.verdict().ranking();
        if (ranking != null) {
            ArrayNode value = say(responses, "preference", label).putArray("value");
            int rank = 1;
            for (List<Integer> tier : ranking.tiers()) {
                for (int item : tier) {
                    value.addObject().put("value", LabelStudioTasks.name(item)).put("rank", rank);
                }
                rank += tier.size();
            }
        } else {
            say(responses, "preference", label)
                    .put("value", word(label.verdict().overall()));
        }
        if (label.verdict().overall().strength() > 0) {
            say(responses, "strength", label)
                    .put("value", "strength " + label.verdict().overall().strength());
        }
        label.verdict()
                .criteria()
                .forEach((name, opinion) -> say(responses, name, label).put("value", name + ": " + word(opinion)));
        if (label.verdict().confidence() > 0) {
            say(responses, "confidence", label)
                    .put("value", "confidence " + label.verdict().confidence());
        }
        if (!label.verdict().reasons().isEmpty()) {
            say(responses, "reasons", label)
                    .put("value", "because " + String.join("; ", label.verdict().reasons()));
        }
        if (!label.verdict().note().isEmpty()) {
            say(responses, "note", label)
                    .put("value", "note: " + label.verdict().note());
        }
    }

    private static ObjectNode say(ObjectNode responses, String question, Label label) {
        ObjectNode response = responses.withArrayProperty(question).addObject();
        response.put("user_id", label.annotator());
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
