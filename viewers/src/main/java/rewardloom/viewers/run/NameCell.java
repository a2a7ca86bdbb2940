package rewardloom.viewers.run;

import java.util.Locale;
import java.util.function.Function;
import javafx.scene.control.TreeTableCell;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import org.jspecify.annotations.Nullable;
import rewardloom.viewers.run.RunRows.Row;

/** The name of a run or group behind a dot of its colour. */
final class NameCell extends TreeTableCell<Row, Row> {
    private final Circle dot = new Circle(5);
    private final Function<String, @Nullable Color> color;

    NameCell(Function<String, @Nullable Color> color) {
        this.color = color;
        setGraphicTextGap(8);
    }

    @Override
    protected void updateItem(@Nullable Row row, boolean empty) {
        super.updateItem(row, empty);
        getStyleClass().remove("strong");
        if (empty || row == null) {
            setText(null);
            setGraphic(null);
            return;
        }
        Color own = color.apply(row.name());
        dot.setFill(own == null ? Color.TRANSPARENT : own);
        setGraphic(dot);
        setText(
                row.isGroup()
                        ? String.format(
                                Locale.ROOT, "%s   ×%,d", row.name(), row.runs().size())
                        : row.name());
        if (row.isGroup()) {
            getStyleClass().add("strong");
        }
    }
}
