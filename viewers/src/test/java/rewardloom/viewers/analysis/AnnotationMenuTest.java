package rewardloom.viewers.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.MenuItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.annotation.Annotation;
import rewardloom.model.annotation.Annotation.Kind;
import rewardloom.model.annotation.Annotations;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.project.Project;
import rewardloom.viewers.FxThread;
import rewardloom.viewers.HandBackground;
import rewardloom.viewers.chart.ChartPane;

class AnnotationMenuTest {
    private static final ChartPane.Place PLACE = new ChartPane.Place(5, 0.25, "5", "0.25", 0, 0);
    private static final Figure FIGURE = new Figure(
            "reward",
            "Reward",
            Axis.linear("step"),
            Axis.linear("reward"),
            List.of(new Layer.Line("a", 0, new double[] {0, 10}, new double[] {0, 1}, false)),
            "",
            FigureSource.NONE);

    private final HandBackground background = new HandBackground();
    private Project project;
    private AnnotationModel model;
    private AnnotationMenu menu;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() throws Exception {
        project = Project.create(folder.resolve("study.loom"));
        FxThread.run(() -> {
            model = new AnnotationModel(project.documents(), background, e -> {
                throw new IllegalStateException(e);
            });
            menu = new AnnotationMenu(new ChartPane(background), model, "curves");
            menu.setFigure(FIGURE);
            background.runAll();
        });
    }

    @AfterEach
    void close() {
        project.close();
    }

    private List<String> offers() throws Exception {
        return FxThread.call(() -> menu.menu(PLACE).getItems().stream()
                .map(MenuItem::getText)
                .filter(t -> t != null)
                .toList());
    }

    @Test
    void offersNotesAndLinesAndTakesThemBack() throws Exception {
        assertThat(offers()).containsExactly("Note here", "Line at x = 5", "Line at y = 0.25", "Show everything");
        FxThread.run(() -> {
            menu.keep(Kind.NOTE, "peak", PLACE);
            menu.keep(Kind.HORIZONTAL, "", PLACE);
            menu.keep(Kind.NOTE, "", PLACE);
            background.runAll();
        });
        assertThat(offers()).contains("Remove “peak”", "Remove the line at y = 0.25");
        assertThat(Annotations.read(project.documents()).of("curves/reward"))
                .containsExactly(
                        new Annotation(Kind.NOTE, "peak", 5, 0.25, "step", "reward"),
                        new Annotation(Kind.HORIZONTAL, "", 5, 0.25, "step", "reward"));
        FxThread.run(() -> {
            menu.menu(PLACE).getItems().stream()
                    .filter(i -> "Remove “peak”".equals(i.getText()))
                    .forEach(MenuItem::fire);
            background.runAll();
        });
        assertThat(Annotations.read(project.documents()).of("curves/reward")).hasSize(1);
    }

    @Test
    void linesAreNotOfferedAlongNames() throws Exception {
        Figure bars = new Figure(
                "bars",
                "Bars",
                Axis.categories("", List.of("a", "b")),
                Axis.linear("value"),
                FIGURE.layers(),
                "",
                FigureSource.NONE);
        FxThread.run(() -> menu.setFigure(bars));
        assertThat(offers()).containsExactly("Note here", "Line at y = 0.25", "Show everything");
    }
}
