package rewardloom.model.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Summarises a table while its batches go by, in file order and in constant memory: one {@link SeriesSummary} for each tag of a
 * metrics table, or for each numeric column of another. A missing cell is left out altogether, as if its row were not there.
 * Not thread-safe.
 */
public final class TableSummarizer {
    private final Kind kind;
    private final RoleRules rules;
    private final List<Column> columns;
    private final int tagColumn;
    private final int stepColumn;
    private final int valueColumn;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private @Nullable List<String> lastDictionary;
    private @Nullable Tally[] byCode = new Tally[0];
    private long rows;

    /**
     * A summarizer for one table.
     *
     * @param spec the schema; columns without a role get one by the rules
     */
    public TableSummarizer(TableSpec spec, RoleRules rules) {
        this.kind = spec.kind();
        this.rules = rules;
        this.columns = rules.withRoles(spec);
        this.tagColumn = kind == Kind.METRICS ? indexOf(RoleType.TAG) : -1;
        this.stepColumn = indexOf(RoleType.STEP);
        this.valueColumn = indexOf(RoleType.VALUE);
    }

    private int indexOf(RoleType role) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).role().is(role)) {
                return i;
            }
        }
        return -1;
    }

    /** The schema with the guessed roles. */
    public List<Column> columns() {
        return columns;
    }

    /** Number of rows so far. */
    public long rows() {
        return rows;
    }

    /** Takes the next rows. */
    public void add(Batch batch) {
        if (batch.columns().size() != columns.size()) {
            throw new IllegalArgumentException(
                    "a batch has " + batch.columns().size() + " columns, the table " + columns.size());
        }
        Values steps = stepColumn < 0 ? null : batch.columns().get(stepColumn);
        if (isTagged()) {
            addTagged((Values.Texts) batch.columns().get(tagColumn), steps, batch);
        } else {
            addColumns(steps, batch);
        }
        rows += batch.rows();
    }

    private boolean isTagged() {
        return tagColumn >= 0 && valueColumn >= 0 && columns.get(tagColumn).type() == ColumnType.TEXT;
    }

    private void addTagged(Values.Texts tags, @Nullable Values steps, Batch batch) {
        Values values = batch.columns().get(valueColumn);
        int[] codes = tags.codes();
        forget(tags.dictionary());
        long[] rawSteps = steps instanceof Values.Longs(long[] array, var missing) && missing == null ? array : null;
        double[] rawValues =
                values instanceof Values.Doubles(double[] array, var missing) && missing == null ? array : null;
        if (rawSteps != null && rawValues != null) {
            for (int row = 0; row < codes.length; row++) {
                if (codes[row] >= 0) {
                    tally(codes[row], tags.dictionary()).add(rawSteps[row], rawValues[row]);
                }
            }
            return;
        }
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] >= 0 && !values.isMissing(row)) {
                add(tally(codes[row], tags.dictionary()), steps, row, values.number(row));
            }
        }
    }

    /** The same list object means the same codes; comparing its texts would cost more than it saves. */
    @SuppressWarnings("ReferenceEquality")
    private void forget(List<String> dictionary) {
        if (dictionary != lastDictionary || byCode.length < dictionary.size()) {
            lastDictionary = dictionary;
            byCode = new Tally[dictionary.size()];
        }
    }

    private Tally tally(int code, List<String> dictionary) {
        Tally known = byCode[code];
        if (known == null) {
            known = tallies.computeIfAbsent(dictionary.get(code), tag -> new Tally(tag, rules.guess(kind, tag)));
            byCode[code] = known;
        }
        return known;
    }

    private void addColumns(@Nullable Values steps, Batch batch) {
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (column.type().isNumeric()) {
                Tally tally = tallies.computeIfAbsent(column.name(), name -> new Tally(name, column.role()));
                Values values = batch.columns().get(i);
                for (int row = 0; row < batch.rows(); row++) {
                    if (!values.isMissing(row)) {
                        add(tally, steps, row, values.number(row));
                    }
                }
            }
        }
    }

    private static void add(Tally tally, @Nullable Values steps, int row, double value) {
        if (steps instanceof Values.Longs(long[] array, var missing) && (missing == null || !missing.get(row))) {
            tally.add(array[row], value);
        } else if (steps != null && !steps.isMissing(row) && Double.isFinite(steps.number(row))) {
            tally.add((long) steps.number(row), value);
        } else {
            tally.add(value);
        }
    }

    /** What is known so far, in file order of first appearance. */
    public List<SeriesSummary> series() {
        List<SeriesSummary> result = new ArrayList<>();
        if (!isTagged() && tallies.isEmpty()) {
            columns.stream()
                    .filter(c -> c.type().isNumeric())
                    .forEach(c -> result.add(new Tally(c.name(), c.role()).summary()));
        }
        tallies.values().forEach(t -> result.add(t.summary()));
        return result;
    }

    /** Summarises whole batches at once. */
    public static TableSummarizer of(TableSpec spec, RoleRules rules, Batch... batches) {
        TableSummarizer summarizer = new TableSummarizer(spec, rules);
        Arrays.stream(batches).forEach(summarizer::add);
        return summarizer;
    }

    /** The running figures of one tag or column. */
    private static final class Tally {
        private final String tag;
        private final Role role;
        private long count;
        private long firstStep;
        private long lastStep;
        private boolean hasSteps;
        private double first = Double.NaN;
        private double last = Double.NaN;
        private double min = Double.NaN;
        private double max = Double.NaN;
        private long nonfinite;
        private long repeatedSteps;
        private long backwardSteps;

        Tally(String tag, Role role) {
            this.tag = tag;
            this.role = role;
        }

        void add(long step, double value) {
            if (!hasSteps) {
                hasSteps = true;
                firstStep = step;
            } else if (step == lastStep) {
                repeatedSteps++;
            } else if (step < lastStep) {
                backwardSteps++;
            }
            lastStep = step;
            add(value);
        }

        void add(double value) {
            count++;
            if (!Double.isFinite(value)) {
                nonfinite++;
                return;
            }
            if (count - nonfinite == 1) {
                first = value;
                min = value;
                max = value;
            } else if (value < min) {
                min = value;
            } else if (value > max) {
                max = value;
            }
            last = value;
        }

        SeriesSummary summary() {
            return new SeriesSummary(
                    tag,
                    role,
                    count,
                    firstStep,
                    lastStep,
                    first,
                    last,
                    min,
                    max,
                    nonfinite,
                    repeatedSteps,
                    backwardSteps,
                    hasSteps);
        }
    }
}
