package rewardloom.viewers.analysis;

import java.util.List;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import rewardloom.model.annotation.Annotation;
import rewardloom.model.annotation.Annotation.Kind;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.viewers.chart.ChartPane;

/** What a right click on a chart offers: a note or a line at that place, and to remove those that are there. */
final class AnnotationMenu {
    private final ChartPane chart;
    private final AnnotationModel model;
    private final String analysis;
    private Figure figure;

    /**
     * @param chart where the figures of an analysis are drawn
     * @param analysis id of the analysis
     */
    AnnotationMenu(ChartPane chart, AnnotationModel model, String analysis) {
        this.chart = chart;
        this.model = model;
        this.analysis = analysis;
        this.figure = chart.getFigure();
        chart.setOnMenu(this::show);
    }

    /** Another figure is shown. */
    void setFigure(Figure newFigure) {
        figure = newFigure;
    }

    private void show(ChartPane.Place place) {
        menu(place).show(chart, place.screenX(), place.screenY());
    }

    ContextMenu menu(ChartPane.Place place) {
        ContextMenu menu = new ContextMenu();
        menu.getItems().add(item("Note here", () -> ask(Kind.NOTE, place)));
        if (figure.x().scale() != Axis.Scale.CATEGORY) {
            menu.getItems().add(item("Line at x = " + place.xText(), () -> ask(Kind.VERTICAL, place)));
        }
        if (figure.y().scale() != Axis.Scale.CATEGORY) {
            menu.getItems().add(item("Line at y = " + place.yText(), () -> ask(Kind.HORIZONTAL, place)));
        }
        List<Annotation> own = model.of(analysis, figure);
        if (!own.isEmpty()) {
            menu.getItems().add(new SeparatorMenuItem());
        }
        for (Annotation annotation : own) {
            menu.getItems().add(item("Remove " + name(annotation), () -> model.remove(analysis, figure, annotation)));
        }
        menu.getItems().addAll(new SeparatorMenuItem(), item("Show everything", chart::resetZoom));
        return menu;
    }

    private static String name(Annotation annotation) {
        if (!annotation.text().isBlank()) {
            return "\u201c" + annotation.text() + "\u201d";
        }
        return annotation.kind() == Kind.VERTICAL
                ? "the line at x = " + annotation.x()
                : "the line at y = " + annotation.y();
    }

    private static MenuItem item(String text, Runnable run) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setOnAction(e -> run.run());
        return item;
    }

    /** Asks for the text beside the place; a line needs none. */
    private void ask(Kind kind, ChartPane.Place place) {
        Popup popup = new Popup();
        TextField text = new TextField();
        text.setPromptText(kind == Kind.NOTE ? "What is here" : "What the line is, or nothing");
        text.setPrefColumnCount(24);
        Label hint = new Label("Enter keeps it, Escape does not. √KL, β and x_0 are typeset.");
        hint.getStyleClass().add("muted");
        text.setOnAction(e -> {
            popup.hide();
            keep(kind, text.getText().strip(), place);
        });
        VBox box = new VBox(text, hint);
        box.getStyleClass().add("picker-popup");
        popup.getContent().add(box);
        popup.setAutoHide(true);
        popup.setHideOnEscape(true);
        if (chart.getScene() != null) {
            popup.getScene().getStylesheets().setAll(chart.getScene().getStylesheets());
            popup.show(chart, place.screenX(), place.screenY());
            text.requestFocus();
        }
    }

    void keep(Kind kind, String text, ChartPane.Place place) {
        if (kind != Kind.NOTE || !text.isEmpty()) {
            model.add(
                    analysis,
                    figure,
                    new Annotation(
                            kind,
                            text,
                            place.x(),
                            place.y(),
                            figure.x().label(),
                            figure.y().label()));
        }
    }
}
