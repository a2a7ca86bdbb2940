package rewardloom.app.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.importers.Importers;
import rewardloom.importers.Importing;
import rewardloom.model.analysis.Finding;
import rewardloom.model.figure.Figure;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.Label;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Project;
import rewardloom.viewers.ViewAction;
import rewardloom.viewers.analysis.AnalysisModel;
import rewardloom.viewers.analysis.AnalysisView;
import rewardloom.viewers.analysis.Item;

/** The main job in a real window: files on disk, a finding, a figure for the paper; closed and opened again. */
class MainJobTest {
    private static final Path SAMPLE =
            Path.of(System.getProperty("rewardloom.root", "..")).resolve("sample-data/overoptimization/rl");

    private static final Path TRAJECTORIES =
            Path.of(System.getProperty("rewardloom.root", "..")).resolve("sample-data/arena/trajectories");

    @TempDir
    private Path folder;

    private @Nullable Figure exported;

    @Test
    void fromFilesToAFindingToAPdf() throws Exception {
        Path study = folder.resolve("mine.loom");
        try (WindowRobot robot = new WindowRobot(folder, (target, progress) -> List.of(), 1280, 800)) {
            robot.answers.newStudy = study;
            robot.answers.save = folder;
            robot.run(() -> robot.frame.take(List.of(SAMPLE)));
            robot.await("the preview is there", () -> robot.frame.page() != null && isImportReady(robot));
            press(robot, "Import");
            robot.await("the study has runs", () -> page(robot).tables().size() >= 21);

            AnalysisView view = (AnalysisView) WindowRobot.call(
                    () -> page(robot).tabs().open("overoptimization").orElseThrow());
            robot.await(
                    "the analysis is done",
                    () -> view.model().stateProperty().get() == AnalysisModel.State.SHOWN
                            && !view.model().computingProperty().get());
            assertThat(view.model().resultProperty().get())
                    .isNotNull()
                    .satisfies(result -> assertThat(result.findings())
                            .extracting(Finding::text)
                            .anySatisfy(text -> assertThat(text).contains("over-optimisation")));

            exported = WindowRobot.call(() -> shown(view));
            action(robot, view.actions(), "export");
            robot.await("the figure was exported", () -> !robot.notices.shown().isEmpty() && pdfs() == 1);
        }
        assertPdf();

        try (WindowRobot robot = new WindowRobot(folder, (target, progress) -> List.of(), 1280, 800)) {
            robot.run(() -> robot.frame.open(study));
            robot.await(
                    "the study is open again",
                    () -> robot.frame.page() != null && page(robot).tables().size() >= 21);
        }
    }

    @Test
    void labellingGoesOnWhereItWasLeft() throws Exception {
        Path study = folder.resolve("arena.loom");
        importTrajectories(study);
        try (WindowRobot robot = opened(study)) {
            robot.press("Draw pairs and start");
            KeyCode[] answers = {KeyCode.A, KeyCode.B, KeyCode.T, KeyCode.DIGIT1, KeyCode.S};
            for (int i = 0; i < answers.length; i++) {
                awaitPair(robot, i + 1);
                robot.type(answers[i]);
            }
            awaitPair(robot, 6);
        }
        assertThat(labels(study))
                .extracting(Label::answer)
                .hasSize(5)
                .contains(Answer.TIE, Answer.SKIP)
                .satisfies(given -> assertThat(given.stream().filter(a -> a == Answer.A || a == Answer.B))
                        .hasSize(3));

        try (WindowRobot robot = opened(study)) {
            robot.press("Resume");
            awaitPair(robot, 6);
        }
    }

    private void importTrajectories(Path study) throws Exception {
        Importing importing = new Importing(Importers.installed());
        try (Project project = Project.create(study)) {
            List<Path> files = List.of(
                    TRAJECTORIES.resolve("additive-seed0-early.hdf5"), TRAJECTORIES.resolve("krc-seed0-late.hdf5"));
            importing.commit(project, importing.stage(project, files, null, Progress.NONE));
        }
    }

    private WindowRobot opened(Path study) {
        WindowRobot robot = new WindowRobot(folder, (target, progress) -> List.of(), 1280, 800);
        robot.run(() -> robot.frame.open(study));
        robot.await("the study is open", () -> robot.frame.page() != null);
        robot.run(() -> page(robot).tabs().open("preferences"));
        return robot;
    }

    private static void awaitPair(WindowRobot robot, int number) {
        robot.await(
                "pair " + number + " is shown",
                () -> page(robot).lookup(".label-counter") instanceof Labeled counter
                        && counter.getText().startsWith(number + " of "));
    }

    private static List<Label> labels(Path study) {
        try (Project project = Project.open(study)) {
            LabelLog log = project.labels();
            return log.labels(log.queues().getFirst());
        }
    }

    private static Figure shown(AnalysisView view) {
        return view.model().shownProperty().get() instanceof Item.OfFigure(Figure figure)
                ? figure
                : fail("no figure is shown");
    }

    private static StudyPage page(WindowRobot robot) {
        return Objects.requireNonNull(robot.frame.page());
    }

    private static boolean isImportReady(WindowRobot robot) {
        return page(robot).lookupAll(".import-page .button").stream()
                .anyMatch(n -> n instanceof Button b && b.getText().equals("Import") && !b.isDisabled());
    }

    private static void press(WindowRobot robot, String text) {
        robot.run(() -> page(robot).lookupAll(".import-page .button").stream()
                .filter(n -> n instanceof Button b && b.getText().equals(text))
                .forEach(n -> ((Button) n).fire()));
    }

    private static void action(WindowRobot robot, List<ViewAction> actions, String id) {
        robot.run(() -> actions.stream()
                .filter(a -> a.id().equals(id))
                .findFirst()
                .orElseThrow()
                .run()
                .run());
    }

    private long pdfs() {
        return Objects.requireNonNull(folder.toFile().list((dir, name) -> name.endsWith(".pdf"))).length;
    }

    private void assertPdf() throws Exception {
        Figure figure = Objects.requireNonNull(exported);
        try (var files = Files.list(folder)) {
            Path pdf =
                    files.filter(f -> f.toString().endsWith(".pdf")).findFirst().orElseThrow();
            assertThat(folder.resolve(String.valueOf(pdf.getFileName()).replace(".pdf", ".figure.json")))
                    .isNotEmptyFile();
            try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
                assertThat(document.getNumberOfPages()).isOne();
                // Without spaces: what is written upwards comes in pieces.
                String text = new PDFTextStripper().getText(document).replaceAll("\\s", "");
                assertThat(text)
                        .contains(figure.x().label().replace(" ", ""))
                        .contains(figure.y().label().replace(" ", ""))
                        .contains(figure.layers().stream()
                                .map(layer -> layer.label().replace(" ", ""))
                                .toList());
            }
        }
    }
}
