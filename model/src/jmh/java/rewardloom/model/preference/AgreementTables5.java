package rewardloom.model.preference;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

/** Made-up ratings: annotators who mostly see what is there. */
final class AgreementTables5 {
    private AgreementTables5() {}

    static MemoryTables make(int pairs, int annotators) {
        SplittableRandom random = new SplittableRandom(3);
        double[][] labels = new double[annotators][pairs];
        for (int pair = 0; pair < pairs; pair++) {
            double truth = random.nextBoolean() ? 1 : 0;
            for (double[] labelsOfOne : labels) {
                double luck = random.nextDouble();
                labelsOfOne[pair] = luck < 0.08 ? 0.5 : luck < 0.85 ? truth : 1 - truth;
            }
        }
        List<Column> columns = new ArrayList<>();
        List<Values> values = new ArrayList<>();
        for (int a = 0; a < annotators; a++) {
            columns.add(new Column("annotator" + (a + 1), ColumnType.FLOAT64));
            values.add(new Values.Doubles(labels[a]));
        }
        return new MemoryTables().add(new TableSpec(Kind.PAIRS, "five", "", columns), new Batch(pairs, values));
    }
}
