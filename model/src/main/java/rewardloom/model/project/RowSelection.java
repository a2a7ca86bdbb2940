package rewardloom.model.project;

import java.util.ArrayList;
import java.util.List;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Values;

/** Some rows of a batch of logged numbers. */
final class RowSelection {
    private RowSelection() {}

    static Batch of(Batch batch, int[] rows) {
        List<Values> columns = new ArrayList<>();
        for (Values values : batch.columns()) {
            columns.add(selected(values, rows));
        }
        return new Batch(rows.length, columns);
    }

    private static Values selected(Values values, int[] rows) {
        return switch (values) {
            case Values.Longs longs -> {
                long[] result = new long[rows.length];
                for (int i = 0; i < rows.length; i++) {
                    result[i] = longs.values()[rows[i]];
                }
                yield new Values.Longs(result);
            }
            case Values.Texts texts -> {
                int[] codes = new int[rows.length];
                for (int i = 0; i < rows.length; i++) {
                    codes[i] = texts.codes()[rows[i]];
                }
                yield new Values.Texts(codes, texts.dictionary());
            }
            case Values.Doubles doubles -> {
                double[] result = new double[rows.length];
                for (int i = 0; i < rows.length; i++) {
                    result[i] = doubles.number(rows[i]);
                }
                yield new Values.Doubles(result);
            }
            default -> throw new IllegalArgumentException("logged numbers have no column of " + values.type());
        };
    }
}
