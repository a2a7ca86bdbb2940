package rewardloom.importers;

import java.util.List;
import rewardloom.model.table.ColumnType;

/**
 * A field of a foreign table, to be mapped by the user.
 *
 * @param name its name in the file, nested names joined by {@code /}
 * @param type type of its cells
 * @param examples some of its first cells
 */
public record FieldPreview(String name, ColumnType type, List<String> examples) {
    public FieldPreview {
        examples = List.copyOf(examples);
    }
}
