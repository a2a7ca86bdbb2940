package rewardloom.importers.wandb;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;

/** Writes files of Weights and Biases as its own writer does, for tests. */
public final class WandbFile {
    private static final int BLOCK = 32_768;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public WandbFile() {
        out.writeBytes(new byte[] {':', 'W', '&', 'B', (byte) 0xe1, (byte) 0xbe, 0});
    }

    /** The file so far. */
    public byte[] bytes() {
        return out.toByteArray();
    }

    int size() {
        return out.size();
    }

    public WandbFile run(String id, String name) {
        return record(17, concat(field(1, id), field(8, name)));
    }

    /** A row of the history; values are JSON. */
    public WandbFile history(long step, Map<String, String> values) {
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        values.forEach((key, json) -> row.writeBytes(field(1, concat(field(1, key), field(16, json)))));
        row.writeBytes(field(2, concat(varint(8), varint(step))));
        return record(2, row.toByteArray());
    }

    /** A run's record with settings; values are JSON. */
    WandbFile run(String id, String group, Map<String, String> config) {
        return record(17, concat(concat(field(1, id), field(6, group)), field(4, items(1, config))));
    }

    /** A record that changes settings. */
    WandbFile config(Map<String, String> update, String removed) {
        return record(5, concat(items(1, update), field(2, field(1, removed))));
    }

    private static byte[] items(int number, Map<String, String> values) {
        ByteArrayOutputStream items = new ByteArrayOutputStream();
        values.forEach((key, json) -> items.writeBytes(field(number, concat(field(1, key), field(16, json)))));
        return items.toByteArray();
    }

    WandbFile nested(long step, String json, String... keys) {
        ByteArrayOutputStream item = new ByteArrayOutputStream();
        for (String key : keys) {
            item.writeBytes(field(2, key));
        }
        item.writeBytes(field(16, json));
        return record(2, concat(field(1, item.toByteArray()), field(2, concat(varint(8), varint(step)))));
    }

    public WandbFile exit(int code) {
        return record(18, concat(varint(8), varint(code)));
    }

    /** Console output, which is no history. */
    WandbFile output(int length) {
        return record(13, field(1, "x".repeat(length)));
    }

    private WandbFile record(int number, byte[] message) {
        return raw(field(number, message));
    }

    /** A record with these bytes. */
    public WandbFile raw(byte[] data) {
        int at = 0;
        boolean first = true;
        do {
            int left = BLOCK - out.size() % BLOCK;
            if (left < 7) {
                out.writeBytes(new byte[left]);
                left = BLOCK;
            }
            int length = Math.min(left - 7, data.length - at);
            boolean last = at + length == data.length;
            fragment(first ? (last ? 1 : 2) : (last ? 4 : 3), data, at, length);
            at += length;
            first = false;
        } while (at < data.length);
        return this;
    }

    private void fragment(int type, byte[] data, int at, int length) {
        CRC32 crc = new CRC32();
        crc.update(type);
        crc.update(data, at, length);
        ByteBuffer header = ByteBuffer.allocate(7).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt((int) crc.getValue()).putShort((short) length).put((byte) type);
        out.writeBytes(header.array());
        out.write(data, at, length);
    }

    private static byte[] field(int number, String text) {
        return field(number, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] field(int number, byte[] bytes) {
        return concat(concat(varint(number << 3 | 2), varint(bytes.length)), bytes);
    }

    private static byte[] varint(long value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[] a, byte[] b) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(a);
        bytes.writeBytes(b);
        return bytes.toByteArray();
    }
}
