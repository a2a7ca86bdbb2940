package rewardloom.installer;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The icon in the containers of Windows and macOS. Both hold the PNG files as they are. */
final class IconFiles {
    /** Sizes in pixels that the window has, which are the ones drawn. */
    static final List<Integer> SIZES = List.of(16, 24, 32, 48, 64, 128, 256, 512);

    // Apple's names for PNG content, by size in pixels.
    private static final Map<Integer, String> APPLE =
            new TreeMap<>(Map.of(16, "icp4", 32, "icp5", 64, "icp6", 128, "ic07", 256, "ic08", 512, "ic09"));
    private static final int LARGEST_OF_WINDOWS = 256;

    private IconFiles() {}

    /** The PNG of a size. */
    static Path png(Path folder, int size) {
        return folder.resolve("rewardloom-" + size + ".png");
    }

    /** An .ico file: a directory of 16 bytes an image, then the images. */
    static byte[] ico(Path folder) throws IOException {
        List<Integer> sizes =
                SIZES.stream().filter(s -> s <= LARGEST_OF_WINDOWS).toList();
        int offset = 6 + 16 * sizes.size();
        ByteBuffer head = ByteBuffer.allocate(offset).order(ByteOrder.LITTLE_ENDIAN);
        ByteArrayOutputStream images = new ByteArrayOutputStream();
        head.putShort((short) 0).putShort((short) 1).putShort((short) sizes.size());
        for (int size : sizes) {
            byte[] png = Files.readAllBytes(png(folder, size));
            // 0 stands for 256.
            head.put((byte) size).put((byte) size).put((byte) 0).put((byte) 0);
            head.putShort((short) 1).putShort((short) 32).putInt(png.length).putInt(offset);
            images.writeBytes(png);
            offset += png.length;
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(head.array());
        file.writeBytes(images.toByteArray());
        return file.toByteArray();
    }

    /** An .icns file: blocks of a name, a length that includes these 8 bytes, and the content. */
    static byte[] icns(Path folder) throws IOException {
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(blocks);
        for (Map.Entry<Integer, String> kind : APPLE.entrySet()) {
            block(out, kind.getValue(), Files.readAllBytes(png(folder, kind.getKey())));
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        block(new DataOutputStream(file), "icns", blocks.toByteArray());
        return file.toByteArray();
    }

    private static void block(DataOutputStream out, String name, byte[] content) throws IOException {
        out.write(name.getBytes(StandardCharsets.US_ASCII));
        out.writeInt(content.length + 8);
        out.write(content);
    }
}
