package rewardloom.importers.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import rewardloom.importers.protobuf.WireReader;

/**
 * A tensor that is no scalar ({@code tensorboard/compat/proto/tensor.proto}): its shape, its texts, or its numbers of floating point.
 */
final class TensorValue {
    private static final int FLOAT = 1;
    private static final int DOUBLE = 2;
    private static final int STRING = 7;
    private static final int LONGEST = 1 << 20;

    /** A range of bytes. */
    record Range(int from, int to) {}

    private final List<Long> shape = new ArrayList<>();
    private final List<Range> strings = new ArrayList<>();
    private double[] numbers = new double[0];
    private int dtype;

    private TensorValue() {}

    /** Reads a tensor; one that is malformed has what stands before the broken field. */
    static TensorValue read(byte[] bytes, int from, int to) {
        TensorValue tensor = new TensorValue();
        Range content = new Range(0, 0);
        WireReader wire = new WireReader();
        wire.reset(bytes, from, to);
        List<Range> doubles = new ArrayList<>();
        List<Range> floats = new ArrayList<>();
        while (wire.next()) {
            switch (wire.key()) {
                case 0x08 -> tensor.dtype = (int) wire.number();
                case 0x12 -> tensor.dimensions(bytes, wire.from(), wire.to());
                case 0x22 -> content = new Range(wire.from(), wire.to());
                case 0x42 -> tensor.strings.add(new Range(wire.from(), wire.to()));
                case 0x32, 0x31 -> doubles.add(new Range(wire.from(), wire.to()));
                case 0x2a, 0x2d -> floats.add(new Range(wire.from(), wire.to()));
                default -> {
                    // other types are of no use here
                }
            }
        }
        if (tensor.dtype == DOUBLE) {
            tensor.numbers = numbers(bytes, doubles.isEmpty() ? List.of(content) : doubles, 8);
        } else if (tensor.dtype == FLOAT) {
            tensor.numbers = numbers(bytes, floats.isEmpty() ? List.of(content) : floats, 4);
        }
        return tensor;
    }

    private void dimensions(byte[] bytes, int from, int to) {
        WireReader dimensions = new WireReader();
        dimensions.reset(bytes, from, to);
        while (dimensions.next()) {
            if (dimensions.key() == 0x12) {
                WireReader size = new WireReader();
                size.reset(bytes, dimensions.from(), dimensions.to());
                long length = 0;
                while (size.next()) {
                    length = size.key() == 0x08 ? size.number() : length;
                }
                shape.add(length);
            }
        }
    }

    private static double[] numbers(byte[] bytes, List<Range> ranges, int width) {
        int count = 0;
        for (Range range : ranges) {
            count += (range.to - range.from) / width;
        }
        double[] numbers = new double[Math.min(count, LONGEST)];
        int at = 0;
        for (Range range : ranges) {
            ByteBuffer raw =
                    ByteBuffer.wrap(bytes, range.from, range.to - range.from).order(ByteOrder.LITTLE_ENDIAN);
            while (raw.remaining() >= width && at < numbers.length) {
                numbers[at++] = width == 8 ? raw.getDouble() : raw.getFloat();
            }
        }
        return numbers;
    }

    boolean isText() {
        return dtype == STRING;
    }

    /** The texts, as they stand in the bytes that were read. */
    List<Range> strings() {
        return strings;
    }

    /** All texts, one on each line. */
    String text(byte[] bytes) {
        List<String> texts = new ArrayList<>();
        strings.forEach(s -> texts.add(new String(bytes, s.from, s.to - s.from, StandardCharsets.UTF_8)));
        return String.join("\n", texts);
    }

    /** Lengths of the axes. */
    List<Long> shape() {
        return shape;
    }

    /** The numbers, row by row; none of another type. */
    double[] numbers() {
        return numbers;
    }
}
