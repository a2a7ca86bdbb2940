package rewardloom.app.setting;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the program remembers. Lengths are in pixels of the user's scale.
 *
 * @param version of this form
 * @param theme light, dark, or what the desktop says
 * @param recent folders of studies, the newest first
 * @param window the window's size
 * @param panes the side panes
 * @param preset id of the paper preset last used, or the empty string
 * @param format id of the file format last exported, or the empty string
 * @param presets the user's own paper presets: text by title
 * @param folders where files were last opened and saved
 * @param labelling who labels, with which keys
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Settings(
        int version,
        Theme theme,
        List<String> recent,
        Window window,
        Panes panes,
        String preset,
        String format,
        Map<String, String> presets,
        Folders folders,
        Labelling labelling) {

    /** The version this program writes. */
    public static final int VERSION = 1;

    private static final int RECENT = 12;

    // The compact constructor also receives what a hand-edited file left out.
    @SuppressWarnings("NullAway")
    public Settings {
        theme = orElse(theme, Theme.SYSTEM);
        recent = recent == null
                ? List.of()
                : recent.stream().distinct().limit(RECENT).toList();
        window = orElse(window, Window.DEFAULT);
        panes = orElse(panes, Panes.DEFAULT);
        preset = orElse(preset, "");
        format = orElse(format, "");
        presets = presets == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(presets));
        folders = orElse(folders, Folders.DEFAULT);
        labelling = orElse(labelling, Labelling.DEFAULT);
    }

    /** Those of a first start. */
    public static Settings defaults() {
        return new Settings(
                VERSION,
                Theme.SYSTEM,
                List.of(),
                Window.DEFAULT,
                Panes.DEFAULT,
                "",
                "",
                Map.of(),
                Folders.DEFAULT,
                Labelling.DEFAULT);
    }

    /** With a study at the top of the recent ones. */
    public Settings opened(String folder) {
        List<String> studies = new ArrayList<>(recent);
        studies.remove(folder);
        studies.addFirst(folder);
        return new Settings(version, theme, studies, window, panes, preset, format, presets, folders, labelling);
    }

    /** Without a study among the recent ones. */
    public Settings forgot(String folder) {
        return new Settings(
                version,
                theme,
                recent.stream().filter(r -> !r.equals(folder)).toList(),
                window,
                panes,
                preset,
                format,
                presets,
                folders,
                labelling);
    }

    public Settings withTheme(Theme newTheme) {
        return new Settings(version, newTheme, recent, window, panes, preset, format, presets, folders, labelling);
    }

    public Settings withWindow(Window newWindow) {
        return new Settings(version, theme, recent, newWindow, panes, preset, format, presets, folders, labelling);
    }

    public Settings withPanes(Panes newPanes) {
        return new Settings(version, theme, recent, window, newPanes, preset, format, presets, folders, labelling);
    }

    public Settings withExport(String newPreset, String newFormat) {
        return new Settings(version, theme, recent, window, panes, newPreset, newFormat, presets, folders, labelling);
    }

    /** With a paper preset of the user's own, in place of one of the same title. */
    public Settings withPreset(String title, String text) {
        Map<String, String> own = new LinkedHashMap<>(presets);
        own.put(title, text);
        return new Settings(version, theme, recent, window, panes, preset, format, own, folders, labelling);
    }

    public Settings withFolders(Folders newFolders) {
        return new Settings(version, theme, recent, window, panes, preset, format, presets, newFolders, labelling);
    }

    public Settings withLabelling(Labelling newLabelling) {
        return new Settings(version, theme, recent, window, panes, preset, format, presets, folders, newLabelling);
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    /** How bright the window is. */
    public enum Theme {
        LIGHT,
        DARK,
        SYSTEM
    }

    /** Size of the window. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Window(double width, double height, boolean maximized) {
        static final Window DEFAULT = new Window(1440, 900, false);

        public Window {
            width = Double.isFinite(width) ? Math.clamp(width, 640, 10_000) : DEFAULT.width;
            height = Double.isFinite(height) ? Math.clamp(height, 480, 10_000) : DEFAULT.height;
        }
    }

    /** Width and visibility of the side panes. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Panes(double study, boolean studyShown, double inspector, boolean inspectorShown) {
        static final Panes DEFAULT = new Panes(232, true, 296, true);

        public Panes {
            study = Double.isFinite(study) ? Math.clamp(study, 160, 600) : DEFAULT.study;
            inspector = Double.isFinite(inspector) ? Math.clamp(inspector, 200, 700) : DEFAULT.inspector;
        }
    }

    /**
     * Where the desktop's dialogs begin.
     *
     * @param opened folder of what was opened last, or the empty string
     * @param saved folder of what was saved last, or the empty string
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Folders(String opened, String saved) {
        static final Folders DEFAULT = new Folders("", "");

        // The compact constructor also receives what a hand-edited file left out.
        @SuppressWarnings("NullAway")
        public Folders {
            opened = orElse(opened, "");
            saved = orElse(saved, "");
        }

        public Folders withOpened(String folder) {
            return new Folders(folder, saved);
        }

        public Folders withSaved(String folder) {
            return new Folders(opened, folder);
        }
    }

    /**
     * What is remembered of labelling.
     *
     * @param annotator who labelled last, or the empty string
     * @param keys keys that the user has changed, by action
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Labelling(String annotator, Map<String, String> keys) {
        static final Labelling DEFAULT = new Labelling("", Map.of());

        // The compact constructor also receives what a hand-edited file left out.
        @SuppressWarnings("NullAway")
        public Labelling {
            annotator = orElse(annotator, "");
            keys = keys == null ? Map.of() : Map.copyOf(keys);
        }

        public Labelling withAnnotator(String who) {
            return new Labelling(who, keys);
        }

        public Labelling withKeys(Map<String, String> changed) {
            return new Labelling(annotator, changed);
        }
    }
}
