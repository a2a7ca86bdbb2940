package rewardloom.importers.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.importers.CollectingSink;
import rewardloom.importers.FieldPreview;
import rewardloom.importers.Importers;
import rewardloom.importers.Importing;
import rewardloom.importers.InspectedFile;
import rewardloom.importers.Mapping;
import rewardloom.importers.Source;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Series;
import rewardloom.model.table.Table;

class MappedImporterTest {
    private static final Mapping LAB = new Mapping(
            "lab log",
            Kind.METRICS,
            List.of(
                    column("Schritt", "step", RoleType.STEP),
                    column("Lauf", "run", RoleType.RUN),
                    new Mapping.Column("Belohnung", "reward/total", Role.of(RoleType.REWARD)),
                    new Mapping.Column("Teil A", "a", Role.of(RoleType.COMPONENT, "a"))));

    @TempDir
    private Path folder;

    private static Mapping.Column column(String field, String column, RoleType role) {
        return new Mapping.Column(field, column, Role.of(role));
    }

    @Test
    void aTableOfSeveralRunsBecomesMetricsWithTheUsersNamesAndRoles() throws IOException {
        Path file = Files.writeString(folder.resolve("werte.csv"), """
            Schritt;Lauf;Belohnung;Teil A;Notiz
            1;x;0.5;0.25;eins
            2;x;0.75;0.5;
            1;y;-1;nan;zwei
            """);

        List<InspectedFile> files =
                new Importing(Importers.installed()).inspectAs(new MappedImporter(LAB), List.of(file), Progress.NONE);

        List<Table> tables =
                files.getFirst().staged().tables().stream().map(t -> t.table()).toList();
        assertThat(tables).extracting(Table::run).containsExactly("x", "y");
        assertThat(tables).allMatch(t -> t.kind() == Kind.METRICS);
        assertThat(tables.getFirst().tag(RoleType.REWARD).orElseThrow().tag()).isEqualTo("reward/total");
        assertThat(tables.getFirst()
                        .tag(RoleType.COMPONENT)
                        .orElseThrow()
                        .role()
                        .detail())
                .isEqualTo("a");
        assertThat(tables.getFirst().tag(RoleType.REWARD).orElseThrow().last()).isEqualTo(0.75);
        assertThat(files.getFirst().staged().provenance().format()).isEqualTo(MappedImporter.ID);
    }

    @Test
    void jsonLinesBecomeResponses() throws IOException {
        Path file = Files.writeString(folder.resolve("dump.jsonl"), """
            {"q": {"id": 7, "text": "why"}, "out": "because", "marks": [1, 2.5], "ok": true}
            {"q": {"id": 8, "text": "how"}, "out": "so", "marks": [], "ok": false}
            """);
        Mapping mapping = new Mapping(
                "dump",
                Kind.RESPONSES,
                List.of(
                        column("q/id", "prompt_id", RoleType.PROMPT_ID),
                        column("q/text", "prompt", RoleType.PROMPT),
                        column("out", "response", RoleType.RESPONSE),
                        column("marks", "token_rewards", RoleType.TOKEN_REWARDS),
                        column("ok", "correct", RoleType.CORRECT)));

        MemoryTables tables = read(file, mapping).tables();

        Table table = tables.list().getFirst();
        assertThat(table.kind()).isEqualTo(Kind.RESPONSES);
        assertThat(table.rows()).isEqualTo(2);
        assertThat(table.columns())
                .extracting(Column::name)
                .containsExactly("prompt_id", "prompt", "response", "token_rewards", "correct");
        assertThat(tables.columns(table, List.of("response")).get("response").text(0))
                .isEqualTo("because");
        assertThat(tables.columns(table, List.of("token_rewards"))
                        .get("token_rewards")
                        .text(0))
                .isEqualTo("[1.0, 2.5]");
    }

    @Test
    void linesThatDoNotFitAndFieldsThatAreNotThereAreReported() throws IOException {
        StringBuilder text = new StringBuilder("Schritt,Belohnung\n");
        for (int i = 0; i < 300; i++) {
            text.append(i).append(',').append(i * .5).append('\n');
        }
        text.append("kaputt,zeile,zu,lang\n");
        Path file = Files.writeString(folder.resolve("werte.csv"), text);

        CollectingSink sink = read(file, LAB);

        assertThat(sink.problemKinds()).contains("missing-field", "broken-cell");
        assertThat(sink.problem("missing-field").where()).contains("Teil A");
        MemoryTables tables = sink.tables();
        Series series = tables.series(tables.list().getFirst(), "reward/total");
        assertThat(series.size()).isEqualTo(300);
    }

    @Test
    void aFileWithNoneOfTheFieldsOrNoTableAtAllSaysSo() throws IOException {
        Path other = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
        assertThat(read(other, LAB).problemKinds()).contains("no-columns");
        Path binary = Files.write(folder.resolve("x.parquet"), new byte[] {'P', 'A', 'R', '1', 0, 0});
        assertThat(read(binary, LAB).problemKinds()).contains("not-a-table");
        assertThat(MappedImporter.fields(new Source(binary, "x"))).isEmpty();
    }

    @Test
    void theFieldsOfATableCanBeSeenBefore() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "n,name,x\n1,one,0.5\n2,two,\n");
        List<FieldPreview> fields = MappedImporter.fields(new Source(file, "a.csv"));
        assertThat(fields).extracting(FieldPreview::name).containsExactly("n", "name", "x");
        assertThat(fields)
                .extracting(FieldPreview::type)
                .containsExactly(ColumnType.INT64, ColumnType.TEXT, ColumnType.FLOAT64);
        assertThat(fields.get(1).examples()).containsExactly("one", "two");
        assertThat(fields.get(2).examples()).containsExactly("0.5");
    }

    @Test
    void aMappingIsKeptAsJsonAndReadBack() {
        assertThat(Mapping.read(Mapping.write(List.of(LAB)))).containsExactly(LAB);
        assertThat(LAB.fits(List.of("Schritt", "Lauf", "Belohnung", "Teil A", "Notiz")))
                .isTrue();
        assertThat(LAB.fits(List.of("Schritt"))).isFalse();
        assertThatThrownBy(() -> Mapping.read("{\"name\": \"x\", \"kind\": \"metric\", \"columns\": []}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x");
        assertThatThrownBy(() -> Mapping.read("{\"kind\": \"metrics\", \"columns\": [{\"column\": \"a\"}]}"))
                .hasMessageContaining("field");
        assertThatThrownBy(() -> Mapping.read("no json")).hasMessageContaining("this is no mapping");
    }

    private static CollectingSink read(Path file, Mapping mapping) throws IOException {
        CollectingSink sink = new CollectingSink();
        new MappedImporter(mapping).read(new Source(file, "file"), sink, Progress.NONE);
        return sink;
    }
}
