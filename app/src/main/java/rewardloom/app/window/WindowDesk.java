package rewardloom.app.window;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import rewardloom.app.notice.Notices;
import rewardloom.app.task.Tasks;
import rewardloom.model.moment.Moment;
import rewardloom.viewers.Desk;
import rewardloom.viewers.ViewAction;

/** What views may ask of this window. */
final class WindowDesk implements Desk {
    private final Notices notices;
    private final Tasks tasks;
    private final Choosers choosers;
    private final Runnable chooseFiles;
    private final Views views;

    /** What the page of the study that is looked at shows. */
    interface Views {
        /** Shows an analysis with some settings. */
        void analyze(String id, Map<String, String> settings);

        /** Adds a figure of an analysis to a dashboard. */
        void pin(String id, String figure, Map<String, String> settings);

        /** Shows what was logged at a time in training. */
        void show(Moment moment);
    }

    /**
     * @param chooseFiles lets the user choose files to import
     * @param views the views of the study that is looked at
     */
    WindowDesk(Notices notices, Tasks tasks, Choosers choosers, Runnable chooseFiles, Views views) {
        this.notices = notices;
        this.tasks = tasks;
        this.choosers = choosers;
        this.chooseFiles = chooseFiles;
        this.views = views;
    }

    @Override
    public void importFiles() {
        chooseFiles.run();
    }

    @Override
    public void inform(String message, ViewAction... offers) {
        notices.done(message, offers);
    }

    @Override
    public void failed(String what, Exception error) {
        notices.failed(what, error);
    }

    @Override
    public Optional<Path> askWhereToSave(String title, String name) {
        return choosers.save(title, name);
    }

    @Override
    public Optional<Path> askForFile(String title) {
        return choosers.file(title);
    }

    @Override
    public Optional<Path> askForFolder(String title) {
        return choosers.folder(title);
    }

    @Override
    public void analyze(String id, Map<String, String> settings) {
        views.analyze(id, settings);
    }

    @Override
    public void pin(String id, String figure, Map<String, String> settings) {
        views.pin(id, figure, settings);
    }

    @Override
    public void show(Moment moment) {
        views.show(moment);
    }

    @Override
    public void open(Path file) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String program = system.contains("mac") ? "open" : system.contains("windows") ? "explorer" : "xdg-open";
        tasks.latest(
                List.of(this, file),
                "",
                progress -> start(program, file),
                started -> {},
                e -> notices.failed("Open " + file, e));
    }

    private static Path start(String program, Path file) throws IOException {
        new ProcessBuilder(program, file.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return file;
    }

    @Override
    public void copy(String text, String what) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
        notices.done(what + " copied.");
    }
}
