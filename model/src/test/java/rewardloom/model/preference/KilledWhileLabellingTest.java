package rewardloom.model.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that labels is killed at moments it does not choose: what it has acknowledged is there, and it goes on where it was. */
class KilledWhileLabellingTest {
    private static final int PAIRS = 3_000;
    private static final int[] ANSWERS_BEFORE_THE_KILL = {1, 40, 173};

    @Test
    void losesNoAcknowledgedAnswer(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("project.sqlite");
        LabelLog log = new LabelLog(new SqliteStore(file));
        PairQueue queue = Examples.queue(log, Examples.steps(400, 400), PAIRS);
        TreeMap<Integer, Answer> acknowledged = new TreeMap<>();

        for (int answers : ANSWERS_BEFORE_THE_KILL) {
            int from = killAfter(answers, file, queue, acknowledged);

            assertThat(from)
                    .as("a restart asks no pair again and leaves none out")
                    .isLessThanOrEqualTo(acknowledged.size());
            Map<Integer, Answer> kept = log.labels(queue).stream()
                    .collect(Collectors.toMap(l -> l.comparison().position(), Label::answer));
            int last = acknowledged.lastKey();
            if (LabelRobot.takesBack(last) && !kept.containsKey(last)) {
                // It was killed after it had taken this answer back and before it brought it back: its pair is open
                // again.
                acknowledged.remove(last);
            }
            assertThat(kept).containsAllEntriesOf(acknowledged);
            assertThat(kept.size() - acknowledged.size())
                    .as("at most the answer that was being acknowledged")
                    .isBetween(0, 1);
            acknowledged.putAll(kept);
        }
    }

    /** Runs the robot until it has acknowledged some answers, kills it, and returns the pair it started at. */
    private static int killAfter(int answers, Path file, PairQueue queue, Map<Integer, Answer> acknowledged)
            throws IOException, InterruptedException {
        Process robot = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LabelRobot.class.getName(),
                        file.toString(),
                        queue.name())
                .redirectError(new File(file + ".robot-errors"))
                .start();
        int from = -1;
        int seen = 0;
        try (BufferedReader out = robot.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("at ")) {
                    from = Integer.parseInt(line.substring(3));
                } else {
                    int position = Integer.parseInt(line.substring("answered ".length()));
                    assertThat(acknowledged.put(position, Answer.values()[position % 3]))
                            .as("pair %s is asked once", position)
                            .isNull();
                    if (++seen == answers) {
                        // SIGKILL; what it printed until it died is still read and must be there as well.
                        ProcessHandle.of(robot.pid()).orElseThrow().destroyForcibly();
                    }
                }
            }
        }
        assertThat(robot.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).isGreaterThanOrEqualTo(answers);
        return from;
    }
}
