package rewardloom.app.follow;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Importing;
import rewardloom.importers.follow.Following;
import rewardloom.importers.follow.Update;
import rewardloom.model.project.Project;
import rewardloom.viewers.work.Background;

/** Follows the files of one study: looks at them when it is told that time has passed, and says what came. JavaFX thread. */
public final class FollowingModel {
    /** Shortest time between two readings of a growing file as a whole. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Project project;
    private final Importing importing;
    private final Background background;
    private final Consumer<String> told;
    private final ReadOnlyBooleanWrapper active = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private volatile @Nullable Following following;
    private boolean looking;
    private long rows;

    /**
     * @param project the study
     * @param importing reads files
     * @param background where files are looked at
     * @param told hears of what is worth a notice: runs that ended, files that went
     */
    public FollowingModel(Project project, Importing importing, Background background, Consumer<String> told) {
        this.project = project;
        this.importing = importing;
        this.background = background;
        this.told = told;
    }

    /** Whether files are followed. */
    public ReadOnlyBooleanProperty activeProperty() {
        return active.getReadOnlyProperty();
    }

    /** What is followed and what came, in a few words; empty when nothing is. */
    public ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }

    /** Follows the files of the study, and what appears in some folders. */
    public void start(List<Path> folders) {
        stop();
        Following fresh = new Following(importing, project, PAUSE);
        following = fresh;
        rows = 0;
        looking = true;
        active.set(true);
        text.set("Following …");
        background.latest(
                this,
                "",
                progress -> {
                    fresh.followKnown();
                    fresh.followFolders(folders);
                    return fresh.files().size();
                },
                count -> {
                    looking = false;
                    if (count == 0 && folders.isEmpty()) {
                        told.accept("None of the files of this study is where it was imported from any more.");
                        stop();
                    } else {
                        text.set(followed(count));
                        tick();
                    }
                },
                this::failed);
    }

    /** Some seconds have passed. */
    public void tick() {
        Following current = following;
        if (current == null || looking) {
            return;
        }
        looking = true;
        background.latest(
                this,
                "",
                progress -> new Looked(current.look(progress), current.files().size()),
                this::looked,
                this::failed);
    }

    private record Looked(Update update, int files) {}

    private void looked(Looked looked) {
        looking = false;
        Update update = looked.update;
        rows += update.rows();
        text.set(followed(looked.files)
                + (rows == 0 ? "" : String.format(Locale.ROOT, " · %,d %s came", rows, rows == 1 ? "row" : "rows")));
        tell(update.ended(), "ended", "The run of %s has ended.");
        tell(update.gone(), "went", "%s is not there any more; what was read of it stays.");
        tell(update.shrank(), "shrank", "%s became shorter and was read anew.");
        tell(update.added(), "appeared", "%s is new and was imported.");
        update.failed().forEach(told);
        if (looked.files == 0 && update.added().isEmpty()) {
            stop();
        }
    }

    private void tell(List<Path> files, String what, String one) {
        if (files.size() == 1) {
            told.accept(one.formatted(files.getFirst()));
        } else if (!files.isEmpty()) {
            told.accept(files.size() + " files: " + what + ", the first is " + files.getFirst() + ".");
        }
    }

    private static String followed(int files) {
        return "Following " + files + (files == 1 ? " file" : " files");
    }

    private void failed(Exception e) {
        looking = false;
        told.accept("Files are not followed any more: " + e.getMessage());
        stop();
    }

    /** Follows nothing any more; what came and is not on disk is brought there. */
    public void stop() {
        Following last = following;
        following = null;
        looking = false;
        active.set(false);
        text.set("");
        background.cancel(this);
        if (last != null) {
            background.latest(
                    List.of(this, last),
                    "",
                    progress -> {
                        last.close();
                        return last;
                    },
                    closed -> {},
                    e -> told.accept("What came last could not be kept: " + e.getMessage()
                            + " Importing the files again finds it."));
        }
    }

    /** Brings to disk what came and is not there; to be called on any thread before the study is closed. */
    public void finish() {
        Following last = following;
        if (last != null) {
            last.close();
        }
    }
}
