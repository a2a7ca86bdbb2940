package rewardloom.viewers.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.viewers.chart.Palette;

/** What a reader on paper would complain about. */
public final class PaperCheck {
    private static final int FULL_LEGEND = 10;

    private PaperCheck() {}

    /** Complaints about a figure on a preset, each a sentence with its remedy; empty if there are none. */
    public static List<String> warnings(Figure figure, Preset preset) {
        List<String> warnings = new ArrayList<>();
        if (Math.min(preset.tick(), preset.label()) < preset.smallest()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "Type of %.1f pt is smaller than the %.1f pt of %s: choose larger type.",
                    Math.min(preset.tick(), preset.label()),
                    preset.smallest(),
                    preset.title()));
        }
        TreeSet<Integer> colors = new TreeSet<>();
        TreeSet<String> labels = new TreeSet<>();
        figure.layers().forEach(layer -> collect(layer, colors, labels));
        int palette = Palette.onWhite().size();
        if (colors.size() > palette) {
            warnings.add(colors.size() + " series share " + palette
                    + " colours and differ only in dash and marker: show fewer, or several figures.");
        }
        if (labels.size() > FULL_LEGEND) {
            warnings.add("The legend has " + labels.size() + " entries: show fewer, or label the lines themselves.");
        }
        if (figure.layers().stream()
                .anyMatch(layer ->
                        layer instanceof Layer.Band band && band.meaning().isBlank())) {
            warnings.add("A band does not say what it is: name it in the caption.");
        }
        return List.copyOf(warnings);
    }

    private static void collect(Layer layer, TreeSet<Integer> colors, TreeSet<String> labels) {
        if (layer instanceof Layer.StackedArea area) {
            area.parts().forEach(part -> {
                colors.add(part.color());
                labels.add(part.label());
            });
        } else if (!(layer instanceof Layer.Note) && layer.color() >= 0) {
            colors.add(layer.color());
            labels.add(layer.label());
        }
        labels.remove("");
    }
}
