package rewardloom.importers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file to read, or a part of one that has grown.
 *
 * @param path where it lies
 * @param name its path relative to what the user asked to import, with {@code /} between folders; runs are named after it
 * @param part which part of it, or null for the whole file
 */
public record Source(Path path, String name, @Nullable Part part) {

    /** A whole file. */
    public Source(Path path, String name) {
        this(path, name, null);
    }

    /**
     * A part of a file.
     *
     * @param from offset of its first byte
     * @param to offset behind its last byte
     * @param head bytes to be read before it, such as the header line of a table; not copied
     */
    public record Part(long from, long to, byte[] head) {}

    /** The same file, but only a part of it. */
    public Source part(long from, long to, byte[] head) {
        return new Source(path, name, new Part(from, to, head));
    }

    private static final int GZIP_BUFFER = 1 << 16;
    private static final Pattern CHECKPOINT = Pattern.compile("checkpoint[-_]\\d+");
    /** File names that many runs share: such a file is named after its folder. */
    private static final Pattern COMMON = Pattern.compile(
            "\\d+|(\\d+\\.)?monitor|progress|progress[-_]?\\d+|log|logs|results?|metrics|train|test|eval|validation|history"
                + "|main_data|data|dataset|completions([-_]\\d+)?|rollouts?|trainer_state|environment|loss|evaluations|final|episode[-_]\\d+|part-\\d+",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern COMMON_FOLDER =
            Pattern.compile("data|completions|chunk-\\d+", Pattern.CASE_INSENSITIVE);

    /** The folder part of the name, or the empty string. */
    public String folder() {
        int slash = name.lastIndexOf('/');
        return slash < 0 ? "" : name.substring(0, slash);
    }

    /** The name without folder, without {@code .gz} and without its last extension. */
    public String stem() {
        String file = fileName();
        int dot = file.lastIndexOf('.');
        return dot <= 0 ? file : file.substring(0, dot);
    }

    /** The file's name without folder and without {@code .gz}. */
    public String fileName() {
        String file = name.substring(name.lastIndexOf('/') + 1);
        return file.toLowerCase(Locale.ROOT).endsWith(".gz") ? file.substring(0, file.length() - 3) : file;
    }

    /** The run of a log that lies in its run's folder; folders of checkpoints belong to the run above them. */
    public String folderRun() {
        return runOf(folder(), CHECKPOINT);
    }

    /** The run in whose folder the folder of this file lies. */
    public String runAbove() {
        Path folder = path.toAbsolutePath().normalize().getParent();
        return folder == null ? folderRun() : new Source(folder, folder()).folderRun();
    }

    /** The run of a file that is named after its run, or after its folder when the file's name says nothing. */
    public String stemRun() {
        String stem = stem();
        return COMMON.matcher(stem).matches() ? runOf(folder(), COMMON_FOLDER) : stem;
    }

    private String runOf(String folder, Pattern dropped) {
        List<String> parts = new ArrayList<>(folder.isEmpty() ? List.of() : List.of(folder.split("/")));
        while (!parts.isEmpty() && dropped.matcher(parts.getLast()).matches()) {
            parts.removeLast();
        }
        return parts.isEmpty() ? folderOnDisk(dropped) : String.join("/", parts);
    }

    private String folderOnDisk(Pattern dropped) {
        Path parent = path.toAbsolutePath().normalize().getParent();
        while (parent != null && parent.getFileName() != null) {
            String part = parent.getFileName().toString();
            if (!dropped.matcher(part).matches()) {
                return part;
            }
            parent = parent.getParent();
        }
        return stem();
    }

    /**
     * Length on disk in bytes.
     *
     * @throws IOException if the file cannot be reached
     */
    public long bytes() throws IOException {
        return part == null ? Files.size(path) : part.head.length + part.to - part.from;
    }

    /**
     * Opens the file's content; gzip is undone. Reads go straight to the file: ask for many bytes at a time.
     *
     * @throws IOException if it cannot be opened
     */
    public InputStream open() throws IOException {
        return part == null ? plain(Files.newInputStream(path)) : open(part);
    }

    private InputStream open(Part wanted) throws IOException {
        InputStream file = Files.newInputStream(path);
        try {
            file.skipNBytes(wanted.from);
            InputStream body = new BoundedInput(file, wanted.to - wanted.from);
            return new SequenceInputStream(new ByteArrayInputStream(wanted.head), body);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Whether the file is compressed with gzip.
     *
     * @throws IOException if it cannot be read
     */
    public boolean isGzip() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return isGzip(in.readNBytes(3));
        }
    }

    private static InputStream plain(InputStream raw) throws IOException {
        try {
            PushbackInputStream in = new PushbackInputStream(raw, 3);
            byte[] magic = in.readNBytes(3);
            in.unread(magic);
            return isGzip(magic) ? new GZIPInputStream(in, GZIP_BUFFER) : in;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private static boolean isGzip(byte[] magic) {
        return magic.length == 3 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b && magic[2] == 8;
    }
}
