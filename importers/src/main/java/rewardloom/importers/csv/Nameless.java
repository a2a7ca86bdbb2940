package rewardloom.importers.csv;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Source;
import rewardloom.importers.column.Field;
import rewardloom.importers.column.Shape;
import rewardloom.importers.column.Shapes;
import rewardloom.model.table.Kind;

/**
 * Tables of numbers whose columns have no names: step and value, or epoch, step and value. d3rlpy writes such a table for each metric,
 * named after it, into the folder of its run ({@code d3rlpy/logging/file_adapter.py}).
 */
final class Nameless {
    private static final String VALUE = "value";
    /** What d3rlpy writes beside its tables. */
    private static final String PARAMS = "params.json";

    private Nameless() {}

    static Shape shape(Source source, List<Field> fields) {
        int step = step(fields);
        if (step < 0) {
            return Shapes.metrics(fields, null, "has numbers only");
        }
        Map<String, String> tags = new HashMap<>();
        if (step == fields.size() - 2) {
            boolean ofRun = isOfRun(source);
            tags.put(fields.getLast().name(), ofRun ? source.stem() : VALUE);
            if (ofRun && step == 1) {
                tags.put(fields.getFirst().name(), source.stem() + "/epoch");
            }
        }
        String name = fields.get(step).name();
        Shape shape = Shapes.metrics(fields, name, "has a step and values");
        return new Shape(Kind.METRICS, tags, name, shape.wallTime(), shape.why());
    }

    /** The column that counts steps, or -1: the first, or the second where both only rise. */
    private static int step(List<Field> fields) {
        if (fields.size() < 2 || !rises(fields.getFirst())) {
            return -1;
        }
        return fields.size() == 3 && rises(fields.get(1)) ? 1 : 0;
    }

    private static boolean rises(Field field) {
        return field.isCounter() && field.decreases() == 0;
    }

    private static boolean isOfRun(Source source) {
        return Files.exists(source.path().resolveSibling(PARAMS));
    }

    /** The run of a table without names, or null if it is named as every other. */
    static @Nullable String run(Source source, Shape shape) {
        return shape.columns().containsValue(source.stem()) && isOfRun(source) ? source.folderRun() : null;
    }
}
