package rewardloom.model.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rewardloom.model.progress.CancelledException;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Table;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryTest {
    private Path dir;
    private Project project;
    private Table steps;
    private Table responses;

    @BeforeAll
    void open(@TempDir Path temporary) throws IOException {
        dir = temporary;
        Files.writeString(dir.resolve("secret.csv"), "a,b\n1,2\n");
        project = Project.create(dir.resolve("it's.loom"));
        for (int seed = 0; seed < 3; seed++) {
            project.commit(List.of(Studies.stageMetrics(
                    project, "rl/single-seed" + seed, seed, 50, List.of("objective/kl", "reward/gold"))));
        }
        steps = Studies.add(
                project,
                new TableSpec(
                        Kind.STEPS,
                        "trajectories/early",
                        "krc-seed0",
                        List.of(
                                new Column("episode", ColumnType.INT64),
                                new Column("t", ColumnType.INT64),
                                new Column("reward", ColumnType.FLOAT64),
                                new Column("component/touch", ColumnType.FLOAT64),
                                new Column("component/approach", ColumnType.FLOAT64))),
                10,
                new Batch(
                        4,
                        List.of(
                                new Values.Longs(new long[] {1, 0, 0, 1}),
                                new Values.Longs(new long[] {0, 0, 1, 1}),
                                new Values.Doubles(new double[] {1, 2, 3, Double.NaN}),
                                new Values.Doubles(new double[] {1, 0, 1, 2}),
                                new Values.Doubles(new double[] {.5, .25, 0, 0}))));
        responses = Studies.add(project, Studies.everyType(), 11, Studies.everyTypeBatch(0, 20));
    }

    @AfterAll
    void close() {
        project.close();
    }

    @Test
    void kindsAreViewsOverAllTheirTables() {
        QueryResult result =
                project.query("SELECT grp, count(*) AS n, count(DISTINCT run) AS runs, min(seed), max(seed) "
                        + "FROM metrics WHERE tag = 'objective/kl' GROUP BY grp");
        assertThat(result.names()).startsWith("grp", "n", "runs");
        assertThat(result.types()).startsWith("VARCHAR", "BIGINT", "BIGINT");
        assertThat(result.rows()).containsExactly(List.of("rl/single", 150L, 3L, 0L, 2L));
        assertThat(result.truncated()).isFalse();
    }

    @Test
    void aTableHasItsIdAndItsName() {
        assertThat(project.query("SELECT sum(reward) FROM " + steps.id() + " WHERE episode = 0")
                        .rows())
                .containsExactly(List.of(5.0));
        assertThat(project.query("SELECT max(touch) FROM (SELECT \"component/touch\" AS touch FROM"
                                + " \"trajectories/early\")")
                        .rows())
                .containsExactly(List.of(2.0));
    }

    @Test
    void thereAreListsOfTablesRunsAndSeries() {
        assertThat(project.query("SELECT id, kind FROM tables WHERE kind = 'steps'")
                        .rows())
                .containsExactly(List.of(steps.id(), "steps"));
        assertThat(project.query("SELECT run, seed, rows FROM runs WHERE grp = 'rl/single' ORDER BY seed")
                        .rows())
                .containsExactly(
                        List.of("rl/single-seed0", 0L, 100L),
                        List.of("rl/single-seed1", 1L, 100L),
                        List.of("rl/single-seed2", 2L, 100L));
        assertThat(project.query("SELECT DISTINCT role FROM series WHERE tag = 'reward/gold'")
                        .rows())
                .containsExactly(List.of("gold"));
    }

    @Test
    void everyTypeComesBackAsSomethingPlain() {
        List<Object> row = project.query(
                        "SELECT step, reward, correct, response, logprobs, tokens, sum(step) OVER () FROM "
                                + responses.id() + " WHERE step = 2")
                .rows()
                .getFirst();
        assertThat(row).containsExactly(2L, 2.25, true, "text 2", row.get(4), row.get(5), 2L);
        assertThat(row.get(5)).isInstanceOf(List.class);
        assertThat(project.query("SELECT NULL, DATE '2026-01-02', 1.5::DECIMAL(4, 2)")
                        .rows())
                .containsExactly(Arrays.asList(null, "2026-01-02", 1.5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WITH a AS (SELECT run FROM metrics), b AS (SELECT * FROM a) SELECT count(*) FROM b",
                "FROM metrics LIMIT 1",
                "SELECT 1 UNION ALL SELECT 2;",
                "SELECT (SELECT max(value) FROM metrics) - value FROM metrics LIMIT 1",
                "SELECT * FROM (VALUES (1), (2)) v(x) JOIN metrics ON true LIMIT 1",
                "SELECT par(value, 0), krc(value, 1.0), quantile_cont(value, 0.5) OVER () FROM main.metrics LIMIT 1",
                "SELECT unnest([1, 2, 3])",
                "SELECT count(*) FROM episodes -- an empty view\n",
                "SELECT * FROM METRICS, pairs, scores, mdp, pairwise"
            })
    void anySingleSelectOverTheStudyIsFine(String sql) {
        assertThat(project.query(sql).names()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATTACH '/tmp/x.db'",
                "COPY (SELECT 1) TO '/tmp/x.csv'",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SET enable_external_access = true",
                "RESET lock_configuration",
                "PRAGMA database_list",
                "CREATE TABLE x AS SELECT 1",
                "DROP VIEW metrics",
                "INSERT INTO \"rewardloom files\" VALUES (1)",
                "DELETE FROM metrics",
                "CALL pragma_version()",
                "EXPORT DATABASE '/tmp/x'",
                "EXPLAIN SELECT 1",
                "DESCRIBE metrics",
                "SUMMARIZE metrics",
                "SELECT * FROM (SHOW TABLES)",
                "SELECT 1; SELECT 2",
                "SELECT 1; DROP VIEW metrics",
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM read_parquet('x.parquet')",
                "SELECT * FROM '/etc/passwd'",
                "SELECT * FROM 'secret.csv'",
                "SELECT * FROM \"secret.csv\"",
                "SELECT * FROM glob('*')",
                "SELECT * FROM range(3)",
                "SELECT * FROM duckdb_settings()",
                "SELECT * FROM duckdb_secrets",
                "SELECT * FROM pragma_table_info('metrics')",
                "SELECT * FROM information_schema.tables",
                "SELECT * FROM pg_catalog.pg_class",
                "SELECT * FROM sqlite_master",
                "SELECT * FROM \"rewardloom files\"",
                "SELECT * FROM memory.main.metrics",
                "SELECT * FROM query('SELECT 1')",
                "SELECT getenv('HOME')",
                "SELECT current_setting('allowed_directories')",
                "SELECT (SELECT content FROM read_text('/etc/passwd'))",
                "SELECT EXISTS (SELECT * FROM glob('/*'))",
                "SELECT value FROM metrics WHERE tag IN (SELECT file FROM glob('/*'))",
                "SELECT value FROM metrics ORDER BY (SELECT count(*) FROM glob('/*'))",
                "SELECT sum(value) FILTER (WHERE tag = (SELECT content FROM read_text('/x'))) FROM metrics",
                "SELECT * FROM metrics JOIN glob('/*') ON true",
                "SELECT * FROM metrics, LATERAL (SELECT * FROM read_text(tag))",
                "WITH x AS (SELECT * FROM read_text('/etc/passwd')) SELECT * FROM x",
                "WITH \"secret.csv\" AS (SELECT * FROM \"secret.csv\") SELECT 1",
                "SELECT * FROM (WITH \"secret.csv\" AS (SELECT 1) SELECT 1), \"secret.csv\"",
                "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT * FROM t",
                "WITH x AS MATERIALIZED (SELECT getenv('HOME')) SELECT * FROM x",
                "SELECT 1 UNION SELECT 2 FROM glob('*')",
                "SELECT * FROM metrics WHERE value > ?",
                "SELECT * FROM metrics WHERE value > $1",
                "SELECT system.pragma_version()",
                "FROM metrics SELECT getvariable('x')",
                "",
                "  -- nothing",
                "SELECT",
                "nonsense"
            })
    void everythingElseIsRefused(String sql) {
        assertThatThrownBy(() -> project.query(sql))
                .isInstanceOf(ProjectException.class)
                .message()
                .satisfiesAnyOf(
                        m -> assertThat(m).startsWith("The query is refused: "),
                        m -> assertThat(m).startsWith("The query cannot be read: "),
                        m -> assertThat(m).isEqualTo("The query is empty."));
        assertThat(project.query("SELECT count(*) FROM metrics").rows()).containsExactly(List.of(300L));
    }

    /** The second door: even what would slip past the guard reaches nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_text('/etc/hostname')",
                "SELECT * FROM '$dir/secret.csv'",
                "COPY (SELECT 1) TO '$dir/out.csv'",
                "ATTACH '$dir/out.db'",
                "INSTALL httpfs",
                "SET enable_external_access = true",
                "SET lock_configuration = false",
                "SET allowed_directories = ['/']"
            })
    void theEngineItselfIsLocked(String sql) throws Exception {
        try (LockedEngine engine = new LockedEngine(project.folder().resolve("tables"));
                var connection = engine.connection();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql.replace("$dir", dir.toString())))
                    .isInstanceOf(java.sql.SQLException.class);
        }
        assertThat(dir.resolve("out.csv")).doesNotExist();
        assertThat(dir.resolve("out.db")).doesNotExist();
    }

    @Test
    void aMistakeIsExplained() {
        assertThatThrownBy(() -> project.query("SELECT valu FROM metrics"))
                .isInstanceOf(ProjectException.class)
                .hasMessageStartingWith("The query fails: there is no column called 'valu'; names like it: 'value'")
                .hasMessageContaining("value");
        assertThatThrownBy(() -> project.query("SELECT * FROM metric"))
                .hasMessageContaining("no table metric")
                .hasMessageContaining("episodes");
    }

    @Test
    void aLongResultCanBeCutShort() {
        QueryResult result = project.query("SELECT value FROM metrics", 7, Progress.NONE);
        assertThat(result.rows()).hasSize(7);
        assertThat(result.truncated()).isTrue();
        assertThat(project.query("SELECT 1", 1, Progress.NONE).truncated()).isFalse();
    }

    @Test
    void aQueryCanBeCancelled() {
        Progress cancelled = new Progress() {
            @Override
            public void update(String step, double fraction) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        String endless =
                "SELECT sum(a.value * b.value * c.value * d.value * e.value) FROM metrics a, metrics b, metrics c,"
                        + " metrics d, metrics e";
        assertThatThrownBy(() -> project.query(endless, 10, cancelled)).isInstanceOf(CancelledException.class);
    }

    @Test
    void aResultCanBeAnArrowFile() throws IOException {
        Path file = dir.resolve("out.arrows");
        assertThat(project.queryArrow("SELECT tag, value FROM metrics ORDER BY value", file))
                .isEqualTo(300);
        long rows = 0;
        try (BufferAllocator allocator = new RootAllocator();
                InputStream in = Files.newInputStream(file);
                ArrowStreamReader reader = new ArrowStreamReader(in, allocator)) {
            while (reader.loadNextBatch()) {
                rows += reader.getVectorSchemaRoot().getRowCount();
            }
        }
        assertThat(rows).isEqualTo(300);
        assertThatThrownBy(() -> project.queryArrow("SELECT 1", dir.resolve("none/out.arrows")))
                .isInstanceOf(ProjectException.class);
        assertThat(dir.resolve("none")).doesNotExist();
    }

    @Test
    void aFormulaGivesOneNumberForEachRowInFileOrder() {
        assertThat(project.evaluate(steps, "0.3 * approach + 0.2 * touch")).containsExactly(.35, .075, .2, .4);
        assertThat(project.evaluate(steps, "reward")).containsExactly(1, 2, 3, Double.NaN);
        assertThat(project.evaluate(steps, "\"component/touch\" > 0")).containsExactly(1, 0, 1, 1);
        assertThat(project.evaluate(steps, "sum(touch) OVER (PARTITION BY episode ORDER BY t) -- running"))
                .containsExactly(1, 0, 1, 3);
        assertThat(project.evaluate(steps, "CASE WHEN t > 0 THEN 1 END")).containsExactly(Double.NaN, Double.NaN, 1, 1);
        assertThat(project.evaluate(steps, "7")).containsExactly(7, 7, 7, 7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1) FROM metrics; DROP VIEW metrics; --",
                "1, 2",
                "1 AS x",
                "reward FROM metrics",
                "reward WHERE true",
                "reward LIMIT 1",
                "reward ORDER BY 1",
                "DISTINCT reward",
                "*",
                "COLUMNS('r.*')",
                "(SELECT 1)",
                "(SELECT content FROM read_text('/etc/passwd'))",
                "EXISTS (SELECT 1)",
                "getenv('HOME')",
                "reward /* ",
                "reward; SELECT 1",
                "sum(reward)",
                "unnest([1, 2])",
                "nothing",
                "'text'",
                "?",
                "",
                "count(*)"
            })
    void aFormulaIsOneExpression(String formula) {
        assertThatThrownBy(() -> project.evaluate(steps, formula))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("ormula");
    }

    @Test
    void aRecipeIsADerivedColumn() {
        Recipe recipe = new Recipe("mix", Kind.STEPS, "0.3 * approach + 0.2 * touch", "a first try");
        project.save(recipe);
        try {
            assertThat(project.recipes()).containsExactly(recipe);
            assertThat(project.columns(steps, List.of("t", "recipe/mix")).doubles("recipe/mix"))
                    .containsExactly(.35, .075, .2, .4);
            assertThat(project.query("SELECT max(\"recipe/mix\") FROM \"trajectories/early\"")
                            .rows())
                    .containsExactly(List.of(.4));
            Recipe better = new Recipe("mix", Kind.STEPS, "touch", "");
            project.save(better);
            assertThat(project.recipes()).containsExactly(better);
            assertThat(project.columns(steps, List.of("recipe/mix")).doubles("recipe/mix"))
                    .containsExactly(1, 0, 1, 2);
        } finally {
            project.removeRecipe("mix");
        }
        assertThatThrownBy(() -> project.columns(steps, List.of("recipe/mix")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRecipeIsCheckedWhenItIsSaved() {
        assertThatThrownBy(() -> project.save(new Recipe("bad", Kind.STEPS, "no_such_column + 1", "")))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("no_such_column");
        assertThatThrownBy(() -> project.save(new Recipe("bad", Kind.STEPS, "1; DROP VIEW metrics", "")))
                .hasMessageContaining("refused");
        assertThatThrownBy(() -> project.save(new Recipe(" ", Kind.STEPS, "1", "")))
                .hasMessageContaining("name");
        assertThat(project.recipes()).isEmpty();
    }
}
