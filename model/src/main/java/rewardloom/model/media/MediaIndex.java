package rewardloom.model.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/** What the runs of a study logged beside numbers, by tag, run and step. Histograms are listed here without their counts. Immutable. */
public final class MediaIndex {
    private final Map<Tag, Map<String, List<MediaItem>>> byTag;

    private MediaIndex(Map<Tag, Map<String, List<MediaItem>>> byTag) {
        this.byTag = byTag;
    }

    /** A name under which something was logged. Two types of things may share one. */
    public record Tag(String name, MediaItem.Type type) {}

    /**
     * Reads what there is; the rows of one step stay in the order in which they were written.
     *
     * @throws java.io.UncheckedIOException if a table cannot be read
     */
    public static MediaIndex read(Tables tables) {
        List<Table> media = tables.list(Kind.MEDIA);
        List<Columns> columns = tables.columns(media, List.of("tag", "step", "wall_time", "type", "text", "file"));
        Map<Tag, Map<String, List<MediaItem>>> byTag = new LinkedHashMap<>();
        for (int t = 0; t < media.size(); t++) {
            String run = RunColors.runOf(media.get(t)).name();
            for (MediaItem item : items(run, columns.get(t))) {
                byTag.computeIfAbsent(new Tag(item.tag(), item.type()), k -> new TreeMap<>())
                        .computeIfAbsent(run, r -> new ArrayList<>())
                        .add(item);
            }
        }
        byTag.values()
                .forEach(runs -> runs.values().forEach(own -> own.sort((a, b) -> Long.compare(a.step(), b.step()))));
        return new MediaIndex(byTag);
    }

    private static List<MediaItem> items(String run, Columns columns) {
        Values tags = columns.get("tag");
        Values types = columns.get("type");
        Values texts = columns.get("text");
        Values files = columns.get("file");
        long[] steps = columns.longs("step");
        double[] seconds = columns.doubles("wall_time");
        List<MediaItem> items = new ArrayList<>();
        for (int i = 0; i < columns.rows(); i++) {
            Optional<MediaItem.Type> type = MediaItem.Type.of(types.text(i));
            if (type.isPresent()) {
                items.add(new MediaItem(
                        run, tags.text(i), steps[i], seconds[i], type.get(), texts.text(i), files.text(i)));
            }
        }
        return items;
    }

    public boolean isEmpty() {
        return byTag.isEmpty();
    }

    /** The tags in the order in which they were first logged. */
    public List<Tag> tags() {
        return List.copyOf(byTag.keySet());
    }

    /** The runs that logged something under a tag, by name. */
    public List<String> runs(Tag tag) {
        return List.copyOf(byTag.getOrDefault(tag, Map.of()).keySet());
    }

    /** Number of things under a tag. */
    public int count(Tag tag) {
        return byTag.getOrDefault(tag, Map.of()).values().stream()
                .mapToInt(List::size)
                .sum();
    }

    /** The different steps at which any of some runs logged something under a tag, ascending. */
    public long[] steps(Tag tag, List<String> runs) {
        return runs.stream()
                .flatMap(run -> byTag.getOrDefault(tag, Map.of()).getOrDefault(run, List.of()).stream())
                .mapToLong(MediaItem::step)
                .sorted()
                .distinct()
                .toArray();
    }

    /** What a run had logged last at a step: everything of the last step that is not later; nothing before its first. */
    public List<MediaItem> at(Tag tag, String run, long step) {
        List<MediaItem> own = byTag.getOrDefault(tag, Map.of()).getOrDefault(run, List.of());
        long[] steps = own.stream().mapToLong(MediaItem::step).toArray();
        int after = Arrays.binarySearch(steps, step);
        int end = after < 0 ? -after - 1 : after + 1;
        while (after >= 0 && end < steps.length && steps[end] == step) {
            end++;
        }
        int begin = end;
        while (begin > 0 && steps[begin - 1] == steps[end - 1]) {
            begin--;
        }
        return own.subList(begin, end);
    }
}
