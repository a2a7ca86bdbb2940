package rewardloom.viewers.chart;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureCsv;
import rewardloom.model.figure.FigureSource;
import rewardloom.viewers.work.Background;

/**
 * Shows a figure: zoom by dragging or with the wheel, pan with the right or middle button or with shift, reset with a double click, 0 or
 * Home; what is under the pointer is read from the raw data. Draws at most once a pulse and never while hidden. The chart is drawn by
 * Java2D into memory that JavaFX shows as it is: the same pixels as an exported picture, and for long lines about half the time that
 * replaying the drawing on a JavaFX canvas takes.
 */
public final class ChartPane extends Region {
    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
    private static final Figure NOTHING =
            new Figure("", "", Axis.linear(""), Axis.linear(""), java.util.List.of(), "", FigureSource.NONE);

    private final Background background;
    private final ObjectProperty<Figure> figure = new SimpleObjectProperty<>(this, "figure", NOTHING);
    private final DoubleProperty marker = new SimpleDoubleProperty(this, "marker", Double.NaN);
    private final BooleanProperty dark = new SimpleBooleanProperty(this, "dark", false);
    private final ImageView canvas = new ImageView();
    private final ChartOverlay overlay = new ChartOverlay();
    private final Label message = new Label();
    private final Label badge = new Label();
    private final HBox foot = new HBox();
    private final Button export = button(Feather.DOWNLOAD, "Export figure");
    private final Runnable pulse = this::drawWhenVisible;
    private String emptyText = "Nothing to show yet";
    private Consumer<Figure> onExport = shown -> {};
    private DoubleConsumer onPick = x -> {};
    private FigureChart chart = new FigureChart(ChartStyle.screen(false));
    private PreparedFigure prepared = PreparedFigure.once(NOTHING);
    private View view = View.ALL;
    private @Nullable ChartImage image;
    private @Nullable Drawn drawn;
    private boolean stale = true;
    private long draws;

    /**
     * @param background prepares long figures off the JavaFX thread
     */
    public ChartPane(Background background) {
        this.background = background;
        getStyleClass().add("chart-pane");
        getStylesheets()
                .add(Objects.requireNonNull(ChartPane.class.getResource("chart.css"))
                        .toExternalForm());
        setFocusTraversable(true);
        setMinSize(160, 120);
        message.getStyleClass().add("chart-message");
        badge.getStyleClass().add("chart-badge");
        foot.getStyleClass().add("chart-foot");
        canvas.setMouseTransparent(true);
        buildFoot();
        getChildren().addAll(canvas, overlay, message, foot);
        figure.addListener((property, before, now) -> prepare(now));
        dark.addListener((property, before, now) -> follow(now));
        marker.addListener((property, before, now) -> placeMarker());
        sceneProperty().addListener((property, before, now) -> moved(before, now));
        ChartGestures.install(this);
        prepare(NOTHING);
    }

    private void buildFoot() {
        Button copy = button(Feather.COPY, "Copy picture");
        copy.setOnAction(event -> copyPicture());
        Button data = button(Feather.GRID, "Copy data as CSV");
        data.setOnAction(event -> copyData());
        Button reset = button(Feather.MAXIMIZE, "Show everything (0)");
        reset.setOnAction(event -> resetZoom());
        export.setOnAction(event -> onExport.accept(getFigure()));
        foot.getChildren().addAll(badge, export, copy, data, reset);
    }

