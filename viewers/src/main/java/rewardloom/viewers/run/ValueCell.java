package rewardloom.viewers.run;

import java.util.Locale;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeTableCell;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import rewardloom.viewers.analysis.TableText;
import rewardloom.viewers.run.RunRows.Row;

/** A value of a run: a number stands before a bar that shows where it lies among those of all runs. */
final class ValueCell extends TreeTableCell<Row, Row> {
    private final int column;
    private final boolean numeric;
    private final Supplier<ValueRange> range;
    private final boolean plain;
    private final Region bar = new Region();
    private double share = Double.NaN;

    /**
     * @param column index of the column
     * @param range the range of the column
     * @param plain numbers that only name something have no bar
     */
    ValueCell(int column, boolean numeric, Supplier<ValueRange> range, boolean plain) {
        this.column = column;
        this.numeric = numeric;
        this.range = range;
        this.plain = plain;
        bar.getStyleClass().add("value-bar");
        bar.setManaged(false);
        bar.setMouseTransparent(true);
        setAlignment(numeric ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
    }

    @Override
    protected void updateItem(@Nullable Row row, boolean empty) {
        super.updateItem(row, empty);
        share = Double.NaN;
        getStyleClass().remove("muted-cell");
        if (empty || row == null || column >= row.cells().size()) {
            setText(null);
            setTooltip(null);
            requestLayout();
            return;
        }
        Object cell = row.cells().get(column);
        double half = row.halves()[column];
        setText(text(row, column));
        setTooltip(
                cell instanceof Double
                        ? new Tooltip(cell + (Double.isNaN(half) ? "" : " ± " + half + " (t interval)"))
                        : null);
        if (row.isGroup() && cell instanceof String several && several.endsWith(" values")) {
            getStyleClass().add("muted-cell");
        }
        if (numeric && !plain && cell instanceof Number number) {
            share = range.get().share(number.doubleValue());
        }
        requestLayout();
    }

    /** The value, with half its interval if it has one. */
    static String text(Row row, int column) {
        String text = brief(row.cells().get(column));
        double half = row.halves()[column];
        return Double.isNaN(half) ? text : text + " ± " + brief(half);
    }

    /** A number with four digits. */
    private static String brief(@Nullable Object cell) {
        if (!(cell instanceof Double number) || !Double.isFinite(number)) {
            return TableText.shown(cell);
        }
        double size = Math.abs(number);
        boolean plainly = size == 0 || (size >= 1e-3 && size < 1e6);
        String text = String.format(Locale.ROOT, plainly ? "%.4g" : "%.2e", number);
        String digits =
                plainly && text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
        return digits.replaceFirst("^-", "−").replaceFirst("e([-+])0*", "e$1").replace("e+", "e");
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        boolean shown = Double.isFinite(share);
        if (shown && !getChildren().contains(bar)) {
            getChildren().addFirst(bar);
        } else if (!shown) {
            getChildren().remove(bar);
        }
        double width = Math.max(0, getWidth() - 8) * Math.clamp(share, 0, 1);
        bar.resizeRelocate(4, 4, Double.isFinite(width) ? width : 0, Math.max(0, getHeight() - 9));
    }
}
