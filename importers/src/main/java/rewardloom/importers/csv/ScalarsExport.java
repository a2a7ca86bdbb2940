package rewardloom.importers.csv;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Source;
import rewardloom.importers.column.Field;
import rewardloom.importers.column.Shape;

/**
 * One curve as TensorBoard's page saves it: {@code run-<run>-tag-<tag>.csv} with the columns {@code Wall time}, {@code Step} and
 * {@code Value}.
 */
final class ScalarsExport {
    private static final Pattern NAME = Pattern.compile("run-(.+)-tag-(.+)\\.csv", Pattern.CASE_INSENSITIVE);
    private static final Set<String> COLUMNS = Set.of("Wall time", "Step", "Value");

    private ScalarsExport() {}

    static boolean fits(Source source, Shape shape, List<Field> fields) {
        return NAME.matcher(source.fileName()).matches()
                && "Step".equals(shape.step())
                && fields.stream().map(Field::name).collect(Collectors.toSet()).equals(COLUMNS);
    }

    static Shape shape(Source source, Shape shape) {
        Matcher name = NAME.matcher(source.fileName());
        return name.matches()
                ? new Shape(
                        shape.kind(),
                        Map.of("Value", name.group(2)),
                        shape.step(),
                        shape.wallTime(),
                        "is a saved curve")
                : shape;
    }

    /** The run in the name of the file, or null if it names none. */
    static @Nullable String run(Source source, Shape shape) {
        Matcher name = NAME.matcher(source.fileName());
        boolean named = shape.columns().containsKey("Value") && name.matches();
        return !named ? null : name.group(1).equals(".") ? source.folderRun() : name.group(1);
    }
}
