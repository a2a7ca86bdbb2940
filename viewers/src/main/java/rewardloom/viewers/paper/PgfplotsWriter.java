package rewardloom.viewers.paper;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.model.figure.Sheet;
import rewardloom.viewers.chart.ChartDocument.AxisMarks;
import rewardloom.viewers.chart.MathText;
import rewardloom.viewers.chart.Palette;
import rewardloom.viewers.chart.SheetChart;
import rewardloom.viewers.chart.Typeface;

/**
 * A sheet for LaTeX: drawn by pgfplots in the paper's own type, with its data inside, on exactly the page of the other formats. A paper takes
 * the file by {@code \input}; the same file is a document when it is compiled alone.
 */
final class PgfplotsWriter {
    /** TeX's arithmetic knows no more digits. */
    private static final MathContext DIGITS = new MathContext(7);

    private final Sheet sheet;
    private final Preset preset;
    private final StringBuilder text = new StringBuilder();
    private int panel;

    private PgfplotsWriter(Sheet sheet, Preset preset) {
        this.sheet = sheet;
        this.preset = preset;
    }

    static String write(Sheet sheet, Preset preset) {
        PgfplotsWriter writer = new PgfplotsWriter(sheet, preset);
        writer.writeDocument();
        return writer.text.toString();
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private void writeDocument() {
        Imprint imprint = Imprint.of(sheet);
        String width = PgfplotsPage.length(preset.pageWidth());
        String height = PgfplotsPage.length(preset.pageHeight(sheet));
        line("%% %s", comment(imprint.title()));
        line("%% %s", comment(imprint.caption()));
        line("%% %s; %s", Imprint.PROGRAM, comment(imprint.keywords()));
        line("%% In a paper: \\usepackage{pgfplots}, then \\input this file where the figure stands. Or compile it"
                + " alone.");
        line("\\expandafter\\ifx\\csname @nodocument\\endcsname\\relax\\let\\figureend\\relax\\else");
        line("\\documentclass{article}");
        line("\\usepackage[paperwidth=%sbp,paperheight=%sbp,margin=0bp]{geometry}", width, height);
        line("\\usepackage[T1]{fontenc}");
        if (preset.typeface() == Typeface.SANS) {
            line("\\usepackage{helvet}");
            line("\\renewcommand{\\familydefault}{\\sfdefault}");
        } else {
            line("\\IfFileExists{newtxmath.sty}{\\usepackage{newtxtext,newtxmath}}{\\usepackage{mathptmx}}");
        }
        line("\\usepackage{pgfplots}");
        line("\\pagestyle{empty}");
        line("\\def\\figureend{\\end{document}}");
        line("\\begin{document}");
        line("\\noindent");
        line("\\fi");
        line("\\begin{tikzpicture}[x=1bp, y=1bp]");
        writePicture(width, height);
        line("\\end{tikzpicture}\\figureend");
    }

    private void writePicture(String width, String height) {
        line("\\pgfplotsset{compat=1.16}");
        text.append(MathText.DEFINITION);
        line("\\tikzset{base text/.style={anchor=base west, inner sep=0pt, outer sep=0pt,"
                + " font=\\fontsize{#1}{#1}\\selectfont}}");
        corners("hexagon*", 6, 1);
        corners("bigstar*", 10, 0.45);
        Map<Integer, String> names = writeColors();
        line("\\path[use as bounding box] (0,0) rectangle (%s,%s);", width, height);
        Palette palette = preset.palette().onWhite();
        PgfplotsPage page = new PgfplotsPage(
                preset.pageHeight(sheet),
                preset.pageWidth() / sheet.columns(),
                names,
                palette.background(),
                palette.grid(),
                this::writePlot,
                text);
        new SheetChart(preset.style())
                .draw(page, new Rectangle2D.Double(0, 0, preset.pageWidth(), preset.pageHeight(sheet)), sheet);
    }

    /** A mark that pgf does not have: corners around it, every second one nearer. */
    private void corners(String name, int count, double nearer) {
        line("\\pgfdeclareplotmark{%s}{%%", name);
        for (int i = 0; i < count; i++) {
            line(
                    "  \\%s{\\pgfpointpolar{%d}{%s\\pgfplotmarksize}}%%",
                    i == 0 ? "pgfpathmoveto" : "pgfpathlineto",
                    (count == 10 ? 90 : 0) + 360 * i / count,
                    i % 2 == 0 ? "1" : PgfplotsPage.length(nearer));
        }
        line("  \\pgfpathclose\\pgfusepathqfillstroke}");
    }

    private void writePlot(Rectangle2D area, @Nullable AxisMarks x, @Nullable AxisMarks y) {
        Figure figure = sheet.panels().get(panel++);
        new PgfplotsAxis(figure, preset, area, text).write(x, y);
    }

    private static String comment(String value) {
        return value.replaceAll("\\s+", " ").strip();
    }

    /** Names of all colours that series have. */
    private Map<Integer, String> writeColors() {
        Palette palette = preset.palette().onWhite();
        Map<Integer, String> names = new LinkedHashMap<>();
        names.put(palette.background().getRGB() & 0xFFFFFF, "white");
        name(names, "ink", palette.ink());
        name(names, "quiet", palette.quiet());
        name(names, "gridline", palette.grid());
        for (Figure figure : sheet.panels()) {
            for (Layer layer : figure.layers()) {
                if (layer instanceof Layer.StackedArea area) {
                    area.parts().forEach(part -> name(names, colorName(part.color()), palette.color(part.color())));
                } else if (layer.color() >= 0) {
                    name(names, colorName(layer.color()), palette.color(layer.color()));
                }
            }
        }
        return names;
    }

    private void name(Map<Integer, String> names, String name, Color color) {
        if (!names.containsValue(name)) {
            names.putIfAbsent(color.getRGB() & 0xFFFFFF, name);
            line("\\definecolor{%s}{HTML}{%06X}", name, color.getRGB() & 0xFFFFFF);
        }
    }

    static String colorName(int index) {
        return index < 0
                ? "ink"
                : Layer.isShade(index)
                        ? "shade" + shadeName(index)
                        : "series" + (char) ('A' + index % 26) + (index >= 26 ? "x" + index / 26 : "");
    }

    /** Names of colours have letters only. */
    private static String shadeName(int index) {
        int shade = index - Layer.SHADES;
        return "" + (char) ('A' + shade / 16) + (char) ('A' + shade % 16);
    }

    /** A number as TeX reads it. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.signum() == 0 || (exponent >= -5 && exponent < 12)
                ? rounded.toPlainString()
                : rounded.toString().replace("E+", "e").replace('E', 'e');
    }
}
