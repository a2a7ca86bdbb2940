package rewardloom.importers.follow;

import java.nio.file.Path;
import java.util.List;

/**
 * What one look at followed files has shown.
 *
 * @param grew files to which something was written
 * @param rows number of rows that came
 * @param readAnew files that were written anew and read as a whole
 * @param added files that are new
 * @param shrank files that are shorter than before; they were read as a whole
 * @param gone files that are not there any more; what the study has of them stays
 * @param ended files whose run is over
 * @param failed what could not be read, and why
 */
public record Update(
        List<Path> grew,
        long rows,
        List<Path> readAnew,
        List<Path> added,
        List<Path> shrank,
        List<Path> gone,
        List<Path> ended,
        List<String> failed) {

    public Update {
        grew = List.copyOf(grew);
        readAnew = List.copyOf(readAnew);
        added = List.copyOf(added);
        shrank = List.copyOf(shrank);
        gone = List.copyOf(gone);
        ended = List.copyOf(ended);
        failed = List.copyOf(failed);
    }

    /** Whether there is anything to tell. */
    public boolean isQuiet() {
        return grew.isEmpty()
                && readAnew.isEmpty()
                && added.isEmpty()
                && shrank.isEmpty()
                && gone.isEmpty()
                && ended.isEmpty()
                && failed.isEmpty();
    }
}
