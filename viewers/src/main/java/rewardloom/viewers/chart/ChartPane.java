package rewardloom.viewers.chart;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureCsv;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
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
            new Figure("", "", Axis.linear(""), Axis.linear(""), List.of(), "", FigureSource.NONE);

    private final Background background;
    private final ObjectProperty<Figure> figure = new SimpleObjectProperty<>(this, "figure", NOTHING);
    private final DoubleProperty marker = new SimpleDoubleProperty(this, "marker", Double.NaN);
    private final BooleanProperty dark = new SimpleBooleanProperty(this, "dark", false);
    private final ImageView canvas = new ImageView();
    private final ChartOverlay overlay = new ChartOverlay();
    private final Label message = new Label();
    private final ChartFoot foot = new ChartFoot(this);
    private final MeaningTip meaning = new MeaningTip(this);
    private final Runnable pulse = this::drawWhenVisible;
    private String emptyText = "Nothing to show yet";
    private Consumer<Figure> onExport = shown -> {};
    private DoubleConsumer onPick = x -> {};
    private Consumer<ParallelBrush> onBrush = chosen -> {};
    private Consumer<String> onChoose = name -> {};
    private Consumer<Place> onMenu = place -> {};
    private Set<String> marked = Set.of();
    private ParallelBrush brush = ParallelBrush.ALL;
    private FigureChart chart = new FigureChart(ChartStyle.screen(false));
    private PreparedFigure prepared = PreparedFigure.once(NOTHING);
    private Figure accepted = NOTHING;
    private View view = View.ALL;
    private Set<Integer> hidden = Set.of();
    private @Nullable ChartLink link;
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
        canvas.setMouseTransparent(true);
        getChildren().addAll(canvas, message, foot, overlay);
        figure.addListener((property, before, now) -> prepare(now));
        dark.addListener((property, before, now) -> follow(now));
        marker.addListener((property, before, now) -> placeMarker());
        sceneProperty().addListener((property, before, now) -> moved(before, now));
        ChartGestures.install(this);
        prepare(NOTHING);
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
        foot.setExportable(true);
    }

    void export() {
        onExport.accept(getFigure());
    }

    /** What is told when another choice is made among the lines of parallel coordinates. */
    public void setOnBrush(Consumer<ParallelBrush> action) {
        this.onBrush = action;
    }

    /** The choice among the lines of parallel coordinates. */
    public ParallelBrush getBrush() {
        return brush;
    }

    /** Chooses among the lines of parallel coordinates. */
    public void setBrush(ParallelBrush newBrush) {
        if (!newBrush.equals(brush)) {
            brush = newBrush;
            accept(PreparedFigure.once(getFigure()));
            onBrush.accept(newBrush);
        }
    }

    /** What is told the name of a line or point that was clicked. */
    public void setOnChoose(Consumer<String> action) {
        this.onChoose = action;
    }

    /**
     * A place in the figure.
     *
     * @param x along x
     * @param y along y
     * @param xText x as it is read
     * @param yText y as it is read
     * @param screenX where it is on the screen
     * @param screenY where it is on the screen
     */
    public record Place(double x, double y, String xText, String yText, double screenX, double screenY) {}

    /** What a right click on the plot does. */
    public void setOnMenu(Consumer<Place> action) {
        this.onMenu = action;
    }

    void menu(Place place) {
        onMenu.accept(place);
    }

    void choose(String name) {
        onChoose.accept(name);
    }

    /** Marks the lines and points of these names, whatever the pointer does; the chart is not drawn again for it. */
    public void setMarked(Set<String> names) {
        marked = Set.copyOf(names);
        placeMarker();
    }

    /** The colour of an index of a layer, as it is drawn here. */
    public Color color(int index) {
        return ChartOverlay.paint(palette().color(index));
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

    /** Shows a part of the figure, and the same part along x in linked charts. */
    public void setView(View newView) {
        followView(newView, newView.y());
        ChartLink linked = link;
        if (linked != null) {
            linked.zoom(this, getFigure().x(), newView);
        }
    }

    /** A linked chart shows another part along x. */
    void followView(View other) {
        followView(other, view.y());
    }

    private void followView(View other, @Nullable Span y) {
        view = new View(other.x(), y);
        overlay.clear();
        redraw();
    }

    /** Looks at the chart together with others. */
    public void setLink(ChartLink newLink) {
        if (link != null) {
            link.seen(this, false);
        }
        link = newLink;
        newLink.seen(this, getScene() != null);
    }

    /** A linked chart is pointed at: shows the values there; NaN clears. */
    void follow(double x) {
        Drawn last = drawn;
        Reading reading = last == null || Double.isNaN(x) || prepared.figure().isEmpty()
                ? null
                : Reading.at(last, x, overlay.rows());
        if (last == null || reading == null) {
            overlay.clear();
        } else {
            overlay.show(reading, last, palette(), reading.px(), Double.NaN);
        }
    }

    /** The pointer is over a place of this chart, or nowhere. */
    void point(@Nullable Reading reading, double px, double py) {
        Drawn last = drawn;
        if (last == null || reading == null) {
            overlay.clear();
        } else {
            overlay.show(reading, last, palette(), px, py);
        }
        ChartLink linked = link;
        if (linked != null) {
            linked.point(this, getFigure().x(), reading == null ? Double.NaN : reading.x());
        }
    }

    /** Says what the series under the pointer is; null for none. */
    void explain(Legend.@Nullable Box box) {
        meaning.show(box);
    }

    /** Hides a series, or shows it again. */
    void toggle(int color) {
        Set<Integer> colors = new HashSet<>(hidden);
        if (!colors.remove(color)) {
            colors.add(color);
        }
        hide(colors);
    }

    /** Shows a series alone; all of them if it is alone already. */
    void solo(int color) {
        Set<Integer> others = prepared.figure().layers().stream()
                .map(Layer::color)
                .filter(c -> c >= 0 && c != color)
                .collect(Collectors.toSet());
        hide(hidden.equals(others) ? Set.of() : others);
    }

    private void hide(Set<Integer> colors) {
        hidden = Set.copyOf(colors);
        prepared = prepared.hiding(hidden);
        overlay.clear();
        redraw();
    }

    /** A figure as it is shown here: without what is hidden, and with the part that is zoomed into; itself if it is not shown. */
    @SuppressWarnings("ReferenceEquality")
    public Figure shown(Figure wanted) {
        return accepted == wanted ? prepared.shown(view) : wanted;
    }

    /** Shows all of the figure. */
    public void resetZoom() {
        setBrush(ParallelBrush.ALL);
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
        overlay.clear();
        redraw();
    }

    private void prepare(Figure shown) {
        PreparedFigure known = prepared;
        if (PreparedFigure.isLong(shown)) {
            background.latest(
                    this,
                    "Preparing " + shown.title(),
                    progress -> PreparedFigure.often(shown, progress, known),
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

    private void accept(PreparedFigure made) {
        boolean sameAxes = made.figure().x().equals(prepared.figure().x())
                && made.figure().y().equals(prepared.figure().y());
        accepted = made.figure();
        if (!sameAxes && !brush.isAll()) {
            brush = ParallelBrush.ALL;
            onBrush.accept(brush);
        }
        PreparedFigure ready = brush.isAll() ? made : PreparedFigure.once(brush.on(accepted));
        prepared = hidden.isEmpty() ? ready : ready.hiding(hidden);
        boolean empty = ready.figure().isEmpty();
        message.setText(emptyText);
        message.setVisible(empty);
        canvas.setVisible(!empty);
        foot.setVisible(!empty);
        setAccessibleText(empty ? emptyText : "Chart: " + ready.figure().title());
        setAccessibleHelp(ready.figure().caption());
        overlay.clear();
        if (!sameAxes) {
            view = link == null ? View.ALL : link.viewOf(accepted.x());
        }
        if (!sameAxes && !hidden.isEmpty()) {
            hide(Set.of());
        }
        redraw();
    }

    /** Asks for a drawing with the next pulse. */
    private void redraw() {
        stale = true;
        Platform.requestNextPulse();
    }

    private void moved(@Nullable Scene before, @Nullable Scene now) {
        if (link != null) {
            link.seen(this, now != null);
        }
        if (before != null) {
            before.removePostLayoutPulseListener(pulse);
        }
        if (now != null) {
            now.addPostLayoutPulseListener(pulse);
            redraw();
        }
    }

    private void drawWhenVisible() {
        if (!Visibility.isShown(this) || prepared.figure().isEmpty()) {
            return;
        }
        double width = Math.floor(canvasWidth());
        double height = Math.floor(canvasHeight());
        double scale = Visibility.scale(this);
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
            overlay.brush(drawn.prepared().isParallel() ? ParallelGestures.rectangles(brush, drawn) : List.of());
            foot.say(ChartBadge.text(prepared.figure(), (int) (width * scale)));
        }
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
            overlay.mark(ChartMarks.of(last, marked));
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
