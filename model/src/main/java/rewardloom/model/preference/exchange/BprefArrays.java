package rewardloom.model.preference.exchange;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.Item;
import rewardloom.model.trajectory.Trajectory;

/**
 * Arrays as the buffers of BPref hold them ({@code reward_model.py}): observations and actions side by side and rewards of both segments
 * ({@code sa_t_1, sa_t_2, r_t_1, r_t_2}, pairs × steps × numbers), and {@code labels}: 0 when the first is better, 1 when the second is,
 * −1 for a tie.
 */
final class BprefArrays implements LabelFormat.LabelWriter {

    @Override
    public ExportReport write(LabelBook book, Path target) throws IOException {
        List<Decision> decisions = book.equallyLong();
        int n = decisions.size();
        int steps = ((Item.Segment) decisions.getFirst().first()).length();
        Map<String, float[]> arrays = new LinkedHashMap<>();
        int width = 0;
        for (int side = 1; side <= 2; side++) {
            float[] all = {};
            float[] rewards = new float[n * steps];
            for (int i = 0; i < n; i++) {
                Decision decision = decisions.get(i);
                Item item = side == 1 ? decision.first() : decision.second();
                Trajectory shown = book.trajectory((Item.Segment) item);
                Map<String, double[]> columns = new LinkedHashMap<>(shown.observations());
                columns.putAll(shown.actions());
                if (all.length == 0) {
                    width = columns.size();
                    all = new float[n * steps * width];
                }
                double[] rows = ImitationDataset.rows(columns, steps);
                if (rows.length != steps * width) {
                    throw new IOException("its segments have " + width + " and " + columns.size()
                            + " observations and actions; draw pairs from files of one kind");
                }
                for (int k = 0; k < rows.length; k++) {
                    all[i * rows.length + k] = (float) rows[k];
                }
                for (int t = 0; t < steps; t++) {
                    rewards[i * steps + t] = (float) shown.reward()[t];
                }
            }
            arrays.put("sa_t_" + side, all);
            arrays.put("r_t_" + side, rewards);
        }
        float[] labels = new float[n];
        for (int i = 0; i < n; i++) {
            Answer answer = decisions.get(i).answer();
            labels[i] = answer == Answer.A ? 0 : answer == Answer.B ? 1 : -1;
        }
        arrays.put("labels", labels);
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(target)))) {
            for (Map.Entry<String, float[]> array : arrays.entrySet()) {
                int[] shape = array.getKey().equals("labels")
                        ? new int[] {n, 1}
                        : new int[] {n, steps, array.getKey().startsWith("r") ? 1 : width};
                put(zip, array.getKey() + ".npy", npy(array.getValue(), shape));
            }
        }
        return new ExportReport(target, n, "pairs", book.left(), List.of("Segments have " + steps + " steps."));
    }

    /** NumPy reads members that are stored as they are. */
    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    /** NumPy's format 1.0: a magic string, a header that ends on a multiple of 64 bytes, then the data. */
    private static byte[] npy(float[] values, int[] shape) {
        String extents = IntStream.of(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + extents + "), }";
        int length = (10 + header.length() + 1 + 63) / 64 * 64;
        ByteBuffer bytes = ByteBuffer.allocate(length + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        bytes.putShort((short) (length - 10));
        bytes.put(header.getBytes(StandardCharsets.US_ASCII));
        while (bytes.position() < length - 1) {
            bytes.put((byte) ' ');
        }
        bytes.put((byte) '\n');
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }
}
