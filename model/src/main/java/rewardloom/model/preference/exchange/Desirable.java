package rewardloom.model.preference.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.Item;
import rewardloom.model.preference.TextReader;

/**
 * Single texts that are desirable or not, as TRL's KTO trainer reads them ({@code prompt, completion, label}): of every decisive answer the
 * better text with true and the worse one with false. Ties say nothing of the kind and are left out.
 */
final class Desirable implements LabelFormat.LabelWriter {

    @Override
    public ExportReport write(LabelBook book, Path target) throws IOException {
        try (JsonLines lines = new JsonLines(target, false)) {
            for (Decision decision : book.decisions()) {
                if (decision.answer() == Answer.TIE) {
                    book.leave("\"tie\"");
                    continue;
                }
                for (Map.Entry<Item, Boolean> side :
                        List.of(Map.entry(decision.better(), true), Map.entry(decision.worse(), false))) {
                    TextReader.Texts texts = book.text(side.getKey());
                    lines.write(lines.mapper()
                            .createObjectNode()
                            .put("prompt", texts.prompt())
                            .put("completion", texts.text())
                            .put("label", side.getValue()));
                }
            }
            return new ExportReport(target, lines.written(), "rated texts", book.left(), new ArrayList<>());
        }
    }
}
