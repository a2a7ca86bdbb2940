package rewardloom.importers.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import rewardloom.importers.protobuf.WireReader;

/**
 * The value of a rank-0 tensor ({@code tensorboard/compat/proto/tensor.proto}), of any numeric type, from its raw content or from its
 * typed list.
 */
final class ScalarTensor {
    private static final int FLOAT = 1;
    private static final int DOUBLE = 2;
    private static final int INT32 = 3;
    private static final int UINT8 = 4;
    private static final int INT16 = 5;
    private static final int INT8 = 6;
    private static final int INT64 = 9;
    private static final int BOOL = 10;
    private static final int BFLOAT16 = 14;
    private static final int UINT16 = 17;
    private static final int HALF = 19;
    private static final int UINT32 = 22;
    private static final int UINT64 = 23;

    private final WireReader wire = new WireReader();
    private final WireReader shape = new WireReader();
    private int dtype;
    private boolean scalar;
    private boolean found;
    private double value;

    /**
     * Reads a tensor.
     *
     * @return whether it is one number; then {@link #value()} has it
     */
    boolean read(byte[] bytes, int from, int to) {
        dtype = 0;
        scalar = true;
        found = false;
        int contentFrom = 0;
        int contentTo = 0;
        wire.reset(bytes, from, to);
        while (wire.next()) {
            switch (wire.key()) {
                case 0x08 -> dtype = (int) wire.number();
                case 0x12 -> scalar = isScalar(bytes);
                case 0x22 -> {
                    contentFrom = wire.from();
                    contentTo = wire.to();
                }
                default -> field(bytes);
            }
        }
        if (wire.isBad() || !scalar) {
            return false;
        }
        if (!found && contentTo > contentFrom) {
            content(ByteBuffer.wrap(bytes, contentFrom, contentTo - contentFrom).order(ByteOrder.LITTLE_ENDIAN));
        }
        return found;
    }

    double value() {
        return value;
    }

    private boolean isScalar(byte[] bytes) {
        shape.reset(bytes, wire.from(), wire.to());
        while (shape.next()) {
            if (shape.key() == 0x12 || (shape.key() == 0x18 && shape.number() != 0)) {
                return false;
            }
        }
        return !shape.isBad();
    }

    /** The first number of a typed list; lists are packed or not. */
    private void field(byte[] bytes) {
        if (found) {
            return;
        }
        int length = wire.to() - wire.from();
        switch (wire.key()) {
            case 0x2a, 0x2d -> {
                if (length >= 4) {
                    set(little(bytes).getFloat());
                }
            }
            case 0x32, 0x31 -> {
                if (length >= 8) {
                    set(little(bytes).getDouble());
                }
            }
            // int_val holds every small integer type, int64_val, bool_val, half_val, uint32_val, uint64_val
            case 0x38, 0x50, 0x58, 0x68, 0x80, 0x88 -> number(wire.number());
            case 0x3a, 0x52, 0x5a, 0x6a, 0x82, 0x8a -> {
                shape.reset(bytes, wire.from(), wire.to());
                if (length > 0) {
                    number(shape.bareVarint());
                }
            }
            default -> {
                // names, strings and versions say nothing about a number
            }
        }
    }

    private ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes, wire.from(), wire.to() - wire.from()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void number(long raw) {
        switch (dtype) {
            case HALF -> set(Float.float16ToFloat((short) raw));
            case BFLOAT16 -> set(bfloat((short) raw));
            case UINT64 -> set(unsigned(raw));
            case UINT32 -> set(raw & 0xffffffffL);
            default -> set(raw);
        }
    }

    private void content(ByteBuffer raw) {
        int width = switch (dtype) {
            case UINT8, INT8, BOOL -> 1;
            case INT16, UINT16, HALF, BFLOAT16 -> 2;
            case FLOAT, INT32, UINT32 -> 4;
            case DOUBLE, INT64, UINT64 -> 8;
            default -> Integer.MAX_VALUE;
        };
        if (raw.remaining() < width) {
            return;
        }
        set(
                switch (dtype) {
                    case FLOAT -> raw.getFloat();
                    case DOUBLE -> raw.getDouble();
                    case INT32 -> raw.getInt();
                    case UINT32 -> raw.getInt() & 0xffffffffL;
                    case INT64 -> raw.getLong();
                    case UINT64 -> unsigned(raw.getLong());
                    case INT16 -> raw.getShort();
                    case UINT16 -> raw.getShort() & 0xffff;
                    case HALF -> Float.float16ToFloat(raw.getShort());
                    case BFLOAT16 -> bfloat(raw.getShort());
                    case INT8 -> raw.get();
                    default -> raw.get() & 0xff;
                });
    }

    private void set(double number) {
        value = number;
        found = true;
    }

    private static float bfloat(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    private static double unsigned(long raw) {
        return raw >= 0 ? raw : (raw >>> 1) * 2.0 + (raw & 1);
    }
}
