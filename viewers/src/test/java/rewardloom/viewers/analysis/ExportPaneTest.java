package rewardloom.viewers.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.viewers.Desk;
import rewardloom.viewers.FxThread;
import rewardloom.viewers.HandBackground;
import rewardloom.viewers.paper.PaperExporter;

class ExportPaneTest {
    private final List<String> used = new ArrayList<>();

    private ExportPane pane() {
        return new ExportPane(
                new PaperExporter(),
                new HandBackground(),
                Desk.NONE,
                new ExportPane.Memory(
                        "icml", "svg", (preset, format) -> used.add(preset + " " + format), figure -> {}));
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

    @Test
    void theTrueSizeIsThereBeforeAnythingIsChosen() throws Exception {
        assertThat(FxThread.call(() -> texts(pane()))).anyMatch(text -> text.startsWith("True size 3.25 × "));
        assertThat(used).isEmpty();
    }

    @Test
    void itWarnsOfTooManySeriesAndStopsWhenThereAreFewer() throws Exception {
        assertThat(FxThread.call(() -> {
                    ExportPane pane = pane();
                    pane.setFigure(lines(12));
                    return texts(pane);
                }))
                .anyMatch(text -> text.contains("12 series share 8 colours"))
                .anyMatch(text -> text.contains("12 entries"));
        assertThat(FxThread.call(() -> {
                    ExportPane pane = pane();
                    pane.setFigure(lines(12));
                    pane.setFigure(lines(2));
                    return texts(pane);
                }))
                .noneMatch(text -> text.contains("series"));
    }
}
