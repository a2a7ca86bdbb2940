package rewardloom.importers.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Source;
import rewardloom.importers.column.Derived;
import rewardloom.importers.column.Field;
import rewardloom.importers.column.NumberCell;
import rewardloom.importers.column.NumberText;
import rewardloom.importers.column.ProblemTally;
import rewardloom.importers.column.RowWriter;
import rewardloom.importers.column.Shape;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/** The second pass over a text table whose rows are not metrics. */
final class CsvRows {
    static final String READING = "reading rows";

    private CsvRows() {}

    /** Rows of a kind that was recognised, every field a column. */
    static void rows(Source source, CsvTable table, List<Field> fields, Shape shape, TableSink sink)
            throws IOException {
        List<Column> columns = new ArrayList<>();
        int[] at = columns(fields, shape, columns);
        ProblemTally tally = new ProblemTally();
        boolean dialogues = shape.kind() == Kind.PAIRS && table.isDialogue();
        Derived derived = Derived.of(shape.kind(), fields, shape.columns(), columns, dialogues, tally);
        RowWriter writer = new RowWriter(sink, new TableSpec(shape.kind(), source.name(), source.stemRun(), columns));
        table.rows(READING, 0.5, row -> {
            if (derived != null) {
                derived.add(new NamedCells(row, fields), row.getStartingLineNumber(), writer);
            }
            cells(row, at, columns, writer);
            writer.end();
        });
        writer.finish();
        tally.report(sink);
    }

    /** The cells of a row by the names of their columns. */
    private record NamedCells(CsvRecord row, List<Field> fields) implements Derived.Row {
        @Override
        public double number(String field) {
            return cell(row, index(fields, field));
        }

        @Override
        public String text(String field) {
            int at = index(fields, field);
            String cell = at >= 0 && at < row.getFieldCount() ? row.getField(at) : "";
            return NumberText.type(cell) == NumberText.Type.TEXT ? cell : "";
        }
    }

    /** Episodes are numbered in the order of the file; the time of day is added where the start is known. */
    static void episodes(Source source, CsvTable table, List<Field> fields, Shape shape, TableSink sink)
            throws IOException {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("episode", ColumnType.INT64, Role.of(RoleType.EPISODE)));
        int[] at = columns(fields, shape, columns);
        double start = table.dialect().start();
        int time = index(fields, "t");
        int wallTime = columns.size();
        if (Double.isFinite(start)) {
            columns.add(new Column("wall_time", ColumnType.FLOAT64, Role.of(RoleType.WALL_TIME)));
        }
        RowWriter writer = new RowWriter(sink, new TableSpec(shape.kind(), source.name(), source.folderRun(), columns));
        table.rows(READING, 0.5, row -> {
            writer.whole(0, writer.rows());
            cells(row, at, columns, writer);
            double seconds = cell(row, time);
            if (Double.isFinite(start) && Double.isFinite(seconds)) {
                writer.number(wallTime, start + seconds);
            }
            writer.end();
        });
        writer.finish();
    }

    /** Adds a column for every field that has values; says for each field which. */
    static int[] columns(List<Field> fields, Shape shape, List<Column> columns) {
        int[] at = new int[fields.size()];
        for (int i = 0; i < at.length; i++) {
            Field field = fields.get(i);
            ColumnType type = field.type();
            at[i] = type == null ? -1 : columns.size();
            if (type != null) {
                columns.add(new Column(free(columns, shape.columns().getOrDefault(field.name(), field.name())), type));
            }
        }
        return at;
    }

    /** A name that no column has yet: an episode log may have a column of its own that is called episode. */
    private static String free(List<Column> columns, String name) {
        boolean taken = columns.stream().anyMatch(c -> c.name().equals(name));
        return taken ? name + "#2" : name;
    }

    static void cells(CsvRecord row, int[] at, List<Column> columns, RowWriter writer) {
        for (int i = 0; i < Math.min(at.length, row.getFieldCount()); i++) {
            if (at[i] >= 0) {
                cell(row.getField(i), at[i], columns.get(at[i]).type(), writer);
            }
        }
    }

    private static void cell(String cell, int column, ColumnType type, RowWriter writer) {
        if (type == ColumnType.TEXT) {
            if (!cell.isEmpty()) {
                writer.text(column, cell);
            }
            return;
        }
        NumberCell number = new NumberCell();
        NumberText.Type content = number.read(cell);
        if (type == ColumnType.FLOAT64_LIST) {
            double[] numbers = NumberTuple.read(cell);
            if (numbers.length > 0) {
                writer.numbers(column, numbers, numbers.length);
            }
        } else if (content == NumberText.Type.WHOLE && type == ColumnType.INT64) {
            writer.whole(column, Long.parseLong(cell.strip()));
        } else if (content != NumberText.Type.MISSING && content != NumberText.Type.TEXT) {
            writer.number(column, number.value());
        }
    }

    static int index(List<Field> fields, @Nullable String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The number in a cell, or NaN. */
    static double cell(CsvRecord row, int column) {
        return column >= 0 && column < row.getFieldCount() ? NumberText.numberOrNaN(row.getField(column)) : Double.NaN;
    }

    static boolean isNumber(String cell) {
        NumberText.Type type = NumberText.type(cell);
        return type != NumberText.Type.MISSING && type != NumberText.Type.TEXT;
    }
}
