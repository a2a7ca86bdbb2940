package rewardloom.app.window;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import rewardloom.app.notice.Notices;
import rewardloom.app.setting.SettingsModel;
import rewardloom.app.task.Tasks;
import rewardloom.model.project.Project;
import rewardloom.model.project.ProjectException;
import rewardloom.viewers.ViewAction;
import rewardloom.viewers.table.FileProblem;

/** The studies that are open, and the one that is looked at. Belongs to the JavaFX thread. */
final class Studies {
    private final Tasks tasks;
    private final Notices notices;
    private final SettingsModel settings;
    private final ObservableList<OpenStudy> open = FXCollections.observableArrayList();
    private final ObservableList<OpenStudy> readOpen = FXCollections.unmodifiableObservableList(open);
    private final ReadOnlyObjectWrapper<@Nullable OpenStudy> current = new ReadOnlyObjectWrapper<>();

    Studies(Tasks tasks, Notices notices, SettingsModel settings) {
        this.tasks = tasks;
        this.notices = notices;
        this.settings = settings;
    }

    ObservableList<OpenStudy> open() {
        return readOpen;
    }

    /** The one that is looked at; null at home. */
    ReadOnlyObjectProperty<@Nullable OpenStudy> currentProperty() {
        return current.getReadOnlyProperty();
    }

    /** Looks at a study, or with null at the home page. */
    void show(@Nullable OpenStudy study) {
        current.set(study);
    }

    /** Opens a study, or looks at it if it is open. */
    void open(Path folder, Consumer<OpenStudy> then) {
        Path wanted = folder.toAbsolutePath().normalize();
        for (OpenStudy study : open) {
            if (study.folder().toAbsolutePath().normalize().equals(wanted)) {
                show(study);
                then.accept(study);
                return;
            }
        }
        load(wanted, () -> Project.open(wanted), "Opening ", then);
    }

    /** Makes a new study and opens it. */
    void create(Path folder, Consumer<OpenStudy> then) {
        Path wanted = folder.toAbsolutePath().normalize();
        load(wanted, () -> newProject(wanted), "Making ", then);
    }

    private static Project newProject(Path folder) {
        if (Files.exists(folder.resolve("project.sqlite"))) {
            throw new ProjectException(folder + " is a study already: open it, or choose another name");
        }
        return Project.create(folder);
    }

    private void load(Path folder, Supplier<Project> how, String verb, Consumer<OpenStudy> then) {
        tasks.latest(
                "open " + folder,
                verb + folder.getFileName(),
                progress -> how.get(),
                project -> {
                    OpenStudy study = new OpenStudy(project);
                    open.add(study);
                    settings.update(s -> s.opened(folder.toString()));
                    show(study);
                    then.accept(study);
                },
                e -> failed(folder, e, then));
    }

    /** A study that is damaged can be repaired, which deletes nothing; one that is gone is not offered again. */
    private void failed(Path folder, Exception error, Consumer<OpenStudy> then) {
        String what = "Open " + folder.getFileName();
        if (error instanceof ProjectException e && e.isDamage()) {
            notices.failed(what, e, new ViewAction("repair", "Repair and open", null, () -> repair(folder, then)));
        } else if (settings.get().recent().contains(folder.toString())) {
            notices.failed(
                    what,
                    error,
                    new ViewAction(
                            "forget",
                            "Forget this study",
                            null,
                            () -> settings.update(s -> s.forgot(folder.toString()))));
        } else {
            notices.failed(what, error);
        }
    }

    /** Repairs a study and opens it; what was done and what is lost stands among its problems. */
    private void repair(Path folder, Consumer<OpenStudy> then) {
        tasks.latest(
                "open " + folder,
                "Repairing " + folder.getFileName(),
                progress -> Project.recover(folder),
                report -> load(folder, () -> Project.open(folder), "Opening ", study -> {
                    report.forEach(p -> study.problems().add(new FileProblem(study.name(), p, false)));
                    notices.warn(folder.getFileName()
                            + " was repaired. What was done, and what is lost, stands in its list" + " of problems.");
                    then.accept(study);
                }),
                e -> notices.failed("Repair " + folder.getFileName(), e));
    }

    /** Closes a study. */
    void close(OpenStudy study) {
        open.remove(study);
        if (study.equals(current.get())) {
            show(open.isEmpty() ? null : open.getLast());
        }
        tasks.latest(
                "close " + study.folder(),
                "",
                progress -> {
                    study.close();
                    return study;
                },
                closed -> {},
                e -> notices.failed("Close " + study.name(), e));
    }
}
