package rewardloom.viewers.chart;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Names of runs without the folders that all of them share, before and after what tells them apart: of {@code logs/ppo/run} and
 * {@code logs/sac/run} only {@code ppo} and {@code sac} are worth the room. Names without folders stay as they are.
 */
final class ShortNames {
    private final Map<String, String> names = new HashMap<>();

    ShortNames(Collection<String> all) {
        List<String[]> paths = all.stream()
                .distinct()
                .filter(n -> n.contains("/") && !n.contains(" / "))
                .map(n -> n.split("/", -1))
                .toList();
        if (paths.size() < 2) {
            return;
        }
        int before = shared(paths, true, 0);
        int after = shared(paths, false, before);
        for (String[] path : paths) {
            names.put(
                    String.join("/", path), String.join("/", Arrays.asList(path).subList(before, path.length - after)));
        }
        HashSet<String> distinct = new HashSet<>();
        if (!all.stream().distinct().map(this::of).allMatch(n -> !n.isBlank() && distinct.add(n))) {
            names.clear();
        }
    }

    /** What is shown of a name. */
    String of(String name) {
        return names.getOrDefault(name, name);
    }

    /** How many folders all paths begin or end with; one at least is left of each. */
    private static int shared(List<String[]> paths, boolean first, int taken) {
        int shortest = paths.stream().mapToInt(p -> p.length).min().orElse(0);
        int count = 0;
        while (count + taken < shortest - 1) {
            int at = count;
            if (paths.stream()
                            .map(p -> p[first ? at : p.length - 1 - at])
                            .distinct()
                            .count()
                    > 1) {
                break;
            }
            count++;
        }
        return count;
    }
}
