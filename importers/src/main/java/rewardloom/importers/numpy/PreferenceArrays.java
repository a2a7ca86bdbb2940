package rewardloom.importers.numpy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Source;
import rewardloom.importers.column.RowWriter;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/**
 * Pairs of segments as the buffers of BPref and its successors hold them ({@code reward_model.py}): {@code labels} with 1 when the second
 * segment is better, 0 when the first is, −1 or 0.5 for a tie, or the shares of both; and arrays of both segments whose names end with
 * {@code _1} and {@code _2}, of which the rewards are added up.
 */
final class PreferenceArrays {
    private static final List<String> LABELS = List.of("labels", "label", "preferences", "preference", "prefs");
    private static final List<String> REWARDS = List.of("r_t", "reward", "rewards", "rews", "r");
    private static final long WIDEST = 1 << 16;

    private final Archive archive;
    private final String labels;
    private final Map<String, String> sums = new LinkedHashMap<>();

    private PreferenceArrays(Archive archive, String labels) {
        this.archive = archive;
        this.labels = labels;
    }

    /** The pairs of an archive, or null if it holds none. */
    static @Nullable PreferenceArrays of(Archive archive) {
        Map<String, ArrayHeader> arrays = archive.arrays();
        for (String name : LABELS) {
            ArrayHeader header = arrays.get(name);
            boolean sides = arrays.keySet().stream().anyMatch(a -> a.endsWith("_1") && arrays.containsKey(other(a)));
            if (header != null && sides && header.dimensions() <= 2 && header.width() >= 1 && header.width() <= 2) {
                PreferenceArrays found = new PreferenceArrays(archive, name);
                REWARDS.forEach(reward -> {
                    found.rewards(reward + "_1", "return_1");
                    found.rewards(reward + "_2", "return_2");
                });
                return found;
            }
        }
        return null;
    }

    private static String other(String array) {
        return array.substring(0, array.length() - 1) + "2";
    }

    private void rewards(String array, String column) {
        ArrayHeader header = archive.arrays().get(array);
        ArrayHeader answers = archive.arrays().get(labels);
        boolean fits = header != null
                && answers != null
                && header.rows() == answers.rows()
                && header.width() <= WIDEST
                && !ArrayRows.isTransposed(header);
        if (fits && !sums.containsValue(column)) {
            sums.put(array, column);
        }
    }

    void write(Source source, TableSink sink, Progress progress) throws IOException {
        List<Column> columns = new ArrayList<>(List.of(
                new Column("pair", ColumnType.INT64),
                new Column("label", ColumnType.FLOAT64),
                new Column("written", ColumnType.FLOAT64, Role.of(RoleType.VALUE))));
        sums.values().forEach(column -> columns.add(new Column(column, ColumnType.FLOAT64)));
        RowWriter rows = new RowWriter(sink, new TableSpec(Kind.PAIRS, source.name(), source.stemRun(), columns));
        List<ArrayRows> open = new ArrayList<>();
        try {
            ArrayRows answers = archive.rows(labels);
            open.add(answers);
            for (String array : sums.keySet()) {
                open.add(archive.rows(array));
            }
            for (double[] answer = answers.next(); answer.length > 0; answer = answers.next()) {
                progress.checkCancelled();
                rows.whole(0, rows.rows());
                double label = answer.length == 2 ? answer[0] : answer[0] == -1 ? 0.5 : 1 - answer[0];
                if (label >= 0 && label <= 1) {
                    rows.number(1, label);
                }
                rows.number(2, answer[0]);
                for (int i = 1; i < open.size(); i++) {
                    double sum = 0;
                    for (double reward : open.get(i).next()) {
                        sum += reward;
                    }
                    rows.number(2 + i, sum);
                }
                rows.end();
            }
            if (answers.isCut()) {
                sink.problem(PlainArrays.cut(labels, rows.rows(), answers.header()));
            }
        } finally {
            rows.finish();
            for (ArrayRows one : open) {
                one.close();
            }
        }
    }
}
