package rewardloom.model.preference.choice;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import rewardloom.model.preference.LabelCoding;
import rewardloom.model.preference.LabelScale;
import rewardloom.model.preference.LabelSheet;
import rewardloom.model.preference.LabelSheetReader;
import rewardloom.model.preference.Ratings;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * Labels of pairs with the differences of the numbers that are known about both items. Pairs for which a number is missing are left
 * out and counted.
 *
 * @param table where they stand
 * @param names the numbers, such as component names
 * @param rows the labels, in the order of the table and of its annotators
 * @param incomplete labels of pairs of which a number is missing
 */
public record ComponentLabels(Table table, List<String> names, List<Row> rows, int incomplete) {

    public ComponentLabels {
        names = List.copyOf(names);
        rows = List.copyOf(rows);
    }

    /**
     * One label.
     *
     * @param row row of its pair in the table
     * @param annotator who gave it
     * @param outcome what was said
     * @param differences first item less second item, by name; shared by all labels of the pair, do not write to it
     * @param left 1 when the first item stood on the left, −1 when the second did, 0 when that is not known
     */
    public record Row(int row, String annotator, Outcome outcome, double[] differences, int left) {}

    /** The numbers that a table of labels knows about both items of its pairs, by the ids of their roles. */
    public static List<String> known(Table table) {
        Set<String> second = new LinkedHashSet<>();
        table.columns(RoleType.SECOND).stream()
                .filter(c -> c.type().isNumeric())
                .forEach(c -> second.add(c.role().detail()));
        return table.columns(RoleType.FIRST).stream()
                .filter(c -> c.type().isNumeric())
                .map(c -> c.role().detail())
                .filter(second::contains)
                .distinct()
                .toList();
    }

    /** The components among {@link #known}. */
    public static List<String> components(Table table) {
        String prefix = RoleType.COMPONENT.id() + "/";
        return known(table).stream().filter(name -> name.startsWith(prefix)).toList();
    }

    /**
     * The {@link #components} that are known of at least half of the pairs: runs with other rewards have other components, and a pair
     * has to have all that are compared.
     */
    static List<String> shared(Tables tables, Table table) {
        List<String> names = components(table);
        double[][] differences = differences(tables, table, names);
        List<String> shared = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            int known = 0;
            for (double[] pair : differences) {
                known += Double.isFinite(pair[k]) ? 1 : 0;
            }
            if (2 * known >= differences.length) {
                shared.add(names.get(k));
            }
        }
        return shared;
    }

    /** Whether a table has labels, and components of both items. */
    public static boolean fits(Table table) {
        return (!LabelSheetReader.labels(table).isEmpty() || isChosen(table))
                && !components(table).isEmpty();
    }

    /** Whether the first item of every pair is the one that was chosen, as in files of chosen and rejected texts. */
    static boolean isChosen(Table table) {
        return LabelSheetReader.labels(table).isEmpty()
                && table.column(RoleType.CHOSEN).isPresent()
                && table.column(RoleType.REJECTED).isPresent();
    }

    /** Reads the labels of a table with some of the numbers it {@link #known knows}. */
    public static ComponentLabels read(Tables tables, Table table, List<String> names, LabelCoding coding) {
        double[][] differences = differences(tables, table, names);
        List<Row> rows = new ArrayList<>();
        int incomplete = 0;
        if (isChosen(table)) {
            for (int item = 0; item < differences.length; item++) {
                if (isComplete(differences[item])) {
                    rows.add(new Row(item, "chosen", Outcome.FIRST, differences[item], 0));
                } else {
                    incomplete++;
                }
            }
            return new ComponentLabels(table, names, rows, incomplete);
        }
        LabelSheet sheet = new LabelSheetReader(tables, coding).read(table);
        for (int item = 0; item < sheet.items(); item++) {
            for (LabelSheet.Rater rater : sheet.raters()) {
                int code = rater.codes()[item];
                if (code == Ratings.MISSING || !sheet.scale().preference()) {
                    continue;
                }
                double[] x = differences[item];
                if (!isComplete(x)) {
                    incomplete++;
                    continue;
                }
                int left = rater.left()[item];
                rows.add(new Row(
                        item, rater.name(), outcome(code), x, left == Ratings.MISSING ? 0 : left == 1 ? 1 : -1));
            }
        }
        return new ComponentLabels(table, names, rows, incomplete);
    }

    private static boolean isComplete(double[] x) {
        for (double value : x) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private static Outcome outcome(int code) {
        return switch (code) {
            case LabelScale.FIRST -> Outcome.FIRST;
            case LabelScale.SECOND -> Outcome.SECOND;
            default -> Outcome.TIE;
        };
    }

    private static double[][] differences(Tables tables, Table table, List<String> names) {
        List<String> wanted = new ArrayList<>();
        for (String name : names) {
            wanted.add(column(table, RoleType.FIRST, name));
            wanted.add(column(table, RoleType.SECOND, name));
        }
        Columns columns = tables.columns(table, new LinkedHashSet<>(wanted));
        double[][] differences = new double[columns.rows()][names.size()];
        for (int k = 0; k < names.size(); k++) {
            double[] first = columns.doubles(wanted.get(2 * k));
            double[] second = columns.doubles(wanted.get(2 * k + 1));
            for (int i = 0; i < differences.length; i++) {
                differences[i][k] = first[i] - second[i];
            }
        }
        return differences;
    }

    private static String column(Table table, RoleType side, String name) {
        return table.columns().stream()
                .filter(c -> c.role().equals(Role.of(side, name)))
                .map(Column::name)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        table.name() + " does not know '" + name + "' of " + side.id() + " items"));
    }

    /** Number of labels with an outcome. */
    public int count(Outcome outcome) {
        return (int) rows.stream().filter(row -> row.outcome() == outcome).count();
    }

    /** Whether it is known of every label which item stood on the left. */
    public boolean hasSides() {
        return !rows.isEmpty() && rows.stream().allMatch(row -> row.left() != 0);
    }
}
