package rewardloom.importers.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import rewardloom.importers.CollectingSink;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

class RowWriterTest {

    @Test
    void aRowThatHasNotEndedIsDropped() throws IOException {
        TableSpec spec = new TableSpec(
                Kind.STEPS,
                "a",
                "a",
                List.of(
                        new Column("n", ColumnType.FLOAT64),
                        new Column("i", ColumnType.INT64),
                        new Column("texts", ColumnType.TEXT_LIST),
                        new Column("numbers", ColumnType.FLOAT64_LIST)));
        CollectingSink sink = new CollectingSink();
        RowWriter writer = new RowWriter(sink, spec);
        writer.number(0, 1);
        writer.texts(2, List.of("a", "b"));
        writer.end();
        writer.number(0, 2);
        writer.texts(2, List.of("lost"));
        writer.numbers(3, new double[] {1, 2}, 2);
        writer.finish();
        writer.number(0, 3);
        writer.whole(1, 7);
        writer.end();
        writer.finish();
        MemoryTables tables = sink.tables();
        Columns columns = tables.columns(tables.list().getFirst(), List.of("n", "i", "texts", "numbers"));
        assertThat(columns.doubles("n")).containsExactly(1, 3);
        assertThat(columns.get("i").isMissing(0)).isTrue();
        assertThat(columns.get("i").isMissing(1)).isFalse();
        Values texts = columns.get("texts");
        assertThat(texts.text(0)).isEqualTo("a b");
        assertThat(texts.isMissing(1)).isTrue();
        assertThat(columns.get("numbers").isMissing(1)).isTrue();
    }
}
