package rewardloom.importers.numpy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * Labels of pairs of segments as the group of Knox publishes them: {@code <name>_Y.npy} with 1 when the second segment is better, 0 when
 * the first is and 0.5 for a tie; beside it {@code <name>_X.npy} with the features of the second segment minus those of the first, and
 * {@code <name>_segment_pairs.npy}.
 */
final class LabelledFeatures {
    private static final Pattern LABELS = Pattern.compile("(?:(.*)_)?Y");
    private static final int WIDEST = 64;
    private static final int WIDEST_SEGMENT = 4096;
    private static final int MOST = 1 << 22;

    private final Source source;
    private final double[] labels;
    private final @Nullable Path features;
    private final @Nullable Path segments;

    private LabelledFeatures(Source source, double[] labels, @Nullable Path features, @Nullable Path segments) {
        this.source = source;
        this.labels = labels;
        this.features = features;
        this.segments = segments;
    }

    /** The labels that an array is, or null if it is something else: by its name, its values, and what lies beside it. */
    static @Nullable LabelledFeatures of(Source source, ArrayHeader header) throws IOException {
        Matcher named = LABELS.matcher(source.stem());
        if (!named.matches() || header.width() != 1 || header.rows() > MOST || header.rows() == 0) {
            return null;
        }
        String stem = named.group(1) == null ? "" : named.group(1) + "_";
        // Scripted labels have the condition of the human ones in their name, and the same pairs.
        String condition = stem.replaceFirst("_gt_(?:det|stoch)_.*", "_full_filtered_");
        Path features = beside(source, List.of(stem + "X.npy", condition + "X.npy"));
        boolean prefers = stem.contains("pref");
        double[] labels = features == null && !prefers ? new double[0] : answers(source);
        return labels.length == 0
                ? null
                : new LabelledFeatures(
                        source,
                        labels,
                        features,
                        beside(source, List.of(stem + "segment_pairs.npy", condition + "segment_pairs.npy")));
    }

    private static @Nullable Path beside(Source source, List<String> names) {
        for (String name : names) {
            Path file = source.path().resolveSibling(name);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        return null;
    }

    /** All elements, or none if one of them is no answer. */
    private static double[] answers(Source source) throws IOException {
        try (InputStream in = source.open()) {
            ArrayHeader header = ArrayHeader.read(in);
            try (ArrayRows rows = new ArrayRows(in, header)) {
                double[] answers = new double[(int) Math.min(header.rows(), 1 << 16)];
                int count = 0;
                for (double[] row = rows.next(); row.length > 0; row = rows.next()) {
                    if (row[0] != 0 && row[0] != 1 && row[0] != 0.5) {
                        return new double[0];
                    }
                    if (count == answers.length) {
                        answers = Arrays.copyOf(answers, 2 * count);
                    }
                    answers[count++] = row[0];
                }
                return Arrays.copyOf(answers, count);
            }
        }
    }

    /** Writes the pairs. */
    void write(TableSink sink) throws IOException {
        List<Column> columns = new ArrayList<>(List.of(
                new Column("pair", ColumnType.INT64),
                new Column("label", ColumnType.FLOAT64),
                new Column("written", ColumnType.FLOAT64, Role.of(RoleType.VALUE))));
        try (Beside x = new Beside(features, WIDEST, sink);
                Beside pairs = new Beside(segments, WIDEST_SEGMENT, sink)) {
            for (int i = 0; i < x.width(); i++) {
                columns.add(new Column("difference/" + i, ColumnType.FLOAT64));
            }
            int first = columns.size();
            boolean halves = pairs.width() > 1 && pairs.width() % 2 == 0;
            if (halves) {
                columns.add(new Column("segment_1", ColumnType.FLOAT64_LIST));
                columns.add(new Column("segment_2", ColumnType.FLOAT64_LIST));
            }
            RowWriter rows = new RowWriter(sink, new TableSpec(Kind.PAIRS, source.name(), source.stem(), columns));
            for (int i = 0; i < labels.length; i++) {
                rows.whole(0, i);
                rows.number(1, 1 - labels[i]);
                rows.number(2, labels[i]);
                double[] differences = x.next();
                for (int k = 0; k < differences.length; k++) {
                    rows.number(3 + k, differences[k]);
                }
                double[] pair = pairs.next();
                if (halves && pair.length > 0) {
                    int half = pair.length / 2;
                    rows.numbers(first, Arrays.copyOf(pair, half), half);
                    rows.numbers(first + 1, Arrays.copyOfRange(pair, half, pair.length), half);
                }
                rows.end();
            }
            rows.finish();
        }
    }

    /** The rows of an array beside the labels, none if it does not fit them. */
    private final class Beside implements AutoCloseable {
        private final @Nullable InputStream in;
        private final @Nullable ArrayRows rows;

        Beside(@Nullable Path file, int widest, TableSink sink) throws IOException {
            if (file == null) {
                in = null;
                rows = null;
                return;
            }
            in = new Source(file, String.valueOf(file.getFileName())).open();
            rows = rows(in, file, widest, sink);
        }

        private @Nullable ArrayRows rows(InputStream opened, Path file, int widest, TableSink sink) throws IOException {
            String problem;
            try {
                ArrayHeader header = ArrayHeader.read(opened);
                boolean fits = header.isNumeric() && header.rows() == labels.length && header.width() <= widest;
                if (fits && !ArrayRows.isTransposed(header)) {
                    return new ArrayRows(opened, header);
                }
                problem = "it has the shape " + header.shape() + " and there are " + labels.length + " labels";
            } catch (ArrayHeader.BadHeaderException e) {
                problem = String.valueOf(e.getMessage());
            }
            sink.problem(Problem.warning(
                    "unequal-lengths",
                    String.valueOf(file.getFileName()),
                    "the array beside the labels does not fit them (" + problem + "): the pairs lack what it says"));
            return null;
        }

        int width() {
            return rows == null ? 0 : (int) rows.header().width();
        }

        double[] next() throws IOException {
            return rows == null ? new double[0] : rows.next();
        }

        @Override
        public void close() throws IOException {
            if (in != null) {
                in.close();
            }
        }
    }
}
