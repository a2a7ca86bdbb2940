package rewardloom.model.project;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.RoleRules;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/**
 * Takes what an importer reads from one file and writes it where the project will keep it, without adding it yet. Closing it
 * without {@link #finish} throws everything away. Not thread-safe; several may work side by side.
 */
public final class Staging implements TableSink, AutoCloseable {
    private final Engine engine;
    private final StagingFolder folder;
    private final Disk disk;
    private final RoleRules rules;
    private final String file;
    private final String format;
    private final String name = UUID.randomUUID().toString();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, StagedMedia> media = new LinkedHashMap<>();
    private final int firstId;
    private final ProblemTally problems = new ProblemTally();
    private int mediaFiles;
    private boolean finished;

    Staging(Engine engine, StagingFolder folder, Disk disk, RoleRules rules, String file, String format) {
        this(engine, folder, disk, rules, file, format, 0);
    }

    /** @param firstId number of the first table among those of its file */
    Staging(Engine engine, StagingFolder folder, Disk disk, RoleRules rules, String file, String format, int firstId) {
        this.firstId = firstId;
        this.engine = engine;
        this.folder = folder;
        this.disk = disk;
        this.rules = rules;
        this.file = file;
        this.format = format;
    }

    @Override
    public Writer table(TableSpec spec) throws IOException {
        Intake intake = new Intake(spec, rules);
        Path target = disk.staged(folder.path(), name + "-" + entries.size() + ".parquet");
        ParquetFile parquet = new ParquetFile(
                engine, target, intake.columns(), TableMetadata.write(spec, intake.columns(), file, format));
        Entry entry = new Entry(intake, parquet);
        entries.add(entry);
        return entry;
    }

    @Override
    public String media(String ending, InputStream content) throws IOException {
        Path file = disk.staged(folder.path(), name + "-media-" + mediaFiles++);
        String kept;
        try (OutputStream out = Files.newOutputStream(file)) {
            kept = MediaName.copy(content, ending, out);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        if (media.containsKey(kept)) {
            Files.delete(file);
        } else {
            media.put(kept, new StagedMedia(kept, Files.size(file), file));
        }
        return kept;
    }

    @Override
    public void problem(Problem problem) {
        problems.add(problem);
    }

    /**
     * Waits until every row is in its file.
     *
     * @throws IOException if the rows cannot be written, such as on a full disk; nothing is kept then
     */
    public Staged finish(Provenance provenance) throws IOException {
        List<StagedTable> tables = new ArrayList<>();
        for (Entry entry : entries) {
            entry.flush();
        }
        for (Entry entry : entries) {
            entry.parquet.finish();
            tables.add(new StagedTable(
                    entry.intake.table(provenance, firstId + tables.size()),
                    entry.intake.preview(),
                    entry.intake.episodes(),
                    entry.intake.checkup(),
                    entry.parquet.file()));
        }
        finished = true;
        return new Staged(
                provenance, tables, List.copyOf(media.values()), problems.list(), StagedTable.findings(tables));
    }

    /** Throws away what was not finished. */
    @Override
    public void close() throws IOException {
        if (!finished) {
            finished = true;
            for (Entry entry : entries) {
                entry.parquet.abandon();
            }
            for (StagedMedia one : media.values()) {
                if (one.file() != null) {
                    Files.deleteIfExists(one.file());
                }
            }
        }
    }

    /** One table on its way. */
    private static final class Entry implements Writer {
        private final Intake intake;
        private final ParquetFile parquet;
        private final BatchShaper shaper;
        private final TagPartition byTag;
        private final boolean partitioned;

        Entry(Intake intake, ParquetFile parquet) {
            this.intake = intake;
            this.parquet = parquet;
            this.shaper = new BatchShaper(intake.columns(), parquet::put);
            this.byTag = new TagPartition(shaper::add);
            this.partitioned = TagPartition.fits(intake.columns());
        }

        @Override
        public void write(Batch batch) throws IOException {
            intake.add(batch);
            if (partitioned) {
                byTag.add(batch);
            } else {
                shaper.add(batch);
            }
        }

        void flush() throws IOException {
            byTag.flush();
            shaper.flush();
        }
    }
}
