package rewardloom.app.window;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** Every view by family, with what it is for; a search field above. Those that the study has no data for stand last and pale. */
final class ViewChooser extends VBox {
    private static final PseudoClass HEADING = PseudoClass.getPseudoClass("heading");
    private static final PseudoClass UNFIT = PseudoClass.getPseudoClass("unfit");

    private final List<ViewEntry> entries;
    private final Consumer<ViewEntry> chosen;
    private final TextField search = new TextField();
    private final ListView<Line> list = new ListView<>();
    private final Label sentence = new Label();
    private final Label needs = new Label();
    private final Label sources = new Label();
    private Set<String> fitting = Set.of();
    private boolean known;

    /** A line of the list: a heading, or a view. */
    private sealed interface Line {
        record Heading(String text, int count) implements Line {}

        record View(ViewEntry entry, boolean fits) implements Line {}
    }

    /**
     * @param entries the views, in order
     * @param chosen told which one is chosen
     */
    ViewChooser(List<ViewEntry> entries, Consumer<ViewEntry> chosen) {
        this.entries = List.copyOf(entries);
        this.chosen = chosen;
        getStyleClass().addAll("picker-popup", "view-chooser");
        search.setPromptText("Search views, questions and papers");
        search.textProperty().addListener((p, old, text) -> refill());
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        list.getStyleClass().addAll("dense", "edge-to-edge", "view-list");
        list.setPlaceholder(new Label("No view with these words"));
        list.setCellFactory(view -> new Cell());
        VBox.setVgrow(list, Priority.ALWAYS);
        for (Label label : List.of(sentence, needs, sources)) {
            label.setWrapText(true);
            label.setMinHeight(USE_PREF_SIZE);
        }
        needs.getStyleClass().add("muted");
        sources.getStyleClass().add("muted");
        VBox details = new VBox(sentence, needs, sources);
        details.getStyleClass().add("view-details");
        list.getSelectionModel().selectedItemProperty().subscribe(this::describe);
        getChildren().addAll(search, list, details);
        refill();
    }

    /** Says which views the study has data for. */
    void setFitting(Set<String> ids) {
        fitting = Set.copyOf(ids);
        known = true;
        refill();
    }

    /** Empties the search field and takes the keyboard. */
    void start() {
        search.clear();
        refill();
        list.scrollTo(0);
        search.requestFocus();
    }

    private boolean fits(ViewEntry entry) {
        return !known || entry.about().needs().isEmpty() || fitting.contains(entry.id());
    }

    private void refill() {
        String wanted = search.getText().strip();
        Map<String, List<ViewEntry>> families = new LinkedHashMap<>();
        List<ViewEntry> others = new ArrayList<>();
        for (ViewEntry entry : entries) {
            if (!wanted.isEmpty() && !entry.matches(wanted)) {
                continue;
            }
            if (fits(entry)) {
                families.computeIfAbsent(entry.about().family(), f -> new ArrayList<>())
                        .add(entry);
            } else {
                others.add(entry);
            }
        }
        List<Line> lines = new ArrayList<>();
        families.forEach((family, own) -> {
            lines.add(new Line.Heading(family, own.size()));
            own.forEach(e -> lines.add(new Line.View(e, true)));
        });
        if (!others.isEmpty()) {
            lines.add(new Line.Heading("Not for what is in this study", others.size()));
            others.forEach(e -> lines.add(new Line.View(e, false)));
        }
        list.setItems(FXCollections.observableArrayList(lines));
        select(0, 1);
    }

    /** The first view from a place on. */
    private void select(int from, int by) {
        int size = list.getItems().size();
        for (int i = from; i >= 0 && i < size; i += by) {
            if (list.getItems().get(i) instanceof Line.View) {
                list.getSelectionModel().select(i);
                return;
            }
        }
    }

    private void key(KeyEvent event) {
        int by = event.getCode() == KeyCode.DOWN ? 1 : event.getCode() == KeyCode.UP ? -1 : 0;
        if (by != 0) {
            select(list.getSelectionModel().getSelectedIndex() + by, by);
            list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex() - 4));
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            choose(list.getSelectionModel().getSelectedItem());
            event.consume();
        }
    }

    private void choose(@Nullable Line line) {
        if (line instanceof Line.View(ViewEntry entry, boolean _)) {
            chosen.accept(entry);
        }
    }

    /** What a test may want to know: titles in the order of the list, headings in capitals. */
    List<String> lines() {
        return list.getItems().stream()
                .map(l -> switch (l) {
                    case Line.Heading(String text, int _) -> "# " + text;
                    case Line.View(ViewEntry entry, boolean _) -> entry.title();
                })
                .toList();
    }

    TextField search() {
        return search;
    }

    /** What the view is for, below the list. */
    private void describe(@Nullable Line line) {
        ViewEntry.About about = line instanceof Line.View(ViewEntry entry, boolean _) ? entry.about() : null;
        sentence.setText(about == null ? "" : about.sentence());
        show(needs, about == null || about.needs().isEmpty() ? "" : "Needs " + about.needs() + ".");
        show(
                sources,
                about == null || about.sources().isEmpty()
                        ? ""
                        : about.sources().size() > 2
                                ? "From " + about.sources().getFirst() + ", and "
                                        + (about.sources().size() - 1) + " more papers."
                                : "From " + String.join("; ", about.sources()) + ".");
    }

    private static void show(Label label, String text) {
        label.setText(text);
        label.setVisible(!text.isEmpty());
        label.setManaged(!text.isEmpty());
    }

    private final class Cell extends ListCell<Line> {
        private final FontIcon icon = new FontIcon();

        Cell() {
            setOnMouseClicked(e -> choose(getItem()));
            setOnMouseMoved(e -> {
                if (getItem() instanceof Line.View) {
                    list.getSelectionModel().select(getIndex());
                }
            });
        }

        @Override
        protected void updateItem(@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            pseudoClassStateChanged(HEADING, !empty && line instanceof Line.Heading);
            pseudoClassStateChanged(UNFIT, !empty && line instanceof Line.View(ViewEntry _, boolean fits) && !fits);
            setText(null);
            setGraphic(null);
            setDisable(empty || line instanceof Line.Heading);
            switch (line) {
                case Line.Heading(String text, int count) when !empty -> setText(text + "  " + count);
                case Line.View(ViewEntry entry, boolean _)
                when !empty -> {
                    icon.setIconCode(entry.icon());
                    setText(entry.title());
                    setGraphic(icon);
                }
                case null, default -> {}
            }
        }
    }
}
