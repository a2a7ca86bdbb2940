package rewardloom.viewers.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import rewardloom.viewers.chart.ChartPane;
import rewardloom.viewers.run.RunRows.Row;

/** Runs, or groups of them, as a table: only what is in sight has cells. */
final class RunsTree extends TreeTableView<Row> {
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final int SAMPLE = 60;
    private static final Row ROOT = new Row("", List.of(), new double[0], List.of());

    private final RunColumns columns;
    private final ChartPane chart;
    private RunRows rows = RunRows.NONE;
    private List<ValueRange> ranges = List.of();
    private List<String> shownColumns = List.of();
    private boolean shownGrouped;
    private Map<String, Integer> colors = Map.of();
    private Runnable onChosen = () -> {};
    private boolean filling;

    RunsTree(RunColumns columns, ChartPane chart) {
        this.columns = columns;
        this.chart = chart;
        getStyleClass().addAll("dense", "runs-tree");
        setShowRoot(false);
        setRoot(new TreeItem<>(ROOT));
        setPlaceholder(new Label("No run meets this"));
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        getSelectionModel().getSelectedItems().addListener((ListChangeListener<TreeItem<Row>>) c -> {
            if (!filling) {
                onChosen.run();
            }
        });
        setSortPolicy(table -> {
            sort(table.getSortOrder());
            return true;
        });
        setOnKeyPressed(e -> {
            if (COPY.match(e)) {
                copy();
                e.consume();
            } else if (e.getCode() == KeyCode.ESCAPE) {
                getSelectionModel().clearSelection();
            }
        });
        chart.darkProperty().subscribe(this::refresh);
    }

    /** The analysis sorts, so that a command line does the same. */
    private void sort(List<TreeTableColumn<Row, ?>> order) {
        if (!filling) {
            Optional<TreeTableColumn<Row, ?>> first = order.stream().findFirst();
            columns.sort(
                    first.map(c -> String.valueOf(c.getUserData())),
                    first.map(c -> c.getSortType() == TreeTableColumn.SortType.DESCENDING)
                            .orElse(false));
        }
    }

    void setOnChosen(Runnable action) {
        onChosen = action;
    }

    void setColors(Map<String, Integer> newColors) {
        colors = newColors;
    }

    /**
     * Shows other rows; what was chosen and unfolded stays so.
     *
     * @param newRows those to be shown
     * @param newRanges the range of each column
     * @param settings those of the analysis
     */
    void show(RunRows newRows, List<ValueRange> newRanges, Map<String, String> settings) {
        Set<String> chosen = new HashSet<>(chosenNames());
        Set<String> unfolded = getRoot().getChildren().stream()
                .filter(TreeItem::isExpanded)
                .map(i -> i.getValue().name())
                .collect(Collectors.toSet());
        filling = true;
        rows = newRows;
        ranges = newRanges;
        boolean grouped = rows.isGrouped();
        if (!rows.columns().equals(shownColumns) || grouped != shownGrouped) {
            shownColumns = rows.columns();
            shownGrouped = grouped;
            getColumns().setAll(makeColumns());
        }
        showOrder(settings.getOrDefault("sort", ""), Boolean.parseBoolean(settings.getOrDefault("descending", "")));
        List<TreeItem<Row>> items = new ArrayList<>();
        for (Row row : rows.top()) {
            TreeItem<Row> item = new TreeItem<>(row);
            row.runs().forEach(run -> item.getChildren().add(new TreeItem<>(run)));
            item.setExpanded(unfolded.contains(row.name()));
            items.add(item);
        }
        getSelectionModel().clearSelection();
        getRoot().getChildren().setAll(items);
        refresh();
        choose(chosen);
        filling = false;
    }

    private void choose(Set<String> names) {
        for (int i = 0; !names.isEmpty() && i < getExpandedItemCount(); i++) {
            if (names.contains(getTreeItem(i).getValue().name())) {
                getSelectionModel().select(i);
            }
        }
    }

