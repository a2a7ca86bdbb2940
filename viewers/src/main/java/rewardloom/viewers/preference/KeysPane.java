package rewardloom.viewers.preference;

import java.util.Arrays;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Shows the keys of everything that can be done while labelling, and changes them: click one, press another. */
final class KeysPane extends StackPane {
    private final ObjectProperty<KeyMap> keys;
    private final Runnable close;
    private final FlowPane groups = new FlowPane();
    private final Label hint = new Label();
    private @Nullable LabelAction changing;

    /** @param close takes it away */
    KeysPane(ObjectProperty<KeyMap> keys, Runnable close) {
        this.keys = keys;
        this.close = close;
        getStyleClass().add("keys-shade");
        VBox card = new VBox(head(), hint, page());
        card.getStyleClass().add("keys-card");
        card.setMaxSize(900, Region.USE_PREF_SIZE);
        VBox.setVgrow(card.getChildren().get(2), Priority.ALWAYS);
        hint.getStyleClass().add("quiet");
        hint.setWrapText(true);
        getChildren().add(card);
        setFocusTraversable(true);
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        keys.subscribe(this::write);
        visibleProperty().subscribe(shown -> {
            if (shown) {
                changing = null;
                write();
                requestFocus();
            }
        });
    }

    private HBox head() {
        Label title = new Label("Keys");
        title.getStyleClass().add("label-title");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        MenuButton sets = new MenuButton("Use a set");
        sets.setFocusTraversable(false);
        for (KeyMap.Preset preset : KeyMap.Preset.values()) {
            MenuItem item = new MenuItem(preset.title());
            item.setOnAction(e -> keys.set(preset.keys()));
            sets.getItems().add(item);
        }
        Button done = new Button("Done");
        done.getStyleClass().add("accent");
        done.setFocusTraversable(false);
        done.setOnAction(e -> close.run());
        HBox head = new HBox(title, gap, sets, done);
        head.getStyleClass().add("form-line");
        return head;
    }

    private ScrollPane page() {
        groups.getStyleClass().add("key-groups");
        groups.setPrefWrapLength(840);
        ScrollPane page = new ScrollPane(groups);
        page.setFitToWidth(true);
        page.setFocusTraversable(false);
        page.getStyleClass().add("edge-to-edge");
        return page;
    }

    private void write() {
        LabelAction now = changing;
        hint.setText(
                now == null
                        ? "Click a key to change it. Esc closes."
                        : "Press the new key for \"" + now.title() + "\". Esc leaves it as it is.");
        groups.getChildren()
                .setAll(Arrays.stream(LabelAction.Group.values())
                        .map(this::group)
                        .toList());
    }

    private GridPane group(LabelAction.Group group) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("key-group");
        Label title = new Label(group.title());
        title.getStyleClass().add("queue-name");
        grid.add(title, 0, 0, 2, 1);
        int row = 1;
        for (LabelAction action : LabelAction.values()) {
            if (action.group() == group) {
                grid.addRow(row++, caps(action), new Label(action.title()));
            }
        }
        return grid;
    }

    private Button caps(LabelAction action) {
        List<Stroke> strokes = keys.get().keys().getOrDefault(action, List.of());
        String caps = String.join("  ", strokes.stream().map(Stroke::cap).toList());
        Button button = new Button(action == changing ? "press a key" : caps.isEmpty() ? "none" : caps);
        button.getStyleClass().add("key-button");
        if (action == changing) {
            button.getStyleClass().add("accent");
        }
        button.setFocusTraversable(false);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAccessibleText("Key for " + action.title() + ": " + caps);
        button.setOnAction(e -> {
            changing = action;
            write();
            requestFocus();
        });
        return button;
    }

    private void pressed(KeyEvent event) {
        event.consume();
        LabelAction now = changing;
        if (event.getCode() == KeyCode.ESCAPE) {
            if (now == null) {
                close.run();
            } else {
                changing = null;
                write();
            }
            return;
        }
        Stroke stroke = Stroke.of(event);
        if (now == null) {
            if (keys.get().actions(stroke).contains(LabelAction.KEYS)) {
                close.run();
            }
        } else if (stroke.canBeKey()) {
            List<LabelAction> losers = keys.get().conflicts(now, stroke);
            changing = null;
            keys.set(keys.get().with(now, stroke));
            write();
            if (!losers.isEmpty()) {
                List<String> names =
                        losers.stream().map(a -> "\"" + a.title() + "\"").toList();
                hint.setText(stroke.cap() + " is no longer the key of " + String.join(" and ", names) + ".");
            }
        }
    }
}
