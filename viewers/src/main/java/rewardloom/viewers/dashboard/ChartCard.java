package rewardloom.viewers.dashboard;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.dashboard.DashboardChart;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.viewers.analysis.AnalysisModel;
import rewardloom.viewers.analysis.Item;
import rewardloom.viewers.chart.ChartPane;

/** One chart of a dashboard. What is far from sight has no chart and costs nothing. */
final class ChartCard extends BorderPane {
    private static final Duration PAUSE = Duration.millis(60);

    private final Supplier<@Nullable AnalysisModel<?>> models;
    private final Supplier<ChartPane> charts;
    private final UnaryOperator<Figure> noted;
    private final Label title = new Label();
    private final Label message = new Label();
    private final StackPane stage = new StackPane();
    private final ProgressIndicator busy = new ProgressIndicator();
    private final MenuButton menu = new MenuButton("", new FontIcon(Feather.MORE_HORIZONTAL));
    private final HBox header = new HBox(title, menu);
    private final Region handle = new Region();
    private DashboardChart chart;
    private Map<String, String> settings = Map.of();
    private Edits edits = Edits.NONE;
    private @Nullable AnalysisModel<?> model;
    private @Nullable ChartPane pane;
    private double dragged = Double.NaN;

    /** What can be done with a card. */
    interface Edits {
        Edits NONE = new Edits() {};

        default void rename(ChartCard card, String title) {}

        default void resize(ChartCard card, double width, double height) {}

        default void widen(ChartCard card, int by) {}

        default void move(ChartCard card, int by) {}

        default void remove(ChartCard card) {}

        default void open(ChartCard card) {}

        default void export(ChartCard card, Figure figure) {}
    }

