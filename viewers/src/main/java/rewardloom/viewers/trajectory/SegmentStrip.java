package rewardloom.viewers.trajectory;

import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import rewardloom.model.trajectory.Trajectory;
import rewardloom.model.trajectory.TrajectoryEvent;

/**
 * The steps of an episode in one line: the reward of each as a shade, events as marks above, the step that plays, and the segment that
 * was brushed. Dragging brushes a segment, a click goes to a step or an event.
 */
final class SegmentStrip extends Region {
    private static final double HEIGHT = 34;
    private static final double TOP = 12;
    private static final double LEAST_DRAG = 4;

    private final TrajectoryModel model;
    private final TrajectoryPane theme;
    private final Canvas canvas = new Canvas();
    private double pressed = Double.NaN;
    private boolean dragging;

    /** @param theme tells the colours */
    SegmentStrip(TrajectoryModel model, TrajectoryPane theme) {
        this.model = model;
        this.theme = theme;
        getStyleClass().add("segment-strip");
        getChildren().add(canvas);
        canvas.setMouseTransparent(true);
        setAccessibleText("Steps of the episode; drag to brush a segment");
        Tooltip.install(
                this, new Tooltip("Drag to brush a segment; click to go to a step. Marks: events of the reward"));
        model.trajectoryProperty().subscribe(this::requestLayout);
        model.segmentProperty().subscribe(this::requestLayout);
        model.playback().stepProperty().subscribe(step -> requestLayout());
        theme.darkProperty().subscribe(dark -> requestLayout());
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
    }

    private int steps() {
        Trajectory shown = model.trajectoryProperty().get();
        return shown == null ? 0 : shown.steps();
    }

    private int stepAt(double x) {
        return Math.clamp((int) (x / Math.max(1, getWidth()) * steps()), 0, Math.max(0, steps() - 1));
    }

    private double xOf(double step) {
        return step / Math.max(1, steps()) * getWidth();
    }

    private void press(MouseEvent event) {
        pressed = event.getX();
        dragging = false;
        event.consume();
    }

    private void drag(MouseEvent event) {
        if (steps() == 0 || Double.isNaN(pressed)) {
            return;
        }
        dragging |= Math.abs(event.getX() - pressed) > LEAST_DRAG;
        if (dragging) {
            int a = stepAt(pressed);
            int b = stepAt(event.getX());
            model.segmentProperty().set(new TrajectoryModel.Span(Math.min(a, b), Math.max(a, b) + 1));
        }
        event.consume();
    }

    private void release(MouseEvent event) {
        if (!dragging && steps() > 0) {
            model.playback().pause();
            model.playback().seek(near(event.getX()));
            if (event.getClickCount() == 2) {
                model.segmentProperty().set(null);
            }
        }
        pressed = Double.NaN;
        event.consume();
    }

    /** The event under the pointer, else the step. */
    private int near(double x) {
        for (TrajectoryEvent event : model.eventsProperty().get()) {
            if (Math.abs(xOf(event.step() + 0.5) - x) < 5) {
                return event.step();
            }
        }
        return stepAt(x);
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, getWidth(), getHeight());
        Trajectory shown = model.trajectoryProperty().get();
        if (shown != null && getWidth() > 0) {
            paint(g, shown, theme.inks());
        }
    }

    private void paint(GraphicsContext g, Trajectory shown, Inks inks) {
        double bottom = getHeight() - 4;
        g.setFill(inks.edge());
        g.fillRect(0, TOP, getWidth(), bottom - TOP);
        rewards(g, shown, inks, bottom);
        TrajectoryModel.@Nullable Span span = model.segmentProperty().get();
        if (span != null) {
            g.setFill(inks.data(0).deriveColor(0, 1, 1, 0.35));
            g.fillRect(xOf(span.start()), TOP - 2, xOf(span.end()) - xOf(span.start()), bottom - TOP + 4);
            g.setStroke(inks.data(0));
            g.setLineWidth(2);
            g.strokeLine(xOf(span.start()), TOP - 4, xOf(span.start()), bottom + 3);
            g.strokeLine(xOf(span.end()), TOP - 4, xOf(span.end()), bottom + 3);
        }
        events(g, inks);
        double now = xOf(model.playback().stepProperty().get() + 0.5);
        g.setStroke(inks.ink());
        g.setLineWidth(1.5);
        g.strokeLine(now, TOP - 6, now, bottom + 4);
    }

    /** One shade for each pixel column: that of the largest reward in it, up green or down red by its size. */
    private void rewards(GraphicsContext g, Trajectory shown, Inks inks, double bottom) {
        double largest = 0;
        for (double r : shown.reward()) {
            largest = Double.isFinite(r) ? Math.max(largest, Math.abs(r)) : largest;
        }
        if (largest == 0) {
            return;
        }
        int columns = (int) Math.ceil(getWidth());
        for (int x = 0; x < columns; x++) {
            int from = (int) ((long) x * shown.steps() / columns);
            int to = Math.max(from + 1, (int) ((long) (x + 1) * shown.steps() / columns));
            double strongest = 0;
            for (int t = from; t < Math.min(to, shown.steps()); t++) {
                double r = shown.reward()[t];
                strongest = Double.isFinite(r) && Math.abs(r) > Math.abs(strongest) ? r : strongest;
            }
            if (strongest != 0) {
                Color color = inks.data(strongest > 0 ? 2 : 1);
                g.setFill(color.deriveColor(0, 1, 1, Math.sqrt(Math.abs(strongest) / largest) * 0.9));
                g.fillRect(x, TOP, 1, bottom - TOP);
            }
        }
    }

    private void events(GraphicsContext g, Inks inks) {
        g.setFont(Font.font(10));
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        for (TrajectoryEvent event : model.eventsProperty().get()) {
            String mark = switch (event.kind()) {
                case LARGEST_REWARD -> "▲";
                case SMALLEST_REWARD -> "▼";
                case SIGN_CHANGE -> "±";
                case END -> "■";
            };
            g.setFill(event.kind() == TrajectoryEvent.Kind.SIGN_CHANGE ? inks.muted() : inks.ink());
            g.fillText(mark, Math.clamp(xOf(event.step() + 0.5), 5, getWidth() - 5), 5);
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        return HEIGHT;
    }

    @Override
    protected double computeMinHeight(double width) {
        return HEIGHT;
    }
}
