package rewardloom.viewers.chart;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in a plot a legend stands.
 *
 * @param left share of the free room that is to its left
 * @param above share of the free room that is above it
 * @param columns columns in which its names stand
 */
record LegendSpot(double left, double above, int columns) {
    /** Corners first, then the middles of the sides. */
    private static final double[][] USUAL = {{1, 0}, {0, 0}, {1, 1}, {0, 1}, {1, 0.5}, {0, 0.5}, {0.5, 0}, {0.5, 1}};

    private static final int GRID = 12;
    private static final int MARGIN = 3;

    private static final int COLUMNS = 3;

    /** A legend takes no more than this share of a side. */
    private static final double LARGEST = 0.6;

    /** One that lies flat takes more of the width. */
    private static final double WIDEST = 0.9;

    Rectangle2D in(Rectangle2D area, Legend legend, ChartStyle style) {
        double pad = style.legendSize() * 0.6;
        double width = legend.columnsWidth(columns);
        double height = legend.columnsHeight(columns);
        return new Rectangle2D.Double(
                area.getX() + pad + left * (area.getWidth() - width - 2 * pad),
                area.getY() + pad * 0.5 + above * (area.getHeight() - height - 1.5 * pad),
                width,
                height);
    }

    /**
     * The first spot without ink: corners before sides before anywhere else, one column before more.
     *
     * @param drawn the plot as it is drawn without a legend, white where there is nothing
     * @return null if there is none
     */
    static @Nullable LegendSpot find(BufferedImage drawn, Legend legend, ChartStyle style) {
        Rectangle2D area = new Rectangle2D.Double(0, 0, drawn.getWidth(), drawn.getHeight());
        int[][] ink = ink(drawn);
        List<LegendSpot> spots = new ArrayList<>();
        for (int columns = 1; columns <= COLUMNS && columns <= legend.size(); columns++) {
            if (fits(area, legend, columns)) {
                for (double[] usual : USUAL) {
                    spots.add(new LegendSpot(usual[0], usual[1], columns));
                }
            }
        }
        for (int columns = 1; columns <= COLUMNS && columns <= legend.size(); columns++) {
            if (fits(area, legend, columns)) {
                spots.addAll(anywhere(columns));
            }
        }
        return spots.stream()
                .filter(spot -> isFree(ink, spot.in(area, legend, style)))
                .findFirst()
                .orElse(null);
    }

    private static boolean fits(Rectangle2D area, Legend legend, int columns) {
        double widest = area.getWidth() * (columns > 1 ? WIDEST : LARGEST);
        return legend.columnsWidth(columns) <= widest && legend.columnsHeight(columns) <= area.getHeight() * LARGEST;
    }

    private static List<LegendSpot> anywhere(int columns) {
        List<LegendSpot> spots = new ArrayList<>();
        for (int row = 0; row <= GRID; row++) {
            for (int column = GRID; column >= 0; column--) {
                spots.add(new LegendSpot(column / (double) GRID, row / (double) GRID, columns));
            }
        }
        return spots;
    }

    /** Number of pixels with ink above and left of each pixel. */
    private static int[][] ink(BufferedImage image) {
        int[][] sums = new int[image.getHeight() + 1][image.getWidth() + 1];
        for (int y = 0; y < image.getHeight(); y++) {
            int row = 0;
            for (int x = 0; x < image.getWidth(); x++) {
                row += image.getRaster().getSample(x, y, 0) < 250 ? 1 : 0;
                sums[y + 1][x + 1] = sums[y][x + 1] + row;
            }
        }
        return sums;
    }

    private static boolean isFree(int[][] ink, Rectangle2D place) {
        int height = ink.length - 1;
        int width = ink[0].length - 1;
        int left = Math.clamp((int) place.getMinX() - MARGIN, 0, width);
        int top = Math.clamp((int) place.getMinY() - MARGIN, 0, height);
        int right = Math.clamp((int) Math.ceil(place.getMaxX()) + MARGIN, 0, width);
        int bottom = Math.clamp((int) Math.ceil(place.getMaxY()) + MARGIN, 0, height);
        return ink[bottom][right] - ink[top][right] - ink[bottom][left] + ink[top][left] == 0;
    }
}
