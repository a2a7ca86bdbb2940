package rewardloom.importers;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.TableSink;

/**
 * A format of which several files may be one log: the workers of a run each write their own, or a later file has all that an earlier one
 * has. An import into a study reads every file by itself first; then it asks for bundles among those that were found together.
 */
public interface BundlingImporter extends Importer {

    /**
     * Files that are one log.
     *
     * @param first the file that stands for all
     * @param others the rest
     * @param joined whether all of them are read together; else {@code first} has everything that the others have
     */
    record Bundle(Source first, List<Source> others, boolean joined) {
        public Bundle {
            others = List.copyOf(others);
        }
    }

    /** What a file may be a part of, told by its name and place alone: files with the same answer are looked at together. */
    Optional<String> whole(Source source);

    /**
     * The bundles among files with the same {@link #whole}; a file that stands by itself is in none.
     *
     * @throws IOException if a file cannot be read
     */
    List<Bundle> bundles(List<Source> sources, Progress progress) throws IOException;

    /**
     * Reads files together, see {@link Importer#read}.
     *
     * @throws IOException if a file or the sink fails
     */
    void readJoined(List<Source> sources, TableSink sink, Progress progress) throws IOException;
}
