package rewardloom.importers.rlds;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rewardloom.importers.column.RowWriter;
import rewardloom.importers.frame.Frames;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;

/** Where each feature of an episode goes in the table of steps; learned from the first episode. */
final class EpisodeColumns {
    private static final String STEPS = "steps/";
    private static final int WIDEST = 4096;
    private static final int LONGEST_TEXT = 1 << 20;

    private final List<Column> columns = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final Set<String> left = new LinkedHashSet<>();
    private String frame = "";
    private int frameColumn;
    private final int terminated;
    private final int truncated;

    /**
     * A feature that is read.
     *
     * @param name of the feature
     * @param column index of its first column
     * @param width numbers of one value
     * @param every whether it has a value for each step and not one for the episode
     */
    private record Part(String name, int column, int width, boolean every) {}

    EpisodeColumns(Example first, int steps, StepFeatures known) {
        columns.add(new Column("episode", ColumnType.INT64));
        columns.add(new Column("t", ColumnType.INT64));
        first.features().forEach((name, feature) -> add(name, feature, steps, known));
        terminated = columns.size();
        columns.add(new Column("terminated", ColumnType.BOOL));
        truncated = columns.size();
        columns.add(new Column("truncated", ColumnType.BOOL));
    }

    /** Number of steps of an episode, or -1 if it is none. */
    static int steps(Example example) {
        for (String name : List.of("is_first", "is_last", "is_terminal", "reward", "discount")) {
            Example.Feature feature = example.features().get(STEPS + name);
            if (feature != null && feature.numbers() != null) {
                return feature.count();
            }
        }
        return -1;
    }

    private void add(String name, Example.Feature feature, int steps, StepFeatures known) {
        boolean every = name.startsWith(STEPS);
        String inner = every ? name.substring(STEPS.length()) : name;
        if (every && Set.of("is_first", "is_last", "is_terminal").contains(inner)) {
            return;
        }
        StepFeatures.Leaf leaf = known.leaf(name);
        int values = every ? steps : 1;
        long width = values > 0 ? feature.count() / (long) values : leaf == null ? 1 : leaf.width();
        boolean fits = width >= 1 && width <= WIDEST && width * values == feature.count();
        boolean ragged = inner.contains("/ragged_");
        boolean picture = (leaf != null && leaf.picture()) || isPicture(feature);
        if (every
                && picture
                && fits
                && frame.isEmpty()
                && feature.bytes().stream().allMatch(b -> Frames.ending(b) != null)) {
            frame = name;
            frameColumn = columns.size();
            columns.add(new Column("frame", ColumnType.TEXT));
            return;
        }
        if (!fits || ragged || picture || (feature.numbers() == null && width != 1)) {
            left.add(inner);
            return;
        }
        parts.add(new Part(name, columns.size(), (int) width, every));
        if (feature.numbers() == null) {
            columns.add(new Column(textName(inner, every), ColumnType.TEXT));
        } else {
            numbers(inner, (int) width, every);
        }
    }

    /** PNG, JPEG or anything else that is no text. */
    private static boolean isPicture(Example.Feature feature) {
        for (byte[] bytes : feature.bytes()) {
            for (int i = 0; i < Math.min(16, bytes.length); i++) {
                if (bytes[i] == 0 || (bytes[i] & 0xff) == 0x89 || (i == 0 && (bytes[i] & 0xff) == 0xff)) {
                    return true;
                }
            }
            if (bytes.length > LONGEST_TEXT) {
                return true;
            }
        }
        return false;
    }

    private String textName(String inner, boolean every) {
        if (!every) {
            return "info/" + inner.replace("episode_metadata/", "");
        }
        boolean text = columns.stream().anyMatch(c -> c.name().equals("text"));
        return inner.endsWith("language_instruction") && !text ? "text" : inner;
    }

    private void numbers(String inner, int width, boolean every) {
        String base = !every
                ? "info/" + inner.replace("episode_metadata/", "")
                : inner.equals("reward") || inner.equals("discount") || isVector(inner) ? inner : "info/" + inner;
        if (inner.equals("reward") && width > 1) {
            base = "component";
        }
        for (int i = 0; i < width; i++) {
            boolean numbered = width > 1 || inner.equals("observation") || inner.equals("action");
            columns.add(new Column(numbered ? base + "/" + i : base, ColumnType.FLOAT64));
        }
    }

    private static boolean isVector(String inner) {
        return inner.equals("observation")
                || inner.startsWith("observation/")
                || inner.equals("action")
                || inner.startsWith("action/");
    }

    List<Column> columns() {
        return columns;
    }

    /** Features that are left out: pictures, ragged ones, and those without a value for each step. */
    Set<String> left() {
        return left;
    }

    /** Whether an episode has for every feature as many numbers as its steps need. */
    boolean fits(Example example, int steps) {
        for (Part part : parts) {
            Example.Feature feature = example.features().get(part.name);
            long needed = (long) part.width * (part.every ? steps : 1);
            if (feature != null && feature.count() != needed) {
                return false;
            }
        }
        return true;
    }

    /** Sets the cells of one step. */
    void cells(Example example, int step, Frames frames, RowWriter writer) throws IOException {
        Example.Feature pictures = example.features().get(frame);
        if (pictures != null && step < pictures.bytes().size()) {
            String name = frames.encoded(pictures.bytes().get(step));
            if (name != null) {
                writer.text(frameColumn, name);
            }
        }
        for (Part part : parts) {
            Example.Feature feature = example.features().get(part.name);
            int from = part.every ? step * part.width : 0;
            if (feature == null || from + part.width > feature.count()) {
                continue;
            }
            double[] numbers = feature.numbers();
            for (int i = 0; i < part.width; i++) {
                if (numbers != null) {
                    writer.number(part.column + i, numbers[from + i]);
                } else {
                    String text = new String(feature.bytes().get(from), StandardCharsets.UTF_8);
                    if (!text.isEmpty()) {
                        writer.text(part.column, text);
                    }
                }
            }
        }
    }

    /** Sets how a step ended. */
    void ends(boolean isTerminated, boolean isTruncated, RowWriter writer) {
        writer.bool(terminated, isTerminated);
        writer.bool(truncated, isTruncated);
    }

    /** The truth values of a flag of every step; all false if there is none. */
    static boolean[] flags(Map<String, Example.Feature> features, String name, int steps) {
        boolean[] flags = new boolean[steps];
        Example.Feature feature = features.get(STEPS + name);
        double[] numbers = feature == null ? null : feature.numbers();
        for (int i = 0; numbers != null && i < Math.min(steps, numbers.length); i++) {
            flags[i] = numbers[i] != 0;
        }
        return flags;
    }

    /** The reward of a step, 0 if there is none. */
    static double reward(Map<String, Example.Feature> features, int step) {
        Example.Feature feature = features.get(STEPS + "reward");
        double[] numbers = feature == null ? null : feature.numbers();
        return numbers == null || step >= numbers.length ? 0 : numbers[step];
    }
}
