package rewardloom.viewers.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Layer;

/** The texts of notes beside their points: inside the chart and never over one another, tied to their points where they stand apart. */
final class NotePainter {
    /** Sides of a point in the order they are tried: left or right, above or below. */
    private static final double[][] SIDES = {{1, -1}, {-1, -1}, {1, 1}, {-1, 1}, {0, -1}, {0, 1}, {1, 0}, {-1, 0}};

    private static final int RINGS = 14;

    private final Plane plane;
    private final Font font;
    private final double gap;

    NotePainter(Plane plane) {
        this.plane = plane;
        this.font = plane.style().tickFont();
        this.gap = plane.style().tickSize() * 0.5;
    }

    private record Noted(Layer.Note note, Point2D point) {}

    /** Draws notes; a text that has no room anywhere is left out, its point is not. */
    void paint(Graphics2D g, List<Layer.Note> notes) {
        List<Noted> seen = notes.stream()
                .map(note -> new Noted(note, new Point2D.Double(plane.px(note.x()), plane.py(note.y()))))
                .filter(n -> plane.area().contains(n.point))
                .toList();
        List<Rectangle2D> taken = new ArrayList<>();
        List<Line2D> ties = new ArrayList<>();
        for (Noted noted : seen) {
            taken.add(dot(noted.point, gap * 0.5));
        }
        for (Noted noted : seen) {
            Rectangle2D place = place(noted, taken, ties);
            if (place != null) {
                taken.add(place);
                ties.add(tie(noted.point, place));
                paint(g, noted, place);
            }
            g.setPaint(plane.style().palette().color(noted.note.color()));
            Rectangle2D dot = dot(noted.point, gap * 0.3);
            g.fill(new Ellipse2D.Double(dot.getX(), dot.getY(), dot.getWidth(), dot.getHeight()));
        }
    }

    private static Rectangle2D dot(Point2D point, double radius) {
        return new Rectangle2D.Double(point.getX() - radius, point.getY() - radius, 2 * radius, 2 * radius);
    }

    private @Nullable Rectangle2D place(Noted noted, List<Rectangle2D> taken, List<Line2D> ties) {
        double width = TextPainter.width(noted.note.label(), font) + 3;
        double height = TextPainter.height(font) + 0.5;
        return place(noted.point, width, height, gap, plane.area(), taken, ties);
    }

    /**
     * The free place nearest to a point whose tie crosses no other and no text, or if there is none, the nearest free place.
     *
     * @param point what is noted
     * @param gap how far from it the text begins
     * @param area inside which it stands
     * @param taken where it must not stand
     * @param ties from points to texts that stand already
     * @return null if there is none
     */
    static @Nullable Rectangle2D place(
            Point2D point,
            double width,
            double height,
            double gap,
            Rectangle2D area,
            List<Rectangle2D> taken,
            List<Line2D> ties) {
        Rectangle2D nearest = null;
        for (int ring = 1; ring <= RINGS; ring++) {
            for (double[] side : SIDES) {
                double x = point.getX() + side[0] * gap * ring + (side[0] - 1) * width / 2;
                double y = point.getY() + side[1] * gap * ring + (side[1] - 1) * height / 2;
                Rectangle2D place = new Rectangle2D.Double(x, y, width, height);
                if (area.contains(place) && taken.stream().noneMatch(place::intersects)) {
                    if (isClear(place, point, taken, ties)) {
                        return place;
                    }
                    nearest = nearest == null ? place : nearest;
                }
            }
        }
        return nearest;
    }

    /** Whether neither the text nor its tie touches the ties of others, nor its tie their texts; ties of one point meet there. */
    private static boolean isClear(Rectangle2D place, Point2D point, List<Rectangle2D> taken, List<Line2D> ties) {
        Line2D tie = tie(point, place);
        return ties.stream()
                        .noneMatch(other -> other.intersects(place)
                                || (other.intersectsLine(tie) && !other.getP1().equals(point)))
                && taken.stream().noneMatch(text -> !text.contains(point) && tie.intersects(text));
    }

    /** From a point to the nearest place of its text. */
    static Line2D tie(Point2D point, Rectangle2D place) {
        double x = Math.clamp(point.getX(), place.getMinX(), place.getMaxX());
        double y = Math.clamp(point.getY(), place.getMinY(), place.getMaxY());
        return new Line2D.Double(point, new Point2D.Double(x, y));
    }

    private void paint(Graphics2D g, Noted noted, Rectangle2D place) {
        Palette palette = plane.style().palette();
        Color paper = palette.background();
        Line2D tie = tie(noted.point, place);
        if (noted.point.distance(tie.getP2()) > gap * 1.6) {
            g.setPaint(palette.color(noted.note.color()));
            g.setStroke(new BasicStroke((float) (plane.style().axisWidth() * 0.8)));
            g.draw(tie);
        }
        g.setPaint(new Color(paper.getRed(), paper.getGreen(), paper.getBlue(), 200));
        g.fill(place);
        g.setPaint(palette.color(noted.note.color()));
        TextPainter.draw(g, noted.note.label(), font, place.getX() + 1.5, place.getY() + font.getSize2D() * 0.9);
    }
}
