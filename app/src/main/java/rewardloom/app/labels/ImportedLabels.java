package rewardloom.app.labels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import rewardloom.app.report.ScratchProject;
import rewardloom.importers.Importing;
import rewardloom.model.preference.exchange.ForeignFiles;
import rewardloom.model.progress.Progress;

/**
 * Reads files of labels with the importers into a study that is gone afterwards.
 *
 * @param importing reads them
 */
public record ImportedLabels(Importing importing) implements ForeignFiles {

    @Override
    public <T> T read(Path file, Function<Reading, T> use) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        try (ScratchProject scratch = new ScratchProject(importing, List.of(file), Progress.NONE)) {
            return use.apply(new Reading(scratch.project().readable(), scratch.problems()));
        }
    }
}
