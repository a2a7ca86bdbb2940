package rewardloom.model.moment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;
import rewardloom.model.trajectory.Episode;
import rewardloom.model.trajectory.EpisodeIndex;

/**
 * The times in training at which a study has episodes or responses. Responses say their step. Of episodes it is taken from a column with
 * the role {@code step} that goes on from episode to episode, else from a checkpoint's number in the path of their file, such as
 * {@code episodes/300000/benchmark_1.npz} or {@code step_300000.hdf5}; else it is not known.
 */
public final class Moments {
    private static final Pattern CHECKPOINT = Pattern.compile(
            "(?i)(?:^|[/\\\\._-])(?:step|iter|iteration|ckpt|checkpoint|epoch)s?[-_ ]?(\\d{1,12})(?![\\d.]*\\d)"
                    + "|(?:^|[/\\\\])(?!(?:19|20)\\d\\d[/\\\\])(\\d{3,12})(?=[/\\\\])");

    private final List<Moment> all;

    private Moments(List<Moment> all) {
        this.all = List.copyOf(all);
    }

    /** Those of a study. */
    public static Moments of(Tables tables, Progress progress) {
        List<Moment> all = new ArrayList<>();
        for (Table table : tables.list()) {
            progress.checkCancelled();
            if (table.kind() == Kind.RESPONSES) {
                responses(tables, table, all);
            } else if (table.kind() == Kind.STEPS) {
                episodes(tables, table, all);
            }
        }
        return new Moments(all);
    }

    private static void responses(Tables tables, Table table, List<Moment> all) {
        String step = table.column(RoleType.STEP).map(Column::name).orElse("");
        if (step.isEmpty()) {
            return;
        }
        String run = table.column(RoleType.RUN).map(Column::name).orElse("");
        Columns columns = tables.columns(table, run.isEmpty() ? List.of(step) : List.of(step, run));
        double[] steps = columns.doubles(step);
        @Nullable Values runs = run.isEmpty() ? null : columns.get(run);
        Map<String, Map<Double, Integer>> counts = new LinkedHashMap<>();
        for (int row = 0; row < steps.length; row++) {
            if (!Double.isNaN(steps[row])) {
                String name = runs == null || runs.text(row).isEmpty() ? table.run() : runs.text(row);
                counts.computeIfAbsent(name, k -> new TreeMap<>()).merge(steps[row], 1, Integer::sum);
            }
        }
        counts.forEach((name, at) ->
                at.forEach((value, count) -> all.add(new Moment(Moment.What.RESPONSES, name, value, -1, count))));
    }

    private static void episodes(Tables tables, Table table, List<Moment> all) {
        double checkpoint = checkpoint(table.provenance().file());
        List<Episode> episodes = EpisodeIndex.of(tables, table).episodes();
        double[] steps = steps(tables, table, episodes);
        Map<String, List<Integer>> byRun = new LinkedHashMap<>();
        for (int i = 0; i < episodes.size(); i++) {
            byRun.computeIfAbsent(episodes.get(i).run(), k -> new ArrayList<>()).add(i);
        }
        byRun.forEach((run, places) -> {
            if (steps.length > 0) {
                places.forEach(i -> all.add(new Moment(
                        Moment.What.EPISODES, run, steps[i], episodes.get(i).id(), 1)));
            } else {
                long first = episodes.get(places.getFirst()).id();
                all.add(new Moment(Moment.What.EPISODES, run, checkpoint, first, places.size()));
            }
        });
    }

    /** The training step at which each episode begins; none when no column counts on from one episode to the next. */
    private static double[] steps(Tables tables, Table table, List<Episode> episodes) {
        String name = table.column(RoleType.STEP).map(Column::name).orElse("");
        if (name.isEmpty() || episodes.size() < 2) {
            return new double[0];
        }
        double[] column = tables.columns(table, List.of(name)).doubles(name);
        double[] steps = episodes.stream().mapToDouble(e -> column[e.rows()[0]]).toArray();
        boolean grows = steps[steps.length - 1] > steps[0];
        for (int i = 1; i < steps.length; i++) {
            boolean other = !episodes.get(i).run().equals(episodes.get(i - 1).run());
            grows &= other || steps[i] >= steps[i - 1];
        }
        return grows ? steps : new double[0];
    }

    /** The last number in a path that looks like a checkpoint's, NaN when there is none. */
    static double checkpoint(String path) {
        double found = Double.NaN;
        for (Matcher matcher = CHECKPOINT.matcher(path); matcher.find(); ) {
            found = Double.parseDouble(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        return found;
    }

    /** The run among those with curves that logged what is called so elsewhere; the closest name, if there is one. */
    public static Optional<String> curves(Collection<Table> tables, String run) {
        List<String> runs = tables.stream()
                .filter(t -> t.kind() == Kind.METRICS || t.kind() == Kind.EPISODES)
                .map(Table::run)
                .distinct()
                .filter(name -> RunNames.match(name, run))
                .toList();
        return runs.stream().max(Comparator.comparingInt(name -> RunNames.shared(name, run)));
    }

    /** When an episode was logged; NaN when nothing says it. */
    public double step(String run, long episode) {
        return all.stream()
                .filter(m -> m.what() == Moment.What.EPISODES && m.run().equals(run) && m.episode() <= episode)
                .reduce((before, after) -> after)
                .map(Moment::step)
                .orElse(Double.NaN);
    }

    /** Whether there is anything to go to. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /**
     * What was logged nearest to a point of a curve: of each run, and of episodes and responses apart, the time nearest to the step; the
     * nearest first, and those whose time is not known last.
     *
     * @param series the run or group of runs whose curve it is; every run when none has this name
     * @param most so many at the most
     */
    public List<Moment> near(String series, double step, int most) {
        List<Moment> ofSeries =
                all.stream().filter(m -> RunNames.areSeeds(m.run(), series)).toList();
        if (ofSeries.isEmpty()) {
            ofSeries = all.stream().filter(m -> RunNames.match(m.run(), series)).toList();
        }
        Map<String, Moment> nearest = new LinkedHashMap<>();
        for (Moment moment : ofSeries.isEmpty() ? all : ofSeries) {
            nearest.merge(moment.what() + moment.run(), moment, (a, b) -> away(b, step) < away(a, step) ? b : a);
        }
        return nearest.values().stream()
                .sorted(Comparator.<Moment>comparingDouble(m -> away(m, step)).thenComparing(Moment::run))
                .limit(most)
                .toList();
    }

    private static double away(Moment moment, double step) {
        return moment.hasStep() ? Math.abs(moment.step() - step) : Double.MAX_VALUE;
    }
}
