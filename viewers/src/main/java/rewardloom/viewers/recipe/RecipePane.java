package rewardloom.viewers.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.formula.Block;
import rewardloom.model.project.Recipe;

/** A recipe as lines that can be dragged, and as a formula that can be typed. */
final class RecipePane extends VBox {
    private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");
    private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");
    private static final double ROOMY = 352;
    private static final int FEWEST_ROWS = 2;
    private static final int MOST_ROWS = 6;
    private static final double MARGINS = 36;
    private final RecipeModel model;
    private final List<MenuItem> export;
    private final TextField name = new TextField();
    private final TextArea formula = new TextArea();
    private final MenuButton kept = new MenuButton("", new FontIcon(Feather.MENU));
    private final Text measure = new Text();
    private final VBox lines = new VBox();
    private final List<BlockLine> shown = new ArrayList<>();

    /**
     * @param export offers the recipe for use elsewhere: SQL, Python
     */
    RecipePane(RecipeModel model, List<MenuItem> export) {
        this.model = model;
        this.export = List.copyOf(export);
        getStyleClass().add("recipe-pane");
        getChildren().addAll(bar(), formula, mistake(), blocks());
        formula.setPromptText("Formula, such as 0.3 * approach + krc(alignment, speed)");
        formula.setPrefRowCount(FEWEST_ROWS);
        formula.setMinHeight(USE_PREF_SIZE);
        formula.setWrapText(true);
        formula.getStyleClass().add("sql-area");
        formula.textProperty().addListener((p, old, text) -> {
            grow();
            model.type(text.replace("\n", " "));
        });
        formula.fontProperty().subscribe(this::grow);
        model.textProperty().subscribe(text -> {
            if (!text.equals(formula.getText().replace("\n", " "))) {
                formula.setText(text);
            }
        });
        model.rootProperty().subscribe(this::show);
        model.chosenProperty().subscribe(place -> mark());
        model.mistakeProperty().subscribe(text -> lines.pseudoClassStateChanged(STALE, !text.isEmpty()));
        model.recipes().addListener((ListChangeListener<Recipe>) c -> showKept());
        showKept();
        widthProperty().subscribe(this::fit);
        formula.widthProperty().subscribe(this::grow);
    }

