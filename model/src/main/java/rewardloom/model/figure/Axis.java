package rewardloom.model.figure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One axis.
 *
 * @param label what it shows, unit in brackets; {@code √}, Greek letters and {@code _}/{@code ^} with one character or braces are typeset
 * @param scale how values map to places
 * @param categories names of the places 0, 1, 2 … of a category axis, else empty
 * @param low lower end, or null to fit the data
 * @param high upper end, or null to fit the data
 */
public record Axis(
        String label,
        Scale scale,
        List<String> categories,
        @Nullable Double low,
        @Nullable Double high) {

    /** How values map to places. */
    public enum Scale {
        LINEAR,
        LOG,
        SQRT,
        SYMLOG,
        CATEGORY,
        /** Linear in seconds since 1970, shown as dates and times of day in UTC. */
        TIME
    }

    public Axis {
        categories = List.copyOf(categories);
    }

    public static Axis linear(String label) {
        return new Axis(label, Scale.LINEAR, List.of(), null, null);
    }

    public static Axis scaled(String label, Scale scale) {
        return new Axis(label, scale, List.of(), null, null);
    }

    public static Axis categories(String label, List<String> categories) {
        return new Axis(label, Scale.CATEGORY, categories, null, null);
    }

    public Axis range(double newLow, double newHigh) {
        return new Axis(label, scale, categories, newLow, newHigh);
    }
}
