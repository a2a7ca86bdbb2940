package rewardloom.model.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts parts of a column, such as those of several batches, together into one. */
public final class ValuesJoin {
    private ValuesJoin() {}

    /**
     * One column with the cells of all parts, in order.
     *
     * @param type type of the column
     * @param parts the parts, each of that type
     * @throws IllegalArgumentException if a part has another type
     */
    public static Values join(ColumnType type, List<? extends Values> parts) {
        for (Values part : parts) {
            if (part.type() != type) {
                throw new IllegalArgumentException(
                        "a part of a " + type.id() + " column is " + part.type().id());
            }
        }
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        return switch (type) {
            case INT64 -> longs(cast(parts, Values.Longs.class));
            case FLOAT64 -> doubles(cast(parts, Values.Doubles.class));
            case BOOL -> bools(cast(parts, Values.Bools.class));
            case TEXT -> texts(cast(parts, Values.Texts.class));
            case FLOAT64_LIST -> doubleLists(cast(parts, Values.DoubleLists.class));
            case TEXT_LIST -> textLists(cast(parts, Values.TextLists.class));
        };
    }

    private static <T extends Values> List<T> cast(List<? extends Values> parts, Class<T> type) {
        return parts.stream().map(type::cast).toList();
    }

    private static int size(List<? extends Values> parts) {
        return Math.toIntExact(parts.stream().mapToLong(Values::size).sum());
    }

    private static @Nullable BitSet missing(List<? extends Values> parts) {
        BitSet all = new BitSet();
        int at = 0;
        for (Values part : parts) {
            for (int row = 0; row < part.size(); row++) {
                if (part.isMissing(row)) {
                    all.set(at + row);
                }
            }
            at += part.size();
        }
        return all.isEmpty() ? null : all;
    }

    private static Values.Longs longs(List<Values.Longs> parts) {
        long[] all = new long[size(parts)];
        int at = 0;
        for (Values.Longs part : parts) {
            System.arraycopy(part.values(), 0, all, at, part.size());
            at += part.size();
        }
        return new Values.Longs(all, missing(parts));
    }

    private static Values.Doubles doubles(List<Values.Doubles> parts) {
        double[] all = new double[size(parts)];
        int at = 0;
        for (Values.Doubles part : parts) {
            System.arraycopy(part.values(), 0, all, at, part.size());
            at += part.size();
        }
        return new Values.Doubles(all, missing(parts));
    }

    private static Values.Bools bools(List<Values.Bools> parts) {
        boolean[] all = new boolean[size(parts)];
        int at = 0;
        for (Values.Bools part : parts) {
            System.arraycopy(part.values(), 0, all, at, part.size());
            at += part.size();
        }
        return new Values.Bools(all, missing(parts));
    }

    /** The same texts with a dictionary that holds no more than them. */
    public static Values.Texts compact(Values.Texts texts) {
        return texts(List.of(texts));
    }

    private static Values.Texts texts(List<Values.Texts> parts) {
        int[] codes = new int[size(parts)];
        Map<String, Integer> codeOf = new HashMap<>();
        List<String> dictionary = new ArrayList<>();
        int at = 0;
        for (Values.Texts part : parts) {
            int[] translated = new int[part.dictionary().size()];
            Arrays.fill(translated, -1);
            for (int code : part.codes()) {
                if (code >= 0 && translated[code] < 0) {
                    translated[code] = codeOf.computeIfAbsent(part.dictionary().get(code), text -> {
                        dictionary.add(text);
                        return dictionary.size() - 1;
                    });
                }
                codes[at++] = code < 0 ? -1 : translated[code];
            }
        }
        return new Values.Texts(codes, dictionary);
    }

    private static Values.DoubleLists doubleLists(List<Values.DoubleLists> parts) {
        int[] offsets = new int[size(parts) + 1];
        int elements = parts.stream()
                .mapToInt(p -> p.offsets()[p.size()] - p.offsets()[0])
                .sum();
        double[] flat = new double[elements];
        int at = 0;
        int row = 0;
        for (Values.DoubleLists part : parts) {
            int from = part.offsets()[0];
            int length = part.offsets()[part.size()] - from;
            System.arraycopy(part.flat(), from, flat, at, length);
            for (int i = 1; i <= part.size(); i++) {
                offsets[++row] = at + part.offsets()[i] - from;
            }
            at += length;
        }
        return new Values.DoubleLists(flat, offsets);
    }

    private static Values.TextLists textLists(List<Values.TextLists> parts) {
        int[] offsets = new int[size(parts) + 1];
        List<Values.Texts> flats = new ArrayList<>();
        int at = 0;
        int row = 0;
        for (Values.TextLists part : parts) {
            int from = part.offsets()[0];
            int to = part.offsets()[part.size()];
            flats.add(new Values.Texts(
                    Arrays.copyOfRange(part.flat().codes(), from, to),
                    part.flat().dictionary()));
            for (int i = 1; i <= part.size(); i++) {
                offsets[++row] = at + part.offsets()[i] - from;
            }
            at += to - from;
        }
        return new Values.TextLists(texts(flats), offsets);
    }
}
