package rewardloom.viewers.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Sheet;
import rewardloom.viewers.ChosenText;
import rewardloom.viewers.Desk;
import rewardloom.viewers.ViewAction;
import rewardloom.viewers.chart.ChartStyle.LegendPlace;
import rewardloom.viewers.chart.PaletteChoice;
import rewardloom.viewers.chart.Typeface;
import rewardloom.viewers.paper.Format;
import rewardloom.viewers.paper.FormatChoice;
import rewardloom.viewers.paper.PaperCheck;
import rewardloom.viewers.paper.PaperExporter;
import rewardloom.viewers.paper.Preset;
import rewardloom.viewers.paper.Presets;
import rewardloom.viewers.work.Background;

/** How a figure, or several as panels, gets onto paper: for which venue, in which look and format, where; and how it is kept in the study. */
public final class ExportPane extends VBox {
    private static final double CENTIMETRES = 2.54;
    private static final double POINTS = 72;

    private final PaperExporter exporter;
    private final Background background;
    private final Object measuring = new Object();
    private final Desk desk;
    private final Memory memory;
    private final ComboBox<Venue> venues = new ComboBox<>();
    private final ComboBox<Format> format = new ComboBox<>();
    private final ComboBox<PaletteChoice> palette = new ComboBox<>();
    private final ComboBox<LegendPlace> legend = new ComboBox<>();
    private final CheckBox dashes = new CheckBox("Every series has its own dash");
    private final CheckBox markers = new CheckBox("Lines carry markers");
    private final MeasureFields measures = new MeasureFields(this::measured);
    private final Label size = new Label();
    private final VBox warnings = new VBox();
    private final DpiField dpi;
    private final Button export = new Button("Export figure", new FontIcon(Feather.DOWNLOAD));
    private final Button copy = new Button("Copy as picture", new FontIcon(Feather.COPY));
    private final Button keep = new Button("Save in study", new FontIcon(Feather.BOOKMARK));
    private final ReadOnlyObjectWrapper<Preset> preset = new ReadOnlyObjectWrapper<>(Presets.standard());
    private final ReadOnlyObjectWrapper<@Nullable Sheet> sheet = new ReadOnlyObjectWrapper<>();
    private UnaryOperator<Figure> asShown = figure -> figure;
    private boolean showing;

    /** A venue to choose: one of the program's, or the user's own. */
    record Venue(String title, Preset preset) {}

