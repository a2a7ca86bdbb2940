package rewardloom.importers.wandb;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.settings.SettingsImporter;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;

/**
 * {@code files/config.yaml} and {@code files/wandb-metadata.json} in the folder of a run: its settings, and what ran on what. Where the
 * log of the run lies beside them it has the settings too, and they are read from there.
 */
public final class FilesImporter implements Importer {
    private static final String CONFIG = "config.yaml";
    private static final List<String> NAMES = List.of(CONFIG, "wandb-metadata.json");

    @Override
    public String id() {
        return "wandb-files";
    }

    @Override
    public String title() {
        return "Weights and Biases settings (config.yaml, wandb-metadata.json)";
    }

    @Override
    public Probe probe(Header header) {
        boolean named = NAMES.contains(header.name().toLowerCase(Locale.ROOT));
        return named && RunFolder.isFiles(header.folder()) ? new Probe(4, "lies among the files of a run") : Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        RunFolder folder = RunFolder.of(source);
        if (folder.log() != null && source.fileName().equalsIgnoreCase(CONFIG)) {
            sink.problem(Problem.info(
                    "in-the-log",
                    "whole file",
                    "these are settings that stand in " + folder.log().getFileName() + " too: import that"));
            return;
        }
        SettingsImporter.read(source, folder.run(), "", sink);
    }
}
