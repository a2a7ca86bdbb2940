package rewardloom.app.window;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Buttons that are pictures, each with its name for those who cannot see it. */
final class Icons {
    private Icons() {}

    static Button button(Ikon icon, String what, Runnable run) {
        Button button = new Button("", new FontIcon(icon));
        button.getStyleClass().addAll("flat", "button-icon");
        button.setTooltip(new Tooltip(what));
        button.setAccessibleText(what);
        button.setOnAction(e -> run.run());
        return button;
    }
}
