package rewardloom.model.preference;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The labels of one annotator in one queue that count, as columns by place in the queue: a queue of a million pairs takes 25 MB. It
 * reads on from where it was, so keeping up with the log costs only what is new. Not thread-safe.
 */
public final class AnnotatorLabels {
    private static final Answer[] ANSWERS = Answer.values();
    private static final LabelEvent.Action[] ACTIONS = LabelEvent.Action.values();
    private static final String READ = "SELECT id, position,"
            + " CASE action WHEN 'answer' THEN 0 WHEN 'import' THEN 1 WHEN 'undo' THEN 2 ELSE 3 END, target,"
            + " CASE answer WHEN 'a' THEN 1 WHEN 'b' THEN 2 WHEN 'tie' THEN 3 WHEN 'skip' THEN 4"
            + " WHEN 'incomparable' THEN 5 WHEN 'ranking' THEN 6 ELSE 0 END,"
            + " strength, confidence, CASE sides WHEN 'a' THEN 1 WHEN 'b' THEN 2 ELSE 0 END, answered_at, active_ms"
            + " FROM label_event";

    private final long queue;
    private final String annotator;
    private final LabelHistory history;
    private final int[] counts = new int[ANSWERS.length];
    private byte[] answers;
    private byte[] strengths;
    private byte[] confidences;
    private byte[] left;
    private long[] answeredAt;
    private int[] active;
    private final ActiveTimes times = new ActiveTimes();
    private int sided;
    private int leftChosen;

    AnnotatorLabels(PairQueue queue, String annotator) {
        this.queue = queue.id();
        this.annotator = annotator;
        this.history = new LabelHistory(queue.pairs());
        answers = new byte[queue.pairs()];
        strengths = new byte[queue.pairs()];
        confidences = new byte[queue.pairs()];
        left = new byte[queue.pairs()];
        answeredAt = new long[queue.pairs()];
        active = new int[queue.pairs()];
    }

    public String annotator() {
        return annotator;
    }

    LabelHistory history() {
        return history;
    }

    /** Number of pairs of the queue. */
    public int pairs() {
        return history.pairs();
    }

    /** Number of pairs with an answer, skipped ones included. */
    public int answered() {
        return history.answeredCount();
    }

    /** The answer at a place of the queue, or null. */
    public @Nullable Answer answer(int position) {
        return position < answers.length && answers[position] > 0 ? ANSWERS[answers[position] - 1] : null;
    }

    /** The strength of the answer at a place, 0 when it was not asked. */
    public int strength(int position) {
        return strengths[position];
    }

    /** The confidence of the answer at a place, 0 when it was not asked. */
    public int confidence(int position) {
        return confidences[position];
    }

    /** The item of the pair at a place that stood on the left, 0 or 1; -1 when nothing was shown. */
    public int left(int position) {
        return left[position] - 1;
    }

    /** When the answer at a place was given, in milliseconds since 1970. */
    public long answeredAt(int position) {
        return answeredAt[position];
    }

    /** How long the answer at a place took, in milliseconds without idle time. */
    public int activeMillis(int position) {
        return active[position];
    }

    /** Number of one answer. */
    public int count(Answer answer) {
        return counts[answer.ordinal()];
    }

    /** Decisive answers of which it is known which item stood on the left. */
    int sided() {
        return sided;
    }

    /** Those among them that chose the left side. */
    int leftChosen() {
        return leftChosen;
    }

    /** Median active time of an answer, NaN without answers. */
    double medianSeconds() {
        return times.medianSeconds();
    }

    /** The places of the latest answers that were given here, newest first. */
    public int[] latest(int count) {
        return history.latest(count);
    }

    void grow(int pairs) {
        history.grow(pairs);
        if (pairs > answers.length) {
            int room = Math.max(pairs, answers.length + answers.length / 2);
            answers = Arrays.copyOf(answers, room);
            strengths = Arrays.copyOf(strengths, room);
            confidences = Arrays.copyOf(confidences, room);
            left = Arrays.copyOf(left, room);
            answeredAt = Arrays.copyOf(answeredAt, room);
            active = Arrays.copyOf(active, room);
        }
    }

    /** Reads what the log has gained; true if there was something. */
    boolean catchUp(Connection connection) throws SQLException {
        long before = history.lastEvent();
        BitSet older = new BitSet();
        try (PreparedStatement select =
                connection.prepareStatement(READ + " WHERE queue_id = ? AND annotator = ? AND id > ? ORDER BY id")) {
            select.setLong(1, queue);
            select.setString(2, annotator);
            select.setLong(3, before);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    take(row, older);
                }
            }
        }
        restore(connection, older);
        return history.lastEvent() > before;
    }

    private void take(ResultSet row, BitSet older) throws SQLException {
        int position = row.getInt(2);
        LabelEvent.Action action = ACTIONS[row.getInt(3)];
        grow(position + 1);
        history.apply(row.getLong(1), position, action, row.getLong(4));
        if (action == LabelEvent.Action.ANSWER || action == LabelEvent.Action.IMPORT) {
            older.clear(position);
            set(position, row);
        } else {
            older.set(position);
        }
    }

    private void set(int position, ResultSet row) throws SQLException {
        clear(position);
        answers[position] = row.getByte(5);
        counts[answers[position] - 1]++;
        strengths[position] = row.getByte(6);
        confidences[position] = row.getByte(7);
        left[position] = row.getByte(8);
        answeredAt[position] = row.getLong(9);
        active[position] = (int) Math.min(Integer.MAX_VALUE, row.getLong(10));
        times.add(active[position]);
        countSide(position, 1);
    }

    private void clear(int position) {
        if (answers[position] > 0) {
            counts[answers[position] - 1]--;
            times.remove(active[position]);
            countSide(position, -1);
            answers[position] = 0;
        }
    }

    private void countSide(int position, int by) {
        Answer answer = ANSWERS[answers[position] - 1];
        if (answer.isDecisive() && left[position] > 0) {
            sided += by;
            leftChosen += (answer == Answer.A) == (left[position] == 1) ? by : 0;
        }
    }

    /** After undoing and redoing, an older answer counts, or none. */
    private void restore(Connection connection, BitSet older) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ + " WHERE id = ?")) {
            for (int at = older.nextSetBit(0); at >= 0; at = older.nextSetBit(at + 1)) {
                if (history.counting(at) == 0) {
                    clear(at);
                    continue;
                }
                select.setLong(1, history.counting(at));
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        set(at, row);
                    }
                }
            }
        }
    }
}
