package rewardloom.importers.column;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Names the runs of a table by what each row says of its own: environment, method, seed. A seed already tells repetitions apart, so a
 * number or name that only counts the runs is left out of the name beside it, unless two runs would have the same name without.
 */
public final class RunIdentity {
    private static final Set<String> COUNTERS = Set.of("run", "run_id", "run_name", "trial", "trial_id");
    private static final int MOST = 100_000;

    private final List<Field> named = new ArrayList<>();
    private final List<Field> counted = new ArrayList<>();
    private final Map<String, String> first = new HashMap<>();

    /** Names by these fields, see {@link Shapes#identity}. */
    public RunIdentity(List<Field> fields) {
        boolean seeded =
                fields.stream().anyMatch(f -> ColumnNames.plain(f.name()).equals("seed"));
        for (Field field : fields) {
            boolean counter = seeded && COUNTERS.contains(ColumnNames.plain(field.name()));
            (counter ? counted : named).add(field);
        }
    }

    /** Whether rows do not name their run. */
    public boolean isEmpty() {
        return named.isEmpty() && counted.isEmpty();
    }

    /**
     * The name of the run that a row belongs to.
     *
     * @param file what the name begins with
     * @param cell the text of the row's cell in a field, empty if it has none
     */
    public String name(String file, Function<Field, String> cell) {
        String name = file + parts(named, cell);
        String counters = parts(counted, cell);
        if (counters.isEmpty() || first.size() > MOST) {
            return name + (first.size() > MOST ? counters : "");
        }
        return first.computeIfAbsent(name, n -> counters).equals(counters) ? name : name + counters;
    }

    private static String parts(List<Field> fields, Function<Field, String> cell) {
        StringBuilder parts = new StringBuilder();
        for (Field field : fields) {
            String value = cell.apply(field);
            parts.append(value.isEmpty() ? "" : "/" + Shapes.runPart(field, value));
        }
        return parts.toString();
    }
}
