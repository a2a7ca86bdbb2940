package rewardloom.viewers.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rewardloom.model.dashboard.Dashboard;
import rewardloom.model.dashboard.DashboardChart;
import rewardloom.model.table.MemoryTables;
import rewardloom.viewers.HandBackground;

class DashboardModelTest {
    private final HandBackground background = new HandBackground();
    private final MemoryStore store = new MemoryStore();
    private final MemoryTables tables = new MemoryTables();
    private final List<String> notices = new ArrayList<>();
    private DashboardModel model;

    @BeforeEach
    void open() {
        for (String tag : List.of("reward", "losses/value", "losses/policy", "kl")) {
            tables.addSeries("a", tag, new long[] {0, 1}, new double[] {0, 1});
        }
        reopen();
    }

    private void reopen() {
        model = new DashboardModel(tables, store, background);
        model.onNotice(notices::add);
        model.refresh();
        background.runAll();
    }

    private List<String> shown() {
        return model.dashboardProperty().get().charts().stream()
                .map(c -> c.isHeading() ? "# " + c.title() : c.settings().get("tags"))
                .toList();
    }

    @Test
    void everyMetricHasAChartBelowItsGroupTheUsualOnesFirst() {
        assertThat(shown()).containsExactly("reward", "# Others", "kl", "# losses", "losses/value", "losses/policy");
        assertThat(model.names()).containsExactly(DashboardModel.OVERVIEW);
        assertThat(store.kept).isEmpty();
    }

    @Test
    void whatIsMovedThereBecomesADashboardOfItsOwn() {
        model.change(d -> d.move(0, 3));
        background.runAll();
        assertThat(model.nameProperty().get()).isEqualTo("Dashboard");
        assertThat(store.kept).containsOnlyKeys("Dashboard");
        assertThat(notices).containsExactly("This is now the dashboard \"Dashboard\".");
        model.select(DashboardModel.OVERVIEW);
        assertThat(shown()).startsWith("reward");
        reopen();
        model.select("Dashboard");
        assertThat(shown()).startsWith("# Others", "kl", "reward");
    }

    @Test
    void sharedSettingsOfTheOverviewAreNotKept() {
        model.adjust(d -> d.withSettings(Map.of("smoothing", "0.9")).withColumns(3));
        background.runAll();
        assertThat(store.kept).isEmpty();
        assertThat(model.dashboardProperty().get().columns()).isEqualTo(3);
        model.add(List.of(DashboardChart.curve("kl")), 0);
        background.runAll();
        assertThat(store.kept.get("Dashboard").settings()).containsEntry("smoothing", "0.9");
        assertThat(shown()).containsExactly("kl");
    }

    @Test
    void changesCanBeTakenBack() {
        model.create();
        model.add(List.of(DashboardChart.curve("kl"), DashboardChart.curve("reward")), 0);
        model.change(d -> d.without(0));
        assertThat(shown()).containsExactly("reward");
        model.undo();
        assertThat(shown()).containsExactly("kl", "reward");
        model.remove();
        background.runAll();
        assertThat(store.kept).isEmpty();
        assertThat(model.isOverview()).isTrue();
        model.undo();
        background.runAll();
        assertThat(model.nameProperty().get()).isEqualTo("Dashboard");
        assertThat(shown()).containsExactly("kl", "reward");
        assertThat(store.kept).containsOnlyKeys("Dashboard");
    }

    @Test
    void namesAreUniqueAndCanBeChanged() {
        model.create();
        model.create();
        assertThat(model.names()).containsExactly(DashboardModel.OVERVIEW, "Dashboard", "Dashboard 2");
        assertThat(model.rename(" ")).isEqualTo("A dashboard needs a name.");
        assertThat(model.rename("Dashboard")).contains("already");
        assertThat(model.rename("Paper")).isEmpty();
        background.runAll();
        assertThat(store.kept).containsOnlyKeys("Dashboard", "Paper");
        model.select(DashboardModel.OVERVIEW);
        assertThat(model.rename("Mine")).contains("Duplicate it first");
    }

    @Test
    void whatCannotBeReadIsToldAndTheRestIsThere() {
        store.kept.put("good", Dashboard.EMPTY);
        store.problems.add("The dashboard bad cannot be read");
        reopen();
        assertThat(model.names()).containsExactly(DashboardModel.OVERVIEW, "good");
        assertThat(notices).contains("The dashboard bad cannot be read");
    }

    @Test
    void metricsThatComeLaterAppear() {
        tables.addSeries("a", "losses/entropy", new long[] {0}, new double[] {1});
        model.refresh();
        background.runAll();
        assertThat(shown()).contains("losses/entropy");
    }
}
