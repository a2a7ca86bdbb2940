package rewardloom.model.doctor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Values;

/** What is seen in whole rows: sums of components, groups of responses, answers to pairs. Not thread-safe. */
final class RowChecks {
    private final List<Integer> components = new ArrayList<>();
    private final List<Integer> totals = new ArrayList<>();
    private final List<SumTaker> sums = new ArrayList<>();
    private final @Nullable GroupTaker groups;
    private final List<PairColumns> pairs;

    private RowChecks(Kind kind, List<Column> columns) {
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (column.type().isNumeric() && column.role().is(RoleType.COMPONENT)) {
                components.add(i);
            } else if (column.type().isNumeric()
                    && StepSums.TOTALS.contains(column.role().type())) {
                totals.add(i);
            }
        }
        if (components.size() > 1) {
            List<String> names =
                    components.stream().map(c -> columns.get(c).name()).toList();
            totals.forEach(t -> sums.add(new SumTaker(columns.get(t).name(), names)));
        }
        groups = kind == Kind.RESPONSES ? GroupTaker.of(columns) : null;
        pairs = kind == Kind.PAIRS || kind == Kind.SCORES ? PairColumns.of(columns) : List.of();
    }

    static RowChecks of(Kind kind, List<Column> columns) {
        return new RowChecks(kind, columns);
    }

    void add(Batch batch, long before) {
        for (int t = 0; t < sums.size(); t++) {
            addSums(sums.get(t), batch, totals.get(t), before);
        }
        if (groups != null) {
            groups.add(batch);
        }
        pairs.forEach(p -> p.add(batch));
    }

    private void addSums(SumTaker taker, Batch batch, int total, long before) {
        double[] row = new double[components.size() + 1];
        for (int i = 0; i < batch.rows(); i++) {
            row[0] = batch.columns().get(total).number(i);
            for (int c = 0; c < components.size(); c++) {
                Values values = batch.columns().get(components.get(c));
                row[c + 1] = values.number(i);
            }
            taker.add(before + i + 1, row);
        }
    }

    List<Sums> sums() {
        return sums.stream().map(SumTaker::sums).toList();
    }

    Checkup.@Nullable Groups groups() {
        return groups == null ? null : groups.groups();
    }

    List<Verdicts> verdicts() {
        return pairs.stream().map(PairColumns::verdicts).toList();
    }
}
