package rewardloom.model.preference.exchange;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an export wrote.
 *
 * @param file the file or folder
 * @param written number of what was written
 * @param unit what was counted, such as {@code labels}
 * @param left what was left out, with its number
 * @param notes what one should know about the file, in sentences
 */
public record ExportReport(Path file, int written, String unit, Map<String, Integer> left, List<String> notes) {
    public ExportReport {
        Map<String, Integer> some = new LinkedHashMap<>(left);
        some.values().removeIf(count -> count == 0);
        left = Collections.unmodifiableMap(some);
        notes = List.copyOf(notes);
    }

    /** What was written and left out, in sentences. */
    public String sentence() {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "%,d %s written to %s", written, unit, file.getFileName()));
        left.forEach((what, count) -> text.append(String.format(Locale.ROOT, ", %,d %s left out", count, what)));
        text.append('.');
        notes.forEach(note -> text.append(' ').append(note));
        return text.toString();
    }
}
