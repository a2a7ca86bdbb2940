package rewardloom.app.notice;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import rewardloom.viewers.ViewAction;

/** Everything that waits to be read, oldest first. Belongs to the JavaFX thread. */
public final class Notices {
    private static final int MANY = 5;
    private final ObservableList<Notice> shown = FXCollections.observableArrayList();
    private final ObservableList<Notice> readShown = FXCollections.unmodifiableObservableList(shown);

    public ObservableList<Notice> shown() {
        return readShown;
    }

    /** Tells that something was done. */
    public void done(String message, ViewAction... offers) {
        add(new Notice(Notice.Severity.DONE, message, "", List.of(offers)));
    }

    /** Tells of something that was not as expected. */
    public void warn(String message, ViewAction... offers) {
        add(new Notice(Notice.Severity.WARNING, message, "", List.of(offers)));
    }

    /**
     * Tells that something failed.
     *
     * @param what what was tried, as in {@code "Export the figure"}
     */
    public void failed(String what, Throwable error, ViewAction... offers) {
        add(new Notice(
                Notice.Severity.ERROR,
                what + ": " + sentence(error),
                Crash.of(error).details(),
                List.of(offers)));
    }

    /** It was read. */
    public void dismiss(Notice notice) {
        shown.remove(notice);
    }

    private void add(Notice notice) {
        shown.remove(notice);
        while (shown.size() >= MANY) {
            shown.removeFirst();
        }
        shown.add(notice);
    }

    /** What an error says, with words where Java's file errors have only a path. */
    static String sentence(Throwable error) {
        String message = error.getMessage();
        return switch (error) {
            case NoSuchFileException e -> "there is no file " + e.getFile();
            case AccessDeniedException e -> "no permission for " + e.getFile();
            case FileSystemException e when e.getReason() != null -> e.getFile() + ": " + e.getReason();
            default -> message == null || message.isBlank() ? error.getClass().getSimpleName() : message;
        };
    }
}