    /**
     * @param chart what it shows
     * @param models makes the model of its analysis; null if there is no such analysis
     * @param charts makes a place to draw on
     * @param noted puts people's notes into a figure
     */
    ChartCard(
            DashboardChart chart,
            Supplier<@Nullable AnalysisModel<?>> models,
            Supplier<ChartPane> charts,
            UnaryOperator<Figure> noted) {
        this.chart = chart;
        this.models = models;
        this.charts = charts;
        this.noted = noted;
        getStyleClass().add(chart.isHeading() ? "dashboard-heading" : "chart-card");
        title.setMaxWidth(Double.MAX_VALUE);
        title.setMinWidth(0);
        title.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        title.getStyleClass().add("strong");
        HBox.setHgrow(title, Priority.ALWAYS);
        menu.getStyleClass().addAll("flat", "small-icon", "no-arrow");
        menu.setAccessibleText("What can be done with this chart");
        menu.setOnShowing(e -> fillMenu());
        menu.getItems().add(new MenuItem(""));
        header.getStyleClass().add("chart-card-header");
        header.setCursor(Cursor.MOVE);
        message.setWrapText(true);
        message.getStyleClass().add("muted");
        busy.setMaxSize(24, 24);
        busy.setVisible(false);
        setTop(header);
        setCenter(stage);
        build();
        title.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2 && e.getButton() == MouseButton.PRIMARY) {
                rename();
            }
        });
        showTitle();
    }

    private void build() {
        if (chart.isHeading()) {
            setCenter(null);
            return;
        }
        handle.getStyleClass().add("resize-corner");
        handle.setManaged(false);
        handle.setCursor(Cursor.SE_RESIZE);
        handle.setOnMouseDragged(e -> {
            dragged = Math.max(
                    DashboardChart.USUAL_HEIGHT / 2.0,
                    sceneToLocal(e.getSceneX(), e.getSceneY()).getY());
            edits.resize(this, Double.NaN, dragged);
            e.consume();
        });
        handle.setOnMouseReleased(e -> {
            double width = sceneToLocal(e.getSceneX(), e.getSceneY()).getX();
            double height = Double.isNaN(dragged) ? getHeight() : dragged;
            dragged = Double.NaN;
            edits.resize(this, width, height);
            e.consume();
        });
        getChildren().add(handle);
    }

    void setEdits(Edits newEdits) {
        edits = newEdits;
    }

    /** What it is dragged by. */
    Region header() {
        return header;
    }

    DashboardChart chart() {
        return chart;
    }

    /** Its height, also while it is being resized. */
    double shownHeight() {
        return Double.isNaN(dragged) ? chart.height() : dragged;
    }

    /** Whether it can show another chart without computing anything. */
    boolean isLike(DashboardChart other) {
        return chart.analysis().equals(other.analysis())
                && chart.figure().equals(other.figure())
                && chart.settings().equals(other.settings());
    }

    /** Takes over size and title of a chart that it {@link #isLike}. */
    void adopt(DashboardChart other) {
        chart = other;
        showTitle();
    }

    /** The texts of the parameters that are not as the analysis has them. */
    void setSettings(Map<String, String> newSettings) {
        settings = newSettings;
        AnalysisModel<?> own = model;
        if (own != null) {
            apply(own);
        }
    }

    private void apply(AnalysisModel<?> own) {
        own.specs().forEach(spec -> own.set(spec.name(), settings.getOrDefault(spec.name(), spec.defaultValue())));
    }

    /** Whether its tab is shown: what is hidden does not compute, and keeps what it has. */
    void setActive(boolean active) {
        AnalysisModel<?> own = model;
        if (own != null) {
            own.setActive(active);
        }
    }

    /** Whether it is in sight or nearly so. */
    void setNear(boolean near) {
        if (chart.isHeading() || near == (model != null)) {
            return;
        }
        if (near) {
            load();
        } else {
            unload();
        }
    }

    private void load() {
        AnalysisModel<?> own = models.get();
        if (own == null) {
            message.setText("There is no analysis \"" + chart.analysis() + "\" in this program.");
            stage.getChildren().setAll(message);
            return;
        }
        ChartPane screen = charts.get();
        model = own;
        pane = screen;
        screen.setOnExport(shown -> exportShown(own));
        stage.getChildren().setAll(screen, busy);
        own.computingProperty().subscribe(busy::setVisible);
        own.items().addListener((ListChangeListener<Item>) c -> showFigure());
        own.refusalProperty().subscribe(this::showFigure);
        own.stateProperty().subscribe(this::showFigure);
        apply(own);
        own.setActive(true);
    }

    /** Drops chart and model. */
    void unload() {
        AnalysisModel<?> own = model;
        model = null;
        pane = null;
        stage.getChildren().clear();
        if (own != null) {
            own.close();
        }
    }

    /** The study has changed. */
    void studyChanged() {
        AnalysisModel<?> own = model;
        if (own != null) {
            own.studyChanged();
        }
    }

    /** Shows what was computed, with the notes that it has now. */
    void showFigure() {
        AnalysisModel<?> own = model;
        ChartPane screen = pane;
        if (own == null || screen == null) {
            return;
        }
        Figure shown = figureOf(own);
        if (shown != null) {
            screen.show(untitled(noted.apply(shown)));
            if (chart.title().isEmpty()) {
                title.setText(shown.title());
            }
            put(screen);
        } else if (own.stateProperty().get() == AnalysisModel.State.REFUSED) {
            message.setText(own.refusalProperty().get());
            put(message);
        } else if (own.stateProperty().get() == AnalysisModel.State.MISSING) {
            message.setText("The study has no data for this.");
            put(message);
        }
    }

    private @Nullable Figure figureOf(AnalysisModel<?> own) {
        Figure shown = null;
        for (Item item : own.items()) {
            if (item instanceof Item.OfFigure(Figure figure)
                    && (shown == null || figure.name().equals(chart.figure()))) {
                shown = figure;
            }
        }
        return shown;
    }

    private void exportShown(AnalysisModel<?> own) {
        Figure shown = figureOf(own);
        if (shown != null) {
            edits.export(this, noted.apply(shown));
        }
    }

    private void put(Node node) {
        if (stage.getChildren().isEmpty() || !stage.getChildren().getFirst().equals(node)) {
            stage.getChildren().setAll(node, busy);
        }
    }

    /** The card has the title; what says the same beside the axis would only take room. */
    private static Figure untitled(Figure figure) {
        Axis y = figure.y();
        Axis quiet = y.label().equals(figure.title()) ? new Axis("", y.scale(), y.categories(), y.low(), y.high()) : y;
        return figure.withTitle("").withAxes(figure.x(), quiet);
    }

    private void showTitle() {
        String tags = chart.settings().getOrDefault("tags", "");
        title.setText(chart.title().isEmpty() ? (tags.isEmpty() ? chart.analysis() : tags) : chart.title());
    }

    private void fillMenu() {
        menu.getItems().clear();
        if (!chart.isHeading()) {
            menu.getItems()
                    .addAll(
                            item("Open as a view", () -> edits.open(this)),
                            item("Rename", this::rename),
                            new SeparatorMenuItem(),
                            item("Wider", () -> edits.widen(this, 1)),
                            item("Narrower", () -> edits.widen(this, -1)));
        } else {
            menu.getItems().add(item("Rename", this::rename));
        }
        menu.getItems()
                .addAll(
                        item("Move back", () -> edits.move(this, -1)),
                        item("Move on", () -> edits.move(this, 1)),
                        new SeparatorMenuItem(),
                        item("Remove", () -> edits.remove(this)));
    }

    private static MenuItem item(String text, Runnable run) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(e -> run.run());
        return item;
    }

    private void rename() {
        TextField field = new TextField(title.getText());
        HBox.setHgrow(field, Priority.ALWAYS);
        header.getChildren().set(0, field);
        field.requestFocus();
        field.selectAll();
        Runnable done = () -> {
            if (header.getChildren().contains(field)) {
                header.getChildren().set(0, title);
            }
        };
        field.setOnAction(e -> {
            String text = field.getText().strip();
            done.run();
            edits.rename(this, text);
        });
        field.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                done.run();
                e.consume();
            }
        });
        field.focusedProperty().subscribe((was, focused) -> {
            if (was && !focused) {
                done.run();
            }
        });
    }

    /** Waits a moment before it computes: several settings that change together are one change. */
    static Consumer<Runnable> pausing() {
        PauseTransition pause = new PauseTransition(PAUSE);
        return run -> {
            pause.setOnFinished(e -> run.run());
            pause.playFromStart();
        };
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        handle.resizeRelocate(getWidth() - 14, getHeight() - 14, 14, 14);
    }
}
