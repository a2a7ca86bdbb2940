package rewardloom.viewers.analysis;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import rewardloom.viewers.Desk;
import rewardloom.viewers.work.Background;

/** Shows a chart, or in its place the page it will be printed on. */
public final class PaperStage extends StackPane {
    private final Node chart;
    private final ExportPane export;
    private final Background background;
    private final Desk desk;
    private final ObservableValue<Boolean> previewing;
    private @Nullable PagePreview page;

    /**
     * @param chart what is shown otherwise
     * @param export what would be printed, and how
     * @param previewing whether the page is shown
     */
    public PaperStage(
            Node chart, ExportPane export, Background background, Desk desk, ObservableValue<Boolean> previewing) {
        this.chart = chart;
        this.export = export;
        this.background = background;
        this.desk = desk;
        this.previewing = previewing;
        getChildren().setAll(chart);
        previewing.subscribe(this::show);
        export.presetProperty().subscribe(this::show);
        export.sheetProperty().subscribe(this::show);
    }

    private void show() {
        if (previewing.getValue()) {
            PagePreview shown = page == null ? new PagePreview(background, desk) : page;
            page = shown;
            put(shown);
            shown.show(export.shownSheet(), export.presetProperty().get());
        } else {
            put(chart);
        }
    }

    private void put(Node node) {
        if (!getChildren().equals(List.of(node))) {
            getChildren().setAll(node);
        }
    }
}
