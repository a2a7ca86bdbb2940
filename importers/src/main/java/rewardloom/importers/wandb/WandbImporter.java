package rewardloom.importers.wandb;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.GrowingFormat;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.ProblemTally;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.TableSink;

/**
 * The transaction log that Weights and Biases writes for each run, {@code run-<id>.wandb}: its history becomes one metrics table
 * and one of media, its configuration one of settings.
 * Every checksum is verified; damaged fragments are left out and counted, and a file that is still being written keeps what it has.
 */
public final class WandbImporter implements Importer, GrowingFormat {
    private static final int CHECK_EVERY = 4096;

    @Override
    public String id() {
        return "wandb";
    }

    @Override
    public String title() {
        return "Weights and Biases run (.wandb)";
    }

    @Override
    public Probe probe(Header header) {
        if (BlockReader.hasMagic(header.head())) {
            return new Probe(4, "begins with :W&B");
        }
        return header.name().toLowerCase(Locale.ROOT).endsWith(".wandb") ? new Probe(2, "is named .wandb") : Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        ProblemTally tally = new ProblemTally();
        RunLog log = new RunLog(source, sink);
        Source.Part part = source.part();
        try (InputStream in = part == null ? source.open() : blocks(source, part.from(), part.to())) {
            BlockReader records = new BlockReader(in);
            if (!(part == null || part.from() == 0 ? records.open() : records.openAt(part.from()))) {
                sink.problem(Problem.error(
                        "not-wandb",
                        "byte 0",
                        "the file does not begin with :W&B, so it is not the log of a run: choose another format or"
                                + " copy the file again"));
                return;
            }
            records(records, log, tally, source, sink, progress);
        } finally {
            log.finish();
            tally.report(sink);
        }
        report(log, source, sink);
    }

    /** The blocks that a part of the file begins and ends in. */
    private static InputStream blocks(Source source, long from, long to) throws IOException {
        return source.part(from - from % BlockReader.BLOCK, to, new byte[0]).open();
    }

    @Override
    public long wholeRecords(Source source, long from, long limit) throws IOException {
        try (InputStream in = blocks(source, from, limit)) {
            BlockReader records = new BlockReader(in);
            if (!(from == 0 ? records.open() : records.openAt(from))) {
                return from;
            }
            long end = from;
            for (BlockReader.Status status = records.next();
                    status == BlockReader.Status.RECORD || status == BlockReader.Status.DAMAGED;
                    status = records.next()) {
                end = records.offset();
            }
            return end;
        }
    }

    /** The last records of a run that has ended tell its exit code. */
    @Override
    public boolean isOver(Source source) throws IOException {
        long bytes = source.bytes();
        long from = Math.max(0, bytes - bytes % BlockReader.BLOCK - BlockReader.BLOCK);
        try (InputStream in = blocks(source, from, bytes)) {
            BlockReader records = new BlockReader(in);
            boolean open = from == 0 ? records.open() : records.openAt(from);
            BlockReader.Status status = open ? records.next() : BlockReader.Status.END;
            while (status == BlockReader.Status.RECORD || status == BlockReader.Status.DAMAGED) {
                if (status == BlockReader.Status.RECORD
                        && RunLog.isExit(records.buffer(), records.from(), records.to())) {
                    return true;
                }
                status = records.next();
            }
            return false;
        }
    }

    /** Records stand for themselves. */
    @Override
    public byte @Nullable [] head(Source source) throws IOException {
        return source.isGzip() ? null : new byte[0];
    }

    private static void records(
            BlockReader records, RunLog log, ProblemTally tally, Source source, TableSink sink, Progress progress)
            throws IOException {
        double bytes = Math.max(1, source.bytes());
        for (long count = 1; ; count++) {
            long at = records.offset();
            switch (records.next()) {
                case RECORD -> {
                    if (!log.read(records.buffer(), records.from(), records.to())) {
                        tally.add(
                                Severity.WARNING,
                                "bad-record",
                                "byte",
                                at,
                                "a record could not be decoded although its checksum is right: what came before the"
                                        + " broken field was kept; the program that wrote it has a fault");
                    }
                }
                case DAMAGED ->
                    tally.add(
                            Severity.WARNING,
                            "bad-checksum",
                            "byte",
                            at,
                            "records that do not match their checksums were left out: copy the file again from where it"
                                    + " was written");
                case TRUNCATED -> {
                    sink.problem(Problem.warning(
                            "truncated-record",
                            "byte " + at,
                            "the file ends inside a record: everything before it was read; import again when the run"
                                    + " has finished writing"));
                    return;
                }
                case END -> {
                    return;
                }
            }
            if (count % CHECK_EVERY == 0) {
                progress.checkCancelled();
                progress.update("reading records", Math.min(1.0, records.offset() / bytes));
            }
        }
    }

    private static void report(RunLog log, Source source, TableSink sink) {
        Integer exit = log.exitCode();
        if (exit == null) {
            sink.problem(Problem.info(
                    "not-ended",
                    "whole file",
                    "the run has not ended, or was killed: import the file again when it is over"));
        } else if (exit == 0 && source.part() != null) {
            sink.problem(Problem.info("run-ended", "whole file", "the run has ended"));
        } else if (exit != 0) {
            sink.problem(Problem.info("failed-run", "whole file", "the run's program failed with exit code " + exit));
        }
        if (log.otherValues() > 0) {
            sink.problem(new Problem(
                    Severity.INFO,
                    "not-scalar",
                    "keys " + String.join(", ", log.others()),
                    log.otherValues(),
                    "tables, plots and lists were left out: numbers, texts, images, sounds, clips and histograms are"
                            + " read"));
        }
        if (log.missingFiles() > 0) {
            sink.problem(new Problem(
                    Severity.INFO,
                    "missing-media",
                    "the first is " + log.firstMissingFile(),
                    log.missingFiles(),
                    "images, sounds or clips that the run logged do not lie in the folder files beside its log: copy"
                            + " the whole folder of the run"));
        }
        if (log.points() + log.mediaItems() + log.settings() == 0) {
            sink.problem(Problem.info("no-scalars", "whole file", "the run logged no number"));
        }
    }
}
