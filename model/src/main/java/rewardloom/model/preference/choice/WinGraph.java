package rewardloom.model.preference.choice;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Who has won against whom, a tie being a win for both. Scores of items are finite only if every item can be reached from every other
 * one along wins (Ford 1957).
 */
public final class WinGraph {
    private final List<List<Integer>> losers = new ArrayList<>();

    /** A graph of some items without wins. */
    public WinGraph(int items) {
        for (int i = 0; i < items; i++) {
            losers.add(new ArrayList<>());
        }
    }

    /** Adds how a comparison came out. */
    public void add(int first, int second, Outcome outcome) {
        if (outcome != Outcome.SECOND) {
            losers.get(first).add(second);
        }
        if (outcome != Outcome.FIRST) {
            losers.get(second).add(first);
        }
    }

    /**
     * The groups of items within which everybody can be reached, each growing; one group when scores are finite. A group without wins
     * against others stands before those that win against it (Tarjan 1972).
     */
    public List<List<Integer>> groups() {
        return new Search(losers).groups;
    }

    /** A depth-first search without recursion, since graphs may be long chains. */
    private static final class Search {
        final List<List<Integer>> groups = new ArrayList<>();
        private final List<List<Integer>> next;
        private final int[] index;
        private final int[] low;
        private final boolean[] open;
        private final Deque<Integer> stack = new ArrayDeque<>();
        private int count;

        Search(List<List<Integer>> next) {
            this.next = next;
            this.index = new int[next.size()];
            this.low = new int[next.size()];
            this.open = new boolean[next.size()];
            Arrays.fill(index, -1);
            for (int item = 0; item < next.size(); item++) {
                if (index[item] < 0) {
                    visit(item);
                }
            }
        }

        private void visit(int root) {
            Deque<int[]> path = new ArrayDeque<>();
            path.push(new int[] {root, 0});
            enter(root);
            while (!path.isEmpty()) {
                int[] here = path.element();
                int item = here[0];
                if (here[1] < next.get(item).size()) {
                    int other = next.get(item).get(here[1]++);
                    if (index[other] < 0) {
                        enter(other);
                        path.push(new int[] {other, 0});
                    } else if (open[other]) {
                        low[item] = Math.min(low[item], index[other]);
                    }
                } else {
                    path.pop();
                    if (!path.isEmpty()) {
                        int before = path.element()[0];
                        low[before] = Math.min(low[before], low[item]);
                    }
                    if (low[item] == index[item]) {
                        close(item);
                    }
                }
            }
        }

        private void enter(int item) {
            index[item] = count;
            low[item] = count++;
            stack.push(item);
            open[item] = true;
        }

        private void close(int item) {
            List<Integer> group = new ArrayList<>();
            int other;
            do {
                other = stack.pop();
                open[other] = false;
                group.add(other);
            } while (other != item);
            group.sort(null);
            groups.add(group);
        }
    }
}
