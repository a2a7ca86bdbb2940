package rewardloom.importers.rlds;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.ProblemTally;
import rewardloom.importers.column.RowWriter;
import rewardloom.importers.frame.Frames;
import rewardloom.importers.tfrecord.RecordReader;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/**
 * RLDS episodes as TensorFlow Datasets stores them: TFRecords of {@code tf.train.Example}, one episode in each, with
 * {@code steps/reward}, {@code steps/action}, {@code steps/observation/…}, {@code steps/is_first}, {@code steps/is_last} and
 * {@code steps/is_terminal}. Action and reward of the row with {@code is_last} are invalid (RLDS, "Step"), so it becomes no step: it
 * only says how the one before ended.
 */
public final class RldsImporter implements Importer {
    private static final int CAPACITY = 1 << 18;
    private static final byte[] KEY = "steps/".getBytes(StandardCharsets.US_ASCII);

    @Override
    public String id() {
        return "rlds";
    }

    @Override
    public String title() {
        return "RLDS episodes (TFRecord)";
    }

    @Override
    public Probe probe(Header header) {
        byte[] head = header.head();
        if (head.length < 16 || head[12] != 0x0a || !isFramed(head)) {
            return header.name().toLowerCase(Locale.ROOT).contains(".tfrecord") && isFramed(head)
                    ? new Probe(1, "is a TFRecord file")
                    : Probe.NO;
        }
        return contains(head, KEY)
                ? new Probe(4, "has records of steps")
                : new Probe(1, "has records that may be examples of TensorFlow");
    }

    /** Whether the first record's length has the right checksum. */
    private static boolean isFramed(byte[] head) {
        RecordReader records = new RecordReader(new ByteArrayInputStream(head), 64);
        try {
            RecordReader.Status first = records.next();
            return head.length >= 12 && first != RecordReader.Status.BAD_LENGTH && first != RecordReader.Status.END;
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static boolean contains(byte[] head, byte[] wanted) {
        for (int at = 0; at + wanted.length <= head.length; at++) {
            int same = 0;
            while (same < wanted.length && head[at + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        Episodes episodes = new Episodes(source, sink);
        double bytes = Math.max(1, source.bytes());
        try (InputStream in = source.open()) {
            RecordReader records = new RecordReader(in, CAPACITY);
            RecordReader.Status status = records.next();
            while (status == RecordReader.Status.RECORD || status == RecordReader.Status.BAD_DATA) {
                progress.checkCancelled();
                if (status == RecordReader.Status.RECORD) {
                    episodes.record(records);
                } else {
                    episodes.bad(records.recordStart(), "bad-checksum", "whose bytes do not match their checksum");
                }
                progress.update("reading episodes", Math.min(1, records.offset() / bytes));
                status = records.next();
            }
            if (status != RecordReader.Status.END) {
                episodes.bad(
                        records.recordStart(),
                        "truncated-record",
                        "and what follows, because the file is cut off or damaged");
            }
        } finally {
            episodes.finish();
        }
    }

    /** Writes episode after episode. */
    private static final class Episodes {
        private final Source source;
        private final TableSink sink;
        private final ProblemTally tally = new ProblemTally();
        private final Frames frames;
        private @Nullable EpisodeColumns columns;
        private @Nullable RowWriter writer;
        private long number;

        Episodes(Source source, TableSink sink) {
            this.source = source;
            this.sink = sink;
            this.frames = new Frames(sink);
        }

        void bad(long at, String kind, String what) {
            tally.add(Severity.WARNING, kind, "byte", at, "records " + what + " were left out: copy the file again");
        }

        void record(RecordReader record) throws IOException {
            Example example = Example.of(record.buffer(), record.from(), record.to());
            int steps = EpisodeColumns.steps(example);
            if (example.isBad() || steps < 0) {
                bad(record.recordStart(), "no-steps", "that are no episode with steps");
                return;
            }
            EpisodeColumns known = columns;
            if (known == null) {
                known = new EpisodeColumns(example, steps, StepFeatures.beside(source.path()));
                columns = known;
            }
            if (!known.fits(example, steps)) {
                bad(record.recordStart(), "uneven-episode", "whose features have not one value for each step");
                return;
            }
            RowWriter open = writer;
            if (open == null) {
                open = new RowWriter(sink, new TableSpec(Kind.STEPS, source.name(), run(source), known.columns()));
                writer = open;
            }
            episode(example, steps, known, open, record.recordStart());
            number++;
        }

        private void episode(Example example, int steps, EpisodeColumns known, RowWriter open, long at)
                throws IOException {
            boolean[] last = EpisodeColumns.flags(example.features(), "is_last", steps);
            boolean[] terminal = EpisodeColumns.flags(example.features(), "is_terminal", steps);
            long t = 0;
            for (int step = 0; step < steps; step++) {
                if (last[step]) {
                    lastReward(EpisodeColumns.reward(example.features(), step), at);
                    continue;
                }
                boolean ends = step + 1 < steps && last[step + 1];
                open.whole(0, number);
                open.whole(1, t++);
                known.cells(example, step, frames, open);
                known.ends(terminal[step] || (ends && terminal[step + 1]), ends && !terminal[step + 1], open);
                open.end();
            }
        }

        private void lastReward(double reward, long at) {
            if (reward != 0 && !Double.isNaN(reward)) {
                tally.add(
                        Severity.WARNING,
                        "reward-after-last",
                        "byte",
                        at,
                        "episodes have a reward in the row that is marked is_last, where RLDS says that it is invalid:"
                            + " it is in no step and no return; if the data set means it, move it to the step before");
            }
        }

        private static String run(Source source) {
            String stem = source.name().substring(source.name().lastIndexOf('/') + 1);
            int records = stem.indexOf(".tfrecord");
            return records > 0 ? stem.substring(0, records) : source.stemRun();
        }

        void finish() throws IOException {
            if (writer != null) {
                writer.finish();
            }
            tally.report(sink);
            frames.report();
            if (columns != null && !columns.left().isEmpty()) {
                sink.problem(new Problem(
                        Severity.INFO,
                        "unread-feature",
                        columns.left().stream().limit(8).collect(Collectors.joining(", ")),
                        columns.left().size(),
                        "features that are not numbers or a text for each step, such as images, were left out"));
            }
            if (number == 0) {
                sink.problem(Problem.error(
                        "no-episodes-read",
                        "whole file",
                        "no record of the file is an episode with steps/reward or steps/is_first: only data sets of"
                                + " TensorFlow that hold RLDS episodes can be read"));
            }
        }
    }
}
