package rewardloom.viewers.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;

/**
 * Draws a long line or a band column by column of the screen's pixels: how far it reaches up and down in each, smooth at both ends. For
 * lines that have about a point in each column it looks as if stroked, and costs a small part of it.
 */
final class ColumnRaster {
    private final Pixels pixels;
    private final double scaleX;
    private final double scaleY;
    private final double shiftX;
    private final double shiftY;
    private final int origin;
    private final int left;
    private final int right;
    private final int top;
    private final int bottom;
    private final double[] highest;
    private final double[] lowest;

    /**
     * @param area where is drawn
     * @param part which of its parts, from 0 on, these are the columns of
     * @param parts number of parts that the area is divided into
     */
    ColumnRaster(Graphics2D g, Pixels pixels, Rectangle2D area, int part, int parts) {
        AffineTransform transform = g.getTransform();
        this.pixels = pixels;
        this.scaleX = transform.getScaleX();
        this.scaleY = transform.getScaleY();
        this.shiftX = transform.getTranslateX();
        this.shiftY = transform.getTranslateY();
        this.origin = Math.clamp((long) Math.floor(area.getX() * scaleX + shiftX), 0, pixels.width());
        int all = Math.clamp((long) Math.ceil(area.getMaxX() * scaleX + shiftX), 0, pixels.width()) - origin;
        this.left = origin + all * part / parts;
        this.right = origin + all * (part + 1) / parts;
        this.top = Math.clamp((long) Math.floor(area.getY() * scaleY + shiftY), 0, pixels.height());
        this.bottom = Math.clamp((long) Math.ceil(area.getMaxY() * scaleY + shiftY), 0, pixels.height());
        this.highest = new double[right - left];
        this.lowest = new double[right - left];
        clear();
    }

    /** Forgets what there is, so that something else can be drawn. */
    void clear() {
        Arrays.fill(highest, Double.POSITIVE_INFINITY);
        Arrays.fill(lowest, Double.NEGATIVE_INFINITY);
    }

    /** Number of columns. */
    int columns() {
        return right - left;
    }

    /** The first column. */
    int start() {
        return left;
    }

    /** The column after the last one. */
    int end() {
        return right;
    }

    /** Pixels for each unit of the drawing. */
    double scale() {
        return scaleX;
    }

    /** A place in pixels. */
    double deviceX(double x) {
        return x * scaleX + shiftX;
    }

    /** A place in pixels. */
    double deviceY(double y) {
        return y * scaleY + shiftY;
    }

    /** A width in pixels, as it is seen from the side. */
    double thickness(double width) {
        return width * scaleY;
    }

    private void reach(int column, double from, double to) {
        if (column >= left && column < right) {
            int i = column - left;
            highest[i] = Math.min(highest[i], Math.min(from, to));
            lowest[i] = Math.max(lowest[i], Math.max(from, to));
        }
    }

    /** A point that nothing leads to, in pixels, its thickness in units of the drawing. */
    void point(double x, double y, double thickness) {
        double half = thickness(thickness) / 2;
        reach((int) Math.floor(x), y - half, y + half);
    }

    /** A straight piece of a line, in the coordinates of the drawing. */
    void segment(double x0, double y0, double x1, double y1, double thickness) {
        piece(deviceX(x0), deviceY(y0), deviceX(x1), deviceY(y1), thickness(thickness) / 2);
    }

    /** A straight piece of a line, in pixels, and half its thickness. */
    void piece(double fromX, double fromY, double toX, double toY, double half) {
        if (toX < fromX) {
            piece(toX, toY, fromX, fromY, half);
            return;
        }
        int first = (int) Math.floor(fromX);
        int last = (int) Math.floor(toX);
        if (first == last) {
            reach(first, Math.min(fromY, toY) - half, Math.max(fromY, toY) + half);
            return;
        }
        double slope = (toY - fromY) / (toX - fromX);
        for (int column = Math.max(first, left); column <= Math.min(last, right - 1); column++) {
            double a = column == first ? fromY : fromY + slope * (column - fromX);
            double b = column == last ? toY : fromY + slope * (column + 1 - fromX);
            reach(column, Math.min(a, b) - half, Math.max(a, b) + half);
        }
    }

    /** Draws a steep piece of a line in pixels at once, row by row: only for opaque colours, since it may meet itself. */
    void steep(double fromX, double fromY, double toX, double toY, double thickness, Color color) {
        if (toY < fromY) {
            steep(toX, toY, fromX, fromY, thickness, color);
            return;
        }
        double slope = (toX - fromX) / (toY - fromY);
        double half = thickness * scaleX / 2 * Math.sqrt(1 + slope * slope);
        int last = Math.min((int) Math.floor(toY), bottom - 1);
        for (int row = Math.max((int) Math.floor(fromY), top); row <= last; row++) {
            double middle = fromX + slope * (Math.clamp(row + 0.5, fromY, toY) - fromY);
            pixels.fillRow(row, middle - half, middle + half, left, right, color);
        }
    }

    /** Whether a piece in pixels goes more up or down than aside. */
    static boolean isSteep(double x0, double y0, double x1, double y1) {
        return Math.abs(y1 - y0) > 1.2 * Math.abs(x1 - x0);
    }

    /** The area between an upper and a lower straight piece, in the coordinates of the drawing. */
    void area(double x0, double upper0, double lower0, double x1, double upper1, double lower1) {
        double fromX = deviceX(x0);
        double toX = deviceX(x1);
        int first = (int) Math.floor(fromX);
        int last = (int) Math.floor(toX);
        if (last <= first) {
            reach(last, deviceY(upper1), deviceY(lower1));
            return;
        }
        for (int column = Math.max(first, left); column <= Math.min(last, right - 1); column++) {
            double share = Math.clamp((column + 0.5 - fromX) / (toX - fromX), 0, 1);
            reach(column, deviceY(upper0 + share * (upper1 - upper0)), deviceY(lower0 + share * (lower1 - lower0)));
        }
    }

    /** Middle of what is drawn in the column of a place, NaN if there is nothing or it is no thin line there. */
    double middle(double x, double thickness) {
        int i = (int) Math.floor(deviceX(x)) - left;
        if (i < 0 || i >= highest.length || !(lowest[i] >= highest[i])) {
            return Double.NaN;
        }
        boolean thin = lowest[i] - highest[i] < 4 * thickness * scaleY + 2;
        return thin ? ((lowest[i] + highest[i]) / 2 - shiftY) / scaleY : Double.NaN;
    }

    /**
     * Puts everything on the screen.
     *
     * @param dash lengths of dashes and gaps along x in the coordinates of the drawing; empty for none
     */
    void fill(Color color, float[] dash, double thickness) {
        double thin = 5 * thickness * scaleY;
        for (int i = 0; i < highest.length; i++) {
            // Where noise fills the columns, dashes would be stripes.
            boolean solid = dash.length == 0 || lowest[i] - highest[i] > thin;
            if (lowest[i] > highest[i] && (solid || new Dashes(dash, (left - origin + i) / scaleX).isOn())) {
                double excess = excess(lowest[i] - highest[i], thickness(thickness)) / 2;
                pixels.fill(left + i, highest[i] + excess, lowest[i] - excess, top, bottom, color);
            }
        }
    }

    /** A line that rises gently is not thicker by all that it rises: its pen is round. */
    private static double excess(double reach, double pen) {
        double rise = reach - pen;
        return pen > 0 && rise > 0 && rise < 2 ? Math.max(0, reach - pen * Math.sqrt(1 + rise * rise)) : 0;
    }
}
