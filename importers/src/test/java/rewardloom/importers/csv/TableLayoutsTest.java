package rewardloom.importers.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rewardloom.importers.CollectingSink;
import rewardloom.importers.ImporterTester;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Series;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;

/** Layouts of text tables by the programs that write them. */
class TableLayoutsTest {
    @TempDir
    Path folder;

    private ImporterTester files;

    @BeforeEach
    void openFolder() {
        files = new ImporterTester(folder);
    }

    private static Series series(CollectingSink sink, String run, String tag) {
        MemoryTables tables = sink.tables();
        Table table = tables.list().stream()
                .filter(t -> t.run().equals(run))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no run " + run + " in " + tables.list()));
        return tables.series(table, tag);
    }

    /** d3rlpy: a file for each metric, epoch, step and value, in the folder of the run. */
    @Test
    void tablesWithoutNamesBesideParametersAreMetricsOfOneRun() throws IOException {
        String rows = "1,1000,0.5\n2,2000,0.25\n";
        CollectingSink alone = files.read("CQL_hopper/td_loss.csv", rows);
        assertThat(series(alone, "td_loss", "value").steps()).containsExactly(1000, 2000);
        files.read("CQL_hopper/params.json", "{\"gamma\": 0.99}");
        Series loss = series(files.read("CQL_hopper/td_loss.csv", rows), "CQL_hopper", "td_loss");
        assertThat(loss.steps()).containsExactly(1000, 2000);
        assertThat(loss.values()).containsExactly(0.5, 0.25);
        CollectingSink sink = files.read("CQL_hopper/td_loss.csv", rows);
        assertThat(series(sink, "CQL_hopper", "td_loss/epoch").values()).containsExactly(1, 2);
    }

    @Test
    void twoColumnsWithoutNamesAreStepAndValue() throws IOException {
        CollectingSink blanks = files.read("hopper-v0_1.txt", "5000 9.9\n10000   12.5\n15000 nan\n");
        assertThat(series(blanks, "hopper-v0_1", "value").steps()).containsExactly(5000, 10000, 15000);
        assertThat(series(blanks, "hopper-v0_1", "value").values()).containsExactly(9.9, 12.5, Double.NaN);
        CollectingSink tabs = files.read("a.tsv", "\ufeff1\t2\r\n2\t3\r\n");
        assertThat(series(tabs, "a", "value").values()).containsExactly(2, 3);
    }

    @Test
    void moreColumnsWithoutNamesKeepTheirNumbers() throws IOException {
        CollectingSink sink = files.read("log_a.csv", "99,0.68,0.1,0.5\n199,0.6,0.2,0.6\n");
        assertThat(sink.tables().list().getFirst().series())
                .extracting(SeriesSummary::tag)
                .containsExactly("col1", "col2", "col3");
        // Both of the first two rise, but there is a third: neither is sure to be the step.
        CollectingSink rows = files.read("b.csv", "9,3,1\n8,4,2\n");
        assertThat(rows.tables().list().getFirst().series()).hasSize(3);
    }

    /** aim.Metric.dataframe(include_name=True, include_context=True, include_run=True).to_csv() */
    @Test
    void seriesInLongFormAsAimWritesThem() throws IOException {
        CollectingSink sink = files.read("aim.csv", """
            ,idx,step,value,epoch,time,run.hash,run.hparams.lr,run.hparams.layers,metric.name,metric.context.subset
            0,0,0,1.5,0,2023-01-05 10:11:12.500000,abc,0.1,"[1, 2]",loss,train
            1,1,10,1.25,0,2023-01-05 10:11:13.500000,abc,0.1,"[1, 2]",loss,train
            0,0,10,2.5,0,2023-01-05 10:11:14.500000,abc,0.1,"[1, 2]",loss,val
            0,0,0,7,0,2023-01-05 10:11:14.500000,def,0.2,"[3]",reward,
            """);
        assertThat(series(sink, "abc", "loss{subset=train}").steps()).containsExactly(0, 10);
        assertThat(series(sink, "abc", "loss{subset=train}").values()).containsExactly(1.5, 1.25);
        assertThat(series(sink, "abc", "loss{subset=train}").wallTimes()[0]).isEqualTo(1672913472.5);
        assertThat(series(sink, "abc", "loss{subset=val}").values()).containsExactly(2.5);
        assertThat(series(sink, "def", "reward").values()).containsExactly(7);
        assertThat(sink.settings())
                .containsExactly(
                        entry("abc: hparams.lr", "0.1"),
                        entry("abc: hparams.layers", "[1, 2]"),
                        entry("def: hparams.lr", "0.2"),
                        entry("def: hparams.layers", "[3]"));
    }

