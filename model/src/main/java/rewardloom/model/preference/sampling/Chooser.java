package rewardloom.model.preference.sampling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import rewardloom.model.preference.Check;
import rewardloom.model.preference.Comparison;
import rewardloom.model.preference.Item;
import rewardloom.model.preference.PairSample;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Shuffle;
import rewardloom.model.table.Tables;

/** Chooses pairs among candidates by a strategy; the first candidates are kept aside as the uniform arm. */
final class Chooser {
    /** More items than that are not put into one graph. */
    private static final int MOST_NODES = 400;

    private static final int STRATA = 4;

    private final Candidates candidates;
    private final Drawing drawing;
    private final Tables tables;
    private final SplittableRandom random;
    private final List<String> notes;
    private final Progress progress;

    Chooser(Candidates candidates, Tables tables, SplittableRandom random, List<String> notes, Progress progress) {
        this.candidates = candidates;
        this.drawing = candidates.drawing();
        this.tables = tables;
        this.random = random;
        this.notes = notes;
        this.progress = progress;
    }

    private record Scored(List<Item> pair, double score) {}

    /** The chosen and the uniform pairs, shuffled. */
    List<PairSample.Entry> choose() {
        int uniform = (int) Math.round(drawing.count() * drawing.checks().random());
        List<List<Item>> all = candidates.all();
        List<List<Item>> aside = all.subList(0, Math.min(uniform, all.size()));
        List<List<Item>> rest = all.subList(aside.size(), all.size());
        progress.update("choosing pairs", Double.NaN);
        List<Scored> chosen = chosen(rest, drawing.count() - aside.size());
        List<PairSample.Entry> entries = new ArrayList<>();
        for (Scored scored : chosen) {
            entries.add(new PairSample.Entry(
                    scored.pair(), new Comparison.Draw(drawing.strategy().id(), scored.score()), Check.NONE));
        }
        for (List<Item> pair : aside) {
            entries.add(new PairSample.Entry(pair, new Comparison.Draw(Strategy.UNIFORM.id(), Double.NaN), Check.NONE));
        }
        notes.add(String.format(
                Locale.ROOT,
                "%,d pairs were chosen among %,d candidates (%s), and %,d were drawn uniformly and are marked so.",
                chosen.size(),
                rest.size(),
                drawing.strategy().sentence(),
                aside.size()));
        return Shuffle.first(entries, entries.size(), random);
    }

    private List<Scored> chosen(List<List<Item>> from, int count) {
        return switch (drawing.strategy()) {
            case UNIFORM -> throw new IllegalStateException("nothing to choose");
            case STRATIFIED -> stratified(from, count);
            case DISAGREEMENT, ENTROPY, INFORMATION_GAIN, ENSEMBLE_VARIANCE -> byEnsemble(from, count);
            case EFFECTIVE_RESISTANCE -> byResistance(from, count);
            case COMPONENT_CONFLICT -> byConflict(from, count);
            case NEAR_TIES -> {
                double spread = spreadOfValues(from);
                yield largest(from, count, pair -> -Math.abs(difference(pair)) / spread);
            }
        };
    }

    private double difference(List<Item> pair) {
        return candidates.value(pair.get(0)) - candidates.value(pair.get(1));
    }

    private double spreadOfValues(List<List<Item>> from) {
        double squares = from.stream()
                .mapToDouble(this::difference)
                .filter(Double::isFinite)
                .map(d -> d * d)
                .average()
                .orElse(1);
        return squares > 0 ? Math.sqrt(squares) : 1;
    }

    private List<Scored> largest(List<List<Item>> from, int count, Score score) {
        List<Scored> scored = new ArrayList<>();
        int missing = 0;
        for (List<Item> pair : from) {
            double value = score.of(pair);
            if (Double.isFinite(value)) {
                scored.add(new Scored(pair, value));
            } else {
                missing++;
            }
        }
        if (missing > 0) {
            notes.add(String.format(
                    Locale.ROOT, "%,d candidates lack a number that the choice goes by and were not used.", missing));
        }
        // Sorting is stable, so pairs of one score stay in the random order of the candidates.
        scored.sort(Comparator.comparingDouble(Scored::score).reversed());
        return scored.subList(0, Math.min(count, scored.size()));
    }

    private List<Scored> byEnsemble(List<List<Item>> from, int count) {
        Ensemble ensemble = Ensemble.of(candidates, tables, random);
        notes.add(ensemble.origin());
        return largest(from, count, pair -> {
            double[] differences = ensemble.differences(candidates.of(pair.get(0)), candidates.of(pair.get(1)));
            return EnsembleScore.of(drawing.strategy(), differences);
        });
    }

