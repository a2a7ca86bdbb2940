package rewardloom.app.window;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The tree of what a study holds. Enter or a click opens an entry. */
final class StudyTree extends TreeView<StudyOutline.Entry> {
    private static final StudyOutline.Entry ROOT =
            new StudyOutline.Entry(StudyOutline.Type.SECTION, "", "", List.of(), List.of());
    private final Consumer<StudyOutline.Entry> open;
    private final Consumer<StudyOutline.Entry> remove;
    private final Consumer<String> copy;
    private boolean filled;

    /**
     * @param open shows what an entry stands for
     * @param remove takes it out of the study
     * @param copy puts its name on the clipboard
     */
    StudyTree(Consumer<StudyOutline.Entry> open, Consumer<StudyOutline.Entry> remove, Consumer<String> copy) {
        this.open = open;
        this.remove = remove;
        this.copy = copy;
        getStyleClass().addAll("study-tree", "dense");
        setShowRoot(false);
        setRoot(new TreeItem<>(ROOT));
        setCellFactory(view -> new Cell());
        setOnKeyPressed(e -> {
            TreeItem<StudyOutline.Entry> item = getSelectionModel().getSelectedItem();
            if (e.getCode() == KeyCode.ENTER && item != null) {
                open.accept(item.getValue());
                e.consume();
            }
        });
    }

    /** Shows other entries; what was unfolded stays so. */
    void show(List<StudyOutline.Entry> sections) {
        Set<String> unfolded = new HashSet<>();
        remember(getRoot(), "", unfolded);
        if (!filled) {
            unfolded.add("/Runs");
        }
        filled = filled || !sections.isEmpty();
        getRoot()
                .getChildren()
                .setAll(sections.stream().map(s -> item(s, "", unfolded)).toList());
    }

    private static void remember(TreeItem<StudyOutline.Entry> item, String path, Set<String> unfolded) {
        for (TreeItem<StudyOutline.Entry> child : item.getChildren()) {
            String own = path + "/" + child.getValue().title();
            if (child.isExpanded()) {
                unfolded.add(own);
            }
            remember(child, own, unfolded);
        }
    }

    private static TreeItem<StudyOutline.Entry> item(StudyOutline.Entry entry, String path, Set<String> unfolded) {
        String own = path + "/" + entry.title();
        TreeItem<StudyOutline.Entry> item = new TreeItem<>(entry);
        entry.children().forEach(child -> item.getChildren().add(item(child, own, unfolded)));
        item.setExpanded(unfolded.contains(own));
        return item;
    }

    private final class Cell extends TreeCell<StudyOutline.Entry> {
        private final Label title = new Label();
        private final Label count = new Label();
        private final HBox row = new HBox(8, title, count);

        Cell() {
            HBox.setHgrow(title, Priority.ALWAYS);
            title.setMaxWidth(Double.MAX_VALUE);
            title.setMinWidth(0);
            title.setGraphicTextGap(8);
            count.setMinWidth(USE_PREF_SIZE);
            count.getStyleClass().add("count");
            // The row never wants more room than the tree has: long names end in dots.
            setPrefWidth(0);
            setOnMouseClicked(e -> {
                StudyOutline.Entry entry = getItem();
                if (entry == null) {
                    return;
                }
                if (entry.type() == StudyOutline.Type.SECTION) {
                    getTreeItem().setExpanded(!getTreeItem().isExpanded());
                } else {
                    open.accept(entry);
                }
            });
        }

        @Override
        protected void updateItem(StudyOutline.@Nullable Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            setText(null);
            if (empty || entry == null) {
                setGraphic(null);
                setContextMenu(null);
                return;
            }
            title.setText(entry.title());
            title.setGraphic(icon(entry));
            title.getStyleClass().remove("strong");
            if (entry.type() == StudyOutline.Type.SECTION) {
                title.getStyleClass().add("strong");
            }
            count.setText(entry.note());
            setGraphic(row);
            setContextMenu(menu(entry));
        }

        private ContextMenu menu(StudyOutline.Entry entry) {
            MenuItem show = new MenuItem("Open");
            show.setOnAction(e -> open.accept(entry));
            MenuItem name = new MenuItem("Copy name");
            name.setOnAction(e -> copy.accept(entry.title()));
            ContextMenu menu = new ContextMenu(show, name);
            if (entry.type() != StudyOutline.Type.SECTION) {
                MenuItem out = new MenuItem("Remove from the study");
                out.setOnAction(e -> remove.accept(entry));
                menu.getItems().add(out);
            }
            return menu;
        }

        private static @Nullable FontIcon icon(StudyOutline.Entry entry) {
            return switch (entry.type()) {
                case SECTION -> null;
                case GROUP -> new FontIcon(Feather.LAYERS);
                case RUN -> new FontIcon(Feather.TRENDING_UP);
                case TABLE -> new FontIcon(Feather.GRID);
                case RECIPE -> new FontIcon(Feather.CODE);
                case FIGURE -> new FontIcon(Feather.IMAGE);
            };
        }
    }
}
