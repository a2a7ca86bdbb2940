package rewardloom.importers.rlds;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.protobuf.WireReader;

/**
 * A {@code tf.train.Example} ({@code tensorflow/core/example/feature.proto}): {@code Example{1 Features{1 map<string, Feature>}}},
 * {@code Feature{1 bytes_list | 2 float_list | 3 int64_list}}, each {@code {1 repeated value}}, numbers packed or not.
 */
final class Example {
    private static final int BYTES = 10;
    private static final int FLOATS = 18;
    private static final int WHOLES = 26;
    private static final int ENTRY = 10;
    private static final int PACKED = 10;

    private final Map<String, Feature> features = new LinkedHashMap<>();
    private boolean bad;

    /**
     * The values of one feature: numbers or byte strings.
     *
     * @param numbers its numbers, or null
     * @param bytes its byte strings; none if it has numbers
     * @param whole whether the numbers are whole
     */
    record Feature(double @Nullable [] numbers, List<byte[]> bytes, boolean whole) {
        /** Number of values. */
        int count() {
            return numbers == null ? bytes.size() : numbers.length;
        }
    }

    private Example() {}

    /** Reads a message; what is malformed is left out and {@link #isBad} says so. */
    static Example of(byte[] buffer, int from, int to) {
        Example example = new Example();
        WireReader message = new WireReader();
        message.reset(buffer, from, to);
        while (message.next()) {
            if (message.key() == ENTRY) {
                example.features(buffer, message.from(), message.to());
            }
        }
        example.bad |= message.isBad();
        return example;
    }

    private void features(byte[] buffer, int from, int to) {
        WireReader map = new WireReader();
        map.reset(buffer, from, to);
        while (map.next()) {
            if (map.key() == ENTRY) {
                entry(buffer, map.from(), map.to());
            }
        }
        bad |= map.isBad();
    }

    private void entry(byte[] buffer, int from, int to) {
        WireReader entry = new WireReader();
        entry.reset(buffer, from, to);
        String name = "";
        Feature feature = null;
        while (entry.next()) {
            if (entry.key() == 10) {
                name = new String(buffer, entry.from(), entry.to() - entry.from(), StandardCharsets.UTF_8);
            } else if (entry.key() == 18) {
                feature = feature(buffer, entry.from(), entry.to());
            }
        }
        bad |= entry.isBad();
        if (feature != null && !name.isEmpty()) {
            features.put(name, feature);
        }
    }

    private @Nullable Feature feature(byte[] buffer, int from, int to) {
        WireReader choice = new WireReader();
        choice.reset(buffer, from, to);
        Feature found = null;
        while (choice.next()) {
            found = switch (choice.key()) {
                case BYTES -> bytes(buffer, choice.from(), choice.to());
                case FLOATS -> floats(buffer, choice.from(), choice.to());
                case WHOLES -> wholes(buffer, choice.from(), choice.to());
                default -> found;
            };
        }
        bad |= choice.isBad();
        return found;
    }

    private Feature bytes(byte[] buffer, int from, int to) {
        List<byte[]> values = new ArrayList<>();
        WireReader list = new WireReader();
        list.reset(buffer, from, to);
        while (list.next()) {
            if (list.key() == PACKED) {
                values.add(Arrays.copyOfRange(buffer, list.from(), list.to()));
            }
        }
        bad |= list.isBad();
        return new Feature(null, List.copyOf(values), false);
    }

    private Feature floats(byte[] buffer, int from, int to) {
        double[] values = new double[(to - from) / 4 + 1];
        int count = 0;
        WireReader list = new WireReader();
        list.reset(buffer, from, to);
        while (list.next()) {
            if (list.key() == PACKED) {
                ByteBuffer packed = ByteBuffer.wrap(buffer, list.from(), (list.to() - list.from()) / 4 * 4)
                        .order(ByteOrder.LITTLE_ENDIAN);
                while (packed.hasRemaining()) {
                    values[count++] = packed.getFloat();
                }
            } else if (list.key() == 13) {
                values[count++] = list.float32();
            }
        }
        bad |= list.isBad();
        return new Feature(Arrays.copyOf(values, count), List.of(), false);
    }

    private Feature wholes(byte[] buffer, int from, int to) {
        double[] values = new double[to - from];
        int count = 0;
        WireReader list = new WireReader();
        list.reset(buffer, from, to);
        while (list.next()) {
            if (list.key() == PACKED) {
                WireReader packed = new WireReader();
                packed.reset(buffer, list.from(), list.to());
                for (long left = list.to() - (long) list.from(); packed.hasMore() && left > 0; left--) {
                    values[count++] = packed.bareVarint();
                }
                bad |= packed.isBad();
            } else if (list.key() == 8) {
                values[count++] = list.number();
            }
        }
        bad |= list.isBad();
        return new Feature(Arrays.copyOf(values, count), List.of(), true);
    }

    /** The features by name, in the order of the message. */
    Map<String, Feature> features() {
        return features;
    }

    /** Whether some of the message is malformed. */
    boolean isBad() {
        return bad;
    }
}
