package rewardloom.importers.wandb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Source;
import rewardloom.importers.protobuf.WireReader;

/**
 * The folder of a run, {@code run-20210216_154407-g9dvvkua}: its log {@code run-<id>.wandb}, and {@code files} with what was saved beside.
 *
 * @param source a file in {@code files}
 * @param log the log of the run, or null if it is not there
 */
record RunFolder(Source source, @Nullable Path log) {
    static final String FILES = "files";
    private static final Pattern NAME = Pattern.compile("(?:.*-)?run-(?:\\d{8}_\\d{6}-(?<id>.+)|.*-(?<end>[^-]+))");
    /** The run's record stands at the beginning. */
    private static final int LOOKED_AT = 20;

    private static final int RUN = 17 << 3 | 2;
    private static final int RUN_ID = 1 << 3 | 2;
    private static final int DISPLAY_NAME = 8 << 3 | 2;

    /** The folder of the run in whose files a source lies. */
    static RunFolder of(Source source) throws IOException {
        Path files = source.path().toAbsolutePath().normalize().getParent();
        Path run = files == null || !files.endsWith(FILES) ? null : files.getParent();
        if (run == null) {
            return new RunFolder(source, null);
        }
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(run, "run-*.wandb")) {
            for (Path log : logs) {
                return new RunFolder(source, log);
            }
            return new RunFolder(source, null);
        }
    }

    /** Whether a folder's path is that of the files of a run. */
    static boolean isFiles(String folder) {
        String[] parts = folder.split("/");
        return parts.length > 1
                && parts[parts.length - 1].equals(FILES)
                && NAME.matcher(parts[parts.length - 2]).matches();
    }

    /** The run's name: what its log calls it, else the id at the end of its folder. */
    String run() throws IOException {
        String logged = log == null ? "" : logged(log);
        if (!logged.isEmpty()) {
            return logged;
        }
        Path files = source.path().toAbsolutePath().normalize().getParent();
        Path folder = files == null ? null : files.getParent();
        Path name = folder == null ? null : folder.getFileName();
        Matcher id = NAME.matcher(name == null ? "" : name.toString());
        if (!id.matches()) {
            return source.folderRun();
        }
        return id.group("id") != null ? id.group("id") : id.group("end");
    }

    private static String logged(Path log) throws IOException {
        try (InputStream in = new Source(log, String.valueOf(log.getFileName())).open()) {
            BlockReader records = new BlockReader(in);
            if (!records.open()) {
                return "";
            }
            for (int i = 0; i < LOOKED_AT && records.next() == BlockReader.Status.RECORD; i++) {
                Optional<String> name = name(records.buffer(), records.from(), records.to());
                if (name.isPresent()) {
                    return name.get();
                }
            }
            return "";
        }
    }

    /** The name in a record, if it is that of a run. */
    private static Optional<String> name(byte[] bytes, int from, int to) {
        WireReader record = new WireReader();
        record.reset(bytes, from, to);
        while (record.next()) {
            if (record.key() == RUN) {
                return Optional.of(runName(bytes, record.from(), record.to()));
            }
        }
        return Optional.empty();
    }

    /** The name in a run's message: what people call it, else its id. */
    static String runName(byte[] bytes, int from, int to) {
        WireReader run = new WireReader();
        run.reset(bytes, from, to);
        String id = "";
        String name = "";
        while (run.next()) {
            if (run.key() == RUN_ID) {
                id = text(bytes, run);
            } else if (run.key() == DISPLAY_NAME) {
                name = text(bytes, run);
            }
        }
        return name.isBlank() ? id : name;
    }

    static String text(byte[] bytes, WireReader field) {
        return new String(bytes, field.from(), field.to() - field.from(), StandardCharsets.UTF_8);
    }
}
