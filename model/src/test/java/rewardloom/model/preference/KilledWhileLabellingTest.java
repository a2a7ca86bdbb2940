package rewardloom.model.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.project.Project;

/**
 * A program that labels is killed at moments it does not choose: what it has acknowledged is there, the project opens, and no pair is asked
 * twice. With {@code -Drewardloom.kills=1000} as often as that.
 */
@Timeout(value = 3, unit = TimeUnit.HOURS)
class KilledWhileLabellingTest {
    private static final int KILLS = Integer.getInteger("rewardloom.kills", 4);
    /** Most answers before a kill. */
    private static final int MOST = 120;
    /** Longest wait before a kill that does not wait for an answer; it takes about half of that until a robot labels. */
    private static final int LONGEST_MILLIS = 1_500;

    private final SplittableRandom random = new SplittableRandom(7);
    private final TreeMap<Integer, Answer> acknowledged = new TreeMap<>();

    @Test
    void losesNoAcknowledgedAnswer(@TempDir Path folder) throws Exception {
        Path study = folder.resolve("study.loom");
        PairQueue queue;
        try (Project project = Project.create(study)) {
            queue = Examples.queue(project.labels(), Examples.steps(4_000, 4_000), 3_000 + KILLS * MOST);
        }
        for (int kill = 0; kill < KILLS; kill++) {
            int open = acknowledged.size();
            int from = kill % 2 == 0 ? killAfterAnswers(study, queue) : killAfterAWhile(study, queue);
            assertThat(from)
                    .as("a restart asks no pair again and leaves none out; kill %s", kill)
                    .isIn(-1, open);
            check(study, queue, kill);
        }
        assertThat(acknowledged).as("some were killed while they labelled").isNotEmpty();
        assertThat(folder.resolve("errors"))
                .as("nothing but the kill went wrong")
                .satisfies(file -> assertThat(Files.readString(file)).doesNotContain("Exception"));
    }

    private void check(Path study, PairQueue queue, int kill) {
        Map<Integer, Answer> kept;
        try (Project project = Project.open(study)) {
            kept = project.labels().labels(queue).stream()
                    .collect(Collectors.toMap(l -> l.comparison().position(), Label::answer));
        }
        if (!acknowledged.isEmpty()) {
            int last = acknowledged.lastKey();
            if (LabelRobot.takesBack(last) && !kept.containsKey(last)) {
                // It was killed after it had taken this answer back and before it brought it back: its pair is open
                // again.
                acknowledged.remove(last);
            }
        }
        assertThat(kept).as("kill %s", kill).containsAllEntriesOf(acknowledged);
        assertThat(kept.size() - acknowledged.size())
                .as("at most the answer that was being acknowledged; kill %s", kill)
                .isBetween(0, 1);
        acknowledged.putAll(kept);
    }

    /** Kills a robot right after an answer; the pair it started at. */
    private int killAfterAnswers(Path study, PairQueue queue) throws IOException, InterruptedException {
        int answers = 1 + random.nextInt(MOST);
        try (LabelRobot robot = robot(study, queue)) {
            return follow(robot, answers);
        }
    }

    /** Kills a robot whatever it is doing, opening the project too; the pair it started at, −1 if it did not get so far. */
    private int killAfterAWhile(Path study, PairQueue queue) throws IOException, InterruptedException {
        long millis = random.nextInt(LONGEST_MILLIS);
        try (LabelRobot robot = robot(study, queue)) {
            CompletableFuture<Void> kill = CompletableFuture.runAsync(
                    robot::kill, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
            int from = follow(robot, Integer.MAX_VALUE);
            kill.join();
            return from;
        }
    }

    private LabelRobot robot(Path study, PairQueue queue) throws IOException {
        return LabelRobot.start(study, queue.name(), "robot", false, 0, study.resolveSibling("errors"));
    }

    /** Takes down what a robot acknowledges, and kills it after some answers; what it printed until it died is still read. */
    private int follow(LabelRobot robot, int answers) throws IOException, InterruptedException {
        int from = -1;
        int seen = 0;
        for (String line = robot.read(); line != null; line = robot.read()) {
            if (line.startsWith("at ")) {
                from = Integer.parseInt(line.substring(3));
            } else {
                int position = Integer.parseInt(line.substring("answered ".length()));
                assertThat(acknowledged.put(position, Answer.values()[position % 3]))
                        .as("pair %s is asked once", position)
                        .isNull();
                if (++seen == answers) {
                    robot.kill();
                }
            }
        }
        assertThat(robot.isGone()).isTrue();
        return from;
    }
}
