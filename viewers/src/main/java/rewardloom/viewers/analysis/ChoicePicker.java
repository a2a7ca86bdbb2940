package rewardloom.viewers.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Picks one or several names out of many: a button that opens a list with a search field. */
public final class ChoicePicker extends Button {
    private static final String AUTOMATIC = "Automatic";
    private String prefix = "";
    private String nothing = AUTOMATIC;
    private final boolean several;
    private boolean free;
    private final Supplier<List<String>> offers;
    private final Consumer<String> chosen;
    private final Popup popup = new Popup();
    private final TextField search = new TextField();
    private final ListView<String> list = new ListView<>();
    private final Label shown = new Label();
    private final Set<String> picked = new LinkedHashSet<>();

    /**
     * @param several whether more than one may be picked
     * @param offers the names, asked for when the list opens
     * @param chosen takes the picked name, or several with commas between, or the empty string for none
     */
    public ChoicePicker(boolean several, Supplier<List<String>> offers, Consumer<String> chosen) {
        this.several = several;
        this.offers = offers;
        this.chosen = chosen;
        getStyleClass().add("choice-picker");
        setMaxWidth(Double.MAX_VALUE);
        shown.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        shown.setMaxWidth(Double.MAX_VALUE);
        shown.setMinWidth(0);
        HBox.setHgrow(shown, Priority.ALWAYS);
        HBox face = new HBox(8, shown, new FontIcon(Feather.CHEVRON_DOWN));
        face.setAlignment(Pos.CENTER_LEFT);
        // The face fills the button, whose own text would stand beside the arrow.
        face.prefWidthProperty().bind(widthProperty().subtract(24));
        setGraphic(face);
        setOnAction(e -> open());
        setValue("");
        build();
    }

    /** Whether what is typed can be picked though it is not offered. */
    void setFree(boolean newFree) {
        free = newFree;
        list.setPlaceholder(new Label(free ? "Enter picks what you typed" : "Nothing with this name"));
    }

    /**
     * Says what is picked, and what it is called when nothing is.
     *
     * @param newPrefix what stands before the value
     */
    public void setWords(String newPrefix, String newNothing) {
        prefix = newPrefix;
        nothing = newNothing;
        setValue(String.join(",", picked));
    }

    /** Shows a value without telling anybody. */
    public void setValue(String value) {
        picked.clear();
        Arrays.stream(several ? value.split(",", -1) : new String[] {value})
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .forEach(picked::add);
        String text = picked.isEmpty()
                ? nothing
                : picked.size() == 1 ? picked.iterator().next() : picked.size() + " chosen";
        shown.setText(prefix + text);
    }

    private void build() {
        search.setPromptText(several ? "Search, Enter picks" : "Search");
        search.textProperty().addListener((p, old, text) -> filter(text));
        list.setPrefHeight(240);
        list.getStyleClass().addAll("dense", "edge-to-edge");
        list.setCellFactory(view -> new Row());
        list.setPlaceholder(new Label("Nothing with this name"));
        list.setOnKeyPressed(this::key);
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        VBox box = new VBox(search, list);
        box.getStyleClass().add("picker-popup");
        popup.getContent().add(box);
        popup.setAutoHide(true);
        popup.setHideOnEscape(true);
    }

    private void filter(String text) {
        String wanted = text.toLowerCase(Locale.ROOT).strip();
        if (list.getItems() instanceof FilteredList<String> shown) {
            shown.setPredicate(name -> name.toLowerCase(Locale.ROOT).contains(wanted));
            list.getSelectionModel().selectFirst();
        }
    }

    private void open() {
        if (popup.isShowing() || getScene() == null) {
            popup.hide();
            return;
        }
        fill();
        Bounds bounds = localToScreen(getBoundsInLocal());
        list.setPrefWidth(Math.max(260, bounds.getWidth()));
        popup.getScene().getStylesheets().setAll(getScene().getStylesheets());
        popup.show(this, bounds.getMinX(), bounds.getMaxY() + 4);
        search.requestFocus();
    }

    private void fill() {
        List<String> names = new ArrayList<>();
        names.add("");
        picked.stream().filter(p -> !offers.get().contains(p)).forEach(names::add);
        names.addAll(offers.get());
        search.clear();
        list.setItems(new FilteredList<>(FXCollections.observableArrayList(names)));
        list.getSelectionModel()
                .select(picked.isEmpty() ? "" : picked.iterator().next());
    }

    private void key(KeyEvent event) {
        int by = event.getCode() == KeyCode.DOWN ? 1 : event.getCode() == KeyCode.UP ? -1 : 0;
        if (by != 0 && search.equals(event.getSource())) {
            int size = list.getItems().size();
            if (size > 0) {
                list.getSelectionModel()
                        .select(Math.floorMod(list.getSelectionModel().getSelectedIndex() + by, size));
                list.scrollTo(list.getSelectionModel().getSelectedIndex());
            }
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            String name = list.getSelectionModel().getSelectedItem();
            if (name != null) {
                pick(name);
            } else if (free && !search.getText().isBlank()) {
                String typed = search.getText().strip();
                pick(typed);
                fill();
            }
            event.consume();
        }
    }

    private void pick(String name) {
        if (!several || name.isEmpty()) {
            finish(name);
            popup.hide();
            return;
        }
        if (!picked.remove(name)) {
            picked.add(name);
        }
        finish(String.join(",", picked));
        list.refresh();
    }

    private void finish(String value) {
        setValue(value);
        chosen.accept(value);
    }

    /** One name, with a tick when it is picked. */
    private final class Row extends ListCell<String> {
        private final FontIcon tick = new FontIcon(Feather.CHECK);

        Row() {
            setOnMouseClicked(e -> {
                String name = getItem();
                if (name != null && !isEmpty()) {
                    pick(name);
                }
            });
        }

        @Override
        protected void updateItem(@Nullable String name, boolean empty) {
            super.updateItem(name, empty);
            boolean on = name != null && (name.isEmpty() ? picked.isEmpty() : picked.contains(name));
            tick.setVisible(on);
            setGraphic(empty ? null : tick);
            setText(empty || name == null ? null : name.isEmpty() ? nothing : name);
        }
    }
}
