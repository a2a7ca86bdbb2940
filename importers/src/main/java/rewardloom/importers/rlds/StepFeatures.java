package rewardloom.importers.rlds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code features.json} beside the records says of each feature ({@code tensorflow_datasets/core/features}): how many numbers one
 * value has, and whether its bytes are a picture. Without that file nothing is known.
 */
final class StepFeatures {
    private static final long LONGEST = 16 << 20;

    /**
     * A leaf of the tree of features.
     *
     * @param width numbers of one value, or -1 if that is not fixed
     * @param picture whether it is an image or a video
     */
    record Leaf(long width, boolean picture) {}

    private final Map<String, Leaf> leaves = new HashMap<>();

    private StepFeatures() {}

    /** Nothing is known. */
    static StepFeatures none() {
        return new StepFeatures();
    }

    /** Reads {@code features.json} in the folder of a file, if it is there and can be read. */
    static StepFeatures beside(Path records) {
        StepFeatures result = new StepFeatures();
        Path file = records.resolveSibling("features.json");
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= LONGEST) {
                result.walk(new ObjectMapper().readTree(file.toFile()), "", 0);
            }
        } catch (IOException e) {
            // Shapes are a courtesy: without them they follow from the number of steps.
            return none();
        }
        return result;
    }

    private void walk(JsonNode node, String path, int depth) {
        if (depth > 64) {
            return;
        }
        JsonNode features = node.path("featuresDict").path("features");
        if (features.isObject()) {
            features.properties()
                    .forEach(f -> walk(f.getValue(), path.isEmpty() ? f.getKey() : path + "/" + f.getKey(), depth + 1));
        } else if (node.path("sequence").path("feature").isObject()) {
            walk(node.path("sequence").path("feature"), path, depth + 1);
        } else {
            String type = node.path("pythonClassName").asText("").toLowerCase(Locale.ROOT);
            leaves.put(path, new Leaf(width(node.path("tensor").path("shape")), isPicture(node, type)));
        }
    }

    private static boolean isPicture(JsonNode node, String type) {
        return node.has("image") || node.has("video") || type.contains("image") || type.contains("video");
    }

    private static long width(JsonNode shape) {
        long width = 1;
        for (JsonNode length : shape.path("dimensions")) {
            long one = length.asLong(-1);
            if (one < 0 || one > Integer.MAX_VALUE) {
                return -1;
            }
            width = Math.min(Integer.MAX_VALUE, width * one);
        }
        return width;
    }

    /** What is known of a feature, or null. */
    @Nullable
    Leaf leaf(String name) {
        return leaves.get(name);
    }
}
