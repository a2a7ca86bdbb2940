package rewardloom.importers.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Header;
import rewardloom.importers.Source;
import rewardloom.importers.column.Field;
import rewardloom.importers.column.FieldSurvey;
import rewardloom.importers.column.NumberCell;
import rewardloom.importers.column.PairCells;
import rewardloom.importers.column.ProblemTally;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem.Severity;

/** One text table, read twice: first to learn the types of its columns, then for its rows. */
final class CsvTable {
    private static final int CHECK_EVERY = 4096;
    private final Source source;
    private final Dialect dialect;
    private final Progress progress;
    private final NumberCell number = new NumberCell();
    private long rows;

    private CsvTable(Source source, Dialect dialect, Progress progress) {
        this.source = source;
        this.dialect = dialect;
        this.progress = progress;
    }

    /**
     * Opens a table.
     *
     * @throws IOException if the file cannot be read
     */
    static CsvTable open(Source source, Progress progress) throws IOException {
        try (InputStream in = source.open()) {
            return new CsvTable(source, Dialect.of(in.readNBytes(Header.LIMIT)), progress);
        }
    }

    Dialect dialect() {
        return dialect;
    }

    /** Whether the cells at the beginning of the file seem to be dialogues of HH-RLHF. */
    boolean isDialogue() throws IOException {
        try (InputStream in = source.open()) {
            return PairCells.isDialogue(new String(in.readNBytes(Header.LIMIT), StandardCharsets.UTF_8));
        }
    }

    /** Takes the rows of a table. */
    interface RowTaker {
        /** Takes one row; cells beyond the columns are to be ignored. */
        void row(CsvRecord row) throws IOException;
    }

    /**
     * Learns what the columns hold.
     *
     * @param tally counts rows that are longer or shorter than the header
     * @throws IOException if the file cannot be read
     */
    List<Field> survey(ProblemTally tally) throws IOException {
        List<FieldSurvey> columns = new ArrayList<>();
        dialect.columns().forEach(name -> columns.add(new FieldSurvey(name)));
        String broken = rows("learning columns", 0, row -> {
            int cells = row.getFieldCount();
            if (cells != columns.size()) {
                tally.add(
                        Severity.WARNING,
                        "ragged-row",
                        "line",
                        row.getStartingLineNumber(),
                        "rows with more or fewer cells than the " + columns.size()
                                + " columns of the header: cells were taken from the left; look whether such a line"
                                + " was cut off or holds a separator without quotes");
            }
            for (int i = 0; i < Math.min(cells, columns.size()); i++) {
                survey(columns.get(i), row.getField(i));
            }
        });
        if (broken != null) {
            tally.add(
                    Severity.ERROR,
                    "broken-table",
                    "row",
                    rows + 1,
                    "the table cannot be read any further (" + broken
                            + "): what came before was read; close the quotes or double" + " those inside of a cell");
        }
        return columns.stream().map(FieldSurvey::field).toList();
    }

    private void survey(FieldSurvey column, String cell) {
        switch (number.read(cell)) {
            case MISSING -> {
                // says nothing about the column
            }
            case WHOLE -> column.whole((long) number.value());
            case NUMBER -> column.number(number.value());
            case BOOL -> column.bool();
            case TEXT -> {
                if (NumberTuple.isOne(cell)) {
                    column.numbers();
                } else {
                    column.text();
                }
            }
        }
    }

    /**
     * Goes through the rows. Comments and headers that are repeated inside the table are left out.
     *
     * @param what for the progress
     * @param done share of the work that is done already
     * @return what makes the rest of the table unreadable, or null if all was read
     * @throws IOException if the file cannot be read or the taker fails
     */
    @Nullable
    String rows(String what, double done, RowTaker taker) throws IOException {
        rows = 0;
        long count = 0;
        long characters = 0;
        double bytes = Math.max(1, source.bytes());
        try (InputStream in = source.open();
                CsvReader<CsvRecord> reader = dialect.rows(in)) {
            for (CsvRecord row : reader) {
                if (isTable(row)) {
                    rows++;
                    taker.row(row);
                }
                characters += length(row);
                if (++count % CHECK_EVERY == 0) {
                    progress.checkCancelled();
                    progress.update(what, done + Math.min(1, characters / bytes) / 2);
                }
            }
            return null;
        } catch (CsvParseException e) {
            String message = e.getMessage();
            return message == null ? e.toString() : message;
        }
    }

    /** The rows one by one, for whoever reads several tables at a time. */
    Cursor cursor() throws IOException {
        return new Cursor();
    }

    /** Stands before the first row. */
    final class Cursor implements AutoCloseable {
        private final InputStream in;
        private final CsvReader<CsvRecord> reader;
        private final Iterator<CsvRecord> rest;

        private Cursor() throws IOException {
            in = source.open();
            try {
                reader = dialect.rows(in);
                rest = reader.iterator();
            } catch (RuntimeException e) {
                in.close();
                throw e;
            }
        }

        /** The next row, or null at the end, also where the table cannot be read any further. */
        @Nullable
        CsvRecord next() {
            try {
                while (rest.hasNext()) {
                    CsvRecord row = rest.next();
                    if (isTable(row)) {
                        return row;
                    }
                }
                return null;
            } catch (CsvParseException e) {
                // Learning the columns has reported the place.
                return null;
            }
        }

        @Override
        public void close() throws IOException {
            try (in) {
                reader.close();
            }
        }
    }

    private static int length(CsvRecord row) {
        int length = row.getFieldCount();
        for (int i = 0; i < row.getFieldCount(); i++) {
            length += row.getField(i).length();
        }
        return length;
    }

    private boolean isTable(CsvRecord row) {
        String first = row.getField(0);
        if (row.getStartingLineNumber() <= dialect.preamble() || first.startsWith("#")) {
            return false;
        }
        return !(row.getFieldCount() == 1 && first.isBlank()) && !(dialect.header() && isHeader(row));
    }

    private boolean isHeader(CsvRecord row) {
        if (row.getFieldCount() != dialect.columns().size()) {
            return false;
        }
        int texts = 0;
        for (int i = 0; i < row.getFieldCount(); i++) {
            String cell = row.getField(i).strip();
            if (!cell.isEmpty() && !cell.equals(dialect.columns().get(i))) {
                return false;
            }
            texts += cell.isEmpty() ? 0 : 1;
        }
        return texts > 0;
    }
}
