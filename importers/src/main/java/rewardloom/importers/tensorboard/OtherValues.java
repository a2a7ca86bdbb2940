package rewardloom.importers.tensorboard;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rewardloom.importers.column.MediaType;
import rewardloom.importers.column.MediaWriter;
import rewardloom.importers.column.Setting;
import rewardloom.importers.protobuf.WireReader;

/**
 * Values of a summary that are no scalars ({@code tensorboard/compat/proto/summary.proto}): texts, images, sounds and histograms, as
 * messages of their own (TensorFlow 1, torch, tensorboardX) or as tensors of a plugin (TensorFlow 2); settings of the run; and what is of
 * no use here, such as graphs, which is counted. A tag's plugin is named with its first value only.
 */
final class OtherValues {
    private static final int IMAGE = 4 << 3 | 2;
    private static final int HISTOGRAM = 5 << 3 | 2;
    private static final int AUDIO = 6 << 3 | 2;
    private static final int TENSOR = 8 << 3 | 2;
    private static final int METADATA = 9 << 3 | 2;
    private static final int PLUGIN_DATA = 1 << 3 | 2;
    private static final int PLUGIN_NAME = 1 << 3 | 2;
    private static final int PLUGIN_CONTENT = 2 << 3 | 2;
    /** The field with the encoded bytes, in images and in sounds. */
    private static final int ENCODED = 4 << 3 | 2;

    /** Image tensors begin with width and height. */
    private static final int SIZES = 2;

    private static final String PREFIX = "_hparams_/";
    private static final int EXAMPLES = 5;
    private static final int MOST_PLUGINS = 100_000;

    private final MediaWriter media;
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final Map<String, String> plugins = new HashMap<>();
    private final Set<String> unreadTags = new LinkedHashSet<>();
    private long unread;
    private byte[] bytes = new byte[0];
    private String tag = "";
    private String plugin = "";
    private long step;
    private double wallTime;

    OtherValues(MediaWriter media) {
        this.media = media;
    }

    /** The settings that were found, by name. */
    Map<String, Setting> settings() {
        return settings;
    }

    /** Number of values that are of no use. */
    long unread() {
        return unread;
    }

    /** The first tags of values that are of no use. */
    Set<String> unreadTags() {
        return unreadTags;
    }

    /**
     * Reads one value.
     *
     * @throws IOException if the sink fails
     */
    void read(byte[] source, int from, int to, String valueTag, long valueStep, double valueTime) throws IOException {
        bytes = source;
        tag = valueTag;
        step = valueStep;
        wallTime = valueTime;
        plugin = plugin(from, to);
        boolean used = false;
        WireReader value = new WireReader();
        value.reset(bytes, from, to);
        while (value.next()) {
            used |= switch (value.key()) {
                case IMAGE, AUDIO -> encoded(value);
                case HISTOGRAM -> histogram(Histogram.ofProto(bytes, value.from(), value.to()));
                case TENSOR -> tensor(TensorValue.read(bytes, value.from(), value.to()));
                default -> false;
            };
        }
        if (!used && !plugin.equals(HParams.PLUGIN)) {
            unread++;
            if (unreadTags.size() < EXAMPLES) {
                unreadTags.add(tag);
            }
        }
    }

    private String plugin(int from, int to) {
        WireReader value = new WireReader();
        value.reset(bytes, from, to);
        while (value.next()) {
            if (value.key() == METADATA) {
                String named = metadata(value.from(), value.to());
                if (!named.isEmpty() && plugins.size() < MOST_PLUGINS) {
                    plugins.put(tag, named);
                }
            }
        }
        return plugins.getOrDefault(tag, tag.startsWith(PREFIX) ? HParams.PLUGIN : "");
    }

    private String metadata(int from, int to) {
        WireReader metadata = new WireReader();
        metadata.reset(bytes, from, to);
        String name = "";
        while (metadata.next()) {
            if (metadata.key() == PLUGIN_DATA) {
                WireReader data = new WireReader();
                data.reset(bytes, metadata.from(), metadata.to());
                while (data.next()) {
                    if (data.key() == PLUGIN_NAME) {
                        name = new String(bytes, data.from(), data.to() - data.from(), StandardCharsets.UTF_8);
                    } else if (data.key() == PLUGIN_CONTENT && tag.startsWith(PREFIX)) {
                        settings.putAll(HParams.read(bytes, data.from(), data.to()));
                    }
                }
            }
        }
        return name;
    }

    private boolean encoded(WireReader value) throws IOException {
        WireReader message = new WireReader();
        message.reset(bytes, value.from(), value.to());
        boolean found = false;
        while (message.next()) {
            if (message.key() == ENCODED) {
                found |= file(message.from(), message.to(), value.key() == IMAGE ? "image" : "audio");
            }
        }
        return found;
    }

    private boolean file(int from, int to, String expected) throws IOException {
        MediaType type = MediaType.of(bytes, from, to);
        if (to <= from || !type.type().equals(expected)) {
            return false;
        }
        media.file(tag, step, wallTime, type.type(), type.ending(), new ByteArrayInputStream(bytes, from, to - from));
        return true;
    }

    private boolean histogram(Histogram histogram) throws IOException {
        if (histogram.isEmpty()) {
            return false;
        }
        media.histogram(tag, step, wallTime, histogram.edges(), histogram.counts());
        return true;
    }

    private boolean tensor(TensorValue tensor) throws IOException {
        return switch (plugin) {
            case "images" -> files(tensor, SIZES, "image");
            case "audio" -> files(tensor, 0, "audio");
            case "histograms" -> {
                boolean rows = tensor.shape().size() == 2 && tensor.shape().get(1) == 3;
                yield rows && histogram(Histogram.ofRows(tensor.numbers()));
            }
            case "text", "" -> tensor.isText() && text(tensor);
            default -> false;
        };
    }

    /** The encoded files among the texts of a tensor; what stands between them are sizes and labels. */
    private boolean files(TensorValue tensor, int first, String type) throws IOException {
        boolean found = false;
        List<TensorValue.Range> strings = tensor.strings();
        for (int i = first; i < strings.size(); i++) {
            found |= file(strings.get(i).from(), strings.get(i).to(), type);
        }
        return found;
    }

    private boolean text(TensorValue tensor) throws IOException {
        if (plugin.isEmpty() && files(tensor, SIZES, "image")) {
            return true;
        }
        String text = tensor.text(bytes);
        Map<String, Setting> found = SettingsText.read(tag, text);
        if (found.isEmpty()) {
            media.text(tag, step, wallTime, text);
        } else {
            settings.putAll(found);
        }
        return true;
    }
}
