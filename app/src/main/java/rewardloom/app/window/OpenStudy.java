package rewardloom.app.window;

import java.nio.file.Path;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import rewardloom.model.project.Project;
import rewardloom.viewers.table.FileProblem;

/**
 * A study that is open.
 *
 * @param project the study on disk
 * @param problems what was bad in the files that were imported since it was opened
 */
record OpenStudy(Project project, ObservableList<FileProblem> problems) {

    OpenStudy(Project project) {
        this(project, FXCollections.observableArrayList());
    }

    Path folder() {
        return project.folder();
    }

    /** The folder's name. */
    String name() {
        return String.valueOf(project.folder().getFileName());
    }
}
