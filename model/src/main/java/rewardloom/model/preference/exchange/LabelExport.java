package rewardloom.model.preference.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.LabelException;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.table.Tables;

/**
 * Writes labels to files. A file is written beside its place and moved there when it is complete, so a failure leaves what was there
 * before.
 */
public final class LabelExport {
    private final LabelLog log;
    private final Tables tables;

    public LabelExport(LabelLog log, Tables tables) {
        this.log = log;
        this.tables = tables;
    }

    /**
     * Writes the labels of a queue.
     *
     * @param votes whose answers are written where a format has one for each pair
     * @param ties whether ties are written; null for what the format does by itself
     * @param target the file; a folder for formats of several files
     * @throws LabelException if the labels cannot be written in this form; the message says why and what can be done
     * @throws UncheckedIOException if the file cannot be written; the message names it
     */
    public ExportReport write(PairQueue queue, LabelFormat format, Votes votes, @Nullable Boolean ties, Path target) {
        LabelBook book = new LabelBook(log, tables, queue, votes, ties == null ? format.keepsTies() : ties);
        try {
            return format.extension().isEmpty() ? folder(format, book, target) : file(format, book, target);
        } catch (IOException e) {
            throw new UncheckedIOException("the labels could not be written to " + target + ": " + e.getMessage(), e);
        }
    }

    /** Writes the full record of every label; {@link LabelImport} reads it again. */
    public ExportReport full(PairQueue queue, Path target) {
        return write(queue, LabelFormat.FULL, Votes.EACH, true, target);
    }

    private static ExportReport file(LabelFormat format, LabelBook book, Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("it has no folder");
        }
        Path draft = Files.createTempFile(folder, ".labels", "." + format.extension());
        try {
            ExportReport report = format.write(book, draft);
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
            return new ExportReport(target, report.written(), report.unit(), report.left(), report.notes());
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static ExportReport folder(LabelFormat format, LabelBook book, Path target) throws IOException {
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw new IOException("it is a file, and this form needs a folder");
        }
        Files.createDirectories(target);
        Path draft = Files.createTempDirectory(target, ".labels");
        try {
            ExportReport report = format.write(book, draft);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(draft)) {
                for (Path file : files) {
                    Files.move(file, target.resolve(draft.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return new ExportReport(target, report.written(), report.unit(), report.left(), report.notes());
        } finally {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(draft)) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(draft);
        }
    }
}
