package rewardloom.app.setting;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.RoleRules;

/**
 * The user's own rules for the roles of columns and tags, which count before those of the program: a text file that people can read and
 * write, in the same form. Thread-safe.
 */
public final class RoleRuleFile {
    /** What a new file begins with. */
    private static final String HEADING = """
        # Your own rules for the roles of columns and tags. They count before those of the program.
        # kind<TAB>regular expression for the whole name<TAB>role, for example:
        # metrics\tloss/my_kl\tkl/nats-per-token
        """;

    private final Path file;
    private final RoleRules standard = RoleRules.standard();
    private @Nullable Known known;

    /** @param file where they are kept; there may be none yet */
    public RoleRuleFile(Path file) {
        this.file = file;
    }

    private record Known(String text, RoleRules rules) {}

    /** Where they are kept. */
    public Path file() {
        return file;
    }

    /**
     * The rules as text, or what a new file begins with.
     *
     * @throws IOException if there is a file that cannot be read
     */
    public String text() throws IOException {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return HEADING;
        }
    }

    /**
     * The user's rules, then those of the program. Where the file cannot be read or holds a line that is no rule, only those of the
     * program.
     *
     * @param problem hears why the user's rules do not count
     */
    public synchronized RoleRules rules(Consumer<String> problem) {
        try {
            String text = text();
            Known before = known;
            if (before == null || !before.text.equals(text)) {
                before = new Known(text, parsed(text).before(standard));
                known = before;
            }
            return before.rules;
        } catch (IOException | IllegalArgumentException e) {
            problem.accept("Your rules for roles in " + file + " do not count: " + e.getMessage()
                    + ". Correct the file, or remove it.");
            return standard;
        }
    }

    /**
     * Reads rules without keeping them.
     *
     * @throws IllegalArgumentException if a line is no rule; the message names it
     */
    public static RoleRules parsed(String text) {
        try {
            return RoleRules.parse(new StringReader(text));
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory can be read", e);
        }
    }

    /**
     * Writes the rules in place of the older ones.
     *
     * @throws IllegalArgumentException if a line is no rule; nothing is changed then
     * @throws IOException if the file cannot be written; the older one is then still there
     */
    public synchronized void save(String text) throws IOException {
        Objects.requireNonNull(parsed(text));
        WholeFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds rules at the beginning, where they count first; those that are there already are not added again.
     *
     * @throws IOException if the file cannot be read or written
     */
    public synchronized void add(List<String> lines) throws IOException {
        String text = text();
        List<String> there = text.lines().toList();
        StringBuilder more = new StringBuilder();
        List<String> comments = there.stream().takeWhile(l -> l.startsWith("#")).toList();
        comments.forEach(l -> more.append(l).append('\n'));
        lines.stream()
                .filter(l -> !there.contains(l))
                .forEach(l -> more.append(l).append('\n'));
        there.stream().skip(comments.size()).forEach(l -> more.append(l).append('\n'));
        save(more.toString());
    }
}
