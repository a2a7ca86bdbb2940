package rewardloom.importers.column;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Kind;

/**
 * What a table of named fields holds.
 *
 * @param kind what one of its rows is
 * @param columns the name of the column that each field becomes, in the order of the file; for metrics, where every numeric field is a
 *     tag, only those that are not called like their tag
 * @param step for metrics, the field that is the step, or null if rows are only numbered
 * @param wallTime for metrics, the field that is the time of day, or null
 * @param why the fields that decided it, for people
 */
public record Shape(
        Kind kind,
        Map<String, String> columns,
        @Nullable String step,
        @Nullable String wallTime,
        String why) {}
