package rewardloom.viewers.chart;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickUnits;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Layer;

/** An axis of any scale of {@link Axis.Scale}: thin line, few ticks, text as text. Category axes count from the top or the left. */
@SuppressWarnings("serial")
final class FigureAxis extends ValueAxis {
    /** Shares of an area that its horizontal axis may be long. */
    private static final double[] LIKELY = {0.7, 0.8, 0.85, 0.9, 0.95, 1};

    /** Length of ticks between the others, as a share of theirs. */
    private static final double MINOR = 0.55;

    /** Their distance on average at least, as a share of the size of type. */
    private static final double APART = 0.35;

    /** How long a horizontal axis will be, as a share of what the vertical one leaves, while labels at its ends are not yet known. */
    private static final double LONG = 0.94;

    private static final double SLANT = Math.toRadians(-35);

    private final Axis axis;
    private final transient AxisPlan plan;
    private final transient Scaling scaling;
    private final transient Span span;
    private final transient ChartStyle style;
    private final transient StripPainter strips;
    private final boolean categories;
    private final boolean vertical;
    private transient @Nullable FigureAxis whole;

    FigureAxis(AxisPlan plan, Scaling scaling, ChartStyle style, boolean vertical, List<Layer.Strip> strips) {
        super(plan.axis().label(), new TickUnits());
        this.plan = plan;
        this.axis = plan.axis();
        this.span = plan.span();
        this.scaling = scaling;
        this.style = style;
        this.vertical = vertical;
        this.strips = new StripPainter(strips, style);
        this.categories = axis.scale() == Axis.Scale.CATEGORY;
        setRange(new org.jfree.data.Range(span.low(), span.high()), true, false);
        setInverted(categories && vertical);
    }

    /** Lets it take at least the room that the axis of the whole figure has: nothing jumps while somebody zooms. */
    FigureAxis keepingRoomOf(FigureAxis axisOfAll) {
        whole = axisOfAll;
        return this;
    }

    Axis axis() {
        return axis;
    }

    /** Room between the plot and this axis. */
    double offset() {
        return strips.depth();
    }

    Scaling scaling() {
        return scaling;
    }

    Span span() {
        return span;
    }

    /** Where a value lies, from 0 at the low end to 1 at the high end; NaN if it has no place. */
    double fraction(double value) {
        double from = scaling.forward(span.low());
        return (scaling.forward(value) - from) / (scaling.forward(span.high()) - from);
    }

    @Override
    public double valueToJava2D(double value, Rectangle2D area, RectangleEdge edge) {
        double fraction = isInverted() ? 1 - fraction(value) : fraction(value);
        return RectangleEdge.isTopOrBottom(edge)
                ? area.getX() + fraction * area.getWidth()
                : area.getMaxY() - fraction * area.getHeight();
    }

    @Override
    public double java2DToValue(double place, Rectangle2D area, RectangleEdge edge) {
        double along = RectangleEdge.isTopOrBottom(edge)
                ? (place - area.getX()) / area.getWidth()
                : (area.getMaxY() - place) / area.getHeight();
        double fraction = isInverted() ? 1 - along : along;
        double from = scaling.forward(span.low());
        return scaling.back(from + fraction * (scaling.forward(span.high()) - from));
    }

    @Override
    protected void autoAdjustRange() {
        // The range is that of the figure or of the view.
    }

    @Override
    public void configure() {
        // As above.
    }

    @Override
    public AxisSpace reserveSpace(
            Graphics2D g, Plot plot, Rectangle2D area, RectangleEdge edge, @Nullable AxisSpace space) {
        return reserve(area, edge, space == null ? new AxisSpace() : space);
    }

