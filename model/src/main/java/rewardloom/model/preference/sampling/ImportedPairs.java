package rewardloom.model.preference.sampling;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import rewardloom.model.preference.Item;
import rewardloom.model.preference.LabelException;
import rewardloom.model.progress.Progress;
import rewardloom.model.response.Prompts;
import rewardloom.model.statistics.Shuffle;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * The pairs of an imported table that can be asked.
 *
 * @param all the two texts of each pair, in table order
 * @param notes what was left out and why
 */
record ImportedPairs(List<List<Item>> all, List<String> notes) implements ItemPool {

    static ImportedPairs of(Tables tables, Table table) {
        String first = required(table, RoleType.CHOSEN);
        String second = required(table, RoleType.REJECTED);
        Prompts prompts = Prompts.of(table);
        Set<String> names = new HashSet<>(prompts.names());
        names.addAll(List.of(first, second));
        Columns columns = tables.columns(table, names);
        List<List<Item>> pairs = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        long empty = 0;
        long equal = 0;
        long repeated = 0;
        for (int row = 0; row < columns.rows(); row++) {
            String asked = prompts.text(columns, row);
            String a = columns.get(first).text(row);
            String b = columns.get(second).text(row);
            if (a.isBlank() || b.isBlank()) {
                empty++;
            } else if (a.equals(b)) {
                equal++;
            } else {
                Item itemA = Item.PairText.of(table, row, first, asked, a);
                Item itemB = Item.PairText.of(table, row, second, asked, b);
                if (seen.add(unordered(itemA, itemB))) {
                    pairs.add(List.of(itemA, itemB));
                } else {
                    repeated++;
                }
            }
        }
        return new ImportedPairs(pairs, notes(empty, equal, repeated));
    }

    private static String unordered(Item a, Item b) {
        return a.hash().compareTo(b.hash()) < 0 ? a.hash() + b.hash() : b.hash() + a.hash();
    }

    private static String required(Table table, RoleType role) {
        return table.column(role)
                .map(Column::name)
                .orElseThrow(() -> new LabelException(table.name() + " has no column with the role '" + role.id()
                        + "'; give the two columns with the texts the roles 'chosen' and 'rejected'"));
    }

    private static List<String> notes(long empty, long equal, long repeated) {
        List<String> notes = new ArrayList<>();
        if (empty > 0) {
            notes.add(String.format(Locale.ROOT, "%,d pairs lack a text and were not used.", empty));
        }
        if (equal > 0) {
            notes.add(String.format(Locale.ROOT, "%,d pairs have the same text twice and were not used.", equal));
        }
        if (repeated > 0) {
            notes.add(String.format(Locale.ROOT, "%,d pairs repeat another pair and were not used.", repeated));
        }
        return notes;
    }

    @Override
    public String words() {
        return "imported pairs";
    }

    @Override
    public long pairs() {
        return all.size();
    }

    @Override
    public List<List<Item>> draw(int count, int size, SplittableRandom random, Progress progress) {
        if (size != 2) {
            throw new LabelException("imported pairs have two texts each and cannot be ranked by " + size
                    + "; ask which of the two is better");
        }
        progress.checkCancelled();
        return Shuffle.first(all, count, random);
    }
}
