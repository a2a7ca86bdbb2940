package rewardloom.viewers.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;

/** What is drawn straight into the screen's pixels must look as Java2D would have drawn it. */
class PixelsTest {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 400;

    private static BufferedImage draw(Figure figure, boolean intoPixels) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D g;
        if (intoPixels) {
            g = Pixels.graphics(image, 1);
        } else {
            g = image.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_SPEED);
        }
        ChartStyle screen = ChartStyle.screen(false);
        new FigureChart(screen)
                .draw(
                        g,
                        new Rectangle2D.Double(0, 0, WIDTH, HEIGHT),
                        PreparedFigure.often(figure, Progress.NONE),
                        View.ALL);
        g.dispose();
        return image;
    }

    /** Mean amount of ink of each column of a picture, from 0 to 1. */
    private static double[] ink(BufferedImage image) {
        double[] ink = new double[WIDTH];
        for (int x = 0; x < WIDTH; x++) {
            for (int y = 0; y < HEIGHT; y++) {
                ink[x] += (255 - (image.getRGB(x, y) >> 16 & 0xFF)) / 255.0;
            }
        }
        return ink;
    }

    @ParameterizedTest
    @CsvSource({"60, 0", "60, 0.3", "150, 0.4", "450, 0", "450, 0.4", "5000, 0", "5000, 0.05", "200000, 0.5"})
    void aLineHasTheInkThatStrokingGivesIt(int n, double noise) {
        SplittableRandom random = new SplittableRandom(3);
        double[] x = new double[n];
        double[] y = new double[n];
        Arrays.setAll(x, i -> i);
        Arrays.setAll(y, i -> Math.sin(i * 5.0 / n) + random.nextGaussian() * noise);
        Figure figure = SampleFigures.figure(
                "f", "", Axis.linear(""), Axis.linear(""), List.of(new Layer.Line("", 0, x, y, false)));
        double[] fast = ink(draw(figure, true));
        double[] stroked = ink(draw(figure, false));
        double total = Arrays.stream(fast).sum();
        assertThat(total).isCloseTo(Arrays.stream(stroked).sum(), within(0.12 * total));
    }

    @Test
    void aBandCoversWhatFillingCovers() {
        int n = 3000;
        double[] x = new double[n];
        double[] low = new double[n];
        double[] high = new double[n];
        Arrays.setAll(x, i -> i);
        Arrays.setAll(low, i -> i > 1000 && i < 1400 ? Double.NaN : Math.sin(i * 0.004));
        Arrays.setAll(high, i -> 2 + Math.cos(i * 0.003));
        Figure figure = SampleFigures.figure(
                "f", "", Axis.linear(""), Axis.linear(""), List.of(new Layer.Band("", 0, x, low, high, "b")));
        double[] fast = ink(draw(figure, true));
        double[] filled = ink(draw(figure, false));
        for (int i = 1; i < WIDTH - 1; i++) {
            double least = Math.min(filled[i], Math.min(filled[i - 1], filled[i + 1]));
            double most = Math.max(filled[i], Math.max(filled[i - 1], filled[i + 1]));
            assertThat(fast[i]).as("column " + i).isBetween(least - 2, most + 2);
        }
    }

    @Test
    void blendsAsPaintersDo() {
        BufferedImage image = new BufferedImage(2, 4, BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D g = Pixels.graphics(image, 1);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, 2, 4);
        Pixels pixels = java.util.Objects.requireNonNull(Pixels.of(g));
        pixels.fill(0, 0.5, 3, 0, 4, new Color(0, 0, 0, 255));
        assertThat(image.getRGB(0, 0)).isEqualTo(0xFF808080);
        assertThat(image.getRGB(0, 1)).isEqualTo(0xFF000000);
        assertThat(image.getRGB(0, 3)).isEqualTo(0xFFFFFFFF);
        pixels.fill(1, -5, 9, 1, 3, new Color(255, 0, 0, 51));
        assertThat(image.getRGB(1, 0)).isEqualTo(0xFFFFFFFF);
        assertThat(image.getRGB(1, 2)).isEqualTo(0xFFFFCCCC);
        assertThat(image.getRGB(1, 3)).isEqualTo(0xFFFFFFFF);
        pixels.fill(7, 0, 4, 0, 4, Color.RED);
        pixels.fill(0, 3, 3, 0, 4, Color.RED);
        pixels.fillRow(3, 0.25, 9, 0, 1, Color.BLACK);
        assertThat(image.getRGB(0, 3)).isEqualTo(0xFF404040);
        assertThat(image.getRGB(1, 3)).isEqualTo(0xFFFFFFFF);
        g.dispose();
    }
}
