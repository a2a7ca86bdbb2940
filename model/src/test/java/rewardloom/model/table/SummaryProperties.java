package rewardloom.model.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Summaries that are made while batches go by are those that a plain computation over the whole gives. */
class SummaryProperties {

    /** One row; null stands for a missing cell. */
    record Row(String tag, @Nullable Long step, @Nullable Double value) {}

    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<String> tags = Arbitraries.of("a", "b", "reward/gold");
        Arbitrary<Long> steps = Arbitraries.longs().between(-3, 4).injectNull(.05);
        Arbitrary<Double> values = Arbitraries.oneOf(
                        Arbitraries.doubles(),
                        Arbitraries.of(0.0, -0.0, 1.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY))
                .injectNull(.05);
        return Combinators.combine(tags, steps, values).as(Row::new).list().ofMaxSize(60);
    }

    @Property(tries = 300)
    void ofTagsEqualAPlainComputation(@ForAll("rows") List<Row> rows, @ForAll @IntRange(min = 1, max = 20) int batch) {
        TableSummarizer summarizer = new TableSummarizer(TableSpec.metrics("n", "r"), RoleRules.standard());
        for (int from = 0; from < rows.size(); from += batch) {
            summarizer.add(metrics(rows.subList(from, Math.min(rows.size(), from + batch)), from));
        }
        List<SeriesSummary> expected = new ArrayList<>();
        for (String tag : rows.stream()
                .filter(r -> r.value != null)
                .map(Row::tag)
                .distinct()
                .toList()) {
            Role role = tag.equals("reward/gold") ? Role.of(RoleType.GOLD) : Role.NONE;
            expected.add(plain(
                    tag,
                    role,
                    rows.stream()
                            .filter(r -> r.tag.equals(tag) && r.value != null)
                            .toList()));
        }
        assertThat(summarizer.series()).isEqualTo(expected);
        assertThat(summarizer.rows()).isEqualTo(rows.size());
    }

    @Property(tries = 300)
    void ofColumnsEqualAPlainComputation(
            @ForAll("rows") List<Row> rows, @ForAll @IntRange(min = 1, max = 20) int batch) {
        TableSpec spec = new TableSpec(
                Kind.RESPONSES,
                "n",
                "",
                List.of(
                        new Column("step", ColumnType.INT64),
                        new Column("response", ColumnType.TEXT),
                        new Column("gold", ColumnType.FLOAT64)));
        TableSummarizer summarizer = new TableSummarizer(spec, RoleRules.standard());
        for (int from = 0; from < rows.size(); from += batch) {
            Batch all = metrics(rows.subList(from, Math.min(rows.size(), from + batch)), from);
            summarizer.add(new Batch(
                    all.rows(),
                    List.of(
                            all.columns().get(1),
                            all.columns().get(0),
                            all.columns().get(3))));
        }
        List<Row> steps = rows.stream()
                .filter(r -> r.step != null)
                .map(r -> new Row("step", r.step, r.step == null ? null : (double) r.step))
                .toList();
        List<Row> gold = rows.stream().filter(r -> r.value != null).toList();
        assertThat(summarizer.series())
                .containsExactly(
                        plain("step", Role.of(RoleType.STEP), steps), plain("gold", Role.of(RoleType.GOLD), gold));
    }

    private static SeriesSummary plain(String tag, Role role, List<Row> rows) {
        List<Long> steps =
                rows.stream().filter(r -> r.step != null).map(Row::step).toList();
        List<Double> finite = rows.stream()
                .map(Row::value)
                .filter(v -> v != null && Double.isFinite(v))
                .toList();
        int repeated = 0;
        int backward = 0;
        for (int i = 1; i < steps.size(); i++) {
            int order = Long.compare(steps.get(i), steps.get(i - 1));
            repeated += order == 0 ? 1 : 0;
            backward += order < 0 ? 1 : 0;
        }
        return new SeriesSummary(
                tag,
                role,
                rows.size(),
                steps.isEmpty() ? 0 : steps.getFirst(),
                steps.isEmpty() ? 0 : steps.getLast(),
                finite.isEmpty() ? Double.NaN : finite.getFirst(),
                finite.isEmpty() ? Double.NaN : finite.getLast(),
                extreme(finite, -1),
                extreme(finite, 1),
                rows.size() - finite.size(),
                repeated,
                backward,
                !steps.isEmpty());
    }

    /** The first of the smallest (-1) or largest (1) values; 0 and -0 are the same. */
    private static double extreme(List<Double> values, int sign) {
        double result = Double.NaN;
        for (double value : values) {
            if (Double.isNaN(result) || (sign < 0 ? value < result : value > result)) {
                result = value;
            }
        }
        return result;
    }

    private static Batch metrics(List<Row> rows, int from) {
        int n = rows.size();
        BitSet noStep = new BitSet();
        BitSet noValue = new BitSet();
        List<String> dictionary = new ArrayList<>(List.of("unused"));
        int[] codes = new int[n];
        long[] steps = new long[n];
        double[] values = new double[n];
        long[] seq = new long[n];
        for (int i = 0; i < n; i++) {
            Row row = rows.get(i);
            if (!dictionary.contains(row.tag)) {
                dictionary.add(row.tag);
            }
            codes[i] = dictionary.indexOf(row.tag);
            noStep.set(i, row.step == null);
            noValue.set(i, row.value == null);
            steps[i] = row.step == null ? 0 : row.step;
            values[i] = row.value == null ? 0 : row.value;
            seq[i] = from + i;
        }
        return new Batch(
                n,
                List.of(
                        new Values.Texts(codes, dictionary),
                        new Values.Longs(steps, noStep.isEmpty() ? null : noStep),
                        new Values.Doubles(new double[n]),
                        new Values.Doubles(values, noValue.isEmpty() ? null : noValue),
                        new Values.Longs(seq)));
    }

    @Property(tries = 200)
    void slicesJoinedAreTheWhole(@ForAll("rows") List<Row> rows, @ForAll @IntRange(max = 60) int at) {
        Batch batch = metrics(rows, 0);
        int cut = Math.min(at, rows.size());
        for (Values values : batch.columns()) {
            Values joined = ValuesJoin.join(
                    values.type(), List.of(ValuesSlice.of(values, 0, cut), ValuesSlice.of(values, cut, rows.size())));
            assertThat(joined.size()).isEqualTo(rows.size());
            for (int i = 0; i < rows.size(); i++) {
                assertThat(joined.isMissing(i)).isEqualTo(values.isMissing(i));
                assertThat(joined.text(i)).isEqualTo(values.text(i));
                assertThat(joined.number(i)).isEqualTo(Double.valueOf(values.number(i)));
            }
        }
    }
}
