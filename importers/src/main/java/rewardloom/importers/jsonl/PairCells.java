package rewardloom.importers.jsonl;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Header;
import rewardloom.importers.Source;
import rewardloom.importers.column.Field;
import rewardloom.importers.column.ProblemTally;
import rewardloom.importers.column.RowWriter;
import rewardloom.importers.json.FlatRow;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Problem.Severity;

/**
 * What two layouts of preference pairs say only between the lines. Dialogues of HH-RLHF have no prompt: it is what stands before the last
 * answer of the assistant, if it is the same in both. HelpSteer has a strength from -3, the first is much better, to 3 in place of a label.
 */
final class PairCells {
    private static final String ANSWER = "\n\nAssistant:";
    private static final String ESCAPED = "\\n\\nAssistant:";
    private static final List<String> STRENGTHS = List.of("preference_strength", "overall_preference");

    private final boolean dialogues;
    private final @Nullable String strength;
    private final int first;
    private final ProblemTally tally;

    private PairCells(boolean dialogues, @Nullable String strength, int first, ProblemTally tally) {
        this.dialogues = dialogues;
        this.strength = strength;
        this.first = first;
        this.tally = tally;
    }

    /** What can be added to pairs with these columns; adds the columns for it. */
    static PairCells of(Source source, List<Field> fields, List<Column> columns, ProblemTally tally)
            throws IOException {
        List<String> names = columns.stream().map(Column::name).toList();
        boolean dialogues = names.contains("chosen") && !names.contains("prompt") && isDialogue(source);
        String strength = null;
        for (Field field : fields) {
            boolean sides = names.contains("response_a") || names.contains("response1");
            if (STRENGTHS.contains(field.name()) && field.isNumeric() && sides && !names.contains("label")) {
                strength = field.name();
            }
        }
        int first = columns.size();
        if (dialogues) {
            columns.add(new Column("prompt", ColumnType.TEXT));
        } else if (strength != null) {
            columns.add(new Column("label", ColumnType.FLOAT64));
        }
        return new PairCells(dialogues, strength, first, tally);
    }

    private static boolean isDialogue(Source source) throws IOException {
        try (InputStream in = source.open()) {
            return new String(in.readNBytes(Header.LIMIT), StandardCharsets.UTF_8).contains(ESCAPED);
        } catch (EOFException e) {
            // A gzip stream that was cut off before that: reading the rows says so.
            return false;
        }
    }

    /** Adds the cells of a row, before those of its fields. */
    void add(FlatRow row, long number, RowWriter writer, int chosen, int rejected) {
        if (strength != null) {
            label(row, writer);
        }
        if (dialogues) {
            split(row, number, writer, chosen, rejected);
        }
    }

    private void label(FlatRow row, RowWriter writer) {
        for (int i = 0; i < row.size(); i++) {
            if (row.name(i).equals(strength) && row.type(i) != FlatRow.Type.TEXT) {
                double value = row.number(i);
                writer.number(first, value < 0 ? 1 : value > 0 ? 0 : 0.5);
            }
        }
    }

    private void split(FlatRow row, long number, RowWriter writer, int chosen, int rejected) {
        String better = text(row, "chosen");
        String worse = text(row, "rejected");
        int end = better.lastIndexOf(ANSWER);
        if (end < 0 || worse.lastIndexOf(ANSWER) < 0) {
            return;
        }
        if (worse.lastIndexOf(ANSWER) != end || !worse.startsWith(better.substring(0, end))) {
            tally.add(
                    Severity.WARNING,
                    "different-prompts",
                    "row",
                    number,
                    "pairs whose two dialogues differ before the last answer have no common prompt: both were kept as a"
                            + " whole; leave such pairs out of a comparison of answers");
            return;
        }
        int answer = end + ANSWER.length();
        writer.text(first, better.substring(0, end).strip());
        writer.text(chosen, better.substring(answer).strip());
        writer.text(rejected, worse.substring(answer).strip());
    }

    private static String text(FlatRow row, String name) {
        for (int i = 0; i < row.size(); i++) {
            if (row.name(i).equals(name) && row.type(i) == FlatRow.Type.TEXT) {
                return row.text(i);
            }
        }
        return "";
    }
}