    /** Chooses a row by its name, and brings it into sight. */
    void choose(String name) {
        for (TreeItem<Row> item : getRoot().getChildren()) {
            if (item.getChildren().stream().anyMatch(c -> c.getValue().name().equals(name))) {
                item.setExpanded(true);
            }
        }
        for (int i = 0; i < getExpandedItemCount(); i++) {
            if (getTreeItem(i).getValue().name().equals(name)) {
                getSelectionModel().clearAndSelect(i);
                scrollTo(Math.max(0, i - 2));
                return;
            }
        }
    }

    /** The names of the chosen rows. */
    Set<String> chosenNames() {
        return chosen().map(Row::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The chosen runs, and those of the chosen groups. */
    Set<String> chosenRuns() {
        return chosen().flatMap(r -> r.isGroup() ? r.runs().stream() : Stream.of(r))
                .map(Row::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Stream<Row> chosen() {
        return List.copyOf(getSelectionModel().getSelectedItems()).stream()
                .filter(Objects::nonNull)
                .map(TreeItem::getValue);
    }

    private void showOrder(String sort, boolean descending) {
        List<TreeTableColumn<Row, ?>> order = new ArrayList<>();
        for (TreeTableColumn<Row, ?> column : getColumns()) {
            if (sort.equals(column.getUserData())) {
                column.setSortType(
                        descending ? TreeTableColumn.SortType.DESCENDING : TreeTableColumn.SortType.ASCENDING);
                order.add(column);
            }
        }
        if (!getSortOrder().equals(order)) {
            getSortOrder().setAll(order);
        }
    }

    private List<TreeTableColumn<Row, Row>> makeColumns() {
        List<TreeTableColumn<Row, Row>> made = new ArrayList<>();
        TreeTableColumn<Row, Row> name = column("run", "run");
        name.setCellFactory(c -> new NameCell(n -> {
            Integer index = colors.get(n);
            return index == null ? null : chart.color(index);
        }));
        List<String> names = rows.runs().stream().limit(SAMPLE).map(Row::name).toList();
        List<String> groups = rows.top().stream().map(r -> r.name() + "   ×100").toList();
        name.setPrefWidth(
                rows.isGrouped()
                        ? Math.max(width(names, "run", 80), width(groups, "run", 60))
                        : width(names, "run", 40));
        made.add(name);
        for (int i = 0; i < shownColumns.size(); i++) {
            int index = i;
            String title = shownColumns.get(i);
            TreeTableColumn<Row, Row> column = column(title, columns.meaning(title));
            boolean numeric = rows.isNumeric(i);
            column.setCellFactory(c -> new ValueCell(index, numeric, () -> ranges.get(index), title.equals("seed")));
            column.setPrefWidth(width(
                    Stream.concat(
                                    rows.top().stream().limit(SAMPLE),
                                    rows.runs().stream().limit(SAMPLE))
                            .map(r -> ValueCell.text(r, index))
                            .toList(),
                    title,
                    24));
            made.add(column);
        }
        return made;
    }

    private TreeTableColumn<Row, Row> column(String title, String meaning) {
        TreeTableColumn<Row, Row> column = new TreeTableColumn<>();
        Label label = new Label(title);
        label.setTooltip(new Tooltip(meaning + "\nClick sorts, right click does more."));
        column.setGraphic(label);
        column.setUserData(title);
        column.setCellValueFactory(c -> new ReadOnlyObjectWrapper<>(c.getValue().getValue()));
        column.setContextMenu(columns.menu(title, shownColumns));
        column.setMinWidth(48);
        return column;
    }

    private static double width(List<String> texts, String title, double more) {
        int longest = title.length() + 3;
        for (String text : texts) {
            longest = Math.max(longest, text.length());
        }
        return Math.clamp(longest * 7.6 + more, 64, 320);
    }

    private void copy() {
        String text = chosen().map(r -> r.name() + "\t"
                        + r.cells().stream()
                                .map(c -> c == null ? "" : c.toString())
                                .collect(Collectors.joining("\t")))
                .collect(Collectors.joining("\n"));
        ClipboardContent content = new ClipboardContent();
        content.putString("run\t" + String.join("\t", shownColumns) + "\n" + text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
