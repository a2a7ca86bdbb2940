package rewardloom.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Button;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.analysis.Finding;
import rewardloom.viewers.ViewAction;
import rewardloom.viewers.analysis.AnalysisModel;
import rewardloom.viewers.analysis.AnalysisView;

/** The main job in a real window: files on disk, a finding, a figure for the paper; closed and opened again. */
class MainJobTest {
    private static final Path SAMPLE =
            Path.of(System.getProperty("rewardloom.root", "..")).resolve("sample-data/overoptimization/rl");

    @TempDir
    private Path folder;

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
        try (var files = Files.list(folder)) {
            Path pdf =
                    files.filter(f -> f.toString().endsWith(".pdf")).findFirst().orElseThrow();
            // What is on the page is tested where PDFs are written; here it is the whole file that counts.
            String bytes = Files.readString(pdf, StandardCharsets.ISO_8859_1);
            assertThat(bytes).startsWith("%PDF-").hasSizeGreaterThan(5000);
            assertThat(bytes.strip()).endsWith("%%EOF");
            assertThat(folder.resolve(String.valueOf(pdf.getFileName()).replace(".pdf", ".figure.json")))
                    .isNotEmptyFile();
        }
    }
}
