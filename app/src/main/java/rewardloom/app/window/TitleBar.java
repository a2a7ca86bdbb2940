package rewardloom.app.window;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.viewers.ViewAction;

/** The top of the window: which study, the search, the theme, the menu. */
final class TitleBar extends HBox {
    private final MenuButton studies = new MenuButton("Rewardloom");
    private final MenuButton menu = new MenuButton("", new FontIcon(Feather.MENU));
    private final Button theme;
    private final Button importFiles;

    TitleBar(Runnable home, Runnable search, Runnable importFiles, Runnable switchTheme) {
        getStyleClass().add("title-bar");
        studies.getStyleClass().addAll("study-button");
        studies.setMinWidth(USE_PREF_SIZE);
        Button find = new Button("", searchContent());
        find.getStyleClass().add("search-button");
        find.setMaxWidth(Double.MAX_VALUE);
        find.setAccessibleText("Search tags, views, actions");
        find.setOnAction(e -> search.run());
        HBox.setHgrow(find, Priority.ALWAYS);
        this.theme = Icons.button(Feather.MOON, "Light or dark", switchTheme);
        this.importFiles = new Button("Import", new FontIcon(Feather.DOWNLOAD));
        this.importFiles.setMinWidth(USE_PREF_SIZE);
        this.importFiles.setOnAction(e -> importFiles.run());
        menu.getStyleClass().addAll("flat", "no-arrow");
        menu.setAccessibleText("Menu");
        getChildren()
                .addAll(
                        Icons.button(Feather.HOME, "Home", home),
                        studies,
                        space(),
                        find,
                        space(),
                        this.importFiles,
                        theme,
                        menu);
    }

    private static HBox searchContent() {
        Label text = new Label("Search tags, views, actions", new FontIcon(Feather.SEARCH));
        text.getStyleClass().add("muted");
        text.setGraphicTextGap(8);
        Label keys = new Label(KeyCombination.valueOf("Shortcut+K").getDisplayText());
        keys.getStyleClass().add("key");
        keys.setMinWidth(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return new HBox(8, text, space, keys);
    }

    private static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.SOMETIMES);
        return space;
    }

    /** The name in the corner and what its menu offers. */
    void setStudies(String current, List<MenuItem> items) {
        studies.setText(current);
        studies.getItems().setAll(items);
    }

    /** Whether files can be imported, that is, whether there is a study. */
    void setStudyOpen(boolean open) {
        importFiles.setVisible(open);
        importFiles.setManaged(open);
    }

    void setDark(boolean dark) {
        theme.setGraphic(new FontIcon(dark ? Feather.SUN : Feather.MOON));
    }

    /** Everything that can be done, in groups, with its keys. */
    void setMenu(List<List<ViewAction>> groups) {
        menu.getItems().clear();
        for (List<ViewAction> group : groups) {
            if (!menu.getItems().isEmpty() && !group.isEmpty()) {
                menu.getItems().add(new SeparatorMenuItem());
            }
            group.forEach(action -> menu.getItems().add(item(action)));
        }
    }

    static MenuItem item(ViewAction action) {
        MenuItem item = new MenuItem(action.title());
        if (action.shortcut() != null) {
            item.setAccelerator(KeyCombination.valueOf(action.shortcut()));
        }
        item.setOnAction(e -> action.run().run());
        return item;
    }
}
