package rewardloom.app.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsStoreTest {
    @TempDir
    private Path folder;

    private final Clock clock = Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC);

    @Test
    void whatWasSavedIsReadAgain() throws IOException {
        SettingsStore store = new SettingsStore(folder.resolve("deep/settings.json"), clock);
        Settings settings = Settings.defaults()
                .withTheme(Settings.Theme.DARK)
                .opened("/b.loom")
                .opened("/a.loom")
                .withPanes(new Settings.Panes(200, false, 300, true))
                .withWindow(new Settings.Window(1000, 700, true))
                .withExport("neurips", "pdf");

        store.save(settings);

        assertThat(store.load()).isEqualTo(new SettingsStore.Loaded(settings, ""));
        assertThat(folder.resolve("deep")).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aFirstStartHasDefaultsAndNoProblem() {
        assertThat(new SettingsStore(folder.resolve("settings.json"), clock).load())
                .isEqualTo(new SettingsStore.Loaded(Settings.defaults(), ""));
    }

    @Test
    void anUnreadableFileIsMovedAsideAndNamed() throws IOException {
        Path file = folder.resolve("settings.json");
        Files.writeString(file, "{ \"version\": 1, \"theme\": ");

        SettingsStore.Loaded loaded = new SettingsStore(file, clock).load();

        assertThat(loaded.settings()).isEqualTo(Settings.defaults());
        assertThat(loaded.problem()).contains("settings.json.unreadable-20260304-050607");
        assertThat(folder.resolve("settings.json.unreadable-20260304-050607"))
                .content()
                .startsWith("{ \"version\"");
        assertThat(file).doesNotExist();
    }

    @Test
    void aNewerFileIsKeptNotOverwritten() throws IOException {
        Path file = folder.resolve("settings.json");
        Files.writeString(file, "{\"version\": 99}");

        assertThat(new SettingsStore(file, clock).load().problem()).contains("newer version");
        assertThat(folder.resolve("settings.json.unreadable-20260304-050607")).hasContent("{\"version\": 99}");
    }

    @Test
    void missingAndUnknownEntriesAndAbsurdSizesDoNoHarm() throws IOException {
        Path file = folder.resolve("settings.json");
        Files.writeString(file, """
            {"version": 1, "colour": "green", "recent": ["/a", "/a", "/b"], "window": {"width": -5, "height": 1e9}}
            """);

        SettingsStore.Loaded loaded = new SettingsStore(file, clock).load();

        assertThat(loaded.problem()).isEmpty();
        assertThat(loaded.settings().recent()).containsExactly("/a", "/b");
        assertThat(loaded.settings().theme()).isEqualTo(Settings.Theme.SYSTEM);
        assertThat(loaded.settings().window()).isEqualTo(new Settings.Window(640, 10_000, false));
    }

    @Test
    void theOldSettingsSurviveAFailedSave() throws IOException {
        Path file = folder.resolve("settings.json");
        SettingsStore store = new SettingsStore(file, clock);
        store.save(Settings.defaults());
        SettingsStore blocked = new SettingsStore(file.resolve("below-a-file.json"), clock);

        assertThatThrownBy(() -> blocked.save(Settings.defaults())).isInstanceOf(IOException.class);
        assertThat(store.load().settings()).isEqualTo(Settings.defaults());
    }

    @Test
    void recentStudiesAreUniqueNewestFirstAndFew() {
        Settings settings = Settings.defaults();
        for (int i = 0; i < 30; i++) {
            settings = settings.opened("/study" + i % 20);
        }
        assertThat(settings.recent())
                .hasSize(12)
                .startsWith("/study9", "/study8")
                .doesNotHaveDuplicates();
        assertThat(settings.forgot("/study9").recent()).startsWith("/study8");
        assertThat(List.copyOf(settings.recent())).contains("/study9");
    }

    @Test
    void everyPlatformHasItsPlaces() {
        Path home = Path.of("/home/me");
        assertThat(Places.of("Linux", Map.of("XDG_CONFIG_HOME", "/etc/me", "XDG_CACHE_HOME", "relative"), home))
                .isEqualTo(new Places(
                        Path.of("/etc/me/rewardloom"),
                        home.resolve(".local/state/rewardloom"),
                        home.resolve(".cache/rewardloom")));
        assertThat(Places.of("Mac OS X", Map.of(), home).config())
                .isEqualTo(home.resolve("Library/Application Support/Rewardloom"));
        assertThat(Places.of("Windows 11", Map.of(), home).config())
                .isEqualTo(home.resolve("AppData/Roaming/Rewardloom"));
    }
}
