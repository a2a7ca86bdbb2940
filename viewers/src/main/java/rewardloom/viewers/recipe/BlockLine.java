package rewardloom.viewers.recipe;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.formula.FunctionCard;
import rewardloom.viewers.analysis.WeightTexts;

/** One piece of a recipe: its name, its number with a slider, and what can be done with it once it is chosen. */
final class BlockLine extends HBox {
    /** A place of the formula, as indices with commas between. */
    static final DataFormat PLACE = format("application/x-rewardloom-place");

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final PseudoClass OVER = PseudoClass.getPseudoClass("over");
    private static final double INDENT = 20;
    private static final double SMALL_INDENT = 12;
    private static final double SLIDER = 112;
    private static final double LEAST_SLIDER = 48;
    private static final int STEPS = 200;
    private static final int LONG = 24;
    private static final double LEAST_TITLE = 48;

    private final RecipeModel model;
    private final Slider slider = new Slider(0, 1, 0);
    private final TextField field = new TextField();
    private final Label title = new Label();
    private final Label note = new Label();
    private final HBox tools = new HBox();
    private final Region indent = new Region();
    private final Region space = new Region();
    private boolean chosen;
    private boolean compact;
    private BlockRow row;
    private boolean showing;

    BlockLine(BlockRow row, RecipeModel model) {
        this.row = row;
        this.model = model;
        getStyleClass().addAll("block-line", "block-" + row.type().name().toLowerCase(Locale.ROOT));
        FontIcon icon = new FontIcon(icon(row.type()));
        title.setText(row.title());
        title.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        boolean isCode = row.type() == BlockRow.Type.OTHER;
        title.getStyleClass().add(isCode ? "mono" : "block-title");
        if (row.title().length() > LONG) {
            title.setTooltip(new Tooltip(row.title()));
        }
        getChildren().addAll(indent, icon);
        if (!row.label().isEmpty()) {
            Label label = new Label(row.label());
            label.getStyleClass().add("muted");
            label.setMinWidth(Region.USE_PREF_SIZE);
            getChildren().add(label);
        }
        if (!row.title().isEmpty()) {
            getChildren().add(title);
        }
        if (!row.note().isEmpty()) {
            note.setText(row.note());
            note.getStyleClass().add("muted");
            note.setMinWidth(0);
            getChildren().add(note);
        }
        getChildren().add(space);
        buildTools();
        getChildren().add(tools);
        BlockRow.Slide slide = row.slide();
        if (slide != null) {
            buildSlider(slide);
        }
        setOnMousePressed(e -> {
            model.choose(row.place());
            requestFocus();
        });
        setFocusTraversable(true);
        setAccessibleText(row.label() + " " + row.title());
        installMenu();
        installDragging();
        fit();
        show(row);
    }

    /** What is dragged under a name; a name can be taken only once in a program. */
    static DataFormat format(String id) {
        DataFormat known = DataFormat.lookupMimeType(id);
        return known == null ? new DataFormat(id) : known;
    }

    private static Feather icon(BlockRow.Type type) {
        return switch (type) {
            case SUM -> Feather.PLUS_CIRCLE;
            case FUNCTION -> Feather.BOX;
            case OPERATION -> Feather.X_CIRCLE;
            case COLUMN -> Feather.ACTIVITY;
            case NUMBER -> Feather.HASH;
            case OTHER -> Feather.CODE;
        };
    }

    private void buildTools() {
        tools.getStyleClass().add("block-tools");
        if (!row.place().isEmpty()) {
            tools.getChildren()
                    .add(tool(Feather.CORNER_LEFT_UP, "Take it out of what is around it", () -> model.unwrap()));
        }
        tools.getChildren().add(tool(Feather.TRASH_2, "Remove", () -> model.remove()));
    }

    private void installMenu() {
        MenuItem out = new MenuItem("Take it out of what is around it", new FontIcon(Feather.CORNER_LEFT_UP));
        out.setDisable(row.place().isEmpty());
        out.setOnAction(e -> model.unwrap());
        MenuItem remove = new MenuItem("Remove", new FontIcon(Feather.TRASH_2));
        remove.setOnAction(e -> model.remove());
        ContextMenu menu = new ContextMenu(out, remove);
        setOnContextMenuRequested(e -> {
            model.choose(row.place());
            menu.show(this, e.getScreenX(), e.getScreenY());
            e.consume();
        });
    }

    private Button tool(Feather icon, String what, Runnable run) {
        Button button = new Button("", new FontIcon(icon));
        button.getStyleClass().addAll("flat", "small-icon");
        button.setTooltip(new Tooltip(what));
        button.setAccessibleText(what);
        button.setOnAction(e -> {
            model.choose(row.place());
            run.run();
        });
        return button;
    }

    private void buildSlider(BlockRow.Slide slide) {
        range(slide);
        String what = slide.term() >= 0 ? "Weight of " + row.title() : row.label();
        slider.getStyleClass().add("block-slider");
        slider.setAccessibleText(what);
        slider.valueProperty().addListener((p, old, value) -> {
            if (!showing) {
                slid(value.doubleValue());
            }
        });
        field.getStyleClass().add("block-number");
        field.setPrefColumnCount(4);
        field.setMinWidth(USE_PREF_SIZE);
        field.setAccessibleText(what + " as a number");
        field.textProperty().addListener((p, old, text) -> typed(text));
        getChildren().addAll(slider, field);
    }

