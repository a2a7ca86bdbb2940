package rewardloom.model.response;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Columns;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;

/**
 * The columns that make up a prompt: many data sets keep an instruction apart from the input that it is about.
 *
 * @param names the columns in the order of the table
 */
public record Prompts(List<String> names) {
    public Prompts {
        names = List.copyOf(names);
    }

    /** Those of a table; none when it has no prompts. */
    public static Prompts of(Table table) {
        return new Prompts(table.columns(RoleType.PROMPT).stream()
                .filter(c -> c.type() == ColumnType.TEXT)
                .map(Column::name)
                .toList());
    }

    /** The prompt of a row, its parts with an empty line between them; empty when there is none. */
    public String text(Columns columns, int row) {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            @Nullable String part = columns.get(name).text(row);
            if (part != null && !part.isBlank()) {
                text.append(text.isEmpty() ? "" : "\n\n").append(part);
            }
        }
        return text.toString();
    }
}
