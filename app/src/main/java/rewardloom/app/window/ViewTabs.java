package rewardloom.app.window;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Bounds;
import javafx.scene.control.Button;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.Popup;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.viewers.StudyView;

/**
 * The row of tabs above the views. Only the row: the chosen view itself is shown by somebody else, so that no other one is in the
 * scene, where it would compute and draw.
 */
final class ViewTabs extends HBox {
    private static final double WIDTH = 480;
    private static final double MARGIN = 16;

    private final TabPane tabs = new TabPane();
    private final Button more = new Button("", new FontIcon(Feather.PLUS));
    private final Popup popup = new Popup();
    private final ViewChooser chooser;
    private final Consumer<Consumer<Set<String>>> fitting;
    private final Map<String, ViewEntry> entries = new LinkedHashMap<>();
    private final Map<Tab, StudyView> built = new LinkedHashMap<>();
    private final Consumer<@Nullable StudyView> chosen;

    /**
     * @param all every view there is
     * @param chosen told which view is to be shown, null for none
     * @param fitting finds out which views the study has data for, by their ids, and tells
     */
    ViewTabs(List<ViewEntry> all, Consumer<@Nullable StudyView> chosen, Consumer<Consumer<Set<String>>> fitting) {
        this.chosen = chosen;
        this.fitting = fitting;
        this.chooser = new ViewChooser(all, entry -> {
            hideChooser();
            open(entry.id());
        });
        all.forEach(e -> entries.put(e.id(), e));
        getStyleClass().add("tab-bar");
        tabs.getStyleClass().add("study-tabs");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.SELECTED_TAB);
        tabs.setTabDragPolicy(TabPane.TabDragPolicy.REORDER);
        tabs.setMinWidth(0);
        HBox.setHgrow(tabs, Priority.ALWAYS);
        more.getStyleClass().addAll("flat", "button-icon");
        more.setAccessibleText("All views");
        more.setTooltip(new Tooltip("All views"));
        more.setMinWidth(USE_PREF_SIZE);
        more.setOnAction(e -> toggleChooser());
        popup.getContent().add(chooser);
        popup.setAutoHide(true);
        popup.setHideOnEscape(true);
        all.stream().filter(ViewEntry::standard).forEach(e -> tabs.getTabs().add(tab(e)));
        tabs.getTabs().addListener((ListChangeListener<Tab>) change -> {
            while (change.next()) {
                // A tab that is dragged elsewhere is removed and added again.
                change.getRemoved().stream()
                        .filter(t -> !tabs.getTabs().contains(t))
                        .forEach(this::closed);
            }
        });
        setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(tabs, more);
    }

    /** Shows the first tab. To be called once, when the rest of the window is there. */
    void start() {
        tabs.getSelectionModel().selectedItemProperty().subscribe(this::show);
    }

    /** Shows a view, in a new tab if it has none; nothing if there is no such view. */
    Optional<StudyView> open(String id) {
        ViewEntry entry = entries.get(id);
        if (entry == null) {
            return Optional.empty();
        }
        Tab tab = tabs.getTabs().stream()
                .filter(t -> id.equals(t.getId()))
                .findFirst()
                .orElseGet(() -> {
                    Tab made = tab(entry);
                    tabs.getTabs().add(made);
                    return made;
                });
        tabs.getSelectionModel().select(tab);
        return Optional.ofNullable(built.get(tab));
    }

    /** Shows a view that is not in the list of views, such as an import. */
    void open(String id, String title, StudyView view) {
        tabs.getTabs().stream().filter(t -> id.equals(t.getId())).findFirst().ifPresent(tabs.getTabs()::remove);
        Tab tab = new Tab(title);
        tab.setId(id);
        built.put(tab, view);
        tabs.getTabs().add(tab);
        tabs.getSelectionModel().select(tab);
    }

    /** Closes a view's tab. */
    void close(String id) {
        tabs.getTabs().removeIf(t -> id.equals(t.getId()));
    }

    void closeCurrent() {
        tabs.getTabs().remove(tabs.getSelectionModel().getSelectedItem());
    }

    /** Shows a tab by its place, from 0. */
    void choose(int index) {
        if (index < tabs.getTabs().size()) {
            tabs.getSelectionModel().select(index);
        }
    }

    /** The view that is shown. */
    @Nullable
    StudyView current() {
        Tab tab = tabs.getSelectionModel().getSelectedItem();
        return tab == null ? null : built.get(tab);
    }

    /** Every view that was built. */
    List<StudyView> built() {
        return new ArrayList<>(built.values());
    }

    private static Tab tab(ViewEntry entry) {
        Tab tab = new Tab(entry.title());
        tab.setId(entry.id());
        return tab;
    }

    private void show(@Nullable Tab tab) {
        if (tab == null) {
            chosen.accept(null);
            return;
        }
        ViewEntry entry = entries.get(String.valueOf(tab.getId()));
        StudyView view = built.get(tab);
        if (view == null && entry != null) {
            view = entry.make().get();
            built.put(tab, view);
        }
        chosen.accept(view);
    }

    private void closed(Tab tab) {
        StudyView view = built.remove(tab);
        if (view != null) {
            view.close();
        }
    }

    /** Shows every view to choose from, or hides them again. */
    void toggleChooser() {
        if (popup.isShowing() || getScene() == null) {
            popup.hide();
            return;
        }
        popup.getScene().getStylesheets().setAll(getScene().getStylesheets());
        Bounds bounds = more.localToScreen(more.getBoundsInLocal());
        double right = getScene().getWindow().getX() + getScene().getWindow().getWidth();
        chooser.setPrefHeight(Math.clamp(getScene().getHeight() - 120, 240, 640));
        popup.show(more, Math.min(bounds.getMinX(), right - WIDTH - MARGIN), bounds.getMaxY() + 4);
        chooser.start();
        fitting.accept(chooser::setFitting);
    }

    private void hideChooser() {
        popup.hide();
    }

    /** The list of all views. */
    ViewChooser chooser() {
        return chooser;
    }
}
