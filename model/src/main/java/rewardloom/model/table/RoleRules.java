package rewardloom.model.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Guesses the role of a column or tag from its name, by rules that people can read: the resource {@code roles.tsv} holds one rule
 * in each line (kind, regular expression, role, perhaps the unit), and the first that fits wins. Immutable.
 */
public final class RoleRules {
    private static final String RESOURCE = "roles.tsv";
    private static final String ANY_COLUMN = "*";
    private static final String METRICS_COLUMN = "metrics-column";

    private final List<Rule> rules;

    private RoleRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    private record Rule(String kind, Pattern name, String role, String unit) {}

    /** The rules that come with the program. */
    public static RoleRules standard() {
        try {
            return parse(new StringReader(standardText()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    /**
     * Reads rules: three or four fields separated by tabs in each line; empty lines and lines that start with {@code #} are left out.
     *
     * @throws IllegalArgumentException if a line is no rule; the message names the line
     */
    public static RoleRules parse(Reader source) throws IOException {
        List<Rule> rules = new ArrayList<>();
        BufferedReader lines = new BufferedReader(source);
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                rules.add(rule(line, number));
            }
        }
        return new RoleRules(rules);
    }

    private static Rule rule(String line, int number) {
        List<String> fields = List.of(line.split("\t", -1));
        if (fields.size() != 3 && fields.size() != 4) {
            throw new IllegalArgumentException("line " + number + " of the role rules has " + fields.size()
                    + " fields, not kind, expression, role and perhaps unit: " + line);
        }
        try {
            String kind = fields.get(0);
            if (!kind.equals(ANY_COLUMN) && !kind.equals(METRICS_COLUMN)) {
                Kind.of(kind);
            }
            Role.parse(fields.get(2));
            return new Rule(
                    kind,
                    Pattern.compile(fields.get(1), Pattern.CASE_INSENSITIVE),
                    fields.get(2),
                    fields.size() == 4 ? fields.get(3).strip() : "");
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("line " + number + " of the role rules: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + number + " of the role rules is wrong: " + line, e);
        }
    }

    /** These rules and then others: of two that fit a name, the one of these counts. */
    public RoleRules before(RoleRules others) {
        List<Rule> all = new ArrayList<>(rules);
        all.addAll(others.rules);
        return new RoleRules(all);
    }

    /**
     * A rule for just one name, as a line that {@link #parse} reads.
     *
     * @param kind kind of the table; for {@link Kind#METRICS} the name is a tag, else a column
     */
    public static String line(Kind kind, String name, Role role) {
        StringBuilder expression = new StringBuilder();
        for (char c : name.toCharArray()) {
            if ("\\.[]{}()*+-?^$|".indexOf(c) >= 0) {
                expression.append('\\');
            }
            expression.append(c == '\t' ? "\\t" : String.valueOf(c));
        }
        return kind.id() + "\t" + expression + "\t" + role.id();
    }

    /** The rules that come with the program, as they can be read by people. */
    public static String standardText() {
        try (InputStream in = RoleRules.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the program is incomplete: " + RESOURCE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    /**
     * The role that a name suggests.
     *
     * @param kind kind of the table; for {@link Kind#METRICS} the name is a tag, else a column
     * @return {@link Role#NONE} if no rule fits
     */
    public Role guess(Kind kind, String name) {
        return guess(kind.id(), kind != Kind.METRICS, name);
    }

    /** The role that the name of a column suggests, also in metrics tables. */
    public Role guessColumn(Kind kind, String name) {
        return kind == Kind.METRICS ? guess(METRICS_COLUMN, false, name) : guess(kind, name);
    }

    /**
     * The unit in which a program logs what is called like this, such as {@code per second}.
     *
     * @param kind kind of the table; for {@link Kind#METRICS} the name is a tag, else a column
     * @return the empty string if it is not known
     */
    public String unit(Kind kind, String name) {
        return rule(kind.id(), kind != Kind.METRICS, name).map(Rule::unit).orElse("");
    }

    /** The columns of a schema; those without a role get the one their name suggests. */
    public List<Column> withRoles(TableSpec spec) {
        return spec.columns().stream()
                .map(c -> c.role().is(RoleType.NONE) ? c.withRole(guessColumn(spec.kind(), c.name())) : c)
                .toList();
    }

    private Role guess(String kind, boolean orAny, String name) {
        return rule(kind, orAny, name)
                .map(rule -> {
                    Matcher matcher = rule.name.matcher(name);
                    return matcher.matches() ? role(rule, matcher) : Role.NONE;
                })
                .orElse(Role.NONE);
    }

    private Optional<Rule> rule(String kind, boolean orAny, String name) {
        return rules.stream()
                .filter(r -> r.kind.equals(kind) || (orAny && r.kind.equals(ANY_COLUMN)))
                .filter(r -> r.name.matcher(name).matches())
                .findFirst();
    }

    private static Role role(Rule rule, Matcher matcher) {
        if (!rule.role.contains("$1")) {
            return Role.parse(rule.role);
        }
        String detail = matcher.group(1);
        return Role.parse(rule.role.replace("$1", detail == null ? "" : detail));
    }
}
