package rewardloom.model.dashboard;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;
import java.util.TreeMap;

/**
 * A chart on a dashboard: a figure of an analysis.
 *
 * @param title what stands above it; empty for the figure's own title
 * @param analysis id of the analysis; empty for a heading
 * @param figure name of the figure; empty for the first
 * @param settings texts of the parameters that differ from those of the dashboard
 * @param span how many columns it takes
 * @param height its height in pixels
 */
public record DashboardChart(
        String title, String analysis, String figure, Map<String, String> settings, int span, int height) {
    /** Id of the analysis that draws metrics over the training. */
    public static final String CURVES = "curves";

    public static final int USUAL_HEIGHT = 300;
    private static final int LEAST_HEIGHT = 160;
    private static final int MOST_HEIGHT = 2000;

    public DashboardChart {
        settings = Map.copyOf(settings);
        span = Math.clamp(span, 1, Dashboard.MOST_COLUMNS);
        height = Math.clamp(height, LEAST_HEIGHT, MOST_HEIGHT);
    }

    /** A chart of usual size. */
    public static DashboardChart of(String analysis, String figure, Map<String, String> settings) {
        return new DashboardChart("", analysis, figure, settings, 1, USUAL_HEIGHT);
    }

    /** The curves of one metric. */
    public static DashboardChart curve(String tag) {
        return of(CURVES, "", Map.of("tags", exactly(tag)));
    }

    /** The curves of several metrics in one chart. */
    public static DashboardChart together(String title, String tags) {
        return new DashboardChart(title, CURVES, "", Map.of("tags", tags, "together", "true"), 1, USUAL_HEIGHT);
    }

    /** A line of text across all columns, above the charts that follow. */
    public static DashboardChart heading(String title) {
        return new DashboardChart(title, "", "", Map.of(), Dashboard.MOST_COLUMNS, USUAL_HEIGHT);
    }

    /** Whether it shows curves, which share the settings of the dashboard. */
    @JsonIgnore
    public boolean isCurve() {
        return analysis.equals(CURVES);
    }

    /** Whether it is a line of text. */
    @JsonIgnore
    public boolean isHeading() {
        return analysis.isEmpty();
    }

    /** A tag as a parameter names it: one with a comma is found by a regular expression. */
    public static String exactly(String tag) {
        return tag.replace(",", ".");
    }

    public DashboardChart sized(int newSpan, int newHeight) {
        return new DashboardChart(title, analysis, figure, settings, newSpan, newHeight);
    }

    public DashboardChart titled(String newTitle) {
        return new DashboardChart(newTitle, analysis, figure, settings, span, height);
    }

    /** The same with one setting changed; an empty text takes it back. */
    public DashboardChart with(String name, String text) {
        Map<String, String> changed = new TreeMap<>(settings);
        if (text.isEmpty()) {
            changed.remove(name);
        } else {
            changed.put(name, text);
        }
        return new DashboardChart(title, analysis, figure, changed, span, height);
    }
}
