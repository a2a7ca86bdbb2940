package rewardloom.viewers.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.run.Measure;
import rewardloom.viewers.analysis.AnalysisModel;

/** What can be done with a column of the table of runs: each is a setting of the analysis. */
final class RunColumns {
    private static final List<String> OWN = List.of("run", "group", "seed", "steps");

    private final AnalysisModel<?> model;

    RunColumns(AnalysisModel<?> model) {
        this.model = model;
    }

    /** Sorts by a column; nothing for the order of import. */
    void sort(Optional<String> column, boolean descending) {
        model.set("descending", Boolean.toString(descending && column.isPresent()));
        model.set("sort", column.orElse(""));
    }

    /** The metric in a column: the name of the tag, without its measure. */
    Optional<String> metric(String column) {
        List<String> tags = model.offers(Parameter.Choices.TAGS);
        if (tags.contains(column)) {
            return Optional.of(column);
        }
        int space = column.indexOf(' ');
        boolean measured = space > 0
                && Measure.of(column.substring(0, space)).isPresent()
                && tags.contains(column.substring(space + 1));
        return measured ? Optional.of(column.substring(space + 1)) : Optional.empty();
    }

    /** What the numbers of a column are, for a tooltip. */
    String meaning(String column) {
        if (metric(column).isEmpty()) {
            return column;
        }
        int space = column.indexOf(' ');
        Optional<Measure> own =
                metric(column).get().equals(column) ? Optional.empty() : Measure.of(column.substring(0, space));
        Measure measure = own.orElseGet(
                () -> Measure.of(model.texts().getOrDefault("measure", "last")).orElse(Measure.LAST));
        return metric(column).get() + ": " + measure.meaning();
    }

    ContextMenu menu(String column, List<String> all) {
        List<String> groupBy = list("groupBy");
        ContextMenu menu = new ContextMenu();
        menu.getItems()
                .addAll(
                        item("Sort ascending", () -> sort(Optional.of(column), false)),
                        item("Sort descending", () -> sort(Optional.of(column), true)),
                        new SeparatorMenuItem(),
                        groupBy.contains(column)
                                ? item("Do not group by this", () -> set("groupBy", without(groupBy, column)))
                                : item("Group by this", () -> set("groupBy", with(groupBy, column))),
                        item("Colour by this", () -> model.set("color", column)),
                        item("Put on the x axis of the scatter", () -> model.set("x", column)),
                        item("Put on the y axis of the scatter", () -> model.set("y", column)));
        metric(column).ifPresent(tag -> menu.getItems().addAll(new SeparatorMenuItem(), measures(tag, all)));
        if (!OWN.contains(column)) {
            menu.getItems().addAll(new SeparatorMenuItem(), item("Hide the column", () -> hide(column, all)));
        }
        return menu;
    }

    private Menu measures(String tag, List<String> all) {
        Menu menu = new Menu("Add a column with its");
        for (Measure measure : Measure.values()) {
            menu.getItems().add(item(measure.meaning(), () -> {
                List<String> metrics = new ArrayList<>(metrics(all));
                String column = measure.word() + " " + tag;
                if (!metrics.contains(column)) {
                    metrics.add(column);
                }
                set("metrics", metrics);
            }));
        }
        return menu;
    }

    private void hide(String column, List<String> all) {
        if (metric(column).isPresent()) {
            set("metrics", without(metrics(all), column));
        } else if (model.offers(Parameter.Choices.SETTINGS).contains(column)) {
            set(
                    "settings",
                    without(
                            all.stream()
                                    .filter(model.offers(Parameter.Choices.SETTINGS)::contains)
                                    .filter(c -> metric(c).isEmpty())
                                    .toList(),
                            column));
        } else {
            model.set("derived", withoutDerived(model.texts().getOrDefault("derived", ""), column));
        }
    }

    private static String withoutDerived(String derived, String column) {
        return Arrays.stream(derived.split(";"))
                .filter(part -> !part.strip().startsWith(column))
                .reduce((a, b) -> a + ";" + b)
                .orElse("");
    }

    private List<String> metrics(List<String> all) {
        return all.stream().filter(c -> metric(c).isPresent()).toList();
    }

    private List<String> list(String parameter) {
        return Arrays.stream(model.texts().getOrDefault(parameter, "").split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }

    private void set(String parameter, List<String> values) {
        model.set(parameter, String.join(",", values));
    }

    private static List<String> with(List<String> values, String value) {
        List<String> more = new ArrayList<>(values);
        more.add(value);
        return more;
    }

    private static List<String> without(List<String> values, String value) {
        return values.stream().filter(v -> !v.equals(value)).toList();
    }

    private static MenuItem item(String text, Runnable run) {
        MenuItem item = new MenuItem(text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1));
        item.setMnemonicParsing(false);
        item.setOnAction(e -> run.run());
        return item;
    }
}
