package rewardloom.importers.column;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;

/**
 * What tables of preference pairs say only between the lines. Answers come in many codings: each becomes a label that means the same
 * everywhere, beside the column as it was written. Dialogues of HH-RLHF and TRL have no prompt: it is what stands before the last answer of the
 * assistant, if it is the same in both.
 */
public final class PairCells implements Derived {
    /** What stands before an answer: in dialogues of HH-RLHF, and in lists of messages that became a text. */
    private static final List<String> ANSWERS = List.of("\n\nAssistant:", "\n\nassistant: ");

    private static final String ASKED = "user: ";
    private final List<PairLabels.Label> labels;
    private final int firstLabel;
    private final int prompt;
    private final String chosen;
    private final String rejected;
    private final int chosenColumn;
    private final int rejectedColumn;
    private final ProblemTally tally;

    private PairCells(
            List<PairLabels.Label> labels,
            List<Field> fields,
            List<Column> columns,
            boolean dialogues,
            ProblemTally tally) {
        this.labels = labels;
        this.tally = tally;
        List<String> names = columns.stream().map(Column::name).toList();
        chosenColumn = names.indexOf("chosen");
        rejectedColumn = names.indexOf("rejected");
        chosen = field(fields, "chosen");
        rejected = field(fields, "rejected");
        prompt = dialogues ? columns.size() : -1;
        if (dialogues) {
            columns.add(new Column("prompt", ColumnType.TEXT));
        }
        firstLabel = columns.size();
        labels.forEach(label -> columns.add(new Column(label.column(), ColumnType.FLOAT64)));
    }

    private static String field(List<Field> fields, String name) {
        Field found = ColumnNames.find(fields, List.of(name));
        return found == null ? "" : found.name();
    }

    /**
     * What can be added to pairs, see {@link Derived#of}.
     *
     * @param names the column that each field becomes
     * @param columns of the table, in the order of the fields that have values; those that are added are appended, and those whose
     *     answers become labels get another role or name
     * @param dialogues whether the texts seem to be dialogues of HH-RLHF
     * @return null if there is nothing to add
     */
    static @Nullable PairCells of(
            List<Field> fields,
            Map<String, String> names,
            List<Column> columns,
            boolean dialogues,
            ProblemTally tally) {
        List<PairLabels.Label> labels = PairLabels.of(fields);
        labels.forEach(label -> written(label, names, columns));
        List<PairLabels.Label> answers = labels.stream()
                .filter(l -> l.coding() != PairLabels.Coding.NONE)
                .toList();
        List<String> present = columns.stream().map(Column::name).toList();
        boolean split = dialogues && present.contains("chosen") && !present.contains("prompt");
        return answers.isEmpty() && !split ? null : new PairCells(answers, fields, columns, split, tally);
    }

    /** The answers as they were written are of no use to an analysis, which would take them for labels. */
    private static void written(PairLabels.Label label, Map<String, String> names, List<Column> columns) {
        String name = names.getOrDefault(label.field(), label.field());
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (column.name().equals(name)) {
                String kept = name.equals(label.column()) ? name + "_written" : name;
                columns.set(i, new Column(kept, column.type(), Role.of(RoleType.VALUE)));
            }
        }
    }

    /** Whether a text has the form of a dialogue: of HH-RLHF, or of messages one after the other. */
    public static boolean isDialogue(String text) {
        boolean messages = text.startsWith(ASKED) || text.startsWith("system: ");
        return (text.contains(ANSWERS.getFirst()) && text.contains("\n\nHuman:"))
                || (messages && text.contains(ANSWERS.getLast()));
    }

    @Override
    public void add(Row row, long number, RowWriter writer) {
        for (int i = 0; i < labels.size(); i++) {
            label(labels.get(i), row, number, firstLabel + i, writer);
        }
        if (prompt >= 0) {
            split(row, number, writer);
        }
    }

    private void label(PairLabels.Label label, Row row, long number, int column, RowWriter writer) {
        double answer = row.number(label.field());
        String text = row.text(label.field());
        double value = text.isEmpty() ? label.coding().label(answer) : PairLabels.word(text);
        if (label.field().equals(PairLabels.ONE_HOT) && row.number(PairLabels.ONE_HOT_TIE) == 1) {
            value = 0.5;
        }
        if (!Double.isNaN(value)) {
            writer.number(column, value);
        } else if (!text.isEmpty() || !Double.isNaN(answer)) {
            tally.add(
                    Severity.WARNING,
                    "unknown-answer",
                    "row",
                    number,
                    "answers in '" + label.field()
                            + "' that name neither side nor a tie have no label: they count as missing");
        } else {
            tally.add(
                    Severity.INFO,
                    "no-answer",
                    "row",
                    number,
                    "pairs without an answer in '" + label.field() + "' have no label");
        }
    }

    private void split(Row row, long number, RowWriter writer) {
        String better = row.text(chosen);
        String worse = row.text(rejected);
        for (String before : ANSWERS) {
            int end = better.lastIndexOf(before);
            if (end >= 0 && worse.lastIndexOf(before) >= 0) {
                split(better, worse, before, number, writer);
                return;
            }
        }
    }

    private void split(String better, String worse, String before, long number, RowWriter writer) {
        int end = better.lastIndexOf(before);
        if (worse.lastIndexOf(before) != end || !worse.startsWith(better.substring(0, end))) {
            tally.add(
                    Severity.WARNING,
                    "different-prompts",
                    "row",
                    number,
                    "pairs whose two dialogues differ before the last answer have no common prompt: both were kept as a"
                            + " whole; leave such pairs out of a comparison of answers");
            return;
        }
        String asked = better.substring(0, end).strip();
        boolean single = asked.startsWith(ASKED) && !asked.contains(before);
        writer.text(prompt, single ? asked.substring(ASKED.length()) : asked);
        writer.text(chosenColumn, better.substring(end + before.length()).strip());
        writer.text(rejectedColumn, worse.substring(end + before.length()).strip());
    }
}
