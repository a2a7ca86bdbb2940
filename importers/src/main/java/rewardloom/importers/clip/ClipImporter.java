package rewardloom.importers.clip;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.RowWriter;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/**
 * Video clips: MP4, WebM, AVI and GIF, such as the cameras of LeRobot ({@code videos/<key>/chunk-000/file-000.mp4},
 * {@code videos/chunk-000/<key>/episode_000000.mp4}) and the episodes that Gymnasium records. A clip goes to the study's media; its row
 * has the camera or folder as tag and the number in its name as step.
 */
public final class ClipImporter implements Importer {
    private static final Pattern NUMBER = Pattern.compile(".*?(\\d{1,15})(?:\\D*)");
    private static final Pattern PART = Pattern.compile("(?:chunk|file|episode)[-_]\\d+");

    @Override
    public String id() {
        return "clip";
    }

    @Override
    public String title() {
        return "Video clip (MP4, WebM, AVI, GIF)";
    }

    @Override
    public Probe probe(Header header) {
        String ending = ending(header.head());
        return ending == null ? Probe.NO : new Probe(4, "begins like a clip (" + ending + ")");
    }

    /** What the first bytes say, as the ending of a file's name; null if it is no clip. */
    private static @Nullable String ending(byte[] head) {
        if (head.length < 12) {
            return null;
        }
        String four = new String(head, 0, 4, StandardCharsets.ISO_8859_1);
        String next = new String(head, 4, 4, StandardCharsets.ISO_8859_1);
        String third = new String(head, 8, 4, StandardCharsets.ISO_8859_1);
        if (next.equals("ftyp")) {
            return third.startsWith("qt") ? "mov" : third.startsWith("heic") || third.startsWith("avif") ? null : "mp4";
        }
        if (four.equals("\u001a\u0045\u00df\u00a3")) {
            return "webm";
        }
        if (four.equals("RIFF") && third.equals("AVI ")) {
            return "avi";
        }
        return four.equals("GIF8") ? "gif" : null;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        String ending;
        try (InputStream in = source.open()) {
            String found = ending(in.readNBytes(12));
            ending = found == null ? "mp4" : found;
        }
        String media;
        try (InputStream in = new BufferedInputStream(source.open(), 1 << 16)) {
            media = sink.media(ending, in);
        }
        RowWriter row = new RowWriter(sink, TableSpec.media(source.name(), run(source)));
        row.text(0, tag(source));
        row.whole(1, step(source));
        row.text(3, "video");
        row.text(5, media);
        row.whole(8, 0);
        row.end();
        row.finish();
    }

    /** The folder that names a camera, or what else groups clips; the name without its number if there is none. */
    private static String tag(Source source) {
        String[] folders =
                source.folder().isEmpty() ? new String[0] : source.folder().split("/");
        for (int i = folders.length - 1; i >= 0; i--) {
            if (!PART.matcher(folders[i]).matches() && !folders[i].matches("\\d+|videos?|clips|renders")) {
                return folders[i];
            }
        }
        String name = source.stem().replaceAll("[-_]?\\d+$", "");
        return name.isEmpty() ? "clip" : name.toLowerCase(Locale.ROOT);
    }

    private static long step(Source source) {
        Matcher number = NUMBER.matcher(source.stem());
        return number.matches() ? Long.parseLong(number.group(1)) : 0;
    }

    /** The folder above {@code videos}, which is where the trajectories lie too. */
    private static String run(Source source) {
        String folder = "/" + source.folder() + "/";
        int videos = Math.max(folder.indexOf("/videos/"), folder.indexOf("/video/"));
        String above = videos > 0 ? folder.substring(1, videos) : source.folder();
        return above.isEmpty() ? source.folderRun() : above;
    }
}
