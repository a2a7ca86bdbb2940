package rewardloom.installer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A Java runtime with the modules that the program needs and JavaFX in it.
 *
 * <p>JavaFX's jars become jmods first, so that its native libraries lie in the runtime's lib folder, where its loader looks
 * first; from the jars it would unpack them into the user's home at the first start.
 */
final class RuntimeImage {
    /** What jdeps says of all the jars together, and why. Nothing is added by hand but what comments say. */
    static final List<String> MODULES = List.of(
            "java.base",
            "java.datatransfer",
            // Java2D, which charts and paper are drawn with; AWT runs headless.
            "java.desktop",
            "java.logging",
            // Memory of the status line.
            "java.management",
            // DuckDB and SQLite.
            "java.sql",
            "java.xml",
            // A static dependency of JavaFX (Prism's pulses) and of the tool that looks into slow starts.
            "jdk.jfr",
            // sun.misc.Unsafe: Arrow.
            "jdk.unsupported",
            // javafx.swing.
            "jdk.unsupported.desktop",
            // org.w3c.dom.css: Batik's SVG.
            "jdk.xml.dom",
            // Zipped studies.
            "jdk.zipfs",
            "javafx.base",
            "javafx.graphics",
            "javafx.controls",
            "javafx.media",
            "javafx.swing");

    // javafx-graphics-26.0.1-linux.jar; the jar without a platform is empty.
    private static final Pattern PLATFORM_JAR = Pattern.compile("(javafx)-([a-z]+)-([0-9][^-]*)-[a-z0-9-]+\\.jar");

    private RuntimeImage() {}

    /**
     * Links it.
     *
     * @param javaFx folder of JavaFX's jars
     * @param work folder for what is needed on the way
     * @param runtime the folder to make
     * @param date of the modules' entries, ISO 8601
     */
    static void link(Path javaFx, Path work, Path runtime, String date) throws IOException {
        Path jmods = work.resolve("jmods");
        FileTree.delete(jmods);
        FileTree.delete(runtime);
        Files.createDirectories(jmods);
        for (Path jar : platformJars(javaFx)) {
            jmod(jar, work, jmods, date);
        }
        // Line numbers stay (no --strip-debug): a crash report without them helps nobody.
        tool(
                "jlink",
                List.of(
                        "--module-path",
                        jmods.toString(),
                        "--add-modules",
                        String.join(",", MODULES),
                        "--output",
                        runtime.toString(),
                        "--no-header-files",
                        "--no-man-pages",
                        "--generate-cds-archive"));
        // Java's own tools are not the program's.
        for (String name : List.of("keytool", "rmiregistry", "jfr", "jrunscript")) {
            Files.deleteIfExists(runtime.resolve("bin").resolve(name));
            Files.deleteIfExists(runtime.resolve("bin").resolve(name + ".exe"));
        }
    }

    private static List<Path> platformJars(Path javaFx) throws IOException {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(javaFx, "*.jar")) {
            for (Path jar : found) {
                if (PLATFORM_JAR.matcher(jar.getFileName().toString()).matches()) {
                    jars.add(jar);
                }
            }
        }
        if (jars.isEmpty()) {
            throw new IOException("No JavaFX for this platform in " + javaFx + ": build the app first.");
        }
        Collections.sort(jars);
        return jars;
    }

    private static void jmod(Path jar, Path work, Path jmods, String date) throws IOException {
        Matcher name = PLATFORM_JAR.matcher(jar.getFileName().toString());
        if (!name.matches()) {
            throw new IOException("not a JavaFX jar: " + jar);
        }
        String module = name.group(1) + "." + name.group(2);
        Path classes = work.resolve("jmod").resolve(module).resolve("classes");
        Path libraries = work.resolve("jmod").resolve(module).resolve("lib");
        FileTree.delete(classes);
        FileTree.delete(libraries);
        // On Windows JavaFX looks in bin/javafx, and what is in a jmod's lib goes to bin there.
        Path folder = Command.isWindows() ? libraries.resolve("javafx") : libraries;
        Files.createDirectories(folder);
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.isDirectory()) {
                    unpack(zip, entry, entry.getName().matches(".*\\.(so|dll|dylib)") ? folder : classes);
                }
            }
        }
        tool(
                "jmod",
                List.of(
                        "create",
                        "--class-path",
                        classes.toString(),
                        "--libs",
                        libraries.toString(),
                        "--date",
                        date,
                        jmods.resolve(module + ".jmod").toString()));
    }

    private static void unpack(ZipFile zip, ZipEntry entry, Path folder) throws IOException {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException(zip.getName() + " has an entry outside of itself: " + entry.getName());
        }
        Files.createDirectories(file.resolveSibling("."));
        try (var in = zip.getInputStream(entry)) {
            Files.copy(in, file);
        }
    }

    /** Runs a tool of this JDK. */
    static void tool(String name, List<String> arguments) throws IOException {
        ToolProvider tool = ToolProvider.findFirst(name)
                .orElseThrow(
                        () -> new IOException(name + " is missing: the build needs a whole JDK, not only a runtime"));
        var messages = new java.io.ByteArrayOutputStream();
        int code;
        try (PrintStream out = new PrintStream(messages, true, StandardCharsets.UTF_8)) {
            code = tool.run(out, out, arguments.toArray(String[]::new));
        }
        if (code != 0) {
            throw new IOException(
                    name + " ended with exit code " + code + "\n" + messages.toString(StandardCharsets.UTF_8));
        }
    }
}
