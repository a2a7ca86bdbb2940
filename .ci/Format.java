import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Checks or applies the format of every Java source of the project.
 *
 * <p>The formatter reads source with the compiler of the Java it runs on, and Maven may run on an older one than the
 * sources are written in: so the build starts this file with the JDK of the project instead of using a Maven plugin.
 *
 * <pre>java -cp formatter.jar:... Format.java check|apply FOLDER</pre>
 */
final class Format {

    private Format() {}

    public static void main(String[] args) throws IOException {
        boolean apply = args[0].equals("apply");
        Path root = Path.of(args[1]);
        List<String> wrong;
        try (Stream<Path> sources = sources(root)) {
            wrong = sources.parallel()
                    .map(file -> visit(root, file, apply))
                    .filter(Objects::nonNull)
                    .sorted()
                    .toList();
        }
        wrong.forEach(line -> System.err.println((apply ? "[INFO] " : "[ERROR] ") + line));
        if (!apply && !wrong.isEmpty()) {
            System.err.println(
                    "[ERROR] Not in the project's format. To put that right: mvn -q -N verify -Dformat=apply");
            System.exit(1);
        }
    }

    private static Stream<Path> sources(Path root) throws IOException {
        return Files.walk(root)
                .filter(path -> path.toString().endsWith(".java"))
                .filter(path -> {
                    String inside = "/" + root.relativize(path).toString().replace('\\', '/');
                    return !inside.contains("/target/") && !inside.contains("/.git/");
                })
                .toList()
                .stream();
    }

    /** What there is to say about one file; null when nothing. */
    private static String visit(Path root, Path file, boolean apply) {
        Path name = root.relativize(file);
        try {
            String source = Files.readString(file);
            String formatted = Formatter.createFormatter(JavaFormatterOptions.builder()
                            .style(JavaFormatterOptions.Style.PALANTIR)
                            .build())
                    .formatSourceAndFixImports(source);
            if (formatted.equals(source)) {
                return null;
            }
            if (apply) {
                Files.writeString(file, formatted);
            }
            return name.toString();
        } catch (FormatterException | IOException e) {
            return name + ": " + e.getMessage();
        }
    }
}
