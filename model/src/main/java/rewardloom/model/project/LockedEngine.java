package rewardloom.model.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * A DuckDB that runs a user's text: it may read the project's tables and nothing else. No extension, no other file, no network;
 * memory is bounded and nothing spills to disk; and no statement can undo that.
 */
final class LockedEngine implements AutoCloseable {
    private static final String MACROS = "macros.sql";

    private static final List<String> SETTINGS = List.of(
            "autoinstall_known_extensions = false",
            "autoload_known_extensions = false",
            "allow_community_extensions = false",
            "memory_limit = '1GB'",
            "temp_directory = ''");

    private static final List<String> LOCK = List.of("enable_external_access = false", "lock_configuration = true");

    private final DuckDBConnection root;

    /** One that may read no file at all. */
    LockedEngine() throws SQLException {
        this(List.of());
    }

    LockedEngine(Path tables) throws SQLException {
        this(List.of("allowed_directories = [" + Engine.literal(tables) + "]"));
    }

    private LockedEngine(List<String> allowed) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        root = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", properties);
        boolean locked = false;
        try (Statement statement = root.createStatement()) {
            for (String macro : macros()) {
                statement.execute(macro);
            }
            for (String setting :
                    Stream.of(SETTINGS, allowed, LOCK).flatMap(List::stream).toList()) {
                statement.execute("SET " + setting);
            }
            locked = true;
        } finally {
            if (!locked) {
                root.close();
            }
        }
    }

    /** The statements of the macro library. */
    static List<String> macros() {
        try (InputStream resource = LockedEngine.class.getResourceAsStream(MACROS)) {
            if (resource == null) {
                throw new IllegalStateException("the program is incomplete: " + MACROS + " is missing");
            }
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            String code = text.lines().filter(l -> !l.startsWith("--")).collect(Collectors.joining("\n"));
            return Arrays.stream(code.split(";\\n|;$"))
                    .filter(s -> !s.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + MACROS, e);
        }
    }

    /** The names of the macros that look at other rows, in lower case: after them rows may come in another order. */
    static Set<String> windowMacros() {
        Pattern name = Pattern.compile("CREATE MACRO (\\w+)");
        return macros().stream()
                .filter(m -> m.contains(" OVER ("))
                .map(name::matcher)
                .filter(Matcher::find)
                .map(m -> SqlGuard.lower(m.group(1)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A connection of one's own, to be closed. */
    DuckDBConnection connection() throws SQLException {
        return root.duplicate();
    }

    @Override
    public void close() throws SQLException {
        root.close();
    }
}
