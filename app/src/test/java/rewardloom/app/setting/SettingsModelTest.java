package rewardloom.app.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.progress.Progress;
import rewardloom.viewers.work.Background;

class SettingsModelTest {
    private final Waiting background = new Waiting();
    private final List<Exception> failures = new ArrayList<>();
    private final List<Settings.Theme> seen = new ArrayList<>();

    @TempDir
    private Path folder;

    private SettingsStore store;
    private SettingsModel model;

    @BeforeEach
    void make() {
        store = new SettingsStore(folder.resolve("config/settings.json"), Clock.systemUTC());
        model = new SettingsModel(store, Settings.defaults(), background, failures::add);
        model.settingsProperty().subscribe(s -> seen.add(s.theme()));
    }

    @Test
    void aChangeIsSeenAtOnceAndSavedLater() {
        model.update(s -> s.withTheme(Settings.Theme.DARK));
        assertThat(seen).containsExactly(Settings.Theme.SYSTEM, Settings.Theme.DARK);
        assertThat(folder.resolve("config")).doesNotExist();
        background.runAll();
        assertThat(store.load().settings()).isEqualTo(model.get());
        assertThat(failures).isEmpty();
    }

    @Test
    void ofManyChangesTheLastIsSaved() {
        for (int i = 0; i < 100; i++) {
            String study = "/study" + i;
            model.update(s -> s.opened(study));
        }
        assertThat(background.jobs).hasSize(1);
        background.runAll();
        assertThat(store.load().settings().recent()).hasSize(12).startsWith("/study99", "/study98");
    }

    @Test
    void whatChangesNothingIsNotSaved() {
        model.update(s -> s.withTheme(Settings.Theme.SYSTEM));
        assertThat(background.jobs).isEmpty();
        assertThat(seen).hasSize(1);
    }

    @Test
    void foldersOfDialogsAreKeptApart() {
        model.update(s -> s.withFolders(s.folders().withOpened("/logs")));
        model.update(s -> s.withFolders(s.folders().withSaved("/paper")));
        background.runAll();
        assertThat(store.load().settings().folders()).isEqualTo(new Settings.Folders("/logs", "/paper"));
    }

    @Test
    void aFailureIsToldAndTheChangeStays() throws IOException {
        Files.writeString(folder.resolve("config"), "a file where a folder should be");
        model.update(s -> s.withTheme(Settings.Theme.LIGHT));
        background.runAll();
        assertThat(failures).hasSize(1);
        assertThat(model.get().theme()).isEqualTo(Settings.Theme.LIGHT);
    }

    /** Runs work when the test says so. */
    private static final class Waiting implements Background {
        private final Map<Object, Runnable> jobs = new LinkedHashMap<>();

        @Override
        public <T> void latest(
                Object key, String title, Work<T> work, Consumer<? super T> done, Consumer<? super Exception> failed) {
            jobs.put(key, () -> {
                try {
                    done.accept(work.run(Progress.NONE));
                } catch (Exception e) {
                    failed.accept(e);
                }
            });
        }

        @Override
        public void cancel(Object key) {
            jobs.remove(key);
        }

        void runAll() {
            List<Runnable> all = List.copyOf(jobs.values());
            jobs.clear();
            all.forEach(Runnable::run);
        }
    }
}
