package rewardloom.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javafx.scene.control.Button;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.app.setting.Settings;
import rewardloom.importers.Importers;
import rewardloom.importers.Importing;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.LabelSession;
import rewardloom.model.preference.Opinion;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.Presentation;
import rewardloom.model.preference.Questionnaire;
import rewardloom.model.preference.Timing;
import rewardloom.model.preference.Turn;
import rewardloom.model.preference.Verdict;
import rewardloom.model.preference.sampling.Cut;
import rewardloom.model.preference.sampling.Drawing;
import rewardloom.model.preference.sampling.PairSampler;
import rewardloom.model.preference.sampling.Strategy;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Project;
import rewardloom.model.table.Table;

/** Takes pictures of everything that has to do with labelling, for people to look at; run with {@code -Drewardloom.screens=labelling}. */
@EnabledIfSystemProperty(named = "rewardloom.screens", matches = "labelling")
class LabellingScreensTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private final Path screens = ROOT.resolve("app/target/screens");

    @TempDir
    private Path folder;

    @Test
    void takesPicturesOfLabelling() throws Exception {
        Path place = Files.createDirectories(folder.resolve("studies"));
        Path arena = study(place, "arena");
        Path texts = study(place, "overoptimization");
        try (WindowRobot robot = new WindowRobot(folder, (target, progress) -> List.of(), 1440, 900)) {
            robot.run(() -> robot.frame.open(arena, "preferences"));
            robot.await("the arena is open", () -> robot.frame.page() != null);
            robot.settle();
            picture(robot, "label-start");
            fire(robot, "Start everything");
            robot.settle();
            picture(robot, "label-instructions");
            type(robot, KeyCode.DIGIT2, KeyCode.DIGIT5, KeyCode.R, KeyCode.DIGIT2);
            picture(robot, "label-reasons");
            type(robot, KeyCode.ENTER, KeyCode.N);
            type(robot, KeyCode.F, KeyCode.A, KeyCode.L, KeyCode.L, KeyCode.S, KeyCode.ENTER, KeyCode.DIGIT6);
            picture(robot, "label-confidence");
            type(robot, KeyCode.DIGIT4);
            robot.settle();
            type(robot, KeyCode.PAGE_UP);
            robot.settle();
            picture(robot, "label-back");
            type(robot, KeyCode.K);
            picture(robot, "label-keys");
            type(robot, KeyCode.ESCAPE, KeyCode.P);
            picture(robot, "label-break");
            type(robot, KeyCode.P);
            robot.press("Queues");
            robot.settle();
            fire(robot, "Start ranking");
            robot.settle();
            type(robot, KeyCode.DIGIT2, KeyCode.DIGIT4);
            picture(robot, "label-ranking");
            robot.resize(1000, 700);
            picture(robot, "label-ranking-small");
            robot.press("Queues");
            robot.settle();
            fire(robot, "Start everything", "Resume everything");
            robot.settle();
            picture(robot, "label-everything-small");
            robot.press("Queues");
            robot.settle();
            fire(robot, "Start three", "Resume three");
            robot.settle();
            picture(robot, "label-plain-small");
            robot.resize(1920, 1080);
            picture(robot, "label-plain-large");
            robot.resize(1440, 900);
            robot.press("Queues");
            robot.settle();
            List<Button> judge = robot.all(Button.class).stream()
                    .filter(b -> "Quality".equals(b.getText()) && !b.isDisabled())
                    .toList();
            robot.run(() -> judge.getFirst().fire());
            robot.settle();
            picture(robot, "label-quality");
            robot.resize(1440, 2200);
            picture(robot, "label-quality-long");
            robot.resize(1000, 700);
            picture(robot, "label-quality-small");
            robot.resize(1440, 900);
            List<Button> looks = robot.all(Button.class).stream()
                    .filter(b -> "Look".equals(b.getText()) && b.getScene() != null)
                    .toList();
            robot.run(() -> looks.getFirst().fire());
            robot.settle();
            picture(robot, "label-look");
            robot.press("Quality");
            robot.settle();
            robot.press("Decide disputed pairs");
            robot.settle();
            picture(robot, "label-disputed");
            robot.press("Queues");
            robot.settle();
            List<TitledPane> parts = robot.all(TitledPane.class);
            robot.run(() -> parts.forEach(p -> p.setExpanded(true)));
            robot.resize(1440, 1600);
            picture(robot, "label-form");
            robot.resize(1440, 900);
            robot.run(() -> robot.frame.open(texts, "preferences"));
            robot.await("the texts are open", () -> robot.studies.open().size() == 2);
            robot.settle();
            fire(robot, "Start texts");
            robot.settle();
            picture(robot, "label-texts");
            type(robot, KeyCode.D);
            robot.settle();
            picture(robot, "label-difference");
            robot.resize(1000, 700);
            picture(robot, "label-texts-small");
            robot.resize(1440, 900);
            robot.run(() -> robot.frame.page().tabs().open("responses"));
            robot.settle();
            picture(robot, "responses");
        }
        assertThat(screens).isNotEmptyDirectory();
    }

    private static void type(WindowRobot robot, KeyCode... keys) {
        for (KeyCode key : keys) {
            robot.type(key);
        }
    }

    private static void fire(WindowRobot robot, String... names) {
        robot.settle();
        List<String> wanted = List.of(names);
        Button found = robot.all(Button.class).stream()
                .filter(b -> wanted.contains(String.valueOf(b.getAccessibleText())))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + wanted));
        robot.run(found::fire);
    }

    private void picture(WindowRobot robot, String name) {
        for (Settings.Theme theme : List.of(Settings.Theme.DARK, Settings.Theme.LIGHT)) {
            robot.run(() -> robot.workshop.settings().update(s -> s.withTheme(theme)));
            robot.settle();
            robot.picture(screens.resolve(name + (theme == Settings.Theme.DARK ? "-dark" : "") + ".png"));
        }
    }

    private Path study(Path place, String name) throws Exception {
        Path study = place.resolve(name + ".loom");
        Importing importing = new Importing(Importers.installed());
        try (Project project = Project.openOrCreate(study)) {
            importing.commit(
                    project,
                    importing.stage(project, List.of(ROOT.resolve("sample-data/" + name)), null, Progress.NONE));
            if (name.equals("arena")) {
                queue(project, "everything", PairQueue.Kind.SEGMENTS, everything(), 20);
                queue(project, "ranking", PairQueue.Kind.SEGMENTS, ranking(), 10);
                PairQueue three = queue(project, "three", PairQueue.Kind.SEGMENTS, everything(), 120);
                for (String who : List.of("anna", "ben", "chris")) {
                    answer(project.labels(), three, who);
                }
            } else {
                queue(project, "texts", PairQueue.Kind.RESPONSES, Questionnaire.PLAIN, 20);
            }
        }
        return study;
    }

    private static Questionnaire everything() {
        return new Questionnaire(
                Questionnaire.Task.PAIR,
                2,
                List.of("progress", "control"),
                true,
                true,
                true,
                List.of("touches the ball earlier", "loses the ball", "spins", "stands still"),
                List.of(Questionnaire.Shown.LENGTH),
                "Say which car plays better football. Progress: the ball comes nearer to the goal. Control: the car"
                    + " stays at the ball and moves without detours. If both fail in the same way, call them equal.");
    }

    private static Questionnaire ranking() {
        return new Questionnaire(
                Questionnaire.Task.RANKING, 4, List.of(), false, true, false, List.of(), List.of(), "");
    }

    private static PairQueue queue(
            Project project, String name, PairQueue.Kind kind, Questionnaire questions, int count) {
        List<Table> from = project.readable().list().stream()
                .filter(t -> PairSampler.has(t, kind))
                .toList();
        Drawing.Checks checks =
                questions.items() == 2 ? new Drawing.Checks(0.2, 0.1, 0.1, 0.05, 0.05) : Drawing.Checks.NONE;
        boolean segments = kind == PairQueue.Kind.SEGMENTS;
        var sample = new PairSampler(project.readable())
                .draw(
                        new Drawing(
                                kind,
                                from,
                                Cut.fixed(60),
                                questions,
                                count,
                                1,
                                Strategy.UNIFORM,
                                "",
                                segments ? checks : Drawing.Checks.NONE),
                        Progress.NONE);
        return project.labels().create(name, 1, Instant.parse("2026-03-01T10:00:00Z"), sample);
    }

    /** Somebody who mostly sees which item comes later in the study's list. */
    private static void answer(LabelLog log, PairQueue queue, String who) {
        Random random = new Random(who.hashCode());
        LabelSession session = log.session(queue, who, "test");
        Instant now = Instant.parse("2026-03-01T10:00:00Z");
        Turn turn = session.current();
        while (turn.comparison() != null) {
            List<Answer> votes = new ArrayList<>();
            int better =
                    turn.comparison().a().hashCode() > turn.comparison().b().hashCode() ? 1 : 2;
            for (int i = 0; i < 3; i++) {
                double luck = random.nextDouble();
                votes.add(luck < 0.1 ? Answer.TIE : (luck < 0.75) == (better == 1) ? Answer.A : Answer.B);
            }
            Instant then = now.plusSeconds(4 + random.nextInt(8));
            Verdict verdict = new Verdict(
                    opinion(votes.get(0), random),
                    null,
                    Map.of("progress", opinion(votes.get(1), random), "control", opinion(votes.get(2), random)),
                    1 + random.nextInt(5),
                    List.of(),
                    "");
            turn = session.answer(
                    turn.comparison(),
                    verdict,
                    new Presentation(turn.sides(), List.of(1, 1), 1, List.of("length")),
                    new Timing(now, now, then, then, then.toEpochMilli() - now.toEpochMilli()));
            now = then;
        }
    }

    private static Opinion opinion(Answer answer, Random random) {
        return answer == Answer.TIE ? Opinion.of(answer) : new Opinion(answer, 1 + random.nextInt(3));
    }
}
