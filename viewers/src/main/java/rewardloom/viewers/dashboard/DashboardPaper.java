package rewardloom.viewers.dashboard;

import java.util.function.Supplier;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.dashboard.Dashboard;
import rewardloom.model.figure.Figure;
import rewardloom.viewers.Desk;
import rewardloom.viewers.analysis.ExportPane;
import rewardloom.viewers.work.Background;

/** How charts of a dashboard get onto paper: one of them, or all as panels. */
final class DashboardPaper extends VBox {
    private final PanelMaker maker;
    private final Background background;
    private final Desk desk;
    private final ExportPane export;
    private final Supplier<Dashboard> dashboard;
    private final Supplier<String> name;
    private final RadioButton one = new RadioButton("The chosen chart");
    private final RadioButton all = new RadioButton("All charts as panels");
    private final CheckBox sharedLegend = new CheckBox("One legend for all");
    private final CheckBox letters = new CheckBox("Letters (a), (b), (c)");
    private final Label about = new Label();
    private @Nullable Figure chosen;

    DashboardPaper(
            PanelMaker maker,
            Background background,
            Desk desk,
            ExportPane export,
            Supplier<Dashboard> dashboard,
            Supplier<String> name) {
        this.maker = maker;
        this.background = background;
        this.desk = desk;
        this.export = export;
        this.dashboard = dashboard;
        this.name = name;
        ToggleGroup group = new ToggleGroup();
        one.setToggleGroup(group);
        all.setToggleGroup(group);
        all.setSelected(true);
        sharedLegend.setSelected(true);
        letters.setSelected(true);
        about.setWrapText(true);
        about.getStyleClass().add("muted");
        getStyleClass().add("inspector-body");
        getChildren().addAll(new VBox(8, one, all, sharedLegend, letters), about, export);
        group.selectedToggleProperty().subscribe(this::refresh);
        sharedLegend.setOnAction(e -> refresh());
        letters.setOnAction(e -> refresh());
        sceneProperty().subscribe(this::refresh);
    }

    /** One chart is wanted. */
    void choose(Figure figure) {
        chosen = figure;
        one.setSelected(true);
        refresh();
    }

    /** Every chart is wanted. */
    void chooseAll() {
        all.setSelected(true);
        refresh();
    }

    /** Prepares what is wanted, if anybody looks. */
    void refresh() {
        boolean panels = all.isSelected();
        sharedLegend.setDisable(!panels);
        letters.setDisable(!panels);
        if (getScene() == null) {
            return;
        }
        if (!panels) {
            export.setFigure(chosen);
            about.setText(chosen == null ? "Choose a chart with its export button." : chosen.title());
            return;
        }
        Dashboard wanted = dashboard.get();
        String called = name.get();
        boolean shared = sharedLegend.isSelected();
        boolean lettered = letters.isSelected();
        export.setSheet(null);
        about.setText("");
        background.latest(
                this,
                "Preparing panels",
                progress -> maker.sheet(called, wanted, shared, lettered, progress),
                sheet -> {
                    export.setSheet(sheet);
                    about.setText(sheet.panels().size() + " panels in " + sheet.columns() + " columns");
                },
                e -> {
                    if (e instanceof AnalysisException) {
                        about.setText(e.getMessage());
                    } else {
                        desk.failed("Prepare panels", e);
                    }
                });
    }
}
