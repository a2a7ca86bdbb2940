package rewardloom.model.preference.sampling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.Check;
import rewardloom.model.preference.Comparison;
import rewardloom.model.preference.Item;
import rewardloom.model.preference.KnownAnswer;
import rewardloom.model.preference.LabelException;
import rewardloom.model.preference.PairSample;
import rewardloom.model.statistics.Shuffle;

/** Mixes items into a queue that check its annotators: pairs with a known answer at random places, and repeats some while later. */
final class CheckMixer {
    /** A repeat comes so many comparisons later at least, where the queue is long enough, so that nobody remembers. */
    private static final int GAP = 10;

    private final Candidates candidates;
    private final Drawing drawing;
    private final List<KnownAnswer> answers;
    private final SplittableRandom random;
    private final List<String> notes;

    /** @param answers what gold items are taken from */
    CheckMixer(Candidates candidates, List<KnownAnswer> answers, SplittableRandom random, List<String> notes) {
        this.candidates = candidates;
        this.answers = answers;
        this.drawing = candidates.drawing();
        this.random = random;
        this.notes = notes;
    }

    List<PairSample.Entry> mix(List<PairSample.Entry> asked) {
        Drawing.Checks checks = drawing.checks();
        boolean gold = checks.attention() + checks.dominance() + checks.gold() > 0;
        if (drawing.questions().items() > 2 && (gold || checks.mirrored() > 0)) {
            throw new LabelException("sets of items can be repeated, but not mirrored, and have no known answer");
        }
        List<PairSample.Entry> all = new ArrayList<>(asked);
        if (gold) {
            Set<Set<Item>> used = new HashSet<>();
            asked.forEach(entry -> used.add(Set.copyOf(entry.items())));
            List<PairSample.Entry> known = new ArrayList<>();
            known.addAll(known(Check.Kind.ATTENTION, number(checks.attention()), used, this::apart));
            known.addAll(gold(number(checks.gold()), used));
            known.addAll(known(Check.Kind.DOMINANCE, number(checks.dominance()), used, this::dominance));
            for (PairSample.Entry entry : known) {
                all.add(random.nextInt(all.size() + 1), entry);
            }
        }
        return repeated(all, number(checks.mirrored()), number(checks.repeated()));
    }

    private int number(double share) {
        return share == 0 ? 0 : Math.max(1, (int) Math.round(drawing.count() * share));
    }

    /** The pairs with the largest value; the sign of {@link #apart} or {@link #dominance} says which item is better. */
    private List<PairSample.Entry> known(
            Check.Kind kind, int wanted, Set<Set<Item>> used, ToDoubleFunction<List<Item>> value) {
        if (wanted == 0) {
            return List.of();
        }
        record Known(List<Item> pair, double value) {}
        List<Known> sorted = candidates.all().stream()
                .map(pair -> new Known(pair, value.applyAsDouble(pair)))
                .filter(k -> Math.abs(k.value()) > 0)
                .sorted(Comparator.<Known>comparingDouble(k -> Math.abs(k.value()))
                        .reversed())
                .toList();
        List<PairSample.Entry> found = new ArrayList<>();
        for (Known known : sorted) {
            if (found.size() < wanted && used.add(Set.copyOf(known.pair()))) {
                found.add(new PairSample.Entry(
                        known.pair(),
                        new Comparison.Draw(kind.id(), Math.abs(known.value())),
                        Check.gold(kind, known.value() > 0 ? Answer.A : Answer.B)));
            }
        }
        fewer(kind, wanted, found.size());
        return found;
    }

