package rewardloom.model.preference.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rewardloom.model.preference.LabelCoding;
import rewardloom.model.preference.LabelException;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * Adds the labels of files to a queue: full records and tables that {@link LabelExport} has written, and whatever the importers read as
 * pairs with answers or as rated texts. Labels find their pairs by what is compared, never by their order in the file. Nothing that is
 * there is replaced.
 */
public final class LabelImport {
    private final LabelLog log;
    private final Tables study;
    private final ForeignFiles files;
    private final Clock clock;
    private final JsonMapper mapper = new JsonMapper();

    /**
     * @param study what the pairs of queues compare
     * @param files reads files of other programs
     * @param clock says when labels without a time were taken over
     */
    public LabelImport(LabelLog log, Tables study, ForeignFiles files, Clock clock) {
        this.log = log;
        this.study = study;
        this.files = files;
        this.clock = clock;
    }

    /**
     * Adds the labels of a file, or of a folder, to a queue, in one transaction.
     *
     * @throws LabelException if it holds no labels; the message says what was found
     * @throws UncheckedIOException if it cannot be read; the message names it
     */
    public ImportReport into(PairQueue queue, Path file) {
        return prepare(queue, file, Answers.AS_WRITTEN).add();
    }

    /**
     * Reads the labels of a file, or of a folder, and holds them against a queue. Nothing is stored before {@link Prepared#add}: a label
     * that was added is never taken away again.
     *
     * @param answers what the answers of other programs mean
     * @throws LabelException if it holds no labels; the message says what was found
     * @throws UncheckedIOException if it cannot be read; the message names it
     */
    public Prepared prepare(PairQueue queue, Path file, Answers answers) {
        Merge merge = new Merge(log, queue, name(file));
        try {
            String start = Files.isDirectory(file) ? "" : start(file);
            if (start.contains(LabelJson.MARK)) {
                records(merge, file);
            } else if (FlatImport.isCsv(start)) {
                FlatImport.take(file, false, merge);
            } else if (start.startsWith("PAR1") && FlatImport.isOwn(file)) {
                FlatImport.take(file, true, merge);
            } else {
                Optional<JoinedRows> rows = JoinedRows.read(folder(file), study.list());
                return files.read(file, reading -> foreign(merge, reading, answers, rows));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the labels of " + file + " could not be read: " + e.getMessage(), e);
        }
        return new Prepared(merge, List.of(), false);
    }

    /**
     * What answers of other programs mean.
     *
     * @param coding how numbers stand for answers
     * @param interchanged whether first and second are interchanged
     */
    public record Answers(LabelCoding coding, boolean interchanged) {
        /** As the file says it. */
        public static final Answers AS_WRITTEN = new Answers(LabelCoding.AUTO, false);
    }

    /** Labels that were read and not yet stored. */
    public static final class Prepared {
        private final Merge merge;
        private final List<Problem> remarks;
        private final boolean doubtful;

        private Prepared(Merge merge, List<Problem> remarks, boolean doubtful) {
            this.merge = merge;
            this.remarks = remarks;
            this.doubtful = doubtful;
        }

        /** What will become of the labels. */
        public ImportReport report() {
            return merge.report().with(remarks);
        }

        /** Whether the answers do not seem to belong to the pairs beside which they stand, or are turned round. */
        public boolean isDoubtful() {
            return doubtful && merge.report().added() > 0;
        }

        /** Stores the labels that are new, in one transaction. */
        public ImportReport add() {
            return merge.finish().with(remarks);
        }
    }

    private static String name(Path file) {
        return file.getFileName() == null ? file.toString() : file.getFileName().toString();
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return Files.isDirectory(file) || parent == null ? file : parent;
    }

    private static String start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(1000), StandardCharsets.UTF_8);
        }
    }

    private void records(Merge merge, Path file) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (!line.isBlank()) {
                    take(merge, number, line);
                }
            }
        }
    }

    private void take(Merge merge, int number, String line) {
        LabelJson.Read label;
        try {
            JsonNode node = mapper.readTree(line);
            label = LabelJson.read(node, merge.origin());
        } catch (JsonProcessingException e) {
            merge.unreadable(number, "is no JSON: " + e.getOriginalMessage());
            return;
        } catch (LabelException e) {
            merge.unreadable(number, String.valueOf(e.getMessage()));
            return;
        }
        merge.take(number, label);
    }

    private Prepared foreign(Merge merge, ForeignFiles.Reading reading, Answers answers, Optional<JoinedRows> rows) {
        List<Table> some =
                reading.tables().list().stream().filter(TableImport::fits).toList();
        if (some.isEmpty()) {
            List<String> found = new ArrayList<>();
            reading.tables().list().forEach(table -> found.add(table.kind().id() + " (" + table.name() + ")"));
            reading.problems().forEach(problem -> found.add(problem.message()));
            throw new LabelException(merge.origin() + " holds no labels"
                    + (found.isEmpty() ? "; nothing in it is known" : ": it was read as " + String.join(", ", found)));
        }
        PairKeys keys = new PairKeys(log, merge.queue(), study, rows.orElse(JoinedRows.SINGLE));
        if (rows.isEmpty() && keys.tables() > 1 && some.stream().anyMatch(TableImport::knowsOnlyRows)) {
            throw new LabelException(merge.origin()
                    + " knows segments by the rows at which they start, and the pairs of '"
                    + merge.queue().name() + "' are from " + keys.tables() + " files; put the " + JoinedRows.FILE
                    + " that 'pairs export' has written beside it, or import into a queue from one file");
        }
        // The list was read, though not as data.
        List<Problem> problems = reading.problems().stream()
                .filter(p -> rows.isEmpty() || !p.where().startsWith(JoinedRows.FILE))
                .toList();
        return take(merge, reading.tables(), some, answers, problems, keys);
    }

    private Prepared take(
            Merge merge, Tables tables, List<Table> some, Answers answers, List<Problem> problems, PairKeys keys) {
        TableImport taking = new TableImport(tables, keys, merge, answers, clock.instant());
        some.forEach(taking::take);
        List<Problem> remarks = new ArrayList<>(taking.remarks());
        remarks.addAll(problems);
        return new Prepared(merge, remarks, taking.isDoubtful());
    }

    /** Whether a table of the study has answers that {@link #answers} can take over. */
    public static boolean hasAnswers(Table table) {
        return TableImport.fits(table);
    }

    /**
     * Reads the answers that an imported table brought with it to a queue drawn from it.
     *
     * @param table a table of the study for which {@link #hasAnswers} holds
     */
    public Prepared answers(PairQueue queue, Table table, Answers answers) {
        Merge merge = new Merge(log, queue, table.provenance().file());
        PairKeys keys = new PairKeys(log, queue, study, JoinedRows.SINGLE);
        return take(merge, study, List.of(table), answers, List.of(), keys);
    }
}
