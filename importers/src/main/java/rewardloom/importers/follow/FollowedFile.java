package rewardloom.importers.follow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.GrowingFormat;
import rewardloom.importers.Importer;
import rewardloom.importers.Source;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Project;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Table;

/**
 * One file that is followed: what is written to its end is read from the last whole record on and added to the study's live tables.
 * A file of another kind, or one that was written anew, has to be read as a whole. Not thread-safe.
 */
final class FollowedFile {
    /** What a look at the file has shown. */
    enum Look {
        /** Nothing new. */
        SAME,
        /** Whole records came, which are in the live tables now. */
        GREW,
        /** It has to be read as a whole: it was written anew, or its format does not grow by records. */
        CHANGED,
        /** It is shorter than before. */
        SHRANK,
        /** It is not there any more. */
        GONE,
        /** Its run is over. */
        ENDED
    }

    /** Kinds of problems by which an importer says that the run is over. */
    private static final List<String> OVER = List.of("run-ended", "failed-run");

    private final Project project;
    private final Source source;
    private final List<Source> parts;
    private final Importer importer;
    private List<Table> tables;
    private byte @Nullable [] head;
    private long offset;
    private long size;
    private FileTime modified;
    private boolean ended;

    /**
     * @param project where its tables are
     * @param source the file
     * @param parts the file, and those that are one log with it
     * @param importer reads it
     * @param tables what the study has of it
     * @throws IOException if the file cannot be read
     */
    FollowedFile(Project project, Source source, List<Source> parts, Importer importer, List<Table> tables)
            throws IOException {
        this.project = project;
        this.source = source;
        this.parts = List.copyOf(parts);
        this.importer = importer;
        this.tables = List.copyOf(tables);
        this.modified = modified();
        restart(tables);
    }

    /** Begins again behind what the study has on disk now. */
    void restart(List<Table> stored) throws IOException {
        tables.forEach(project.readable()::forget);
        tables = List.copyOf(stored);
        size = stored.stream().mapToLong(t -> t.provenance().bytes()).max().orElse(0);
        head = null;
        offset = 0;
        if (importer instanceof GrowingFormat format && !stored.isEmpty() && parts.size() == 1) {
            head = format.head(source);
            offset = head == null ? 0 : format.wholeRecords(source, 0, size);
            if (offset < size && format.readsHalfRecords()) {
                // What was read of the last record may be wrong: the next reading must be of the whole file.
                head = null;
            }
        }
        if (bytes() == size) {
            modified = modified();
        }
    }

    /** Whether the file says that its run is over, and all of it is in the study. */
    boolean isOver() throws IOException {
        return importer instanceof GrowingFormat format && Files.size(source.path()) == size && format.isOver(source);
    }

    private long bytes() throws IOException {
        long bytes = 0;
        for (Source part : parts) {
            bytes += Files.size(part.path());
        }
        return bytes;
    }

    private FileTime modified() throws IOException {
        FileTime latest = Files.getLastModifiedTime(source.path());
        for (Source part : parts) {
            FileTime time = Files.getLastModifiedTime(part.path());
            latest = time.compareTo(latest) > 0 ? time : latest;
        }
        return latest;
    }

    /** The file, and those that are one log with it. */
    List<Source> parts() {
        return parts;
    }

    Path path() {
        return source.path();
    }

    Source source() {
        return source;
    }

    Importer importer() {
        return importer;
    }

    List<Table> tables() {
        return tables;
    }

    /** Number of rows that are in the live tables and not on disk. */
    long waiting() {
        return tables.stream().mapToLong(project.readable()::added).sum();
    }

    /**
     * Looks whether anything was written.
     *
     * @throws IOException if the file cannot be read
     */
    Look look(Progress progress) throws IOException {
        long now;
        FileTime when;
        try {
            now = bytes();
            when = modified();
        } catch (NoSuchFileException e) {
            return Look.GONE;
        }
        if (now < size) {
            return Look.SHRANK;
        }
        if (now == size && when.equals(modified)) {
            return Look.SAME;
        }
        size = now;
        modified = when;
        if (head == null || !(importer instanceof GrowingFormat format) || !Arrays.equals(head, format.head(source))) {
            return Look.CHANGED;
        }
        long end = format.wholeRecords(source, offset, now);
        if (end == offset) {
            return Look.SAME;
        }
        Look found = add(end, progress);
        offset = found == Look.CHANGED ? offset : end;
        return found;
    }

    private Look add(long end, Progress progress) throws IOException {
        PartSink part = new PartSink();
        importer.read(source.part(offset, end, head == null ? new byte[0] : head), part, progress);
        boolean any = false;
        for (PartSink.Read read : part.tables()) {
            Table table = Fitting.tableOf(read.spec(), tables).orElse(null);
            if (table == null) {
                return Look.CHANGED;
            }
            for (Batch batch : read.batches()) {
                long before = table.rows() + project.readable().added(table);
                Batch fitted = Fitting.fitted(read.spec(), batch, table, before);
                if (fitted == null) {
                    return Look.CHANGED;
                }
                project.readable().add(table, fitted);
                any |= fitted.rows() > 0;
            }
        }
        ended |= part.problems().stream().map(Problem::kind).anyMatch(OVER::contains);
        return ended ? Look.ENDED : any ? Look.GREW : Look.SAME;
    }
}
