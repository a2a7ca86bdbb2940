package rewardloom.importers.column;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A setting of a run as a file nests it, whatever language the file is written in. */
public sealed interface Setting {

    /**
     * Several settings by their names.
     *
     * @param entries in the order of the file
     */
    record Group(Map<String, Setting> entries) implements Setting {
        public Group {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    /** A list. */
    record Items(List<Setting> items) implements Setting {
        public Items {
            items = List.copyOf(items);
        }
    }

    /**
     * A text, a number, a truth value or nothing.
     *
     * @param text as it was written
     */
    record Leaf(String text) implements Setting {}

    /**
     * The setting on one line: lists in brackets, groups in braces.
     *
     * @param longest most characters; what is longer is cut and ends with an ellipsis
     */
    default String line(int longest) {
        StringBuilder line = new StringBuilder();
        boolean whole = append(this, line, longest);
        if (!whole || line.length() > longest) {
            line.setLength(Math.min(line.length(), longest));
            line.append('…');
        }
        return line.toString();
    }

    /** Whether all of it was appended. */
    private static boolean append(Setting setting, StringBuilder line, int longest) {
        if (line.length() > longest) {
            return false;
        }
        return switch (setting) {
            case Leaf leaf -> {
                line.append(leaf.text);
                yield true;
            }
            case Items list -> {
                line.append('[');
                boolean whole = true;
                for (Iterator<Setting> all = list.items.iterator(); whole && all.hasNext(); ) {
                    whole = append(all.next(), line, longest);
                    line.append(all.hasNext() ? ", " : "");
                }
                line.append(']');
                yield whole;
            }
            case Group group -> {
                line.append('{');
                boolean whole = true;
                for (Iterator<Map.Entry<String, Setting>> all =
                                group.entries.entrySet().iterator();
                        whole && all.hasNext(); ) {
                    Map.Entry<String, Setting> entry = all.next();
                    line.append(entry.getKey()).append(": ");
                    whole = append(entry.getValue(), line, longest);
                    line.append(all.hasNext() ? ", " : "");
                }
                line.append('}');
                yield whole;
            }
        };
    }
}
