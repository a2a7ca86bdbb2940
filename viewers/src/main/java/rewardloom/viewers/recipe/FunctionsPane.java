package rewardloom.viewers.recipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Figure;
import rewardloom.model.formula.FunctionCard;
import rewardloom.viewers.chart.ChartPane;

/** What a recipe can be made of: columns and functions by heading, with a search field, and the card of the one that is looked at. */
final class FunctionsPane extends VBox {
    /** A column or function, as {@link PalettePiece#text} writes it. */
    static final DataFormat PIECE = BlockLine.format("application/x-rewardloom-piece");

    private static final PseudoClass HEADING = PseudoClass.getPseudoClass("heading");
    private static final String COLUMNS = "Columns";

    private final RecipeModel model;
    private final TextField search = new TextField();
    private final ListView<Line> list = new ListView<>();
    private final ChartPane chart;
    private final VBox card = new VBox();

    private sealed interface Line {
        record Heading(String text) implements Line {}

        record Piece(PalettePiece piece) implements Line {}
    }

    FunctionsPane(RecipeModel model, Supplier<ChartPane> charts) {
        this.model = model;
        this.chart = charts.get();
        getStyleClass().add("functions-pane");
        search.setPromptText("Search columns and functions");
        search.textProperty().addListener((p, old, text) -> refill());
        search.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.DOWN) {
                list.requestFocus();
                list.getSelectionModel().select(1);
            } else if (e.getCode() == KeyCode.ENTER) {
                firstPiece();
            }
        });
        list.getStyleClass().addAll("dense", "edge-to-edge", "function-list");
        list.setPlaceholder(new Label("Nothing with this name"));
        list.setCellFactory(view -> new Cell());
        list.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER && list.getSelectionModel().getSelectedItem() instanceof Line.Piece line) {
                use(line.piece);
            }
        });
        list.getSelectionModel().selectedItemProperty().subscribe(line -> {
            if (line instanceof Line.Piece(PalettePiece piece)) {
                look(piece);
            }
        });
        chart.setPrefHeight(184);
        chart.setMinHeight(184);
        card.getStyleClass().add("function-card");
        ScrollPane scroll = new ScrollPane(card);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        SplitPane split = new SplitPane(list, scroll);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.45);
        VBox.setVgrow(split, Priority.ALWAYS);
        getChildren().addAll(search, split);
        model.columns().addListener((ListChangeListener<Object>) c -> refill());
        model.card().cardProperty().subscribe(shown -> {
            if (shown != null) {
                show(shown);
            }
        });
        model.card().curveProperty().subscribe(this::show);
        refill();
        if (model.card().cardProperty().get() == null) {
            card.getChildren()
                    .setAll(words("Choose a function to see its formula, its curve and where it comes from."));
        }
    }

    private void refill() {
        List<String> words =
                Arrays.asList(search.getText().strip().toLowerCase(Locale.ROOT).split("\\s+"));
        List<Line> lines = new ArrayList<>();
        List<Line> columns = model.columns().stream()
                .filter(c -> has(words, c.name() + " " + c.note()))
                .<Line>map(c -> new Line.Piece(PalettePiece.column(c.name(), c.note())))
                .toList();
        heading(COLUMNS, columns, lines);
        for (String group : model.cards().groups()) {
            List<Line> own = model.cards().all().stream()
                    .filter(c -> c.group().equals(group))
                    .filter(c -> has(
                            words,
                            c.group() + " " + c.name() + " " + c.title() + " " + c.sentence() + " " + c.source()))
                    .<Line>map(c -> new Line.Piece(PalettePiece.of(c)))
                    .toList();
            heading(group, own, lines);
        }
        list.setItems(FXCollections.observableArrayList(lines));
    }

    private static void heading(String text, List<Line> own, List<Line> lines) {
        if (!own.isEmpty()) {
            lines.add(new Line.Heading(text));
            lines.addAll(own);
        }
    }

    private static boolean has(List<String> words, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return words.stream().allMatch(lower::contains);
    }

    private void firstPiece() {
        list.getItems().stream()
                .filter(Line.Piece.class::isInstance)
                .map(Line.Piece.class::cast)
                .findFirst()
                .ifPresent(line -> use(line.piece));
    }

    private void use(PalettePiece piece) {
        piece.use(model::wrap, model::use);
    }

    private void look(PalettePiece piece) {
        piece.use(model.card()::look, this::showColumn);
    }

    private void showColumn(String name) {
        String note = model.columns().stream()
                .filter(c -> c.name().equals(name))
                .map(c -> c.note())
                .findFirst()
                .orElse("");
        Label title = new Label(name);
        title.getStyleClass().add("strong");
        card.getChildren()
                .setAll(
                        title,
                        words(note.isEmpty() ? "A column of the table." : "A column of the table: " + note + "."),
                        new FlowPane(
                                8,
                                8,
                                button("Add as a term", true, () -> model.addColumn(name)),
                                button("In place of the chosen piece", false, () -> model.put(name))));
    }

    private void show(FunctionCard function) {
        Label title = new Label(function.title());
        title.setWrapText(true);
        title.getStyleClass().add("strong");
        Label formula = new Label(function.name() + " = " + function.formula());
        formula.setWrapText(true);
        formula.getStyleClass().add("card-formula");
        card.getChildren().setAll(title, formula, chart);
        if (!function.sentence().isEmpty()) {
            card.getChildren().add(words(function.sentence()));
        }
        card.getChildren()
                .add(new FlowPane(
                        8,
                        8,
                        button("Put around the chosen piece", true, () -> model.wrap(function)),
                        button("Add as a term", false, () -> model.add(function))));
        if (!function.source().isEmpty()) {
            Label source = words("From: " + function.source());
            source.getStyleClass().add("muted");
            card.getChildren().add(source);
        }
    }

    private void show(@Nullable Figure figure) {
        chart.setVisible(figure != null);
        chart.setManaged(figure != null);
        if (figure != null) {
            chart.show(figure);
        }
    }

    private static Label words(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        return label;
    }

    private static Button button(String text, boolean accent, Runnable run) {
        Button button = new Button(text);
        if (accent) {
            button.getStyleClass().add("accent");
        }
        button.setOnAction(e -> run.run());
        return button;
    }

    /** The search field. */
    TextField search() {
        return search;
    }

    private final class Cell extends ListCell<Line> {
        private final Label title = new Label();
        private final Label note = new Label();
        private final VBox view = new VBox(title, note);
        private final Label name = new Label();
        private final Label role = new Label();
        private final HBox column = new HBox(8, name, role);

        Cell() {
            role.getStyleClass().add("muted");
            role.setMinWidth(Region.USE_PREF_SIZE);
            note.getStyleClass().add("muted");
            ObservableValue<Number> room = list.widthProperty().subtract(40);
            title.maxWidthProperty().bind(room);
            note.maxWidthProperty().bind(room);
            column.maxWidthProperty().bind(room);
            setOnMouseClicked(e -> {
                if (e.getClickCount() == 2 && getItem() instanceof Line.Piece line) {
                    use(line.piece);
                }
            });
            setOnDragDetected(e -> {
                if (getItem() instanceof Line.Piece line) {
                    ClipboardContent content = new ClipboardContent();
                    content.put(PIECE, line.piece.text());
                    startDragAndDrop(TransferMode.COPY).setContent(content);
                    e.consume();
                }
            });
        }

        @Override
        protected void updateItem(@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            boolean heading = !empty && line instanceof Line.Heading;
            pseudoClassStateChanged(HEADING, heading);
            setDisable(empty || heading);
            setText(null);
            setGraphic(null);
            switch (line) {
                case Line.Heading(String text) when !empty -> setText(text);
                case Line.Piece(PalettePiece piece)
                when !empty && piece.card() == null -> {
                    name.setText(piece.title());
                    role.setText(piece.note());
                    setGraphic(column);
                }
                case Line.Piece(PalettePiece piece)
                when !empty -> {
                    title.setText(piece.title());
                    note.setText(piece.note());
                    note.setManaged(!piece.note().isEmpty());
                    setGraphic(view);
                }
                case null, default -> {}
            }
        }
    }
}
