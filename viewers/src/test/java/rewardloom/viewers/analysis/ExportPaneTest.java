package rewardloom.viewers.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import org.junit.jupiter.api.Test;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.viewers.Desk;
import rewardloom.viewers.FxThread;
import rewardloom.viewers.HandBackground;
import rewardloom.viewers.chart.PaletteChoice;
import rewardloom.viewers.paper.Format;
import rewardloom.viewers.paper.FormatChoice;
import rewardloom.viewers.paper.PaperExporter;
import rewardloom.viewers.paper.Preset;
import rewardloom.viewers.paper.Presets;

class ExportPaneTest {
    private final List<String> used = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();

    private final HandBackground background = new HandBackground();

    private ExportPane pane() {
        return new ExportPane(
                new PaperExporter(),
                background,
                Desk.NONE,
                new ExportPane.Memory(
                        "icml",
                        "svg",
                        Map.of("Mine", "icml,height=3", "Broken", "no-such-venue"),
                        (preset, format) -> used.add(preset + " " + format),
                        (title, text) -> kept.add(title + ": " + text),
                        figure -> {}));
    }

    private static Figure lines(int count) {
        double[] x = {0, 1};
        List<Layer> layers = IntStream.range(0, count)
                .<Layer>mapToObj(i -> new Layer.Line("run " + i, i, x, x, false))
                .toList();
        return new Figure("lines", "Lines", Axis.linear("step"), Axis.linear("reward"), layers, "", FigureSource.NONE);
    }

    private static List<String> texts(ExportPane pane) {
        return pane.lookupAll(".label").stream()
                .filter(node -> node instanceof Label && node.isVisible())
                .map(node -> ((Label) node).getText())
                .toList();
    }

    /** What is typed wrongly is said, and the resolution that was there stays in use. */
    @Test
    void theResolutionOfPicturesIsChosenAndRemembered() throws Exception {
        List<String> texts = FxThread.call(() -> {
            ExportPane pane = pane();
            DpiField dpi = pane.getChildren().stream()
                    .filter(DpiField.class::isInstance)
                    .map(DpiField.class::cast)
                    .findFirst()
                    .orElseThrow();
            TextField field = (TextField) dpi.getChildren().get(1);
            assertThat(dpi.isVisible()).isFalse();
            pane.chooseFormat(Format.PNG);
            assertThat(dpi.isVisible()).isTrue();
            field.setText("600");
            field.setText("fine");
            assertThat(dpi.value()).isEqualTo(600);
            return texts(pane);
        });

        assertThat(used).containsExactly("icml png", "icml png,dpi=600");
        assertThat(texts).anyMatch(t -> t.contains("\"fine\"") && t.contains("600 stays in use"));
        assertThat(FormatChoice.of("png,dpi=600")).isEqualTo(new FormatChoice(Format.PNG, 600));
        assertThat(FormatChoice.of("png,dpi=0")).isEqualTo(new FormatChoice(Format.PNG, 300));
        assertThat(FormatChoice.of("")).isEqualTo(new FormatChoice(Format.PDF, 300));
    }

    @Test
    void theFigureIsCopiedAsAPictureOfItsSize() throws Exception {
        Image copied = FxThread.call(() -> {
            ExportPane pane = pane();
            pane.setFigure(lines(2));
            pane.copyPicture();
            background.runAll();
            return Clipboard.getSystemClipboard().getImage();
        });

        assertThat(copied).isNotNull();
        assertThat(copied.getWidth()).isEqualTo(3.25 * 300);
    }

    @Test
    void theTrueSizeIsThereBeforeAnythingIsChosen() throws Exception {
        assertThat(FxThread.call(() -> texts(pane()))).anyMatch(text -> text.startsWith("True size 3.25 × "));
        assertThat(used).isEmpty();
    }

    /** A matrix of many names needs a higher page: the size that is said is the one that is printed. */
    @Test
    void theSizeOfAPageThatGrowsIsSaid() throws Exception {
        List<String> names =
                IntStream.range(0, 60).mapToObj(i -> "a run called " + i).toList();
        double[] places = IntStream.range(0, 60).asDoubleStream().toArray();
        Figure matrix = new Figure(
                "matrix",
                "Matrix",
                Axis.linear("share"),
                Axis.categories("", names),
                List.of(new Layer.Bars("", 0, places)),
                "",
                FigureSource.NONE);
        assertThat(FxThread.call(() -> {
                    ExportPane pane = pane();
                    pane.setFigure(matrix);
                    background.runAll();
                    return texts(pane);
                }))
                .anyMatch(text -> text.contains("Higher than asked for"));
        assertThat(FxThread.call(() -> {
                    ExportPane pane = pane();
                    pane.setFigure(lines(3));
                    background.runAll();
                    return texts(pane);
                }))
                .anyMatch(text -> text.startsWith("True size 3.25 × "))
                .noneMatch(text -> text.contains("Higher than asked for"));
    }

