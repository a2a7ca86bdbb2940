package rewardloom.model.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Series;
import rewardloom.model.table.Values;

/** Examines one table while its rows go by, in file order and in constant memory. Not thread-safe. */
public final class Examination {
    /** Tags that no role marks but some check looks at. */
    static final Pattern CLIPPED = Pattern.compile(
            "(?:.*/)?(?:clipped_ratio|response_length/clip_ratio|truncated_rate)", Pattern.CASE_INSENSITIVE);

    static final Pattern DEAD = Pattern.compile("(?:.*/)?frac_reward_zero_std", Pattern.CASE_INSENSITIVE);
    private static final Pattern WATCHED =
            Pattern.compile(CLIPPED.pattern() + "|" + DEAD.pattern(), Pattern.CASE_INSENSITIVE);

    private final String table;
    private final String run;
    private final Kind kind;
    private final List<Column> columns;
    private final Function<String, Role> roleOf;
    private final Map<String, PulseTaker> pulses = new LinkedHashMap<>();
    private final int tagColumn;
    private final int stepColumn;
    private final int valueColumn;
    private final RowChecks checks;
    private @Nullable List<String> lastDictionary;
    private @Nullable PulseTaker[] byCode = new PulseTaker[0];
    private long rows;

    /**
     * Begins with a table.
     *
     * @param table its name
     * @param run name of its run, or the empty string
     * @param kind its kind
     * @param columns its schema with roles
     * @param roleOf the roles of tags
     */
    public Examination(String table, String run, Kind kind, List<Column> columns, Function<String, Role> roleOf) {
        this.table = table;
        this.run = run;
        this.kind = kind;
        this.columns = List.copyOf(columns);
        this.roleOf = roleOf;
        this.tagColumn = kind == Kind.METRICS ? indexOf(RoleType.TAG) : -1;
        this.stepColumn = indexOf(RoleType.STEP);
        this.valueColumn = indexOf(RoleType.VALUE);
        this.checks = RowChecks.of(kind, columns);
    }

    private int indexOf(RoleType role) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).role().is(role)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isTagged() {
        return tagColumn >= 0 && valueColumn >= 0 && columns.get(tagColumn).type() == ColumnType.TEXT;
    }

    /** Takes the next rows. */
    public void add(Batch batch) {
        Values steps = stepColumn < 0 ? null : batch.columns().get(stepColumn);
        if (isTagged()) {
            addTagged((Values.Texts) batch.columns().get(tagColumn), steps, batch);
        } else if (kind != Kind.CONFIG && kind != Kind.MEDIA) {
            addColumns(steps, batch);
            checks.add(batch, rows);
        }
        rows += batch.rows();
    }

    /** Takes a whole series of a table of logged numbers. */
    void add(Series series) {
        PulseTaker taker = pulses.computeIfAbsent(series.tag(), tag -> new PulseTaker(tag, roleOf.apply(tag), WATCHED));
        for (int i = 0; i < series.size(); i++) {
            taker.add(series.steps()[i], series.values()[i]);
        }
        rows += series.size();
    }

    private void addTagged(Values.Texts tags, @Nullable Values steps, Batch batch) {
        Values values = batch.columns().get(valueColumn);
        int[] codes = tags.codes();
        forget(tags.dictionary());
        if (plain(steps) instanceof long[] rawSteps && plain(values) instanceof double[] rawValues) {
            for (int row = 0; row < codes.length; row++) {
                if (codes[row] >= 0) {
                    taker(codes[row], tags.dictionary()).add(rawSteps[row], rawValues[row]);
                }
            }
            return;
        }
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] >= 0 && !values.isMissing(row)) {
                take(taker(codes[row], tags.dictionary()), steps, row, values.number(row));
            }
        }
    }

    /** The array behind a column without missing cells, or null. */
    private static @Nullable Object plain(@Nullable Values values) {
        return switch (values) {
            case Values.Longs(long[] array, var missing) when missing == null -> array;
            case Values.Doubles(double[] array, var missing) when missing == null -> array;
            case null, default -> null;
        };
    }

    /** The same list object means the same codes; comparing its texts would cost more than it saves. */
    @SuppressWarnings("ReferenceEquality")
    private void forget(List<String> dictionary) {
        if (dictionary != lastDictionary || byCode.length < dictionary.size()) {
            lastDictionary = dictionary;
            byCode = new PulseTaker[dictionary.size()];
        }
    }

    private PulseTaker taker(int code, List<String> dictionary) {
        PulseTaker known = byCode[code];
        if (known == null) {
            known = pulses.computeIfAbsent(
                    dictionary.get(code), tag -> new PulseTaker(tag, roleOf.apply(tag), WATCHED));
            byCode[code] = known;
        }
        return known;
    }

    private void addColumns(@Nullable Values steps, Batch batch) {
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (column.type().isNumeric() && i != stepColumn) {
                PulseTaker taker = pulses.computeIfAbsent(column.name(), name -> taker(name, column.role()));
                addColumn(taker, steps, batch.columns().get(i));
            }
        }
    }

    private static void addColumn(PulseTaker taker, @Nullable Values steps, Values values) {
        if (plain(values) instanceof double[] numbers) {
            if (steps == null) {
                for (double number : numbers) {
                    taker.add(number);
                }
                return;
            }
            if (plain(steps) instanceof long[] at) {
                for (int row = 0; row < numbers.length; row++) {
                    taker.add(at[row], numbers[row]);
                }
                return;
            }
        }
        for (int row = 0; row < values.size(); row++) {
            if (!values.isMissing(row)) {
                take(taker, steps, row, values.number(row));
            }
        }
    }

    private static PulseTaker taker(String column, Role role) {
        return new PulseTaker(column, role, WATCHED);
    }

    private static void take(PulseTaker taker, @Nullable Values steps, int row, double value) {
        if (steps instanceof Values.Longs(long[] array, var missing) && (missing == null || !missing.get(row))) {
            taker.add(array[row], value);
        } else if (steps != null && !steps.isMissing(row) && Double.isFinite(steps.number(row))) {
            taker.add((long) steps.number(row), value);
        } else {
            taker.add(value);
        }
    }

    /** What was seen. */
    public Checkup finish() {
        List<Pulse> all = new ArrayList<>();
        pulses.values().forEach(t -> all.add(t.pulse()));
        List<Sums> sums = isTagged() ? StepSums.of(all) : checks.sums();
        return new Checkup(table, run, kind, rows, all, sums, checks.groups(), checks.verdicts());
    }
}
