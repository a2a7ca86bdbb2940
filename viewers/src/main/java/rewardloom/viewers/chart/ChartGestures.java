package rewardloom.viewers.chart;

import java.awt.geom.Rectangle2D;
import java.util.Objects;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/** What pointer and keys do in a chart. */
final class ChartGestures {
    private static final double WHEEL = 1.2;
    private static final double STEP = 0.1;
    private static final double LEAST_DRAG = 5;

    private final ChartPane pane;
    private final ParallelGestures parallel;
    private @Nullable Drawn pressed;
    private double pressX;
    private double pressY;
    private boolean panning;
    private Legend.@Nullable Box named;

    private ChartGestures(ChartPane pane) {
        this.pane = pane;
        this.parallel = new ParallelGestures(pane);
    }

    static void install(ChartPane pane) {
        ChartGestures gestures = new ChartGestures(pane);
        pane.addEventHandler(MouseEvent.MOUSE_PRESSED, gestures::press);
        pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, gestures::drag);
        pane.addEventHandler(MouseEvent.MOUSE_RELEASED, gestures::release);
        pane.addEventHandler(MouseEvent.MOUSE_MOVED, gestures::hover);
        pane.addEventHandler(MouseEvent.MOUSE_EXITED, event -> {
            pane.point(null, 0, 0);
            pane.explain(null);
        });
        pane.addEventHandler(MouseEvent.MOUSE_CLICKED, gestures::click);
        pane.addEventHandler(ScrollEvent.SCROLL, gestures::scroll);
        pane.addEventHandler(KeyEvent.KEY_PRESSED, gestures::key);
    }

    private static boolean isParallel(@Nullable Drawn drawn) {
        return drawn != null && drawn.prepared().isParallel();
    }

    private double x(double inPane) {
        return inPane - pane.canvasBounds().getMinX();
    }

    private double y(double inPane) {
        return inPane - pane.canvasBounds().getMinY();
    }

    private void press(MouseEvent event) {
        Drawn drawn = pane.drawn();
        if (drawn == null || !drawn.area().contains(x(event.getX()), y(event.getY()))) {
            pressed = null;
            return;
        }
        pane.requestFocus();
        pressed = drawn;
        pressX = x(event.getX());
        pressY = y(event.getY());
        if (isParallel(drawn)) {
            parallel.press(event, drawn, pressX, pressY);
        }
        panning = event.getButton() != MouseButton.PRIMARY || event.isShiftDown();
    }

    private void drag(MouseEvent event) {
        Drawn start = pressed;
        if (start == null) {
            return;
        }
        double x = x(event.getX());
        double y = y(event.getY());
        if (isParallel(start)) {
            parallel.drag(start, y);
        } else if (panning) {
            pane.setView(Zoom.by(start, x - pressX, y - pressY));
        } else {
            Rectangle2D area = start.area();
            pane.overlay()
                    .select(
                            pressX,
                            pressY,
                            Math.clamp(x, area.getMinX(), area.getMaxX()),
                            Math.clamp(y, area.getMinY(), area.getMaxY()));
        }
        event.consume();
    }

    private void release(MouseEvent event) {
        Drawn start = pressed;
        pressed = null;
        if (start != null && isParallel(start)) {
            parallel.release(start, x(event.getX()), y(event.getY()));
            return;
        }
        if (start == null || panning) {
            return;
        }
        pane.overlay().clear();
        Rectangle2D rectangle = new Rectangle2D.Double();
        rectangle.setFrameFromDiagonal(pressX, pressY, x(event.getX()), y(event.getY()));
        if (Math.max(rectangle.getWidth(), rectangle.getHeight()) >= LEAST_DRAG) {
            pane.setView(Zoom.into(start, rectangle));
        }
    }

    private void click(MouseEvent event) {
        if (event.getButton() == MouseButton.SECONDARY && event.isStillSincePress()) {
            menu(event);
        }
        if (event.getButton() != MouseButton.PRIMARY || !event.isStillSincePress()) {
            return;
        }
        Drawn drawn = pane.drawn();
        Legend.Box series = drawn == null ? null : drawn.legendAt(x(event.getX()), y(event.getY()));
        if (series != null && series.color() >= 0) {
            if (event.getClickCount() == 2) {
                pane.solo(series.color());
            } else if (event.getClickCount() == 1) {
                pane.toggle(series.color());
            }
        } else if (event.getClickCount() == 2) {
            pane.resetZoom();
        } else if (drawn != null && drawn.area().contains(x(event.getX()), y(event.getY()))) {
            String name = ChartMarks.pointAt(drawn, x(event.getX()), y(event.getY()));
            if (name == null) {
                pane.pick(drawn.x(x(event.getX())));
            } else {
                pane.choose(name);
            }
        }
    }

    private void menu(MouseEvent event) {
        Drawn drawn = pane.drawn();
        double px = x(event.getX());
        double py = y(event.getY());
        if (drawn != null && drawn.area().contains(px, py) && !isParallel(drawn)) {
            double x = rounded(drawn.x(px), drawn.x(px + 1));
            double y = rounded(drawn.y(py), drawn.y(py + 1));
            pane.menu(new ChartPane.Place(
                    x, y, Reading.number(x), Reading.number(y), event.getScreenX(), event.getScreenY()));
        }
    }

    /** A place is known to a pixel: the roundest number within one is meant. */
    private static double rounded(double value, double beside) {
        double pixel = Math.abs(beside - value);
        if (!(pixel > 0) || !Double.isFinite(pixel)) {
            return value;
        }
        double unit = Math.pow(10, Math.floor(Math.log10(pixel)));
        double round = Math.rint(value / unit) * unit;
        return unit < 1 ? Math.rint(value * (1 / unit)) / (1 / unit) : round;
    }

    private void hover(MouseEvent event) {
        Drawn drawn = pane.drawn();
        double x = x(event.getX());
        double y = y(event.getY());
        if (drawn != null && isParallel(drawn)) {
            parallel.hover(drawn, x, y);
            return;
        }
        Reading reading = drawn == null || !drawn.area().contains(x, y)
                ? null
                : Reading.at(drawn, x, y, pane.overlay().rows());
        pane.point(reading, x, y);
        Legend.Box name = drawn == null ? null : drawn.legendAt(x, y);
        if (!Objects.equals(name, named)) {
            named = name;
            pane.explain(name);
        }
    }

    /** Over the plot the wheel zooms along both axes, over an axis along that one. */
    private void scroll(ScrollEvent event) {
        Drawn drawn = pane.drawn();
        if (drawn == null || isParallel(drawn) || event.getDeltaY() == 0) {
            return;
        }
        double x = x(event.getX());
        double y = y(event.getY());
        Rectangle2D area = drawn.area();
        boolean alongX = x >= area.getMinX();
        boolean alongY = y <= area.getMaxY();
        double factor = Math.pow(WHEEL, -Math.signum(event.getDeltaY()));
        double px = Math.clamp(x, area.getMinX(), area.getMaxX());
        double py = Math.clamp(y, area.getMinY(), area.getMaxY());
        pane.setView(Zoom.at(drawn, px, py, factor, alongX, alongY));
        event.consume();
    }

    private void key(KeyEvent event) {
        Drawn drawn = pane.drawn();
        if (drawn == null) {
            return;
        }
        if (isParallel(drawn) && event.getCode() == KeyCode.ESCAPE) {
            pane.setBrush(ParallelBrush.ALL);
        }
        if (isParallel(drawn) || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        Rectangle2D area = drawn.area();
        double dx = area.getWidth() * STEP;
        double dy = area.getHeight() * STEP;
        View next = switch (event.getCode()) {
            case PLUS, ADD, EQUALS -> Zoom.at(drawn, area.getCenterX(), area.getCenterY(), 1 / WHEEL, true, true);
            case MINUS, SUBTRACT -> Zoom.at(drawn, area.getCenterX(), area.getCenterY(), WHEEL, true, true);
            case LEFT -> Zoom.by(drawn, dx, 0);
            case RIGHT -> Zoom.by(drawn, -dx, 0);
            case UP -> Zoom.by(drawn, 0, dy);
            case DOWN -> Zoom.by(drawn, 0, -dy);
            case DIGIT0, NUMPAD0, HOME -> View.ALL;
            default -> null;
        };
        if (next != null) {
            pane.setView(next);
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            pressed = null;
            pane.overlay().clear();
        }
    }
}
