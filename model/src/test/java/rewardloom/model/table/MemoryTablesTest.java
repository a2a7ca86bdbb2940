package rewardloom.model.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTablesTest {

    @Test
    void seriesOfOneRunShareATable() {
        MemoryTables tables = new MemoryTables()
                .addSeries("single-seed0", "objective/kl", new long[] {0, 1}, new double[] {0, .5})
                .addSeries("single-seed0", "reward/gold", new long[] {0, 1, 1, 0}, new double[] {1, Double.NaN, 3, -2})
                .addSeries("single-seed1", "reward/gold", new long[] {0}, new double[] {1});
        assertThat(tables.list()).hasSize(2);
        Table table = tables.list().getFirst();
        assertThat(table.rows()).isEqualTo(6);
        assertThat(table.runName().group()).isEqualTo("single");
        assertThat(table.tag(RoleType.GOLD))
                .contains(
                        new SeriesSummary("reward/gold", Role.of(RoleType.GOLD), 4, 0, 0, 1, -2, -2, 3, 1, 1, 1, true));
        Series gold = tables.series(table, "reward/gold");
        assertThat(gold.steps()).containsExactly(0, 1, 1, 0);
        assertThat(gold.values()).containsExactly(1, Double.NaN, 3, -2);
        assertThat(gold.wallTimes()).containsOnly(Double.NaN);
        assertThat(tables.columns(table, List.of("seq")).longs("seq")).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void batchesAreJoined() {
        TableSpec spec = new TableSpec(
                Kind.RESPONSES,
                "responses",
                "",
                List.of(
                        new Column("step", ColumnType.INT64),
                        new Column("response", ColumnType.TEXT),
                        new Column("correct", ColumnType.BOOL),
                        new Column("reward", ColumnType.FLOAT64),
                        new Column("tokens", ColumnType.TEXT_LIST),
                        new Column("logprobs", ColumnType.FLOAT64_LIST)));
        BitSet second = new BitSet();
        second.set(1);
        Batch a = new Batch(
                2,
                List.of(
                        new Values.Longs(new long[] {1, 2}, second),
                        new Values.Texts(new int[] {1, -1}, List.of("unused", "x")),
                        new Values.Bools(new boolean[] {true, false}),
                        new Values.Doubles(new double[] {1, 2}),
                        new Values.TextLists(
                                new Values.Texts(new int[] {0, 1}, List.of("a", "b")), new int[] {0, 2, 2}),
                        new Values.DoubleLists(new double[] {.1, .2}, new int[] {0, 1, 2})));
        Batch b = new Batch(
                1,
                List.of(
                        new Values.Longs(new long[] {3}),
                        new Values.Texts(new int[] {0}, List.of("y")),
                        new Values.Bools(new boolean[] {true}, second),
                        new Values.Doubles(new double[] {3}),
                        new Values.TextLists(new Values.Texts(new int[] {0, 0}, List.of("b")), new int[] {1, 2}),
                        new Values.DoubleLists(new double[] {.3, .4, .5}, new int[] {1, 3})));
        MemoryTables tables = new MemoryTables().add(spec, a, b);
        Table table = tables.list(Kind.RESPONSES).getFirst();
        Columns columns = tables.columns(table, List.of("step", "response", "correct", "tokens", "logprobs"));
        assertThat(columns.rows()).isEqualTo(3);
        assertThat(columns.get("step").isMissing(1)).isTrue();
        assertThat(columns.longs("step")).containsExactly(1, 0, 3);
        assertThat(columns.get("response").text(0)).isEqualTo("x");
        assertThat(columns.get("response").isMissing(1)).isTrue();
        assertThat(columns.get("response").text(2)).isEqualTo("y");
        assertThat(columns.get("tokens").text(0)).isEqualTo("a b");
        assertThat(columns.get("tokens").isMissing(1)).isTrue();
        assertThat(columns.get("tokens").text(2)).isEqualTo("b");
        assertThat(columns.get("logprobs").text(2)).isEqualTo("[0.4, 0.5]");
        assertThat(table.column(RoleType.RESPONSE)).map(Column::name).contains("response");
        assertThat(table.tag(RoleType.STEP)).map(SeriesSummary::count).contains(2L);
        assertThat(table.tag(RoleType.REWARD)).map(SeriesSummary::max).contains(3.0);
    }

    @Test
    void whatIsNotThereIsSaid() {
        MemoryTables tables = new MemoryTables().addSeries("r", "a", new long[] {0}, new double[] {1});
        Table table = tables.list().getFirst();
        assertThatThrownBy(() -> tables.series(table, "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'b'");
        assertThatThrownBy(() -> tables.columns(table, List.of("c"))).hasMessageContaining("'c'");
        assertThatThrownBy(() -> new MemoryTables().series(table, "a")).hasMessageContaining("no table");
    }
}
