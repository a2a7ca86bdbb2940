package rewardloom.viewers.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javafx.collections.MapChangeListener;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.ParameterSpec;
import rewardloom.model.analysis.Preset;

/** The form of an analysis, made from what its parameter record says of itself. */
public final class ParameterForm extends VBox {
    /** A form with more fields than this shows its first groups only, until a heading is clicked. */
    private static final int MANY = 14;

    private static final int OPEN = 1;

    private final AnalysisModel<?> model;
    private final Map<String, ParameterField> fields = new LinkedHashMap<>();

    /** The whole form. */
    public ParameterForm(AnalysisModel<?> model) {
        this(model, name -> true);
    }

    /** @param shown the names of the parameters that it has fields for */
    public ParameterForm(AnalysisModel<?> model, Predicate<String> shown) {
        this.model = model;
        getStyleClass().add("form");
        if (!model.presets().isEmpty()) {
            getChildren().add(presets());
        }
        List<ParameterSpec> specs =
                model.specs().stream().filter(s -> shown.test(s.name())).toList();
        boolean manyRows = specs.size() > MANY;
        Map<String, VBox> groups = new LinkedHashMap<>();
        for (ParameterSpec spec : specs) {
            groups.computeIfAbsent(spec.group(), name -> group(name, manyRows && groups.size() > OPEN))
                    .getChildren()
                    .add(row(spec));
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

    /** Fields that belong together, below a heading that folds them away. */
    private VBox group(String name, boolean folded) {
        VBox rows = new VBox();
        rows.getStyleClass().add("form");
        if (name.isEmpty()) {
            getChildren().add(rows);
            return rows;
        }
        ToggleButton heading = new ToggleButton(name, new FontIcon(Feather.CHEVRON_DOWN));
        heading.getStyleClass().setAll("form-heading", "form-fold");
        heading.setMaxWidth(Double.MAX_VALUE);
        heading.selectedProperty().subscribe(open -> {
            rows.setVisible(open);
            rows.setManaged(open);
            heading.setGraphic(new FontIcon(open ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT));
        });
        heading.setSelected(!folded);
        getChildren().addAll(heading, rows);
        return rows;
    }

    private VBox row(ParameterSpec spec) {
        ParameterField field = spec.choices() == Parameter.Choices.WEIGHTS
                ? weights(spec)
                : ParameterField.of(
                        spec,
                        () -> spec.suggestions().isEmpty() ? model.offers(spec.choices()) : spec.suggestions(),
                        text -> model.set(spec.name(), text));
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
            if (field.control() != null) {
                label.setLabelFor(field.control());
            }
            label.getStyleClass().add("form-label");
            row.getChildren().add(label);
        }
        row.getChildren().addAll(field.node(), mistake);
        return row;
    }

    private ParameterField weights(ParameterSpec spec) {
        WeightsField field = new WeightsField(text -> model.drag(spec.name(), text));
        model.resultProperty().subscribe(field::setResult);
        return new ParameterField(field, null, true, text -> {
            // What it said itself it knows.
            if (!WeightTexts.read(text).equals(field.value())) {
                field.setValue(text);
            }
        });
    }

    private static void show(Label mistake, String text) {
        mistake.setText(text);
        mistake.setVisible(!text.isEmpty());
        mistake.setManaged(!text.isEmpty());
    }
}
