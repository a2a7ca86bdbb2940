package rewardloom.viewers.paper;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.model.figure.Sheet;
import rewardloom.viewers.chart.ChartStyle.LegendPlace;
import rewardloom.viewers.chart.ColorVision;
import rewardloom.viewers.chart.FigureChart;
import rewardloom.viewers.chart.Palette;

/** What a reader on paper would complain about: computed before anything is printed. */
public final class PaperCheck {
    /** ΔE (CIEDE2000) below which thin lines are confused. */
    static final double CONFUSED = 8;

    /** Difference of lightness L* below which greys are confused. */
    static final double SAME_GREY = 7;

    /** Share of a figure's height that a legend may take. */
    private static final double AXIS_SHARE = 0.8;

    static final double FULL_LEGEND = 0.25;

    /** With more names than this no free place is looked for. */
    private static final int MANY_NAMES = 12;

    private static final double POINTS = 72;

    private final Sheet sheet;
    private final Preset preset;
    private final Palette palette;
    private final List<String> warnings = new ArrayList<>();

    private PaperCheck(Sheet sheet, Preset preset) {
        this.sheet = sheet;
        this.preset = preset;
        this.palette = preset.palette().onWhite();
    }

    /** Complaints about a figure on a preset, each a sentence with its remedy; empty if there are none. */
    public static List<String> warnings(Figure figure, Preset preset) {
        return warnings(Sheet.of(figure), preset);
    }

    /** Complaints about panels on a preset, each a sentence with its remedy; empty if there are none. */
    public static List<String> warnings(Sheet sheet, Preset preset) {
        PaperCheck check = new PaperCheck(sheet, preset);
        check.type();
        check.colors();
        check.legend();
        check.labels();
        check.bands();
        return check.warnings.stream().distinct().toList();
    }

    private void warn(String format, Object... values) {
        warnings.add(String.format(Locale.ROOT, format, values));
    }

    private void type() {
        double smallest = Math.min(preset.tick(), preset.label());
        if (smallest < preset.smallest()) {
            warn(
                    "Type of %.1f pt is smaller than the %.1f pt of %s: choose larger type.",
                    smallest, preset.smallest(), preset.title());
        }
    }

    private void colors() {
        Map<Integer, String> used = new LinkedHashMap<>();
        sheet.panels().forEach(f -> f.layers().forEach(layer -> collect(layer, used)));
        TreeSet<Integer> places = new TreeSet<>();
        used.keySet().forEach(c -> places.add(c % palette.size()));
        if (used.size() > palette.size()) {
            warn(
                    "%d series share %d colours%s: show fewer, or several figures.",
                    used.size(),
                    palette.size(),
                    preset.solid() && preset.bare()
                            ? " and cannot be told apart"
                            : " and differ only in dash and marker");
        }
        List<Integer> colors = List.copyOf(used.keySet());
        List<String> confused = new ArrayList<>();
        List<String> grey = new ArrayList<>();
        for (int i = 0; i < colors.size(); i++) {
            for (int j = i + 1; j < colors.size(); j++) {
                compare(colors.get(i), colors.get(j), used, confused, grey);
            }
        }
        if (!confused.isEmpty()) {
            warn(
                    "%s: choose another palette, or fewer series.",
                    String.join("; ", confused.stream().limit(3).toList()));
        }
        if (!grey.isEmpty() && preset.solid() && preset.bare()) {
            warn(
                    "In grey print %s look alike: let lines differ in dash or marker.",
                    String.join(", ", grey.stream().limit(4).toList()) + (grey.size() > 4 ? " …" : ""));
        }
    }

    private void compare(int a, int b, Map<Integer, String> names, List<String> confused, List<String> grey) {
        if (a % palette.size() == b % palette.size()) {
            return;
        }
        String pair = name(a, names) + " and " + name(b, names);
        for (ColorVision vision : ColorVision.values()) {
            double distance = vision.distance(palette.color(a), palette.color(b));
            if (distance < CONFUSED) {
                confused.add(String.format(
                        Locale.ROOT, "The colours of %s merge for %s (ΔE %.1f)", pair, vision.who(), distance));
                break;
            }
        }
        if (ColorVision.greyDistance(palette.color(a), palette.color(b)) < SAME_GREY) {
            grey.add(pair);
        }
    }

    private static String name(int color, Map<Integer, String> names) {
        String name = names.getOrDefault(color, "");
        return name.isEmpty() ? "series " + (color + 1) : name;
    }

    private static void collect(Layer layer, Map<Integer, String> used) {
        switch (layer) {
            case Layer.StackedArea area -> area.parts().forEach(part -> used.putIfAbsent(part.color(), part.label()));
            case Layer.Note note -> {
                // A note has a text of its own.
            }
            case Layer.Trace trace -> {
                // What is not drawn has no colour on paper.
            }
            default -> {
                boolean faint = layer instanceof Layer.Parallel parallel && parallel.faint();
                if (layer.color() >= 0 && !Layer.isShade(layer.color()) && !faint) {
                    used.merge(layer.color(), layer.label(), (old, other) -> old.isEmpty() ? other : old);
                }
            }
        }
    }

    private void legend() {
        if (preset.legend() == LegendPlace.NONE) {
            return;
        }
        double width = preset.pageWidth() / sheet.columns();
        Rectangle2D area = new Rectangle2D.Double(0, 0, width, width * preset.ratio());
        for (Figure figure : sheet.panels()) {
            FigureChart chart = new FigureChart(preset.style());
            double share = chart.legendShare(figure, area);
            int names = chart.legendSize(figure, area);
            String where = sheet.isSingle() ? "" : " of \"" + figure.title() + "\"";
            String remedy = preset.legend() == LegendPlace.LINE_ENDS ? "." : ", or put the names at the lines' ends.";
            if (names > MANY_NAMES) {
                warn("The legend%s has %d entries: show fewer series%s", where, names, remedy);
            } else if (share > FULL_LEGEND) {
                warn(
                        "The legend%s would take %.0f %% of the height: show fewer series, or shorten their names%s",
                        where, share * 100, remedy);
            }
        }
    }

    private void labels() {
        FigureChart chart = new FigureChart(preset.style());
        double width = preset.width() * POINTS / sheet.columns();
        for (Figure figure : sheet.panels()) {
            for (Axis axis : List.of(figure.x(), figure.y())) {
                double length = (axis.equals(figure.x()) ? width : width * preset.ratio()) * AXIS_SHARE;
                if (!chart.fits(axis, length)) {
                    warn("The label \"%s\" is longer than its axis and is cut: shorten it.", axis.label());
                }
            }
        }
    }

    private void bands() {
        boolean unnamed = sheet.panels().stream()
                .flatMap(f -> f.layers().stream())
                .anyMatch(layer ->
                        layer instanceof Layer.Band band && band.meaning().isBlank());
        if (unnamed) {
            warn("A band does not say what it is: name it in the caption.");
        }
    }
}
