package rewardloom.model.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static rewardloom.model.preference.Examples.answer;
import static rewardloom.model.preference.Examples.pair;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

class LabelTablesTest {
    private final Tables study = Examples.steps(30, 20, 25);
    private LabelLog log;
    private PairQueue queue;
    private Tables tables;

    @BeforeEach
    void open(@TempDir Path folder) {
        log = new LabelLog(new SqliteStore(folder.resolve("project.sqlite")));
        queue = Examples.queue(log, study, 5);
        tables = new LabelTables(study, log);
    }

    private void label(String annotator, Answer... answers) {
        LabelSession session = log.session(queue, annotator, "test 1");
        Turn turn = session.current();
        for (Answer answer : answers) {
            turn = answer(session, turn, answer);
        }
    }

    private Table labels() {
        return tables.list().getLast();
    }

    @Test
    void showsNoQueueWithoutLabels() {
        assertThat(tables.list()).isEqualTo(study.list());
        label("ada", Answer.A);
        log.session(queue, "ada", "test 1").undo(Examples.NOW);
        assertThat(tables.list()).isEqualTo(study.list());
    }

    @Test
    void makesATableOfEveryQueue() {
        label("ada", Answer.A, Answer.B, Answer.TIE, Answer.SKIP);
        label("bob", Answer.INCOMPARABLE, Answer.B);

        assertThat(tables.list()).hasSize(study.list().size() + 1);
        assertThat(labels().kind()).isEqualTo(Kind.PAIRS);
        assertThat(labels().name()).isEqualTo("labels of arena");
        assertThat(labels().rows()).isEqualTo(5);
        assertThat(labels().columns(RoleType.LABEL))
                .extracting(Column::role)
                .containsExactly(Role.of(RoleType.LABEL, "ada"), Role.of(RoleType.LABEL, "bob"));
        Columns cells = tables.columns(labels(), List.of("label ada", "label bob", "seconds bob", "position"));
        assertThat(cells.doubles("label ada")).containsExactly(1, 0, 0.5, Double.NaN, Double.NaN);
        assertThat(cells.doubles("label bob")).containsExactly(Double.NaN, 0, Double.NaN, Double.NaN, Double.NaN);
        assertThat(cells.doubles("seconds bob")).containsExactly(4, 4, Double.NaN, Double.NaN, Double.NaN);
        assertThat(cells.longs("position")).containsExactly(0, 1, 2, 3, 4);
        assertThat(labels().tag(RoleType.LABEL).orElseThrow().count()).isEqualTo(3);
    }

    @Test
    void hashesWhatWasSaid() {
        label("ada", Answer.A);
        String before = labels().provenance().sha256();

        assertThat(labels().provenance().sha256()).isEqualTo(before).hasSize(64);
        label("ada", Answer.B);
        assertThat(labels().provenance().sha256()).isNotEqualTo(before);
    }

    @Test
    void stillReadsTheStudy() {
        Table steps = study.list().getFirst();

        assertThat(tables.columns(steps, List.of("reward")).doubles("reward"))
                .isEqualTo(study.columns(steps, List.of("reward")).doubles("reward"));
    }

    @Test
    void tellsAgreementSkipsSidesAndSeconds() {
        label("ada", Answer.A, Answer.B, Answer.TIE, Answer.SKIP);
        label("bob", Answer.A, Answer.B, Answer.TIE, Answer.B, Answer.B);
        LabelAgreement analysis = new LabelAgreement();

        assertThat(analysis.accepts(study)).isFalse();
        assertThat(analysis.accepts(tables)).isTrue();
        Result result = analysis.run(
                new Parameters<>(analysis.defaults()).parse(Map.of("minShared", "2", "resamples", "20")),
                tables,
                Progress.NONE);

        assertThat(result.tables().getFirst().rows().getFirst().get(2)).isEqualTo(1.0);
        List<?> ada = result.tables().get(1).rows().getFirst();
        long left = log.labels(queue).stream()
                .filter(l -> l.annotator().equals("ada") && l.choseLeft())
                .count();
        assertThat(ada.subList(1, 7)).isEqualTo(List.of("ada", 3, 1, 1, 1, 0.25));
        assertThat(ada.get(9)).as("share of the left side").isEqualTo(left / 2.0);
        assertThat(ada.get(11)).as("median seconds").isEqualTo(4.0);
        assertThat(pair(log.session(queue, "ada", "test 1").current()).position())
                .isEqualTo(4);
    }
}
