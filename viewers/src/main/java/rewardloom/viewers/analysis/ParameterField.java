package rewardloom.viewers.analysis;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Slider;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.ParameterSpec;
import rewardloom.viewers.ChosenText;

/**
 * One field of a form: the control that suits a parameter.
 *
 * @param node what stands in the form
 * @param control what gets the focus; null if there are several
 * @param needsLabel whether the form writes the name above it
 * @param setter shows a text without telling anybody
 */
record ParameterField(Region node, @Nullable Control control, boolean needsLabel, Consumer<String> setter) {
    private static final double MANY_STEPS = 10_000;
    /** Letters that are seen of a field in an inspector of the usual width. */
    private static final int ONE_LINE = 28;

    void show(String text) {
        setter.accept(text);
    }

    static ParameterField of(ParameterSpec spec, Supplier<List<String>> offers, Consumer<String> changed) {
        return switch (spec.type()) {
            case "boolean" -> checkBox(spec, changed);
            case "choice" -> combo(spec, changed);
            case "number", "integer" -> isSliding(spec) ? slider(spec, changed) : text(changed);
            default ->
                spec.choices() != Parameter.Choices.FREE || !spec.suggestions().isEmpty()
                        ? picker(spec, offers, changed)
                        : spec.type().equals("texts") && spec.defaultValue().length() > ONE_LINE
                                ? lines(changed)
                                : text(changed);
        };
    }

    /** A slider needs two ends, and for whole numbers not too many steps between them. */
    private static boolean isSliding(ParameterSpec spec) {
        double range = spec.max() - spec.min();
        return Double.isFinite(range) && range > 0 && (spec.type().equals("number") || range <= MANY_STEPS);
    }

    private static ParameterField checkBox(ParameterSpec spec, Consumer<String> changed) {
        CheckBox box = new CheckBox(spec.label());
        box.setWrapText(true);
        box.setOnAction(e -> changed.accept(Boolean.toString(box.isSelected())));
        return new ParameterField(box, box, false, text -> box.setSelected(Boolean.parseBoolean(text)));
    }

    private static ParameterField combo(ParameterSpec spec, Consumer<String> changed) {
        ComboBox<String> combo = new ComboBox<>(FXCollections.observableArrayList(spec.options()));
        combo.setMaxWidth(Double.MAX_VALUE);
        combo.setConverter(new ChosenText<>(ParameterField::words));
        combo.setOnAction(e -> {
            if (combo.getValue() != null) {
                changed.accept(combo.getValue());
            }
        });
        return new ParameterField(combo, combo, true, combo::setValue);
    }

    private static ParameterField text(Consumer<String> changed) {
        TextField field = new TextField();
        field.textProperty().addListener((p, old, text) -> changed.accept(text));
        return new ParameterField(field, field, true, text -> {
            if (!text.equals(field.getText())) {
                field.setText(text);
            }
        });
    }

    private static ParameterField lines(Consumer<String> changed) {
        TextArea area = new TextArea();
        area.setWrapText(true);
        area.setPrefRowCount(2);
        area.setMinHeight(Region.USE_PREF_SIZE);
        area.textProperty().addListener((p, old, text) -> changed.accept(text.replace("\n", "")));
        return new ParameterField(area, area, true, text -> {
            if (!text.equals(area.getText().replace("\n", ""))) {
                area.setText(text);
            }
        });
    }

    private static final Set<String> ABBREVIATIONS = Set.of("ema", "iqm", "kl", "uwo", "wco");

    /** An option as a form shows it. */
    static String words(String option) {
        if (option.equals("auto")) {
            return "Automatic";
        }
        String spaced = Stream.of(option.split("-"))
                .map(word -> ABBREVIATIONS.contains(word) ? word.toUpperCase(Locale.ROOT) : word)
                .collect(Collectors.joining(" "));
        return spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }

    private static ParameterField picker(ParameterSpec spec, Supplier<List<String>> offers, Consumer<String> changed) {
        ChoicePicker picker = new ChoicePicker(spec.type().equals("texts"), offers, changed);
        picker.setFree(!spec.suggestions().isEmpty());
        return new ParameterField(picker, picker, true, picker::setValue);
    }

    /** A slider beside its number; logarithmic when the range spans three orders of magnitude or more. */
    private static ParameterField slider(ParameterSpec spec, Consumer<String> changed) {
        Scale scale = new Scale(spec.min(), spec.max(), spec.type().equals("integer"));
        Slider slider = new Slider(0, 1, 0);
        slider.setBlockIncrement(scale.step());
        HBox.setHgrow(slider, Priority.ALWAYS);
        TextField field = new TextField();
        field.setPrefColumnCount(5);
        field.setMinWidth(Region.USE_PREF_SIZE);
        boolean[] showing = {false};
        slider.valueProperty().addListener((p, old, position) -> {
            if (!showing[0]) {
                field.setText(scale.text(position.doubleValue()));
            }
        });
        field.textProperty().addListener((p, old, text) -> {
            showing[0] = true;
            scale.position(text, slider);
            showing[0] = false;
            changed.accept(text);
        });
        HBox box = new HBox(slider, field);
        box.getStyleClass().add("slider-field");
        return new ParameterField(box, slider, true, text -> {
            if (!text.equals(field.getText())) {
                field.setText(text);
            }
        });
    }

    /** Slider positions 0 to 1 and the numbers they stand for. */
    private record Scale(double min, double max, boolean whole) {
        private boolean isLogarithmic() {
            return min > 0 && max / min >= 1000;
        }

        double step() {
            return whole && !isLogarithmic() ? 1 / (max - min) : 0.02;
        }

        String text(double position) {
            double value = isLogarithmic() ? min * Math.pow(max / min, position) : min + position * (max - min);
            if (whole) {
                return Long.toString(Math.round(value));
            }
            // Three digits after the first that a slider of some hundred pixels can tell apart.
            int digits = (int) Math.ceil(2 - Math.log10(isLogarithmic() ? value : max - min));
            String text = String.format(Locale.ROOT, "%." + Math.clamp(digits, 0, 12) + "f", value);
            double rounded = Double.parseDouble(text);
            return Double.toString(Math.clamp(rounded, min, max));
        }

        void position(String text, Slider slider) {
            try {
                double value = Math.clamp(Double.parseDouble(text), min, max);
                slider.setValue(
                        isLogarithmic() ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min));
            } catch (NumberFormatException e) {
                // Not a number yet: the model says so below the field, the slider waits.
                slider.setValue(slider.getValue());
            }
        }
    }
}
