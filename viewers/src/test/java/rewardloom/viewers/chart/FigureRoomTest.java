package rewardloom.viewers.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.viewers.chart.ChartStyle.LegendPlace;

/** Legends, names and axes have the room they need, and take none from the data. */
class FigureRoomTest {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 240;
    private static final double[] X = IntStream.range(0, 200).asDoubleStream().toArray();

    private final ChartStyle style = ChartStyle.screen(false).with(LegendPlace.FREE_CORNER);

    /** Flat lines with one spike each way, and strips below that make the plot lower. */
    private static Figure flat(int lines) {
        List<Layer> layers = new ArrayList<>();
        for (int line = 0; line < lines; line++) {
            double[] y = new double[X.length];
            int at = line;
            Arrays.setAll(y, i -> Math.sin(i / 30.0) * 0.2 - at * 0.02 + (i == 190 ? 8 : i == 192 ? -9 : 0));
            layers.add(new Layer.Line("group " + line, line, X, y, false));
            layers.add(new Layer.Strip("group " + line, line, new double[] {0, 150, 199}, new int[] {3, 2}));
        }
        return SampleFigures.figure("flat", "", Axis.linear("time"), Axis.linear("reward"), layers);
    }

    private Drawn draw(Figure figure, ChartStyle look, BufferedImage image) {
        Graphics2D g = image.createGraphics();
        try {
            Rectangle2D area = new Rectangle2D.Double(0, 0, image.getWidth(), image.getHeight());
            return new FigureChart(look).draw(g, area, PreparedFigure.once(figure), View.ALL);
        } finally {
            g.dispose();
        }
    }

    private static BufferedImage page() {
        return new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    }

    private static boolean isColoured(int rgb) {
        Color color = new Color(rgb);
        int[] channels = {color.getRed(), color.getGreen(), color.getBlue()};
        return Arrays.stream(channels).max().orElse(0)
                        - Arrays.stream(channels).min().orElse(0)
                > 30;
    }

    @Test
    void aLegendInThePlotHidesNoDataAlsoAboveStrips() {
        for (int lines = 2; lines <= 8; lines++) {
            Figure figure = flat(lines);
            Drawn drawn = draw(figure, style, page());
            BufferedImage bare = page();
            Rectangle2D plot = draw(figure, style.with(LegendPlace.NONE), bare).area();
            for (Legend.Box box : drawn.legend()) {
                if (plot.contains(box.area())) {
                    Rectangle2D at = box.area();
                    for (int y = (int) at.getMinY(); y < at.getMaxY(); y++) {
                        for (int x = (int) at.getMinX(); x < at.getMaxX(); x++) {
                            assertThat(isColoured(bare.getRGB(x, y)))
                                    .as("data behind '%s' of %d at %d, %d", box.label(), lines, x, y)
                                    .isFalse();
                        }
                    }
                }
            }
        }
    }

    @Test
    void aPageGrowsForNamesAndLongLegendsOnly() {
        FigureChart chart = new FigureChart(style);
        Rectangle2D area = new Rectangle2D.Double(0, 0, WIDTH, HEIGHT);
        assertThat(chart.extraHeight(SampleFigures.curves(), area, 2000)).isZero();
        assertThat(chart.extraHeight(SampleFigures.heatMap(), area, 2000)).isZero();
        List<String> names = IntStream.range(0, 40).mapToObj(i -> "pair " + i).toList();
        Figure pairs = SampleFigures.figure(
                "pairs",
                "",
                Axis.linear("P(X > Y)"),
                Axis.categories("", names),
                List.of(new Layer.Bars("", 0, new double[40])));
        double extra = chart.extraHeight(pairs, area, 2000);
        assertThat(extra).isGreaterThan(0);
        Drawn drawn = draw(
                pairs, style, new BufferedImage(WIDTH, (int) Math.ceil(HEIGHT + extra), BufferedImage.TYPE_INT_RGB));
        assertThat(drawn.area().getHeight() / 40).isGreaterThanOrEqualTo(TextPainter.height(style.tickFont()));
        assertThat(chart.extraHeight(pairs, area, HEIGHT + 10)).as("at most").isEqualTo(10);
        Figure many = SampleFigures.many();
        assertThat(chart.extraHeight(many, area, 2000)).isGreaterThan(0);
        assertThat(new FigureChart(style.with(LegendPlace.NONE)).extraHeight(many, area, 2000))
                .isZero();
    }

    @Test
    void aBandThatReachesBelowZeroReachesTheFootOfALogarithmicAxis() {
        double[] x = {0, 1, 2};
        Figure figure = SampleFigures.figure(
                "f",
                "",
                Axis.linear(""),
                Axis.scaled("", Axis.Scale.LOG),
                List.of(
                        new Layer.Line("", 0, x, new double[] {1, 10, 100}, false),
                        new Layer.Band("", 1, x, new double[] {-1, 0, -2}, new double[] {2, 20, 200}, "")));
        BufferedImage image = page();
        Rectangle2D plot = draw(figure, style.with(LegendPlace.NONE), image).area();
        assertThat(isColoured(image.getRGB((int) plot.getCenterX(), (int) plot.getMaxY() - 3)))
                .isTrue();
    }

    @Test
    void aSquareRootAxisThatBeginsNearZeroBeginsThere() {
        assertThat(rooted(0.01, 50).low()).isZero();
        assertThat(rooted(10, 50).low()).isPositive();
        assertThat(rooted(-4, 50).low()).isNegative();
    }

    private static Span rooted(double from, double to) {
        double[] x = {from, to};
        return PreparedFigure.once(SampleFigures.figure(
                        "f",
                        "",
                        Axis.scaled("", Axis.Scale.SQRT),
                        Axis.linear(""),
                        List.of(new Layer.Line("", 0, x, x, false))))
                .x();
    }
}
