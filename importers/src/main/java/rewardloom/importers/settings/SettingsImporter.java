package rewardloom.importers.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.Setting;
import rewardloom.importers.column.SettingsWriter;
import rewardloom.importers.json.PythonJson;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;

/**
 * What a program was called with, as it left it beside its logs: {@code config.json}, {@code params.json}, {@code variant.json},
 * {@code args.yml}, {@code configuration.yaml} and the like, by RLlib, Spinning Up, rlkit, d3rlpy, RL Baselines Zoo, Sacred, Hydra,
 * Unity ML-Agents, Isaac Lab and many scripts. Each value becomes a setting of the run that lies there.
 */
public final class SettingsImporter implements Importer {
    private static final long LARGEST = 32L << 20;

    @Override
    public String id() {
        return "settings";
    }

    @Override
    public String title() {
        return "Settings of a run (JSON, YAML)";
    }

    @Override
    public Probe probe(Header header) {
        return SettingsProbe.of(header);
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        SettingsPlace place = SettingsPlace.of(source);
        read(source, place.run(), place.prefix(), sink);
    }

    /**
     * Reads a file of settings.
     *
     * @param run the run they are of
     * @param prefix what the names of the settings begin with, or the empty string
     * @throws IOException if the file or the sink fails
     */
    public static void read(Source source, String run, String prefix, TableSink sink) throws IOException {
        if (source.bytes() > LARGEST) {
            sink.problem(Problem.error(
                    "too-large",
                    "whole file",
                    "settings are never this large: if this is data, say so with the format it has"));
            return;
        }
        Setting settings = parsed(source, sink);
        if (settings == null) {
            return;
        }
        if (!(settings instanceof Setting.Group(Map<String, Setting> entries))) {
            sink.problem(Problem.error(
                    "no-settings", "line 1", "the file is not a list of names and values: choose another format"));
            return;
        }
        SettingsWriter writer = new SettingsWriter(sink, source.name(), run);
        writer.add(run, prefix, new Setting.Group(SettingsParts.of(source.fileName(), entries)));
        writer.finish();
        if (writer.settings() == 0) {
            sink.problem(Problem.info("no-settings", "whole file", "the file names no setting"));
        }
    }

    private static @Nullable Setting parsed(Source source, TableSink sink) throws IOException {
        String name = source.fileName().toLowerCase(Locale.ROOT);
        try (InputStream in = source.open()) {
            return name.endsWith(".json") ? JsonSettings.read(in) : YamlSettings.read(in);
        } catch (JsonProcessingException e) {
            sink.problem(broken(PythonJson.place(e), PythonJson.reason(e)));
        } catch (YamlSettings.BrokenYamlException e) {
            sink.problem(broken(e.place(), String.valueOf(e.getMessage())));
        } catch (EOFException e) {
            sink.problem(broken("last line", "the file was cut off"));
        }
        return null;
    }

    private static Problem broken(String place, String reason) {
        return Problem.error(
                "broken-settings", place, reason + ": nothing was read; correct the file or copy it again");
    }
}
