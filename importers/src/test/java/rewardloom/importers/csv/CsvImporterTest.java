package rewardloom.importers.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rewardloom.importers.CollectingSink;
import rewardloom.importers.Header;
import rewardloom.importers.ImporterTester;
import rewardloom.importers.Importers;
import rewardloom.model.table.Column;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Series;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;

class CsvImporterTest {
    @TempDir
    Path folder;

    private ImporterTester files;

    @BeforeEach
    void openFolder() {
        files = new ImporterTester(folder);
    }

    private static Table only(CollectingSink sink) {
        List<Table> tables = sink.tables().list();
        assertThat(tables).hasSize(1);
        return tables.getFirst();
    }

    private static Series series(CollectingSink sink, String tag) {
        MemoryTables tables = sink.tables();
        return tables.series(tables.list().getFirst(), tag);
    }

    private static List<String> columns(Table table) {
        return table.columns().stream().map(Column::name).toList();
    }

    @Test
    void progressBecomesOneTagForEachColumn() throws IOException {
        CollectingSink sink = files.read(
                "run-seed3/progress.csv",
                "time/total_timesteps,rollout/ep_rew_mean,train/loss\r\n"
                        + "1000,1.5,\r\n"
                        + "2000,nan,0.25\r\n"
                        + "3000,-inf,0.125\r\n");
        Table table = only(sink);
        assertThat(table.kind()).isEqualTo(Kind.METRICS);
        assertThat(table.run()).isEqualTo("run-seed3");
        assertThat(series(sink, "rollout/ep_rew_mean").values())
                .containsExactly(1.5, Double.NaN, Double.NEGATIVE_INFINITY);
        // an empty cell gives no point
        assertThat(series(sink, "train/loss").steps()).containsExactly(2000, 3000);
        assertThat(sink.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "\t", ";"})
    void findsTheSeparator(String separator) throws IOException {
        String text = "step,a,b\n1,2,3\n2,3,4\n".replace(",", separator);
        CollectingSink sink = files.read("metrics.csv", text);
        assertThat(only(sink).series()).extracting(SeriesSummary::tag).containsExactly("a", "b");
        assertThat(series(sink, "b").values()).containsExactly(3, 4);
    }

    @Test
    void quotesMarksAndLineEndsOfAnySystemAreRead() throws IOException {
        CollectingSink sink = files.read("a.csv", "\ufeffstep,\"loss, total\"\r\n1,\"0.5\"\r\n\r\n2,0.25");
        assertThat(series(sink, "loss, total").values()).containsExactly(0.5, 0.25);
    }

    @Test
    void raggedRowsAreCountedWithTheirLinesAndTheRestIsRead() throws IOException {
        CollectingSink sink = files.read("a.csv", "step,a,b\n1,2,3\n2,5\n3,4,5,6\n4,7,8\n");
        Problem problem = sink.problem("ragged-row");
        assertThat(problem.count()).isEqualTo(2);
        assertThat(problem.where()).isEqualTo("lines 3, 4");
        assertThat(series(sink, "a").values()).containsExactly(2, 5, 4, 7);
        assertThat(series(sink, "b").values()).containsExactly(3, 5, 8);
    }

    @Test
    void aTableOfNumbersNeedsNoHeader() throws IOException {
        CollectingSink sink = files.read("loss.csv", "1,1000,0.5\n2,2000,0.25\n");
        assertThat(only(sink).series()).extracting(SeriesSummary::tag).containsExactly("col0", "value");
        assertThat(series(sink, "value").steps()).containsExactly(1000, 2000);
    }

    @Test
    void aHeaderMayStandInAComment() throws IOException {
        CollectingSink sink = files.read("a.csv", "# step,loss\n1,0.5\n2,0.25\n");
        assertThat(series(sink, "loss").steps()).containsExactly(1, 2);
    }

    @Test
    void withoutAStepColumnRowsAreNumbered() throws IOException {
        CollectingSink sink = files.read("a.csv", "velocity,torque\n1,2\n3,4\n");
        assertThat(series(sink, "torque").steps()).containsExactly(0, 1);
        assertThat(sink.problemKinds()).containsExactly("no-step-column");
    }

    @Test
    void columnsOfTextAreLeftOutOfMetricsAndNamed() throws IOException {
        CollectingSink sink = files.read("a.csv", "step,loss,host\n1,0.5,box\n2,0.25,box\n");
        assertThat(sink.problem("text-column").where()).contains("host");
    }

