package rewardloom.model.project;

import java.util.ArrayList;
import java.util.List;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Provenance;

/**
 * What one file held.
 *
 * @param provenance the file
 * @param tables its tables
 * @param media the images and clips that its tables name
 * @param problems what was bad in the file
 * @param findings what is odd about the data in it; nothing was left out
 */
public record Staged(
        Provenance provenance,
        List<StagedTable> tables,
        List<StagedMedia> media,
        List<Problem> problems,
        List<Problem> findings) {

    public Staged {
        tables = List.copyOf(tables);
        media = List.copyOf(media);
        problems = List.copyOf(problems);
        findings = List.copyOf(findings);
    }

    /** A file of which nothing could be read. */
    public static Staged nothing(Provenance provenance, Problem problem) {
        return new Staged(provenance, List.of(), List.of(), List.of(problem), List.of());
    }

    /** The same file with other tables, such as with corrected roles. */
    public Staged withTables(List<StagedTable> newTables) {
        return new Staged(provenance, newTables, media, problems, findings);
    }

    /** The same file with more that is odd about its data. */
    public Staged withFindings(List<Problem> more) {
        List<Problem> all = new ArrayList<>(findings);
        all.addAll(more);
        return new Staged(provenance, tables, media, problems, all);
    }

    /** The same file with one more thing that was bad in it. */
    public Staged withProblem(Problem problem) {
        List<Problem> all = new ArrayList<>(problems);
        all.add(problem);
        return new Staged(provenance, tables, media, all, findings);
    }
}
