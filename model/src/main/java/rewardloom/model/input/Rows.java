package rewardloom.model.input;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RunName;
import rewardloom.model.table.Series;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/** The rows of one table, or the steps at which one run logged, with the columns an analysis asked for by its own names. */
public final class Rows {
    /** Where the step of logged metrics is found. */
    public static final String STEP = "step";

    private final Table table;
    private final int size;
    private final Map<String, double[]> numbers;
    private final Map<String, Values> texts;

    private Rows(Table table, int size, Map<String, double[]> numbers, Map<String, Values> texts) {
        this.table = table;
        this.size = size;
        this.numbers = numbers;
        this.texts = texts;
    }

    /** Reads the columns of a match; metrics are joined at the steps of the first wish, with {@link #STEP} added. */
    public static Rows read(Tables tables, Search.Match match) {
        return match.table().kind() == Kind.METRICS ? metrics(tables, match) : columns(tables, match);
    }

    /** Reads all matches, with progress from 0 to {@code share}. */
    public static List<Rows> readAll(Tables tables, List<Search.Match> matches, Progress progress, double share) {
        List<Rows> all = new ArrayList<>();
        for (Search.Match match : matches) {
            progress.checkCancelled();
            progress.update("reading " + match.table().name(), share * all.size() / matches.size());
            all.add(read(tables, match));
        }
        return all;
    }

    private static Rows columns(Tables tables, Search.Match match) {
        Columns columns = tables.columns(
                match.table(), match.names().values().stream().distinct().toList());
        Map<String, double[]> numbers = new LinkedHashMap<>();
        Map<String, Values> texts = new LinkedHashMap<>();
        match.names().forEach((key, name) -> {
            Values values = columns.get(name);
            if (values.type().isNumeric()) {
                numbers.put(key, columns.doubles(name));
            } else {
                texts.put(key, values);
            }
        });
        return new Rows(match.table(), columns.rows(), numbers, texts);
    }

    private static Rows metrics(Tables tables, Search.Match match) {
        Map<String, double[]> numbers = new LinkedHashMap<>();
        long[] steps = new long[0];
        boolean first = true;
        for (Map.Entry<String, String> wish : match.names().entrySet()) {
            Series series = tables.series(match.table(), wish.getValue());
            if (first) {
                steps = series.steps();
                first = false;
            }
            numbers.put(wish.getKey(), at(steps, series));
        }
        numbers.putIfAbsent(STEP, Arrays.stream(steps).asDoubleStream().toArray());
        return new Rows(match.table(), steps.length, numbers, Map.of());
    }

    /** The values of a series at the steps of another: its last value at each step, NaN where it has none. */
    private static double[] at(long[] steps, Series series) {
        if (Arrays.equals(steps, series.steps())) {
            return series.values();
        }
        Map<Long, Double> byStep = new HashMap<>(2 * series.size());
        for (int i = 0; i < series.size(); i++) {
            byStep.put(series.steps()[i], series.values()[i]);
        }
        return Arrays.stream(steps)
                .mapToDouble(s -> byStep.getOrDefault(s, Double.NaN))
                .toArray();
    }

    public Table table() {
        return table;
    }

    /** The run they belong to. */
    public RunName run() {
        return RunColors.runOf(table);
    }

    public int size() {
        return size;
    }

    /** Whether a column holds one number in each row. */
    public boolean isNumber(String key) {
        return numbers.containsKey(key);
    }

    public boolean has(String key) {
        return numbers.containsKey(key) || texts.containsKey(key);
    }

    /**
     * The numbers of a column; do not write to the array.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    public double[] numbers(String key) {
        double[] values = numbers.get(key);
        if (values == null) {
            throw new IllegalArgumentException("there are no numbers called '" + key + "'");
        }
        return values;
    }

    /** The numbers of a column, or the same number in every row if there is no such column. */
    public double[] numbers(String key, double otherwise) {
        double[] values = numbers.get(key);
        if (values != null) {
            return values;
        }
        double[] constant = new double[size];
        Arrays.fill(constant, otherwise);
        return constant;
    }

    /**
     * The texts or lists of a column.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    public Values texts(String key) {
        Values values = texts.get(key);
        if (values == null) {
            throw new IllegalArgumentException("there are no texts called '" + key + "'");
        }
        return values;
    }

    /** What tells rows apart by a column of texts or numbers: a number from 0 on for each distinct value, by first appearance. */
    public Groups groups(String key) {
        Values values = texts.get(key);
        Map<Object, Integer> codes = new LinkedHashMap<>();
        int[] codeOf = new int[size];
        double[] column = values == null ? numbers(key) : new double[0];
        for (int i = 0; i < size; i++) {
            Object value = values == null ? (Object) column[i] : values.text(i);
            codeOf[i] = codes.computeIfAbsent(value, v -> codes.size());
        }
        List<String> names = codes.keySet().stream().map(Rows::name).toList();
        return new Groups(codeOf, names);
    }

    /** What a number or text is called; whole numbers have no point. */
    static String name(Object value) {
        if (value instanceof Double number && number.isNaN()) {
            return "unknown";
        }
        return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString(number.longValue())
                : value.toString();
    }

    /**
     * Rows told apart.
     *
     * @param codes the group of each row
     * @param names the name of each group
     */
    public record Groups(int[] codes, List<String> names) {

        /** The rows of each group, in order. */
        public List<int[]> rows() {
            int[] counts = new int[names.size()];
            for (int code : codes) {
                counts[code]++;
            }
            int[][] rows = new int[names.size()][];
            for (int g = 0; g < rows.length; g++) {
                rows[g] = new int[counts[g]];
            }
            int[] next = new int[rows.length];
            for (int i = 0; i < codes.length; i++) {
                rows[codes[i]][next[codes[i]]++] = i;
            }
            return List.of(rows);
        }
    }
}
