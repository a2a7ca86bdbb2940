package rewardloom.installer;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The ahead-of-time cache (JEP 514): classes as they are after loading and linking, recorded on a run that does what users do.
 * Which methods turned out hot is left out (JEP 515): it made short commands compile more than they ran, and the cache larger.
 */
final class StartUpCache {
    private StartUpCache() {}

    /**
     * Runs the program's warm-up in an image and leaves the cache there. To be called when the jars have their final times.
     *
     * @param work an empty folder for what the warm-up writes
     */
    static void train(LinuxImage image, Path work) throws IOException {
        FileTree.delete(work);
        Files.createDirectories(work);
        List<String> words = new ArrayList<>();
        words.add(image.java().toString());
        words.add("@" + image.app().resolve("java.options"));
        words.add("-XX:AOTCacheOutput=" + image.cache());
        words.add("-XX:+UnlockDiagnosticVMOptions");
        words.add("-XX:-AOTRecordTraining");
        // Nothing but the warm-up is to be seen; what the cache leaves out is not news.
        words.add("-Xlog:aot=off:stderr");
        words.add("-Xlog:cds=off:stderr");
        words.addAll(LinuxImage.placed(image.app().toString()));
        words.add("-Dglass.platform=Headless");
        words.add("-Dprism.order=sw");
        words.add("-cp");
        words.add(image.jars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        words.add(LinuxImage.MAIN);
        words.add("warm-up");
        words.add(work.toString());
        // The user's own settings neither steer the warm-up nor are touched by it.
        Command.run(
                words,
                Map.of(
                        "XDG_CONFIG_HOME", work.resolve("config").toString(),
                        "XDG_STATE_HOME", work.resolve("state").toString(),
                        "XDG_CACHE_HOME", work.resolve("cache").toString(),
                        "LC_ALL", "C.UTF-8"));
        if (!Files.exists(image.cache())) {
            throw new IOException("the warm-up ended without leaving " + image.cache());
        }
        FileTree.delete(work);
    }
}
