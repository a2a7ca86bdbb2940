package rewardloom.viewers.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.Analyses;
import rewardloom.model.analysis.Analysis;
import rewardloom.model.figure.Layer;
import rewardloom.model.table.MemoryTables;
import rewardloom.viewers.Desk;
import rewardloom.viewers.FxThread;
import rewardloom.viewers.HandBackground;
import rewardloom.viewers.chart.ChartPane;
import rewardloom.viewers.paper.PaperExporter;

/** What charts hold of the heap: nothing once they are closed, however often, and no more than a few arrays while they are open. */
class ChartMemoryTest {
    private static final int POINTS = 400_000;
    private static final int ROUNDS = 25;
    private static final long MEGABYTE = 1 << 20;

    private static final int FEW = 1000;
    private static final int MANY = 2_000_000;

    private final HandBackground background = new HandBackground();
    private final Stage[] window = new Stage[1];

    private record Opened(AnalysisView view, ChartPane chart) {}

    private static MemoryTables tables(int points) {
        long[] steps = new long[points];
        double[] values = new double[points];
        Arrays.setAll(steps, i -> i);
        Arrays.setAll(values, i -> Math.sin(i * 1e-4) + i % 7 * 0.1);
        return new MemoryTables().addSeries("run", "reward", steps, values);
    }

    private Opened open(MemoryTables tables) throws Exception {
        Analysis<?> curves = Analyses.installed().get("curves");
        Opened opened = FxThread.call(() -> {
            ChartPane chart = new ChartPane(background);
            ExportPane export = new ExportPane(
                    new PaperExporter(),
                    background,
                    Desk.NONE,
                    new ExportPane.Memory("", "", Map.of(), (p, f) -> {}, (t, x) -> {}, f -> {}));
            AnalysisView view = new AnalysisView(curves, tables, background, () -> chart, export, Desk.NONE);
            ((StackPane) window[0].getScene().getRoot()).getChildren().setAll(view.content());
            background.runAll();
            return new Opened(view, chart);
        });
        FxThread.settle();
        FxThread.run(background::runAll);
        FxThread.settle();
        return opened;
    }

    private void close(Opened opened) throws Exception {
        FxThread.run(() -> {
            opened.view.close();
            ((StackPane) window[0].getScene().getRoot()).getChildren().clear();
            background.runAll();
        });
        FxThread.settle();
    }

    private static long used() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(30);
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    /** A study of 400,000 points, opened and closed again and again: each chart holds some 12 MB while it is open. */
    @Test
    void closedChartsLeaveNothingBehind() throws Exception {
        MemoryTables tables = tables(POINTS);
        FxThread.run(() -> {
            window[0] = new Stage();
            window[0].setScene(new Scene(new StackPane(), 900, 600));
            window[0].show();
        });
        List<WeakReference<Object>> closed = new ArrayList<>();
        long before = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Opened opened = open(tables);
            assertThat(opened.chart.getFigure().source().points()).isEqualTo(POINTS);
            closed.add(new WeakReference<>(opened.chart));
            closed.add(new WeakReference<>(opened.chart.getFigure()));
            closed.add(new WeakReference<>(opened.view));
            close(opened);
            if (round == 4) {
                before = used();
            }
        }
        long after = used();
        assertThat((after - before) / MEGABYTE)
                .as("megabytes more after %d charts than after 5", ROUNDS)
                .isLessThan(8);
        // The scene may still hold the last one.
        assertThat(closed.subList(0, closed.size() - 6)).allMatch(reference -> reference.get() == null);
        FxThread.run(() -> window[0].close());
    }

    /** All that a chart of one run needs, the figure's own arrays and the pyramids included: 20 bytes for each point of each line. */
    @Test
    void anOpenChartHoldsAFewBytesForEachPoint() throws Exception {
        MemoryTables tables = tables(MANY);
        FxThread.run(() -> {
            window[0] = new Stage();
            window[0].setScene(new Scene(new StackPane(), 240, 160));
            window[0].show();
        });
        close(open(tables));
        MemoryTables few = tables(FEW);
        close(open(few));
        Opened small = open(few);
        long without = used();
        close(small);
        // The window is small, for its pixels do not count; what the scene still holds is the same both times.
        close(open(few));
        Opened opened = open(tables);
        long with = used();
        long lines = opened.chart.getFigure().layers().stream()
                .filter(l -> l instanceof Layer.Line)
                .count();
        double each = (with - without) / (double) ((MANY - FEW) * lines);
        assertThat(each).as("bytes for each point of %d lines", lines).isLessThan(20);
        close(opened);
        FxThread.run(() -> window[0].close());
    }
}
