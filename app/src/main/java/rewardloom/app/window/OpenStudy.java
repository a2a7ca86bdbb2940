package rewardloom.app.window;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import rewardloom.app.task.Tasks;
import rewardloom.model.project.Project;
import rewardloom.viewers.Desk;
import rewardloom.viewers.analysis.AnnotationModel;
import rewardloom.viewers.table.FileProblem;

/** A study that is open. Not a record: two openings are never equal, and its problems change. */
final class OpenStudy {
    private final Project project;
    private final List<Runnable> lastWork = new CopyOnWriteArrayList<>();
    private @Nullable AnnotationModel annotations;
    private final ObservableList<FileProblem> problems = FXCollections.observableArrayList();

    OpenStudy(Project project) {
        this.project = project;
    }

    /** The study on disk. */
    Project project() {
        return project;
    }

    /** What was bad in the files that were imported since it was opened, and in its own. */
    ObservableList<FileProblem> problems() {
        return problems;
    }

    /** One thing more that is to be done before the study is closed, off the JavaFX thread. */
    void beforeClosing(Runnable work) {
        lastWork.add(work);
    }

    /** Closes it; to be called off the JavaFX thread. */
    void close() {
        try {
            lastWork.forEach(Runnable::run);
        } finally {
            project.close();
        }
    }

    /** The notes and lines in its figures: the same for all its views. To be called on the JavaFX thread. */
    AnnotationModel annotations(Tasks tasks, Desk desk) {
        AnnotationModel known = annotations;
        if (known == null) {
            known = new AnnotationModel(project.documents(), tasks, e -> desk.failed("Notes in figures", e));
            annotations = known;
        }
        return known;
    }

    Path folder() {
        return project.folder();
    }

    /** The folder's name. */
    String name() {
        return String.valueOf(project.folder().getFileName());
    }
}