    @Test
    void aTableWithoutRowsOrWithoutNumbersBesideItsStepSaysSo() throws IOException {
        assertThat(files.read("a.csv", "step,loss\n").problemKinds()).containsExactly("no-rows");
        assertThat(files.read("a.csv", "step\n1\n2\n").problemKinds()).containsExactly("no-scalars");
    }

    @Test
    void severalRunsInOneTableAreSaidWhereItsRunsHaveNoName() throws IOException {
        CollectingSink sink = files.read("a.csv", "experiment,step,loss\n0.5,1,0.5\n0.5,2,0.25\n1.5,1,0.5\n");
        assertThat(sink.problem("several-runs").where()).isEqualTo("column experiment");
    }

    @Test
    void rowsWithoutAStepAreLeftOutAndCounted() throws IOException {
        CollectingSink sink = files.read("a.csv", "step,loss\n1,0.5\n,0.25\n3,0.125\n");
        assertThat(sink.problem("missing-step").where()).isEqualTo("line 3");
        assertThat(series(sink, "loss").steps()).containsExactly(1, 3);
    }

    @Test
    void stepsOfEpisodesAreRecognisedByTheirRestarts() throws IOException {
        CollectingSink sink =
                files.read("a.csv", "episode,step,reward,obs_x,reward_touch\n0,0,1,0.5,1\n0,1,2,0.5,1\n1,0,3,0.5,0\n");
        Table table = only(sink);
        assertThat(table.kind()).isEqualTo(Kind.STEPS);
        assertThat(columns(table)).containsExactly("episode", "t", "reward", "observation/x", "component/touch");
    }

    @Test
    void anAverageOverEpisodesIsNotATrajectory() throws IOException {
        CollectingSink sink = files.read("a.csv", "episode,timestep,reward\n42,800,18.8\n64,1600,25.1\n");
        assertThat(only(sink).kind()).isEqualTo(Kind.METRICS);
        assertThat(only(sink).series()).extracting(SeriesSummary::tag).containsExactly("episode", "reward");
    }

    @Test
    void aTableOfTextsAndNumbersBecomesScores() throws IOException {
        CollectingSink sink = files.read("a.csv", "model,score_a,gold\nx,0.5,1\ny,0.25,0\n");
        assertThat(only(sink).kind()).isEqualTo(Kind.SCORES);
        assertThat(columns(only(sink))).containsExactly("model", "score/a", "gold");
    }

    @Test
    void textAloneIsAnErrorWithARemedy() throws IOException {
        Problem problem = files.read("a.csv", "hello|world\na|b\n").problem("no-numbers");
        assertThat(problem.severity()).isEqualTo(Problem.Severity.ERROR);
        assertThat(problem.message()).contains("separator");
    }

    @Test
    void anOpenQuoteKeepsWhatCameBefore() throws IOException {
        CollectingSink sink = files.read("a.csv", "step,loss\n1,0.5\n2,\"0.25\"x\n3,0.125\n");
        assertThat(sink.problem("broken-table").message()).contains("quotes");
        assertThat(series(sink, "loss").steps()).startsWith(1);
    }

    @Test
    void monitorBecomesEpisodesWithTheTimeOfDay() throws IOException {
        CollectingSink sink = files.read(
                "ant-seed0/0.monitor.csv",
                "#{\"t_start\": 1000.5, \"env_id\": \"Ant\"}\n"
                        + "r,l,t,goals,reward_touch\n"
                        + "1.5,10,0.5,1,0.25\n"
                        + "-2,20,1.5,0,nan\n");
        Table table = only(sink);
        assertThat(table.kind()).isEqualTo(Kind.EPISODES);
        assertThat(table.run()).isEqualTo("ant-seed0");
        assertThat(columns(table))
                .containsExactly("episode", "return", "length", "time", "goals", "component/touch", "wall_time");
        MemoryTables tables = sink.tables();
        assertThat(tables.columns(table, List.of("wall_time")).doubles("wall_time"))
                .containsExactly(1001, 1002);
        assertThat(tables.columns(table, List.of("episode")).longs("episode")).containsExactly(0, 1);
        assertThat(tables.columns(table, List.of("return")).doubles("return")).containsExactly(1.5, -2);
    }

