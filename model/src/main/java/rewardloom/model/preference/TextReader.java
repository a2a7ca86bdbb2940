package rewardloom.model.preference;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rewardloom.model.response.Prompts;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Reads prompt and text of the items of text pairs. It keeps the columns of the tables it has read. Thread-safe. */
public final class TextReader {
    private final Tables tables;
    private final Map<String, Columns> kept = new LinkedHashMap<>();

    public TextReader(Tables tables) {
        this.tables = tables;
    }

    /**
     * The texts of an item.
     *
     * @throws LabelException if the table that held it is no longer in the study
     * @throws IllegalArgumentException if the item is no text
     */
    public Texts read(Item item) {
        return switch (item) {
            case Item.Response response -> {
                Table table = table(response.table());
                String column = name(table, RoleType.RESPONSE)
                        .orElseThrow(
                                () -> new LabelException(table.name() + " has no column with the role 'response'"));
                yield read(table, column, response.row());
            }
            case Item.PairText text -> read(table(text.table()), text.column(), text.row());
            case Item.Segment segment -> throw new IllegalArgumentException("a segment has no text: " + segment);
        };
    }

    private Texts read(Table table, String column, long row) {
        Prompts prompts = Prompts.of(table);
        Columns columns = columns(table, column, prompts);
        return new Texts(prompts.text(columns, (int) row), columns.get(column).text((int) row));
    }

    private synchronized Columns columns(Table table, String column, Prompts prompts) {
        return kept.computeIfAbsent(table.id() + "\0" + column, key -> {
            Set<String> names = new HashSet<>(prompts.names());
            names.add(column);
            return tables.columns(table, names);
        });
    }

    private Table table(String id) {
        return tables.list().stream()
                .filter(t -> t.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new LabelException("the table of this pair is no longer in the study; import its file again"));
    }

    private static Optional<String> name(Table table, RoleType role) {
        return table.column(role).map(Column::name);
    }

    /**
     * A text and what it answers.
     *
     * @param prompt what was asked, empty when the table has no prompts
     */
    public record Texts(String prompt, String text) {}
}
