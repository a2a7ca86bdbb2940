package rewardloom.installer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    /**
     * Lists every library with its licence.
     *
     * @param bill the bill of materials, CycloneDX
     */
    static void list(Path bill, Path file) throws IOException {
        TreeSet<String> lines = new TreeSet<>();
        for (JsonNode component : new ObjectMapper().readTree(bill.toFile()).path("components")) {
            if (component.path("group").asText().equals("rewardloom")) {
                continue;
            }
            TreeSet<String> names = new TreeSet<>();
            for (JsonNode licence : component.path("licenses")) {
                JsonNode named = licence.path("license");
                names.add(Stream.of(named.path("id"), named.path("name"), licence.path("expression"))
                        .map(JsonNode::asText)
                        .filter(name -> !name.isEmpty())
                        .findFirst()
                        .orElse("see its own files"));
            }
            lines.add(component.path("group").asText() + ":"
                    + component.path("name").asText() + " "
                    + component.path("version").asText() + ": " + String.join(", ", names));
        }
        FileTree.write(
                file,
                "Rewardloom stands on these libraries. Their licence texts lie in the folders beside this file,\n"
                        + "those of the Java runtime in runtime/legal.\n\n" + String.join("\n", lines) + "\n");
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
