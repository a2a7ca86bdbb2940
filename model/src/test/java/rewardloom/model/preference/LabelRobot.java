package rewardloom.model.preference;

import java.nio.file.Path;
import java.time.Instant;

/**
 * Labels a queue without end, as a program of its own that is killed by {@link KilledWhileLabellingTest}. It prints the pair of every
 * answer after the answer was acknowledged, and takes every seventh answer back and brings it back again.
 */
public final class LabelRobot {
    private LabelRobot() {}

    /** Arguments: the database and the queue. */
    public static void main(String[] arguments) {
        LabelLog log = new LabelLog(new SqliteStore(Path.of(arguments[0])));
        PairQueue queue = log.queue(arguments[1]).orElseThrow();
        LabelSession session = log.session(queue, "robot", "robot 1");
        Turn turn = session.current();
        System.out.println("at " + position(turn));
        while (!turn.isFinished()) {
            int position = position(turn);
            turn = Examples.answer(session, turn, Answer.values()[position % 3]);
            System.out.println("answered " + position);
            if (takesBack(position)) {
                session.undo(Instant.now());
                turn = session.redo(Instant.now());
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
