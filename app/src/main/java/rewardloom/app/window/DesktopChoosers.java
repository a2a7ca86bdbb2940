package rewardloom.app.window;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import rewardloom.app.setting.Settings;
import rewardloom.app.setting.SettingsModel;

/** The desktop's own dialogs; each begins where the last one of its sort ended, also in an earlier run of the program. */
final class DesktopChoosers implements Choosers {
    private final Window window;
    private final SettingsModel settings;

    /**
     * @param window in front of which they stand
     * @param settings remembers the folders
     */
    DesktopChoosers(Window window, SettingsModel settings) {
        this.window = window;
        this.settings = settings;
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
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Import files");
        chooser.setInitialDirectory(start(folders().opened()));
        List<File> files = chooser.showOpenMultipleDialog(window);
        if (files == null) {
            return List.of();
        }
        files.stream().findFirst().ifPresent(this::opened);
        return files.stream().map(File::toPath).toList();
    }

    @Override
    public Optional<Path> folder() {
        return directory("Import a folder");
    }

    @Override
    public Optional<Path> file(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialDirectory(start(folders().opened()));
        File file = chooser.showOpenDialog(window);
        if (file == null) {
            return Optional.empty();
        }
        opened(file);
        return Optional.of(file.toPath());
    }

    @Override
    public Optional<Path> folder(String title) {
        return directory(title);
    }

    @Override
    public Optional<Path> save(String title, String name) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialDirectory(start(folders().saved()));
        chooser.setInitialFileName(name);
        File file = chooser.showSaveDialog(window);
        if (file == null) {
            return Optional.empty();
        }
        settings.update(s -> s.withFolders(s.folders().withSaved(parent(file))));
        return Optional.of(file.toPath());
    }

    private Optional<Path> directory(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        chooser.setInitialDirectory(start(folders().opened()));
        File folder = chooser.showDialog(window);
        if (folder == null) {
            return Optional.empty();
        }
        opened(folder);
        return Optional.of(folder.toPath());
    }

    private Settings.Folders folders() {
        return settings.get().folders();
    }

    private void opened(File file) {
        settings.update(s -> s.withFolders(s.folders().withOpened(parent(file))));
    }

    private static String parent(File file) {
        return Objects.requireNonNullElse(file.getParent(), "");
    }

    /** A folder that is gone would make the dialog fail. */
    private static @Nullable File start(String folder) {
        File file = new File(folder);
        return !folder.isEmpty() && file.isDirectory() ? file : null;
    }
}
