package rewardloom.viewers.trajectory;

import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;
import rewardloom.model.trajectory.Episode;

/** The episodes of the study, to be sorted by any column and chosen from. */
final class EpisodeTable extends TableView<Episode> {
    private final TrajectoryModel model;

    EpisodeTable(TrajectoryModel model) {
        this.model = model;
        getStyleClass().addAll("episode-table", "dense");
        setPlaceholder(new Label("Reading episodes"));
        SortedList<Episode> sorted = new SortedList<>(model.episodes());
        sorted.comparatorProperty().bind(comparatorProperty());
        setItems(sorted);
        model.components().subscribe(this::makeColumns);
        model.episodes().subscribe(this::makeColumns);
        makeColumns();
        getSelectionModel().selectedItemProperty().subscribe(episode -> {
            if (episode != null) {
                model.select(episode);
            }
        });
        model.selectedProperty().subscribe(this::follow);
    }

    private void follow(@Nullable Episode episode) {
        if (episode == null) {
            getSelectionModel().clearSelection();
        } else if (!episode.equals(getSelectionModel().getSelectedItem())) {
            getSelectionModel().select(episode);
            scrollTo(Math.max(0, getSelectionModel().getSelectedIndex() - 2));
        }
    }

    /** Selects the episode some rows further down, in the order shown. */
    void selectBy(int rows) {
        int last = getItems().size() - 1;
        if (last >= 0) {
            int index = Math.clamp((long) getSelectionModel().getSelectedIndex() + rows, 0, last);
            getSelectionModel().clearAndSelect(index);
            scrollTo(Math.max(0, index - 2));
        }
    }

    private void makeColumns() {
        getColumns().clear();
        TableColumn<Episode, String> run = new TableColumn<>("run");
        run.setCellValueFactory(
                row -> new ReadOnlyObjectWrapper<>(row.getValue().run()));
        run.setCellFactory(column -> new Words());
        run.setPrefWidth(width(
                model.episodes().stream().mapToInt(e -> e.run().length()).max().orElse(0), 128));
        getColumns().add(run);
        add("episode", 80, Episode::id, value -> String.format(Locale.ROOT, "%d", value));
        add("steps", 64, Episode::length, value -> String.format(Locale.ROOT, "%,d", value));
        add("return", 80, Episode::total, EpisodeTable::number);
        for (String name : model.components()) {
            add(
                    name,
                    width(name.length() + 2, 80),
                    episode -> episode.components().get(name),
                    EpisodeTable::number);
        }
    }

    /** Room for a text of so many letters. */
    private static double width(int letters, double least) {
        return Math.clamp(letters * 7.2 + 20, least, 190);
    }

    private <T> void add(String name, double width, Function<Episode, @Nullable T> value, Function<T, String> text) {
        TableColumn<Episode, @Nullable T> column = new TableColumn<>(name);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        column.setCellFactory(c -> new Numbers<>(text));
        column.setPrefWidth(width);
        getColumns().add(column);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3f", value);
    }

    /** A name; the beginning of a long one gives way, since its end says more. */
    private static final class Words extends TableCell<Episode, String> {
        Words() {
            getStyleClass().add("words");
            setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        }

        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty ? "" : item);
        }
    }

    /** A number, or nothing. */
    private static final class Numbers<T> extends TableCell<Episode, @Nullable T> {
        private final Function<T, String> text;

        Numbers(Function<T, String> text) {
            this.text = text;
        }

        @Override
        protected void updateItem(@Nullable T item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? "" : text.apply(item));
        }
    }
}
