package rewardloom.model.input;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import rewardloom.model.table.Values;

/**
 * A set of items in each row.
 *
 * @param rows codes of the items in each row, each once
 * @param names name of each item by code
 */
public record ItemSets(int[][] rows, List<String> names) {
    private static final Pattern BETWEEN = Pattern.compile("[;,|\\n]+");
    private static final Pattern AROUND = Pattern.compile("^[\\[({\\s]+|[\\])}\\s]+$");

    public ItemSets {
        names = List.copyOf(names);
    }

    /** The items of a column: the elements of lists, what stands between , ; or | in texts, or the one number of each row. */
    public static ItemSets of(Rows rows, String key) {
        Map<String, Integer> codes = new LinkedHashMap<>();
        int[][] sets = new int[rows.size()][];
        boolean isNumber = rows.isNumber(key);
        double[] numbers = isNumber ? rows.numbers(key) : new double[0];
        for (int i = 0; i < sets.length; i++) {
            List<String> items = isNumber ? number(numbers[i]) : items(rows.texts(key), i);
            sets[i] = items.stream()
                    .mapToInt(item -> codes.computeIfAbsent(item, k -> codes.size()))
                    .distinct()
                    .toArray();
        }
        return new ItemSets(sets, List.copyOf(codes.keySet()));
    }

    private static List<String> items(Values values, int row) {
        List<String> items = new ArrayList<>();
        switch (values) {
            case Values.TextLists lists -> {
                for (int i = lists.offsets()[row]; i < lists.offsets()[row + 1]; i++) {
                    items.add(lists.flat().text(i));
                }
            }
            case Values.DoubleLists lists -> {
                for (int i = lists.offsets()[row]; i < lists.offsets()[row + 1]; i++) {
                    items.addAll(number(lists.flat()[i]));
                }
            }
            default ->
                Arrays.stream(BETWEEN.split(AROUND.matcher(values.text(row)).replaceAll("")))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .forEach(items::add);
        }
        return items;
    }

    private static List<String> number(double value) {
        return Double.isNaN(value) ? List.of() : List.of(Rows.name(value));
    }

    public int size() {
        return rows.length;
    }
}