    @Test
    void itWarnsOfTooManySeriesAndStopsWhenThereAreFewer() throws Exception {
        assertThat(FxThread.call(() -> {
                    ExportPane pane = pane();
                    pane.setFigure(lines(14));
                    return texts(pane);
                }))
                .anyMatch(text -> text.contains("14 series share 8 colours"))
                .anyMatch(text -> text.contains("14 entries"));
        assertThat(FxThread.call(() -> {
                    ExportPane pane = pane();
                    pane.setFigure(lines(14));
                    pane.setFigure(lines(2));
                    return texts(pane);
                }))
                .noneMatch(text -> text.contains("series"));
    }

    @Test
    void theUsersOwnPresetsStandBelowTheVenuesAndBrokenOnesArePassedOver() throws Exception {
        assertThat(FxThread.call(() -> venues(pane()).getItems().stream()
                        .map(ExportPane.Venue::title)
                        .toList()))
                .contains("Mine")
                .doesNotContain("Broken")
                .last()
                .isEqualTo("Mine");
    }

    @Test
    void anotherVenueKeepsTheLookAndIsRemembered() throws Exception {
        Preset preset = FxThread.call(() -> {
            ExportPane pane = pane();
            box(pane, PaletteChoice.class).setValue(PaletteChoice.TOL_BRIGHT);
            ComboBox<ExportPane.Venue> venues = venues(pane);
            venues.setValue(venues.getItems().stream()
                    .filter(v -> v.preset().id().equals("beamer"))
                    .findFirst()
                    .orElseThrow());
            return pane.presetProperty().get();
        });
        assertThat(preset.id()).isEqualTo("beamer");
        assertThat(preset.palette()).isEqualTo(PaletteChoice.TOL_BRIGHT);
        assertThat(used)
                .last()
                .asString()
                .startsWith("beamer,")
                .contains("palette=tol-bright")
                .endsWith(" svg");
    }

    @Test
    void measuresChangeThePresetUnlessTheyMakeNoSense() throws Exception {
        List<String> texts = FxThread.call(() -> {
            ExportPane pane = pane();
            TextField width = fields(pane).getFirst();
            width.setText("4.5");
            assertThat(pane.presetProperty().get().width()).isEqualTo(4.5);
            width.setText("wide");
            assertThat(pane.presetProperty().get().width()).isEqualTo(4.5);
            List<Label> labels = new ArrayList<>();
            collect((Parent) measures(pane).getContent(), Label.class, labels);
            return labels.stream().map(Label::getText).toList();
        });
        assertThat(texts).anyMatch(t -> t.contains("wide"));
    }

    @Test
    void aPresetIsKeptUnderItsName() throws Exception {
        FxThread.call(() -> {
            ExportPane pane = pane();
            List<TextField> fields = fields(pane);
            fields.get(1).setText("2");
            fields.getLast().setText("Flat");
            fields.getLast().fireEvent(new ActionEvent());
            assertThat(venues(pane).getItems().getLast().title()).isEqualTo("Flat");
            return pane;
        });
        assertThat(kept).hasSize(1);
        assertThat(Presets.get(kept.getFirst().substring("Flat: ".length())).ratio())
                .isCloseTo(2 / 3.25, offset(1e-3));
    }

    @SuppressWarnings("unchecked")
    private static ComboBox<ExportPane.Venue> venues(ExportPane pane) {
        return (ComboBox<ExportPane.Venue>) (ComboBox<?>) box(pane, ExportPane.Venue.class);
    }

    @SuppressWarnings("unchecked")
    private static <T> ComboBox<T> box(ExportPane pane, Class<T> of) {
        return pane.lookupAll(".combo-box").stream()
                .map(ComboBox.class::cast)
                .filter(box -> of.isInstance(box.getValue()))
                .findFirst()
                .orElseThrow();
    }

    /** Width, height, type, lines and the name to keep them under, in this order. */
    private static List<TextField> fields(ExportPane pane) {
        List<TextField> fields = new ArrayList<>();
        collect((Parent) measures(pane).getContent(), TextField.class, fields);
        return fields;
    }

    private static MeasureFields measures(ExportPane pane) {
        return pane.getChildren().stream()
                .filter(MeasureFields.class::isInstance)
                .map(MeasureFields.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static <T extends Node> void collect(Parent parent, Class<T> kind, List<T> into) {
        for (Node node : parent.getChildrenUnmodifiable()) {
            if (kind.isInstance(node)) {
                into.add(kind.cast(node));
            } else if (node instanceof Parent below) {
                collect(below, kind, into);
            }
        }
    }
}
