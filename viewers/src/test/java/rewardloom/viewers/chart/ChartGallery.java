package rewardloom.viewers.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import rewardloom.model.figure.Figure;
import rewardloom.model.progress.Progress;

/** Draws every sample figure on a sheet, for looking at: {@code target/gallery/light.png} and {@code dark.png}. */
public final class ChartGallery {
    private static final int WIDTH = 620;
    private static final int HEIGHT = 360;
    private static final int COLUMNS = 3;

    private ChartGallery() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments.length > 0 ? arguments[0] : "target/gallery"));
        write(folder.resolve("light.png"), new FigureChart(ChartStyle.screen(false)));
        write(folder.resolve("dark.png"), new FigureChart(ChartStyle.screen(true)));
    }

    private static void write(Path file, FigureChart chart) throws IOException {
        int rows = (SampleFigures.all().size() + COLUMNS - 1) / COLUMNS;
        BufferedImage sheet = new BufferedImage(WIDTH * COLUMNS, HEIGHT * rows, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = sheet.createGraphics();
        g.setColor(Color.GRAY);
        g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        int i = 0;
        for (Figure figure : SampleFigures.all().values()) {
            BufferedImage cell = new BufferedImage(WIDTH - 2, HEIGHT - 2, BufferedImage.TYPE_INT_ARGB_PRE);
            Graphics2D own = Pixels.graphics(cell, 1);
            chart.draw(
                    own,
                    new Rectangle2D.Double(0, 0, WIDTH - 2, HEIGHT - 2),
                    PreparedFigure.often(figure, Progress.NONE),
                    View.ALL);
            own.dispose();
            g.drawImage(cell, i % COLUMNS * WIDTH, i / COLUMNS * HEIGHT, null);
            i++;
        }
        g.dispose();
        ImageIO.write(sheet, "png", file.toFile());
    }
}