    /** Pairs that somebody has answered; those of the queue itself are not asked a second time for it. */
    private List<PairSample.Entry> gold(int wanted, Set<Set<Item>> used) {
        if (wanted == 0) {
            return List.of();
        }
        if (answers.isEmpty()) {
            throw new LabelException(
                    "gold items are pairs that somebody has answered, and nobody of this name has; decide"
                            + " disputed pairs first, or name whose answers are right");
        }
        List<PairSample.Entry> found = new ArrayList<>();
        for (KnownAnswer answer : Shuffle.first(answers, answers.size(), random)) {
            if (found.size() < wanted && used.add(Set.copyOf(answer.items()))) {
                found.add(new PairSample.Entry(
                        answer.items(),
                        new Comparison.Draw(Check.Kind.GOLD.id(), Double.NaN),
                        Check.gold(Check.Kind.GOLD, answer.answer())));
            }
        }
        fewer(Check.Kind.GOLD, wanted, found.size());
        return found;
    }

    private void fewer(Check.Kind kind, int wanted, int found) {
        if (found < wanted) {
            notes.add(String.format(
                    Locale.ROOT, "%,d %s items were wanted, but only %,d were found.", wanted, kind.id(), found));
        }
    }

    private double apart(List<Item> pair) {
        double difference = candidates.value(pair.get(0)) - candidates.value(pair.get(1));
        return Double.isFinite(difference) ? difference : 0;
    }

    /** The smallest lead in any component, in standard deviations, when one item leads in all; else 0. */
    private double dominance(List<Item> pair) {
        int[] components = candidates.features().components();
        if (components.length < 2) {
            throw new LabelException("dominance items need two components of the reward or more, and the items have "
                    + components.length + "; use attention items");
        }
        double[] spread = spread(components);
        double[] a = candidates.of(pair.get(0));
        double[] b = candidates.of(pair.get(1));
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < components.length; i++) {
            if (spread[i] > 0) {
                double lead = (a[components[i]] - b[components[i]]) / spread[i];
                least = Math.min(least, lead);
                most = Math.max(most, lead);
            }
        }
        return least > 0 ? least : most < 0 ? most : 0;
    }

    private double[] spreadOfComponents = new double[0];

    private double[] spread(int[] components) {
        if (spreadOfComponents.length == 0) {
            spreadOfComponents = candidates.spread(components);
        }
        return spreadOfComponents;
    }

    /** Puts copies of some entries behind them; repeats of checks would be no news. */
    private List<PairSample.Entry> repeated(List<PairSample.Entry> all, int mirrored, int repeats) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).check().kind() == Check.Kind.NONE) {
                places.add(i);
            }
        }
        int wanted = mirrored + repeats;
        if (wanted == 0 || places.isEmpty()) {
            return all;
        }
        List<Integer> early = places.subList(0, Math.max(1, places.size() - Math.min(GAP, places.size() / 2)));
        List<Integer> chosen = Shuffle.first(early, wanted, random);
        if (chosen.size() < wanted) {
            notes.add(String.format(
                    Locale.ROOT, "%,d repeats were wanted, but there is room for only %,d.", wanted, chosen.size()));
        }
        // Where each copy goes, counted in the queue without copies: after the entry with this index.
        List<List<Copy>> after = new ArrayList<>();
        all.forEach(entry -> after.add(new ArrayList<>()));
        for (int i = 0; i < chosen.size(); i++) {
            int of = chosen.get(i);
            int least = Math.min(of + GAP, all.size() - 1);
            int at = least + random.nextInt(all.size() - least);
            after.get(at).add(new Copy(of, i < mirrored ? Check.Kind.MIRROR : Check.Kind.REPEAT));
        }
        return placed(all, after);
    }

    private record Copy(int of, Check.Kind kind) {}

    private static List<PairSample.Entry> placed(List<PairSample.Entry> all, List<List<Copy>> after) {
        List<PairSample.Entry> mixed = new ArrayList<>();
        int[] place = new int[all.size()];
        for (int i = 0; i < all.size(); i++) {
            place[i] = mixed.size();
            mixed.add(all.get(i));
            for (Copy copy : after.get(i)) {
                PairSample.Entry original = all.get(copy.of());
                mixed.add(new PairSample.Entry(
                        original.items(),
                        new Comparison.Draw(copy.kind().id(), Double.NaN),
                        Check.repeat(copy.kind(), place[copy.of()])));
            }
        }
        return mixed;
    }
}
