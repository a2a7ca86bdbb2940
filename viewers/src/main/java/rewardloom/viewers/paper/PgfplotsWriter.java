package rewardloom.viewers.paper;

import java.awt.Color;
import java.util.Locale;
import java.util.TreeSet;
import rewardloom.model.figure.Layer;
import rewardloom.model.figure.Sheet;
import rewardloom.viewers.chart.ChartStyle;
import rewardloom.viewers.chart.MathText;
import rewardloom.viewers.chart.Palette;
import rewardloom.viewers.chart.Typeface;

/** A LaTeX document that draws a sheet with pgfplots in the paper's own type, with its data inside. */
final class PgfplotsWriter {
    private final Sheet sheet;
    private final Preset preset;
    private final StringBuilder text = new StringBuilder();

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
        line("%% %s", comment(imprint.title()));
        line("%% %s", comment(imprint.caption()));
        line("%% %s; %s", Imprint.PROGRAM, comment(imprint.keywords()));
        line("%% Compile it alone, or \\usepackage{standalone} and \\input it.");
        line("\\documentclass{standalone}");
        line("\\usepackage{amsmath,amssymb}");
        if (preset.typeface() == Typeface.SANS) {
            line("\\usepackage{helvet}");
            line("\\renewcommand{\\familydefault}{\\sfdefault}");
        } else {
            line("\\usepackage{newtxtext,newtxmath}");
        }
        line("\\usepackage{pgfplots}");
        line("\\usetikzlibrary{plotmarks,calc}");
        line("\\pgfplotsset{compat=1.18}");
        writeColors();
        line("\\begin{document}");
        line("\\begin{tikzpicture}");
        if (sheet.isSingle()) {
            writeSingle();
        } else {
            writePanels();
        }
        line("\\end{tikzpicture}");
        line("\\end{document}");
    }

    private void writeSingle() {
        PgfplotsAxis axis = new PgfplotsAxis(sheet.panels().getFirst(), preset, text);
        line("\\begin{axis}[");
        axis.writeOptions(preset.width(), preset.width() * preset.ratio());
        line("]");
        axis.writeLayers(preset.legend() != ChartStyle.LegendPlace.NONE);
        line("\\end{axis}");
    }

    private void writePanels() {
        double width = preset.width() / sheet.columns();
        line("\\usepgfplotslibrary{groupplots}");
        line(
                "\\begin{groupplot}[group style={group name=panels, group size=%d by %d, horizontal sep=%.2fin,"
                        + " vertical sep=%.2fin}]",
                sheet.columns(), sheet.rows(), preset.label() * 5.2 / 72, preset.label() * 6.5 / 72);
        for (int i = 0; i < sheet.panels().size(); i++) {
            PgfplotsAxis axis = new PgfplotsAxis(sheet.panels().get(i), preset, text);
            line("\\nextgroupplot[");
            axis.writeOptions(width, width * preset.ratio());
            line(
                    "  title={%s}, title style={at={(0,1)}, anchor=south west,"
                            + " font=\\fontsize{%.2f}{%.2f}\\selectfont},",
                    MathText.parse(sheet.heading(i)).tex(), preset.label(), preset.label() * 1.2);
            if (sheet.sharedLegend() && i == 0) {
                line("  legend to name=shared,");
            }
            line("]");
            boolean named = preset.legend() != ChartStyle.LegendPlace.NONE && (!sheet.sharedLegend() || i == 0);
            axis.writeLayers(named);
        }
        line("\\end{groupplot}");
        if (sheet.sharedLegend()) {
            line(
                    "\\node[anchor=south] at ($(panels c1r1.north west)!0.5!(panels c%dr1.north east)+(0,%.1fpt)$)"
                            + " {\\pgfplotslegendfromname{shared}};",
                    sheet.columns(), preset.label() * 1.6);
        }
    }

    private static String comment(String value) {
        return value.replaceAll("\\s+", " ").strip();
    }

    private void writeColors() {
        Palette palette = preset.palette().onWhite();
        TreeSet<Integer> used = new TreeSet<>();
        for (Layer layer :
                sheet.panels().stream().flatMap(f -> f.layers().stream()).toList()) {
            if (layer instanceof Layer.StackedArea area) {
                area.parts().forEach(part -> used.add(part.color()));
            } else {
                used.add(layer.color());
            }
        }
        for (int index : used) {
            line("\\definecolor{%s}{HTML}{%s}", colorName(index), hex(palette.color(index)));
        }
        line("\\definecolor{quiet}{HTML}{%s}", hex(palette.quiet()));
        line("\\definecolor{grid}{HTML}{%s}", hex(palette.grid()));
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

    private static String hex(Color color) {
        return String.format(Locale.ROOT, "%06X", color.getRGB() & 0xFFFFFF);
    }

    /** A number as TeX reads it. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value).replace('E', 'e');
    }
}
