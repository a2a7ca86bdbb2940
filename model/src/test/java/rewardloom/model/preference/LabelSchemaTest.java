package rewardloom.model.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels of the first format, as an older program wrote them. */
class LabelSchemaTest {
    private static final String FIRST_FORMAT = """
        CREATE TABLE pair_queue (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
            seed INTEGER NOT NULL, sampler TEXT NOT NULL, created INTEGER NOT NULL, pairs INTEGER NOT NULL);
        CREATE TABLE pair_item (id INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
            table_id TEXT NOT NULL, run TEXT, episode INTEGER, first_step INTEGER, end_step INTEGER,
            table_row INTEGER, prompt_id TEXT, sample INTEGER, column_name TEXT);
        CREATE TABLE pair (id INTEGER PRIMARY KEY AUTOINCREMENT,
            queue_id INTEGER NOT NULL REFERENCES pair_queue (id), position INTEGER NOT NULL,
            item_a INTEGER NOT NULL REFERENCES pair_item (id), item_b INTEGER NOT NULL REFERENCES pair_item (id),
            UNIQUE (queue_id, position));
        CREATE TABLE label_event (id INTEGER PRIMARY KEY AUTOINCREMENT,
            queue_id INTEGER NOT NULL REFERENCES pair_queue (id), pair_id INTEGER NOT NULL REFERENCES pair (id),
            position INTEGER NOT NULL, annotator TEXT NOT NULL, action TEXT NOT NULL,
            target INTEGER REFERENCES label_event (id), answer TEXT, strength INTEGER, left_item TEXT,
            shown_at INTEGER, first_play_at INTEGER, answered_at INTEGER, active_ms INTEGER, note TEXT,
            tool TEXT NOT NULL, sampler TEXT NOT NULL, origin TEXT NOT NULL);
        CREATE INDEX label_event_by_annotator ON label_event (queue_id, annotator, id);
        INSERT INTO pair_queue VALUES (3, 'old', 'segments', 7, 'uniform', 1000, 2);
        INSERT INTO pair_item VALUES (1, 'h1', 'segment', 't1', 'r', 0, 0, 5, NULL, NULL, NULL, NULL),
            (2, 'h2', 'segment', 't1', 'r', 1, 3, 8, NULL, NULL, NULL, NULL),
            (4, 'h4', 'segment', 't1', 'r', 2, 0, 5, NULL, NULL, NULL, NULL);
        INSERT INTO pair VALUES (10, 3, 0, 1, 2), (11, 3, 1, 4, 1);
        INSERT INTO label_event VALUES
            (21, 3, 10, 0, 'ada', 'answer', NULL, 'a', 0, 'b', 100, NULL, 200, 90, 'hm', 'R 0', 'uniform', ''),
            (22, 3, 11, 1, 'ada', 'answer', NULL, 'tie', 0, 'a', 300, 310, 400, 80, '', 'R 0', 'uniform', ''),
            (23, 3, 11, 1, 'ada', 'undo', 22, NULL, NULL, NULL, NULL, NULL, 500, NULL, NULL, 'R 0', 'uniform', '');
        """;

    @Test
    void keepsEveryQueuePairAndEvent(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("project.sqlite");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys = ON");
            for (String sql : FIRST_FORMAT.split(";\n")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
            statement.execute("CREATE TRIGGER label_event_keeps BEFORE UPDATE ON label_event"
                    + " BEGIN SELECT RAISE(ABORT, 'labels are never changed'); END");
            statement.execute("CREATE TRIGGER label_event_stays BEFORE DELETE ON label_event"
                    + " BEGIN SELECT RAISE(ABORT, 'labels are never deleted'); END");
            statement.execute("BEGIN");
            LabelSchema.upgrade(connection);
            statement.execute("COMMIT");
        }
        LabelLog log = new LabelLog(new SqliteStore(file));

        PairQueue queue = log.queues().getFirst();
        assertThat(queue.name()).isEqualTo("old");
        assertThat(queue.questions()).isEqualTo(Questionnaire.PLAIN);
        assertThat(queue.uid()).hasSize(64);
        assertThat(log.comparisons(queue)).extracting(Comparison::id).containsExactly(10L, 11L);
        assertThat(log.labels(queue)).hasSize(1).first().satisfies(label -> {
            assertThat(label.event()).isEqualTo(21);
            assertThat(label.answer()).isEqualTo(Answer.A);
            assertThat(label.sides()).isEqualTo(Sides.B_LEFT);
            assertThat(label.verdict().note()).isEqualTo("hm");
        });
        LabelSession session = log.session(queue, "ada", "R 1");
        assertThat(session.current().canRedo()).isTrue();
        session.redo(Instant.EPOCH);
        assertThat(log.labels(queue)).extracting(Label::answer).isEqualTo(List.of(Answer.A, Answer.TIE));
    }

    @Test
    void aProjectWithoutLabelsNeedsNothing(@TempDir Path folder) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("project.sqlite"))) {
            LabelSchema.upgrade(connection);
            assertThat(LabelSchema.exists(connection)).isFalse();
        }
    }
}