    /** The table of Aim's page: groups are kept apart by rows of dashes. */
    @Test
    void seriesInLongFormFromAimsPage() throws IOException {
        CollectingSink sink = files.read("metrics-10-00.csv", """
            experiment,run,metric,context,value,step,epoch,time
            default,Run: a,loss,\"subset=\"\"val\"\"\",0.5,100,3,10:11:12 · 5 Jan
            --,--,--,--,--,--,--,--
            default,Run: b,loss,\"subset=\"\"val\"\"\",0.25,100,-,-
            """);
        assertThat(series(sink, "Run: a", "loss{subset=val}").values()).containsExactly(0.5);
        assertThat(series(sink, "Run: b", "loss{subset=val}").values()).containsExactly(0.25);
        assertThat(sink.problemKinds()).doesNotContain("missing-step");
    }

    @Test
    void seriesInLongFormAsTensorBoardAndThisProgramHaveThem() throws IOException {
        CollectingSink sink = files.read("scalars.csv", """
            run,tag,step,value,wall_time
            a/seed0,loss,0,1,1700000000
            a/seed0,acc,0,2,1700000001
            a/seed1,loss,5,3,1700000000
            """);
        assertThat(series(sink, "a/seed0", "acc").wallTimes()).containsExactly(1700000001);
        assertThat(series(sink, "a/seed1", "loss").steps()).containsExactly(5);
    }

    @Test
    void aCurveThatTensorBoardSavedIsNamedByItsFile() throws IOException {
        String curve = "Wall time,Step,Value\n1700000000.5,0,1.5\n1700000001.5,10,2.5\n";
        Series loss = series(files.read("x/run-ppo_1-tag-train_loss.csv", curve), "ppo_1", "train_loss");
        assertThat(loss.steps()).containsExactly(0, 10);
        assertThat(loss.wallTimes()).containsExactly(1700000000.5, 1700000001.5);
        assertThat(series(files.read("x/saved.csv", curve), "saved", "Value").values())
                .containsExactly(1.5, 2.5);
    }

    @Test
    void rowsThatNameTheirRunsAreTablesOfTheirOwn() throws IOException {
        CollectingSink sink = files.read("all.csv", """
            algo,env,seed,step,return
            sac,Hopper,0,0,1
            sac,Hopper,0,10,2
            sac,Hopper,1,0,3
            td3,Hopper,0,0,4
            """);
        assertThat(sink.tables().list())
                .extracting(Table::run)
                .containsExactly("all/Hopper/sac/seed0", "all/Hopper/sac/seed1", "all/Hopper/td3/seed0");
        assertThat(series(sink, "all/Hopper/sac/seed0", "return").values()).containsExactly(1, 2);
        assertThat(sink.problems()).isEmpty();
    }

    /** A number that only counts runs would keep seeds from being repetitions of one another. */
    @Test
    void aSeedNamesARunAndANumberOnlyWhereItMust() throws IOException {
        CollectingSink sink = files.read("all.csv", """
            env,run,seed,step,return
            Hopper,17,0,0,1
            Hopper,17,0,10,2
            Hopper,18,1,0,3
            Hopper,19,1,0,4
            Hopper,18,1,10,5
            """);
        assertThat(sink.tables().list())
                .extracting(Table::run)
                .containsExactly("all/Hopper/seed0", "all/Hopper/seed1", "all/Hopper/seed1/run19");
        assertThat(series(sink, "all/Hopper/seed1", "return").values()).containsExactly(3, 5);
    }

    @Test
    void oneRunThatRestartsStaysOne() throws IOException {
        CollectingSink sink = files.read("run/progress.csv", "seed,step,loss\n0,0,1\n0,10,2\n0,5,3\n");
        assertThat(sink.tables().list()).hasSize(1);
        assertThat(series(sink, "run/seed0", "loss").steps()).containsExactly(0, 10, 5);
    }

    /** Without a step there is no training: each row is one thing with its numbers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "i,j,cos",
                "round,candidate,task_score,human_rank",
                "quality,cost",
                "user_welfare,llm_welfare",
                "pred_1,pred_2,loss",
                "pred_x1,pred_y1,pred_x2,pred_y2,gold_x1,gold_y1,gold_x2,gold_y2"
            })
    void numbersOfOneThingInEachRowAreScores(String header) throws IOException {
        String row = header.replaceAll("[^,]+", "1") + "\n";
        Table table = files.read("table.csv", header + "\n" + row + row)
                .tables()
                .list()
                .getFirst();
        assertThat(table.kind()).isEqualTo(Kind.SCORES);
        assertThat(table.rows()).isEqualTo(2);
        Table steps = files.read("log.csv", "step," + header + "\n1," + row)
                .tables()
                .list()
                .getFirst();
        assertThat(steps.kind()).isEqualTo(Kind.METRICS);
    }
}
