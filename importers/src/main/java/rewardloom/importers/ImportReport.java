package rewardloom.importers;

import java.util.List;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Table;

/**
 * What an import did.
 *
 * @param added the tables that are new in the project
 * @param files every file that was looked at
 * @param updated names of the files of which the project had an older reading, which gave way
 * @param alreadyThere names of the files whose bytes the project had before
 * @param problems what was wrong, over all files; each place begins with the file's name
 * @param findings what is odd about the data, over all files; each place begins with the file's name
 */
public record ImportReport(
        List<Table> added,
        List<InspectedFile> files,
        List<String> updated,
        List<String> alreadyThere,
        List<Problem> problems,
        List<Problem> findings) {

    public ImportReport {
        added = List.copyOf(added);
        files = List.copyOf(files);
        updated = List.copyOf(updated);
        alreadyThere = List.copyOf(alreadyThere);
        problems = List.copyOf(problems);
        findings = List.copyOf(findings);
    }
}
