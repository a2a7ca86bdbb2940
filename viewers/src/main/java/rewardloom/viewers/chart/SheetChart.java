package rewardloom.viewers.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.ui.RectangleEdge;
import rewardloom.model.figure.Sheet;
import rewardloom.viewers.chart.ChartStyle.LegendPlace;

/** Draws figures as the panels of one: letters and titles above them, plots in line, one legend for all of them if wanted. */
public final class SheetChart {
    private final ChartStyle style;

    public SheetChart(ChartStyle style) {
        this.style = style;
    }

    /** Draws a sheet; a single figure is drawn as it would be by itself. */
    public void draw(Graphics2D g, Rectangle2D area, Sheet sheet) {
        if (sheet.isSingle()) {
            new FigureChart(style).draw(g, area, sheet.panels().getFirst());
            return;
        }
        RenderingHints before = g.getRenderingHints();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setPaint(style.palette().background());
        g.fill(area);
        Legend shared = Legend.of(sheet.panels(), style);
        boolean together = sheet.sharedLegend() && shared.size() > 0 && style.legend() != LegendPlace.NONE;
        double top = area.getY();
        if (together) {
            shared.drawRows(g, area.getX(), top, area.getWidth(), true);
            top += legendHeight(shared, area.getWidth());
        }
        FigureChart chart = new FigureChart(together ? style.with(LegendPlace.NONE) : style);
        Grid grid =
                new Grid(sheet, new Rectangle2D.Double(area.getX(), top, area.getWidth(), area.getMaxY() - top), style);
        List<PreparedFigure> prepared =
                sheet.panels().stream().map(PreparedFigure::once).toList();
        for (int i = 0; i < prepared.size(); i++) {
            Rectangle2D cell = grid.cell(i);
            heading(g, sheet.heading(i), cell);
            chart.draw(g, grid.plot(i), prepared.get(i), View.ALL, aligned(chart, prepared, grid, i));
        }
        g.setRenderingHints(before);
    }

    /** Height of a sheet's legend and headings, which are no part of the plots. */
    public double extra(Sheet sheet, double width) {
        if (sheet.isSingle()) {
            return 0;
        }
        Legend shared = Legend.of(sheet.panels(), style);
        boolean together = sheet.sharedLegend() && shared.size() > 0 && style.legend() != LegendPlace.NONE;
        return (together ? legendHeight(shared, width) : 0) + sheet.rows() * Grid.heading(sheet, style);
    }

    /**
     * How much higher than asked for the page of a single figure must be; 0 for most.
     *
     * @param most height of the page at most
     */
    public double extra(Sheet sheet, double width, double height, double most) {
        Rectangle2D area = new Rectangle2D.Double(0, 0, width, height);
        return new FigureChart(style).extraHeight(sheet.panels().getFirst(), area, most);
    }

    private double legendHeight(Legend legend, double width) {
        return legend.height(width) + style.legendSize() * 0.6;
    }

    private void heading(Graphics2D g, String text, Rectangle2D cell) {
        if (!text.isBlank()) {
            Font font = style.labelFont();
            g.setPaint(style.palette().ink());
            String fitted = TextPainter.fit(text, font, cell.getWidth());
            TextPainter.draw(g, fitted, font, cell.getX(), cell.getY() + font.getSize2D());
        }
    }

    /** Plots of one column begin and plots of one row end in line. */
    private static AxisSpace aligned(FigureChart chart, List<PreparedFigure> prepared, Grid grid, int panel) {
        AxisSpace space = new AxisSpace();
        for (int i = 0; i < prepared.size(); i++) {
            AxisSpace own = chart.space(prepared.get(i), grid.plot(i));
            if (grid.column(i) == grid.column(panel)) {
                space.ensureAtLeast(own.getLeft(), RectangleEdge.LEFT);
                space.ensureAtLeast(own.getRight(), RectangleEdge.RIGHT);
            }
            if (grid.row(i) == grid.row(panel)) {
                space.ensureAtLeast(own.getBottom(), RectangleEdge.BOTTOM);
                space.ensureAtLeast(own.getTop(), RectangleEdge.TOP);
            }
        }
        return space;
    }

    /** Where the panels stand. */
    private record Grid(Sheet sheet, Rectangle2D area, ChartStyle style) {

        static double heading(Sheet sheet, ChartStyle style) {
            boolean any = false;
            for (int i = 0; i < sheet.panels().size(); i++) {
                any |= !sheet.heading(i).isBlank();
            }
            return any ? style.labelSize() * 1.5 : 0;
        }

        private double gap() {
            return style.labelSize() * 1.2;
        }

        int column(int panel) {
            return panel % sheet.columns();
        }

        int row(int panel) {
            return panel / sheet.columns();
        }

        Rectangle2D cell(int panel) {
            double width = (area.getWidth() - gap() * (sheet.columns() - 1)) / sheet.columns();
            double height = (area.getHeight() - gap() * 0.5 * (sheet.rows() - 1)) / sheet.rows();
            return new Rectangle2D.Double(
                    area.getX() + column(panel) * (width + gap()),
                    area.getY() + row(panel) * (height + gap() * 0.5),
                    width,
                    height);
        }

        Rectangle2D plot(int panel) {
            Rectangle2D cell = cell(panel);
            double heading = heading(sheet, style);
            return new Rectangle2D.Double(
                    cell.getX(), cell.getY() + heading, cell.getWidth(), Math.max(1, cell.getHeight() - heading));
        }
    }
}
