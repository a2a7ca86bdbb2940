package rewardloom.model.figure;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Figures that are printed together: the panels (a), (b), (c) of one figure of a paper. A single figure is a sheet of one panel.
 *
 * @param name short file-name-like name
 * @param title one line for people
 * @param panels the figures, row by row
 * @param columns how many stand beside one another
 * @param sharedLegend whether one legend above stands for all panels
 * @param lettered whether panels carry (a), (b), (c) and their titles
 */
public record Sheet(
        String name, String title, List<Figure> panels, int columns, boolean sharedLegend, boolean lettered) {
    private static final int MOST = 26;

    public Sheet {
        panels = List.copyOf(panels);
        title = Objects.requireNonNullElse(title, "");
        if (panels.isEmpty() || panels.size() > MOST) {
            throw new IllegalArgumentException("a sheet has 1 to " + MOST + " panels, not " + panels.size());
        }
        if (columns < 1) {
            throw new IllegalArgumentException("a sheet has at least one column, not " + columns);
        }
        columns = Math.min(columns, panels.size());
    }

    /** A figure by itself. */
    public static Sheet of(Figure figure) {
        return new Sheet(figure.name(), figure.title(), List.of(figure), 1, false, false);
    }

    /** Whether it is a figure by itself. */
    @JsonIgnore
    public boolean isSingle() {
        return panels.size() == 1 && !lettered;
    }

    /** Whether there is nothing to draw. */
    @JsonIgnore
    public boolean isEmpty() {
        return panels.stream().allMatch(Figure::isEmpty);
    }

    @JsonIgnore
    public int rows() {
        return (panels.size() + columns - 1) / columns;
    }

    /** What stands above a panel: its letter and its title. */
    public String heading(int panel) {
        String title = panels.get(panel).title();
        return lettered ? "(" + (char) ('a' + panel) + ")" + (title.isBlank() ? "" : " " + title) : title;
    }

    /** The captions of all panels, each after its letter. */
    @JsonIgnore
    public String caption() {
        if (isSingle()) {
            return panels.getFirst().caption();
        }
        List<String> captions = new ArrayList<>();
        for (int i = 0; i < panels.size(); i++) {
            captions.add("(" + (char) ('a' + i) + ") " + panels.get(i).caption());
        }
        return String.join(" ", captions);
    }

    /** What all panels were made from. */
    @JsonIgnore
    public FigureSource source() {
        if (panels.size() == 1) {
            return panels.getFirst().source();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        Map<String, String> inputs = new LinkedHashMap<>();
        List<String> analyses = new ArrayList<>();
        long points = 0;
        long nonfinite = 0;
        for (int i = 0; i < panels.size(); i++) {
            FigureSource source = panels.get(i).source();
            String letter = (char) ('a' + i) + ".";
            source.parameters().forEach((name, value) -> parameters.put(letter + name, value));
            inputs.putAll(source.inputs());
            if (!source.analysis().isEmpty() && !analyses.contains(source.analysis())) {
                analyses.add(source.analysis());
            }
            points += source.points();
            nonfinite += source.nonfinite();
        }
        return new FigureSource(String.join(",", analyses), parameters, inputs, points, nonfinite);
    }

    /** The sheet with what is longer than any paper can show brought down to what it shows. */
    public Sheet forPaper() {
        return new Sheet(
                name, title, panels.stream().map(FigureReduction::forPaper).toList(), columns, sharedLegend, lettered);
    }
}
