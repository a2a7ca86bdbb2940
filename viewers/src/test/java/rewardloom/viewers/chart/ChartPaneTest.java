package rewardloom.viewers.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;
import rewardloom.viewers.FxThread;
import rewardloom.viewers.work.Background;

/** What a user sees and does with a chart, in a real window of the headless platform. */
class ChartPaneTest {
    private static final Figure LINE = new Figure(
            "line",
            "A line",
            Axis.linear("step"),
            Axis.linear("reward"),
            List.of(new Layer.Line(
                    "run", 0, new double[] {0, 1, 2, 3, 4}, new double[] {0, -5.125, 2, Double.NaN, 10}, false)),
            "",
            FigureSource.NONE.counting(5, 1));

    private Stage stage;
    private ChartPane pane;

    @BeforeEach
    void open() throws Exception {
        FxThread.run(() -> {
            stage = new Stage();
            pane = new ChartPane(new Immediately());
            stage.setScene(new Scene(new StackPane(pane), 800, 500));
            stage.show();
        });
    }

    @AfterEach
    void close() throws Exception {
        FxThread.run(() -> stage.close());
    }

    private void show(Figure figure) throws Exception {
        FxThread.run(() -> pane.show(figure));
        FxThread.settle();
    }

    private Drawn drawn() {
        return Objects.requireNonNull(pane.drawn());
    }

    private static void mouse(
            Node target, EventType<MouseEvent> type, double x, double y, MouseButton button, int clicks) {
        boolean primary = button == MouseButton.PRIMARY && type != MouseEvent.MOUSE_MOVED;
        boolean secondary = button == MouseButton.SECONDARY;
        Event.fireEvent(
                target,
                new MouseEvent(
                        type,
                        x,
                        y,
                        x,
                        y,
                        button,
                        clicks,
                        false,
                        false,
                        false,
                        false,
                        primary,
                        false,
                        secondary,
                        false,
                        false,
                        true,
                        new PickResult(target, x, y)));
    }

    private void drag(double x0, double y0, double x1, double y1, MouseButton button) throws Exception {
        FxThread.run(() -> {
            mouse(pane, MouseEvent.MOUSE_PRESSED, x0, y0, button, 1);
            mouse(pane, MouseEvent.MOUSE_DRAGGED, (x0 + x1) / 2, (y0 + y1) / 2, button, 1);
            mouse(pane, MouseEvent.MOUSE_DRAGGED, x1, y1, button, 1);
            mouse(pane, MouseEvent.MOUSE_RELEASED, x1, y1, button, 1);
        });
        FxThread.settle();
    }

    private void press(KeyCode code) throws Exception {
        FxThread.run(() ->
                Event.fireEvent(pane, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
        FxThread.settle();
    }

    @Test
    void showsAFigureInBothThemes() throws Exception {
        show(SampleFigures.curves());
        var light = FxThread.call(() -> stage.getScene().snapshot(null));
        FxThread.run(() -> pane.setDark(true));
        FxThread.settle();
        var dark = FxThread.call(() -> stage.getScene().snapshot(null));
        FxThread.keep(light, "pane-light");
        FxThread.keep(dark, "pane-dark");

        assertThat(light.getPixelReader().getArgb(3, 3))
                .isEqualTo(Palette.onWhite().background().getRGB());
        assertThat(dark.getPixelReader().getArgb(3, 3))
                .isEqualTo(Palette.onDark().background().getRGB());
        assertThat(ink(light)).isGreaterThan(5_000);
        assertThat(ink(dark)).isGreaterThan(5_000);
    }

    private static long ink(javafx.scene.image.WritableImage image) {
        int background = image.getPixelReader().getArgb(3, 3);
        long count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += image.getPixelReader().getArgb(x, y) == background ? 0 : 1;
            }
        }
        return count;
    }

