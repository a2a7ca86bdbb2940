package rewardloom.importers.column;

import java.io.IOException;
import java.util.Map;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/**
 * Writes the settings of runs: names of nested settings are joined by dots, lists are written on one line, and what reads as a number is
 * one too. The table is opened with its first batch, so a file without a setting leaves none.
 */
public final class SettingsWriter {
    /** Most settings of a file: what has more is no list of settings. */
    public static final int MOST = 20_000;

    /** Most characters of a value. */
    static final int LONGEST = 10_000;

    private static final int RUN = 0;
    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final int NUMBER = 3;

    private final TableSink sink;
    private final RowWriter rows;
    private long refused;

    /**
     * A writer.
     *
     * @param name name of the table
     * @param run the run that most of the settings are of, or the empty string
     */
    public SettingsWriter(TableSink sink, String name, String run) {
        this.sink = sink;
        this.rows = new RowWriter(sink, TableSpec.config(name, run));
    }

    /** Number of settings so far. */
    public long settings() {
        return rows.rows();
    }

    /**
     * Takes a setting of a run; a group gives one for each of what it holds.
     *
     * @throws IOException if the sink fails
     */
    public void add(String run, String key, Setting setting) throws IOException {
        if (setting instanceof Setting.Group(Map<String, Setting> entries) && !entries.isEmpty()) {
            for (Map.Entry<String, Setting> entry : entries.entrySet()) {
                add(run, key.isEmpty() ? entry.getKey() : key + "." + entry.getKey(), entry.getValue());
                if (rows.rows() >= MOST) {
                    break;
                }
            }
        } else if (!key.isEmpty()) {
            add(run, key, setting.line(LONGEST));
        }
    }

    /**
     * Takes a setting of a run.
     *
     * @throws IOException if the sink fails
     */
    public void add(String run, String key, String value) throws IOException {
        if (rows.rows() >= MOST) {
            refused++;
            return;
        }
        rows.text(RUN, run);
        rows.text(KEY, key);
        rows.text(VALUE, value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value);
        NumberCell number = new NumberCell();
        if (value.length() <= LONGEST && number.read(value).isNumber()) {
            rows.number(NUMBER, number.value());
        }
        rows.end();
    }

    /**
     * Takes a number.
     *
     * @throws IOException if the sink fails
     */
    public void add(String run, String key, double value) throws IOException {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        add(run, key, whole ? Long.toString((long) value) : Double.toString(value));
    }

    /**
     * Writes what waits.
     *
     * @throws IOException if the sink fails
     */
    public void finish() throws IOException {
        rows.finish();
        if (rows.rows() >= MOST) {
            sink.problem(new Problem(
                    Problem.Severity.WARNING,
                    "too-many-settings",
                    "whole file",
                    Math.max(1, refused),
                    "only the first " + MOST + " settings were kept: look whether this is a file of settings"));
            refused = 0;
        }
    }
}
