package rewardloom.importers.mlflow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.Setting;
import rewardloom.importers.column.SettingsWriter;
import rewardloom.importers.settings.YamlSettings;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;

/**
 * A run in MLflow's file store, by its {@code meta.yaml}: the files in {@code params} and {@code tags} beside it become settings, all in
 * one table. Each of those files says, when it is asked, that it is read with the run.
 */
public final class RunImporter implements Importer {
    private static final Pattern RUN_ID = Pattern.compile("(?m)^run_(?:id|uuid):");
    private static final Pattern EXPERIMENT = Pattern.compile("(?m)^experiment_id:");
    private static final Pattern VALUE_FOLDER = Pattern.compile(".*/[0-9a-f]{32}/(?:params|tags)(?:/.*)?");
    /** As {@code mlflow.entities.RunStatus} numbers them. */
    private static final List<String> STATUS = List.of("", "running", "scheduled", "finished", "failed", "killed");

    private static final long LARGEST = 1 << 20;

    @Override
    public String id() {
        return "mlflow-run";
    }

    @Override
    public String title() {
        return "MLflow run (meta.yaml, params, tags)";
    }

    @Override
    public Probe probe(Header header) {
        String head = new String(header.head(), StandardCharsets.UTF_8);
        if (header.name().equals(StoredRun.META)
                && RUN_ID.matcher(head).find()
                && EXPERIMENT.matcher(head).find()) {
            return new Probe(4, "is the meta.yaml of a run");
        }
        return VALUE_FOLDER.matcher(header.folder()).matches()
                ? new Probe(4, "is a parameter or a tag of a run")
                : Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        if (!source.fileName().equals(StoredRun.META)) {
            sink.problem(Problem.info(
                    "in-the-run",
                    "whole file",
                    "this parameter or tag stands among the settings of its run, which are read from the"
                            + " folder of its meta.yaml"));
            return;
        }
        Path folder = source.path().toAbsolutePath().normalize().getParent();
        if (folder == null || source.bytes() > LARGEST) {
            sink.problem(Problem.error("no-settings", "whole file", "this is not the meta.yaml of a run"));
            return;
        }
        StoredRun stored = new StoredRun(folder);
        String run = stored.name();
        SettingsWriter writer = new SettingsWriter(sink, source.name(), run);
        for (Map.Entry<String, String> param : stored.values(StoredRun.PARAMS).entrySet()) {
            progress.checkCancelled();
            writer.add(run, param.getKey(), param.getValue());
        }
        for (Map.Entry<String, String> tag : stored.values(StoredRun.TAGS).entrySet()) {
            writer.add(run, tag.getKey(), tag.getValue());
        }
        status(source, run, writer, sink);
        writer.finish();
    }

    private static void status(Source source, String run, SettingsWriter writer, TableSink sink) throws IOException {
        try (InputStream in = source.open()) {
            if (YamlSettings.read(in) instanceof Setting.Group(Map<String, Setting> entries)
                    && entries.get("status") instanceof Setting.Leaf(String status)) {
                boolean numbered = status.matches("[1-5]");
                writer.add(run, "mlflow.status", numbered ? STATUS.get(Integer.parseInt(status)) : status);
            }
        } catch (YamlSettings.BrokenYamlException e) {
            sink.problem(Problem.warning(
                    "broken-settings", e.place(), e.getMessage() + ": only parameters and tags were read"));
        }
    }
}