    /** The room it needs beside a plot in an area. */
    AxisSpace reserve(Rectangle2D area, RectangleEdge edge, AxisSpace reserved) {
        if (!isVisible()) {
            return reserved;
        }
        if (whole != null) {
            whole.reserve(area, edge, reserved);
        }
        boolean horizontal = RectangleEdge.isTopOrBottom(edge);
        double ticks = tickSpace(horizontal, horizontal ? area.getWidth() * LONG : area.getHeight() * 0.85);
        for (double share : LIKELY) {
            // A longer axis may have a tick between others, with a longer label.
            ticks = horizontal ? ticks : Math.max(ticks, tickSpace(false, area.getHeight() * share));
        }
        double size = ticks + labelSpace((horizontal ? area.getWidth() : area.getHeight()) * AxisName.SHARE);
        reserved.ensureAtLeast(size, edge);
        if (horizontal) {
            // How long the axis will be is not known yet, and a longer one may have a tick further out.
            for (double share : LIKELY) {
                reserveEnds(reserved, area.getWidth() * share);
            }
        } else {
            reserved.ensureAtLeast(style.tickSize() * 0.5, RectangleEdge.TOP);
        }
        return reserved;
    }

    /** Room beside the chart, of some length, for the halves of the first and last labels. */
    private void reserveEnds(AxisSpace reserved, double length) {
        List<Ticks.Tick> ticks =
                ticks(true, length).stream().filter(t -> !t.label().isEmpty()).toList();
        if (!ticks.isEmpty() && !slanted(ticks, length)) {
            Ticks.Tick last = ticks.getLast();
            double beyond =
                    TextPainter.width(last.label(), style.tickFont()) / 2 - (1 - fraction(last.value())) * length;
            reserved.ensureAtLeast(Math.max(beyond, style.tickSize() * 0.3), RectangleEdge.RIGHT);
            Ticks.Tick first = ticks.getFirst();
            reserved.ensureAtLeast(
                    Math.max(
                            0,
                            TextPainter.width(first.label(), style.tickFont()) / 2 - fraction(first.value()) * length),
                    RectangleEdge.LEFT);
        } else if (!ticks.isEmpty()) {
            Ticks.Tick first = ticks.getFirst();
            double reach = Math.min(TextPainter.width(first.label(), style.tickFont()), slantRoom()) * Math.cos(SLANT);
            reserved.ensureAtLeast(Math.max(0, reach - fraction(first.value()) * length), RectangleEdge.LEFT);
        }
    }

    private double labelSpace(double length) {
        return axis.label().isEmpty()
                ? 0
                : TextPainter.height(style.labelFont())
                        + style.labelSize() * (vertical ? 0.6 : 0.35)
                        + lineSpace()
                                * (AxisName.lines(axis.label(), style.labelFont(), length)
                                                .size()
                                        - 1);
    }

    private double lineSpace() {
        return style.labelSize() * 1.15;
    }

    private double tickSpace(boolean horizontal, double length) {
        Font font = style.tickFont();
        List<Ticks.Tick> ticks = ticks(horizontal, length);
        double widest = ticks.stream()
                .mapToDouble(t -> TextPainter.width(t.label(), font))
                .max()
                .orElse(0);
        double text;
        if (!horizontal) {
            text = Math.min(widest, length);
        } else if (slanted(ticks, length)) {
            text = Math.min(widest, slantRoom()) * -Math.sin(SLANT) + TextPainter.height(font) * Math.cos(SLANT);
        } else {
            text = TextPainter.height(font);
        }
        return tickLength() + style.tickSize() * 0.3 + text;
    }

    private double slantRoom() {
        return style.tickSize() * 14;
    }

    private double tickLength() {
        return categories ? 0 : style.tickLength();
    }

    private double length(Ticks.Tick tick) {
        return tickLength() * (tick.minor() ? MINOR : 1);
    }

    /** As many ticks as there is room for without crowding. */
    private List<Ticks.Tick> ticks(boolean horizontal, double length) {
        Font font = style.tickFont();
        int most = (int) Math.max(2, length / (style.tickSize() * (horizontal ? 5.5 : 3)));
        int wanted = Math.min(most, 9);
        List<Ticks.Tick> ticks = plan.all(wanted);
        while (horizontal && !categories && wanted > 2 && crowded(ticks, font, length)) {
            ticks = plan.all(--wanted);
        }
        return categories ? thinned(ticks, length) : legible(ticks, length);
    }

