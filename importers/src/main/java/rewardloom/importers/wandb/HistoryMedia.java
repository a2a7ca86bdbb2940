package rewardloom.importers.wandb;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Source;
import rewardloom.importers.column.MediaWriter;
import rewardloom.importers.column.Setting;
import rewardloom.importers.json.FlatRow;
import rewardloom.importers.settings.JsonSettings;

/**
 * What a history holds beside numbers ({@code wandb/sdk/data_types}): objects with a {@code _type}. Histograms stand in the log; images,
 * sounds and clips lie below the folder {@code files} beside it, and only files there are opened.
 */
final class HistoryMedia {
    private static final Map<String, String> FILES = Map.of(
            "image-file", "image",
            "images/separated", "image",
            "audio-file", "audio",
            "audio", "audio",
            "video-file", "video",
            "videos", "video",
            "videos/separated", "video");
    private static final Set<String> LISTS = Set.of("audio", "videos", "images");
    private static final int MOST_FILES = 10_000;
    private static final int MOST_BINS = 1 << 20;

    private final MediaWriter media;
    private final @Nullable Path files;
    private long missing;
    private String firstMissing = "";

    HistoryMedia(Source source, MediaWriter media) {
        this.media = media;
        Path run = source.path().toAbsolutePath().normalize().getParent();
        this.files = run == null ? null : run.resolve(RunFolder.FILES);
    }

    /** Number of files that are named and not there. */
    long missing() {
        return missing;
    }

    /** The first of them. */
    String firstMissing() {
        return firstMissing;
    }

    /**
     * Takes an object with a type.
     *
     * @return whether it is of use
     * @throws IOException if a file cannot be read or the sink fails
     */
    boolean read(String key, long step, double wallTime, FlatRow object) throws IOException {
        String type = text(object, "_type");
        if (type.equals("histogram")) {
            return histogram(key, step, wallTime, object);
        }
        String kind = FILES.get(type);
        if (kind == null) {
            return false;
        }
        for (String path : paths(object)) {
            file(key, step, wallTime, kind, path);
        }
        return true;
    }

    private boolean histogram(String key, long step, double wallTime, FlatRow object) throws IOException {
        double[] counts = numbers(object, "values");
        double[] edges = numbers(object, "bins");
        double bins = number(object, "packedBins/count");
        if (edges.length == 0 && bins >= 1 && bins <= MOST_BINS) {
            double first = number(object, "packedBins/min");
            double width = number(object, "packedBins/size");
            edges = new double[(int) bins + 1];
            Arrays.setAll(edges, i -> first + i * width);
        }
        if (counts.length == 0 || edges.length != counts.length + 1) {
            return false;
        }
        media.histogram(key, step, wallTime, edges, counts);
        return true;
    }

    private static List<String> paths(FlatRow object) throws IOException {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < object.size(); i++) {
            String name = object.name(i);
            if (name.equals("path") && object.type(i) == FlatRow.Type.TEXT) {
                paths.add(object.text(i));
            } else if (name.equals("filenames") && object.type(i) == FlatRow.Type.TEXTS) {
                paths.addAll(object.texts(i));
            } else if (LISTS.contains(name) && object.type(i) == FlatRow.Type.TEXT) {
                byte[] list = object.text(i).getBytes(StandardCharsets.UTF_8);
                try {
                    inner(JsonSettings.read(list, 0, list.length), paths);
                } catch (JsonProcessingException e) {
                    // Not a list of files after all: it names none.
                    continue;
                }
            }
        }
        return paths.subList(0, Math.min(MOST_FILES, paths.size()));
    }

    private static void inner(Setting list, List<String> paths) {
        if (list instanceof Setting.Items(List<Setting> items)) {
            for (Setting item : items) {
                if (item instanceof Setting.Group(Map<String, Setting> entries)
                        && entries.get("path") instanceof Setting.Leaf(String path)) {
                    paths.add(path);
                }
            }
        }
    }

    private void file(String key, long step, double wallTime, String type, String path) throws IOException {
        Path file = inside(path);
        if (file == null) {
            missing++;
            firstMissing = firstMissing.isEmpty() ? path : firstMissing;
            return;
        }
        int dot = path.lastIndexOf('.');
        try (InputStream content = Files.newInputStream(file)) {
            media.file(key, step, wallTime, type, dot < 0 ? "" : path.substring(dot + 1), content);
        }
    }

    /** The file with a path below the run's files, or null if it is not there or leads elsewhere. */
    private @Nullable Path inside(String path) throws IOException {
        Path root = files;
        if (root == null) {
            return null;
        }
        try {
            Path file = root.resolve(path).normalize();
            if (!file.startsWith(root) || !Files.isRegularFile(file)) {
                return null;
            }
            return file.toRealPath().startsWith(root.toRealPath()) ? file : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static String text(FlatRow object, String name) {
        for (int i = 0; i < object.size(); i++) {
            if (object.name(i).equals(name) && object.type(i) == FlatRow.Type.TEXT) {
                return object.text(i);
            }
        }
        return "";
    }

    private static double number(FlatRow object, String name) {
        for (int i = 0; i < object.size(); i++) {
            if (object.name(i).equals(name)
                    && (object.type(i) == FlatRow.Type.WHOLE || object.type(i) == FlatRow.Type.NUMBER)) {
                return object.number(i);
            }
        }
        return Double.NaN;
    }

    private static double[] numbers(FlatRow object, String name) {
        for (int i = 0; i < object.size(); i++) {
            if (object.name(i).equals(name) && object.type(i) == FlatRow.Type.NUMBERS) {
                return object.numbers(i);
            }
        }
        return new double[0];
    }
}
