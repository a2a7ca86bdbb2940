package rewardloom.model.analysis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import rewardloom.model.table.Column;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;

/** What some tables hold, in a sentence: for people who are told that something is missing. */
final class Holdings {
    private static final int MOST_TABLES = 3;
    private static final int MOST_NAMES = 6;
    private static final Set<RoleType> USUAL = Set.of(RoleType.RUN, RoleType.TAG, RoleType.VALUE, RoleType.SEQ);

    private Holdings() {}

    /** Such as {@code There are metrics with kl and proxy, and without a role: loss, lr.}; empty without tables. */
    static String of(List<Table> tables) {
        List<String> kinds = tables.stream().map(Holdings::describe).distinct().toList();
        if (kinds.isEmpty()) {
            return "";
        }
        List<String> told = new ArrayList<>(kinds.subList(0, Math.min(MOST_TABLES, kinds.size())));
        if (kinds.size() > MOST_TABLES) {
            told.add((kinds.size() - MOST_TABLES) + " other kinds of tables");
        }
        return "There are " + String.join("; ", told) + ".";
    }

    private static String describe(Table table) {
        boolean metrics = table.kind() == Kind.METRICS;
        Stream<Role> roles = metrics
                ? table.series().stream().map(SeriesSummary::role)
                : table.columns().stream().map(Column::role);
        Set<String> known = new LinkedHashSet<>();
        roles.filter(r -> !r.is(RoleType.NONE) && !USUAL.contains(r.type()))
                .forEach(r -> known.add(r.type().id()));
        List<String> others = metrics
                ? table.series().stream()
                        .filter(s -> s.role().is(RoleType.NONE))
                        .map(SeriesSummary::tag)
                        .toList()
                : table.columns().stream()
                        .filter(c -> c.role().is(RoleType.NONE))
                        .map(Column::name)
                        .toList();
        String kind = table.kind().id();
        return kind
                + (known.isEmpty() ? "" : " with " + String.join(", ", known))
                + (others.isEmpty() ? "" : (known.isEmpty() ? "" : ", and") + " without a role: " + names(others));
    }

    private static String names(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())))
                + (names.size() > MOST_NAMES ? " …" : "");
    }
}
