package rewardloom.model.preference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Items in tiers from best to worst; those of one tier are equally good, or were not told apart.
 *
 * @param tiers indices of the items, every one once
 * @param middleOpen whether the middle one of three tiers was not told apart, as when only best and worst were asked
 */
public record Ranking(List<List<Integer>> tiers, boolean middleOpen) {

    public Ranking {
        tiers = tiers.stream().map(List::copyOf).toList();
        List<Integer> all = tiers.stream().flatMap(List::stream).sorted().toList();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) != i) {
                throw new IllegalArgumentException("a ranking names every item once, not " + tiers);
            }
        }
        if (all.size() < 2 || tiers.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("a ranking needs two items and no empty tier, not " + tiers);
        }
        if (middleOpen && tiers.size() > 3) {
            throw new IllegalArgumentException("best and worst leave three tiers, not " + tiers);
        }
        // A middle of one item is the same whether others could have stood beside it or not.
        middleOpen = middleOpen && tiers.size() == 3 && tiers.get(1).size() > 1;
    }

    /** What the ranking says about two items, the lower index first; a skip when it says nothing. */
    public Answer between(int first, int second) {
        int a = tier(first);
        int b = tier(second);
        if (a != b) {
            return a < b ? Answer.A : Answer.B;
        }
        boolean open = middleOpen && a == 1;
        return open ? Answer.SKIP : Answer.TIE;
    }

    /** The tier of an item, 0 the best. */
    public int tier(int item) {
        for (int tier = 0; tier < tiers.size(); tier++) {
            if (tiers.get(tier).contains(item)) {
                return tier;
            }
        }
        throw new IllegalArgumentException("there is no item " + item + " in " + tiers);
    }

    public int items() {
        return tiers.stream().mapToInt(List::size).sum();
    }

    /** The name in files: {@code 2>0=1>3}, with a {@code ?} for items that were not told apart, {@code 2>0?1>3}. */
    public String id() {
        List<String> texts = new ArrayList<>();
        for (List<Integer> tier : tiers) {
            texts.add(tier.stream().map(String::valueOf).collect(Collectors.joining(isOpen(tier) ? "?" : "=")));
        }
        return String.join(">", texts);
    }

    private boolean isOpen(List<Integer> tier) {
        return middleOpen && tier.equals(tiers.get(1));
    }

    /**
     * The ranking with this {@link #id()}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Ranking parse(String id) {
        if (!id.matches("\\d+([>=?]\\d+)*")) {
            throw new IllegalArgumentException("'" + id + "' is no ranking such as 2>0=1");
        }
        List<List<Integer>> tiers = Arrays.stream(id.split(">"))
                .map(tier ->
                        Arrays.stream(tier.split("[=?]")).map(Integer::valueOf).toList())
                .toList();
        return new Ranking(tiers, id.contains("?"));
    }
}
