package rewardloom.model.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.project.Project;
import rewardloom.model.project.ProjectException;

/** A disk that is full, and a project that may not be written: a message, and nothing lost. */
class LabellingTroubleTest {
    private Project project;
    private PairQueue queue;
    private LabelSession session;

    @BeforeEach
    void open(@TempDir Path folder) {
        project = Project.create(folder.resolve("study.loom"));
        queue = Examples.queue(project.labels(), Examples.steps(900, 900), 3_000);
        session = project.labels().session(queue, "ada", "test 1");
    }

    @AfterEach
    void close() {
        project.close();
    }

    private void pragma(String sql) {
        project.catalogue().write(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("PRAGMA " + sql);
            }
        });
    }

    private long pages() {
        return project.catalogue().read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("PRAGMA page_count")) {
                return row.getLong(1);
            }
        });
    }

    @Test
    void aFullDiskLosesNothing() {
        // As large as it is, and not one page more.
        pragma("max_page_count = " + pages());
        List<Integer> acknowledged = new ArrayList<>();
        Turn turn = session.current();
        ProjectException full = null;
        while (full == null && acknowledged.size() < 2_000) {
            int position = Examples.pair(turn).position();
            try {
                turn = Examples.answer(session, turn, Answer.A);
                acknowledged.add(position);
            } catch (ProjectException e) {
                full = e;
            }
        }

        assertThat(full).isNotNull();
        assertThat(full.getMessage()).contains("The disk is full").contains("Make room, then try again");
        assertThat(project.labels().labels(queue)).hasSize(acknowledged.size());
        assertThat(session.current().comparison())
                .as("the same pair is asked again")
                .isEqualTo(turn.comparison());
        pragma("max_page_count = 1000000");
        Turn after = Examples.answer(session, session.current(), Answer.B);
        assertThat(project.labels().labels(queue)).hasSize(acknowledged.size() + 1);
        assertThat(Examples.pair(after).position()).isEqualTo(acknowledged.size() + 1);
    }

    @Test
    void aProjectThatMayNotBeWrittenIsReadAndSaysSo() {
        Turn turn = Examples.answer(session, session.current(), Answer.A);
        pragma("query_only = 1");

        assertThatThrownBy(() -> Examples.answer(session, turn, Answer.A))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("Check that you may write to the folder");

        assertThat(project.labels().labels(queue)).hasSize(1);
        assertThat(session.current().comparison()).isEqualTo(turn.comparison());
    }
}
