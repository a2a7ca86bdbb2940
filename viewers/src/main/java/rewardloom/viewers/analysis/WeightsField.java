package rewardloom.viewers.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;

/**
 * A slider for the weight of each component, with the share of the reward that it then makes up. The components are those of the
 * result's table {@code weights}.
 */
final class WeightsField extends VBox {
    private static final double HIGHEST = 2;
    /** Near 1 a slider holds on to it: as logged is where comparisons start. */
    private static final double SNAP = 0.03;

    private static final double FINE = 0.01;

    private final Consumer<String> changed;
    private final Label waiting = new Label("The components appear with the first result.");
    private final Hyperlink reset = new Hyperlink("All as logged");
    private final VBox rows = new VBox();
    private final Map<String, Row> byName = new LinkedHashMap<>();
    private Map<String, Double> weights = new LinkedHashMap<>();

    /** @param changed takes the text of the weights, while a slider is dragged as well */
    WeightsField(Consumer<String> changed) {
        this.changed = changed;
        getStyleClass().add("weights");
        rows.getStyleClass().add("weight-rows");
        waiting.setWrapText(true);
        waiting.getStyleClass().add("muted");
        reset.setOnAction(e -> {
            weights.clear();
            tell();
            byName.forEach((name, row) -> row.show(1));
        });
        getChildren().setAll(waiting, rows, new HBox(reset));
        showReset();
    }

    /** Shows the weights of a text without telling anybody. */
    void setValue(String text) {
        weights = new LinkedHashMap<>(WeightTexts.read(text));
        byName.forEach((name, row) -> row.show(weights.getOrDefault(name, 1.0)));
        showReset();
    }

    /** The weights that are not 1 by component. */
    Map<String, Double> value() {
        return WeightTexts.read(WeightTexts.write(weights));
    }

    /** Takes components and their shares from a result. */
    void setResult(@Nullable Result result) {
        ResultTable table = result == null
                ? null
                : result.tables().stream()
                        .filter(t -> t.name().equals("weights"))
                        .findFirst()
                        .orElse(null);
        if (table == null) {
            return;
        }
        List<String> names =
                table.rows().stream().map(r -> String.valueOf(r.getFirst())).toList();
        if (!names.equals(List.copyOf(byName.keySet()))) {
            byName.clear();
            names.forEach(name -> byName.put(name, new Row(name)));
            rows.getChildren().setAll(byName.values().stream().map(Row::node).toList());
            byName.forEach((name, row) -> row.show(weights.getOrDefault(name, 1.0)));
        }
        int share = table.columns().indexOf("share_absolute");
        for (List<@Nullable Object> cells : table.rows()) {
            Row row = byName.get(String.valueOf(cells.getFirst()));
            if (row != null && share >= 0) {
                row.share(cells.get(share) instanceof Number number ? number.doubleValue() : 0);
            }
        }
        waiting.setVisible(names.isEmpty());
        waiting.setManaged(names.isEmpty());
    }

    private void set(String name, double weight) {
        weights.put(name, weight);
        tell();
    }

    private void tell() {
        showReset();
        changed.accept(WeightTexts.write(weights));
    }

    private void showReset() {
        boolean useful = weights.values().stream().anyMatch(w -> w != 1);
        reset.setVisible(useful);
    }

    /** One component. */
    private final class Row {
        private final String name;
        private final Slider slider = new Slider(0, HIGHEST, 1);
        private final TextField field = new TextField();
        private final Button one = new Button("", new FontIcon(Feather.ROTATE_CCW));
        private final Region bar = new Region();
        private final StackPane track = new StackPane(bar);
        private final Label percent = new Label();
        private final VBox node;
        private double share;
        private boolean showing;

        Row(String name) {
            this.name = name;
            Label label = new Label(name);
            label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            label.setMinWidth(0);
            label.setMaxWidth(Double.MAX_VALUE);
            label.setTooltip(new Tooltip(name));
            label.setLabelFor(slider);
            HBox.setHgrow(label, Priority.ALWAYS);
            percent.getStyleClass().add("muted");
            percent.setMinWidth(Region.USE_PREF_SIZE);
            slider.setBlockIncrement(0.05);
            slider.setAccessibleText("Weight of " + name);
            HBox.setHgrow(slider, Priority.ALWAYS);
            slider.valueProperty().addListener((p, old, value) -> slid(value.doubleValue()));
            field.setPrefColumnCount(4);
            field.setMinWidth(Region.USE_PREF_SIZE);
            field.setAccessibleText("Weight of " + name + " as a number");
            field.textProperty().addListener((p, old, text) -> typed(text));
            one.getStyleClass().addAll("flat", "small-icon");
            one.setTooltip(new Tooltip("As logged"));
            one.setAccessibleText(name + " as logged");
            one.setOnAction(e -> {
                set(name, 1);
                show(1);
            });
            track.getStyleClass().add("share-track");
            bar.getStyleClass().add("share-bar");
            bar.setMaxWidth(0);
            track.widthProperty().addListener((p, old, width) -> resize());
            HBox head = new HBox(label, percent);
            head.getStyleClass().add("weight-head");
            HBox line = new HBox(slider, field, one);
            line.getStyleClass().add("slider-field");
            node = new VBox(head, track, line);
            node.getStyleClass().add("weight-row");
        }

        Region node() {
            return node;
        }

        private void slid(double value) {
            if (showing) {
                return;
            }
            double weight = Math.abs(value - 1) < SNAP ? 1 : Math.rint(value / FINE) * FINE;
            showing = true;
            field.setText(WeightTexts.number(weight));
            showing = false;
            one.setVisible(weight != 1);
            set(name, weight);
        }

        private void typed(String text) {
            Double weight = WeightTexts.read(name + "=" + text).get(name);
            if (showing || weight == null) {
                return;
            }
            showing = true;
            slider.setValue(Math.clamp(weight, 0, HIGHEST));
            showing = false;
            one.setVisible(weight != 1);
            set(name, weight);
        }

        /** Without telling anybody. */
        void show(double weight) {
            showing = true;
            slider.setValue(Math.clamp(weight, 0, HIGHEST));
            Double shown = WeightTexts.read(name + "=" + field.getText()).get(name);
            if (shown == null || shown != weight) {
                field.setText(WeightTexts.number(weight));
            }
            one.setVisible(weight != 1);
            showing = false;
        }

        void share(double newShare) {
            share = Math.clamp(newShare, 0, 1);
            percent.setText(Math.round(share * 100) + " %");
            resize();
        }

        private void resize() {
            bar.setMaxWidth(track.getWidth() * share);
        }
    }
}
