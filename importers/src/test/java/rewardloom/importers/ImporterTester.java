package rewardloom.importers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import rewardloom.model.progress.Progress;

/** Writes a file, lets the importers choose and reads it with the chosen one. */
public final class ImporterTester {
    private final Path folder;

    public ImporterTester(Path folder) {
        this.folder = folder;
    }

    /** Reads a text file of this name. */
    public CollectingSink read(String name, String content) throws IOException {
        return read(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a file of this name. */
    public CollectingSink read(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.write(file, content);
        return read(new Source(file, name));
    }

    /** Reads a source with the importer that is chosen for it. */
    public static CollectingSink read(Source source) throws IOException {
        Importer importer = Importers.installed()
                .choose(source.path())
                .orElseThrow(() -> new AssertionError("no importer knows " + source.name()))
                .importer();
        CollectingSink sink = new CollectingSink();
        importer.read(source, sink, Progress.NONE);
        return sink;
    }
}
