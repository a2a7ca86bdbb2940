package rewardloom.importers;

import java.io.IOException;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.TableSink;

/**
 * Reads one foreign format. Stateless, with a public constructor without arguments, registered as a service.
 *
 * <p>What is wrong with the content of a file is reported to the sink and the rest is read; an {@link IOException} means that the
 * file itself cannot be read any further, and what was read until then is kept.
 */
public interface Importer {

    /** Stable id, such as {@code tensorboard}; {@code --as} takes it. */
    String id();

    /** Name for people. */
    String title();

    /** Says from the first bytes and the name whether a file is this importer's. Cheap: never a full parse. */
    Probe probe(Header header);

    /**
     * Reads a file into tables, streaming: memory does not grow with the file.
     *
     * @throws IOException if the file or the sink fails
     * @throws rewardloom.model.progress.CancelledException if cancelled
     */
    void read(Source source, TableSink sink, Progress progress) throws IOException;
}
