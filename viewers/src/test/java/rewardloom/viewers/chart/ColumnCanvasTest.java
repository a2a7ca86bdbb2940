package rewardloom.viewers.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;

/** Columns that are drawn in parts must be those that are drawn at once. */
class ColumnCanvasTest {
    private static final int WIDTH = 311;
    private static final int HEIGHT = 200;
    private static final Rectangle2D AREA = new Rectangle2D.Double(10.3, 5.6, 280.2, 180);

    private final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB_PRE);

    private static Plane plane(PreparedFigure prepared, View view) {
        ChartStyle style = ChartStyle.screen(false);
        return new Plane(AREA, prepared.xAxis(view, style), prepared.yAxis(view, style), style);
    }

    private static PreparedFigure prepared(Axis x, Layer layer) {
        Figure figure = SampleFigures.figure("f", "", x, Axis.linear(""), List.of(layer));
        return PreparedFigure.often(figure, Progress.NONE);
    }

    private int[] draw(ColumnCanvas.Trace trace, int parts) {
        Graphics2D g = Pixels.graphics(image, 1);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, WIDTH, HEIGHT);
        Pixels pixels = Objects.requireNonNull(Pixels.of(g));
        for (int part = 0; part < parts; part++) {
            trace.draw(new ColumnRaster(g, pixels, AREA, part, parts));
        }
        g.dispose();
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData().clone();
    }

    private static double[] steps(int n) {
        double[] x = new double[n];
        // Some points share a place, as of runs that were restarted.
        Arrays.setAll(x, i -> i - i % 7 / 6);
        return x;
    }

    private static double[] noise(int n) {
        SplittableRandom random = new SplittableRandom(n);
        double[] y = new double[n];
        Arrays.setAll(y, i -> i % 97 > 93 || i % 13 == 0 && i % 2 == 0 ? Double.NaN : random.nextGaussian());
        return y;
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 60, 700, 20_000})
    void aLineIsTheSameInParts(int n) {
        Layer.Line line = new Layer.Line("a", 1, steps(n), noise(n), false);
        for (Axis axis : List.of(Axis.linear(""), Axis.scaled("", Axis.Scale.LOG))) {
            Plane plane = plane(prepared(axis, line), new View(new Span(n * 0.1, n * 0.9), new Span(-2, 2)));
            for (boolean sparse : new boolean[] {false, true}) {
                for (float[] dash : new float[][] {{}, {7, 2, 1.5f, 2}}) {
                    LineTrace.Pen pen = new LineTrace.Pen(Color.BLUE, 1.6, dash, sparse, sparse);
                    LineTrace trace = new LineTrace(plane, line, 0, n, null, pen, new double[0], new double[0]);
                    int[] whole = draw(trace, 1);
                    assertThat(Arrays.stream(whole).anyMatch(p -> p == Color.BLUE.getRGB()))
                            .isTrue();
                    assertThat(Arrays.mismatch(draw(trace, 7), whole)).isNegative();
                    assertThat(Arrays.mismatch(draw(trace, 280), whole)).isNegative();
                }
            }
        }
    }

    @Test
    void aReducedLineWithGapsIsTheSameInParts() {
        int n = 40_000;
        Layer.Line line = new Layer.Line("a", 1, steps(n), noise(n), false);
        PreparedFigure prepared = prepared(Axis.linear(""), line);
        Plane plane = plane(prepared, View.ALL);
        int[] kept = Objects.requireNonNull(prepared.pyramids().of(line.y()))
                .query(0, n, 280)
                .indices();
        assertThat(kept).contains(-1);
        LineTrace.Pen pen = new LineTrace.Pen(Color.BLUE, 1.6, new float[] {5, 3}, false, false);
        LineTrace trace = new LineTrace(plane, line, 0, n, kept, pen, new double[0], new double[0]);
        int[] whole = draw(trace, 1);
        assertThat(Arrays.stream(whole).anyMatch(p -> p == Color.BLUE.getRGB())).isTrue();
        assertThat(Arrays.mismatch(draw(trace, 8), whole)).isNegative();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 300, 30_000})
    void aBandIsTheSameInParts(int n) {
        double[] low = noise(n);
        double[] high = Arrays.stream(low).map(v -> v + 1).toArray();
        Layer.Band band = new Layer.Band("", 0, steps(n), low, high, "band");
        PreparedFigure prepared = prepared(Axis.linear(""), band);
        BandOutline outline = new BandOutline(plane(prepared, View.ALL), band, prepared, 280);
        ColumnCanvas.Trace trace = part -> {
            outline.reach(part);
            part.fill(new Color(0, 128, 255, 60), new float[0], 0);
        };
        int[] whole = draw(trace, 1);
        assertThat(Arrays.mismatch(draw(trace, 7), whole)).isNegative();
    }

    @Test
    void markersFindTheLineInWhateverPartItIs() {
        double[] x = steps(500);
        double[] y = Arrays.stream(x).map(v -> v < 250 ? 1 : Double.NaN).toArray();
        Layer.Line line = new Layer.Line("a", 1, x, y, false);
        Plane plane = plane(prepared(Axis.linear(""), line), new View(new Span(0, 500), new Span(0, 2)));
        double[] marks = {plane.px(100), plane.px(200), plane.px(400)};
        double[] markY = {Double.NaN, Double.NaN, Double.NaN};
        LineTrace.Pen pen = new LineTrace.Pen(Color.BLUE, 1.6, new float[0], false, false);
        draw(new LineTrace(plane, line, 0, x.length, null, pen, marks, markY), 5);
        assertThat(markY[0]).isCloseTo(plane.py(1), within(0.01));
        assertThat(markY[1]).isEqualTo(markY[0]);
        assertThat(markY[2]).isNaN();
    }

    /** Many things wait and are drawn in parts at the same time: it must look as if each had been drawn at once. */
    @Test
    void whatWaitsIsDrawnInItsOrder() {
        int n = 2_000;
        PreparedFigure prepared = prepared(Axis.linear(""), new Layer.Line("", 0, steps(n), noise(n), false));
        Plane plane = plane(prepared, View.ALL);
        List<ColumnCanvas.Trace> traces = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Layer.Line line = new Layer.Line("", i, steps(n), noise(n + i), false);
            LineTrace.Pen pen = new LineTrace.Pen(
                    new Color(10 * i, 200 - 10 * i, 90, i % 3 == 0 ? 80 : 255), 1.6, new float[0], i % 2 == 1, false);
            traces.add(new LineTrace(plane, line, 0, n, null, pen, new double[0], new double[0]));
        }
        int[] together = onCanvas(plane, traces, false);
        assertThat(Arrays.mismatch(together, onCanvas(plane, traces, true))).isNegative();
        assertThat(Arrays.stream(together).distinct().count()).isGreaterThan(100);
    }

    private int[] onCanvas(Plane plane, List<ColumnCanvas.Trace> traces, boolean eachAtOnce) {
        Graphics2D g = Pixels.graphics(image, 1);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, WIDTH, HEIGHT);
        g.setColor(Color.LIGHT_GRAY);
        g.drawLine(0, 0, WIDTH, HEIGHT);
        ColumnCanvas canvas = new ColumnCanvas(g, plane);
        for (ColumnCanvas.Trace trace : traces) {
            canvas.add(10_000, () -> trace);
            if (eachAtOnce) {
                canvas.flush();
            }
        }
        canvas.flush();
        g.dispose();
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData().clone();
    }

    @Test
    void dashesGoOnWhereTheyWereLeft() {
        float[] lengths = {3, 1, 2, 1};
        Dashes dashes = new Dashes(lengths, 7 * 4 + 3.5);
        assertThat(dashes.isOn()).isFalse();
        assertThat(dashes.rest()).isEqualTo(0.5);
        dashes.next();
        assertThat(dashes.isOn()).isTrue();
        assertThat(dashes.rest()).isEqualTo(2);
        dashes.next();
        dashes.next();
        assertThat(dashes.isOn()).isTrue();
        assertThat(dashes.rest()).isEqualTo(3);
    }
}
