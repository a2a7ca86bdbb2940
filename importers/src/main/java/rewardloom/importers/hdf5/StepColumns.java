package rewardloom.importers.hdf5;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.object.datatype.FixedPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.frame.Frames;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;

/**
 * The columns of a table of steps that a group of data sets becomes. Data sets are known by their path inside the group, such as
 * {@code observations} or {@code infos/reward_touch}.
 */
final class StepColumns {
    private static final Pattern COMPONENT =
            Pattern.compile("infos/(?:rewards?|rew|reward_components?|components?)[_/](.+)|reward_components?/(.+)");
    private static final int WIDEST = 4096;
    private static final int WIDEST_STATE = 128;

    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Set<String> left = new LinkedHashSet<>();
    private @Nullable String pictures;
    private final List<String> observationNames;
    private final List<String> actionNames;
    private final List<String> rewardNames;

    /**
     * Where a data set goes.
     *
     * @param columns names of its columns, one for each element of a row
     * @param type type of the columns
     */
    record Part(List<String> columns, ColumnType type) {}

    /** No columns yet; names of observations and actions come from the attributes of the file's root. */
    StepColumns(Group root) {
        observationNames = names(root, "observation_names");
        actionNames = names(root, "action_names");
        rewardNames = names(root, "reward_names");
    }

    /** A list of texts in an attribute: an array, or JSON as one text. */
    private static List<String> names(Group root, String name) {
        Attribute attribute = root.getAttribute(name);
        if (attribute == null) {
            return List.of();
        }
        Object data = attribute.getData();
        if (data instanceof String[] names) {
            return Arrays.asList(names);
        }
        try {
            return List.of(new ObjectMapper().readValue(String.valueOf(data), String[].class));
        } catch (JsonProcessingException e) {
            // The names are a courtesy: without them columns are numbered.
            return List.of();
        }
    }

    /** Adds the data sets of a group, which later groups may repeat. */
    void add(Group group) {
        add(group, "");
    }

    private void add(Group group, String prefix) {
        for (Node child : group.getChildren().values()) {
            String path = prefix + child.getName();
            if (child instanceof Group inner && !child.isLink()) {
                add(inner, path + "/");
            } else if (child instanceof Dataset dataset && !parts.containsKey(path) && !left.contains(path)) {
                add(dataset, path);
            }
        }
    }

    /** Pictures are 8-bit arrays of height, width and channels; the first that is found is the one that is shown. */
    private boolean isPictures(Dataset dataset, String path) {
        boolean bytes = dataset.getDataType() instanceof FixedPoint whole && whole.getSize() == 1 && !whole.isSigned();
        return bytes && (pictures == null || path.equals(pictures)) && Frames.fits(NumberTable.shape(dataset));
    }

    /** Path of the data set with a picture for each step, or null. */
    @Nullable
    String pictures() {
        return pictures;
    }

    /** Leaves the pictures out. */
    void dropPictures() {
        if (pictures != null) {
            left.add(pictures);
            pictures = null;
        }
    }

    private void add(Dataset dataset, String path) {
        if (isPictures(dataset, path)) {
            pictures = path;
            return;
        }
        Part part = part(dataset, path);
        if (part == null) {
            left.add(path);
        } else {
            parts.put(path, part);
        }
    }

    private @Nullable Part part(Dataset dataset, String path) {
        if (!NumberTable.isNumeric(dataset)) {
            return null;
        }
        long[] shape = NumberTable.shape(dataset);
        int width = NumberTable.width(shape);
        if (shape.length > 2 || width > WIDEST) {
            return null;
        }
        ColumnType truth = ColumnType.BOOL;
        return switch (path) {
            case "rewards", "reward" ->
                width == 1
                        ? new Part(List.of("reward"), ColumnType.FLOAT64)
                        : numbered("component", width, rewardNames);
            case "terminations", "terminals", "terminated", "dones" ->
                width == 1 ? new Part(List.of("terminated"), truth) : null;
            case "truncations", "timeouts", "truncated" -> width == 1 ? new Part(List.of("truncated"), truth) : null;
            default -> vector(path, width);
        };
    }

    private @Nullable Part vector(String path, int width) {
        Matcher component = COMPONENT.matcher(path);
        for (String observations : List.of("observations", "obs")) {
            if (path.equals(observations) || path.startsWith(observations + "/")) {
                return numbered("observation" + path.substring(observations.length()), width, observationNames);
            }
        }
        if (path.equals("actions") || path.startsWith("actions/")) {
            return numbered("action" + path.substring("actions".length()), width, actionNames);
        }
        if (component.matches() && width == 1) {
            String name = component.group(1) == null ? component.group(2) : component.group(1);
            return new Part(List.of("component/" + name), ColumnType.FLOAT64);
        }
        if (path.startsWith("infos/") && width == 1) {
            return new Part(List.of("info/" + path.substring("infos/".length())), ColumnType.FLOAT64);
        }
        // What the simulator needs to go back there is no observation, but tells where things are.
        if (path.equals("states") && width <= WIDEST_STATE) {
            return numbered("info/state", width, List.of());
        }
        return path.equals("success") && width == 1 ? new Part(List.of(path), ColumnType.BOOL) : null;
    }

    private static Part numbered(String base, int width, List<String> names) {
        List<String> columns = new ArrayList<>();
        boolean inside = base.startsWith("observation/") || base.startsWith("action/");
        for (int i = 0; i < width; i++) {
            if (inside && width == 1) {
                columns.add(base);
            } else {
                columns.add(base + "/" + (!inside && names.size() == width ? names.get(i) : Integer.toString(i)));
            }
        }
        return new Part(columns, ColumnType.FLOAT64);
    }

    /** The data sets that are read, by their path. */
    Map<String, Part> parts() {
        return parts;
    }

    /** Paths of the data sets that are not numbers in one or two dimensions, or of no use to a table of steps. */
    Set<String> left() {
        return left;
    }

    /** The table's schema: episode, t, reward, components, observations, actions, ends, the rest. */
    List<Column> schema() {
        List<Column> schema = new ArrayList<>();
        schema.add(new Column("episode", ColumnType.INT64));
        schema.add(new Column("t", ColumnType.INT64));
        for (String prefix : List.of(
                "reward", "component/", "observation", "action", "terminated", "truncated", "success", "info/")) {
            for (Part part : parts.values()) {
                for (String name : part.columns) {
                    if (name.startsWith(prefix)
                            && schema.stream().noneMatch(c -> c.name().equals(name))) {
                        schema.add(new Column(name, part.type));
                    }
                }
            }
        }
        if (pictures != null) {
            schema.add(new Column("frame", ColumnType.TEXT));
        }
        return schema;
    }
}