    @Test
    void draggingZoomsIntoTheRectangleAndADoubleClickShowsAllAgain() throws Exception {
        show(LINE);
        Drawn before = drawn();
        Rectangle2D area = before.area();

        drag(before.px(1), area.getCenterY() - 40, before.px(2), area.getCenterY() + 40, MouseButton.PRIMARY);

        assertThat(Objects.requireNonNull(pane.getView().x()).low()).isCloseTo(1, within(1e-9));
        assertThat(Objects.requireNonNull(pane.getView().x()).high()).isCloseTo(2, within(1e-9));
        assertThat(Objects.requireNonNull(pane.getView().y()).low())
                .isCloseTo(before.y(area.getCenterY() + 40), within(1e-9));

        FxThread.run(() ->
                mouse(pane, MouseEvent.MOUSE_CLICKED, area.getCenterX(), area.getCenterY(), MouseButton.PRIMARY, 2));
        assertThat(pane.getView()).isEqualTo(View.ALL);
    }

    @Test
    void draggingWithTheRightButtonMovesTheChart() throws Exception {
        show(LINE);
        Drawn before = drawn();
        double from = before.area().getCenterX();

        drag(from, before.area().getCenterY(), from + 50, before.area().getCenterY(), MouseButton.SECONDARY);

        assertThat(drawn().x(from + 50)).isCloseTo(before.x(from), within(1e-9));
        assertThat(drawn().view().x().length()).isCloseTo(before.view().x().length(), within(1e-9));
    }

    @Test
    void theWheelZoomsAtThePointer() throws Exception {
        show(LINE);
        Drawn before = drawn();
        double x = before.area().getMinX() + 100;
        double y = before.area().getMinY() + 50;

        FxThread.run(() -> Event.fireEvent(
                pane,
                new ScrollEvent(
                        ScrollEvent.SCROLL,
                        x,
                        y,
                        x,
                        y,
                        false,
                        false,
                        false,
                        false,
                        true,
                        false,
                        0,
                        40,
                        0,
                        40,
                        ScrollEvent.HorizontalTextScrollUnits.NONE,
                        0,
                        ScrollEvent.VerticalTextScrollUnits.NONE,
                        0,
                        0,
                        new PickResult(pane, x, y))));
        FxThread.settle();

        assertThat(drawn().x(x)).isCloseTo(before.x(x), within(1e-9));
        assertThat(drawn().y(y)).isCloseTo(before.y(y), within(1e-9));
        assertThat(drawn().view().x().length()).isLessThan(before.view().x().length());
    }

    @Test
    void keysZoomMoveAndShowAll() throws Exception {
        show(LINE);
        double all = drawn().view().x().length();
        press(KeyCode.PLUS);
        double closer = drawn().view().x().length();
        double low = drawn().view().x().low();
        press(KeyCode.RIGHT);
        double right = drawn().view().x().low();
        press(KeyCode.HOME);

        assertThat(closer).isLessThan(all);
        assertThat(right).isGreaterThan(low);
        assertThat(drawn().view().x().length()).isEqualTo(all);
    }

    @Test
    void manyChangesAreDrawnOnce() throws Exception {
        show(LINE);
        long before = pane.draws();

        FxThread.run(() -> {
            for (int i = 1; i <= 100; i++) {
                pane.setView(new View(new Span(0, i), null));
            }
        });
        FxThread.settle();

        assertThat(pane.draws()).isEqualTo(before + 1);
        assertThat(drawn().view().x()).isEqualTo(new Span(0, 100));
    }

    @Test
    void aHiddenChartIsNotDrawnUntilItIsShown() throws Exception {
        show(LINE);
        long before = pane.draws();
        FxThread.run(() -> {
            Objects.requireNonNull(pane.getParent()).setVisible(false);
            pane.show(SampleFigures.bars());
        });
        FxThread.settle();
        assertThat(pane.draws()).isEqualTo(before);

        FxThread.run(() -> Objects.requireNonNull(pane.getParent()).setVisible(true));
        FxThread.settle();
        assertThat(pane.draws()).isEqualTo(before + 1);
    }

