package rewardloom.app.window;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks for files and folders; tests answer without a desktop. */
public interface Choosers {

    /** A place for a new study. */
    Optional<Path> newStudy();

    /** The folder of a study. */
    Optional<Path> study();

    /** Files to import. */
    List<Path> files();

    /** A folder to import. */
    Optional<Path> folder();

    /** One file to read; the title says for what. */
    Optional<Path> file(String title);

    /** A folder to read; the title says for what. */
    Optional<Path> folder(String title);

    /**
     * Where to write a file.
     *
     * @param title what is written
     * @param name proposed name with extension
     */
    Optional<Path> save(String title, String name);
}