    private void range(BlockRow.Slide slide) {
        slider.setMin(slide.low());
        slider.setMax(slide.high());
        slider.setBlockIncrement((slider.getMax() - slider.getMin()) / 40);
    }

    private void slid(double value) {
        BlockRow.Slide slide = row.slide();
        if (slide == null) {
            return;
        }
        double step = step(slider.getMax() - slider.getMin());
        double rounded = Math.rint(value / step) * step;
        // Weights hold on to one, where comparisons start.
        double held = slide.term() >= 0 && Math.abs(rounded - 1) < 1.5 * step ? 1 : rounded;
        double exact = Double.parseDouble(WeightTexts.number(held));
        showing = true;
        field.setText(WeightTexts.number(exact));
        showing = false;
        model.slide(slide, exact);
    }

    /** A round step of which some hundred make up the range. */
    private static double step(double range) {
        double raw = range / STEPS;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        return raw / power < 2 ? power : raw / power < 5 ? 2 * power : 5 * power;
    }

    private void typed(String text) {
        BlockRow.Slide slide = row.slide();
        if (showing || slide == null) {
            return;
        }
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value)) {
                showing = true;
                slider.setMin(Math.min(slider.getMin(), value));
                slider.setMax(Math.max(slider.getMax(), value));
                slider.setValue(value);
                showing = false;
                model.slide(slide, value);
            }
        } catch (NumberFormatException e) {
            // Half-typed: the number before it stands.
            return;
        }
    }

    /** Shows a line that is alike. */
    void show(BlockRow alike) {
        row = alike;
        BlockRow.Slide slide = alike.slide();
        if (slide == null) {
            return;
        }
        showing = true;
        if (!slider.isValueChanging()) {
            slider.setMin(Math.min(slider.getMin(), slide.value()));
            slider.setMax(Math.max(slider.getMax(), slide.value()));
            slider.setValue(slide.value());
        }
        if (!isSame(field.getText(), slide.value())) {
            field.setText(WeightTexts.number(slide.value()));
        }
        showing = false;
    }

    private static boolean isSame(String text, double value) {
        try {
            return Double.parseDouble(text.strip()) == value;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    void setChosen(boolean newChosen) {
        chosen = newChosen;
        pseudoClassStateChanged(CHOSEN, chosen);
        fit();
    }

    /** Leaves out what there is no room for in a narrow pane. */
    void setCompact(boolean newCompact) {
        compact = newCompact;
        fit();
    }

    private void fit() {
        show(tools, chosen && !compact);
        show(note, !compact);
        title.setMinWidth(row.title().length() > LONG || compact && row.slide() != null ? LEAST_TITLE : USE_PREF_SIZE);
        indent.setMinWidth(row.depth() * (compact ? SMALL_INDENT : INDENT));
        HBox.setHgrow(space, compact && row.slide() != null ? Priority.NEVER : Priority.ALWAYS);
        HBox.setHgrow(slider, compact ? Priority.ALWAYS : Priority.NEVER);
        slider.setPrefWidth(compact ? LEAST_SLIDER : SLIDER);
        // A slider must not move from under the pointer when its line is chosen.
        slider.setMinWidth(compact ? LEAST_SLIDER : SLIDER);
    }

    private static void show(Region region, boolean shown) {
        region.setVisible(shown);
        region.setManaged(shown);
    }

    BlockRow row() {
        return row;
    }

    private void installDragging() {
        setOnDragDetected(e -> {
            if (row.place().isEmpty() || e.getTarget() instanceof Slider) {
                return;
            }
            Dragboard board = startDragAndDrop(TransferMode.MOVE);
            ClipboardContent content = new ClipboardContent();
            content.put(PLACE, text(row.place()));
            board.setContent(content);
            board.setDragView(snapshot(null, null));
            e.consume();
        });
        setOnDragOver(e -> {
            if (accepts(e)) {
                e.acceptTransferModes(TransferMode.COPY_OR_MOVE);
            }
            e.consume();
        });
        setOnDragEntered(e -> pseudoClassStateChanged(OVER, accepts(e)));
        setOnDragExited(e -> pseudoClassStateChanged(OVER, false));
        setOnDragDropped(e -> {
            e.setDropCompleted(drop(e.getDragboard(), model::move, model::wrap, model::put));
            e.consume();
        });
    }

    private boolean accepts(DragEvent e) {
        return e.getGestureSource() != this
                && (e.getDragboard().hasContent(PLACE) || e.getDragboard().hasContent(FunctionsPane.PIECE));
    }

    private boolean drop(
            Dragboard board,
            BiConsumer<List<Integer>, List<Integer>> move,
            Consumer<FunctionCard> wrap,
            Consumer<String> put) {
        if (board.getContent(PLACE) instanceof String place) {
            move.accept(place(place), row.place());
            return true;
        }
        if (board.getContent(FunctionsPane.PIECE) instanceof String piece) {
            model.choose(row.place());
            PalettePiece.of(piece, model.cards()).use(wrap, row.type() == BlockRow.Type.SUM ? model::addColumn : put);
            return true;
        }
        return false;
    }

    private static String text(List<Integer> place) {
        return String.join(",", place.stream().map(String::valueOf).toList());
    }

    private static List<Integer> place(String text) {
        return Arrays.stream(text.split(",", -1))
                .filter(s -> !s.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }
}
