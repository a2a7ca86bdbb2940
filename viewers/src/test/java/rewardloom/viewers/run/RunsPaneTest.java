package rewardloom.viewers.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rewardloom.model.figure.Figure;
import rewardloom.model.run.Runs;
import rewardloom.model.table.MemoryTables;
import rewardloom.viewers.Desk;
import rewardloom.viewers.FxThread;
import rewardloom.viewers.HandBackground;
import rewardloom.viewers.ViewAction;
import rewardloom.viewers.analysis.AnalysisModel;
import rewardloom.viewers.analysis.Item;
import rewardloom.viewers.chart.ChartPane;
import rewardloom.viewers.chart.ParallelBrush;
import rewardloom.viewers.chart.Span;

/** What a user does with a table of runs, in a real window of the headless platform. */
class RunsPaneTest {
    private final HandBackground background = new HandBackground();
    private final List<Map<String, String>> opened = new ArrayList<>();
    private AnalysisModel<?> model;
    private ChartPane chart;
    private RunsPane pane;
    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        MemoryTables tables = new MemoryTables();
        for (int seed = 0; seed < 3; seed++) {
            for (String group : List.of("ppo", "grpo")) {
                double reward = seed + (group.equals("ppo") ? 0 : 10);
                tables.addSeries(group + "-seed" + seed, "reward", new long[] {0, 5}, new double[] {0, reward});
                tables.addSeries(group + "-seed" + seed, "kl", new long[] {0, 5}, new double[] {0, 3 - seed});
            }
        }
        FxThread.run(() -> {
            model = new AnalysisModel<>(new Runs(), tables, background, Runnable::run);
            chart = new ChartPane(background);
            pane = new RunsPane(model, chart, new Desk() {
                @Override
                public void importFiles() {}

                @Override
                public void inform(String message, ViewAction... offers) {}

                @Override
                public void failed(String what, Exception error) {
                    throw new IllegalStateException(what, error);
                }

                @Override
                public Optional<Path> askWhereToSave(String title, String name) {
                    return Optional.empty();
                }

                @Override
                public Optional<Path> askForFile(String title) {
                    return Optional.empty();
                }

                @Override
                public Optional<Path> askForFolder(String title) {
                    return Optional.empty();
                }

                @Override
                public void open(Path file) {}

                @Override
                public void copy(String text, String what) {}

                @Override
                public void analyze(String id, Map<String, String> settings) {
                    opened.add(settings);
                }
            });
            model.shownProperty().subscribe(item -> {
                if (item instanceof Item.OfFigure(Figure figure)) {
                    chart.show(figure);
                }
            });
            stage = new Stage();
            stage.setScene(new Scene(new VBox(chart, pane), 1000, 800));
            stage.show();
            model.set("metrics", "reward,kl");
            model.setActive(true);
            background.runAll();
        });
        FxThread.settle();
    }

    @AfterEach
    void close() throws Exception {
        FxThread.run(() -> stage.close());
    }

    /** Does something, and all that follows from it. */
    private void doing(Runnable action) throws Exception {
        FxThread.run(() -> {
            action.run();
            background.runAll();
        });
        FxThread.settle();
    }

    private List<String> names() throws Exception {
        return FxThread.call(() -> pane.tree().getRoot().getChildren().stream()
                .map(TreeItem::getValue)
                .map(RunRows.Row::name)
                .toList());
    }

    private <N extends Node> N find(Class<N> type, String accessible) throws Exception {
        return FxThread.call(() -> Objects.requireNonNull(find(pane, type, accessible), accessible));
    }

    private static <N extends Node> N find(Parent parent, Class<N> type, String accessible) {
        for (Node node : parent.getChildrenUnmodifiable()) {
            if (type.isInstance(node) && accessible.equals(node.getAccessibleText())) {
                return type.cast(node);
            }
            N inner = node instanceof Parent below ? find(below, type, accessible) : null;
            if (inner != null) {
                return inner;
            }
        }
        return null;
    }

    @Test
    void aConditionKeepsSomeRunsAndAMistakeKeepsThemAll() throws Exception {
        TextField filter = find(TextField.class, "Filter");
        doing(() -> filter.setText("reward > 10.5"));
        assertThat(names()).containsExactly("grpo-seed1", "grpo-seed2");
        doing(() -> filter.setText("reward > 10.5 and"));
        assertThat(names()).containsExactly("grpo-seed1", "grpo-seed2");
        doing(filter::clear);
        assertThat(names()).hasSize(6);
    }

    @Test
    void aClickOnAColumnSortsAsTheCommandLineWould() throws Exception {
        doing(() -> {
            TreeTableColumn<RunRows.Row, ?> column = pane.tree().getColumns().stream()
                    .filter(c -> "reward".equals(c.getUserData()))
                    .findFirst()
                    .orElseThrow();
            column.setSortType(TreeTableColumn.SortType.DESCENDING);
            pane.tree().getSortOrder().setAll(List.of(column));
        });
        assertThat(model.changes()).containsEntry("sort", "reward").containsEntry("descending", "true");
        assertThat(names()).startsWith("grpo-seed2", "grpo-seed1", "grpo-seed0", "ppo-seed2");
    }

    @Test
    void groupsUnfoldIntoTheirRuns() throws Exception {
        doing(() -> model.set("groupBy", "group"));
        assertThat(names()).containsExactly("ppo", "grpo");
        RunRows.Row grpo =
                FxThread.call(() -> pane.tree().getRoot().getChildren().get(1).getValue());
        assertThat(grpo.runs()).extracting(RunRows.Row::name).containsExactly("grpo-seed0", "grpo-seed1", "grpo-seed2");
        // group, seed, steps, reward, kl: the mean of 10, 11, 12 with t(0.975, 2) · 1 / √3.
        assertThat(grpo.cells()).contains(11.0, 2.0).contains("grpo").contains("3 values");
        assertThat(grpo.halves()[3]).isCloseTo(2.484138, within(1e-6));
    }

    @Test
    void whatIsChosenAlongAnAxisIsListedAndCanBeKept() throws Exception {
        Button keep = find(Button.class, "Keep these");
        assertThat(keep.isDisabled()).isTrue();
        // Axes: group, reward, kl. The upper half of reward.
        doing(() -> chart.setBrush(new ParallelBrush(Map.of(1, new Span(0.5, 1)))));
        assertThat(names()).containsExactly("grpo-seed0", "grpo-seed1", "grpo-seed2");
        doing(keep::fire);
        assertThat(model.changes()).containsEntry("filter", "reward between 6 and 12");
        assertThat(chart.getBrush().isAll()).isTrue();
        assertThat(names()).containsExactly("grpo-seed0", "grpo-seed1", "grpo-seed2");
    }

    @Test
    void chosenRowsOpenTheirCurvesAndAreNamedInTheFilter() throws Exception {
        doing(() -> {
            pane.tree().choose("ppo-seed1");
        });
        assertThat(FxThread.call(() -> pane.chosenRuns())).containsExactly("ppo-seed1");
        Button curves = find(Button.class, "Curves");
        doing(curves::fire);
        assertThat(opened).containsExactly(Map.of("runs", "ppo-seed1"));
        Button keep = find(Button.class, "Keep these");
        doing(keep::fire);
        assertThat(model.changes()).containsEntry("filter", "run = 'ppo-seed1'");
        assertThat(names()).containsExactly("ppo-seed1");
    }

    @Test
    void columnsOfOneRunEachAreLeftOut() throws Exception {
        List<Object> columns = FxThread.call(() -> pane.tree().getColumns().stream()
                .<Object>map(TreeTableColumn::getUserData)
                .toList());
        assertThat(columns).containsExactly("run", "group", "seed", "steps", "reward", "kl");
    }
}
