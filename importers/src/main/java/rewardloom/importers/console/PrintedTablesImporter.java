package rewardloom.importers.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.NumberText;
import rewardloom.importers.column.SeriesWriter;
import rewardloom.importers.json.LineReader;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;

/**
 * The tables that the loggers of OpenAI Baselines, Stable-Baselines and Spinning Up print ({@code logger.py}: a line of dashes, lines
 * {@code | name | value |}, a line of dashes), one for each update. Names below a heading such as {@code | rollout/ | |} begin with it.
 * Everything between the tables is left out.
 */
public final class PrintedTablesImporter implements Importer {
    private static final Pattern ROW = Pattern.compile("\\|\\s*(\\S.*?)\\s*\\|\\s*(\\S*)\\s*\\|\\s*");
    private static final Pattern RULE = Pattern.compile("-{8,}\\s*");
    private static final int LONGEST = 1000;
    private static final int MOST_ROWS = 10_000;
    private static final int CHECK_EVERY = 4096;
    /** What counts the steps, the best first; names are compared in lower case, without blanks and without what stands before a slash. */
    private static final List<String> STEPS = List.of(
            "total_timesteps",
            "totalenvinteracts",
            "total_num_steps",
            "num_timesteps",
            "timesteps_so_far",
            "timestepssofar",
            "steps",
            "serial_timesteps",
            "n_updates",
            "nupdates",
            "iterations",
            "iteration",
            "epoch",
            "episodes");

    @Override
    public String id() {
        return "printed-tables";
    }

    @Override
    public String title() {
        return "Tables of a logger (log.txt)";
    }

    @Override
    public Probe probe(Header header) {
        String name = header.name().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".txt") && !name.endsWith(".log") && !name.endsWith(".out")) {
            return Probe.NO;
        }
        List<String> lines =
                new String(header.head(), StandardCharsets.UTF_8).lines().toList();
        int rows = 0;
        boolean inside = false;
        for (String line : lines) {
            boolean rule = RULE.matcher(line).matches();
            if (rule && inside && rows > 0) {
                return new Probe(3, "has tables of names and numbers between lines of dashes");
            }
            boolean row = inside && isNumber(ROW.matcher(line));
            rows = rule ? 0 : rows + (row ? 1 : 0);
            inside = rule || (inside && line.startsWith("|"));
        }
        return Probe.NO;
    }

    private static boolean isNumber(Matcher row) {
        if (!row.matches()) {
            return false;
        }
        return NumberText.type(row.group(2)).isNumber();
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        Tables tables = new Tables(new SeriesWriter(sink, source.name(), source.stemRun()));
        try (InputStream in = source.open()) {
            LineReader lines = new LineReader(in);
            while (lines.next()) {
                int length = Math.min(LONGEST, lines.to() - lines.from());
                tables.line(new String(lines.buffer(), lines.from(), length, StandardCharsets.UTF_8));
                if (lines.number() % CHECK_EVERY == 0) {
                    progress.checkCancelled();
                    progress.update("reading lines", Math.min(1, (double) lines.offset() / source.bytes()));
                }
            }
        } finally {
            tables.writer.finish();
        }
        if (tables.isOpen()) {
            sink.problem(Problem.warning(
                    "truncated-table",
                    "last table",
                    "the file ends inside a table, which was left out: import it again when the run is over"));
        }
        if (tables.writer.points() == 0) {
            sink.problem(Problem.error(
                    "no-scalars", "whole file", "no table of names and numbers stands between lines of dashes"));
        }
    }

    /** Collects the rows of one table and writes them when it ends, since its step may stand in its last row. */
    private static final class Tables {
        private final SeriesWriter writer;
        private final Map<String, Double> table = new LinkedHashMap<>();
        private String heading = "";
        private boolean inside;
        private long number;
        private @Nullable String step;

        Tables(SeriesWriter writer) {
            this.writer = writer;
        }

        boolean isOpen() {
            return inside && !table.isEmpty();
        }

        void line(String line) throws IOException {
            if (RULE.matcher(line).matches()) {
                // The line between two tables ends one and begins the next; an empty one was only the end.
                write();
                inside = true;
                return;
            }
            Matcher row = ROW.matcher(line);
            if (!inside || !row.matches()) {
                inside = false;
                table.clear();
                heading = "";
            } else if (row.group(2).isEmpty()) {
                heading = row.group(1).endsWith("/") ? row.group(1) : "";
            } else if (isNumber(row) && table.size() < MOST_ROWS) {
                table.put(heading + row.group(1), NumberText.number(row.group(2)));
            }
        }

        private void write() throws IOException {
            if (!table.isEmpty()) {
                if (number == 0) {
                    step = step();
                }
                double at = step == null ? number : table.getOrDefault(step, Double.NaN);
                for (Map.Entry<String, Double> row : table.entrySet()) {
                    if (Double.isFinite(at) && !row.getKey().equals(step)) {
                        writer.add(writer.tag(row.getKey()), (long) at, Double.NaN, row.getValue());
                    }
                }
                number++;
            }
            table.clear();
            heading = "";
        }

        private @Nullable String step() {
            for (String wanted : STEPS) {
                for (String name : table.keySet()) {
                    String plain = name.substring(name.lastIndexOf('/') + 1)
                            .toLowerCase(Locale.ROOT)
                            .replace(' ', '_');
                    if (plain.equals(wanted)) {
                        return name;
                    }
                }
            }
            return null;
        }
    }
}