    @Test
    void aMonitorThatWasAppendedToIsReadAsOne() throws IOException {
        String part = "#{\"t_start\": 1.0, \"env_id\": \"Ant\"}\nr,l,t\n1,2,3\n";
        assertThat(only(files.read("monitor.csv", part + part)).rows()).isEqualTo(2);
    }

    @Test
    void aMonitorWithoutItsColumnsIsAnError() throws IOException {
        CollectingSink sink = files.read("monitor.csv", "#{\"t_start\": 1.0}\n");
        assertThat(sink.problem("no-episodes").severity()).isEqualTo(Problem.Severity.ERROR);
    }

    @Test
    void anExportedChartHasATableForEachRun() throws IOException {
        CollectingSink sink = files.read("chart.csv", """
            "Step","ppo - par - loss/critic","ppo - par - loss/critic__MIN","dpo - loss/critic","dpo - _step","dpo - _step__MAX"
            1,6.5,6,5.5,10,10
            2,,,4.5,20,20
            3,NaN,1,,30,30
            """);
        MemoryTables tables = sink.tables();
        assertThat(tables.list()).extracting(Table::run).containsExactly("ppo - par", "dpo");
        Table first = tables.list().getFirst();
        assertThat(first.series()).extracting(SeriesSummary::tag).containsExactly("loss/critic", "loss/critic__MIN");
        assertThat(tables.series(first, "loss/critic").steps()).containsExactly(1, 3);
        assertThat(tables.series(first, "loss/critic").values()).containsExactly(6.5, Double.NaN);
        assertThat(tables.series(tables.list().getLast(), "loss/critic").steps())
                .containsExactly(10, 20);
        assertThat(sink.problems()).isEmpty();
    }

    @Test
    void blanksSeparateColumnsOfNumbers() throws IOException {
        CollectingSink sink = files.read("scores.txt", "  5000 9.9\n10000   8.0\r\n15000\t4.6 \n");
        MemoryTables tables = sink.tables();
        assertThat(tables.series(tables.list().getFirst(), "value").steps()).containsExactly(5000, 10_000, 15_000);
        assertThat(tables.series(tables.list().getFirst(), "value").values()).containsExactly(9.9, 8.0, 4.6);
        CollectingSink named = files.read("loss.dat", "step  loss\n1 0.5\n2 0.25\n");
        assertThat(named.tables()
                        .series(named.tables().list().getFirst(), "loss")
                        .values())
                .containsExactly(0.5, 0.25);
    }

    @Test
    void textsAreNoTablesOfNumbers() {
        for (String text : List.of("Hello world\n1 2\n", "1\n", "one two\nthree four\n", "1 2 3\n4 5\n")) {
            Header header = new Header("a.txt", text.getBytes(StandardCharsets.UTF_8), text.length());
            assertThat(Importers.installed().choose(header)).as(text).isEmpty();
        }
    }

    @Test
    void dictionariesInCellsAreTagsOfTheirOwn() throws IOException {
        CollectingSink sink = files.read("progress.csv", """
            training_iteration,info,config
            1,"{'learner': {'default_policy': {'kl': 0.03, 'f': <function f at 0x7f>, 'l': [1, 'a]', (2)], 'b': True}}, 't': 'x'}","{'lr': 1}"
            2,"{'learner': {'default_policy': {'kl': nan}","{'lr': 1}"
            """);
        MemoryTables tables = sink.tables();
        Table table = tables.list().getFirst();
        assertThat(table.series())
                .extracting(SeriesSummary::tag)
                .containsExactly("info/learner/default_policy/kl", "info/learner/default_policy/b");
        assertThat(tables.series(table, "info/learner/default_policy/kl").values())
                .containsExactly(0.03, Double.NaN);
        assertThat(sink.problems()).isEmpty();
    }

    @Test
    void brokenDictionariesAreSurvived() throws IOException {
        String cell = "{'a': {'b\\\\'': -1.5e3, \"c\": [{'d': (1, 2)}]}, 'e': <f(3)>, 'g': None}";
        for (int end = 0; end <= cell.length(); end++) {
            String cut = cell.substring(0, end) + "}";
            files.read("progress.csv", "step,info\n1,\"" + cut.replace("\"", "\"\"") + "\"\n");
        }
        files.read("progress.csv", "step,info\n1,\"" + "{'a': ".repeat(10_000) + "}\"\n");
    }
}
