package rewardloom.importers;

import rewardloom.model.project.Staged;

/**
 * One file after parsing: what it holds and what was wrong with it.
 *
 * @param source the file
 * @param format id of the importer, or the empty string if no importer knows the file
 * @param title name of the format for people, or the empty string
 * @param why how the format was recognised, or the empty string
 * @param grown whether its bytes begin with those of an older reading that the project has of the same file
 * @param staged its tables, ready to be committed, and its problems
 */
public record InspectedFile(Source source, String format, String title, String why, boolean grown, Staged staged) {

    /** A file that no importer has read. */
    static InspectedFile unread(Source source, Staged staged) {
        return new InspectedFile(source, "", "", "", false, staged);
    }

    /** Whether an importer knows the file. */
    public boolean isKnown() {
        return !format.isEmpty();
    }

    /** The same file with other tables, or more to say about it. */
    public InspectedFile with(Staged newStaged) {
        return new InspectedFile(source, format, title, why, grown, newStaged);
    }
}
