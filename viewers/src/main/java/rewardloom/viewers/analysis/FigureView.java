package rewardloom.viewers.analysis;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import rewardloom.model.figure.Figure;
import rewardloom.viewers.Desk;
import rewardloom.viewers.StudyView;
import rewardloom.viewers.ViewAction;
import rewardloom.viewers.chart.ChartPane;
import rewardloom.viewers.work.Background;

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
     * @param background where the page is drawn
     * @param desk the window around it
     */
    public FigureView(Figure figure, ChartPane screen, ExportPane export, Background background, Desk desk) {
        this.figure = figure;
        this.export = export;
        Label caption = new Label(figure.caption());
        caption.getStyleClass().add("figure-caption");
        caption.setWrapText(true);
        caption.setMinHeight(Region.USE_PREF_SIZE);
        VBox.setVgrow(screen, Priority.ALWAYS);
        VBox chart = new VBox(screen, caption);
        chart.getStyleClass().add("figure-pane");
        CheckBox preview = new CheckBox("Show the page at its true size");
        PaperStage stage = new PaperStage(chart, export, background, desk, preview.selectedProperty());
        VBox.setVgrow(stage, Priority.ALWAYS);
        content.getChildren().add(stage);
        inspector.getStyleClass().add("inspector-body");
        inspector.getChildren().addAll(preview, export);
        export.setAsShown(screen::shown);
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
        return List.of(
                new ViewAction("export", "Export the figure", "Shortcut+E", export::exportNow),
                new ViewAction(
                        "copy-picture", "Copy the figure as a picture", "Shortcut+Shift+C", export::copyPicture));
    }
}
