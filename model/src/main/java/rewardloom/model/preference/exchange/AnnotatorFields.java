package rewardloom.model.preference.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.Item;
import rewardloom.model.preference.ItemFeatures;
import rewardloom.model.preference.Label;

/**
 * A field for each annotator, as in the test set of PandaLM: {@code instruction, response1, response2, annotator1, annotator2 …}, 1 when the
 * first is better, 2 when the second is, 0 for a tie; nothing where an annotator has not answered.
 */
final class AnnotatorFields implements LabelFormat.LabelWriter {

    @Override
    public ExportReport write(LabelBook book, Path target) throws IOException {
        List<String> annotators = book.annotators();
        Map<Integer, ObjectNode> rows = new LinkedHashMap<>();
        try (JsonLines lines = new JsonLines(target, true)) {
            int answers = 0;
            for (Label label : book.labels()) {
                int column = annotators.indexOf(label.annotator());
                if (!label.comparison().isPair() || column < 0) {
                    book.leave(column < 0 ? "decisions of disputes" : "rankings");
                    continue;
                }
                boolean said = label.answer().isDecisive() || (label.answer() == Answer.TIE && book.ties());
                if (!said) {
                    book.leave("\"" + label.answer().id() + "\"");
                    continue;
                }
                ObjectNode row = rows.computeIfAbsent(label.comparison().position(), at -> row(book, lines, label));
                row.put(
                        "annotator" + (column + 1),
                        label.answer() == Answer.A ? 1 : label.answer() == Answer.B ? 2 : 0);
                answers++;
            }
            for (ObjectNode row : rows.values()) {
                lines.write(row);
            }
            StringBuilder who = new StringBuilder();
            for (int i = 0; i < annotators.size(); i++) {
                who.append(i == 0 ? "" : ", ")
                        .append("annotator")
                        .append(i + 1)
                        .append(" is ")
                        .append(annotators.get(i));
            }
            return new ExportReport(target, answers, "answers", book.left(), List.of("In it, " + who + "."));
        }
    }

    private static ObjectNode row(LabelBook book, JsonLines lines, Label label) {
        Item a = label.comparison().a();
        Item b = label.comparison().b();
        ObjectNode row = lines.mapper().createObjectNode();
        row.put("idx", label.comparison().position());
        String first = ItemFeatures.policy(a, book.tablesById());
        String second = ItemFeatures.policy(b, book.tablesById());
        if (!first.isEmpty() && !second.isEmpty()) {
            row.put("cmp_key", first + "_" + second);
        }
        row.put("instruction", book.text(a).prompt());
        row.put("input", "");
        row.put("response1", book.text(a).text());
        row.put("response2", book.text(b).text());
        return row;
    }
}
