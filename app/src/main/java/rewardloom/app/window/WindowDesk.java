package rewardloom.app.window;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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
    private final BiConsumer<String, Map<String, String>> analyze;
    private final Consumer<Moment> show;

    /**
     * @param chooseFiles lets the user choose files to import
     * @param analyze shows an analysis of the study that is looked at, with some settings
     * @param show shows what the study logged at a time in training
     */
    WindowDesk(
            Notices notices,
            Tasks tasks,
            Choosers choosers,
            Runnable chooseFiles,
            BiConsumer<String, Map<String, String>> analyze,
            Consumer<Moment> show) {
        this.notices = notices;
        this.tasks = tasks;
        this.choosers = choosers;
        this.chooseFiles = chooseFiles;
        this.analyze = analyze;
        this.show = show;
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
        analyze.accept(id, settings);
    }

    @Override
    public void show(Moment moment) {
        show.accept(moment);
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
