package rewardloom.importers.tensorboard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import rewardloom.importers.column.SeriesWriter;
import rewardloom.importers.protobuf.TagTable;
import rewardloom.importers.protobuf.WireReader;

/**
 * Takes the scalars out of {@code Event} messages ({@code tensorboard/compat/proto/event.proto}, {@code summary.proto}): a
 * {@code simple_value}, or a tensor of rank 0. Everything else is handed on.
 */
final class EventParser {
    private static final int WALL_TIME = 0x09;
    private static final int STEP = 0x10;
    private static final int VERSION = 0x1a;
    private static final int SUMMARY = 0x2a;
    private static final int VALUE = 0x0a;
    private static final int TAG = 0x0a;
    private static final int SIMPLE_VALUE = 0x15;
    private static final int TENSOR = 0x42;

    private final SeriesWriter writer;
    private final OtherValues others;
    private final TagTable tags = new TagTable();
    private final WireReader event = new WireReader();
    private final WireReader summary = new WireReader();
    private final WireReader value = new WireReader();
    private final ScalarTensor tensor = new ScalarTensor();
    private int[] writerTags = new int[16];
    private int writerTagCount;
    private double wallTime;
    private long step;
    private long badWallTimes;
    private boolean versioned;

    EventParser(SeriesWriter writer, OtherValues others) {
        this.writer = writer;
        this.others = others;
    }

    /**
     * Reads one event.
     *
     * @return whether it is well formed; points before the malformed place are kept
     * @throws IOException if the sink fails
     */
    boolean read(byte[] bytes, int from, int to) throws IOException {
        wallTime = Double.NaN;
        step = 0;
        int summaryFrom = -1;
        int summaryTo = -1;
        boolean well = true;
        event.reset(bytes, from, to);
        while (event.next()) {
            switch (event.key()) {
                case WALL_TIME -> wallTime = event.float64();
                case STEP -> step = event.number();
                case VERSION -> versioned = true;
                case SUMMARY -> {
                    // Fields may come in any order: an earlier summary is read with what is known by then.
                    if (summaryFrom >= 0) {
                        well &= readSummary(bytes, summaryFrom, summaryTo);
                    }
                    summaryFrom = event.from();
                    summaryTo = event.to();
                }
                default -> {
                    // graphs, log messages and run metadata hold no scalar
                }
            }
        }
        if (!Double.isFinite(wallTime)) {
            badWallTimes++;
        }
        if (summaryFrom >= 0) {
            well &= readSummary(bytes, summaryFrom, summaryTo);
        }
        return well && !event.isBad();
    }

    private boolean readSummary(byte[] bytes, int from, int to) throws IOException {
        summary.reset(bytes, from, to);
        boolean well = true;
        while (summary.next()) {
            if (summary.key() == VALUE) {
                well &= readValue(bytes, summary.from(), summary.to());
            }
        }
        return well && !summary.isBad();
    }

    private boolean readValue(byte[] bytes, int from, int to) throws IOException {
        int tagFrom = 0;
        int tagTo = 0;
        boolean found = false;
        double number = 0;
        value.reset(bytes, from, to);
        while (value.next()) {
            switch (value.key()) {
                case TAG -> {
                    tagFrom = value.from();
                    tagTo = value.to();
                }
                case SIMPLE_VALUE -> {
                    found = true;
                    number = value.float32();
                }
                case TENSOR -> {
                    if (tensor.read(bytes, value.from(), value.to())) {
                        found = true;
                        number = tensor.value();
                    }
                }
                default -> {
                    // histograms, images, audio, texts, hyper-parameters: no scalars
                }
            }
        }
        if (value.isBad()) {
            return false;
        }
        if (found) {
            writer.add(writerTag(tags.index(bytes, tagFrom, tagTo)), step, wallTime, number);
        } else {
            String tag = new String(bytes, tagFrom, tagTo - tagFrom, StandardCharsets.UTF_8);
            others.read(bytes, from, to, tag, step, wallTime);
        }
        return true;
    }

    /** The tags of the table and of the writer differ only when two names are the same text in broken UTF-8. */
    private int writerTag(int tag) {
        if (tag < writerTagCount) {
            return writerTags[tag];
        }
        if (tag == writerTags.length) {
            writerTags = Arrays.copyOf(writerTags, 2 * tag);
        }
        writerTags[tag] = writer.tag(tags.name(tag));
        writerTagCount = tag + 1;
        return writerTags[tag];
    }

    /** Number of events without a finite wall time. */
    long badWallTimes() {
        return badWallTimes;
    }

    /** Whether the file said which version of the format it has. */
    boolean isVersioned() {
        return versioned;
    }
}
