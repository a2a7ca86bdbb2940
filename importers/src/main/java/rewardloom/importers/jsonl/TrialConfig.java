package rewardloom.importers.jsonl;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import rewardloom.importers.Source;
import rewardloom.importers.column.SettingsWriter;
import rewardloom.importers.json.FlatRow;
import rewardloom.model.table.TableSink;

/**
 * What a trial of RLlib was called with, which {@code result.json} repeats in every row below {@code config}. It is read from the first
 * one, unless {@code params.json} lies beside and has it too.
 */
final class TrialConfig {
    private static final String PREFIX = "config/";
    private static final String PARAMS = "params.json";

    private final SettingsWriter writer;
    private final String run;
    private boolean done;

    TrialConfig(Source source, TableSink sink, String run) {
        this.writer = new SettingsWriter(sink, source.name(), run);
        this.run = run;
        this.done = Files.exists(source.path().resolveSibling(PARAMS));
    }

    /** Whether a field belongs to the settings. */
    static boolean holds(String field) {
        return field.startsWith(PREFIX);
    }

    /** Takes the settings from a row, if none were taken before. */
    void row(FlatRow row) throws IOException {
        if (done) {
            return;
        }
        for (int i = 0; i < row.size(); i++) {
            if (holds(row.name(i))) {
                String key = row.name(i).substring(PREFIX.length()).replace('/', '.');
                switch (row.type(i)) {
                    case WHOLE -> writer.add(run, key, Long.toString(row.whole(i)));
                    case NUMBER -> writer.add(run, key, row.number(i));
                    case BOOL -> writer.add(run, key, row.whole(i) == 1 ? "true" : "false");
                    case TEXT -> writer.add(run, key, row.text(i));
                    case NUMBERS -> writer.add(run, key, Arrays.toString(row.numbers(i)));
                    case TEXTS -> writer.add(run, key, row.texts(i).toString());
                }
                done = true;
            }
        }
    }

    void finish() throws IOException {
        writer.finish();
    }
}
