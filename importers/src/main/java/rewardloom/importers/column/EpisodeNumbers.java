package rewardloom.importers.column;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;

/** Numbers episodes that a table of steps only names, from 1 in the order in which they come; the names stay beside. */
final class EpisodeNumbers implements Derived {
    private static final int MOST = 1 << 20;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final String field;
    private final int episode;
    private final int name;
    private String last = "";
    private int number;

    private EpisodeNumbers(String field, int episode, int name) {
        this.field = field;
        this.episode = episode;
        this.name = name;
    }

    static @Nullable EpisodeNumbers of(List<Field> fields, Map<String, String> names, List<Column> columns) {
        Field named = ColumnNames.find(fields, ColumnNames.EPISODE);
        if (named == null || !named.isText()) {
            return null;
        }
        String column = names.getOrDefault(named.name(), named.name());
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                columns.set(i, new Column("episode", ColumnType.INT64, Role.of(RoleType.EPISODE)));
                columns.add(new Column("episode_name", ColumnType.TEXT));
                return new EpisodeNumbers(named.name(), i, columns.size() - 1);
            }
        }
        return null;
    }

    @Override
    public void add(Row row, long at, RowWriter writer) {
        String text = row.text(field);
        if (text.isEmpty()) {
            // names that are numbers here and words there
            double plain = row.number(field);
            text = Double.isNaN(plain) ? "" : Double.toString(plain);
        }
        if (!text.equals(last)) {
            // Nobody has a million episodes that come back to where they left off.
            number = numbers.size() < MOST ? numbers.computeIfAbsent(text, t -> numbers.size() + 1) : number + 1;
            last = text;
        }
        if (!text.isEmpty()) {
            writer.whole(episode, number);
            writer.text(name, text);
        }
    }
}
