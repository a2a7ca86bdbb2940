package rewardloom.viewers.chart;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Composite;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;

/** What the series are called: measured and drawn in rows of a given width. */
final class Legend {
    private static final double SAMPLE = 2.2;

    /** Names in columns take no more than this many times the size of their type. */
    private static final double LONGEST = 22;

    /** What a series' sample looks like. */
    private enum Look {
        LINE,
        FAINT,
        POINTS,
        AREA,
        RULE,
        /** Says how many names have no room. */
        MORE
    }

    private record Entry(String label, int color, Look look, boolean band, String meaning) {
        Entry(String label, int color, Look look, boolean band) {
            this(label, color, look, band, "");
        }
    }

    /**
     * Where a name was drawn.
     *
     * @param meaning what the series is, or the empty string
     */
    record Box(String label, int color, String meaning, Rectangle2D area) {}

    private final List<Entry> entries;
    private final ChartStyle style;
    private final Font font;

    private final ShortNames names;
    private final Set<Integer> hidden;
    private final List<Box> boxes = new ArrayList<>();

    Legend(PreparedFigure prepared, ChartStyle style) {
        this(entries(List.of(prepared.figure())), prepared.hidden(), style);
    }

    private Legend(List<Entry> entries, Set<Integer> hidden, ChartStyle style) {
        this(entries, new ShortNames(entries.stream().map(Entry::label).toList()), hidden, style);
    }

    private Legend(List<Entry> entries, ShortNames names, Set<Integer> hidden, ChartStyle style) {
        this.entries = entries;
        this.names = names;
        this.hidden = hidden;
        this.style = style;
        this.font = style.legendFont();
    }

    /** One legend for several figures: a name that means the same in all of them stands once. */
    static Legend of(List<Figure> figures, ChartStyle style) {
        return new Legend(entries(figures), Set.of(), style);
    }

    /** What is not a line: its name has no end to stand at. */
    Legend withoutLines() {
        return new Legend(
                entries.stream()
                        .filter(e -> e.look() != Look.LINE && e.look() != Look.FAINT)
                        .toList(),
                hidden,
                style);
    }

    /** What of it has room: the last name says how many more there are, and means them. */
    Legend within(double width, double height) {
        int rows = (int) Math.max(1, Math.floor(height / rowHeight()));
        int columns = rows(width).stream().mapToInt(List::size).max().orElse(1);
        int shown = rows * columns - 1;
        if (entries.size() <= shown + 1) {
            return this;
        }
        List<Entry> some = new ArrayList<>(entries.subList(0, Math.max(0, shown)));
        List<Entry> rest = entries.subList(some.size(), entries.size());
        String left = String.join("\n", rest.stream().map(Entry::label).toList());
        some.add(new Entry("+ " + rest.size() + " more", -1, Look.MORE, false, left));
        return new Legend(some, names, hidden, style);
    }

    int size() {
        return entries.size();
    }

    /** Where the names were drawn last. */
    List<Box> boxes() {
        return boxes;
    }

    private static List<Entry> entries(List<Figure> figures) {
        List<Entry> entries = new ArrayList<>();
        figures.forEach(figure -> addEntries(figure, entries));
        return entries;
    }

    private static void addEntries(Figure figure, List<Entry> entries) {
        List<Layer.Band> bands = Extents.all(figure, Layer.Band.class);
        for (Layer layer : figure.layers()) {
            switch (layer) {
                case Layer.StackedArea area ->
                    area.parts().forEach(p -> add(entries, new Entry(p.label(), p.color(), Look.AREA, false)));
                case Layer.Line line -> {
                    boolean band = !line.faint() && bands.stream().anyMatch(b -> b.color() == line.color());
                    add(
                            entries,
                            new Entry(
                                    line.label(),
                                    line.color(),
                                    line.faint() ? Look.FAINT : Look.LINE,
                                    band,
                                    line.meaning()));
                }
                case Layer.Scatter scatter ->
                    add(entries, new Entry(scatter.label(), scatter.color(), Look.POINTS, false));
                case Layer.Band band -> add(entries, new Entry(band.label(), band.color(), Look.AREA, true));
                case Layer.Bars bars -> add(entries, new Entry(bars.label(), bars.color(), Look.AREA, false));
                case Layer.Spans spans -> add(entries, new Entry(spans.label(), spans.color(), Look.AREA, false));
                case Layer.Histogram bins -> add(entries, new Entry(bins.label(), bins.color(), Look.AREA, false));
                case Layer.Rule rule -> add(entries, new Entry(rule.label(), rule.color(), Look.RULE, false));
                case Layer.Parallel parallel -> {
                    if (!parallel.faint()) {
                        add(entries, new Entry(parallel.label(), parallel.color(), Look.LINE, false));
                    }
                }
                case Layer.Ridge ridge -> add(entries, new Entry(ridge.label(), ridge.color(), Look.AREA, false));
                case Layer.Shades shades -> {}
                case Layer.HeatMap map -> {}
                case Layer.Note note -> {}
                case Layer.Trace trace -> {}
                case Layer.Strip strip -> {}
            }
        }
    }

    /** A name stands once, with the strongest of its looks. */
    private static void add(List<Entry> entries, Entry entry) {
        if (entry.label().isBlank()) {
            return;
        }
        for (int i = 0; i < entries.size(); i++) {
            Entry other = entries.get(i);
            if (other.label().equals(entry.label()) && other.color() == entry.color()) {
                if (entry.look().ordinal() < other.look().ordinal()) {
                    entries.set(i, entry);
                }
                return;
            }
        }
        entries.add(entry);
    }

    private double rowHeight() {
        return style.legendSize() * 1.4;
    }

