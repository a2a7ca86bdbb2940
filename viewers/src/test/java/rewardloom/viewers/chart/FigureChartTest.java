package rewardloom.viewers.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;

/** Every layer, axis and theme is drawn, all data is inside, nothing is lost by reduction. */
class FigureChartTest {

    static Iterable<Figure> figures() {
        return SampleFigures.all().values();
    }

    @ParameterizedTest
    @MethodSource("figures")
    void everyFigureIsDrawnInBothThemes(Figure figure) {
        for (boolean dark : new boolean[] {false, true}) {
            BufferedImage image = draw(figure, ChartStyle.screen(dark), 480, 300, View.ALL);
            Palette palette = ChartStyle.screen(dark).palette();
            assertThat(image.getRGB(1, 298)).isEqualTo(palette.background().getRGB());
            assertThat(colours(image)).as("colours of " + figure.name()).hasSizeGreaterThan(20);
        }
    }

    @ParameterizedTest
    @MethodSource("figures")
    void everyFigureCanBeVerySmall(Figure figure) {
        draw(figure, ChartStyle.screen(false), 60, 40, View.ALL);
    }

    @Test
    void whatIsEmptyOrNotFiniteIsDrawnWithoutData() {
        double[] none = {};
        double[] bad = {Double.NaN, Double.POSITIVE_INFINITY};
        for (Axis.Scale scale : Axis.Scale.values()) {
            Axis axis = scale == Axis.Scale.CATEGORY ? Axis.categories("", List.of("a", "b")) : Axis.scaled("x", scale);
            Figure figure = SampleFigures.figure(
                    "bad",
                    "",
                    axis,
                    Axis.linear("y"),
                    List.of(
                            new Layer.Line("a", 0, none, none, false),
                            new Layer.Line("b", 1, bad, bad, false),
                            new Layer.Band("", 1, bad, bad, bad, ""),
                            new Layer.Scatter("c", 2, bad, bad),
                            new Layer.Bars("d", 3, bad),
                            new Layer.StackedArea(bad, List.of(new Layer.StackedArea.Part("e", 4, bad))),
                            new Layer.Histogram("f", 5, new double[] {0, 1, 2}, bad),
                            new Layer.Rule("g", 6, Double.NaN, true),
                            new Layer.Note("h", 6, Double.NaN, 0)));
            draw(figure, ChartStyle.screen(false), 300, 200, View.ALL);
        }
    }

