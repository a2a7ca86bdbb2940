package rewardloom.model.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.RoleType;

/** Which columns of a table of pairs are compared with which. */
final class PairColumns {
    private static final int NO_COLUMN = -1;
    private static final int MOST = 12;
    /** What ought to agree with an answer; a single component of a reward need not. */
    private static final Pattern SCORE =
            Pattern.compile(".*(?:reward|score|gold|return|rating|overall).*", Pattern.CASE_INSENSITIVE);

    private static final Pattern COMPONENT = Pattern.compile(".*component.*", Pattern.CASE_INSENSITIVE);

    private final int label;
    private final int first;
    private final int second;
    private final VerdictTaker taker;

    private PairColumns(String name, int label, int first, int second) {
        this.label = label;
        this.first = first;
        this.second = second;
        this.taker = new VerdictTaker(name);
    }

    static List<PairColumns> of(List<Column> columns) {
        List<PairColumns> result = new ArrayList<>();
        List<Integer> labels = labels(columns);
        List<int[]> scores = scores(columns);
        for (int label : labels) {
            String name = columns.get(label).name();
            if (scores.isEmpty()) {
                result.add(new PairColumns(name, label, NO_COLUMN, NO_COLUMN));
            }
            for (int[] score : scores) {
                String against = name + " against " + columns.get(score[0]).name();
                result.add(new PairColumns(against, label, score[0], score[1]));
            }
        }
        if (labels.isEmpty() && columns.stream().anyMatch(c -> c.role().is(RoleType.CHOSEN))) {
            scores.forEach(s -> result.add(
                    new PairColumns("chosen against " + columns.get(s[0]).name(), NO_COLUMN, s[0], s[1])));
        }
        return result.subList(0, Math.min(MOST, result.size()));
    }

    private static List<Integer> labels(List<Column> columns) {
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).role().is(RoleType.LABEL)
                    && columns.get(i).type().isNumeric()) {
                labels.add(i);
            }
        }
        return labels;
    }

    /** The columns that score the first side, each with the one that scores the second. */
    private static List<int[]> scores(List<Column> columns) {
        List<int[]> result = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i).name();
            int other = indexOf(columns, otherSide(name));
            if (other != NO_COLUMN
                    && other != i
                    && columns.get(i).type().isNumeric()
                    && columns.get(other).type().isNumeric()
                    && SCORE.matcher(name).matches()
                    && !COMPONENT.matcher(name).matches()) {
                result.add(new int[] {i, other});
            }
        }
        return result;
    }

    private static String otherSide(String name) {
        if (name.contains("chosen")) {
            return name.replace("chosen", "rejected");
        }
        return name.endsWith("_a") ? name.substring(0, name.length() - 1) + "b" : "";
    }

    private static int indexOf(List<Column> columns, String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        return NO_COLUMN;
    }

    void add(Batch batch) {
        for (int row = 0; row < batch.rows(); row++) {
            double answer = label == NO_COLUMN ? 1 : batch.columns().get(label).number(row);
            int score = 0;
            if (first != NO_COLUMN) {
                double difference = batch.columns().get(first).number(row)
                        - batch.columns().get(second).number(row);
                score = Double.isNaN(difference) ? 0 : (int) Math.signum(difference);
            }
            taker.add(answer, score);
        }
    }

    Verdicts verdicts() {
        return taker.verdicts();
    }
}
