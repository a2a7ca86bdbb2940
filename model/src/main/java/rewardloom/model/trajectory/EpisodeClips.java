package rewardloom.model.trajectory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/**
 * Finds the clip of an episode among the clips that lie beside trajectories. One belongs to an episode when it is of the same run and its
 * name ends with the episode's number; or when the table holds that episode alone and the paths of both files have the same numbers in the
 * same order, such as {@code episodes/300000/benchmark_1.npz} and {@code renders/300000/1.mp4}. Where several do, as with several cameras,
 * the first by name is taken.
 */
final class EpisodeClips {
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    /** Clips with many episodes in a row, whose names say nothing about one. */
    private static final Pattern MANY = Pattern.compile("(?i)(?:.*[/\\\\])?file[-_]\\d+\\.\\w+");

    private final List<Clip> clips;

    private EpisodeClips(List<Clip> clips) {
        this.clips = clips;
    }

    /**
     * A clip.
     *
     * @param run the run that it was imported with
     * @param tag its camera or folder
     * @param number the number in its name
     * @param path the file that it came from
     * @param media its name below the study's folder of media
     */
    private record Clip(String run, String tag, long number, String path, String media) {}

    /** The clips of a study. */
    static EpisodeClips of(Tables tables) {
        List<Clip> clips = new ArrayList<>();
        for (Table table : tables.list(Kind.MEDIA)) {
            if (!MANY.matcher(table.provenance().file()).matches()) {
                add(clips, tables, table);
            }
        }
        clips.sort(Comparator.comparing(Clip::tag).thenComparing(Clip::path));
        return new EpisodeClips(clips);
    }

    private static void add(List<Clip> clips, Tables tables, Table table) {
        Optional<Column> file = table.column(RoleType.FRAME);
        Optional<Column> tag = table.column(RoleType.TAG);
        Optional<Column> step = table.column(RoleType.STEP);
        Optional<Column> type =
                table.columns().stream().filter(c -> c.name().equals("type")).findFirst();
        if (file.isEmpty() || tag.isEmpty() || step.isEmpty() || type.isEmpty()) {
            return;
        }
        String[] names = {
            file.get().name(), tag.get().name(), step.get().name(), type.get().name()
        };
        Columns columns = tables.columns(table, List.of(names));
        Values types = columns.get(names[3]);
        double[] steps = columns.doubles(names[2]);
        for (int row = 0; row < columns.rows(); row++) {
            String media = columns.get(names[0]).text(row);
            if ("video".equals(types.text(row)) && !media.isEmpty()) {
                clips.add(new Clip(
                        table.run(),
                        columns.get(names[1]).text(row),
                        Math.round(steps[row]),
                        table.provenance().file(),
                        media));
            }
        }
    }

    /**
     * Name of an episode's clip below the study's folder of media.
     *
     * @param alone whether its table holds no other episode
     */
    Optional<String> find(Episode episode, boolean alone) {
        Table table = episode.table();
        Optional<Clip> named = clips.stream()
                .filter(c -> c.number() == episode.id())
                .filter(c -> c.run().equals(episode.run()) || c.run().equals(table.run()))
                .findFirst();
        List<Long> wanted = numbers(table.provenance().file());
        return named.or(() -> alone && !wanted.isEmpty()
                        ? clips.stream()
                                .filter(c -> numbers(c.path()).equals(wanted))
                                .findFirst()
                        : Optional.empty())
                .map(Clip::media);
    }

    /** The numbers in a path but for that in the ending of a name, such as {@code .mp4}. */
    private static List<Long> numbers(String path) {
        return NUMBER.matcher(path.replaceFirst("\\.\\w+$", ""))
                .results()
                .map(MatchResult::group)
                .filter(digits -> digits.length() < 18)
                .map(Long::valueOf)
                .toList();
    }
}
