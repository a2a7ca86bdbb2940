package rewardloom.model.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;

/**
 * A column that an analysis wants, or a tag where metrics are logged.
 *
 * @param key what the analysis calls it
 * @param meaning what it is, for people
 * @param given the name that the user gave, or the empty string to find it
 * @param parameter the parameter with which the user gives it
 * @param optional whether the analysis can do without
 * @param content what it holds
 * @param roles roles that it may have, the best first
 * @param names pattern of names that it may have without a role, or of the detail of its role
 * @param skipped how many columns with one of the roles come before it
 */
public record Wish(
        String key,
        String meaning,
        String given,
        String parameter,
        boolean optional,
        Content content,
        List<RoleType> roles,
        String names,
        int skipped) {

    /** What a column holds. */
    public enum Content {
        NUMBERS,
        /** Texts or lists of texts. */
        TEXTS,
        /** Texts, numbers or lists of either: what tells things apart. */
        NAMES
    }

    public Wish {
        roles = List.copyOf(roles);
    }

    /** A column of numbers. */
    public static Wish number(String key, String meaning) {
        return new Wish(key, meaning, "", "", false, Content.NUMBERS, List.of(), "", 0);
    }

    /** A column of texts. */
    public static Wish text(String key, String meaning) {
        return new Wish(key, meaning, "", "", false, Content.TEXTS, List.of(), "", 0);
    }

    /** A column that tells things apart by text or number. */
    public static Wish name(String key, String meaning) {
        return new Wish(key, meaning, "", "", false, Content.NAMES, List.of(), "", 0);
    }

    /** The same with roles that it may have. */
    public Wish role(RoleType... newRoles) {
        return new Wish(key, meaning, given, parameter, optional, content, List.of(newRoles), names, skipped);
    }

    /** The same with a pattern of names, upper and lower case alike. */
    public Wish named(String pattern) {
        return new Wish(key, meaning, given, parameter, optional, content, roles, pattern, skipped);
    }

    /** The same with what the user gave. */
    public Wish given(String newParameter, String value) {
        return new Wish(key, meaning, value.strip(), newParameter, optional, content, roles, names, skipped);
    }

    /** The same as the column that has the role after so many others. */
    public Wish other(int before) {
        return new Wish(key, meaning, given, parameter, optional, content, roles, names, before);
    }

    /** The same as something that can be missing. */
    public Wish maybe() {
        return new Wish(key, meaning, given, parameter, true, content, roles, names, skipped);
    }

    /** The name of the column or tag in a table. */
    public Optional<String> in(Table table) {
        List<Candidate> candidates = candidates(table);
        if (!given.isEmpty()) {
            return candidates.stream()
                    .filter(c -> c.name.equals(given) || c.role.detail().equals(given))
                    .map(Candidate::name)
                    .findFirst();
        }
        for (RoleType role : roles) {
            Optional<String> found = candidates.stream()
                    .filter(c -> c.role.is(role))
                    .skip(skipped)
                    .map(Candidate::name)
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        if (names.isEmpty()) {
            return Optional.empty();
        }
        Pattern pattern = Pattern.compile(names, Pattern.CASE_INSENSITIVE);
        return candidates.stream()
                .filter(c -> pattern.matcher(plain(c.name)).matches()
                        || pattern.matcher(plain(c.role.detail())).matches())
                .map(Candidate::name)
                .findFirst();
    }

    /** Separators are all alike. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[ ./:-]+", "_");
    }

    private record Candidate(String name, Role role) {}

    private List<Candidate> candidates(Table table) {
        List<Candidate> candidates = new ArrayList<>();
        if (table.kind() == Kind.METRICS) {
            if (content != Content.TEXTS) {
                for (SeriesSummary series : table.series()) {
                    candidates.add(new Candidate(series.tag(), series.role()));
                }
            }
            return candidates;
        }
        for (Column column : table.columns()) {
            if (holds(column.type())) {
                candidates.add(new Candidate(column.name(), column.role()));
            }
        }
        return candidates;
    }

    private boolean holds(ColumnType type) {
        return switch (type) {
            case TEXT, TEXT_LIST -> content != Content.NUMBERS;
            case FLOAT64, INT64, BOOL -> content != Content.TEXTS;
            case FLOAT64_LIST -> content == Content.NAMES;
        };
    }

    /** What is wanted, where it is looked for and how to name it. */
    public String description() {
        List<String> ways = new ArrayList<>();
        roles.forEach(r -> ways.add("role " + r.id()));
        if (!names.isEmpty()) {
            ways.add("called " + names.replaceAll("\\(\\?:|[()?*.]|\\\\.", "").replace("|", ", "));
        }
        String how = ways.isEmpty() ? "" : " (" + String.join(", or ", ways) + ")";
        return meaning + how + (parameter.isEmpty() ? "" : "; name it with " + parameter);
    }
}
