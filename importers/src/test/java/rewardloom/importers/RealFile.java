package rewardloom.importers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.StagedTable;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;

/**
 * A file that another program wrote, as {@code inspect} sees it.
 *
 * @param inspected what inspect says
 */
record RealFile(InspectedFile inspected) {

    static RealFile of(Path path) {
        return new RealFile(new Importing(Importers.installed())
                .inspect(List.of(path), null, Progress.NONE)
                .getFirst());
    }

    List<StagedTable> staged() {
        return inspected.staged().tables();
    }

    /** Tables of one kind. */
    List<Table> tables(Kind kind) {
        return staged().stream()
                .map(StagedTable::table)
                .filter(t -> t.kind() == kind)
                .toList();
    }

    /** The only table that holds data: settings and media may stand beside it. */
    Table data() {
        List<Table> found = staged().stream()
                .map(StagedTable::table)
                .filter(t -> t.kind() != Kind.CONFIG && t.kind() != Kind.MEDIA)
                .toList();
        assertThat(found).as("tables of data").hasSize(1);
        return found.getFirst();
    }

    boolean hasData() {
        return staged().stream()
                .anyMatch(t -> t.table().kind() != Kind.CONFIG && t.table().kind() != Kind.MEDIA);
    }

    /** A tag or a numeric column. */
    static Optional<SeriesSummary> series(Table table, String name) {
        return table.series().stream().filter(s -> s.tag().equals(name)).findFirst();
    }

    /** How often a kind of problem was met. */
    long problems(String kind) {
        return inspected.staged().problems().stream()
                .filter(p -> p.kind().equals(kind))
                .mapToLong(Problem::count)
                .sum();
    }

    List<String> problemKinds() {
        return inspected.staged().problems().stream().map(Problem::kind).toList();
    }
}
