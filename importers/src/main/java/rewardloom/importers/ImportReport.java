package rewardloom.importers;

import java.util.List;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Table;

/**
 * What an import did.
 *
 * @param added the tables that are new in the project
 * @param files every file that was looked at
 * @param alreadyThere names of the files whose bytes the project had before
 * @param problems what was wrong, over all files; each place begins with the file's name
 */
public record ImportReport(
        List<Table> added, List<InspectedFile> files, List<String> alreadyThere, List<Problem> problems) {

    public ImportReport {
        added = List.copyOf(added);
        files = List.copyOf(files);
        alreadyThere = List.copyOf(alreadyThere);
        problems = List.copyOf(problems);
    }
}
