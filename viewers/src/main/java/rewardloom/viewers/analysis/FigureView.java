package rewardloom.viewers.analysis;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import rewardloom.model.figure.Figure;
import rewardloom.viewers.StudyView;
import rewardloom.viewers.ViewAction;
import rewardloom.viewers.chart.ChartPane;

/** A figure that was saved in the study. */
public final class FigureView implements StudyView {
    private final Figure figure;
    private final ExportPane export;
    private final VBox content = new VBox();
    private final VBox inspector = new VBox();

    /**
     * @param figure what is shown
     * @param screen where it is drawn
     * @param export how it gets onto paper
     */
    public FigureView(Figure figure, ChartPane screen, ExportPane export) {
        this.figure = figure;
        this.export = export;
        Label caption = new Label(figure.caption());
        caption.getStyleClass().add("figure-caption");
        caption.setWrapText(true);
        caption.setMinHeight(Region.USE_PREF_SIZE);
        VBox.setVgrow(screen, Priority.ALWAYS);
        content.getStyleClass().add("figure-pane");
        content.getChildren().addAll(screen, caption);
        inspector.getStyleClass().add("inspector-body");
        inspector.getChildren().add(export);
        export.setFigure(figure);
        screen.setOnExport(shown -> export.exportNow());
        screen.show(figure);
    }

    @Override
    public String title() {
        return figure.name();
    }

    @Override
    public Region content() {
        return content;
    }

    @Override
    public Node inspector() {
        return inspector;
    }

    @Override
    public List<ViewAction> actions() {
        return List.of(new ViewAction("export", "Export the figure", "Shortcut+E", export::exportNow));
    }
}
