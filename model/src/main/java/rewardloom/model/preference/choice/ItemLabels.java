package rewardloom.model.preference.choice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import rewardloom.model.preference.LabelCoding;
import rewardloom.model.preference.LabelScale;
import rewardloom.model.preference.LabelSheet;
import rewardloom.model.preference.LabelSheetReader;
import rewardloom.model.preference.Ratings;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * Labels as comparisons of named items, such as policies. Comparisons of an item with itself say nothing about it and are counted apart.
 *
 * @param table where the labels stand
 * @param items the items' names, sorted
 * @param votes the comparisons
 * @param same labels of pairs whose two items have one name
 */
record ItemLabels(Table table, List<String> items, List<Vote> votes, int same) {

    /**
     * One comparison.
     *
     * @param left 1 when the first item stood on the left, −1 when the second did, 0 when that is not known
     */
    record Vote(int first, int second, Outcome outcome, int left) {}

    /** Whether a table has labels and says what both items of its pairs are called. */
    static boolean fits(Table table, String what) {
        return !LabelSheetReader.labels(table).isEmpty()
                && column(table, RoleType.FIRST, what).isPresent()
                && column(table, RoleType.SECOND, what).isPresent();
    }

    private static Optional<Column> column(Table table, RoleType side, String what) {
        return table.columns(side).stream()
                .filter(c -> c.role().detail().equals(what) && !c.type().isNumeric())
                .findFirst();
    }

    /**
     * Reads a table.
     *
     * @param what {@code item} or {@code policy}
     * @param majority whether each pair counts once, with what most annotators said; a tie where no answer has more than the others
     */
    static ItemLabels read(Tables tables, Table table, String what, LabelCoding coding, boolean majority) {
        String first = column(table, RoleType.FIRST, what).orElseThrow().name();
        String second = column(table, RoleType.SECOND, what).orElseThrow().name();
        Columns names = tables.columns(table, List.of(first, second));
        LabelSheet sheet = new LabelSheetReader(tables, coding).read(table);
        List<Named> read = new ArrayList<>();
        int same = 0;
        for (int row = 0; row < sheet.items() && sheet.scale().preference(); row++) {
            String a = names.get(first).text(row);
            String b = names.get(second).text(row);
            List<Named> said = majority ? majority(sheet, row, a, b) : each(sheet, row, a, b);
            if (a.isEmpty() || b.isEmpty() || a.equals(b)) {
                same += said.size();
            } else {
                read.addAll(said);
            }
        }
        return numbered(table, read, same);
    }

    private record Named(String first, String second, Outcome outcome, int left) {}

    private static List<Named> each(LabelSheet sheet, int row, String a, String b) {
        List<Named> said = new ArrayList<>();
        for (LabelSheet.Rater rater : sheet.raters()) {
            int code = rater.codes()[row];
            if (code != Ratings.MISSING) {
                int left = rater.left()[row];
                said.add(new Named(a, b, outcome(code), left == Ratings.MISSING ? 0 : 2 * left - 1));
            }
        }
        return said;
    }

    private static List<Named> majority(LabelSheet sheet, int row, String a, String b) {
        int[] counts = new int[3];
        for (Named vote : each(sheet, row, a, b)) {
            counts[vote.outcome().ordinal()]++;
        }
        int most = Math.max(counts[0], Math.max(counts[1], counts[2]));
        if (most == 0) {
            return List.of();
        }
        boolean one = (counts[0] == most ? 1 : 0) + (counts[1] == most ? 1 : 0) + (counts[2] == most ? 1 : 0) == 1;
        Outcome outcome = !one
                ? Outcome.TIE
                : counts[0] == most ? Outcome.FIRST : counts[2] == most ? Outcome.SECOND : Outcome.TIE;
        return List.of(new Named(a, b, outcome, 0));
    }

    private static Outcome outcome(int code) {
        return switch (code) {
            case LabelScale.FIRST -> Outcome.FIRST;
            case LabelScale.SECOND -> Outcome.SECOND;
            default -> Outcome.TIE;
        };
    }

    private static ItemLabels numbered(Table table, List<Named> read, int same) {
        Map<String, Integer> places = new TreeMap<>();
        read.forEach(vote -> {
            places.put(vote.first(), 0);
            places.put(vote.second(), 0);
        });
        int place = 0;
        for (Map.Entry<String, Integer> item : places.entrySet()) {
            item.setValue(place++);
        }
        List<Vote> votes = read.stream()
                .map(vote -> new Vote(
                        places.getOrDefault(vote.first(), 0),
                        places.getOrDefault(vote.second(), 0),
                        vote.outcome(),
                        vote.left()))
                .toList();
        return new ItemLabels(table, List.copyOf(places.keySet()), votes, same);
    }

    /** Whether it is known of every vote which item stood on the left. */
    boolean hasSides() {
        return !votes.isEmpty() && votes.stream().allMatch(vote -> vote.left() != 0);
    }

    WinGraph graph() {
        WinGraph graph = new WinGraph(items.size());
        votes.forEach(vote -> graph.add(vote.first(), vote.second(), vote.outcome()));
        return graph;
    }

    /**
     * A design of the votes, equal ones put together.
     *
     * @param side whether the side on the left has a weight of its own, after those of the items
     * @param prior comparisons won and lost by every item against an imagined one, half of each; 0 for none
     */
    PairDesign design(boolean side, double prior) {
        List<String> names = new ArrayList<>(items);
        if (side) {
            names.add("left");
        }
        PairDesign design = new PairDesign(names);
        Map<Vote, Integer> counts = new LinkedHashMap<>();
        votes.forEach(vote ->
                counts.merge(side ? vote : new Vote(vote.first(), vote.second(), vote.outcome(), 0), 1, Integer::sum));
        counts.forEach((vote, count) -> {
            if (side) {
                design.add(
                        new int[] {vote.first(), vote.second(), items.size()},
                        new double[] {1, -1, vote.left()},
                        vote.outcome(),
                        count);
            } else {
                design.items(vote.first(), vote.second(), vote.outcome(), count);
            }
        });
        for (int item = 0; prior > 0 && item < items.size(); item++) {
            design.add(new int[] {item}, new double[] {1}, Outcome.FIRST, prior / 2);
            design.add(new int[] {item}, new double[] {1}, Outcome.SECOND, prior / 2);
        }
        return design;
    }

    /** Number of votes with an outcome, {@code [first][second]}, each seen from its first item. */
    double[][] counts(Outcome outcome) {
        double[][] counts = new double[items.size()][items.size()];
        for (Vote vote : votes) {
            if (outcome == Outcome.TIE && vote.outcome() == Outcome.TIE) {
                counts[vote.first()][vote.second()]++;
                counts[vote.second()][vote.first()]++;
            } else if (outcome == Outcome.FIRST && vote.outcome() == Outcome.FIRST) {
                counts[vote.first()][vote.second()]++;
            } else if (outcome == Outcome.FIRST && vote.outcome() == Outcome.SECOND) {
                counts[vote.second()][vote.first()]++;
            }
        }
        return counts;
    }

    /** Triads of what most votes say about every two items. */
    Triads triads() {
        double[][] wins = counts(Outcome.FIRST);
        boolean[][] beats = new boolean[items.size()][items.size()];
        for (int i = 0; i < beats.length; i++) {
            for (int j = 0; j < beats.length; j++) {
                beats[i][j] = wins[i][j] > wins[j][i];
            }
        }
        return Triads.of(beats);
    }
}
