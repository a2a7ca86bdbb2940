package rewardloom.app.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.app.AtOnce;
import rewardloom.app.setting.MappingStore;
import rewardloom.importers.Importers;
import rewardloom.importers.Importing;
import rewardloom.importers.Mapping;
import rewardloom.model.project.Project;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;

class MappingModelTest {
    @TempDir
    private Path folder;

    private Project project;
    private MappingStore store;

    @BeforeEach
    void open() throws IOException {
        project = Project.create(folder.resolve("study.loom"));
        store = new MappingStore(folder.resolve("settings/mappings.json"));
        Files.createDirectories(folder.resolve("lab/a"));
        Files.createDirectories(folder.resolve("lab/b"));
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void aTableIsMappedKeptAndOfferedAgain() throws IOException {
        write("a", "zeit,note,wert\n1,x,0.5\n2,y,0.75\n");
        write("b", "zeit,note,wert\n1,z,7\n");
        ImportModel model = model();
        MappingModel mapping = mapping(model);
        model.read(List.of(folder.resolve("lab")));
        mapping.look(model.files().getFirst());
        assertThat(mapping.fields()).extracting(f -> f.field().name()).containsExactly("zeit", "note", "wert");
        assertThat(mapping.nameProperty().get()).isEqualTo("werte");

        mapping.kindProperty().set(Kind.METRICS);
        mapping.set(mapping.fields().get(0).with(Role.of(RoleType.STEP)));
        mapping.set(mapping.fields().get(1).with(false));
        mapping.set(mapping.fields().get(2).with(Role.of(RoleType.GOLD)).with("gold score"));
        mapping.nameProperty().set("lab");
        mapping.apply(true);

        assertThat(model.stateProperty().get()).isEqualTo(ImportModel.State.PREVIEW);
        assertThat(model.files()).allMatch(f -> f.title().equals("Mapping lab"));
        model.commit();
        assertThat(project.list()).hasSize(2).allMatch(t -> t.kind() == Kind.METRICS);
        Table first = project.list().getFirst();
        assertThat(first.tag(RoleType.GOLD).orElseThrow().tag()).isEqualTo("gold score");
        assertThat(first.tag(RoleType.GOLD).orElseThrow().lastStep()).isEqualTo(2);

        write("b", "zeit,note,wert\n1,z,8\n");
        ImportModel later = model();
        MappingModel offering = mapping(later);
        later.read(List.of(folder.resolve("lab")));
        offering.findOffers();
        assertThat(offering.offers()).singleElement().satisfies(o -> {
            assertThat(o.mapping().name()).isEqualTo("lab");
            assertThat(o.files()).extracting(f -> f.source().name()).contains("b/werte.csv");
        });
        offering.use(offering.offers().getFirst());
        assertThat(later.files()).anyMatch(f -> f.title().equals("Mapping lab"));
        assertThat(offering.offers()).isEmpty();
    }

    @Test
    void whatIsNotCompleteIsSaid() throws IOException {
        write("a", "x,y\n1,2\n");
        ImportModel model = model();
        MappingModel mapping = mapping(model);
        model.read(List.of(folder.resolve("lab")));
        mapping.look(model.files().getFirst());
        mapping.set(mapping.fields().get(0).with("same"));
        mapping.set(mapping.fields().get(1).with("same"));
        assertThat(mapping.mapping()).isEmpty();
        assertThat(mapping.messageProperty().get()).contains("two fields shall become the column 'same'");
        mapping.set(mapping.fields().get(1).with(" "));
        assertThat(mapping.mapping()).isEmpty();
        assertThat(mapping.messageProperty().get()).contains("needs a name");
        mapping.set(mapping.fields().get(0).with(false));
        mapping.set(mapping.fields().get(1).with(false));
        assertThat(mapping.mapping()).isEmpty();
        assertThat(mapping.messageProperty().get()).contains("at least one field");
    }

    @Test
    void whatIsNoTableCannotBeMapped() throws IOException {
        Files.write(folder.resolve("lab/a/events.out.tfevents.1"), new byte[] {1, 2, 3});
        ImportModel model = model();
        MappingModel mapping = mapping(model);
        model.read(List.of(folder.resolve("lab")));
        mapping.look(model.files().getFirst());
        assertThat(mapping.fields()).isEmpty();
        assertThat(mapping.messageProperty().get()).contains("this file is none");
        mapping.apply(false);
        assertThat(store.list()).isEmpty();
    }

    @Test
    void keptMappingsReplaceThoseOfTheSameName() throws IOException {
        Mapping first = new Mapping("m", Kind.SCORES, List.of(new Mapping.Column("a", "a", Role.NONE)));
        Mapping second = new Mapping("m", Kind.STEPS, List.of(new Mapping.Column("b", "b", Role.NONE)));
        store.keep(first);
        store.keep(second);
        assertThat(store.list()).containsExactly(second);
        Files.writeString(store.file(), "{ broken");
        assertThatThrownBy(() -> store.keep(first))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("mappings.json");
        assertThat(Files.readString(store.file())).isEqualTo("{ broken");
    }

    private void write(String run, String text) throws IOException {
        Files.writeString(folder.resolve("lab/" + run + "/werte.csv"), text);
    }

    private ImportModel model() {
        return new ImportModel(project, new Importing(Importers.installed()), new AtOnce());
    }

    private MappingModel mapping(ImportModel model) {
        MappingModel mapping = new MappingModel(model, new AtOnce(), store);
        mapping.onFailure(e -> {
            throw new AssertionError(e);
        });
        return mapping;
    }
}
