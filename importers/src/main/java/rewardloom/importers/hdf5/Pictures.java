package rewardloom.importers.hdf5;

import io.jhdf.api.Dataset;
import java.io.IOException;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.frame.Frames;

/** The pictures of one episode, read some at a time. */
final class Pictures {
    private static final long BLOCK = 16 << 20;
    private final Dataset dataset;
    private final Frames frames;
    private final long[] shape;
    private final int size;
    private byte[] block = new byte[0];
    private long first;

    Pictures(Dataset dataset, Frames frames) {
        this.dataset = dataset;
        this.frames = frames;
        this.shape = NumberTable.shape(dataset);
        this.size = NumberTable.width(shape);
    }

    /** Keeps the picture of a step; steps come in their order. Null if there is none or there are too many. */
    @Nullable
    String keep(long step) throws IOException {
        if (step >= shape[0]) {
            return null;
        }
        if (step < first || (step - first + 1) * size > block.length) {
            read(step);
        }
        byte[] pixels = new byte[size];
        System.arraycopy(block, (int) (step - first) * size, pixels, 0, size);
        return frames.pixels(pixels, (int) shape[1], (int) shape[2], shape.length == 4 ? (int) shape[3] : 1);
    }

    private void read(long step) {
        int rows = (int) Math.max(1, Math.min(shape[0] - step, BLOCK / Math.max(1, size)));
        long[] offset = new long[shape.length];
        int[] lengths = new int[shape.length];
        for (int i = 0; i < shape.length; i++) {
            lengths[i] = (int) shape[i];
        }
        offset[0] = step;
        lengths[0] = rows;
        Object data = rows == shape[0] ? dataset.getData() : dataset.getData(offset, lengths);
        block = new byte[rows * size];
        first = step;
        fill(data, 0);
    }

    private int fill(Object data, int from) {
        int at = from;
        int length = Array.getLength(data);
        for (int i = 0; i < length && at < block.length; i++) {
            Object element = Array.get(data, i);
            // Java has no unsigned bytes, so the library may widen them.
            if (element instanceof Number number) {
                block[at++] = number.byteValue();
            } else {
                at = fill(element, at);
            }
        }
        return at;
    }
}
