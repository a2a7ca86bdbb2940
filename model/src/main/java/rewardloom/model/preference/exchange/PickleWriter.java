package rewardloom.model.preference.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Writes Python's pickles, protocol 3: numbers, texts, lists, dictionaries, arrays of NumPy, and objects that are built from their
 * fields without a call of their class. Written after {@code pickletools} of Python; arrays name {@code numpy.core}, which NumPy 1 and
 * 2 both find.
 */
final class PickleWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private PickleWriter() {
        out.write(0x80);
        out.write(3);
    }

    /** An array of NumPy. */
    record Array(String type, int[] shape, byte[] data) {
        /** Whole numbers of 64 bits. */
        static Array longs(long[] values) {
            ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
            for (long value : values) {
                bytes.putLong(value);
            }
            return new Array("i8", new int[] {values.length}, bytes.array());
        }

        /**
         * Numbers of 32 bits.
         *
         * @param values row after row
         */
        static Array floats(double[] values, int... shape) {
            ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
            for (double value : values) {
                bytes.putFloat((float) value);
            }
            return new Array("f4", shape, bytes.array());
        }
    }

    /** An object of a class with its fields. */
    record Built(String module, String name, Map<String, Object> fields) {}

    /** Nothing. */
    enum None {
        NONE
    }

    /** Writes one object. */
    static void write(Object object, OutputStream to) throws IOException {
        PickleWriter writer = new PickleWriter();
        writer.put(object);
        writer.out.write('.');
        writer.out.writeTo(to);
    }

    private void put(Object object) {
        switch (object) {
            case None none -> out.write('N');
            case Boolean truth -> out.write(truth ? 0x88 : 0x89);
            case Integer number -> {
                out.write('J');
                little(number);
            }
            case String text -> text(text);
            case List<?> list -> {
                out.write(']');
                out.write('(');
                list.forEach(this::put);
                out.write('e');
            }
            case Map<?, ?> map -> dictionary(map);
            case Array array -> array(array);
            case Built built -> {
                global(built.module(), built.name());
                out.write(')');
                // NEWOBJ makes an object of the class without calling it.
                out.write(0x81);
                dictionary(built.fields());
                out.write('b');
            }
            default -> throw new IllegalArgumentException("there is no pickle for " + object.getClass());
        }
    }

    private void dictionary(Map<?, ?> map) {
        out.write('}');
        out.write('(');
        map.forEach((key, value) -> {
            put(key);
            put(value);
        });
        out.write('u');
    }

    private void array(Array array) {
        global("numpy.core.multiarray", "_reconstruct");
        global("numpy", "ndarray");
        put(0);
        out.write(0x85);
        bytes(new byte[] {'b'});
        out.write(0x87);
        out.write('R');
        // The state: version, shape, type, whether in Fortran's order, data.
        out.write('(');
        put(1);
        out.write('(');
        for (int extent : array.shape()) {
            put(extent);
        }
        out.write('t');
        type(array.type());
        out.write(0x89);
        bytes(array.data());
        out.write('t');
        out.write('b');
    }

    private void type(String type) {
        global("numpy", "dtype");
        text(type);
        out.write(0x89);
        out.write(0x88);
        out.write(0x87);
        out.write('R');
        out.write('(');
        put(3);
        text("<");
        out.write('N');
        out.write('N');
        out.write('N');
        put(-1);
        put(-1);
        put(0);
        out.write('t');
        out.write('b');
    }

    private void global(String module, String name) {
        out.write('c');
        raw(module.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
        raw(name.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.write('X');
        little(utf8.length);
        raw(utf8);
    }

    private void bytes(byte[] data) {
        out.write('B');
        little(data.length);
        raw(data);
    }

    private void raw(byte[] data) {
        out.write(data, 0, data.length);
    }

    private void little(int number) {
        for (int i = 0; i < 4; i++) {
            out.write(number >>> (8 * i));
        }
    }
}
