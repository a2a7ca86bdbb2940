package rewardloom.importers.mlflow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of a run in MLflow's file store ({@code mlflow/store/tracking/file_store.py}): {@code meta.yaml}, and one file for each
 * metric, parameter and tag in {@code metrics}, {@code params} and {@code tags}. A slash in a name makes a folder.
 *
 * @param folder the run's folder
 */
record StoredRun(Path folder) {
    static final String META = "meta.yaml";
    static final String PARAMS = "params";
    static final String TAGS = "tags";
    private static final Pattern RUN_NAME = Pattern.compile("(?m)^run_name:\\s*'?(.+?)'?\\s*$");
    private static final int LONGEST = 1 << 16;
    private static final int MOST_FILES = 10_000;
    private static final int DEEPEST = 16;

    /** The run's name stands in its meta.yaml, in old stores in a tag; else its folder is its id. */
    String name() throws IOException {
        Matcher name = RUN_NAME.matcher(text(folder.resolve(META)));
        String tag = text(folder.resolve(TAGS).resolve("mlflow.runName")).strip();
        String found = name.find() ? name.group(1) : tag;
        boolean named = !found.isBlank() && !found.equals("''") && !found.equals("null");
        return named ? found : String.valueOf(folder.getFileName());
    }

    /** The values of the parameters or of the tags by name; of too many the first. */
    Map<String, String> values(String kind) throws IOException {
        Path parent = folder.resolve(kind);
        Map<String, String> values = new TreeMap<>();
        if (!Files.isDirectory(parent)) {
            return values;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(parent, DEEPEST)) {
            files = all.filter(Files::isRegularFile).limit(MOST_FILES).toList();
        }
        for (Path file : files) {
            values.put(
                    parent.relativize(file).toString().replace('\\', '/'),
                    text(file).strip());
        }
        return values;
    }

    private static String text(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
        }
    }
}
