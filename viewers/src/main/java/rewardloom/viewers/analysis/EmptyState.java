package rewardloom.viewers.analysis;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** What stands where nothing can be shown yet: why, and what to do about it. */
public final class EmptyState extends VBox {

    /**
     * @param icon a picture for it
     * @param title what is missing
     * @param lines what is needed, one alternative each
     * @param actions what to do about it; the first is the most likely
     */
    public EmptyState(Ikon icon, String title, List<String> lines, List<Button> actions) {
        getStyleClass().add("empty-state");
        FontIcon picture = new FontIcon(icon);
        picture.getStyleClass().add("empty-icon");
        Label heading = new Label(title);
        heading.getStyleClass().add("title");
        heading.setWrapText(true);
        getChildren().addAll(picture, heading);
        lines.forEach(line -> {
            Label label = new Label(line);
            label.setWrapText(true);
            label.getStyleClass().add("muted");
            getChildren().add(label);
        });
        actions.forEach(getChildren()::add);
        if (!actions.isEmpty()) {
            actions.getFirst().getStyleClass().add("accent");
        }
    }
}