    /** Ticks between the others that would run together are left out. */
    private List<Ticks.Tick> legible(List<Ticks.Tick> ticks, double length) {
        long minor = ticks.stream().filter(Ticks.Tick::minor).count();
        return minor * style.tickSize() * APART <= length
                ? ticks
                : ticks.stream().filter(t -> !t.minor()).toList();
    }

    private boolean crowded(List<Ticks.Tick> ticks, Font font, double length) {
        double end = Double.NEGATIVE_INFINITY;
        for (Ticks.Tick tick : ticks) {
            double half = TextPainter.width(tick.label(), font) / 2;
            double at = fraction(tick.value()) * length;
            if (at - half < end + font.getSize2D() * 0.8 && half > 0) {
                return true;
            }
            end = half > 0 ? at + half : end;
        }
        return false;
    }

    /** Names of categories that have no room at all, not even slanted, are left out evenly. */
    private List<Ticks.Tick> thinned(List<Ticks.Tick> ticks, double length) {
        double room = length / Math.max(1e-9, span.length());
        int every = (int) Math.max(1, Math.ceil(TextPainter.height(style.tickFont()) / room));
        return every == 1
                ? ticks
                : ticks.stream()
                        .filter(t -> Math.floorMod((long) t.value(), every) == 0)
                        .toList();
    }

    private boolean slanted(List<Ticks.Tick> ticks, double length) {
        return categories && crowded(ticks, style.tickFont(), length);
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
        boolean horizontal = RectangleEdge.isTopOrBottom(edge);
        List<NumberTick> marks = new ArrayList<>();
        if (!categories) {
            for (Ticks.Tick tick : ticks(horizontal, horizontal ? area.getWidth() : area.getHeight())) {
                if (!tick.minor()) {
                    marks.add(new NumberTick(tick.value(), tick.label(), TextAnchor.CENTER, TextAnchor.CENTER, 0));
                }
            }
        }
        return marks;
    }

