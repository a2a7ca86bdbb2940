package rewardloom.model.overoptimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.Result;
import rewardloom.model.figure.Figure;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

/** Tables whose rows are points of a curve, as results are published: (n, proxy, gold), (algorithm, KL, win rate). */
class PointTablesTest {

    /** A table with a column of texts before its numbers. */
    private static MemoryTables table(String textName, List<String> texts, List<String> names, List<double[]> rows) {
        List<Column> columns = new ArrayList<>(List.of(new Column(textName, ColumnType.TEXT)));
        List<Values> values = new ArrayList<>(List.of(texts(texts)));
        for (int i = 0; i < names.size(); i++) {
            int column = i;
            columns.add(new Column(names.get(i), ColumnType.FLOAT64));
            values.add(
                    new Values.Doubles(rows.stream().mapToDouble(r -> r[column]).toArray()));
        }
        return new MemoryTables()
                .add(new TableSpec(Kind.SCORES, "points.csv", "", columns), new Batch(rows.size(), values));
    }

    private static Values texts(List<String> texts) {
        List<String> distinct = texts.stream().distinct().toList();
        return new Values.Texts(texts.stream().mapToInt(distinct::indexOf).toArray(), distinct);
    }

    private static Result analyse(MemoryTables tables, String... changes) {
        return Cells.run(new Overoptimization(), tables, changes);
    }

    @Test
    void oneCurveForEachRuleAndNWhereToStop() {
        List<String> rules = new ArrayList<>();
        List<double[]> rows = new ArrayList<>();
        for (int n = 1; n <= 4096; n *= 2) {
            double d = Math.sqrt(BestOfN.kl(n));
            rules.add("mean");
            rows.add(new double[] {n, d, d * (.9 - .3 * d)});
            rules.add("wco");
            rows.add(new double[] {n, d, d * (1.1 - .3 * d)});
        }

        Result result = analyse(table("rule", rules, List.of("n", "proxy", "gold"), rows));

        assertThat(Cells.of(result, "fits", "points.csv/mean", "run", "bon").number("alpha"))
                .isCloseTo(.9, within(1e-9));
        assertThat(Cells.of(result, "fits", "points.csv/wco", "run", "bon").number("alpha"))
                .isCloseTo(1.1, within(1e-9));
        assertThat(Cells.finding(result, "gold-peak").text())
                .contains("(best of ", "Choose from ")
                .doesNotContain("step");
        assertThat(result.figures()).extracting(Figure::name).doesNotContain("proxy-and-gold-by-step");
        assertThat(result.figures().getFirst().layers().stream()
                        .filter(l -> l.label().startsWith("points.csv/"))
                        .map(l -> l.color())
                        .distinct())
                .hasSize(2);
    }

    @Test
    void winRatesByAlgorithmStartFromOneHalf() {
        List<String> algorithms = new ArrayList<>();
        List<double[]> rows = new ArrayList<>();
        for (String algorithm : List.of("dpo", "ipo")) {
            for (int i = 1; i <= 12; i++) {
                double d = .5 * i;
                algorithms.add(algorithm);
                rows.add(new double[] {.1, d * d, .5 + d * ((algorithm.equals("dpo") ? .2 : .3) - .06 * d)});
            }
        }

        Result result = analyse(table("algo", algorithms, List.of("beta", "kl", "win_rate"), rows));

        Cells fit = Cells.of(result, "fits", "points.csv/ipo", "run", "bon");
        assertThat(fit.number("alpha")).isCloseTo(.3, within(1e-9));
        assertThat(fit.number("beta")).isCloseTo(.06, within(1e-9));
        assertThat(Cells.finding(result, "win-rate-as-gold").text()).startsWith("In 2 runs");
        assertThat(Cells.finding(result, "gold-peak").text()).doesNotContain("step", "Choose");
    }

    @Test
    void notesOnRowsMakeNoCurvesAndImpossibleNsAreLeftOut() {
        List<String> notes = new ArrayList<>();
        List<double[]> rows = new ArrayList<>();
        for (double n : new double[] {0, -3, 2.5, Double.NaN, 1, 2, 2, 4, 8, 16, 32, 64}) {
            notes.add("note " + notes.size());
            double d = n >= 1 ? Math.sqrt(BestOfN.kl((long) n)) : 0;
            rows.add(new double[] {n, d, d * (.9 - .3 * d)});
        }

        Result result = analyse(table("note", notes, List.of("n", "proxy", "gold"), rows));

        assertThat(Cells.finding(result, "missing-points").text()).startsWith("4 of 12 points are left out");
        Cells fit = Cells.of(result, "fits", "points.csv", "run", "bon");
        assertThat(fit.number("beta")).isCloseTo(.3, within(1e-9));
        // Two rows with n = 2 are one point; n = 1 has no distance.
        assertThat(fit.number("points")).isEqualTo(6);
    }
}
