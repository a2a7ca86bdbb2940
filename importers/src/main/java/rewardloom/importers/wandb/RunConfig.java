package rewardloom.importers.wandb;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import rewardloom.importers.column.Setting;
import rewardloom.importers.column.SettingsWriter;
import rewardloom.importers.protobuf.WireReader;
import rewardloom.importers.settings.JsonSettings;
import rewardloom.model.table.TableSink;

/**
 * The settings of a run as its log has them ({@code ConfigRecord}, {@code RunRecord}): values as JSON by key, which later records change
 * or take away; and group, project, kind of job, tags and notes, which begin with {@code wandb.}.
 */
final class RunConfig {
    private static final int UPDATE = 1 << 3 | 2;
    private static final int REMOVE = 2 << 3 | 2;
    private static final int KEY = 1 << 3 | 2;
    private static final int NESTED_KEY = 2 << 3 | 2;
    private static final int VALUE = 16 << 3 | 2;
    private static final int CONFIG = 4 << 3 | 2;
    private static final int TAGS = 10 << 3 | 2;
    private static final Map<Integer, String> FIELDS = Map.of(
            3 << 3 | 2, "wandb.project",
            6 << 3 | 2, "wandb.group",
            7 << 3 | 2, "wandb.job_type",
            9 << 3 | 2, "wandb.notes",
            12 << 3 | 2, "wandb.sweep_id");
    /** What the library notes for itself. */
    private static final String OWN = "_wandb";

    private final Map<String, Setting> settings = new LinkedHashMap<>();

    /**
     * Reads a run's record.
     *
     * @return whether it is well formed
     * @throws IOException never, as it reads from memory
     */
    boolean run(byte[] bytes, int from, int to) throws IOException {
        WireReader run = new WireReader();
        run.reset(bytes, from, to);
        boolean well = true;
        StringBuilder tags = new StringBuilder();
        while (run.next()) {
            String field = FIELDS.get(run.key());
            if (run.key() == CONFIG) {
                well &= config(bytes, run.from(), run.to());
            } else if (run.key() == TAGS) {
                tags.append(tags.isEmpty() ? "" : ", ").append(RunFolder.text(bytes, run));
            } else if (field != null && run.to() > run.from()) {
                settings.put(field, new Setting.Leaf(RunFolder.text(bytes, run)));
            }
        }
        if (!tags.isEmpty()) {
            settings.put("wandb.tags", new Setting.Leaf(tags.toString()));
        }
        return well && !run.isBad();
    }

    /**
     * Reads a record of changes.
     *
     * @return whether it is well formed
     * @throws IOException never, as it reads from memory
     */
    boolean config(byte[] bytes, int from, int to) throws IOException {
        WireReader config = new WireReader();
        config.reset(bytes, from, to);
        boolean well = true;
        while (config.next()) {
            if (config.key() == UPDATE || config.key() == REMOVE) {
                well &= item(bytes, config.from(), config.to(), config.key() == UPDATE);
            }
        }
        return well && !config.isBad();
    }

    private boolean item(byte[] bytes, int from, int to, boolean update) throws IOException {
        WireReader item = new WireReader();
        item.reset(bytes, from, to);
        String key = "";
        Setting value = new Setting.Leaf("null");
        StringBuilder nested = new StringBuilder();
        while (item.next()) {
            switch (item.key()) {
                case KEY -> key = RunFolder.text(bytes, item);
                case NESTED_KEY -> nested.append(nested.isEmpty() ? "" : ".").append(RunFolder.text(bytes, item));
                case VALUE -> {
                    try {
                        value = JsonSettings.read(bytes, item.from(), item.to());
                    } catch (JsonProcessingException e) {
                        return false;
                    }
                }
                default -> {
                    // nothing else is known in an item
                }
            }
        }
        String name = nested.isEmpty() ? key : nested.toString();
        if (!update) {
            settings.remove(name);
        } else if (!name.equals(OWN) && !name.startsWith(OWN + ".") && !name.isEmpty()) {
            settings.put(name, value);
        }
        return !item.isBad();
    }

    /**
     * Writes the settings as they are at the end of the log; returns their number.
     *
     * @throws IOException if the sink fails
     */
    long write(String table, String run, TableSink sink) throws IOException {
        SettingsWriter writer = new SettingsWriter(sink, table, run);
        writer.add(run, "", new Setting.Group(settings));
        writer.finish();
        return writer.settings();
    }
}
