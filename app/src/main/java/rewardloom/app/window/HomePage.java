package rewardloom.app.window;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What the window shows without a study: how to get one. */
final class HomePage extends StackPane {
    private final VBox recent = new VBox();
    private final Consumer<Path> openRecent;
    private final Consumer<Path> forget;

    /** What can be done from here. */
    record Choices(Runnable open, Runnable create, Runnable importFiles, Runnable demo) {}

    HomePage(Choices choices, Consumer<Path> openRecent, Consumer<Path> forget) {
        this.openRecent = openRecent;
        this.forget = forget;
        getStyleClass().add("home");
        FontIcon mark = new FontIcon(Feather.TRENDING_UP);
        mark.getStyleClass().add("home-mark");
        Label name = new Label("Rewardloom", mark);
        name.setGraphicTextGap(16);
        name.getStyleClass().add("title");
        Label sentence = new Label(
                "See what a reward is made of, what shaping does to it, and where optimising it starts to hurt.");
        sentence.setWrapText(true);
        sentence.getStyleClass().add("muted");

        GridPane actions = new GridPane(8, 8);
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        actions.getColumnConstraints().addAll(half, half);
        actions.add(action(Feather.PLAY_CIRCLE, "Try the demo", "Two small real studies", choices.demo()), 0, 0);
        actions.add(action(Feather.DOWNLOAD, "Import files", "Logs, trajectories, pairs", choices.importFiles()), 1, 0);
        actions.add(action(Feather.FOLDER, "Open a study", "A folder that ends in .loom", choices.open()), 0, 1);
        actions.add(action(Feather.FOLDER_PLUS, "New study", "Starts empty", choices.create()), 1, 1);

        recent.setSpacing(0);
        Label hint = new Label("Drop files, folders or studies anywhere in this window.");
        hint.getStyleClass().add("muted");
        VBox column = new VBox(new VBox(8, name, sentence), actions, recent, hint);
        column.getStyleClass().add("home-column");
        column.setMaxHeight(USE_PREF_SIZE);
        getChildren().add(column);
    }

    void setRecent(List<String> folders) {
        recent.getChildren().clear();
        if (!folders.isEmpty()) {
            Label heading = new Label("Recent studies");
            heading.getStyleClass().add("pane-heading");
            recent.getChildren().add(heading);
            folders.stream().limit(6).forEach(folder -> recent.getChildren().add(row(Path.of(folder))));
        }
    }

    private HBox row(Path folder) {
        Label where = new Label(String.valueOf(folder.getParent()));
        where.getStyleClass().add("muted");
        where.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        where.setMinWidth(0);
        Button open = new Button(String.valueOf(folder.getFileName()), new FontIcon(Feather.FOLDER));
        open.getStyleClass().add("flat");
        open.setMinWidth(USE_PREF_SIZE);
        open.setOnAction(e -> openRecent.accept(folder));
        HBox.setHgrow(where, Priority.ALWAYS);
        where.setMaxWidth(Double.MAX_VALUE);
        Button forgetIt = Icons.button(Feather.X, "Forget this study", () -> forget.accept(folder));
        forgetIt.getStyleClass().add("small-icon");
        HBox row = new HBox(open, where, forgetIt);
        row.getStyleClass().add("recent-row");
        return row;
    }

    private static Button action(Ikon icon, String title, String note, Runnable run) {
        Label heading = new Label(title);
        heading.getStyleClass().add("strong");
        Label small = new Label(note);
        small.getStyleClass().add("muted");
        HBox content = new HBox(16, new FontIcon(icon), new VBox(4, heading, small));
        content.setAlignment(Pos.CENTER_LEFT);
        Button button = new Button("", content);
        button.setAccessibleText(title);
        button.setMaxWidth(Double.MAX_VALUE);
        button.getStyleClass().add("home-action");
        button.setOnAction(e -> run.run());
        return button;
    }
}
