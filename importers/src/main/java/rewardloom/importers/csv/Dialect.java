package rewardloom.importers.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.column.NumberText;

/**
 * How a text file writes its table, told from its beginning.
 *
 * @param separator what stands between cells; a blank stands for any number of blanks and tabs
 * @param preamble number of lines before the table: blank ones and comments
 * @param header whether the table begins with the names of its columns
 * @param columns the names, made up where there are none
 * @param monitor whether a {@code #{json}} line says that this is a monitor file of finished episodes
 * @param start for monitor files, seconds since 1970 at which time 0 was, else NaN
 * @param environment for monitor files, the environment they name, else the empty string
 */
record Dialect(
        char separator,
        int preamble,
        boolean header,
        List<String> columns,
        boolean monitor,
        double start,
        String environment) {
    private static final char[] SEPARATORS = {',', '\t', ';'};
    private static final char BLANKS = ' ';
    private static final int LINES = 50;
    private static final Pattern ENVIRONMENT = Pattern.compile("\"env_id\"\\s*:\\s*\"([^\"]*)\"");
    private static final Pattern START = Pattern.compile("\"t_start\"\\s*:\\s*([0-9.eE+-]+)");

    /** A dialect whose table has no column. */
    boolean isEmpty() {
        return columns.isEmpty();
    }

    /** Reads the beginning of a file. */
    static Dialect of(byte[] head) {
        String text = new String(head, StandardCharsets.UTF_8);
        if (text.startsWith("\ufeff")) {
            text = text.substring(1);
        }
        List<String> lines = text.lines().toList();
        int preamble = 0;
        boolean monitor = false;
        String monitorLine = "";
        String comment = "";
        while (preamble < lines.size() && isPreamble(lines.get(preamble))) {
            String line = lines.get(preamble++);
            if (line.startsWith("#") && line.substring(1).strip().startsWith("{")) {
                monitor = true;
                monitorLine = line;
            } else if (line.startsWith("#")) {
                comment = line.substring(1).strip();
            }
        }
        List<String> table = lines.subList(preamble, Math.min(lines.size(), preamble + LINES));
        return table(table, preamble, comment, monitor ? monitorLine : null);
    }

    private static Dialect table(List<String> lines, int preamble, String comment, @Nullable String monitor) {
        String sample = String.join("\n", lines);
        char separator = SEPARATORS[0];
        int best = 0;
        for (char candidate : SEPARATORS) {
            int score = score(sample, candidate);
            if (score > best) {
                best = score;
                separator = candidate;
            }
        }
        if (best == 0 && isBlankSeparated(lines)) {
            separator = BLANKS;
        }
        List<String> first = first(sample, separator);
        boolean header = first.stream().anyMatch(cell -> NumberText.type(cell) == NumberText.Type.TEXT);
        List<String> named = header ? first : commented(comment, separator, first.size());
        return new Dialect(
                separator,
                preamble,
                header,
                names(named),
                monitor != null,
                monitor == null ? Double.NaN : start(monitor),
                monitor == null ? "" : environment(monitor));
    }

    private static String environment(String line) {
        Matcher matcher = ENVIRONMENT.matcher(line);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** Whether every line but the first has as many numbers as the first has words. */
    private static boolean isBlankSeparated(List<String> lines) {
        int width = 0;
        int rows = 0;
        for (String line : lines) {
            String[] words = line.isBlank() ? new String[0] : line.strip().split("[ \t]+");
            boolean numbers = words.length > 0;
            for (String word : words) {
                numbers &= NumberText.type(word) != NumberText.Type.TEXT;
            }
            if (width > 0 && words.length > 0 && (words.length != width || !numbers)) {
                return false;
            }
            width = words.length > 0 ? words.length : width;
            rows += numbers ? 1 : 0;
        }
        return width > 1 && rows > 0;
    }

    /** Whether every line but perhaps the first has the same number of cells, at least one, and all of them are numbers. */
    boolean isNumbers(byte[] head) {
        int rows = 0;
        List<String> lines =
                new String(head, StandardCharsets.UTF_8).lines().limit(LINES).toList();
        for (int i = preamble; i < lines.size(); i++) {
            // The last line of what was seen may be cut off.
            List<String> cells = first(lines.get(i), separator);
            boolean numbers = cells.size() == columns.size()
                    && cells.stream().allMatch(c -> NumberText.type(c) != NumberText.Type.TEXT);
            boolean named = i == preamble && header;
            boolean end = i == lines.size() - 1 && rows > 0;
            if (!numbers && !named && !end && !lines.get(i).isBlank()) {
                return false;
            }
            rows += numbers ? 1 : 0;
        }
        return rows > 1;
    }

    /** Names in a comment before the table, as NumPy writes them; empty ones if there are none. */
    private static List<String> commented(String comment, char separator, int width) {
        List<String> names = comment.isEmpty() ? List.of() : first(comment, separator);
        return names.size() == width ? names : Collections.nCopies(width, "");
    }

    private static boolean isPreamble(String line) {
        return line.isBlank() || line.startsWith("#");
    }

    private static double start(String line) {
        Matcher matcher = START.matcher(line);
        try {
            return matcher.find() ? Double.parseDouble(matcher.group(1)) : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** How well a separator fits: rows with as many cells as the first, times their number. */
    private static int score(String sample, char separator) {
        int width = 0;
        int equal = 0;
        try (CsvReader<CsvRecord> reader = reader(separator).ofCsvRecord(sample)) {
            for (CsvRecord row : reader) {
                width = width == 0 ? row.getFieldCount() : width;
                equal += row.getFieldCount() == width ? 1 : 0;
            }
        } catch (CsvParseException e) {
            // The sample may end inside of quotes: what was seen until then counts.
            return equal * (width - 1);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
        return equal * (width - 1);
    }

    private static List<String> first(String sample, char separator) {
        String text = separator == BLANKS ? sample.strip().replaceAll("[ \t]+", "\t") : sample;
        try (CsvReader<CsvRecord> reader =
                reader(separator == BLANKS ? '\t' : separator).ofCsvRecord(text)) {
            for (CsvRecord row : reader) {
                return row.getFields();
            }
            return List.of();
        } catch (CsvParseException e) {
            // Not a table: whoever reads it says so.
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static List<String> names(List<String> first) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            String name = first.get(i).strip();
            String wanted = name.isEmpty() ? "col" + i : name;
            String unique = wanted;
            for (int copy = 2; names.contains(unique); copy++) {
                unique = wanted + "#" + copy;
            }
            names.add(unique);
        }
        return List.copyOf(names);
    }

    /** Opens the rows of a file in this dialect, header included, comments left out. */
    CsvReader<CsvRecord> rows(InputStream in) {
        return separator == BLANKS
                ? reader('\t').ofCsvRecord(new BlankSeparated(in))
                : reader(separator).ofCsvRecord(in);
    }

    private static CsvReader.CsvReaderBuilder reader(char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .detectBomHeader(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE);
    }
}
