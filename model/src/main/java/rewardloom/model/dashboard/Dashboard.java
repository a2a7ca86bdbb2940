package rewardloom.model.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Charts in columns, with settings that all curves among them share. Immutable.
 *
 * @param columns number of columns
 * @param settings texts of parameters of curves
 * @param charts in reading order
 */
public record Dashboard(int columns, Map<String, String> settings, List<DashboardChart> charts) {
    /** The kind under which a study keeps them. */
    public static final String KIND = "dashboard";

    public static final int MOST_COLUMNS = 6;

    /** No chart yet. */
    public static final Dashboard EMPTY = new Dashboard(2, Map.of(), List.of());

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public Dashboard {
        columns = Math.clamp(columns, 1, MOST_COLUMNS);
        settings = Map.copyOf(Objects.requireNonNullElse(settings, Map.of()));
        charts = List.copyOf(Objects.requireNonNullElse(charts, List.of()));
    }

    /**
     * A chart for each tag, below a heading for each group of them.
     *
     * @param first what comes before all groups
     */
    public static Dashboard of(Collection<String> tags, Collection<String> first) {
        List<DashboardChart> charts = new ArrayList<>();
        first.forEach(tag -> charts.add(DashboardChart.curve(tag)));
        List<String> rest = tags.stream().filter(t -> !first.contains(t)).toList();
        TagGroups.of(rest).forEach((group, own) -> {
            if (!group.isEmpty() || !first.isEmpty()) {
                charts.add(DashboardChart.heading(group.isEmpty() ? "Others" : group));
            }
            own.forEach(tag -> charts.add(DashboardChart.curve(tag)));
        });
        return new Dashboard(EMPTY.columns, Map.of(), charts);
    }

    /** The texts of the parameters of a chart that are not as its analysis has them: curves share those of the dashboard. */
    public Map<String, String> settingsOf(DashboardChart chart) {
        Map<String, String> own = new TreeMap<>();
        if (chart.isCurve()) {
            own.putAll(settings);
        }
        own.putAll(chart.settings());
        return own;
    }

    public Dashboard withColumns(int newColumns) {
        return new Dashboard(newColumns, settings, charts);
    }

    public Dashboard withSettings(Map<String, String> newSettings) {
        return new Dashboard(columns, newSettings, charts);
    }

    /** The same with some more charts before the one at a place, or at the end. */
    public Dashboard with(List<DashboardChart> more, int place) {
        List<DashboardChart> changed = new ArrayList<>(charts);
        changed.addAll(Math.clamp(place, 0, charts.size()), more);
        return new Dashboard(columns, settings, changed);
    }

    /** The same with another chart in a place. */
    public Dashboard with(DashboardChart chart, int place) {
        List<DashboardChart> changed = new ArrayList<>(charts);
        changed.set(place, chart);
        return new Dashboard(columns, settings, changed);
    }

    public Dashboard without(int place) {
        List<DashboardChart> changed = new ArrayList<>(charts);
        changed.remove(place);
        return new Dashboard(columns, settings, changed);
    }

    /**
     * The same with one chart elsewhere.
     *
     * @param from its place
     * @param before the place of the chart before which it shall stand; the number of charts for the end
     */
    public Dashboard move(int from, int before) {
        List<DashboardChart> changed = new ArrayList<>(charts);
        DashboardChart moved = changed.remove(from);
        changed.add(Math.clamp(before > from ? before - 1 : before, 0, changed.size()), moved);
        return new Dashboard(columns, settings, changed);
    }

    /** As JSON: the same dashboard gives the same text. */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a dashboard could not be written as JSON", e);
        }
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if the text is none; the message says where
     */
    public static Dashboard read(String json) {
        try {
            return JSON.readValue(json, Dashboard.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is not a dashboard: " + e.getOriginalMessage(), e);
        }
    }
}
