package rewardloom.model.rollout;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import rewardloom.model.table.Values;

/**
 * Rows with equal keys, side by side: without an object for each row.
 *
 * @param rows row numbers, group after group, in their own order within each
 * @param starts where each group starts in {@code rows}; the last entry is the end
 */
public record Grouping(int[] rows, int[] starts) {

    /** Number of groups. */
    public int size() {
        return starts.length - 1;
    }

    /** Rows of one group. */
    public int[] rowsOf(int group) {
        return Arrays.copyOfRange(rows, starts[group], starts[group + 1]);
    }

    public int sizeOf(int group) {
        return starts[group + 1] - starts[group];
    }

    /**
     * Groups rows by dense codes.
     *
     * @param codes a code from 0 for each row, negative for rows in no group
     * @param groups one more than the largest code
     */
    public static Grouping of(int[] codes, int groups) {
        int[] starts = new int[groups + 1];
        for (int code : codes) {
            if (code >= 0) {
                starts[code + 1]++;
            }
        }
        for (int g = 0; g < groups; g++) {
            starts[g + 1] += starts[g];
        }
        int[] next = Arrays.copyOf(starts, groups);
        int[] rows = new int[starts[groups]];
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] >= 0) {
                rows[next[codes[row]]++] = row;
            }
        }
        return new Grouping(rows, starts);
    }

    /** Dense codes of keys in the order in which they first occur, and their number. */
    public record Codes(int[] codes, int count) {

        /** The codes of cells; missing cells have −1. */
        public static Codes of(Values keys) {
            int[] codes = new int[keys.size()];
            if (keys instanceof Values.Texts texts) {
                int[] dense = new int[texts.dictionary().size()];
                Arrays.fill(dense, -1);
                int count = 0;
                for (int row = 0; row < codes.length; row++) {
                    int code = texts.codes()[row];
                    if (code >= 0 && dense[code] < 0) {
                        dense[code] = count++;
                    }
                    codes[row] = code < 0 ? -1 : dense[code];
                }
                return new Codes(codes, count);
            }
            Map<Double, Integer> known = new HashMap<>();
            double last = Double.NaN;
            int lastCode = -1;
            for (int row = 0; row < codes.length; row++) {
                double key = keys.number(row);
                if (Double.isNaN(key)) {
                    codes[row] = -1;
                    continue;
                }
                // Pools are usually written prompt after prompt: then the map is asked once for each prompt.
                if (key != last) {
                    Integer code = known.putIfAbsent(key, known.size());
                    lastCode = code == null ? known.size() - 1 : code;
                    last = key;
                }
                codes[row] = lastCode;
            }
            return new Codes(codes, known.size());
        }

        /** The codes of pairs of keys: rows are together when both are. */
        public Codes with(Codes other) {
            int[] joint = new int[codes.length];
            Map<Long, Integer> known = new HashMap<>();
            for (int row = 0; row < joint.length; row++) {
                if (codes[row] < 0 || other.codes[row] < 0) {
                    joint[row] = -1;
                } else {
                    long key = (long) codes[row] * other.count + other.codes[row];
                    Integer code = known.putIfAbsent(key, known.size());
                    joint[row] = code == null ? known.size() - 1 : code;
                }
            }
            return new Codes(joint, known.size());
        }

        public Grouping grouping() {
            return Grouping.of(codes, count);
        }
    }
}
