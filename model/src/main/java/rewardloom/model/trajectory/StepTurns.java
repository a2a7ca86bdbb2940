package rewardloom.model.trajectory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rewardloom.model.response.Transcript;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Columns;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Values;

/** What was said, done and seen at each step of an agent that works with text, or of a dialogue. */
final class StepTurns {
    private static final Set<String> SPEAKERS = Set.of("speaker", "role", "from", "author");

    private final @Nullable Values speaker;
    private final @Nullable Values text;
    private final @Nullable Values action;
    private final @Nullable Values seen;

    private StepTurns(Table table, Columns columns) {
        this.speaker = table.columns().stream()
                .filter(StepTurns::isSpeaker)
                .findFirst()
                .map(c -> columns.get(c.name()))
                .orElse(null);
        this.text = words(table, RoleType.TEXT, columns);
        this.action = words(table, RoleType.ACTION, columns);
        this.seen = words(table, RoleType.OBSERVATION, columns);
    }

    /** Whether turns are made of a column. */
    static boolean isUsed(Column column) {
        RoleType role = column.role().type();
        boolean said = role == RoleType.TEXT || role == RoleType.ACTION || role == RoleType.OBSERVATION;
        return isSpeaker(column) || (said && column.type() == ColumnType.TEXT);
    }

    private static boolean isSpeaker(Column column) {
        return column.type() == ColumnType.TEXT
                && SPEAKERS.contains(column.name().toLowerCase(Locale.ROOT));
    }

    private static @Nullable Values words(Table table, RoleType role, Columns columns) {
        Optional<Column> column = table.columns(role).stream()
                .filter(c -> c.type() == ColumnType.TEXT)
                .findFirst();
        return column.map(c -> columns.get(c.name())).orElse(null);
    }

    /**
     * The turns of some rows, one for each.
     *
     * @return nothing where the table has no text, or the same one at every step, as of a task
     */
    static List<Transcript.Turn> of(Table table, Columns columns, int[] rows) {
        StepTurns steps = new StepTurns(table, columns);
        if (steps.text == null && steps.seen == null) {
            return List.of();
        }
        List<Transcript.Turn> turns = new ArrayList<>(rows.length);
        boolean differ = rows.length == 1;
        for (int row : rows) {
            Transcript.Turn turn = steps.turn(row);
            turns.add(turn);
            differ |= !turn.equals(turns.getFirst());
        }
        return differ ? turns : List.of();
    }

    private Transcript.Turn turn(int row) {
        List<Transcript.Part> parts = new ArrayList<>();
        add(parts, Transcript.Kind.TEXT, cell(text, row));
        add(parts, Transcript.Kind.CALL, cell(action, row));
        add(parts, Transcript.Kind.RESULT, cell(seen, row));
        if (parts.isEmpty()) {
            parts.add(new Transcript.Part(Transcript.Kind.TEXT, "", ""));
        }
        return new Transcript.Turn(cell(speaker, row), parts);
    }

    private static void add(List<Transcript.Part> parts, Transcript.Kind kind, String words) {
        if (!words.isEmpty()) {
            parts.add(new Transcript.Part(kind, "", words));
        }
    }

    private static String cell(@Nullable Values values, int row) {
        return values == null || values.isMissing(row) ? "" : values.text(row).strip();
    }
}
