package rewardloom.model.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;

/** The metrics that are looked at when nobody names any. */
public final class UsualMetrics {
    private static final List<RoleType> ROLES =
            List.of(RoleType.RETURN, RoleType.REWARD, RoleType.PROXY, RoleType.GOLD, RoleType.SUCCESS);
    private static final int MOST_UNNAMED = 6;

    private UsualMetrics() {}

    /** Whether a table has metrics: numbers over the steps or episodes of a run. */
    public static boolean isReadable(Table table) {
        return (table.kind() == Kind.METRICS || table.kind() == Kind.EPISODES)
                && !table.series().isEmpty();
    }

    /** Whether a metric is known as a return, reward, proxy, gold or success rate, so that {@link #of} does not take the first ones. */
    public static boolean areKnown(List<Table> tables) {
        return ROLES.stream()
                .anyMatch(role -> tables.stream().anyMatch(t -> !t.tags(role).isEmpty()));
    }

    /** Returns, rewards, proxy, gold and success rates; if nothing has such a role, the first few tags. */
    public static Set<String> of(List<Table> tables) {
        Set<String> tags = new LinkedHashSet<>();
        for (RoleType role : ROLES) {
            tables.forEach(t -> t.tags(role).forEach(s -> tags.add(s.tag())));
        }
        if (tags.isEmpty()) {
            all(tables).stream().limit(MOST_UNNAMED).forEach(tags::add);
        }
        return tags;
    }

    /** Every tag or numeric column, in the order of the tables. */
    public static Set<String> all(List<Table> tables) {
        Set<String> tags = new LinkedHashSet<>();
        tables.forEach(t -> t.series().stream().map(SeriesSummary::tag).forEach(tags::add));
        return tags;
    }

    /** Whether more of a metric is better: that of returns, rewards, gold and success rates. */
    public static boolean isBetterHigh(RoleType role) {
        return ROLES.contains(role);
    }
}
