package rewardloom.importers.pickle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers in rows: an array of NumPy, or lists of numbers. */
interface Numbers {
    /** Lists of lists of numbers are the most that is looked into. */
    int DEEPEST = 2;

    int rows();

    int width();

    double get(int row, int column);

    /** Whether all of them are whole by their type. */
    boolean isWhole();

    /** Whether a row is one number. */
    boolean isSeries();

    /** What a value holds in rows, or null if it is no such numbers. */
    static @Nullable Numbers of(@Nullable Object value) {
        return of(value, 0);
    }

    private static @Nullable Numbers of(@Nullable Object value, int depth) {
        return switch (value) {
            case NumberArray array when array.isNumeric() && array.dimensions() > 0 -> new Array(array);
            case NumberArray array when array.objects() != null && depth < DEEPEST -> of(array.objects(), depth + 1);
            case List<?> list when !list.isEmpty() -> list(list, depth);
            case null, default -> null;
        };
    }

    private static @Nullable Numbers list(List<?> list, int depth) {
        if (list.stream().allMatch(Numbers::isNumber)) {
            return new Flat(list);
        }
        // Lists may hold themselves.
        if (depth >= DEEPEST) {
            return null;
        }
        List<@Nullable Numbers> rows = list.stream()
                .map(row -> row instanceof NumberArray array && array.dimensions() == 0 ? null : of(row, depth + 1))
                .toList();
        Numbers first = rows.getFirst();
        if (first == null
                || !first.isSeries()
                || rows.stream().anyMatch(r -> r == null || !r.isSeries() || r.rows() != first.rows())) {
            return null;
        }
        return new Nested(rows, first.rows());
    }

    private static boolean isNumber(@Nullable Object value) {
        return value instanceof Number
                || value instanceof Boolean
                || (value instanceof NumberArray array
                        && array.isNumeric()
                        && array.rows() * (long) array.width() == 1);
    }

    private static double number(@Nullable Object value) {
        return switch (value) {
            case Number number -> number.doubleValue();
            case Boolean truth -> truth ? 1 : 0;
            case NumberArray array -> array.get(0, 0);
            case null, default -> Double.NaN;
        };
    }

    /** An array. */
    record Array(NumberArray array) implements Numbers {
        @Override
        public int rows() {
            return array.rows();
        }

        @Override
        public int width() {
            return array.width();
        }

        @Override
        public double get(int row, int column) {
            return array.get(row, column);
        }

        @Override
        public boolean isWhole() {
            return array.isWhole();
        }

        @Override
        public boolean isSeries() {
            return array.dimensions() == 1;
        }
    }

    /** A list of numbers. */
    record Flat(List<?> list) implements Numbers {
        @Override
        public int rows() {
            return list.size();
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public double get(int row, int column) {
            return number(list.get(row));
        }

        @Override
        public boolean isWhole() {
            return list.stream().allMatch(v -> v instanceof Long);
        }

        @Override
        public boolean isSeries() {
            return true;
        }
    }

    /** A list of series of equal length. */
    record Nested(List<@Nullable Numbers> list, int width) implements Numbers {
        @Override
        public int rows() {
            return list.size();
        }

        @Override
        public double get(int row, int column) {
            Numbers numbers = list.get(row);
            return numbers == null ? Double.NaN : numbers.get(column, 0);
        }

        @Override
        public boolean isWhole() {
            return list.stream().allMatch(n -> n != null && n.isWhole());
        }

        @Override
        public boolean isSeries() {
            return false;
        }
    }
}