    @Property(tries = 200)
    void theRangeHoldsEveryFiniteValue(@ForAll @Size(min = 1, max = 30) double[] values) {
        double[] x = new double[values.length];
        Arrays.setAll(x, i -> i);
        for (Axis.Scale scale : new Axis.Scale[] {Axis.Scale.LINEAR, Axis.Scale.SQRT, Axis.Scale.SYMLOG}) {
            Figure figure = SampleFigures.figure(
                    "f", "", Axis.linear(""), Axis.scaled("", scale), List.of(new Layer.Line("", 0, x, values, false)));
            PreparedFigure prepared = PreparedFigure.once(figure);
            for (double value : values) {
                if (Double.isFinite(value) && Math.abs(value) < 1e300) {
                    assertThat(prepared.y().contains(value))
                            .as(scale + " " + value + " in " + prepared.y())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void infinitiesAreIgnoredAndNegativeRewardsAreNot() {
        Figure figure = SampleFigures.gaps();
        Span y = PreparedFigure.once(figure).y();

        assertThat(y.low()).isLessThan(-2).isGreaterThan(-3);
        assertThat(y.high()).isGreaterThan(7).isLessThan(8);
    }

    @Test
    void barsStandOnZeroAndStacksAddUpOnBothSides() {
        assertThat(PreparedFigure.once(SampleFigures.lyingBars()).x().low()).isZero();
        Figure stack = SampleFigures.figure(
                "stack",
                "",
                Axis.linear(""),
                Axis.linear(""),
                List.of(new Layer.StackedArea(
                        new double[] {0, 1},
                        List.of(
                                new Layer.StackedArea.Part("a", 0, new double[] {3, 1}),
                                new Layer.StackedArea.Part("b", 1, new double[] {2, -1}),
                                new Layer.StackedArea.Part("c", 2, new double[] {-4, -2})))));
        Span y = PreparedFigure.once(stack).y();
        assertThat(y.high()).isGreaterThanOrEqualTo(5).isLessThan(6);
        assertThat(y.low()).isLessThanOrEqualTo(-4).isGreaterThan(-5);
    }

    @Test
    void areasWithoutHeightStandOnAnAxisThatCanBeRead() {
        Layer.StackedArea flat = new Layer.StackedArea(
                new double[] {0, 1}, List.of(new Layer.StackedArea.Part("a", 0, new double[] {0, 0})));
        Figure figure = SampleFigures.figure("flat", "", Axis.linear(""), Axis.linear(""), List.of(flat));
        assertThat(PreparedFigure.once(figure).y()).isEqualTo(new Span(0, 1));
    }

    @Test
    void aSpikeAmongAMillionPointsIsSeenAtEveryZoom() {
        int n = 1_000_000;
        double[] x = new double[n];
        double[] y = new double[n];
        Arrays.setAll(x, i -> i);
        y[654_321] = 100;
        Figure figure = SampleFigures.figure(
                "spike", "", Axis.linear(""), Axis.linear(""), List.of(new Layer.Line("", 0, x, y, false)));
        PreparedFigure prepared = PreparedFigure.often(figure, Progress.NONE);
        assertThat(prepared.pyramids().of(y)).isNotNull();

        for (Span span : List.of(new Span(0, n), new Span(600_000, 700_000), new Span(654_320.5, 654_321.5))) {
            BufferedImage image = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
            Graphics2D g = image.createGraphics();
            Drawn drawn = new FigureChart(ChartStyle.screen(false))
                    .draw(g, new Rectangle2D.Double(0, 0, 400, 300), prepared, new View(span, null));
            g.dispose();
            int px = (int) Math.round(drawn.px(654_321));
            int py = (int) Math.round(drawn.py(99.5));
            assertThat(isBlue(image, px, py)).as("spike at " + span).isTrue();
        }
    }

    /** On the screen, where dense lines are filled column by column. */
    @Test
    void aDenseLineLeavesNoColumnOut() {
        int n = 500_000;
        double[] x = new double[n];
        double[] y = new double[n];
        Arrays.setAll(x, i -> i);
        Arrays.setAll(y, i -> (i % 2 == 0 ? 1 : -1) * (1 + 0.5 * Math.sin(i * 0.7)));
        Figure figure = SampleFigures.figure(
                "dense", "", Axis.linear(""), Axis.linear(""), List.of(new Layer.Line("noise", 0, x, y, false)));
        PreparedFigure prepared = PreparedFigure.often(figure, Progress.NONE);
        for (View view : List.of(View.ALL, new View(new Span(123_456.7, 345_678.9), null))) {
            BufferedImage image = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
            Graphics2D g = image.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_SPEED);
            g.scale(2, 2);
            Drawn drawn = new FigureChart(ChartStyle.screen(false))
                    .draw(g, new Rectangle2D.Double(0, 0, 400, 300), prepared, view);
            g.dispose();
            int row = (int) Math.round(drawn.py(0.3) * 2);
            for (int px = (int) Math.ceil(drawn.area().getMinX() * 2);
                    px < drawn.area().getMaxX() * 2 - 1;
                    px++) {
                assertThat(image.getRGB(px, row) & 0xFFFFFF).as("column %d", px).isEqualTo(0x0072B2);
            }
        }
    }

    private static boolean isBlue(BufferedImage image, int x, int y) {
        for (int dx = -2; dx <= 2; dx++) {
            int rgb = image.getRGB(x + dx, y);
            if ((rgb & 0xFF) - (rgb >> 16 & 0xFF) > 60) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aLinePreparedForZoomingLooksAsOneThatIsNot() {
        Figure figure = SampleFigures.walk(300_000);
        View view = new View(new Span(100_000, 150_000), null);
        BufferedImage prepared = image(PreparedFigure.often(figure, Progress.NONE), view);
        BufferedImage once = image(PreparedFigure.once(figure), view);

        assertThat(different(prepared, once)).as("pixels that differ").isLessThan(200 * 3);
    }

    private static int different(BufferedImage a, BufferedImage b) {
        int count = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                int difference = Math.abs((a.getRGB(x, y) >> 16 & 0xFF) - (b.getRGB(x, y) >> 16 & 0xFF));
                count += difference > 64 ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void theLegendGoesWhereNoDataIs() {
        double[] x = {0, 1};
        for (int corner = 0; corner < 2; corner++) {
            double[] y = corner == 0 ? new double[] {0, 1} : new double[] {1, 0};
            Figure figure = SampleFigures.figure(
                    "f", "", Axis.linear(""), Axis.linear(""), List.of(new Layer.Line("a name", 0, x, y, false)));
            PreparedFigure prepared = PreparedFigure.once(figure);
            ChartStyle style = ChartStyle.screen(false);
            FigureRenderer renderer = new FigureRenderer(
                    prepared,
                    prepared.xAxis(View.ALL, style),
                    prepared.yAxis(View.ALL, style),
                    style,
                    new Legend(PreparedFigure.once(figure), style),
                    null);
            assertThat(renderer.freeSpot(400, 300)).isEqualTo(new LegendSpot(corner == 0 ? 0 : 1, 0, 1));
        }
    }

    @Test
    void placesAndValuesUndoEachOtherOnEveryScale() {
        Map<Axis.Scale, Span> spans = Map.of(
                Axis.Scale.LINEAR, new Span(-3, 7),
                Axis.Scale.LOG, new Span(0.01, 1e6),
                Axis.Scale.SQRT, new Span(-4, 25),
                Axis.Scale.SYMLOG, new Span(-1e4, 1e5));
        spans.forEach((scale, span) -> {
            Figure figure = SampleFigures.figure(
                    "f",
                    "",
                    Axis.scaled("", scale).range(span.low(), span.high()),
                    Axis.linear(""),
                    List.of(new Layer.Rule("", 0, 1, true)));
            Drawn drawn = drawn(PreparedFigure.once(figure));
            for (int i = 0; i <= 10; i++) {
                double px = drawn.area().getMinX() + drawn.area().getWidth() * i / 10;
                assertThat(drawn.px(drawn.x(px))).isCloseTo(px, org.assertj.core.api.Assertions.within(1e-6));
            }
        });
    }

    private static Drawn drawn(PreparedFigure prepared) {
        BufferedImage image = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            return new FigureChart(ChartStyle.screen(false))
                    .draw(g, new Rectangle2D.Double(0, 0, 400, 300), prepared, View.ALL);
        } finally {
            g.dispose();
        }
    }

    private static BufferedImage draw(Figure figure, ChartStyle style, int width, int height, View view) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        new FigureChart(style).draw(g, new Rectangle2D.Double(0, 0, width, height), PreparedFigure.once(figure), view);
        g.dispose();
        return image;
    }

    private static BufferedImage image(PreparedFigure prepared, View view) {
        BufferedImage image = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        new FigureChart(ChartStyle.screen(false)).draw(g, new Rectangle2D.Double(0, 0, 400, 300), prepared, view);
        g.dispose();
        return image;
    }

    private static Set<Integer> colours(BufferedImage image) {
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y));
            }
        }
        return colours;
    }
}