    private double width(Entry entry, double room) {
        double text = TextPainter.width(
                TextPainter.fit(names.of(entry.label()), font, room - style.legendSize() * (SAMPLE + 0.6)), font);
        return style.legendSize() * (SAMPLE + 0.6) + text;
    }

    private double gap() {
        return style.legendSize() * 1.4;
    }

    /** One row if they fit into it, else rows of equally wide columns. */
    private List<List<Entry>> rows(double room) {
        double all = entries.stream()
                        .mapToDouble(entry -> width(entry, room) + gap())
                        .sum()
                - gap();
        int columns = all <= room
                ? Math.max(1, entries.size())
                : (int) Math.max(1, Math.floor((room + gap()) / (widest(room) + gap())));
        List<List<Entry>> rows = new ArrayList<>();
        for (int start = 0; start < entries.size(); start += columns) {
            rows.add(entries.subList(start, Math.min(start + columns, entries.size())));
        }
        return rows;
    }

    private double widest(double room) {
        return entries.stream().mapToDouble(entry -> width(entry, room)).max().orElse(0);
    }

    /** Height when flowing in rows. */
    double height(double room) {
        return rows(room).size() * rowHeight();
    }

    /** Width of some columns in which the names stand below one another. */
    double columnsWidth(int columns) {
        double widest = widest(style.legendSize() * LONGEST);
        return columns * (widest + gap()) - gap();
    }

    /** Height of those columns. */
    double columnsHeight(int columns) {
        return Math.ceilDiv(entries.size(), columns) * rowHeight();
    }

    /** Draws the names flowing in rows. */
    void drawRows(Graphics2D g, double x, double y, double room, boolean centred) {
        List<List<Entry>> rows = rows(room);
        boolean grid = rows.size() > 1;
        double widest = widest(room);
        double top = y;
        for (List<Entry> row : rows) {
            double width = row.stream()
                            .mapToDouble(entry -> grid ? widest : width(entry, room))
                            .sum()
                    + (row.size() - 1) * gap();
            double whole = grid ? rows.getFirst().size() * (widest + gap()) - gap() : width;
            double left = centred ? x + (room - whole) / 2 : x;
            for (Entry entry : row) {
                draw(g, entry, left, top, room);
                left += (grid ? widest : width(entry, room)) + gap();
            }
            top += rowHeight();
        }
    }

    /** Draws the names below one another, in columns. */
    void drawColumns(Graphics2D g, double x, double y, int columns) {
        int rows = Math.ceilDiv(entries.size(), columns);
        double step = widest(style.legendSize() * LONGEST) + gap();
        for (int i = 0; i < entries.size(); i++) {
            draw(g, entries.get(i), x + i / rows * step, y + i % rows * rowHeight(), style.legendSize() * LONGEST);
        }
    }

    private void draw(Graphics2D g, Entry entry, double x, double y, double room) {
        double size = style.legendSize();
        double middle = y + rowHeight() / 2;
        boxes.add(new Box(
                entry.label(),
                entry.color(),
                entry.meaning(),
                new Rectangle2D.Double(x, y, width(entry, room), rowHeight())));
        Composite before = g.getComposite();
        if (hidden.contains(entry.color())) {
            g.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.3f));
        }
        drawSample(g, entry, x, middle, size * SAMPLE);
        g.setPaint(
                entry.look() == Look.MORE
                        ? style.palette().quiet()
                        : style.palette().ink());
        String text = TextPainter.fit(names.of(entry.label()), font, room - size * (SAMPLE + 0.6));
        TextPainter.draw(g, text, font, x + size * (SAMPLE + 0.6), middle + TextPainter.middle(font));
        g.setComposite(before);
    }

    private void drawSample(Graphics2D g, Entry entry, double x, double middle, double width) {
        Palette palette = style.palette();
        Rectangle2D swatch = new Rectangle2D.Double(x, middle - width * 0.18, width, width * 0.36);
        if (entry.band() && entry.look() != Look.FAINT) {
            g.setPaint(palette.color(entry.color(), 0.22));
            g.fill(swatch);
        }
        g.setPaint(palette.color(entry.color()));
        switch (entry.look()) {
            case LINE -> {
                g.setStroke(palette.stroke(entry.color(), style.lineWidth(), style.dashed()));
                g.draw(new Line2D.Double(x, middle, x + width, middle));
                if (entry.color() >= 0 && style.marked()) {
                    drawMarker(g, entry, x + width / 2, middle);
                }
            }
            case FAINT -> {
                g.setPaint(palette.color(entry.color(), 0.45));
                g.setStroke(new BasicStroke((float) (style.lineWidth() * 0.6)));
                g.draw(new Line2D.Double(x, middle, x + width, middle));
            }
            case MORE -> {}
            case POINTS -> drawMarker(g, entry, x + width / 2, middle);
            case AREA -> {
                if (!entry.band()) {
                    g.setPaint(palette.color(entry.color(), 0.8));
                    g.fill(swatch);
                }
            }
            case RULE -> {
                float line = (float) Math.max(style.axisWidth(), style.lineWidth() * 0.7);
                g.setStroke(new BasicStroke(
                        line,
                        BasicStroke.CAP_BUTT,
                        BasicStroke.JOIN_MITER,
                        10,
                        new float[] {line * 4, line * 2.5f},
                        0));
                g.draw(new Line2D.Double(x, middle, x + width, middle));
            }
        }
    }

    private void drawMarker(Graphics2D g, Entry entry, double x, double y) {
        g.fill(AffineTransform.getTranslateInstance(x, y)
                .createTransformedShape(Palette.marker(style.palette().pattern(entry.color()), style.markerSize())));
    }
}
