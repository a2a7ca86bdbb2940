package rewardloom.model.preference;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import rewardloom.model.project.Project;

/**
 * Labels a queue of a project without end, as a program of its own. It prints the pair of every answer after the answer was acknowledged.
 * Alone, it takes every seventh answer back and brings it back again; in company it goes on with what is open.
 */
public final class LabelRobot implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    private LabelRobot(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts one.
     *
     * @param company whether others label under the same name
     * @param pause longest time in milliseconds that it looks at a pair
     * @param errors where its errors go
     */
    static LabelRobot start(Path study, String queue, String annotator, boolean company, int pause, Path errors)
            throws IOException {
        return new LabelRobot(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LabelRobot.class.getName(),
                        study.toString(),
                        queue,
                        annotator,
                        Boolean.toString(company),
                        Integer.toString(pause))
                .redirectError(ProcessBuilder.Redirect.appendTo(new File(errors.toString())))
                .start());
    }

    /** The next line that it prints; null when it is gone. */
    String read() throws IOException {
        return out.readLine();
    }

    /** SIGKILL: it cannot do anything about it. */
    void kill() {
        ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }

    boolean isGone() throws InterruptedException {
        return process.waitFor(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Arguments: the study, the queue, the annotator, whether others label under the same name, and the longest pause. */
    public static void main(String[] arguments) throws InterruptedException {
        boolean company = Boolean.parseBoolean(arguments[3]);
        int pause = Integer.parseInt(arguments[4]);
        SplittableRandom random = new SplittableRandom(ProcessHandle.current().pid());
        try (Project project = Project.open(Path.of(arguments[0]))) {
            LabelLog log = project.labels();
            PairQueue queue = log.queue(arguments[1]).orElseThrow();
            LabelSession session = log.session(queue, arguments[2], "robot 1");
            Turn turn = session.current();
            System.out.println("at " + position(turn));
            while (!turn.isFinished()) {
                int position = position(turn);
                Thread.sleep(random.nextInt(pause + 1));
                try {
                    turn = Examples.answer(session, turn, Answer.values()[position % 3]);
                } catch (LabelException e) {
                    if (!company) {
                        throw e;
                    }
                    System.out.println("missed " + position);
                    turn = session.current();
                    continue;
                }
                System.out.println("answered " + position);
                if (!company && takesBack(position)) {
                    session.undo(Instant.now());
                    turn = session.redo(Instant.now());
                }
            }
        }
    }

    /** Whether the answer at this position is undone and redone after it was acknowledged. */
    static boolean takesBack(int position) {
        return position % 7 == 6;
    }

    private static int position(Turn turn) {
        return turn.isFinished() ? turn.total() : Examples.pair(turn).position();
    }
}
