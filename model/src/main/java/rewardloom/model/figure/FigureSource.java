package rewardloom.model.figure;

import java.util.Map;

/**
 * What a figure was made from, so that it can be made again.
 *
 * @param analysis id of the analysis, or the empty string
 * @param parameters its parameters as text
 * @param inputs SHA-256 of each source file by table name
 * @param points number of data points behind the figure before any reduction
 * @param nonfinite number of those that were NaN or infinite
 */
public record FigureSource(
        String analysis, Map<String, String> parameters, Map<String, String> inputs, long points, long nonfinite) {

    public static final FigureSource NONE = new FigureSource("", Map.of(), Map.of(), 0, 0);

    public FigureSource counting(long newPoints, long newNonfinite) {
        return new FigureSource(analysis, parameters, inputs, newPoints, newNonfinite);
    }
}