    /**
     * The smaller one of how far the returns are apart and how far the most contrary component is, both in standard deviations of
     * differences.
     */
    private List<Scored> byConflict(List<List<Item>> from, int count) {
        int[] components = candidates.features().components();
        if (components.length < 2) {
            throw new rewardloom.model.preference.LabelException(
                    "'component-conflict' needs two components of the reward or more, and the items have "
                            + components.length);
        }
        double[] spread = candidates.spread(components);
        double spreadOfValues = spreadOfValues(from);
        List<Scored> chosen = largest(from, from.size(), pair -> {
            double difference = difference(pair);
            double[] a = candidates.of(pair.get(0));
            double[] b = candidates.of(pair.get(1));
            double worst = 0;
            for (int i = 0; i < components.length; i++) {
                double contrary = -Math.signum(difference) * (a[components[i]] - b[components[i]]);
                worst = spread[i] > 0 ? Math.max(worst, contrary / spread[i]) : worst;
            }
            return Double.isFinite(difference) ? Math.min(worst, Math.abs(difference) / spreadOfValues) : Double.NaN;
        });
        List<Scored> conflicts = chosen.stream().filter(s -> s.score() > 0).toList();
        return conflicts.subList(0, Math.min(count, conflicts.size()));
    }

    private List<Scored> stratified(List<List<Item>> from, int count) {
        double[] values = from.stream()
                .flatMap(List::stream)
                .mapToDouble(candidates::value)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        Map<Integer, List<List<Item>>> cells = new TreeMap<>();
        for (List<Item> pair : from) {
            int a = stratum(values, candidates.value(pair.get(0)));
            int b = stratum(values, candidates.value(pair.get(1)));
            if (a >= 0 && b >= 0) {
                cells.computeIfAbsent(Math.min(a, b) * STRATA + Math.max(a, b), k -> new ArrayList<>())
                        .add(pair);
            }
        }
        List<Scored> chosen = new ArrayList<>();
        for (int round = 0; chosen.size() < count && round < from.size(); round++) {
            for (Map.Entry<Integer, List<List<Item>>> cell : cells.entrySet()) {
                if (round < cell.getValue().size() && chosen.size() < count) {
                    chosen.add(new Scored(cell.getValue().get(round), cell.getKey()));
                }
            }
        }
        return chosen;
    }

    /** The quarter a value lies in, −1 when it is missing. */
    private static int stratum(double[] sorted, double value) {
        if (!Double.isFinite(value)) {
            return -1;
        }
        int stratum = 0;
        for (int q = 1; q < STRATA; q++) {
            stratum += value >= sorted[(int) ((long) sorted.length * q / STRATA)] ? 1 : 0;
        }
        return stratum;
    }

    private List<Scored> byResistance(List<List<Item>> from, int count) {
        Map<String, Integer> nodes = new HashMap<>();
        List<Item> items = new ArrayList<>();
        for (List<Item> pair : from) {
            for (Item item : pair) {
                if (items.size() < MOST_NODES && nodes.putIfAbsent(item.hash(), items.size()) == null) {
                    items.add(item);
                }
            }
        }
        List<List<Item>> inside = from.stream()
                .filter(pair -> pair.stream().allMatch(i -> nodes.containsKey(i.hash())))
                .toList();
        EffectiveResistance graph = new EffectiveResistance(items.size());
        List<Scored> chosen = new ArrayList<>();
        boolean[] used = new boolean[inside.size()];
        while (chosen.size() < Math.min(count, inside.size())) {
            progress.checkCancelled();
            int best = -1;
            double largest = -1;
            for (int i = 0; i < used.length; i++) {
                double resistance = used[i] ? -1 : resistance(graph, nodes, inside.get(i));
                if (resistance > largest) {
                    largest = resistance;
                    best = i;
                }
            }
            used[best] = true;
            List<Item> pair = inside.get(best);
            graph.add(node(nodes, pair.get(0)), node(nodes, pair.get(1)), 0.25);
            chosen.add(new Scored(pair, largest));
        }
        if (items.size() == MOST_NODES) {
            notes.add("Only " + MOST_NODES + " items were put into the graph of comparisons.");
        }
        return chosen;
    }

    private static double resistance(EffectiveResistance graph, Map<String, Integer> nodes, List<Item> pair) {
        return graph.between(node(nodes, pair.get(0)), node(nodes, pair.get(1)));
    }

    private static int node(Map<String, Integer> nodes, Item item) {
        return nodes.getOrDefault(item.hash(), 0);
    }

    @FunctionalInterface
    private interface Score {
        double of(List<Item> pair);
    }
}
