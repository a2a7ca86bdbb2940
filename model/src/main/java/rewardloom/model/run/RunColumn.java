package rewardloom.model.run;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table of runs.
 *
 * @param name unique in its table
 * @param source where its values are from
 * @param numbers value of each run as a number, NaN where there is none
 * @param texts value of each run as text, null where there is none or where only the number is known
 */
public record RunColumn(
        String name,
        Source source,
        double[] numbers,
        @Nullable String[] texts) {
    /** A column of positive numbers that spans more than this is better looked at on a logarithmic scale. */
    private static final double WIDE = 20;

    private static final int MOST_GRID = 8;

    /** Where values are from. */
    public enum Source {
        /** The run itself: its name, group, seed and length. */
        RUN,
        /** What it was called with. */
        SETTING,
        /** What it logged. */
        METRIC,
        /** A formula over other columns. */
        FORMULA
    }

    static RunColumn ofNumbers(String name, Source source, double[] numbers) {
        return new RunColumn(name, source, numbers, new String[numbers.length]);
    }

    static RunColumn ofTexts(String name, Source source, @Nullable String[] texts) {
        double[] numbers = new double[texts.length];
        Arrays.fill(numbers, Double.NaN);
        return new RunColumn(name, source, numbers, texts);
    }

    public int size() {
        return numbers.length;
    }

    /** Whether a run has no value. */
    public boolean isMissing(int row) {
        return Double.isNaN(numbers[row]) && texts[row] == null;
    }

    /** Whether every value that is there is a number, and there is one. */
    public boolean isNumeric() {
        boolean any = false;
        for (int i = 0; i < numbers.length; i++) {
            if (Double.isNaN(numbers[i]) && texts[i] != null) {
                return false;
            }
            any |= !Double.isNaN(numbers[i]);
        }
        return any;
    }

    /** What a run has, for people and for telling runs apart; the empty string for nothing. */
    public String shown(int row) {
        String text = texts[row];
        if (text != null) {
            return text;
        }
        double number = numbers[row];
        return Double.isNaN(number)
                ? ""
                : number == Math.rint(number) && Math.abs(number) < 1e15
                        ? Long.toString((long) number)
                        : Double.toString(number);
    }

    /** The cell of a result table: a number, a text, or null. */
    @Nullable
    Object cell(int row) {
        if (Double.isFinite(numbers[row])) {
            double number = numbers[row];
            boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
            return whole && source != Source.METRIC && source != Source.FORMULA
                    ? (Object) (long) number
                    : (Object) number;
        }
        return texts[row];
    }

    /** The finite numbers. */
    double[] finite() {
        return Arrays.stream(numbers).filter(Double::isFinite).toArray();
    }

    /** The different values in order: numbers by size, texts by letters. */
    public List<String> values() {
        TreeMap<String, Boolean> texts = new TreeMap<>();
        if (isNumeric()) {
            TreeMap<Double, String> byNumber = new TreeMap<>();
            for (int i = 0; i < size(); i++) {
                if (!isMissing(i)) {
                    byNumber.putIfAbsent(numbers[i], shown(i));
                }
            }
            return List.copyOf(byNumber.values());
        }
        for (int i = 0; i < size(); i++) {
            if (!isMissing(i)) {
                texts.put(shown(i), true);
            }
        }
        return List.copyOf(texts.keySet());
    }

    /** Whether it has few values that come again: they stand beside one another like names. */
    boolean isGrid() {
        int values = values().size();
        return values < size() && (!isNumeric() || (source == Source.SETTING && values <= MOST_GRID));
    }

    /** Whether a logarithmic scale suits it. */
    public boolean isWide() {
        double[] finite = finite();
        double low = Arrays.stream(finite).min().orElse(0);
        return low > 0 && Arrays.stream(finite).max().orElse(0) / low > WIDE && source == Source.SETTING;
    }

    /** The same column of some runs. */
    RunColumn pick(int[] rows) {
        double[] pickedNumbers = new double[rows.length];
        @Nullable String[] pickedTexts = new String[rows.length];
        for (int i = 0; i < rows.length; i++) {
            pickedNumbers[i] = numbers[rows[i]];
            pickedTexts[i] = texts[rows[i]];
        }
        return new RunColumn(name, source, pickedNumbers, pickedTexts);
    }

    /** By size or by letters, numbers before texts; what is missing comes last, whatever the direction. */
    int compare(int a, int b, boolean descending) {
        if (isMissing(a) || isMissing(b)) {
            return Boolean.compare(isMissing(a), isMissing(b));
        }
        double x = numbers[a];
        double y = numbers[b];
        int order;
        if (Double.isNaN(x) || Double.isNaN(y)) {
            boolean texts = Double.isNaN(x) && Double.isNaN(y);
            order = texts ? shown(a).compareTo(shown(b)) : Boolean.compare(Double.isNaN(x), Double.isNaN(y));
        } else {
            order = Double.compare(x, y);
        }
        return descending ? -order : order;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RunColumn c
                && name.equals(c.name)
                && source == c.source
                && Arrays.equals(numbers, c.numbers)
                && Arrays.equals(texts, c.texts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, source, Arrays.hashCode(numbers), Arrays.hashCode(texts));
    }

    @Override
    public String toString() {
        return name + " (" + source + ", " + size() + " runs)";
    }
}
