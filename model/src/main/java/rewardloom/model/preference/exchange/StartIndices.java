package rewardloom.model.preference.exchange;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.Item;
import rewardloom.model.table.Table;

/**
 * Pickles of the rows at which the first and the second segment start, and of labels: 0 when the first is better, 1 when the second is,
 * −1 for a tie. Uni-RLHF calls them {@code indices_1.pkl}, {@code indices_2.pkl}, {@code human_label.pkl}; Preference Transformer
 * {@code indices_numN_qL}, {@code indices_2_numN_qL}, {@code label_human}, N the number of pairs and L the steps of a segment. Both know
 * one data set; several are laid one after another ({@link JoinedRows}).
 *
 * @param uni whether they are named as Uni-RLHF names them
 */
record StartIndices(boolean uni) implements LabelFormat.LabelWriter {

    @Override
    public ExportReport write(LabelBook book, Path target) throws IOException {
        List<Decision> decisions = book.equallyLong();
        Set<Table> from = new LinkedHashSet<>();
        decisions.forEach(d -> {
            from.add(book.table(d.first()));
            from.add(book.table(d.second()));
        });
        List<Table> tables = JoinedRows.ordered(from);
        JoinedRows rows = JoinedRows.of(tables);
        int n = decisions.size();
        long[] first = new long[n];
        long[] second = new long[n];
        long[] labels = new long[n];
        for (int i = 0; i < n; i++) {
            Decision decision = decisions.get(i);
            first[i] = row(book, rows, decision.first());
            second[i] = row(book, rows, decision.second());
            labels[i] = decision.answer() == Answer.A ? 0 : decision.answer() == Answer.B ? 1 : -1;
        }
        int steps = ((Item.Segment) decisions.getFirst().first()).length();
        String suffix = "_num" + n + "_q" + steps;
        Map<String, long[]> arrays = uni
                ? Map.of("indices_1.pkl", first, "indices_2.pkl", second, "human_label.pkl", labels)
                : Map.of("indices" + suffix, first, "indices_2" + suffix, second, "label_human", labels);
        for (Map.Entry<String, long[]> array : arrays.entrySet()) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target.resolve(array.getKey())))) {
                PickleWriter.write(PickleWriter.Array.longs(array.getValue()), out);
            }
        }
        List<String> notes = new ArrayList<>();
        rows.write(tables, target);
        notes.add("Segments have " + steps + " steps; starts are rows of "
                + (tables.size() == 1
                        ? tables.getFirst().name() + "."
                        : "the " + tables.size() + " files laid one after another in the order of " + JoinedRows.FILE
                                + ", as np.concatenate lays them."));
        return new ExportReport(target, n, "pairs", book.left(), notes);
    }

    private static long row(LabelBook book, JoinedRows rows, Item item) {
        Item.Segment segment = (Item.Segment) item;
        return rows.row(segment.table(), book.row(segment));
    }
}
