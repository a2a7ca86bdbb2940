package rewardloom.viewers.analysis;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.collections.MapChangeListener;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import rewardloom.model.analysis.ParameterSpec;
import rewardloom.model.analysis.Preset;

/** The form of an analysis, made from what its parameter record says of itself. */
final class ParameterForm extends VBox {
    private final AnalysisModel<?> model;
    private final Map<String, ParameterField> fields = new LinkedHashMap<>();

    ParameterForm(AnalysisModel<?> model) {
        this.model = model;
        getStyleClass().add("form");
        if (!model.presets().isEmpty()) {
            getChildren().add(presets());
        }
        String group = "";
        for (ParameterSpec spec : model.specs()) {
            if (!spec.group().equals(group) && !spec.group().isEmpty()) {
                getChildren().add(heading(spec.group()));
            }
            group = spec.group();
            getChildren().add(row(spec));
        }
        Hyperlink reset = new Hyperlink("Back to defaults");
        reset.setOnAction(e -> model.reset());
        getChildren().add(new HBox(reset));
        model.texts().addListener((MapChangeListener<String, String>) c -> {
            ParameterField field = fields.get(c.getKey());
            if (field != null && c.wasAdded()) {
                field.show(c.getValueAdded());
            }
        });
    }

    private MenuButton presets() {
        MenuButton button = new MenuButton("Set as …");
        button.setMaxWidth(Double.MAX_VALUE);
        for (Preset preset : model.presets()) {
            Label name = new Label(preset.name());
            Label help = new Label(preset.help());
            help.getStyleClass().add("muted");
            MenuItem item = new MenuItem(null, new VBox(name, help));
            item.setOnAction(e -> model.apply(preset));
            button.getItems().add(item);
        }
        return button;
    }

    private static Label heading(String text) {
        Label heading = new Label(text);
        heading.getStyleClass().add("form-heading");
        return heading;
    }

    private VBox row(ParameterSpec spec) {
        ParameterField field = ParameterField.of(
                spec, () -> model.offersProperty().get().of(spec.choices()), text -> model.set(spec.name(), text));
        field.show(model.texts().getOrDefault(spec.name(), spec.defaultValue()));
        fields.put(spec.name(), field);

        Tooltip help = new Tooltip(spec.help() + "\nDefault: "
                + (spec.defaultValue().isEmpty() ? "automatic" : spec.defaultValue()) + "   ·   --set " + spec.name()
                + "=…");
        help.setWrapText(true);
        help.setMaxWidth(360);
        help.setShowDelay(Duration.millis(400));
        Tooltip.install(field.node(), help);

        Label mistake = new Label();
        mistake.setWrapText(true);
        mistake.getStyleClass().add("mistake");
        model.mistakes().addListener((MapChangeListener<String, String>) c -> {
            if (c.getKey().equals(spec.name())) {
                show(mistake, model.mistakes().getOrDefault(spec.name(), ""));
            }
        });
        show(mistake, model.mistakes().getOrDefault(spec.name(), ""));

        VBox row = new VBox();
        row.getStyleClass().add("form-row");
        if (field.needsLabel()) {
            Label label = new Label(spec.label());
            label.setTooltip(help);
            label.setLabelFor(field.control());
            label.getStyleClass().add("form-label");
            row.getChildren().add(label);
        }
        row.getChildren().addAll(field.node(), mistake);
        return row;
    }

    private static void show(Label mistake, String text) {
        mistake.setText(text);
        mistake.setVisible(!text.isEmpty());
        mistake.setManaged(!text.isEmpty());
    }
}
