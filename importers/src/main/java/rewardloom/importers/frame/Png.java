package rewardloom.importers.frame;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes pixels as PNG (ISO/IEC 15948): signature, IHDR, one IDAT, IEND, rows without a filter. The library of the JDK that does the
 * same is a part of AWT, which importers do without.
 */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private Png() {}

    /**
     * A picture.
     *
     * @param pixels its bytes, row by row, each pixel with all of its channels
     * @param channels 1 grey, 3 red, green, blue, 4 with opacity
     */
    static byte[] of(byte[] pixels, int height, int width, int channels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(pixels.length / 2 + 64);
        out.writeBytes(SIGNATURE);
        byte color = (byte) (channels == 1 ? 0 : channels == 3 ? 2 : 6);
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put((byte) 8).put(color).put((byte) 0).put((byte) 0).put((byte) 0);
        chunk(out, "IHDR", header.array(), 13);
        int row = width * channels;
        byte[] filtered = new byte[height * (row + 1)];
        for (int y = 0; y < height; y++) {
            System.arraycopy(pixels, y * row, filtered, y * (row + 1) + 1, row);
        }
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(filtered);
            deflater.finish();
            byte[] packed = new byte[filtered.length + filtered.length / 1000 + 64];
            int length = 0;
            while (!deflater.finished()) {
                length += deflater.deflate(packed, length, packed.length - length);
            }
            chunk(out, "IDAT", packed, length);
        } finally {
            deflater.end();
        }
        chunk(out, "IEND", new byte[0], 0);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data, int length) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data, 0, length);
        out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
        out.writeBytes(name);
        out.write(data, 0, length);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
