package rewardloom.model.dashboard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Tags in the groups that their names make: {@code rewards/format} and {@code rewards/answer} are of the group {@code rewards}. */
public final class TagGroups {
    private TagGroups() {}

    /** The tags by the part of their names before the last slash; the group of those without one is the empty string and comes first. */
    public static Map<String, List<String>> of(Collection<String> tags) {
        Map<String, List<String>> groups = new TreeMap<>();
        for (String tag : tags) {
            groups.computeIfAbsent(group(tag), g -> new ArrayList<>()).add(tag);
        }
        return new LinkedHashMap<>(groups);
    }

    /** The group of a tag. */
    public static String group(String tag) {
        int slash = tag.lastIndexOf('/');
        return slash < 0 ? "" : tag.substring(0, slash);
    }

    /** A regular expression for all tags of a group, also for those that are logged later. */
    public static String pattern(String group) {
        return group.isEmpty() ? "^[^/]*$" : "^" + escaped(group) + "/[^/]*$";
    }

    private static String escaped(String text) {
        return text.replaceAll("[.\\\\+*?\\[\\](){}|^$,]", ".");
    }

    /** A chart for each group of tags; the only tag of a group has a chart of its own. */
    public static List<DashboardChart> charts(Collection<String> tags) {
        List<DashboardChart> charts = new ArrayList<>();
        of(tags).forEach((group, own) -> charts.add(
                own.size() == 1
                        ? DashboardChart.curve(own.getFirst())
                        : DashboardChart.together(group.isEmpty() ? "Other metrics" : group, pattern(group))));
        return charts;
    }

    /** The tags that a text finds: those that contain all its words, in any case; or, if that finds none, those that it finds as a regular expression. */
    public static List<String> find(Collection<String> tags, String text) {
        String[] words = text.toLowerCase(Locale.ROOT).strip().split("\\s+");
        List<String> found = tags.stream()
                .filter(tag -> {
                    String lower = tag.toLowerCase(Locale.ROOT);
                    for (String word : words) {
                        if (!lower.contains(word)) {
                            return false;
                        }
                    }
                    return true;
                })
                .toList();
        if (!found.isEmpty() || text.isBlank()) {
            return found;
        }
        try {
            Pattern pattern = Pattern.compile(text.strip());
            return tags.stream().filter(t -> pattern.matcher(t).find()).toList();
        } catch (PatternSyntaxException e) {
            return List.of();
        }
    }
}
