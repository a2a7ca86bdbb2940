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
                return files.read(file, reading -> foreign(merge, reading));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the labels of " + file + " could not be read: " + e.getMessage(), e);
        }
        return merge.finish();
    }

    private static String name(Path file) {
        return file.getFileName() == null ? file.toString() : file.getFileName().toString();
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

    private ImportReport foreign(Merge merge, ForeignFiles.Reading reading) {
        List<Table> some =
                reading.tables().list().stream().filter(TableImport::fits).toList();
        if (some.isEmpty()) {
            List<String> found = new ArrayList<>();
            reading.tables().list().forEach(table -> found.add(table.kind().id() + " (" + table.name() + ")"));
            reading.problems().forEach(problem -> found.add(problem.message()));
            throw new LabelException(merge.origin() + " holds no labels"
                    + (found.isEmpty() ? "; nothing in it is known" : ": it was read as " + String.join(", ", found)));
        }
        List<Problem> problems = new ArrayList<>(take(merge, reading.tables(), some));
        problems.addAll(reading.problems());
        return merge.finish().with(problems);
    }

    private List<Problem> take(Merge merge, Tables tables, List<Table> some) {
        TableImport taking = new TableImport(tables, new PairKeys(log, merge.queue(), study), merge, clock.instant());
        some.forEach(taking::take);
        return taking.remarks();
    }

    /** Whether a table of the study has answers that {@link #answers} can take over. */
    public static boolean hasAnswers(Table table) {
        return TableImport.fits(table);
    }

    /**
     * Adds the answers that an imported table brought with it to a queue drawn from it.
     *
     * @param table a table of the study for which {@link #hasAnswers} holds
     */
    public ImportReport answers(PairQueue queue, Table table) {
        Merge merge = new Merge(log, queue, table.provenance().file());
        List<Problem> remarks = take(merge, study, List.of(table));
        return merge.finish().with(remarks);
    }
}
