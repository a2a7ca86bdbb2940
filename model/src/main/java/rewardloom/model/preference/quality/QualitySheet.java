package rewardloom.model.preference.quality;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.Check;
import rewardloom.model.preference.LabelCoding;
import rewardloom.model.preference.LabelScale;
import rewardloom.model.preference.LabelSheet;
import rewardloom.model.preference.LabelSheetReader;
import rewardloom.model.preference.Ratings;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/**
 * A table of labels with what was asked.
 *
 * @param labels the labels
 * @param checks what each row checks; {@link Check.Kind#NONE} where the table does not say
 * @param expected the answer of each row that passes, as a place on the scale, or {@link Ratings#MISSING}
 * @param repeats the row that each row repeats, −1 for none
 * @param items names of the two items of each row; empty where the table has none
 */
record QualitySheet(LabelSheet labels, Check.Kind[] checks, int[] expected, int[] repeats, String[][] items) {

    static QualitySheet read(Tables tables, Table table, LabelCoding coding) {
        LabelSheet labels = new LabelSheetReader(tables, coding).read(table);
        Set<String> wanted = new LinkedHashSet<>();
        for (String what : List.of("check", "expected", "repeats", "position")) {
            asked(table, what).ifPresent(c -> wanted.add(c.name()));
        }
        for (RoleType side : List.of(RoleType.FIRST, RoleType.SECOND)) {
            column(table, Role.of(side, "item")).ifPresent(c -> wanted.add(c.name()));
        }
        int rows = labels.items();
        @Nullable Columns cells = wanted.isEmpty() ? null : tables.columns(table, wanted);
        return new QualitySheet(
                labels,
                checks(values(cells, asked(table, "check")), rows),
                expected(values(cells, asked(table, "expected")), rows),
                repeats(values(cells, asked(table, "repeats")), values(cells, asked(table, "position")), rows),
                items(table, cells, rows));
    }

    private static Optional<Column> asked(Table table, String what) {
        return column(table, Role.of(RoleType.ASKED, what));
    }

    private static Optional<Column> column(Table table, Role role) {
        return table.columns().stream().filter(c -> c.role().equals(role)).findFirst();
    }

    private static @Nullable Values values(@Nullable Columns cells, Optional<Column> column) {
        return cells == null || column.isEmpty() ? null : cells.get(column.get().name());
    }

    private static Check.Kind[] checks(@Nullable Values cells, int rows) {
        Check.Kind[] checks = new Check.Kind[rows];
        for (int i = 0; i < rows; i++) {
            checks[i] = Check.Kind.NONE;
            if (cells != null && !cells.text(i).isBlank()) {
                try {
                    checks[i] = Check.Kind.of(cells.text(i).strip());
                } catch (IllegalArgumentException e) {
                    // A file may use a word of its own; what counts is whether an answer is expected.
                    checks[i] = Check.Kind.GOLD;
                }
            }
        }
        return checks;
    }

    private static int[] expected(@Nullable Values cells, int rows) {
        int[] expected = new int[rows];
        for (int i = 0; i < rows; i++) {
            double target = cells == null ? Double.NaN : cells.number(i);
            expected[i] = target == 1
                    ? LabelScale.FIRST
                    : target == 0 ? LabelScale.SECOND : target == 0.5 ? LabelScale.TIE : Ratings.MISSING;
        }
        return expected;
    }

    private static int[] repeats(@Nullable Values cells, @Nullable Values positions, int rows) {
        Map<Long, Integer> rowOf = new HashMap<>();
        for (int i = 0; i < rows; i++) {
            rowOf.putIfAbsent(positions == null ? i : (long) positions.number(i), i);
        }
        int[] repeats = new int[rows];
        for (int i = 0; i < rows; i++) {
            repeats[i] = cells == null || cells.isMissing(i) ? -1 : rowOf.getOrDefault((long) cells.number(i), -1);
        }
        return repeats;
    }

    private static String[][] items(Table table, @Nullable Columns cells, int rows) {
        String[][] items = new String[rows][2];
        RoleType[] sides = {RoleType.FIRST, RoleType.SECOND};
        for (int s = 0; s < 2; s++) {
            @Nullable Values names = values(cells, column(table, Role.of(sides[s], "item")));
            for (int i = 0; i < rows; i++) {
                items[i][s] = names == null ? "" : names.text(i);
            }
        }
        return items;
    }

    /** Whether any row has an answer that passes. */
    boolean hasGold() {
        return Arrays.stream(expected).anyMatch(e -> e != Ratings.MISSING);
    }

    /** Whether any row repeats another one. */
    boolean hasRepeats() {
        return Arrays.stream(repeats).anyMatch(r -> r >= 0);
    }
}
