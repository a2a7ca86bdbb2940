package rewardloom.viewers.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.analysis.Analyses;
import rewardloom.model.annotation.Annotation;
import rewardloom.model.dashboard.Dashboard;
import rewardloom.model.dashboard.DashboardChart;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.model.figure.Sheet;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Project;
import rewardloom.model.table.MemoryTables;
import rewardloom.viewers.Desk;
import rewardloom.viewers.FxThread;
import rewardloom.viewers.HandBackground;
import rewardloom.viewers.analysis.AnnotationModel;
import rewardloom.viewers.analysis.ExportPane;
import rewardloom.viewers.chart.ChartPane;
import rewardloom.viewers.paper.PaperExporter;

/** Fifty metrics on a dashboard, in a real window of the headless platform. */
class DashboardViewTest {
    private static final int METRICS = 50;

    private final HandBackground background = new HandBackground();
    private final MemoryStore store = new MemoryStore();
    private final MemoryTables tables = new MemoryTables();
    private AnnotationModel notes;
    private Project project;
    private DashboardView view;

    @TempDir
    private Path folder;

    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        project = Project.create(folder.resolve("study.loom"));
        for (int i = 0; i < METRICS; i++) {
            tables.addSeries(
                    "a", "m/" + (char) ('a' + i / 10) + i % 10, new long[] {0, 1, 2}, new double[] {i, i + 1, i + 2});
        }
        FxThread.run(() -> {
            ExportPane export = new ExportPane(
                    new PaperExporter(),
                    background,
                    Desk.NONE,
                    new ExportPane.Memory("", "", Map.of(), (p, f) -> {}, (t, x) -> {}, f -> {}));
            notes = new AnnotationModel(project.documents(), background, e -> {
                throw new IllegalStateException(e);
            });
            view = new DashboardView(
                    Analyses.installed(),
                    tables,
                    store,
                    background,
                    () -> new ChartPane(background),
                    export,
                    notes,
                    Desk.NONE);
            stage = new Stage();
            stage.setScene(new Scene(new HBox(view.content(), (Region) view.inspector()), 1100, 700));
            HBox.setHgrow(view.content(), Priority.ALWAYS);
            stage.show();
        });
        settle();
    }

    @AfterEach
    void close() throws Exception {
        FxThread.run(() -> {
            view.close();
            stage.close();
        });
        project.close();
    }

    private void settle() throws Exception {
        // Cards wait a moment before they compute.
        for (int i = 0; i < 4; i++) {
            FxThread.run(background::runAll);
            Thread.sleep(80);
            FxThread.settle();
        }
    }

    private <N extends Node> List<N> all(Class<N> type) throws Exception {
        return FxThread.call(() -> {
            List<N> found = new ArrayList<>();
            collect(view.content(), type, found::add);
            return found;
        });
    }

    private static <N extends Node> void collect(Parent parent, Class<N> type, Consumer<N> take) {
        for (Node node : parent.getChildrenUnmodifiable()) {
            if (type.isInstance(node)) {
                take.accept(type.cast(node));
            }
            if (node instanceof Parent below) {
                collect(below, type, take);
            }
        }
    }

    @Test
    void onlyWhatIsInSightOrNearlySoHasAChart() throws Exception {
        List<ChartPane> charts = all(ChartPane.class);
        assertThat(charts).hasSizeBetween(4, 12);
        assertThat(charts).allSatisfy(c -> assertThat(c.getFigure().isEmpty()).isFalse());
        CardDeck deck = all(CardDeck.class).getFirst();
        FxThread.run(() -> deck.setVvalue(1));
        settle();
        assertThat(all(ChartPane.class)).hasSizeBetween(2, 12).doesNotContainAnyElementsOf(charts.subList(0, 2));
    }

    @Test
    void settingsAreSharedByAllCurves() throws Exception {
        FxThread.run(() -> view.model().adjust(d -> d.withSettings(Map.of("smoothing", "0"))));
        settle();
        ChartPane chart = all(ChartPane.class).getFirst();
        assertThat(chart.getFigure().caption()).doesNotContain("Smoothed");
        FxThread.run(() -> view.model().adjust(d -> d.withSettings(Map.of("smoothing", "0.9"))));
        settle();
        assertThat(chart.getFigure().caption()).contains("weight w = 0.9");
    }

    @Test
    void notesStandInDashboardsToo() throws Exception {
        ChartPane chart = all(ChartPane.class).getFirst();
        Figure figure = chart.getFigure();
        long before =
                figure.layers().stream().filter(Layer.Note.class::isInstance).count();
        FxThread.run(() -> notes.add(
                "curves",
                figure,
                new Annotation(
                        Annotation.Kind.NOTE,
                        "here",
                        1,
                        1,
                        "step",
                        view.model().tags().getFirst())));
        settle();
        assertThat(chart.getFigure().layers().stream().filter(Layer.Note.class::isInstance))
                .hasSize((int) before + 1);
    }

    @Test
    void chartsThatAreMovedKeepWhatTheyHaveComputed() throws Exception {
        FxThread.run(() -> view.model().create());
        FxThread.run(() -> view.model()
                .add(
                        List.of(
                                DashboardChart.curve("m/a0"),
                                DashboardChart.together("some", "m/a1,m/a2"),
                                DashboardChart.heading("More"),
                                DashboardChart.of("nothing", "", Map.of())),
                        0));
        settle();
        List<ChartPane> before = all(ChartPane.class);
        assertThat(before).hasSize(2);
        FxThread.run(() -> view.model().change(d -> d.move(1, 0)));
        settle();
        assertThat(all(ChartPane.class)).containsExactlyInAnyOrderElementsOf(before);
        long lines = before.get(1).getFigure().layers().stream()
                .filter(l -> l instanceof Layer.Line line && !line.faint())
                .count();
        assertThat(lines).isEqualTo(2);
        assertThat(store.kept).containsKey("Dashboard");
    }

    @Test
    void printsPanelsOfChartsThatAreOutOfSightToo() {
        Sheet sheet = new PanelMaker(Analyses.installed(), tables, (analysis, figure) -> figure)
                .sheet(
                        "My dashboard",
                        Dashboard.EMPTY
                                .with(
                                        List.of(
                                                DashboardChart.heading("h"),
                                                DashboardChart.curve("m/a0").titled("First"),
                                                DashboardChart.curve("missing"),
                                                DashboardChart.curve("m/e9")),
                                        0)
                                .withSettings(Map.of("smoothing", "0")),
                        true,
                        true,
                        Progress.NONE);
        assertThat(sheet.name()).isEqualTo("my-dashboard");
        assertThat(sheet.panels()).hasSize(2);
        assertThat(sheet.heading(0)).isEqualTo("(a) First");
        assertThat(sheet.heading(1)).isEqualTo("(b) m/e9");
    }
}
