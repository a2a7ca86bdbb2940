package rewardloom.app.window;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Scene;
import rewardloom.app.setting.Settings;

/** Light or dark, as the settings or the desktop say. */
final class Themes {
    private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper();
    private Settings.Theme wanted = Settings.Theme.SYSTEM;

    Themes() {
        Platform.getPreferences().colorSchemeProperty().addListener((p, old, now) -> apply());
    }

    /** Whether the window is dark now. */
    ReadOnlyBooleanProperty darkProperty() {
        return dark.getReadOnlyProperty();
    }

    void set(Settings.Theme theme) {
        wanted = theme;
        apply();
    }

    /** Gives a scene the program's own styles and keeps it told whether it is dark, through the style class {@code dark}. */
    void style(Scene scene) {
        scene.getStylesheets()
                .add(Objects.requireNonNull(
                                Themes.class.getResource("/rewardloom/viewers/rewardloom.css"),
                                "the style sheet is missing")
                        .toExternalForm());
        dark.subscribe(isDark -> {
            scene.getRoot().getStyleClass().remove("dark");
            if (isDark) {
                scene.getRoot().getStyleClass().add("dark");
            }
        });
    }

    private void apply() {
        boolean isDark = switch (wanted) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
        Application.setUserAgentStylesheet(
                isDark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        dark.set(isDark);
    }
}
