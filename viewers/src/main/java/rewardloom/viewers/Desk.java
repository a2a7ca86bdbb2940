package rewardloom.viewers;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import rewardloom.model.moment.Moment;

/** What a view may ask of the window around it. Used on the JavaFX thread. */
public interface Desk {

    /** Lets the user choose files to import into the study. */
    void importFiles();

    /**
     * Says that something was done, without stopping anybody.
     *
     * @param message a sentence
     * @param offers what can be done about it
     */
    void inform(String message, ViewAction... offers);

    /**
     * Says that something failed; the details can be copied.
     *
     * @param what what was tried, as in {@code "Export the figure"}
     * @param error why it failed
     */
    void failed(String what, Exception error);

    /**
     * Asks where a file shall be written.
     *
     * @param title what is saved
     * @param name proposed file name with its extension
     * @return the place, or nothing when the user thinks better of it
     */
    Optional<Path> askWhereToSave(String title, String name);

    /**
     * Asks which file shall be read.
     *
     * @param title what is read
     * @return the file, or nothing when the user thinks better of it
     */
    Optional<Path> askForFile(String title);

    /**
     * Asks which folder shall be read.
     *
     * @param title what is read
     * @return the folder, or nothing when the user thinks better of it
     */
    Optional<Path> askForFolder(String title);

    /** Opens a file or folder with the desktop's own program for it. */
    void open(Path file);

    /** Puts a text on the clipboard and says so. */
    void copy(String text, String what);

    /**
     * Shows an analysis with some of its settings changed.
     *
     * @param id of the analysis
     * @param settings texts by parameter
     */
    default void analyze(String id, Map<String, String> settings) {}

    /**
     * Adds a figure of an analysis to a dashboard.
     *
     * @param id of the analysis
     * @param figure name of the figure
     * @param settings texts of the parameters that differ from their defaults
     */
    default void pin(String id, String figure, Map<String, String> settings) {}

    /** Shows what was logged at a time in training, in the view that knows how. */
    default void show(Moment moment) {}

    /** Does nothing; for tests. */
    Desk NONE = new Desk() {
        @Override
        public void importFiles() {}

        @Override
        public void inform(String message, ViewAction... offers) {}

        @Override
        public void failed(String what, Exception error) {
            throw new IllegalStateException(what, error);
        }

        @Override
        public Optional<Path> askWhereToSave(String title, String name) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> askForFile(String title) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> askForFolder(String title) {
            return Optional.empty();
        }

        @Override
        public void open(Path file) {}

        @Override
        public void copy(String text, String what) {}
    };
}
