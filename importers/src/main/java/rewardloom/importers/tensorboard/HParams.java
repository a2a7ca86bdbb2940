package rewardloom.importers.tensorboard;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rewardloom.importers.column.Setting;
import rewardloom.importers.protobuf.WireReader;

/**
 * Settings as TensorBoard's plugin for hyper-parameters keeps them ({@code plugins/hparams/plugin_data.proto}): a session's start has a
 * map from names to {@code google.protobuf.Value}.
 */
final class HParams {
    static final String PLUGIN = "hparams";

    private static final int DEEPEST = 20;
    private static final int SESSION_START = 3 << 3 | 2;
    private static final int PARAMETER = 1 << 3 | 2;
    private static final int GROUP_NAME = 4 << 3 | 2;
    private static final int KEY = 1 << 3 | 2;
    private static final int ENTRY_VALUE = 2 << 3 | 2;
    private static final int NULL = 1 << 3;
    private static final int NUMBER = 2 << 3 | 1;
    private static final int STRING = 3 << 3 | 2;
    private static final int BOOL = 4 << 3;
    private static final int STRUCT = 5 << 3 | 2;
    private static final int LIST = 6 << 3 | 2;

    private final byte[] bytes;

    private HParams(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The settings in the plugin's data; none if they are not those of a session's start. */
    static Map<String, Setting> read(byte[] bytes, int from, int to) {
        HParams data = new HParams(bytes);
        Map<String, Setting> settings = new LinkedHashMap<>();
        WireReader wire = data.open(from, to);
        while (wire.next()) {
            if (wire.key() == SESSION_START) {
                data.session(wire, settings);
            }
        }
        return settings;
    }

    private WireReader open(int from, int to) {
        WireReader wire = new WireReader();
        wire.reset(bytes, from, to);
        return wire;
    }

    private void session(WireReader data, Map<String, Setting> settings) {
        WireReader start = open(data.from(), data.to());
        while (start.next()) {
            if (start.key() == PARAMETER) {
                entry(start, settings, 0);
            } else if (start.key() == GROUP_NAME && start.to() > start.from()) {
                settings.put("group_name", new Setting.Leaf(text(start)));
            }
        }
    }

    private void entry(WireReader map, Map<String, Setting> into, int depth) {
        WireReader entry = open(map.from(), map.to());
        String key = "";
        Setting value = new Setting.Leaf("null");
        while (entry.next()) {
            if (entry.key() == KEY) {
                key = text(entry);
            } else if (entry.key() == ENTRY_VALUE) {
                value = value(entry, depth);
            }
        }
        if (!key.isEmpty()) {
            into.put(key, value);
        }
    }

    private Setting value(WireReader field, int depth) {
        WireReader value = open(field.from(), field.to());
        Setting setting = new Setting.Leaf("null");
        while (value.next() && depth < DEEPEST) {
            setting = switch (value.key()) {
                case NULL -> new Setting.Leaf("null");
                case NUMBER -> new Setting.Leaf(number(value.float64()));
                case STRING -> new Setting.Leaf(text(value));
                case BOOL -> new Setting.Leaf(value.number() != 0 ? "true" : "false");
                case STRUCT -> struct(value, depth + 1);
                case LIST -> list(value, depth + 1);
                default -> setting;
            };
        }
        return setting;
    }

    private Setting struct(WireReader field, int depth) {
        Map<String, Setting> entries = new LinkedHashMap<>();
        WireReader struct = open(field.from(), field.to());
        while (struct.next()) {
            if (struct.key() == PARAMETER) {
                entry(struct, entries, depth);
            }
        }
        return new Setting.Group(entries);
    }

    private Setting list(WireReader field, int depth) {
        List<Setting> items = new ArrayList<>();
        WireReader list = open(field.from(), field.to());
        while (list.next()) {
            if (list.key() == PARAMETER) {
                items.add(value(list, depth));
            }
        }
        return new Setting.Items(items);
    }

    /** The plugin keeps every number as a double; whole ones are written without a point. */
    private static String number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }

    private String text(WireReader field) {
        return new String(bytes, field.from(), field.to() - field.from(), StandardCharsets.UTF_8);
    }
}
