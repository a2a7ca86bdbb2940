package rewardloom.importers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.StagedTable;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;

/** The two sample studies as a whole, against what their README and TensorBoard's own reader say. */
class SampleDataTest {
    private static List<InspectedFile> files = List.of();

    @BeforeAll
    static void inspect() {
        files = new Importing(Importers.installed())
                .inspect(List.of(TestFiles.sample("arena"), TestFiles.sample("overoptimization")), null, Progress.NONE);
    }

    private static List<Table> tables() {
        return files.stream()
                .flatMap(f -> f.staged().tables().stream())
                .map(StagedTable::table)
                .toList();
    }

    private static Table table(Kind kind, String run) {
        List<Table> found = tables().stream()
                .filter(t -> t.kind() == kind && t.run().equals(run))
                .toList();
        assertThat(found).as("%s of %s", kind, run).hasSize(1);
        return found.getFirst();
    }

    private static SeriesSummary series(Table table, String tag) {
        return table.series().stream()
                .filter(s -> s.tag().equals(tag))
                .findFirst()
                .orElseThrow(() -> new AssertionError(table.name() + " has no " + tag));
    }

    @Test
    void everyFileIsKnownAndGood() {
        assertThat(files).allMatch(InspectedFile::isKnown);
        assertThat(files.stream().flatMap(f -> f.staged().problems().stream()))
                .allMatch(p -> p.severity() == Problem.Severity.INFO);
    }

    @Test
    void everyKindIsThereAsOftenAsTheReadmeSays() {
        Map<Kind, Long> counts =
                tables().stream().collect(Collectors.groupingBy(Table::kind, TreeMap::new, Collectors.counting()));
        // 6 + 21 event files, 3 trainer logs, 5 progress.csv; 2 monitors; 6 HDF5; 21 rollouts and the pool; 1 file of
        // pairs; texts and settings in 21 event files
        assertThat(counts)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Kind.METRICS,
                        35L,
                        Kind.EPISODES,
                        2L,
                        Kind.STEPS,
                        6L,
                        Kind.RESPONSES,
                        22L,
                        Kind.PAIRS,
                        1L,
                        Kind.MEDIA,
                        21L,
                        Kind.CONFIG,
                        21L));
    }

    @Test
    void runsAreGroupedBySeed() {
        Map<String, Long> groups = tables().stream()
                .filter(t -> t.kind() == Kind.METRICS && t.name().startsWith("overoptimization/rl/"))
                .collect(Collectors.groupingBy(t -> t.runName().group(), Collectors.counting()));
        assertThat(groups)
                .hasSize(7)
                .allSatisfy((group, seeds) -> assertThat(seeds).as(group).isEqualTo(3));
    }

    @Test
    void aPolicyRunHasItsTagsAndRoles() {
        Table run = table(Kind.METRICS, "overoptimization/rl/single-seed0");
        SeriesSummary kl = series(run, "objective/kl");
        assertThat(kl.count()).isEqualTo(301);
        assertThat(kl.firstStep()).isZero();
        assertThat(kl.lastStep()).isEqualTo(300);
        assertThat(kl.role().id()).isEqualTo("kl/nats-per-sequence");
        assertThat(series(run, "reward/proxy").role().id()).isEqualTo("proxy");
        assertThat(series(run, "reward/gold").role().id()).isEqualTo("gold");
        assertThat(run.tags(RoleType.COMPONENT)).hasSize(4);
    }

    @Test
    void episodesPairsAndTrainersHaveTheirRows() {
        Table monitor = table(Kind.EPISODES, "arena/krc-seed0");
        assertThat(monitor.rows()).isEqualTo(56_492);
        assertThat(series(monitor, "return").first()).isEqualTo(17.043472);
        assertThat(table(Kind.PAIRS, "pairs").rows()).isEqualTo(4000);
        assertThat(series(table(Kind.METRICS, "overoptimization/dpo/beta0.1"), "loss")
                        .first())
                .isEqualTo(0.6931471824645996, within(1e-15));
        assertThat(series(table(Kind.METRICS, "overoptimization/reward_models/rm0"), "train/loss")
                        .count())
                .isEqualTo(84);
    }
}
