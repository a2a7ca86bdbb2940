package rewardloom.importers.tensorboard;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import rewardloom.importers.tfrecord.RecordReader;

/** Looks at the first record of a file: TFRecord framing alone is not enough, data sets use it too. */
final class RecordProbe {
    private final byte[] head;

    RecordProbe(byte[] head) {
        this.head = head;
    }

    /** Whether the first record is whole, with right checksums, and an event: a wall time first, or a step or a version. */
    boolean isEvents() {
        RecordReader records = new RecordReader(new ByteArrayInputStream(head), 64);
        try {
            if (records.next() != RecordReader.Status.RECORD || records.from() == records.to()) {
                return false;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
        int first = records.buffer()[records.from()];
        return first == 0x09 || first == 0x10 || first == 0x1a;
    }
}
