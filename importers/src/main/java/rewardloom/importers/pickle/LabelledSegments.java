package rewardloom.importers.pickle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Source;
import rewardloom.importers.column.RowWriter;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/**
 * Labels of pairs of segments as Preference Transformer and Uni-RLHF keep them: a pickle of labels and two of the indices at which the
 * first and the second segment start, all in one folder ({@code label_human}, {@code indices_num100}, {@code indices_2_num100};
 * {@code human_label.pkl}, {@code indices_1.pkl}, {@code indices_2.pkl}). A label is 0 when the first segment is better, 1 when the
 * second is, −1 for a tie, or a pair of shares.
 */
final class LabelledSegments {
    private static final long LONGEST = 256L << 20;
    private static final Pattern LABELS = Pattern.compile("(?:(.+)_labels?|labels?_(.+)|labels?)(?:_num.*)?");
    private static final Pattern INDICES = Pattern.compile(".*(?:indices|index|start).*");
    private static final Pattern SECOND = Pattern.compile(".*(?:indices|index|start)_?2(?:_.*)?");

    private LabelledSegments() {}

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.replaceFirst("\\.(pkl|pickle|p)$", "");
    }

    /** Whether a file is named like indices of segments and labels lie beside it. */
    static boolean areIndices(Path file) throws IOException {
        return INDICES.matcher(stem(file)).matches()
                && beside(file).stream().anyMatch(p -> LABELS.matcher(stem(p)).matches());
    }

    /** Whether a file is named like labels. */
    static boolean areLabels(Path file) {
        return LABELS.matcher(stem(file)).matches();
    }

    private static List<Path> beside(Path file) throws IOException {
        List<Path> found = new ArrayList<>();
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return found;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path other : files) {
                if (Files.isRegularFile(other) && Files.size(other) <= LONGEST && isPickle(other)) {
                    found.add(other);
                }
            }
        }
        found.sort(Comparator.comparing(p -> String.valueOf(p.getFileName())));
        return found;
    }

    private static boolean isPickle(Path file) throws IOException {
        try (InputStream in = new Source(file, "").open()) {
            return PickleImporter.isPickle(in.readNBytes(3));
        }
    }

    /**
     * Writes labels with the indices beside them.
     *
     * @return false if they are no labels
     */
    static boolean write(Source source, Numbers labels, TableSink sink) throws IOException {
        if (!areAnswers(labels)) {
            return false;
        }
        Numbers first = null;
        Numbers second = null;
        for (Path file : beside(source.path())) {
            String name = stem(file);
            if (INDICES.matcher(name).matches() && SECOND.matcher(name).matches()) {
                second = second == null ? indices(file, sink) : second;
            } else if (INDICES.matcher(name).matches()) {
                first = first == null ? indices(file, sink) : first;
            }
        }
        new Writer(source, labels, first, second, sink).write();
        return true;
    }

    private static boolean areAnswers(Numbers labels) {
        if (labels.width() > 2) {
            return false;
        }
        for (int row = 0; row < labels.rows(); row++) {
            for (int i = 0; i < labels.width(); i++) {
                double value = labels.get(row, i);
                boolean answer = value == 0 || value == 1 || value == 0.5 || (value == -1 && labels.width() == 1);
                if (!answer && !Double.isNaN(value)) {
                    return false;
                }
            }
        }
        return labels.rows() > 0;
    }

    private static @Nullable Numbers indices(Path file, TableSink sink) throws IOException {
        try (InputStream in = new Source(file, "").open()) {
            Numbers numbers = Numbers.of(new Unpickler(in.readAllBytes()).read());
            return numbers != null && numbers.isSeries() ? numbers : null;
        } catch (PickleException e) {
            sink.problem(Problem.warning(
                    "broken-indices",
                    String.valueOf(file.getFileName()),
                    "the indices of the segments cannot be read (" + e.getMessage() + "): copy the file again"));
            return null;
        }
    }

    /** Writes the pairs. */
    private record Writer(
            Source source,
            Numbers labels,
            @Nullable Numbers first,
            @Nullable Numbers second,
            TableSink sink) {

        void write() throws IOException {
            Matcher named = LABELS.matcher(stem(source.path()));
            String who = !named.matches() ? "" : named.group(1) != null ? named.group(1) : named.group(2);
            String label = who == null || who.isEmpty() ? "label" : "label/" + who;
            RowWriter rows = new RowWriter(
                    sink,
                    new TableSpec(
                            Kind.PAIRS,
                            source.name(),
                            run(),
                            List.of(
                                    new Column("pair", ColumnType.INT64),
                                    new Column("start_1", ColumnType.INT64),
                                    new Column("start_2", ColumnType.INT64),
                                    // As it stands in the file: what it means to an analysis is in the label.
                                    new Column("written", ColumnType.FLOAT64, Role.of(RoleType.VALUE)),
                                    new Column(label, ColumnType.FLOAT64))));
            for (int row = 0; row < labels.rows(); row++) {
                rows.whole(0, row);
                index(rows, 1, first, row);
                index(rows, 2, second, row);
                double written = labels.get(row, 0);
                rows.number(3, written);
                double share = labels.width() == 2 ? written : written == -1 ? 0.5 : 1 - written;
                if (!Double.isNaN(share)) {
                    rows.number(4, share);
                }
                rows.end();
            }
            rows.finish();
            lengths("first", first);
            lengths("second", second);
        }

        private static void index(RowWriter rows, int column, @Nullable Numbers indices, int row) {
            if (indices != null && row < indices.rows()) {
                rows.whole(column, (long) indices.get(row, 0));
            }
        }

        /** The folder is named after the data set, the files are not. */
        private String run() {
            String folder = source.folder();
            return folder.isEmpty() ? new Source(source.path(), "data").stemRun() : folder;
        }

        private void lengths(String which, @Nullable Numbers indices) {
            if (indices == null) {
                sink.problem(Problem.warning(
                        "no-indices",
                        "whole file",
                        "there is no file with the indices of the " + which
                                + " segments beside the labels: the pairs cannot be joined with trajectories"));
            } else if (indices.rows() != labels.rows()) {
                sink.problem(Problem.warning(
                        "unequal-lengths",
                        "row " + Math.min(indices.rows(), labels.rows()),
                        "there are " + labels.rows() + " labels and " + indices.rows() + " indices of the " + which
                                + " segments: pairs were made of those that both have, in their order"));
            }
        }
    }
}