    @Test
    void thePointerReadsTrueValuesWithoutDrawingTheChartAgain() throws Exception {
        show(LINE);
        long before = pane.draws();
        double x = drawn().px(1) + 3;

        FxThread.run(() -> mouse(pane, MouseEvent.MOUSE_MOVED, x, drawn().area().getCenterY(), MouseButton.NONE, 0));
        FxThread.settle();

        assertThat(texts(pane.overlay())).contains("step = 1", "run", "−5.125");
        assertThat(pane.draws()).isEqualTo(before);
        FxThread.keep(FxThread.call(() -> stage.getScene().snapshot(null)), "pane-hover");
    }

    @Test
    void theBadgeSaysHowMuchIsShown() throws Exception {
        show(LINE);
        assertThat(texts(pane)).contains("5 of 5 points · 1 non-finite shown as gaps");

        show(SampleFigures.walk(100_000));
        assertThat(texts(pane)).contains("100,000 of 100,000 points, min/max per pixel column");
    }

    @Test
    void anEmptyFigureSaysSoQuietly() throws Exception {
        FxThread.run(() -> pane.setEmptyText("Import a run to see its curves"));
        show(new Figure("", "", Axis.linear(""), Axis.linear(""), List.of(), "", FigureSource.NONE));

        assertThat(texts(pane)).contains("Import a run to see its curves");
        assertThat(pane.draws()).isZero();
    }

    @Test
    void buttonsHaveNamesAndExportTheFigure() throws Exception {
        List<Figure> exported = new ArrayList<>();
        FxThread.run(() -> pane.setOnExport(exported::add));
        show(LINE);
        FxThread.run(() -> {
            for (Node node : pane.lookupAll(".chart-button")) {
                assertThat(node.getAccessibleText()).isNotBlank();
                if ("Export figure".equals(node.getAccessibleText())) {
                    ((Button) node).fire();
                }
            }
        });

        assertThat(exported).containsExactly(LINE);
    }

    @Test
    void theChartIsDrawnWhereThePointerIs() throws Exception {
        show(LINE);
        Bounds bounds = FxThread.call(() -> pane.canvasBounds());

        assertThat(bounds.getMinX()).isZero();
        assertThat(bounds.getWidth()).isEqualTo(800);
    }

    /** Two groups of two runs: means, and the runs behind them. */
    private static final Figure GROUPS = new Figure(
            "groups",
            "Groups",
            Axis.linear("step"),
            Axis.linear("reward"),
            List.of(
                    new Layer.Line("a", 0, new double[] {0, 1, 2}, new double[] {1, 2, 3}, false, "mean of 2 runs"),
                    new Layer.Line("b", 1, new double[] {0, 1, 2}, new double[] {11, 12, 13}, false),
                    new Layer.Trace("a-seed0", 0, new double[] {0, 1, 2}, new double[] {0, 1.25, 2}),
                    new Layer.Trace("a-seed1", 0, new double[] {0, 1}, new double[] {2, 2.75}),
                    new Layer.Trace("b-seed0", 1, new double[] {0, 1, 2}, new double[] {11, 12, 13})),
            "",
            FigureSource.NONE.counting(8, 0));

    @Test
    void theCardTellsTheRunsBehindTheNearestLineAsLogged() throws Exception {
        show(GROUPS);
        FxThread.run(() -> mouse(pane, MouseEvent.MOUSE_MOVED, drawn().px(1), drawn().py(2.2), MouseButton.NONE, 0));
        FxThread.settle();
        assertThat(texts(pane.overlay()))
                .contains("step = 1", "a", "b", "a-seed0", "1.25", "a-seed1", "2.75")
                .doesNotContain("b-seed0");
        FxThread.keep(FxThread.call(() -> stage.getScene().snapshot(null)), "pane-runs");

        FxThread.run(() -> mouse(pane, MouseEvent.MOUSE_MOVED, drawn().px(1.9), drawn().py(3), MouseButton.NONE, 0));
        assertThat(texts(pane.overlay())).contains("a-seed0").doesNotContain("a-seed1");
        FxThread.run(() -> pane.setDark(!pane.isDark()));
        assertThat(texts(pane.overlay()))
                .as("its colours were those of the other theme")
                .isEmpty();
    }