    @Override
    public AxisState draw(
            Graphics2D g,
            double cursor,
            Rectangle2D plotArea,
            Rectangle2D area,
            RectangleEdge edge,
            @Nullable PlotRenderingInfo info) {
        boolean horizontal = RectangleEdge.isTopOrBottom(edge);
        AxisState state = new AxisState(cursor);
        if (!isVisible()) {
            return state;
        }
        state.setTicks(refreshTicks(g, state, area, edge));
        if (g instanceof ChartDocument document && document.axis(marks(area))) {
            return state;
        }
        g.setStroke(new BasicStroke((float) style.axisWidth(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        g.setPaint(style.palette().quiet());
        List<Ticks.Tick> ticks = ticks(horizontal, horizontal ? area.getWidth() : area.getHeight());
        if (horizontal) {
            double base = area.getMaxY() + offset();
            strips.paint(g, this, area);
            g.setStroke(new BasicStroke((float) style.axisWidth(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
            g.setPaint(style.palette().quiet());
            if (isAxisLineVisible()) {
                g.draw(new Line2D.Double(area.getX(), base, area.getMaxX(), base));
            }
            drawBelow(g, ticks, area, base);
        } else {
            // Above the highest of several places, such as those of ridges, the axis means nothing.
            if (!categories && !plan.isPlaced()) {
                g.draw(new Line2D.Double(area.getX(), area.getY(), area.getX(), area.getMaxY()));
            }
            drawLeft(g, ticks, area);
        }
        drawName(g, plotArea, area, horizontal, tickSpace(horizontal, horizontal ? area.getWidth() : area.getHeight()));
        return state;
    }

    private ChartDocument.AxisMarks marks(Rectangle2D area) {
        double length = vertical ? area.getHeight() : area.getWidth();
        List<Ticks.Tick> ticks = ticks(!vertical, length);
        boolean slanted = !vertical && slanted(ticks, length);
        List<AxisPlan.Tick> told = ticks.stream()
                .filter(t -> !t.minor())
                .map(t -> new AxisPlan.Tick(
                        t.value(), slanted ? TextPainter.fit(t.label(), style.tickFont(), slantRoom()) : t.label()))
                .toList();
        List<String> name =
                axis.label().isEmpty() ? List.of() : AxisName.lines(axis.label(), style.labelFont(), length);
        double beyond = tickSpace(!vertical, length);
        double nameBase = vertical
                ? beyond + style.labelSize() * 0.7
                : offset() + beyond + style.labelSize() * 1.15 + Math.max(0, name.size() - 1) * lineSpace();
        boolean line = vertical ? !categories : isAxisLineVisible();
        List<Double> minor =
                ticks.stream().filter(Ticks.Tick::minor).map(Ticks.Tick::value).toList();
        return new ChartDocument.AxisMarks(
                vertical, line, told, minor, tickLength(), tickLength() * MINOR, slanted, name, nameBase, offset());
    }

    private void drawBelow(Graphics2D g, List<Ticks.Tick> ticks, Rectangle2D area, double base) {
        Font font = style.tickFont();
        boolean slanted = slanted(ticks, area.getWidth());
        double top = base + tickLength() + style.tickSize() * 0.3;
        for (Ticks.Tick tick : ticks) {
            double x = valueToJava2D(tick.value(), area, RectangleEdge.BOTTOM);
            g.setPaint(style.palette().quiet());
            if (tickLength() > 0) {
                g.draw(new Line2D.Double(x, base, x, base + length(tick)));
            }
            g.setPaint(style.palette().ink());
            if (slanted) {
                String text = TextPainter.fit(tick.label(), font, slantRoom());
                double width = TextPainter.width(text, font);
                double middle = TextPainter.middle(font);
                TextPainter.drawTurned(
                        g,
                        text,
                        font,
                        x - width * Math.cos(SLANT) - middle * Math.sin(SLANT) * -1,
                        top - width * Math.sin(SLANT) + middle * 1.6,
                        SLANT);
            } else {
                double width = TextPainter.width(tick.label(), font);
                TextPainter.draw(g, tick.label(), font, x - width / 2, top + font.getSize2D() * 0.85);
            }
        }
    }

    private void drawLeft(Graphics2D g, List<Ticks.Tick> ticks, Rectangle2D area) {
        Font font = style.tickFont();
        double right = area.getX() - tickLength() - style.tickSize() * 0.3;
        for (Ticks.Tick tick : ticks) {
            double y = valueToJava2D(tick.value(), area, RectangleEdge.LEFT);
            g.setPaint(style.palette().quiet());
            if (tickLength() > 0) {
                g.draw(new Line2D.Double(area.getX() - length(tick), y, area.getX(), y));
            }
            g.setPaint(style.palette().ink());
            double width = TextPainter.width(tick.label(), font);
            TextPainter.draw(g, tick.label(), font, right - width, y + TextPainter.middle(font));
        }
    }

    private void drawName(Graphics2D g, Rectangle2D plotArea, Rectangle2D area, boolean horizontal, double ticks) {
        if (axis.label().isEmpty()) {
            return;
        }
        Font font = style.labelFont();
        g.setPaint(style.palette().ink());
        double length = horizontal ? area.getWidth() : area.getHeight();
        List<String> lines = AxisName.lines(axis.label(), font, length);
        for (int i = 0; i < lines.size(); i++) {
            double width = TextPainter.width(lines.get(i), font);
            if (horizontal) {
                double x = Math.max(plotArea.getX(), area.getCenterX() - width / 2);
                double y = area.getMaxY() + offset() + ticks + style.labelSize() * 1.15 + i * lineSpace();
                TextPainter.draw(g, lines.get(i), font, x, y);
            } else {
                double x = area.getX() - ticks - style.labelSize() * 0.7 - (lines.size() - 1 - i) * lineSpace();
                double y = Math.min(plotArea.getMaxY(), area.getCenterY() + width / 2);
                TextPainter.drawTurned(g, lines.get(i), font, x, y, -Math.PI / 2);
            }
        }
    }
}
