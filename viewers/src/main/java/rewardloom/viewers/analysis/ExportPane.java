package rewardloom.viewers.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.figure.Figure;
import rewardloom.viewers.ChosenText;
import rewardloom.viewers.Desk;
import rewardloom.viewers.ViewAction;
import rewardloom.viewers.paper.Format;
import rewardloom.viewers.paper.PaperCheck;
import rewardloom.viewers.paper.PaperExporter;
import rewardloom.viewers.paper.Preset;
import rewardloom.viewers.paper.Presets;
import rewardloom.viewers.work.Background;

/** How a figure gets onto paper: for which venue, in which format, where; and how it is kept in the study. */
public final class ExportPane extends VBox {
    private static final double CENTIMETRES = 2.54;

    private final PaperExporter exporter;
    private final Background background;
    private final Desk desk;
    private final Memory memory;
    private final ComboBox<Preset> preset = new ComboBox<>();
    private final ComboBox<Format> format = new ComboBox<>();
    private final Label size = new Label();
    private final VBox warnings = new VBox();
    private final Button export = new Button("Export figure", new FontIcon(Feather.DOWNLOAD));
    private final Button keep = new Button("Save in study", new FontIcon(Feather.BOOKMARK));
    private @Nullable Figure figure;

    /**
     * What outlives the pane.
     *
     * @param preset id of the preset used last
     * @param format extension of the format used last
     * @param used told what is used now
     * @param keep saves a figure in the study
     */
    public record Memory(String preset, String format, BiConsumer<String, String> used, Consumer<Figure> keep) {}

    /**
     * @param exporter writes the files
     * @param background where it writes
     * @param desk the window around it
     * @param memory what outlives the pane
     */
    public ExportPane(PaperExporter exporter, Background background, Desk desk, Memory memory) {
        this.exporter = exporter;
        this.background = background;
        this.desk = desk;
        this.memory = memory;
        getStyleClass().add("form");
        build();
        setFigure(null);
    }

    private void build() {
        Label heading = new Label("Figure on paper");
        heading.getStyleClass().add("form-heading");
        preset.getItems().setAll(Presets.all());
        preset.setConverter(new ChosenText<>(Preset::title));
        preset.setValue(Presets.all().stream()
                .filter(p -> p.id().equals(memory.preset()))
                .findFirst()
                .orElse(Presets.standard()));
        format.getItems().setAll(Format.values());
        format.setConverter(new ChosenText<>(Format::title));
        format.setValue(List.of(Format.values()).stream()
                .filter(f -> f.extension().equals(memory.format()))
                .findFirst()
                .orElse(Format.PDF));
        preset.setMaxWidth(Double.MAX_VALUE);
        format.setMaxWidth(Double.MAX_VALUE);
        preset.valueProperty().subscribe(this::changed);
        format.valueProperty().subscribe(this::changed);
        describe(preset.getValue());
        size.getStyleClass().add("muted");
        size.setWrapText(true);
        size.setTooltip(
                new Tooltip("Put it into the paper without scaling it: then its type has these sizes in print."));
        warnings.getStyleClass().add("paper-warnings");
        export.setMaxWidth(Double.MAX_VALUE);
        export.setOnAction(e -> exportNow());
        keep.setMaxWidth(Double.MAX_VALUE);
        keep.setOnAction(e -> {
            if (figure != null) {
                memory.keep().accept(figure);
            }
        });
        getChildren()
                .addAll(
                        heading,
                        field("Venue", preset),
                        field("Format", format),
                        size,
                        warnings,
                        new VBox(8, export, keep));
    }

    private static VBox field(String text, ComboBox<?> box) {
        Label label = new Label(text);
        label.getStyleClass().add("form-label");
        label.setLabelFor(box);
        VBox row = new VBox(label, box);
        row.getStyleClass().add("form-row");
        return row;
    }

    private void changed() {
        Preset venue = preset.getValue();
        Format kind = format.getValue();
        if (venue != null && kind != null) {
            describe(venue);
            warn();
            memory.used().accept(venue.id(), kind.extension());
        }
    }

    private void describe(Preset venue) {
        size.setText(String.format(
                Locale.ROOT,
                "True size %.2f × %.2f in (%.1f × %.1f cm), text %.1f and %.1f pt",
                venue.width(),
                venue.width() * venue.ratio(),
                venue.width() * CENTIMETRES,
                venue.width() * venue.ratio() * CENTIMETRES,
                venue.label(),
                venue.tick()));
    }

    /** What a reader on paper would complain about, before the figure is there. */
    private void warn() {
        Figure shown = figure;
        Preset venue = preset.getValue();
        List<String> complaints =
                shown == null || shown.isEmpty() || venue == null ? List.of() : PaperCheck.warnings(shown, venue);
        warnings.getChildren()
                .setAll(complaints.stream().map(ExportPane::warning).toList());
        warnings.setVisible(!complaints.isEmpty());
        warnings.setManaged(!complaints.isEmpty());
    }

    private static Label warning(String complaint) {
        Label label = new Label(complaint, new FontIcon(Feather.ALERT_TRIANGLE));
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().add("severity-warning");
        return label;
    }

    /** The figure that would be exported, or null for none. */
    public void setFigure(@Nullable Figure newFigure) {
        figure = newFigure;
        boolean none = newFigure == null || newFigure.isEmpty();
        export.setDisable(none);
        keep.setDisable(none);
        warn();
    }

    /** Asks where, and exports. */
    public void exportNow() {
        Figure shown = figure;
        Format kind = format.getValue();
        if (shown == null || shown.isEmpty()) {
            desk.inform("There is no figure to export.");
            return;
        }
        Optional<Path> target = desk.askWhereToSave("Export the figure", shown.name() + "." + kind.extension());
        target.ifPresent(path -> exportTo(path, shown));
    }

    private void exportTo(Path target, Figure shown) {
        Preset venue = preset.getValue();
        Format kind = format.getValue();
        background.latest(
                List.of(this, target),
                "Exporting " + target.getFileName(),
                progress -> write(shown, venue, kind, target),
                this::exported,
                e -> desk.failed("Export the figure", e));
    }

    private Path write(Figure shown, Preset venue, Format kind, Path target) throws IOException {
        String name = String.valueOf(target.getFileName());
        boolean named = name.toLowerCase(Locale.ROOT).endsWith("." + kind.extension());
        return exporter.export(
                shown, venue, kind, named ? target : target.resolveSibling(name + "." + kind.extension()));
    }

    private void exported(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        ViewAction open = new ViewAction("open", "Open", null, () -> desk.open(file));
        ViewAction show =
                new ViewAction("folder", "Show folder", null, () -> desk.open(folder == null ? file : folder));
        desk.inform("Exported " + file, open, show);
    }
}
