package rewardloom.viewers.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import rewardloom.model.figure.Figure;
import rewardloom.viewers.chart.ChartPane;

/** Up to four figures at once, to see what a setting does to all of them. */
final class FigureGrid extends GridPane {
    static final int MOST = 4;

    private final Supplier<ChartPane> charts;
    private final List<ChartPane> panes = new ArrayList<>();
    private int shown;

    /** @param charts makes a chart */
    FigureGrid(Supplier<ChartPane> charts) {
        this.charts = charts;
        getStyleClass().add("figure-grid");
    }

    /** Shows figures; those of a result that follows replace them in place. */
    void show(List<Figure> figures) {
        int count = Math.min(MOST, figures.size());
        while (panes.size() < count) {
            panes.add(charts.get());
        }
        if (count != shown) {
            lay(count);
        }
        for (int i = 0; i < count; i++) {
            panes.get(i).show(figures.get(i));
        }
    }

    private void lay(int count) {
        shown = count;
        getChildren().clear();
        getColumnConstraints().clear();
        getRowConstraints().clear();
        int columns = count > 1 ? 2 : 1;
        int rows = (count + columns - 1) / columns;
        for (int c = 0; c < columns; c++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / columns);
            column.setHgrow(Priority.ALWAYS);
            getColumnConstraints().add(column);
        }
        for (int r = 0; r < rows; r++) {
            RowConstraints row = new RowConstraints();
            row.setPercentHeight(100.0 / rows);
            row.setVgrow(Priority.ALWAYS);
            getRowConstraints().add(row);
        }
        for (int i = 0; i < count; i++) {
            // The last one of an odd number has its row for itself.
            int span = i == count - 1 && count % 2 == 1 ? columns : 1;
            panes.get(i).setMinSize(0, 0);
            add(panes.get(i), i % columns, i / columns, span, 1);
        }
    }
}