    private static Button button(Feather icon, String text) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().setAll("chart-button");
        button.setAccessibleText(text);
        button.setTooltip(new Tooltip(text));
        return button;
    }

    /** Shows a figure; an empty one shows a quiet message. */
    public void show(Figure shown) {
        figure.set(shown);
    }

    /** The figure shown. */
    public ObjectProperty<Figure> figureProperty() {
        return figure;
    }

    public Figure getFigure() {
        return figure.get();
    }

    /** Whether the chart is drawn on a dark background. */
    public BooleanProperty darkProperty() {
        return dark;
    }

    public boolean isDark() {
        return dark.get();
    }

    public void setDark(boolean value) {
        dark.set(value);
    }

    /** What the export button does with the figure. */
    public void setOnExport(Consumer<Figure> action) {
        this.onExport = action;
    }

    /** What is said instead of an empty figure. */
    public void setEmptyText(String text) {
        this.emptyText = text;
        prepare(getFigure());
    }

    /** The part of the figure that is shown. */
    public View getView() {
        return view;
    }

    /** Shows a part of the figure. */
    public void setView(View newView) {
        view = newView;
        overlay.clear();
        redraw();
    }

    /** Shows all of the figure. */
    public void resetZoom() {
        setView(View.ALL);
    }

    /** Puts the picture of the chart into the clipboard. */
    public void copyPicture() {
        if (image != null) {
            ClipboardContent content = new ClipboardContent();
            content.putImage(image.image());
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    /** Puts the data of the figure into the clipboard. */
    public void copyData() {
        ClipboardContent content = new ClipboardContent();
        content.putString(FigureCsv.of(getFigure()));
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** How often the chart was drawn so far. */
    long draws() {
        return draws;
    }

    /** The chart as it was drawn last, or null. */
    @Nullable
    Drawn drawn() {
        return drawn;
    }

    ChartOverlay overlay() {
        return overlay;
    }

    Palette palette() {
        return chart.style().palette();
    }

    private void follow(boolean nowDark) {
        chart = new FigureChart(ChartStyle.screen(nowDark));
        pseudoClassStateChanged(DARK, nowDark);
        redraw();
    }

    private void prepare(Figure shown) {
        if (PreparedFigure.isLong(shown)) {
            background.latest(
                    this,
                    "Preparing " + shown.title(),
                    progress -> PreparedFigure.often(shown, progress),
                    this::accept,
                    this::failed);
        } else {
            background.cancel(this);
            accept(PreparedFigure.once(shown));
        }
    }

    private void failed(Exception error) {
        accept(PreparedFigure.once(NOTHING));
        message.setText("This figure could not be drawn: " + error.getMessage());
    }

    private void accept(PreparedFigure ready) {
        boolean sameAxes = ready.figure().x().equals(prepared.figure().x())
                && ready.figure().y().equals(prepared.figure().y());
        prepared = ready;
        boolean empty = ready.figure().isEmpty();
        message.setText(emptyText);
        message.setVisible(empty);
        canvas.setVisible(!empty);
        foot.setVisible(!empty);
        setAccessibleText(empty ? emptyText : "Chart: " + ready.figure().title());
        setAccessibleHelp(ready.figure().caption());
        overlay.clear();
        view = sameAxes ? view : View.ALL;
        redraw();
    }

    /** Asks for a drawing with the next pulse. */
    private void redraw() {
        stale = true;
        Platform.requestNextPulse();
    }

    private void moved(@Nullable Scene before, @Nullable Scene now) {
        if (before != null) {
            before.removePostLayoutPulseListener(pulse);
        }
        if (now != null) {
            now.addPostLayoutPulseListener(pulse);
            redraw();
        }
    }

    private void drawWhenVisible() {
        if (!isShown() || prepared.figure().isEmpty()) {
            return;
        }
        double width = Math.floor(canvasWidth());
        double height = Math.floor(canvasHeight());
        double scale = renderScale();
        if (width < 40 || height < 40) {
            return;
        }
        ChartImage pixels = image;
        if (pixels == null || !pixels.fits(width, height, scale)) {
            pixels = new ChartImage(width, height, scale);
            image = pixels;
            stale = true;
            canvas.setImage(pixels.image());
            canvas.setFitWidth(width);
            canvas.setFitHeight(height);
        }
        if (stale) {
            stale = false;
            draws++;
            drawn = pixels.draw(chart, prepared, view);
            placeMarker();
            badge.setText(ChartBadge.text(prepared.figure(), (int) (width * scale)));
        }
    }

    private boolean isShown() {
        Scene scene = getScene();
        Window window = scene == null ? null : scene.getWindow();
        if (window == null || !window.isShowing()) {
            return false;
        }
        for (Node node = this; node != null; node = node.getParent()) {
            if (!node.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private double renderScale() {
        Scene scene = getScene();
        Window window = scene == null ? null : scene.getWindow();
        return window == null ? 1 : Math.max(1, Math.max(window.getOutputScaleX(), window.getOutputScaleY()));
    }

    private double canvasWidth() {
        return getWidth() - snappedLeftInset() - snappedRightInset();
    }

    private double canvasHeight() {
        return getHeight() - snappedTopInset() - snappedBottomInset() - foot.prefHeight(-1);
    }

    /** A value along x that is marked, such as the step a player stands at; NaN for none. The chart is not drawn again for it. */
    public DoubleProperty markerProperty() {
        return marker;
    }

    /** What happens when a place of the chart is clicked: it is told the value along x. */
    public void setOnPick(DoubleConsumer action) {
        onPick = action;
    }

    /** The name of the series nearest to the pointer, empty when it has none. */
    public String pointed() {
        return overlay.pointed();
    }

    void pick(double x) {
        onPick.accept(x);
    }

    private void placeMarker() {
        Drawn last = drawn;
        if (last != null) {
            overlay.mark(last, marker.get());
        }
    }

    /** Where the chart is drawn, in the coordinates of this node. */
    Bounds canvasBounds() {
        return canvas.getBoundsInParent();
    }

    @Override
    protected void layoutChildren() {
        double left = snappedLeftInset();
        double top = snappedTopInset();
        double width = canvasWidth();
        double height = canvasHeight();
        canvas.relocate(left, top);
        overlay.resizeRelocate(left, top, width, height);
        message.resizeRelocate(left + 16, top, Math.max(0, width - 32), height);
        foot.resizeRelocate(left, top + height, width, foot.prefHeight(-1));
    }

    @Override
    protected double computePrefWidth(double height) {
        return 640;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 400;
    }
}
