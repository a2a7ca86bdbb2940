package rewardloom.viewers.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.Analysis;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.progress.CancelledException;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Tables;

class AnalysisModelTest {
    private final MemoryTables tables = new MemoryTables();
    private final Bench bench = new Bench();
    private final Doubling doubling = new Doubling();
    private final AnalysisModel<Doubling.Settings> model = new AnalysisModel<>(doubling, tables, bench, Runnable::run);

    @BeforeEach
    void addASeries() {
        tables.addSeries("a-seed0", "reward", new long[] {0, 1}, new double[] {1, 2});
        tables.addSeries("a-seed1", "reward", new long[] {0, 1}, new double[] {1, 2});
    }

    @Test
    void nothingIsComputedBeforeItIsSeenAndOnceAfterwards() {
        model.set("factor", "3");
        assertThat(bench.waiting()).isZero();

        model.setActive(true);
        model.setActive(true);
        assertThat(model.computingProperty().get()).isTrue();
        bench.runAll();

        assertThat(doubling.factors).containsExactly(3.0);
        assertThat(model.stateProperty().get()).isEqualTo(AnalysisModel.State.SHOWN);
        assertThat(model.computingProperty().get()).isFalse();
        assertThat(model.items()).extracting(Item::name).containsExactly("one", "two", "numbers");
    }

    @Test
    void theOldResultStaysInSightUntilTheNewOneArrives() {
        shown();
        Result old = model.resultProperty().get();

        model.set("factor", "4");

        assertThat(model.resultProperty().get()).isSameAs(old);
        assertThat(model.computingProperty().get()).isTrue();
        bench.runAll();
        assertThat(model.resultProperty().get()).isNotSameAs(old);
    }

    @Test
    void aWrongTextIsNamedAndChangesNothing() {
        shown();
        model.set("factor", "11");
        model.set("mode", "odd");
        model.set("runs", "");

        assertThat(bench.waiting()).isZero();
        assertThat(model.texts()).containsEntry("factor", "11");
        assertThat(model.mistakes().get("factor")).contains("between 0.0 and 10.0");
        assertThat(model.mistakes().get("mode")).contains("plain, careful");
        assertThat(model.mistakes()).doesNotContainKey("runs");

        model.set("factor", "5");
        bench.runAll();
        assertThat(model.mistakes()).doesNotContainKey("factor");
        assertThat(doubling.factors).endsWith(5.0);
    }

    @Test
    void theSameFigureStaysInSightFromResultToResult() {
        shown();
        model.step(1);
        assertThat(model.shownProperty().get()).extracting(Item::name).isEqualTo("two");

        model.set("factor", "4");
        bench.runAll();
        assertThat(model.shownProperty().get()).extracting(Item::name).isEqualTo("two");

        model.step(2);
        assertThat(model.shownProperty().get()).extracting(Item::name).isEqualTo("one");
        model.show(new Finding("id", Finding.Severity.INFO, "text", "rule", Map.of(), "two"));
        assertThat(model.shownProperty().get()).extracting(Item::name).isEqualTo("two");
    }

    @Test
    void aStudyWithoutWhatItNeedsIsMissingItUntilItComes() {
        MemoryTables empty = new MemoryTables();
        AnalysisModel<Doubling.Settings> poor = new AnalysisModel<>(doubling, empty, bench, Runnable::run);
        poor.setActive(true);
        bench.runAll();
        assertThat(poor.stateProperty().get()).isEqualTo(AnalysisModel.State.MISSING);

        empty.addSeries("run", "reward", new long[] {0}, new double[] {1});
        poor.studyChanged();
        bench.runAll();
        assertThat(poor.stateProperty().get()).isEqualTo(AnalysisModel.State.SHOWN);
    }

    /** While a slider is dragged results follow, each for the newest text there was when it began. */
    @Test
    void whatIsDraggedIsComputedAtOnceAndAgainUntilItStands() {
        List<Runnable> paused = new ArrayList<>();
        AnalysisModel<Doubling.Settings> patient = new AnalysisModel<>(doubling, tables, bench, paused::add);
        patient.setActive(true);
        bench.runAll();
        doubling.factors.clear();

        patient.drag("factor", "3");
        patient.drag("factor", "4");
        patient.drag("factor", "5");
        assertThat(bench.waiting()).as("one at a time").isEqualTo(1);
        bench.runAll();
        assertThat(doubling.factors).as("what was asked for first is finished").containsExactly(3.0);
        assertThat(patient.computingProperty().get())
                .as("the newest is under way")
                .isTrue();
        bench.runAll();

        assertThat(doubling.factors).containsExactly(3.0, 5.0);
        assertThat(patient.computingProperty().get()).isFalse();
        assertThat(patient.texts()).containsEntry("factor", "5");
        assertThat(paused).as("no pause is waited for").isEmpty();
    }

    @Test
    void whatIsDraggedAsideIsNotComputed() {
        shown();
        doubling.factors.clear();
        model.setActive(false);
        model.drag("factor", "3");
        assertThat(bench.waiting()).isZero();
        model.setActive(true);
        bench.runAll();
        assertThat(doubling.factors).containsExactly(3.0);
    }

