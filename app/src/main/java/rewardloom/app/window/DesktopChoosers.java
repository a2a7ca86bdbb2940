package rewardloom.app.window;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** The desktop's own dialogs; each begins where the last one ended. */
final class DesktopChoosers implements Choosers {
    private final Window window;
    private @Nullable File folder;

    DesktopChoosers(Window window) {
        this.window = window;
    }

    @Override
    public Optional<Path> newStudy() {
        return save("New study", "study.loom")
                .map(p -> p.toString().endsWith(".loom") ? p : p.resolveSibling(p.getFileName() + ".loom"));
    }

    @Override
    public Optional<Path> study() {
        return directory("Open a study (a folder that ends in .loom)");
    }

    @Override
    public List<Path> files() {
        FileChooser chooser = chooser("Import files");
        List<File> files = chooser.showOpenMultipleDialog(window);
        if (files == null) {
            return List.of();
        }
        files.forEach(this::remember);
        return files.stream().map(File::toPath).toList();
    }

    @Override
    public Optional<Path> folder() {
        return directory("Import a folder");
    }

    @Override
    public Optional<Path> save(String title, String name) {
        FileChooser chooser = chooser(title);
        chooser.setInitialFileName(name);
        return path(chooser.showSaveDialog(window));
    }

    private FileChooser chooser(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialDirectory(start());
        return chooser;
    }

    private Optional<Path> directory(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        chooser.setInitialDirectory(start());
        return path(chooser.showDialog(window));
    }

    private @Nullable File start() {
        return folder != null && folder.isDirectory() ? folder : null;
    }

    private Optional<Path> path(@Nullable File file) {
        if (file == null) {
            return Optional.empty();
        }
        remember(file);
        return Optional.of(file.toPath());
    }

    private void remember(File file) {
        folder = file.getParentFile();
    }
}
