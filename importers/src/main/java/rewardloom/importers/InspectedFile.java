package rewardloom.importers;

import rewardloom.model.project.Staged;

/**
 * One file after parsing: what it holds and what was wrong with it.
 *
 * @param source the file
 * @param format id of the importer, or the empty string if no importer knows the file
 * @param title name of the format for people, or the empty string
 * @param why how the format was recognised, or the empty string
 * @param staged its tables, ready to be committed, and its problems
 */
public record InspectedFile(Source source, String format, String title, String why, Staged staged) {

    /** Whether an importer knows the file. */
    public boolean isKnown() {
        return !format.isEmpty();
    }
}