    /**
     * What outlives the pane.
     *
     * @param preset text of the preset used last, as {@link Presets#get} takes it
     * @param format the format used last, as {@link FormatChoice#text} writes it
     * @param own the user's own presets: text by title
     * @param used told what is used now: text of the preset and of the format
     * @param keepPreset keeps a preset of the user's own: title and text
     * @param keep saves a figure in the study
     */
    public record Memory(
            String preset,
            String format,
            Map<String, String> own,
            BiConsumer<String, String> used,
            BiConsumer<String, String> keepPreset,
            Consumer<Figure> keep) {}

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
        this.dpi = new DpiField(FormatChoice.of(memory.format()).dpi(), this::changed);
        build();
        setFigure(null);
    }

    /** The preset as it is set now. */
    public ReadOnlyObjectProperty<Preset> presetProperty() {
        return preset.getReadOnlyProperty();
    }

    /** What would be printed, or null for nothing. */
    public ReadOnlyObjectProperty<@Nullable Sheet> sheetProperty() {
        return sheet.getReadOnlyProperty();
    }

    private void build() {
        Label heading = new Label("Figure on paper");
        heading.getStyleClass().add("form-heading");
        Presets.all().forEach(p -> venues.getItems().add(new Venue(p.title(), p)));
        memory.own().forEach((title, text) -> own(title, text).ifPresent(venues.getItems()::add));
        venues.setConverter(new ChosenText<>(Venue::title));
        format.getItems().setAll(Format.values());
        format.setConverter(new ChosenText<>(Format::title));
        format.setValue(FormatChoice.of(memory.format()).format());
        dpi.shownFor(format.valueProperty());
        palette.getItems().setAll(PaletteChoice.values());
        palette.setConverter(new ChosenText<>(PaletteChoice::title));
        legend.getItems().setAll(LegendPlace.values());
        legend.setConverter(new ChosenText<>(ExportPane::words));
        for (ComboBox<?> box : List.of(venues, format, palette, legend)) {
            box.setMaxWidth(Double.MAX_VALUE);
        }
        take(remembered());
        venues.valueProperty().subscribe((before, venue) -> {
            if (venue != null && !showing) {
                take(venue.preset().with(look()));
                changed();
            }
        });
        format.valueProperty().subscribe(this::changed);
        palette.valueProperty().subscribe(this::looked);
        legend.valueProperty().subscribe(this::looked);
        dashes.selectedProperty().subscribe(this::looked);
        markers.selectedProperty().subscribe(this::looked);
        describe();
        size.getStyleClass().add("muted");
        size.setWrapText(true);
        size.setTooltip(
                new Tooltip("Put it into the paper without scaling it: then its type has these sizes in print."));
        warnings.getStyleClass().add("paper-warnings");
        export.setMaxWidth(Double.MAX_VALUE);
        export.setOnAction(e -> exportNow());
        copy.setMaxWidth(Double.MAX_VALUE);
        copy.setOnAction(e -> copyPicture());
        keep.setMaxWidth(Double.MAX_VALUE);
        keep.setOnAction(e -> keepFigure());
        measures.setOnKeep(this::keepPreset);
        getChildren()
                .addAll(
                        heading,
                        field("Venue", venues),
                        field("Format", format),
                        dpi,
                        field("Palette", palette),
                        field("Legend", legend),
                        dashes,
                        markers,
                        measures,
                        size,
                        warnings,
                        new VBox(8, export, copy, keep));
    }

    private static String words(LegendPlace place) {
        return switch (place) {
            case FREE_CORNER -> "Where no data is";
            case ABOVE -> "Above";
            case RIGHT -> "Beside";
            case LINE_ENDS -> "Names at the lines' ends";
            case NONE -> "None";
        };
    }

    private static Optional<Venue> own(String title, String text) {
        try {
            return Optional.of(new Venue(title, Presets.get(text)));
        } catch (IllegalArgumentException e) {
            // Kept by another version of the program: it is passed over here and stays where it is kept.
            return Optional.empty();
        }
    }

    private Preset remembered() {
        return memory.preset().isBlank()
                ? Presets.standard()
                : own("", memory.preset()).map(Venue::preset).orElseGet(Presets::standard);
    }

    private static VBox field(String text, ComboBox<?> box) {
        Label label = new Label(text);
        label.getStyleClass().add("form-label");
        label.setLabelFor(box);
        VBox row = new VBox(label, box);
        row.getStyleClass().add("form-row");
        return row;
    }

    /** Shows a preset in all fields. */
    private void take(Preset taken) {
        showing = true;
        preset.set(taken);
        venues.setValue(venues.getItems().stream()
                .filter(v -> v.preset().equals(taken))
                .findFirst()
                .orElseGet(() -> venues.getItems().stream()
                        .filter(v -> v.preset().id().equals(taken.id()))
                        .findFirst()
                        .orElse(venues.getItems().getFirst())));
        palette.setValue(taken.palette());
        legend.setValue(taken.legend());
        dashes.setSelected(!taken.solid());
        markers.setSelected(!taken.bare());
        measures.show(taken);
        showing = false;
    }

    /** What the fields say of the look, as changes of a preset. */
    private Map<String, String> look() {
        Map<String, String> look = new LinkedHashMap<>();
        look.put("palette", Preset.word(palette.getValue()));
        look.put("legend", Preset.word(legend.getValue()));
        look.put("solid", Boolean.toString(!dashes.isSelected()));
        look.put("bare", Boolean.toString(!markers.isSelected()));
        return look;
    }

    private void looked() {
        if (!showing && palette.getValue() != null && legend.getValue() != null) {
            preset.set(preset.get().with(look()));
            changed();
        }
    }

    private void measured(Map<String, String> changes) {
        if (!showing) {
            preset.set(preset.get().with(changes));
            changed();
        }
    }

    private void changed() {
        if (!showing && format.getValue() != null) {
            describe();
            warn();
            memory.used().accept(Presets.text(preset.get()), new FormatChoice(format.getValue(), dpi.value()).text());
        }
    }

    private void keepPreset(String title) {
        String text = Presets.text(preset.get());
        memory.keepPreset().accept(title, text);
        venues.getItems().removeIf(v -> v.title().equals(title));
        venues.getItems().add(new Venue(title, preset.get()));
        take(preset.get());
        desk.inform("Kept the preset \"" + title + "\". On the command line it is --preset " + text);
    }

    private void describe() {
        Preset venue = preset.get();
        Sheet wanted = sheet.get();
        describe(venue, venue.pageHeight());
        if (wanted != null && !wanted.isEmpty()) {
            background.latest(
                    measuring,
                    "",
                    progress -> venue.pageHeight(wanted.forPaper()),
                    height -> describe(venue, height),
                    e -> desk.failed("Measure the page", e));
        } else {
            background.cancel(measuring);
        }
    }

    /** Panels are as high as there are rows of them, and a page grows where names would leave no room for the data. */
    private void describe(Preset venue, double points) {
        double height = points / POINTS;
        boolean grown = points > venue.pageHeight() + 0.5 && sheet.get() instanceof Sheet shown && shown.isSingle();
        size.setText(String.format(
                Locale.ROOT,
                "True size %.2f × %.2f in (%.1f × %.1f cm), text %.1f and %.1f pt%s%s",
                venue.width(),
                height,
                venue.width() * CENTIMETRES,
                height * CENTIMETRES,
                venue.label(),
                venue.tick(),
                venue.typeface() == Typeface.SANS ? ", sans serif" : "",
                grown ? ". Higher than asked for: its names need the room" : ""));
    }

    /** What a reader on paper would complain about, before the figure is there. */
    private void warn() {
        Sheet shown = sheet.get();
        List<String> complaints =
                shown == null || shown.isEmpty() ? List.of() : PaperCheck.warnings(shown, preset.get());
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
        setSheet(newFigure == null || newFigure.isEmpty() ? null : Sheet.of(newFigure));
    }

    /** The panels that would be exported, or null for none. */
    public void setSheet(@Nullable Sheet newSheet) {
        sheet.set(newSheet);
        export.setDisable(newSheet == null || newSheet.isEmpty());
        copy.setDisable(export.isDisable());
        keep.setDisable(newSheet == null || newSheet.isEmpty() || !newSheet.isSingle());
        keep.setVisible(newSheet == null || newSheet.isSingle());
        describe();
        warn();
    }

    /** How the chart shows a figure, without what is hidden and zoomed into: so it is exported. */
    public void setAsShown(UnaryOperator<Figure> newAsShown) {
        asShown = newAsShown;
    }

    /** The format of the next export. */
    void chooseFormat(Format chosen) {
        format.setValue(chosen);
    }

    /** What would be printed, as the chart shows it. */
    @Nullable
    Sheet shownSheet() {
        Sheet whole = sheet.get();
        return whole == null || whole.isEmpty() ? null : shown(whole);
    }

    private Sheet shown(Sheet whole) {
        return whole.isSingle() ? Sheet.of(asShown.apply(whole.panels().getFirst())) : whole;
    }

    private void keepFigure() {
        Sheet whole = sheet.get();
        if (whole != null) {
            memory.keep().accept(shown(whole).panels().getFirst());
        }
    }

    /** Asks where, and exports. */
    public void exportNow() {
        Sheet whole = sheet.get();
        Format kind = format.getValue();
        if (whole == null || whole.isEmpty()) {
            desk.inform("There is no figure to export.");
            return;
        }
        Optional<Path> target = desk.askWhereToSave("Export the figure", whole.name() + "." + kind.extension());
        target.ifPresent(path -> exportTo(path, shown(whole)));
    }

    private void exportTo(Path target, Sheet shown) {
        Preset venue = preset.get();
        Format kind = format.getValue();
        int fine = dpi.value();
        background.latest(
                List.of(this, target),
                "Exporting " + target.getFileName(),
                progress -> write(shown, venue, kind, fine, target),
                this::exported,
                e -> desk.failed("Export the figure", e));
    }

    /** Puts the page into the clipboard, for slides and chats. */
    public void copyPicture() {
        Sheet whole = sheet.get();
        if (whole == null || whole.isEmpty()) {
            desk.inform("There is no figure to copy.");
            return;
        }
        Sheet shown = shown(whole);
        Preset venue = preset.get();
        int fine = dpi.value();
        background.latest(
                List.of(this, "copy"),
                "Copying the figure",
                progress -> exporter.withDpi(fine).picture(shown, venue),
                picture -> {
                    ClipboardContent content = new ClipboardContent();
                    content.putImage(PagePreview.picture(picture));
                    Clipboard.getSystemClipboard().setContent(content);
                    desk.inform("Copied the figure as a picture of " + picture.getWidth() + " × " + picture.getHeight()
                            + " pixels (" + fine + " dpi).");
                },
                e -> desk.failed("Copy the figure", e));
    }

    private Path write(Sheet shown, Preset venue, Format kind, int fine, Path target) throws IOException {
        String name = String.valueOf(target.getFileName());
        boolean named = name.toLowerCase(Locale.ROOT).endsWith("." + kind.extension());
        return exporter.withDpi(fine)
                .export(shown, venue, kind, named ? target : target.resolveSibling(name + "." + kind.extension()));
    }

    private void exported(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        ViewAction open = new ViewAction("open", "Open", null, () -> desk.open(file));
        ViewAction show =
                new ViewAction("folder", "Show folder", null, () -> desk.open(folder == null ? file : folder));
        desk.inform("Exported " + file, open, show);
    }
}
