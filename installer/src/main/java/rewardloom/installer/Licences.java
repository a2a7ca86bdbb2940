package rewardloom.installer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The licence and notice texts that libraries carry in their jars, collected into one folder. Java's own are in runtime/legal. */
final class Licences {
    private static final Pattern TEXT =
            Pattern.compile("(META-INF/(legal/)?)?[^/]*(LICEN[SC]E|NOTICE|COPYING)[^/]*", Pattern.CASE_INSENSITIVE);
    private final Path jars;

    Licences(Path jars) {
        this.jars = jars;
    }

    /** Writes them as {@code <jar>/<file>}. */
    void collect(Path folder) throws IOException {
        TreeSet<Path> found = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(jars, "*.jar")) {
            files.forEach(found::add);
        }
        for (Path jar : found) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                List<? extends ZipEntry> texts = Collections.list(zip.entries()).stream()
                        .filter(e -> !e.isDirectory() && !e.getName().endsWith(".class"))
                        .filter(e -> TEXT.matcher(e.getName()).matches())
                        .toList();
                String name = jar.getFileName().toString().replace(".jar", "");
                for (ZipEntry text : texts) {
                    Path file =
                            folder.resolve(name).resolve(Path.of(text.getName()).getFileName());
                    Files.createDirectories(file.resolveSibling("."));
                    try (InputStream in = zip.getInputStream(text)) {
                        Files.write(file, in.readAllBytes());
                    }
                }
            }
        }
    }
}
