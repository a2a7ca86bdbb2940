package rewardloom.model.preference.teacher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.preference.Item;
import rewardloom.model.preference.ItemFeatures;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.PairSample;
import rewardloom.model.preference.sampling.Cut;
import rewardloom.model.preference.sampling.Drawing;
import rewardloom.model.preference.sampling.PairSampler;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.trajectory.Episode;
import rewardloom.model.trajectory.EpisodeIndex;

/**
 * Pairs of segments with what a teacher sees and what a learner sees of them.
 *
 * @param components names of the components
 * @param pairs the pairs, in random order
 * @param average average reward of a segment
 */
record TeacherPairs(List<String> components, List<Pair> pairs, double average) {

    /**
     * A pair.
     *
     * @param first rewards of the steps of the first segment
     * @param second rewards of the steps of the second segment
     * @param differences sum of each component over the first segment less that over the second
     * @param difference the same of the reward
     */
    record Pair(double[] first, double[] second, double[] differences, double difference) {}

    /** Whether a table has the true reward and at least two components to learn. */
    static boolean fits(Table table) {
        return PairSampler.hasSegments(table)
                && table.column(RoleType.REWARD)
                        .filter(c -> c.type().isNumeric())
                        .isPresent()
                && table.columns(RoleType.COMPONENT).size() > 1;
    }

    static TeacherPairs read(Tables tables, List<Table> from, BudgetParameters parameters, Progress progress) {
        Cut cut = parameters.length() == 0 ? Cut.whole() : Cut.fixed(parameters.length());
        PairSample sample = new PairSampler(tables)
                .draw(
                        Drawing.uniform(
                                PairQueue.Kind.SEGMENTS,
                                from,
                                cut,
                                parameters.most() + parameters.test(),
                                parameters.seed()),
                        progress);
        if (sample.entries().size() < 20) {
            throw new AnalysisException("there are only " + sample.entries().size()
                    + " different pairs of segments, too few to learn from; use shorter segments or more episodes");
        }
        ItemFeatures features = ItemFeatures.of(tables, PairQueue.Kind.SEGMENTS);
        int[] places = features.components();
        int reward = features.index(RoleType.REWARD.id());
        Rewards rewards = new Rewards(tables, from);
        List<Pair> pairs = new ArrayList<>();
        double sum = 0;
        for (PairSample.Entry entry : sample.entries()) {
            double[] a = features.of(entry.a());
            double[] b = features.of(entry.b());
            double[] differences = new double[places.length];
            for (int k = 0; k < places.length; k++) {
                double d = a[places[k]] - b[places[k]];
                differences[k] = Double.isNaN(d) ? 0 : d;
            }
            sum += (a[reward] + b[reward]) / 2;
            pairs.add(new Pair(rewards.of(entry.a()), rewards.of(entry.b()), differences, a[reward] - b[reward]));
        }
        String prefix = RoleType.COMPONENT.id() + "/";
        List<String> names = Arrays.stream(places)
                .mapToObj(i -> features.names().get(i).substring(prefix.length()))
                .toList();
        return new TeacherPairs(names, pairs, sum / pairs.size());
    }

    /** The rewards of the steps of segments. */
    private static final class Rewards {
        private final Map<String, double[]> columns = new HashMap<>();
        private final Map<String, Map<String, Episode>> episodes = new HashMap<>();

        Rewards(Tables tables, List<Table> from) {
            for (Table table : from) {
                String name = table.column(RoleType.REWARD).orElseThrow().name();
                columns.put(table.id(), tables.columns(table, List.of(name)).doubles(name));
                Map<String, Episode> known = new HashMap<>();
                EpisodeIndex.of(tables, table).episodes().forEach(e -> known.put(e.run() + "\0" + e.id(), e));
                episodes.put(table.id(), known);
            }
        }

        double[] of(Item item) {
            Item.Segment segment = (Item.Segment) item;
            double[] all = columns.getOrDefault(item.table(), new double[0]);
            Episode episode =
                    episodes.getOrDefault(item.table(), Map.of()).get(segment.run() + "\0" + segment.episode());
            if (episode == null) {
                throw new IllegalStateException("a segment was drawn of an episode that is not there: " + segment);
            }
            double[] rewards = new double[segment.length()];
            for (int t = 0; t < rewards.length; t++) {
                rewards[t] = all[episode.rows()[segment.start() + t]];
            }
            return rewards;
        }
    }
}
