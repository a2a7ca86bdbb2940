package rewardloom.model.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.project.Project;

/**
 * Two programs label one project at once: no label is lost or doubled, and neither waits in vain. With {@code -Drewardloom.minutes=60} for
 * an hour.
 */
@Timeout(value = 3, unit = TimeUnit.HOURS)
class TwoProgramsTest {
    private static final long MILLIS = 60_000L * Integer.getInteger("rewardloom.minutes", 0);
    private static final int PAIRS = MILLIS == 0 ? 150 : 900_000;
    /** Longest look at a pair, in milliseconds: the pairs shall last for an hour, and the programs meet at any point of their work. */
    private static final int PAUSE = MILLIS == 0 ? 0 : 12;

    @TempDir
    private Path folder;

    private PairQueue queue(Path study) {
        try (Project project = Project.create(study)) {
            return Examples.queue(project.labels(), Examples.steps(3_000, 3_000), PAIRS);
        }
    }

    /** Lets robots label until they are done, or until their time is over; what each acknowledged. */
    private List<List<Integer>> run(Path study, PairQueue queue, boolean company, String... annotators)
            throws IOException, InterruptedException {
        List<LabelRobot> robots = new ArrayList<>();
        for (String who : annotators) {
            robots.add(LabelRobot.start(study, queue.name(), who, company, PAUSE, folder.resolve("errors")));
        }
        // A thread for each: a robot whose lines nobody reads waits, and then the other one labels alone.
        List<CompletableFuture<List<Integer>>> reading = robots.stream()
                .map(r -> CompletableFuture.supplyAsync(() -> answered(r), task -> new Thread(task).start()))
                .toList();
        if (MILLIS > 0) {
            Thread.sleep(MILLIS);
            robots.forEach(LabelRobot::kill);
        }
        List<List<Integer>> answered =
                reading.stream().map(CompletableFuture::join).toList();
        robots.forEach(LabelRobot::close);
        return answered;
    }

    private static List<Integer> answered(LabelRobot robot) {
        List<Integer> answered = new ArrayList<>();
        try {
            for (String line = robot.read(); line != null; line = robot.read()) {
                if (line.startsWith("answered ")) {
                    answered.add(Integer.parseInt(line.substring("answered ".length())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answered;
    }

    private static Map<String, Map<Integer, Integer>> kept(Path study, PairQueue queue) {
        Map<String, Map<Integer, Integer>> kept = new HashMap<>();
        try (Project project = Project.open(study)) {
            project.labels()
                    .labels(queue)
                    .forEach(l -> kept.computeIfAbsent(l.annotator(), who -> new HashMap<>())
                            .merge(l.comparison().position(), 1, Integer::sum));
        }
        return kept;
    }

    /** What was acknowledged and is not kept; of hundreds of thousands, so no search for each. */
    private static Set<Integer> missing(List<Integer> acknowledged, Map<Integer, Integer> kept) {
        Set<Integer> missing = new HashSet<>(acknowledged);
        missing.removeAll(kept.keySet());
        return missing;
    }

    /** In an hour both get about as far: neither has waited for the other all the time. */
    private static void assertTheyMet(List<List<Integer>> answered) {
        if (MILLIS > 0) {
            assertThat(answered)
                    .extracting(List::size)
                    .satisfies(sizes -> assertThat(Collections.min(sizes) / (double) Collections.max(sizes))
                            .as("both label all the time: %s", sizes)
                            .isGreaterThan(0.5));
            System.out.println(
                    "answers of each: " + answered.stream().map(List::size).toList());
        }
    }

    private void assertNoErrors() {
        assertThat(folder.resolve("errors"))
                .satisfies(file -> assertThat(Files.readString(file))
                        .doesNotContain("Exception")
                        .doesNotContain("locked"));
    }

    @Test
    void twoAnnotatorsLoseNothing() throws Exception {
        Path study = folder.resolve("study.loom");
        PairQueue queue = queue(study);

        List<List<Integer>> answered = run(study, queue, false, "ada", "ben");

        Map<String, Map<Integer, Integer>> kept = kept(study, queue);
        assertTheyMet(answered);
        for (int i = 0; i < 2; i++) {
            Map<Integer, Integer> own = kept.get(i == 0 ? "ada" : "ben");
            assertThat(own.values()).allMatch(n -> n == 1);
            assertThat(answered.get(i)).doesNotHaveDuplicates();
            // One answer may have been taken back, or be on its way, when the time was over.
            int sure = Math.max(0, answered.get(i).size() - 1);
            assertThat(missing(answered.get(i).subList(0, sure), own)).isEmpty();
            assertThat(answered.get(i)).hasSizeGreaterThanOrEqualTo(MILLIS == 0 ? PAIRS : 1_000);
        }
        assertNoErrors();
    }

    @Test
    void twoWindowsOfOneAnnotatorShareTheWork() throws Exception {
        Path study = folder.resolve("study.loom");
        PairQueue queue = queue(study);

        List<List<Integer>> answered = run(study, queue, true, "ada", "ada");

        assertTheyMet(answered);
        Map<Integer, Integer> own = kept(study, queue).get("ada");
        List<Integer> all = new ArrayList<>(answered.get(0));
        all.addAll(answered.get(1));
        assertThat(all).as("no pair is answered twice").doesNotHaveDuplicates();
        assertThat(own.values()).allMatch(n -> n == 1);
        assertThat(missing(all, own)).isEmpty();
        assertThat(own.size() - all.size()).isBetween(0, 2);
        assertThat(all).hasSizeGreaterThanOrEqualTo(MILLIS == 0 ? PAIRS : 1_000);
        assertNoErrors();
    }
}
