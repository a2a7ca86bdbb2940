package rewardloom.viewers.analysis;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import rewardloom.viewers.chart.Typeface;
import rewardloom.viewers.paper.Preset;

/** The measures of a preset, to be changed, and kept under a name. */
final class MeasureFields extends TitledPane {
    private final Map<String, TextField> fields = new LinkedHashMap<>();
    private final CheckBox sans = new CheckBox("Sans serif type");
    private final Label mistake = new Label();
    private final TextField name = new TextField();
    private final Consumer<Map<String, String>> changed;
    private Consumer<String> onKeep = title -> {};
    private boolean showing;

    /** @param changed told of every change that makes sense, as {@link Preset#with} takes it */
    MeasureFields(Consumer<Map<String, String>> changed) {
        this.changed = changed;
        setText("Size and type");
        setExpanded(false);
        setAnimated(false);
        getStyleClass().addAll("dense", "measures");
        GridPane grid = new GridPane();
        grid.setHgap(8);
        grid.setVgap(4);
        add(grid, 0, "width", "Width", "in");
        add(grid, 1, "height", "Height", "in");
        add(grid, 2, "label", "Labels", "pt");
        add(grid, 3, "tick", "Numbers", "pt");
        add(grid, 4, "line", "Lines", "pt");
        add(grid, 5, "axis", "Axes", "pt");
        sans.selectedProperty().subscribe(this::read);
        mistake.getStyleClass().add("mistake");
        mistake.setWrapText(true);
        mistake.setManaged(false);
        name.setPromptText("Name of your own preset");
        HBox.setHgrow(name, Priority.ALWAYS);
        Button keep = new Button("Keep");
        keep.disableProperty().bind(name.textProperty().isEmpty());
        keep.setOnAction(e -> keep());
        name.setOnAction(e -> keep());
        setContent(new VBox(8, grid, sans, mistake, new HBox(8, name, keep)));
    }

    private void keep() {
        if (!name.getText().isBlank()) {
            onKeep.accept(name.getText().strip());
            name.clear();
        }
    }

    /** What keeps the preset under a name. */
    void setOnKeep(Consumer<String> action) {
        onKeep = action;
    }

    private void add(GridPane grid, int row, String key, String text, String unit) {
        TextField field = new TextField();
        field.setPrefColumnCount(6);
        Label label = new Label(text);
        label.setLabelFor(field);
        label.getStyleClass().add("form-label");
        Label units = new Label(unit);
        units.getStyleClass().add("muted");
        grid.addRow(row, label, field, units);
        field.textProperty().subscribe(this::read);
        fields.put(key, field);
    }

    /** Shows the measures of a preset without telling anybody. */
    void show(Preset preset) {
        showing = true;
        set("width", preset.width());
        set("height", preset.width() * preset.ratio());
        set("label", preset.label());
        set("tick", preset.tick());
        set("line", preset.line());
        set("axis", preset.axis());
        sans.setSelected(preset.typeface() == Typeface.SANS);
        say("");
        showing = false;
    }

    private void set(String key, double value) {
        String text =
                String.format(Locale.ROOT, "%.3f", value).replaceAll("0+$", "").replaceAll("\\.$", "");
        TextField field = fields.get(key);
        if (field != null) {
            field.setText(text);
        }
    }

    private void read() {
        if (showing || fields.size() < 6) {
            return;
        }
        Map<String, String> changes = new LinkedHashMap<>();
        fields.forEach((key, field) -> changes.put(key, field.getText()));
        changes.put("typeface", sans.isSelected() ? "sans" : "serif");
        try {
            changed.accept(changes);
            say("");
        } catch (IllegalArgumentException e) {
            say(String.valueOf(e.getMessage()));
        }
    }

    private void say(String text) {
        mistake.setText(text);
        mistake.setVisible(!text.isEmpty());
        mistake.setManaged(!text.isEmpty());
    }
}
