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
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.Opinion;
import rewardloom.model.preference.Ranking;

/**
 * Tasks of Label Studio with an annotation for each label. A decisive answer is a {@code pairwise} result; a tie, which {@code Pairwise}
 * cannot say, and criteria are {@code choices}; a ranking is a {@code ranker}; a skip is a cancelled annotation; a decision of a dispute
 * is ground truth.
 */
final class LabelStudioTasks implements LabelFormat.LabelWriter {

    @Override
    public ExportReport write(LabelBook book, Path target) throws IOException {
        Map<Integer, ObjectNode> tasks = new LinkedHashMap<>();
        try (JsonLines lines = new JsonLines(target, true)) {
            int annotations = 0;
            for (Label label : book.labels()) {
                ObjectNode task = tasks.computeIfAbsent(
                        label.comparison().position(), at -> task(book, lines, label.comparison()));
                annotations++;
                annotate(task.withArray("annotations"), annotations, label);
            }
            for (ObjectNode task : tasks.values()) {
                lines.write(task);
            }
            return new ExportReport(target, annotations, "annotations", Map.of(), List.of());
        }
    }

    static String name(int item) {
        return "response_" + (item + 1);
    }

    private static ObjectNode task(LabelBook book, JsonLines lines, Comparison comparison) {
        ObjectNode task = lines.mapper().createObjectNode();
        task.put("id", comparison.position() + 1);
        ObjectNode data = task.putObject("data");
        data.put("prompt", book.text(comparison.a()).prompt());
        for (int i = 0; i < comparison.items().size(); i++) {
            data.put(name(i), book.text(comparison.items().get(i)).text());
        }
        task.putArray("annotations");
        return task;
    }

    private static void annotate(ArrayNode annotations, int id, Label label) {
        ObjectNode annotation = annotations.addObject();
        annotation.put("id", id);
        annotation.putObject("completed_by").put("email", label.annotator());
        annotation.put("created_at", label.timing().answered().toString());
        annotation.put("lead_time", label.timing().activeMillis() / 1000.0);
        annotation.put("was_cancelled", label.answer() == Answer.SKIP);
        annotation.put("ground_truth", label.annotator().equals(LabelLog.ADJUDICATION));
        ArrayNode results = annotation.putArray("result");
        Ranking ranking = label.verdict().ranking();
        if (ranking != null) {
            ObjectNode value = result(results, "preference", "ranker");
            ArrayNode order = value.putArray("ranker");
            ranking.tiers().forEach(tier -> tier.forEach(item -> order.add(name(item))));
        } else if (label.answer() != Answer.SKIP) {
            opinion(results, "preference", label.verdict().overall());
        }
        label.verdict().criteria().forEach((name, opinion) -> choice(results, name, word(opinion)));
        if (label.verdict().confidence() > 0) {
            result(results, "confidence", "rating")
                    .put("rating", label.verdict().confidence());
        }
        if (!label.verdict().reasons().isEmpty()) {
            ArrayNode choices = result(results, "reasons", "choices").putArray("choices");
            label.verdict().reasons().forEach(choices::add);
        }
        if (!label.verdict().note().isEmpty()) {
            result(results, "note", "textarea")
                    .putArray("text")
                    .add(label.verdict().note());
        }
    }

    private static void opinion(ArrayNode results, String name, Opinion opinion) {
        if (opinion.answer().isDecisive()) {
            result(results, name, "pairwise").put("selected", opinion.answer() == Answer.A ? "left" : "right");
            if (opinion.strength() > 0) {
                result(results, "strength", "rating").put("rating", opinion.strength());
            }
        } else {
            choice(results, name, word(opinion));
        }
    }

    private static void choice(ArrayNode results, String name, String word) {
        result(results, name, "choices").putArray("choices").add(word);
    }

    /** Words that nobody takes for the overall answer when they stand under a criterion. */
    static String word(Opinion opinion) {
        return switch (opinion.answer()) {
            case A -> name(0) + " is better" + strength(opinion);
            case B -> name(1) + " is better" + strength(opinion);
            default -> opinion.answer().id();
        };
    }

    private static String strength(Opinion opinion) {
        return opinion.strength() == 0 ? "" : " (" + opinion.strength() + ")";
    }

    private static ObjectNode result(ArrayNode results, String name, String type) {
        ObjectNode result = results.addObject();
        result.put("id", name + "-" + results.size());
        result.put("from_name", name);
        result.put("to_name", name(0) + "," + name(1));
        result.put("type", type);
        return result.putObject("value");
    }
}
