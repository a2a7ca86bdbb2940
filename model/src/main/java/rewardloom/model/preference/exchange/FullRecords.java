package rewardloom.model.preference.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import rewardloom.model.preference.Label;

/** Every field of every label, one label a line. */
final class FullRecords implements LabelFormat.LabelWriter {

    @Override
    public ExportReport write(LabelBook book, Path target) throws IOException {
        try (JsonLines lines = new JsonLines(target, false)) {
            LabelJson json = new LabelJson(lines.mapper(), book);
            for (Label label : book.labels()) {
                lines.write(json.write(book.queue(), label));
            }
            return new ExportReport(target, lines.written(), "labels", Map.of(), List.of());
        }
    }
}
