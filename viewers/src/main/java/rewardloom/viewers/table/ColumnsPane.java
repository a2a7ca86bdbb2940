package rewardloom.viewers.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Column;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Role;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;

/** The columns of a table, or the tags of one with logged numbers, each with what it means. */
final class ColumnsPane extends ListView<ColumnsPane.Entry> {
    private final BiConsumer<String, Role> changed;

    /** A column or tag. */
    record Entry(String name, Role role, String note) {}

    ColumnsPane(BiConsumer<String, Role> changed) {
        this.changed = changed;
        getStyleClass().addAll("columns-pane", "edge-to-edge");
        setFocusTraversable(false);
        setCellFactory(view -> new Cell());
        setPlaceholder(new Label("No table"));
    }

    void show(@Nullable Table table) {
        getItems().setAll(table == null ? List.of() : entries(table));
    }

    static List<Entry> entries(Table table) {
        List<Entry> entries = new ArrayList<>();
        if (table.kind() == Kind.METRICS) {
            table.series().forEach(s -> entries.add(new Entry(s.tag(), s.role(), note(s))));
            return entries;
        }
        for (Column column : table.columns()) {
            String note = table.series().stream()
                    .filter(s -> s.tag().equals(column.name()))
                    .findFirst()
                    .map(ColumnsPane::note)
                    .orElse(column.type().id());
            entries.add(new Entry(column.name(), column.role(), note));
        }
        return entries;
    }

    private static String note(SeriesSummary summary) {
        String range = Double.isNaN(summary.min())
                ? ""
                : String.format(Locale.ROOT, ", %.4g to %.4g", summary.min(), summary.max());
        String bad =
                summary.nonfinite() == 0 ? "" : String.format(Locale.ROOT, ", %,d not finite", summary.nonfinite());
        return String.format(Locale.ROOT, "%,d values", summary.count()) + range + bad;
    }

    private final class Cell extends ListCell<Entry> {
        private final Label name = new Label();
        private final Label note = new Label();
        private final RoleBox role = new RoleBox(chosen -> {
            Entry entry = getItem();
            if (entry != null && !entry.role().equals(chosen)) {
                changed.accept(entry.name(), chosen);
            }
        });
        private final VBox row = new VBox(name, note, role);

        Cell() {
            note.setMinWidth(0);
            name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            note.getStyleClass().add("muted");
            row.getStyleClass().add("column-entry");
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            if (empty || entry == null) {
                setGraphic(null);
                return;
            }
            name.setText(entry.name());
            note.setText(entry.note());
            role.show(entry.name(), entry.role());
            setGraphic(row);
        }
    }
}
