package rewardloom.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.importers.Importers;
import rewardloom.importers.Importing;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.Comparison;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.PairSample;
import rewardloom.model.preference.Presentation;
import rewardloom.model.preference.Sides;
import rewardloom.model.preference.Timing;
import rewardloom.model.preference.Verdict;
import rewardloom.model.preference.sampling.PairSampler;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Project;

/**
 * Measures in a window what an annotator waits for with a million pairs and a million labels: from the key to the pulse in which the next
 * pair is drawn. Run with {@code -Drewardloom.speed=labelling}; it prints the times and asserts none.
 */
@EnabledIfSystemProperty(named = "rewardloom.speed", matches = "labelling")
@Timeout(value = 1, unit = TimeUnit.HOURS)
class LabellingSpeedTest {
    private static final Path ARENA = Path.of("..", "sample-data", "arena", "trajectories");
    private static final int PAIRS = 1_000_000;
    private static final int EACH = 250_000;
    private static final int KEYS = 2_000;

    @TempDir
    private Path folder;

    private Path study() {
        Path study = folder.resolve("study.loom");
        Importing importing = new Importing(Importers.installed());
        try (Project project = Project.create(study)) {
            importing.commit(project, importing.stage(project, List.of(ARENA), null, Progress.NONE));
            LabelLog log = project.labels();
            PairSample sample = new PairSampler(project.readable())
                    .segments(
                            project.readable().list().stream()
                                    .filter(PairSampler::hasSegments)
                                    .toList(),
                            50,
                            PAIRS,
                            1,
                            Progress.NONE);
            PairQueue queue = log.create("million", 1, Instant.now(), sample);
            assertThat(queue.pairs()).isEqualTo(PAIRS);
            List<Comparison> pairs = log.comparisons(queue).subList(0, EACH);
            SplittableRandom random = new SplittableRandom(1);
            Instant now = Instant.now();
            for (String who : List.of("ada", "ben", "cyd", "dan")) {
                List<rewardloom.model.preference.Label> labels = new ArrayList<>();
                for (Comparison pair : pairs) {
                    labels.add(new rewardloom.model.preference.Label(
                            0,
                            pair,
                            who,
                            Verdict.of(random.nextBoolean() ? Answer.A : Answer.B),
                            Presentation.of(Sides.A_LEFT),
                            new Timing(now.minusSeconds(4), null, null, now, 4000),
                            List.of(),
                            "speed",
                            "speed"));
                }
                log.append(queue, labels);
            }
        }
        return study;
    }

    @Test
    void fromTheKeyToTheNextPair() throws Exception {
        Path study = study();
        try (WindowRobot robot = new WindowRobot(folder, (target, progress) -> List.of(), 1280, 800)) {
            robot.run(() -> robot.workshop
                    .settings()
                    .update(s -> s.withLabelling(s.labelling().withAnnotator("ada"))));
            robot.run(() -> robot.frame.open(study, "preferences"));
            robot.await("the study is open", () -> robot.frame.page() != null);
            robot.settle();
            long before = System.nanoTime();
            robot.press("Resume");
            awaitCounter(robot, EACH + 1);
            System.out.printf(Locale.ROOT, "open the queue: %.0f ms%n", (System.nanoTime() - before) / 1e6);
            measure(robot, EACH + 1, 0, "keys as fast as the pairs come");
            measure(robot, EACH + 1 + KEYS, 300, "a key every 0.3 s");
        }
    }

    /** Presses keys one after the other and prints how long each took until the next pair was drawn. */
    private static void measure(WindowRobot robot, int first, long pause, String what) throws Exception {
        int keys = pause == 0 ? KEYS : KEYS / 10;
        double[] times = new double[keys];
        KeyCode[] answers = {KeyCode.A, KeyCode.B, KeyCode.T};
        for (int i = 0; i < keys; i++) {
            int next = first + i + 1;
            KeyCode key = answers[i % 3];
            CountDownLatch drawn = new CountDownLatch(1);
            AtomicReference<Runnable> listener = new AtomicReference<>(() -> {});
            long[] start = new long[1];
            robot.run(() -> {
                Scene scene = robot.frame.getScene();
                Label counter = counter(robot);
                Runnable pulse = () -> {
                    if (counter.getText().startsWith(String.format(Locale.ROOT, "%,d of", next))) {
                        scene.removePostLayoutPulseListener(listener.get());
                        drawn.countDown();
                    }
                };
                listener.set(pulse);
                scene.addPostLayoutPulseListener(pulse);
                Robot keyboard = new Robot();
                start[0] = System.nanoTime();
                keyboard.keyPress(key);
                keyboard.keyRelease(key);
            });
            assertThat(drawn.await(20, TimeUnit.SECONDS)).as("pair %s", next).isTrue();
            times[i] = (System.nanoTime() - start[0]) / 1e6;
            Thread.sleep(pause);
        }
        int cold = Math.min(100, keys / 2);
        print(what + ", the first", Arrays.copyOf(times, cold));
        print(what + ", the others", Arrays.copyOfRange(times, cold, keys));
    }

    private static void print(String what, double[] times) {
        Arrays.sort(times);
        int keys = times.length;
        System.out.printf(
                Locale.ROOT,
                "%s %,d: median %.1f ms, 90 %% %.1f ms, 99 %% %.1f ms, longest %.1f ms%n",
                what,
                keys,
                times[keys / 2],
                times[keys * 9 / 10],
                times[(int) Math.ceil(keys * 0.99) - 1],
                times[keys - 1]);
    }

    private static Label counter(WindowRobot robot) {
        return robot.allNow(Label.class).stream()
                .filter(l -> l.getStyleClass().contains("label-counter"))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitCounter(WindowRobot robot, int pair) {
        robot.await(
                "pair " + pair,
                () -> robot.allNow(Label.class).stream()
                        .anyMatch(l -> l.getStyleClass().contains("label-counter")
                                && l.getText().startsWith(String.format(Locale.ROOT, "%,d of", pair))));
    }
}