    private Node bar() {
        kept.setTooltip(new Tooltip("Saved recipes; this one as SQL or Python"));
        kept.setAccessibleText("Saved recipes; this one as SQL or Python");
        kept.getStyleClass().addAll("flat", "no-arrow", "button-icon");
        name.setPromptText("Name");
        name.setAccessibleText("Name of the recipe");
        name.textProperty().bindBidirectional(model.nameProperty());
        name.setPrefColumnCount(12);
        name.setMinWidth(80);
        HBox.setHgrow(name, Priority.ALWAYS);
        Button save = new Button("", new FontIcon(Feather.SAVE));
        save.getStyleClass().addAll("flat", "button-icon");
        save.setTooltip(new Tooltip("Save the recipe under this name"));
        save.setAccessibleText("Save the recipe");
        save.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> !model.isSaveable(),
                        model.nameProperty(),
                        model.textProperty(),
                        model.mistakeProperty()));
        save.setOnAction(e -> model.save());
        HBox bar = new HBox(
                kept,
                name,
                save,
                icon(Feather.CORNER_UP_LEFT, "Undo", model::undo, model.undoableProperty()),
                icon(Feather.CORNER_UP_RIGHT, "Redo", model::redo, model.redoableProperty()));
        bar.getStyleClass().add("recipe-bar");
        return bar;
    }

    private static Button icon(Feather icon, String what, Runnable run, ReadOnlyBooleanProperty possible) {
        Button button = new Button("", new FontIcon(icon));
        button.getStyleClass().addAll("flat", "button-icon");
        button.setTooltip(new Tooltip(what));
        button.setAccessibleText(what);
        button.setOnAction(e -> run.run());
        button.disableProperty().bind(Bindings.not(possible));
        return button;
    }

    private Node mistake() {
        Label mistake = new Label();
        mistake.setWrapText(true);
        mistake.setMinHeight(USE_PREF_SIZE);
        mistake.getStyleClass().add("mistake");
        mistake.textProperty().bind(model.mistakeProperty());
        mistake.visibleProperty().bind(mistake.textProperty().isNotEmpty());
        mistake.managedProperty().bind(mistake.visibleProperty());
        return mistake;
    }

    private Node blocks() {
        lines.getStyleClass().add("block-lines");
        ScrollPane scroll = new ScrollPane(lines);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        lines.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.DELETE || e.getCode() == KeyCode.BACK_SPACE) {
                model.remove();
                e.consume();
            } else if (e.getCode() == KeyCode.DOWN || e.getCode() == KeyCode.UP) {
                step(e.getCode() == KeyCode.DOWN ? 1 : -1);
                e.consume();
            }
        });
        lines.setOnDragOver(e -> {
            if (e.getDragboard().hasContent(FunctionsPane.PIECE)) {
                e.acceptTransferModes(TransferMode.COPY);
            }
        });
        lines.setOnDragDropped(e -> {
            if (e.getDragboard().getContent(FunctionsPane.PIECE) instanceof String piece) {
                model.choose(List.of());
                PalettePiece.of(piece, model.cards()).use(model::add, model::addColumn);
                e.setDropCompleted(true);
            }
        });
        scroll.setFitToHeight(true);
        return scroll;
    }

    private void step(int by) {
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).row().place().equals(model.chosenProperty().get())) {
                BlockLine next = shown.get(Math.clamp(i + by, 0, shown.size() - 1));
                model.choose(next.row().place());
                next.requestFocus();
                return;
            }
        }
    }

    /** Lines that are alike stay, so that a slider is not taken from under the pointer. */
    private void show(@Nullable Block root) {
        if (root == null) {
            shown.clear();
            Label hint = new Label("Double-click a column or function in the list to begin, or type a formula.");
            hint.setWrapText(true);
            hint.getStyleClass().add("muted");
            lines.getChildren().setAll(hint);
            return;
        }
        List<BlockRow> rows = BlockRow.of(root, model.cards());
        boolean alike = rows.size() == shown.size();
        for (int i = 0; alike && i < rows.size(); i++) {
            alike = rows.get(i).isAlike(shown.get(i).row());
        }
        if (alike) {
            for (int i = 0; i < rows.size(); i++) {
                shown.get(i).show(rows.get(i));
            }
            return;
        }
        shown.clear();
        rows.forEach(row -> shown.add(new BlockLine(row, model)));
        fit();
        lines.getChildren().setAll(shown);
        mark();
    }

    /** The field is as high as its formula, within limits. */
    private void grow() {
        measure.setFont(formula.getFont());
        measure.setWrappingWidth(Math.max(0, formula.getWidth() - MARGINS));
        measure.setText("x");
        double line = measure.getLayoutBounds().getHeight();
        measure.setText(formula.getText());
        long rows = Math.round(measure.getLayoutBounds().getHeight() / line);
        formula.setPrefRowCount(Math.clamp(rows, FEWEST_ROWS, MOST_ROWS));
    }

    private void fit() {
        boolean compact = getWidth() > 0 && getWidth() < ROOMY;
        lines.pseudoClassStateChanged(COMPACT, compact);
        shown.forEach(line -> line.setCompact(compact));
    }

    private void mark() {
        List<Integer> place = model.chosenProperty().get();
        shown.forEach(line -> line.setChosen(line.row().place().equals(place)));
    }

    private void showKept() {
        kept.getItems().clear();
        for (Recipe recipe : model.recipes()) {
            kept.getItems().add(item(recipe, model::open));
        }
        if (model.recipes().isEmpty()) {
            MenuItem none = new MenuItem("No recipe was saved yet");
            none.setDisable(true);
            kept.getItems().add(none);
        } else {
            kept.getItems().add(new SeparatorMenuItem());
            for (Recipe recipe : model.recipes()) {
                MenuItem forget = new MenuItem("Forget " + recipe.name(), new FontIcon(Feather.TRASH_2));
                forget.setOnAction(e -> model.forget(recipe.name()));
                kept.getItems().add(forget);
            }
        }
        kept.getItems().add(new SeparatorMenuItem());
        kept.getItems().addAll(export);
    }

    private static MenuItem item(Recipe recipe, Consumer<Recipe> open) {
        Label title = new Label(recipe.name());
        Label text = new Label(recipe.formula());
        text.setMaxWidth(360);
        text.getStyleClass().add("muted");
        CustomMenuItem item = new CustomMenuItem(new VBox(title, text));
        item.setOnAction(e -> open.accept(recipe));
        return item;
    }

    /** The field of the formula. */
    TextArea formula() {
        return formula;
    }

    /** The lines that are shown. */
    List<BlockLine> lines() {
        return List.copyOf(shown);
    }
}
