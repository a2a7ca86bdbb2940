package rewardloom.model.input;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * Looks for the tables that have all that an analysis wants.
 *
 * @param kinds kinds of table, the best first
 * @param table name of the only table to look at, or the empty string for all
 * @param runs runs or groups of runs to look at; empty for all
 * @param wishes columns wanted
 */
public record Search(List<Kind> kinds, String table, List<String> runs, List<Wish> wishes) {

    public Search {
        kinds = List.copyOf(kinds);
        runs = List.copyOf(runs);
        wishes = List.copyOf(wishes);
    }

    /**
     * A table and where in it the wishes are.
     *
     * @param names name of the column or tag for the key of each wish that is fulfilled
     */
    public record Match(Table table, Map<String, String> names) {
        public boolean has(String key) {
            return names.containsKey(key);
        }

        /** The same with further columns. */
        Match with(Map<String, String> others) {
            Map<String, String> all = new LinkedHashMap<>(names);
            all.putAll(others);
            return new Match(table, all);
        }
    }

    /** Whether some table has what is wanted. */
    public boolean finds(Tables tables) {
        return looked(tables).stream().anyMatch(t -> match(t).isPresent());
    }

    /**
     * Every table of the first kind of which one has what is wanted, in the order of import.
     *
     * @throws AnalysisException if there is none; the message says what the nearest one lacks
     */
    public List<Match> in(Tables tables) {
        List<Table> looked = looked(tables);
        for (Kind kind : kinds) {
            List<Match> found = looked.stream()
                    .filter(t -> t.kind() == kind && t.rows() > 0)
                    .flatMap(t -> match(t).stream())
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        throw new AnalysisException(nothing(looked));
    }

    private List<Table> looked(Tables tables) {
        return tables.list().stream()
                .filter(t -> kinds.contains(t.kind()))
                .filter(t -> table.isBlank() || t.name().equals(table) || t.id().equals(table))
                .filter(t -> runs.isEmpty()
                        || runs.contains(RunColors.runOf(t).name())
                        || runs.contains(RunColors.runOf(t).group()))
                .toList();
    }

    private Optional<Match> match(Table candidate) {
        return match(candidate, wishes);
    }

    /** Where the wishes are in a table; nothing if one that is needed is not there. */
    public static Optional<Match> match(Table candidate, List<Wish> wishes) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Wish wish : wishes) {
            Optional<String> name = wish.in(candidate);
            name.ifPresent(n -> names.put(wish.key(), n));
            if (name.isEmpty() && (!wish.optional() || !wish.given().isEmpty())) {
                return Optional.empty();
            }
        }
        return Optional.of(new Match(candidate, names));
    }

    private List<Wish> missing(Table candidate) {
        return wishes.stream()
                .filter(w -> w.in(candidate).isEmpty()
                        && (!w.optional() || !w.given().isEmpty()))
                .toList();
    }

    private String nothing(List<Table> looked) {
        String where = kinds.stream().map(Kind::id).collect(Collectors.joining(" or "))
                + (runs.isEmpty() ? "" : " of " + String.join(" or ", runs));
        if (looked.isEmpty()) {
            String named = table.isBlank() ? "" : " called '" + table + "'";
            return "there is no table of " + where + named + "; it needs one with " + all(wishes);
        }
        Table nearest = looked.stream()
                .min(Comparator.comparingInt(t -> missing(t).size()))
                .orElseThrow();
        List<Wish> missing = missing(nearest);
        if (missing.isEmpty()) {
            return "table '" + nearest.name() + "' has no rows";
        }
        List<String> lines = new ArrayList<>();
        for (Wish wish : missing) {
            lines.add(
                    wish.given().isEmpty()
                            ? wish.description()
                            : wish.meaning() + ": there is nothing called '" + wish.given() + "' with "
                                    + wish.content().name().toLowerCase(Locale.ROOT));
        }
        return "no table of " + where + " has all that is needed; '" + nearest.name() + "' lacks "
                + String.join("; ", lines);
    }

    private static String all(List<Wish> wishes) {
        return wishes.stream().filter(w -> !w.optional()).map(Wish::meaning).collect(Collectors.joining(", "));
    }
}
