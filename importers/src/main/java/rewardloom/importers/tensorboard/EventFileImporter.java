package rewardloom.importers.tensorboard;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import rewardloom.importers.GrowingFormat;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.MediaWriter;
import rewardloom.importers.column.ProblemTally;
import rewardloom.importers.column.SeriesWriter;
import rewardloom.importers.column.Setting;
import rewardloom.importers.column.SettingsWriter;
import rewardloom.importers.tfrecord.RecordReader;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.TableSink;

/**
 * TensorBoard event files: scalars to one metrics table, texts, images, sounds and histograms to one of media, hyper-parameters to one of
 * settings. Every checksum is verified. A file that ends inside a record was not written to its
 * end and keeps everything before; a record with bad data is left out and counted; behind a bad length nothing can be found.
 */
public final class EventFileImporter implements Importer, GrowingFormat {
    private static final int CAPACITY = 1 << 20;
    private static final int SMALLEST = 1 << 12;
    private static final int CHECK_EVERY = 4096;

    @Override
    public String id() {
        return "tensorboard";
    }

    @Override
    public String title() {
        return "TensorBoard event file";
    }

    @Override
    public Probe probe(Header header) {
        byte[] head = header.head();
        boolean named = header.name().toLowerCase(Locale.ROOT).contains("tfevents");
        if (new RecordProbe(head).isEvents()) {
            return new Probe(4, "begins with an event record whose checksums are right");
        }
        if (named) {
            return new Probe(3, "is named like an event file");
        }
        return Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        SeriesWriter writer = new SeriesWriter(sink, source.name(), source.folderRun());
        MediaWriter media = new MediaWriter(sink, source.name(), source.folderRun());
        OtherValues others = new OtherValues(media);
        EventParser parser = new EventParser(writer, others);
        ProblemTally tally = new ProblemTally();
        try (InputStream in = source.open()) {
            long bytes = Math.max(1, source.bytes());
            RecordReader records = new RecordReader(in, (int) Math.min(CAPACITY, Math.max(SMALLEST, bytes)));
            long count = 0;
            while (step(records, parser, tally, sink)) {
                if (++count % CHECK_EVERY == 0) {
                    progress.checkCancelled();
                    progress.update("reading events", Math.min(1.0, (double) records.offset() / bytes));
                }
            }
        } finally {
            writer.finish();
            media.finish();
            tally.report(sink);
        }
        long settings = settings(source, others.settings(), sink);
        report(parser, others, sink);
        if (writer.points() + media.items() + settings == 0) {
            sink.problem(Problem.info("no-scalars", "whole file", "the file holds no scalar"));
        }
    }

    private static long settings(Source source, Map<String, Setting> found, TableSink sink) throws IOException {
        String run = RunParts.settingsRun(source);
        Map<String, Setting> settings = new LinkedHashMap<>(found);
        RunParts.of(run).forEach((name, value) -> settings.putIfAbsent(name, new Setting.Leaf(value)));
        SettingsWriter writer = new SettingsWriter(sink, source.name(), run);
        writer.add(run, "", new Setting.Group(settings));
        writer.finish();
        return found.size();
    }

    @Override
    public long wholeRecords(Source source, long from, long limit) throws IOException {
        try (InputStream in = source.part(from, limit, new byte[0]).open()) {
            RecordReader records = new RecordReader(in, CAPACITY);
            long end = 0;
            while (isWhole(records.next())) {
                end = records.offset();
            }
            return from + end;
        }
    }

    private static boolean isWhole(RecordReader.Status status) {
        return status == RecordReader.Status.RECORD || status == RecordReader.Status.BAD_DATA;
    }

    /** Every record stands for itself. */
    @Override
    public byte[] head(Source source) {
        return new byte[0];
    }

    private static boolean step(RecordReader records, EventParser parser, ProblemTally tally, TableSink sink)
            throws IOException {
        long at = records.offset();
        switch (records.next()) {
            case RECORD -> {
                if (!parser.read(records.buffer(), records.from(), records.to())) {
                    tally.add(
                            Severity.WARNING,
                            "bad-event",
                            "byte",
                            at,
                            "an event could not be decoded although its checksum is right: what came before the broken"
                                    + " field was kept; the program that wrote it has a fault");
                }
                return true;
            }
            case BAD_DATA -> {
                tally.add(
                        Severity.WARNING,
                        "bad-checksum",
                        "byte",
                        at,
                        "a record's data do not match their checksum and were left out: copy the file again from where"
                                + " it was written");
                return true;
            }
            case TRUNCATED -> {
                sink.problem(Problem.warning(
                        "truncated-record",
                        "byte " + at,
                        "the file ends inside a record: everything before it was read; import again when the run has"
                                + " finished writing"));
                return false;
            }
            case BAD_LENGTH -> {
                sink.problem(badLength(at));
                return false;
            }
            case END -> {
                return false;
            }
        }
        return false;
    }

    private static Problem badLength(long at) {
        return at == 0
                ? Problem.error(
                        "not-events",
                        "byte 0",
                        "this is not an event file: its first record's length does not match its checksum; choose"
                                + " another format or copy the file again")
                : Problem.warning(
                        "bad-length",
                        "byte " + at,
                        "a record's length does not match its checksum, so nothing behind it can be found: everything"
                                + " before it was read; copy the file again from where it was written");
    }

    private static void report(EventParser parser, OtherValues others, TableSink sink) {
        if (others.unread() > 0) {
            sink.problem(new Problem(
                    Severity.INFO,
                    "not-scalar",
                    "tags " + String.join(", ", others.unreadTags()),
                    others.unread(),
                    "values that are neither numbers, texts, images, sounds nor histograms, such as graphs, were left"
                            + " out"));
        }
        if (parser.badWallTimes() > 0) {
            sink.problem(new Problem(
                    Severity.WARNING,
                    "bad-wall-time",
                    "whole file",
                    parser.badWallTimes(),
                    "events without a finite wall time: their points are kept, with no time"));
        }
    }
}
