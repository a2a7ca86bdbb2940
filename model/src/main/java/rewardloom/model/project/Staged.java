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
 * @param problems what was bad in it
 */
public record Staged(Provenance provenance, List<StagedTable> tables, List<StagedMedia> media, List<Problem> problems) {

    public Staged {
        tables = List.copyOf(tables);
        media = List.copyOf(media);
        problems = List.copyOf(problems);
    }

    /** A file of which nothing could be read. */
    public static Staged nothing(Provenance provenance, Problem problem) {
        return new Staged(provenance, List.of(), List.of(), List.of(problem));
    }

    /** The same file with other tables, such as with corrected roles. */
    public Staged withTables(List<StagedTable> newTables) {
        return new Staged(provenance, newTables, media, problems);
    }

    /** The same file with more to say about it. */
    public Staged withProblems(List<Problem> more) {
        List<Problem> all = new ArrayList<>(problems);
        all.addAll(more);
        return new Staged(provenance, tables, media, all);
    }
}
