package rewardloom.model.preference.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Tables;

/** Reads files of other programs as tables, which are gone when they were used. */
@FunctionalInterface
public interface ForeignFiles {

    /**
     * Reads a file, or every file of a folder.
     *
     * @param use takes what was read
     * @throws IOException if nothing can be read; the message says why
     */
    <T> T read(Path file, Function<Reading, T> use) throws IOException;

    /**
     * What was read.
     *
     * @param tables the tables
     * @param problems what was wrong with the files
     */
    record Reading(Tables tables, List<Problem> problems) {}

    /** Reads nothing of other programs. */
    ForeignFiles NONE = new ForeignFiles() {
        @Override
        public <T> T read(Path file, Function<Reading, T> use) throws IOException {
            throw new IOException(file.getFileName() + " holds no labels that Rewardloom has written");
        }
    };
}