    @Test
    void aClickOnANameHidesItsSeriesAndADoubleClickShowsItAlone() throws Exception {
        show(GROUPS);
        Legend.Box name = drawn().legend().getFirst();
        double x = name.area().getCenterX();
        double y = name.area().getCenterY();
        FxThread.run(() -> mouse(pane, MouseEvent.MOUSE_MOVED, x, y, MouseButton.NONE, 0));
        assertThat(pane.getCursor()).isEqualTo(Cursor.HAND);

        FxThread.run(() -> mouse(pane, MouseEvent.MOUSE_CLICKED, x, y, MouseButton.PRIMARY, 1));
        FxThread.settle();
        assertThat(drawn().prepared().hidden()).containsExactly(0);
        assertThat(drawn().view().y().low()).isGreaterThan(10);
        assertThat(pane.shown(pane.getFigure()).layers())
                .extracting(Layer::color)
                .containsOnly(1);

        FxThread.run(() -> mouse(pane, MouseEvent.MOUSE_CLICKED, x, y, MouseButton.PRIMARY, 2));
        FxThread.settle();
        assertThat(drawn().prepared().hidden()).containsExactly(1);
        FxThread.run(() -> mouse(pane, MouseEvent.MOUSE_CLICKED, x, y, MouseButton.PRIMARY, 2));
        FxThread.settle();
        assertThat(drawn().prepared().hidden()).isEmpty();
    }

    @Test
    void linkedChartsAreReadAndZoomedTogether() throws Exception {
        ChartPane[] other = new ChartPane[1];
        FxThread.run(() -> {
            other[0] = new ChartPane(new Immediately());
            stage.getScene().setRoot(new VBox(pane, other[0]));
            ChartLink link = new ChartLink();
            pane.setLink(link);
            other[0].setLink(link);
            other[0].show(LINE);
        });
        show(GROUPS);

        FxThread.run(() -> mouse(pane, MouseEvent.MOUSE_MOVED, drawn().px(1), drawn().py(2), MouseButton.NONE, 0));
        assertThat(texts(other[0].overlay())).contains("step = 1", "−5.125");
        FxThread.run(() -> mouse(pane, MouseEvent.MOUSE_EXITED, 0, 0, MouseButton.NONE, 0));
        assertThat(texts(other[0].overlay())).isEmpty();

        FxThread.run(() -> pane.setView(new View(new Span(0.5, 1.5), new Span(0, 1))));
        assertThat(other[0].getView()).isEqualTo(new View(new Span(0.5, 1.5), null));
    }

    @Test
    void whatIsZoomedIntoIsWhatIsExported() throws Exception {
        show(LINE);
        FxThread.run(() -> pane.setView(new View(new Span(1, 2), null)));
        assertThat(pane.shown(pane.getFigure()).x())
                .isEqualTo(Axis.linear("step").range(1, 2));
        assertThat(pane.shown(pane.getFigure()).y()).isEqualTo(LINE.y());
    }

    private static List<String> texts(Node node) throws Exception {
        return FxThread.call(() -> node.lookupAll(".label").stream()
                .filter(label -> isShown(label, node))
                .map(label -> ((Label) label).getText())
                .toList());
    }

    private static boolean isShown(Node label, Node root) {
        for (Node at = label; at != null && !at.equals(root); at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static final class Immediately implements Background {
        @Override
        public <T> void latest(
                Object key, String title, Work<T> work, Consumer<? super T> done, Consumer<? super Exception> failed) {
            try {
                done.accept(work.run(Progress.NONE));
            } catch (Exception e) {
                failed.accept(e);
            }
        }

        @Override
        public void cancel(Object key) {}
    }
}
