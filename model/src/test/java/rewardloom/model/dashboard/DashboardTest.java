package rewardloom.model.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.project.Documents;
import rewardloom.model.project.Project;

class DashboardTest {
    private static final Dashboard THREE = Dashboard.EMPTY.with(
            List.of(DashboardChart.curve("a"), DashboardChart.curve("b"), DashboardChart.curve("c")), 0);

    private static List<String> tags(Dashboard dashboard) {
        return dashboard.charts().stream().map(c -> c.settings().get("tags")).toList();
    }

    @Test
    void chartsAreAddedMovedAndRemoved() {
        assertThat(tags(THREE.move(0, 3))).containsExactly("b", "c", "a");
        assertThat(tags(THREE.move(2, 0))).containsExactly("c", "a", "b");
        assertThat(tags(THREE.move(1, 1))).containsExactly("a", "b", "c");
        assertThat(tags(THREE.move(1, 2))).containsExactly("a", "b", "c");
        assertThat(tags(THREE.without(1))).containsExactly("a", "c");
        assertThat(tags(THREE.with(List.of(DashboardChart.curve("x")), 1))).containsExactly("a", "x", "b", "c");
    }

    /** Wherever a chart goes, none is lost and the others keep their order. */
    @Property(tries = 200)
    void movingLosesNothing(@ForAll @IntRange(max = 2) int from, @ForAll @IntRange(max = 3) int before) {
        List<String> moved = new ArrayList<>(tags(THREE.move(from, before)));
        List<String> others = new ArrayList<>(tags(THREE));
        String chart = others.remove(from);
        assertThat(moved).containsExactlyInAnyOrderElementsOf(tags(THREE));
        moved.remove(chart);
        assertThat(moved).isEqualTo(others);
    }

    @Test
    void isKeptInAStudyAsJson(@TempDir Path folder) {
        Dashboard dashboard = THREE.withColumns(3)
                .withSettings(Map.of("smoothing", "0.9"))
                .with(DashboardChart.together("rewards", "^rewards/").sized(2, 480), 1);
        try (Project project = Project.create(folder.resolve("study.loom"))) {
            assertThat(project.documents().list(Dashboard.KIND)).isEmpty();
            project.documents().save(Dashboard.KIND, new Documents.Document("main", dashboard.json()));
            project.documents().save("other", new Documents.Document("main", "{}"));
        }
        try (Project project = Project.open(folder.resolve("study.loom"))) {
            List<Documents.Document> kept = project.documents().list(Dashboard.KIND);
            assertThat(kept).extracting(Documents.Document::name).containsExactly("main");
            assertThat(Dashboard.read(kept.getFirst().json())).isEqualTo(dashboard);
            project.documents().remove(Dashboard.KIND, "main");
            assertThat(project.documents().find(Dashboard.KIND, "main")).isEmpty();
            assertThat(project.documents().find("other", "main")).isPresent();
        }
    }

    @Test
    void whatIsNoDashboardIsTold() {
        assertThatThrownBy(() -> Dashboard.read("[1, 2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("this is not a dashboard");
        assertThat(Dashboard.read("{\"columns\":99,\"unknown\":1}").columns()).isEqualTo(Dashboard.MOST_COLUMNS);
    }

    @Test
    void tagsMakeGroupsByTheirNames() {
        List<String> tags = List.of("loss", "rewards/format", "rewards/answer", "train/rewards/mean", "kl");
        assertThat(TagGroups.of(tags))
                .containsExactly(
                        Map.entry("", List.of("loss", "kl")),
                        Map.entry("rewards", List.of("rewards/format", "rewards/answer")),
                        Map.entry("train/rewards", List.of("train/rewards/mean")));
        Pattern rewards = Pattern.compile(TagGroups.pattern("rewards"));
        assertThat(tags.stream().filter(t -> rewards.matcher(t).find()))
                .containsExactly("rewards/format", "rewards/answer");
        Pattern none = Pattern.compile(TagGroups.pattern(""));
        assertThat(tags.stream().filter(t -> none.matcher(t).find())).containsExactly("loss", "kl");
    }

    @Test
    void tagsAreFoundByWordsOrByRegularExpressions() {
        List<String> tags = List.of("rewards/format", "rewards/answer", "objective/KL", "loss");
        assertThat(TagGroups.find(tags, "rew form")).containsExactly("rewards/format");
        assertThat(TagGroups.find(tags, "kl")).containsExactly("objective/KL");
        assertThat(TagGroups.find(tags, "^rewards/[af]")).containsExactly("rewards/format", "rewards/answer");
        assertThat(TagGroups.find(tags, "[")).isEmpty();
        assertThat(TagGroups.find(tags, "")).hasSize(4);
    }
}
