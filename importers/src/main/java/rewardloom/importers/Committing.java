package rewardloom.importers;

import java.util.ArrayList;
import java.util.List;
import rewardloom.model.project.Project;
import rewardloom.model.project.Staged;
import rewardloom.model.project.StagedTable;
import rewardloom.model.table.Problem;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;

/**
 * Adds staged files to a project in one transaction. A file that has grown since the project read it takes the place of its older
 * reading. Not thread-safe.
 */
final class Committing {
    private final Project project;
    private final CommitOptions options;
    private final List<Staged> wanted = new ArrayList<>();
    private final List<Table> replaced = new ArrayList<>();
    private final List<String> updated = new ArrayList<>();
    private final List<String> alreadyThere = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> findings = new ArrayList<>();

    Committing(Project project, CommitOptions options) {
        this.project = project;
        this.options = options;
    }

    ImportReport run(List<InspectedFile> staged) {
        List<Table> before = project.list();
        for (InspectedFile file : staged) {
            take(file, before);
        }
        List<Table> added = wanted.isEmpty() ? List.of() : project.commit(wanted, replaced);
        return new ImportReport(added, staged, updated, alreadyThere, problems, findings);
    }

    private void take(InspectedFile file, List<Table> before) {
        Staged tables = file.staged();
        if (tables.problems().stream().anyMatch(p -> p.kind().equals(FileReader.ALREADY_THERE))) {
            alreadyThere.add(file.source().name());
        } else if (tables.tables().isEmpty()) {
            project.discard(tables);
        } else if (project.contains(tables.provenance().sha256())) {
            alreadyThere.add(file.source().name());
            project.discard(tables);
        } else {
            tables = project.restarted(tables, options.restarts());
            tables = replacing(file, tables, before);
            wanted.add(tables);
        }
        tables.problems().forEach(problem -> problems.add(placed(file, problem)));
        tables.findings().forEach(finding -> findings.add(placed(file, finding)));
    }

    private Staged replacing(InspectedFile file, Staged tables, List<Table> before) {
        List<Table> older = before.stream()
                .filter(t -> t.provenance().file().equals(tables.provenance().file()))
                .toList();
        if (older.isEmpty()) {
            return tables;
        }
        if (file.grown() || options.replace() || holdsAll(tables, older)) {
            replaced.addAll(older);
            updated.add(file.source().name());
            return tables;
        }
        return tables.withProblem(Problem.warning(
                "rewritten",
                "whole file",
                "the study has an older reading of this file, of which the file lacks some now: both are kept; replace"
                        + " the older one if it is of no use any more"));
    }

    /** Whether every series of the older tables is there, as long and with the same beginning. */
    private static boolean holdsAll(Staged tables, List<Table> older) {
        return older.stream()
                .allMatch(
                        old -> tables.tables().stream().map(StagedTable::table).anyMatch(t -> holdsAll(t, old)));
    }

    private static boolean holdsAll(Table table, Table old) {
        return table.kind() == old.kind()
                && table.run().equals(old.run())
                && table.rows() >= old.rows()
                && old.series().stream().allMatch(o -> table.series().stream().anyMatch(s -> continues(s, o)));
    }

    private static boolean continues(SeriesSummary series, SeriesSummary old) {
        return series.tag().equals(old.tag())
                && series.count() >= old.count()
                && series.firstStep() == old.firstStep()
                && Double.compare(series.first(), old.first()) == 0
                && !(series.min() > old.min())
                && !(series.max() < old.max());
    }

    private static Problem placed(InspectedFile file, Problem problem) {
        String place =
                problem.where().isEmpty() ? file.source().name() : file.source().name() + ", " + problem.where();
        return new Problem(problem.severity(), problem.kind(), place, problem.count(), problem.message());
    }
}