    @Test
    void aRefusalKeepsTheOldResultAndSaysWhy() {
        shown();
        model.set("factor", "0");
        bench.runAll();

        assertThat(model.refusalProperty().get()).isEqualTo("nothing doubles with 0");
        assertThat(model.stateProperty().get()).isEqualTo(AnalysisModel.State.SHOWN);
        assertThat(model.resultProperty().get()).isNotNull();

        model.set("factor", "1");
        bench.runAll();
        assertThat(model.refusalProperty().get()).isEmpty();
    }

    @Test
    void aDefectIsToldAndDoesNotLeaveItWaiting() {
        List<Exception> told = new ArrayList<>();
        model.onFailure(told::add);
        doubling.defect = true;
        model.setActive(true);
        bench.runAll();

        assertThat(told).singleElement().asString().contains("defect");
        assertThat(model.computingProperty().get()).isFalse();
        assertThat(model.stateProperty().get()).isEqualTo(AnalysisModel.State.REFUSED);
    }

    @Test
    void cancellingEndsTheWaiting() {
        bench.cancelled = true;
        model.setActive(true);
        bench.runAll();

        assertThat(model.computingProperty().get()).isFalse();
        assertThat(model.refusalProperty().get()).startsWith("Cancelled");
    }

    @Test
    void aHiddenViewStopsAndComputesAgainWhenSeen() {
        model.setActive(true);
        model.setActive(false);
        assertThat(model.computingProperty().get()).isFalse();
        bench.runAll();
        assertThat(model.resultProperty().get()).isNull();

        model.setActive(true);
        bench.runAll();
        assertThat(model.resultProperty().get()).isNotNull();
    }

    @Test
    void aViewSeenAgainComputesOnlyIfTheStudyIsAnother() {
        shown();
        model.setActive(false);
        model.setActive(true);
        bench.runAll();
        assertThat(doubling.factors).hasSize(1);

        model.setActive(false);
        tables.addSeries("a-seed2", "reward", new long[] {0, 1}, new double[] {1, 2});
        model.setActive(true);
        bench.runAll();
        bench.runAll();
        assertThat(doubling.factors).hasSize(2);
    }

    @Test
    void formsOfferWhatTheStudyHolds() {
        shown();
        assertThat(model.offers(Parameter.Choices.TAGS)).contains("reward");
        assertThat(model.offers(Parameter.Choices.RUNS)).containsExactly("a-seed0", "a-seed1");
        assertThat(model.offers(Parameter.Choices.GROUPS)).containsExactly("a");
    }

    @Test
    void onlyWhatDiffersFromTheDefaultsIsAChange() {
        shown();
        assertThat(model.changes()).isEmpty();
        model.set("factor", "4");
        model.set("mode", "careful");
        assertThat(model.changes()).containsExactly(Map.entry("factor", "4.0"), Map.entry("mode", "careful"));

        model.reset();
        assertThat(model.changes()).isEmpty();
        assertThat(model.texts()).containsEntry("factor", "2.0");
    }

    private void shown() {
        model.setActive(true);
        bench.runAll();
    }

    /** An analysis that remembers how it was run. */
    private static final class Doubling implements Analysis<Doubling.Settings> {
        private final List<Double> factors = new ArrayList<>();
        private boolean defect;

        enum Mode {
            PLAIN,
            CAREFUL
        }

        record Settings(
                @Parameter(label = "Factor", help = "How much.", min = 0, max = 10)
                double factor,

                @Parameter(label = "Mode", help = "How.") Mode mode,

                @Parameter(label = "Runs", help = "Which.", choices = Parameter.Choices.RUNS)
                List<String> runs) {}

        @Override
        public String id() {
            return "doubling";
        }

        @Override
        public String title() {
            return "Doubling";
        }

        @Override
        public Family family() {
            return Family.TESTS;
        }

        @Override
        public String sentence() {
            return "What is twice of it?";
        }

        @Override
        public List<String> sources() {
            return List.of();
        }

        @Override
        public List<String> needs() {
            return List.of("any table");
        }

        @Override
        public String help() {
            return "";
        }

        @Override
        public Settings defaults() {
            return new Settings(2, Mode.PLAIN, List.of());
        }

        @Override
        public boolean accepts(Tables tables) {
            return !tables.list().isEmpty();
        }

        @Override
        public Result run(Settings settings, Tables tables, Progress progress) {
            factors.add(settings.factor());
            if (defect) {
                throw new IllegalStateException("a defect");
            }
            if (progress.isCancelled()) {
                throw new CancelledException();
            }
            if (settings.factor() == 0) {
                throw new AnalysisException("nothing doubles with 0");
            }
            return new Result(
                    List.of(),
                    List.of(figure("one"), figure("two")),
                    List.of(new ResultTable("numbers", "Numbers", List.of("n"), List.of(List.of(settings.factor())))),
                    tables.list());
        }

        private static Figure figure(String name) {
            return new Figure(name, name, Axis.linear("x"), Axis.linear("y"), List.of(), "", FigureSource.NONE);
        }
    }
}
