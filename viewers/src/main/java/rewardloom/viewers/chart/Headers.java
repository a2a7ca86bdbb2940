package rewardloom.viewers.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.block.RectangleConstraint;
import org.jfree.chart.title.Title;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.Size2D;
import org.jfree.chart.ui.VerticalAlignment;
import org.jspecify.annotations.Nullable;

/** What stands around the plot: title, legend in rows or a column. */
final class Headers {

    private Headers() {}

    static Title title(String text, ChartStyle style) {
        return new Line(text, style);
    }

    /** Height of a title. */
    static double titleHeight(ChartStyle style) {
        return TextPainter.height(style.titleFont()) + style.titleSize() * 0.45;
    }

    static Title legend(Legend legend, ChartStyle style, boolean centred) {
        return new Rows(legend, style, centred);
    }

    static Title column(Legend legend, ChartStyle style) {
        return new Column(legend, style);
    }

    /** One that takes the room it needs at an edge. */
    @SuppressWarnings("serial")
    abstract static class Header extends Title {

        Header(RectangleEdge edge) {
            super(edge, HorizontalAlignment.LEFT, VerticalAlignment.TOP, new RectangleInsets(0, 0, 0, 0));
        }

        /** Its depth when the chart is so wide. */
        abstract double depth(double width);

        abstract void paint(Graphics2D g, Rectangle2D area);

        @Override
        public Size2D arrange(Graphics2D g, RectangleConstraint constraint) {
            double width = constraint.getWidthRange() == null
                    ? constraint.getWidth()
                    : constraint.getWidthRange().getUpperBound();
            double height = constraint.getHeightRange() == null
                    ? constraint.getHeight()
                    : constraint.getHeightRange().getUpperBound();
            return RectangleEdge.isTopOrBottom(getPosition())
                    ? new Size2D(width, depth(width))
                    : new Size2D(depth(width), height);
        }

        @Override
        public void draw(Graphics2D g, Rectangle2D area) {
            paint(g, area);
        }

        @Override
        public @Nullable Object draw(Graphics2D g, Rectangle2D area, @Nullable Object parameters) {
            paint(g, area);
            return null;
        }
    }

    @SuppressWarnings("serial")
    private static final class Line extends Header {
        private final String text;
        private final transient ChartStyle style;

        Line(String text, ChartStyle style) {
            super(RectangleEdge.TOP);
            this.text = text;
            this.style = style;
        }

        @Override
        double depth(double width) {
            return titleHeight(style);
        }

        @Override
        void paint(Graphics2D g, Rectangle2D area) {
            Font font = style.titleFont();
            g.setPaint(style.palette().ink());
            String fitted = TextPainter.fit(text, font, area.getWidth());
            TextPainter.draw(g, fitted, font, area.getX(), area.getY() + font.getSize2D());
        }
    }

    @SuppressWarnings("serial")
    private static final class Rows extends Header {
        private final transient Legend legend;
        private final transient ChartStyle style;
        private final boolean centred;

        Rows(Legend legend, ChartStyle style, boolean centred) {
            super(RectangleEdge.TOP);
            this.legend = legend;
            this.style = style;
            this.centred = centred;
        }

        @Override
        double depth(double width) {
            return legend.height(width) + style.legendSize() * 0.5;
        }

        @Override
        void paint(Graphics2D g, Rectangle2D area) {
            legend.drawRows(g, area.getX(), area.getY(), area.getWidth(), centred);
        }
    }

    @SuppressWarnings("serial")
    private static final class Column extends Header {
        private final transient Legend legend;
        private final transient ChartStyle style;

        Column(Legend legend, ChartStyle style) {
            super(RectangleEdge.RIGHT);
            this.legend = legend;
            this.style = style;
        }

        @Override
        double depth(double width) {
            return legend.columnsWidth(1) + style.legendSize();
        }

        @Override
        void paint(Graphics2D g, Rectangle2D area) {
            legend.drawColumns(g, area.getX() + style.legendSize() * 0.8, area.getY() + style.legendSize() * 0.5, 1);
        }
    }
}
