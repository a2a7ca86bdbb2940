package rewardloom.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.app.notice.Notice;
import rewardloom.importers.Importers;
import rewardloom.importers.Importing;
import rewardloom.model.figure.FigureJson;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Project;
import rewardloom.model.project.SavedFigure;
import rewardloom.viewers.analysis.AnalysisModel;
import rewardloom.viewers.analysis.AnalysisView;
import rewardloom.viewers.analysis.FigureView;
import rewardloom.viewers.analysis.Item;

/** Studies in a real window: the first ones a user sees, and those that something has happened to. */
class StudiesTest {
    private static final Path SAMPLES =
            Path.of(System.getProperty("rewardloom.root", "..")).resolve("sample-data/overoptimization/rl");

    @TempDir
    private Path folder;

    private Path study;

    @BeforeEach
    void makeStudy() throws IOException {
        study = folder.resolve("mine.loom");
        Importing importing = new Importing(Importers.installed());
        try (Project project = Project.create(study)) {
            importing.commit(
                    project,
                    importing.stage(
                            project,
                            List.of(SAMPLES.resolve("single-seed0"), SAMPLES.resolve("single-seed1")),
                            null,
                            Progress.NONE));
        }
    }

    private WindowRobot window() {
        return new WindowRobot(folder, (target, progress) -> List.of(study), 1280, 800);
    }

    private static StudyPage page(WindowRobot robot) {
        return Objects.requireNonNull(robot.frame.page());
    }

    private static void awaitOpen(WindowRobot robot) {
        robot.await(
                "the study is open",
                () -> robot.frame.page() != null && !page(robot).tables().isEmpty());
    }

    @Test
    void theDemoOpensWithOverOptimisationAndIsAmongTheRecentStudies() {
        try (WindowRobot robot = window()) {
            robot.run(() -> robot.frame.openDemo());
            awaitOpen(robot);
            robot.await(
                    "over-optimisation is looked at",
                    () -> page(robot).viewProperty().get() instanceof AnalysisView view
                            && view.title().equals("Over-optimisation")
                            && view.model().stateProperty().get() == AnalysisModel.State.SHOWN);
            assertThat(robot.workshop.settings().get().recent()).containsExactly(study.toString());
            robot.run(() -> robot.frame.goHome());
            robot.press("mine.loom");
            awaitOpen(robot);
        }
    }

    @Test
    void aDamagedStudyIsExplainedRepairedAndOpened() throws IOException {
        try (RandomAccessFile catalogue =
                new RandomAccessFile(study.resolve("project.sqlite").toFile(), "rw")) {
            catalogue.write(new byte[4096]);
            catalogue.seek(0);
            catalogue.writeBytes("this is no database");
        }
        try (WindowRobot robot = window()) {
            robot.run(() -> robot.frame.open(study));
            robot.await("the damage is told", () -> !robot.notices.shown().isEmpty());
            Notice notice = WindowRobot.call(() -> robot.notices.shown().getFirst());
            assertThat(notice.severity()).isEqualTo(Notice.Severity.ERROR);
            assertThat(notice.message()).contains("project.sqlite").contains("damaged");
            assertThat(notice.offers()).extracting(o -> o.title()).containsExactly("Repair and open");
            robot.run(() -> notice.offers().getFirst().run().run());
            awaitOpen(robot);
            assertThat(WindowRobot.call(() -> List.copyOf(page(robot).study().problems())))
                    .extracting(p -> p.problem().kind())
                    .contains("repaired", "lost");
        }
        try (Stream<Path> files = Files.list(study)) {
            assertThat(files.map(f -> String.valueOf(f.getFileName())))
                    .anyMatch(name -> name.startsWith("project.sqlite.damaged-"));
        }
    }

    @Test
    void aStudyThatIsGoneCanBeForgotten() {
        Path gone = folder.resolve("gone.loom");
        try (WindowRobot robot = window()) {
            robot.run(() -> {
                robot.workshop.settings().update(s -> s.opened(gone.toString()));
                robot.frame.open(gone);
            });
            robot.await("it is told", () -> !robot.notices.shown().isEmpty());
            Notice notice = WindowRobot.call(() -> robot.notices.shown().getFirst());
            assertThat(notice.message()).contains(gone.toString());
            robot.run(() -> notice.offers().getFirst().run().run());
            assertThat(robot.workshop.settings().get().recent()).isEmpty();
        }
    }

    @Test
    void aTableWhoseFileIsMissingIsNamedAndTheOthersWork() throws IOException {
        try (Stream<Path> files = Files.list(study.resolve("tables"))) {
            Files.delete(files.filter(f -> f.toString().endsWith(".parquet"))
                    .sorted()
                    .findFirst()
                    .orElseThrow());
        }
        try (WindowRobot robot = window()) {
            robot.run(() -> robot.frame.open(study));
            awaitOpen(robot);
            robot.await(
                    "it is among the problems",
                    () -> !page(robot).study().problems().isEmpty());
            assertThat(WindowRobot.call(() ->
                            page(robot).study().problems().getFirst().problem().message()))
                    .contains("is missing")
                    .contains("Restore it from a copy");
            robot.run(() -> page(robot).tabs().open("curves"));
            robot.await(
                    "the rest is drawn",
                    () -> page(robot).viewProperty().get() instanceof AnalysisView view
                            && view.model().shownProperty().get() instanceof Item.OfFigure);
        }
    }

    @Test
    void savedFiguresOpenFromTheTreeAndAreExportedAgain() throws IOException {
        try (WindowRobot robot = window()) {
            robot.answers.save = folder;
            robot.run(() -> robot.frame.open(study));
            awaitOpen(robot);
            robot.run(() -> page(robot).tabs().open("curves"));
            robot.run(() -> page(robot).viewProperty().get().actions().stream()
                    .filter(a -> a.id().equals("paper"))
                    .forEach(a -> a.run().run()));
            robot.press("Save in study");
            robot.await("it is saved", () -> robot.notices.shown().size() == 1);
            robot.press("Save in study");
            robot.await("it is there already", () -> robot.notices.shown().size() == 2);
            SavedFigure saved = WindowRobot.call(
                            () -> page(robot).study().project().figures())
                    .getFirst();
            assertThat(WindowRobot.call(() -> page(robot).study().project().figures()))
                    .hasSize(1);
            assertThat(new FigureJson().read(saved.json()).name()).isEqualTo(saved.name());

            robot.run(() -> page(robot).openFigure(saved.name()));
            robot.await("it is shown", () -> page(robot).viewProperty().get() instanceof FigureView);
            robot.run(() ->
                    page(robot).viewProperty().get().actions().getFirst().run().run());
            robot.await("it is exported", () -> Files.exists(folder.resolve(saved.name() + ".pdf")));
        }
    }
}
