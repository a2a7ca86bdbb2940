package rewardloom.model.doctor;

import java.util.Arrays;

/**
 * Takes the answers to pairs and what scores say of the same pairs, row by row, of the first {@value #MOST} rows. Not thread-safe.
 */
final class VerdictTaker {
    static final int MOST = 1 << 16;
    private static final int FARTHEST = 5;
    private static final int FEWEST = 50;

    private final String name;
    private float[] labels = new float[256];
    private byte[] scores = new byte[256];
    private int size;

    VerdictTaker(String name) {
        this.name = name;
    }

    /**
     * Takes one row.
     *
     * @param label the answer as it stands in the table, NaN for none
     * @param score 1 if the first side has the higher score, -1 if the second has, 0 if they are equal or not known
     */
    void add(double label, int score) {
        if (size == MOST) {
            return;
        }
        if (size == labels.length) {
            labels = Arrays.copyOf(labels, 2 * size);
            scores = Arrays.copyOf(scores, 2 * size);
        }
        labels[size] = (float) label;
        scores[size++] = (byte) score;
    }

    Verdicts verdicts() {
        int[] answers = LabelRange.of(labels, size).decode(labels, size);
        int answered = 0;
        int ties = 0;
        for (int answer : answers) {
            answered += answer == LabelRange.NONE ? 0 : 1;
            ties += answer == 0 ? 1 : 0;
        }
        Agreement here = agreement(answers, 0);
        int best = 0;
        double most = here.share();
        for (int shift = -FARTHEST; shift <= FARTHEST; shift++) {
            Agreement there = agreement(answers, shift);
            if (there.compared >= FEWEST && there.share() > most) {
                most = there.share();
                best = shift;
            }
        }
        return new Verdicts(name, answered, ties, here.compared, here.agreeing, best, most);
    }

    private record Agreement(int compared, int agreeing) {
        double share() {
            return compared == 0 ? 0 : (double) agreeing / compared;
        }
    }

    private Agreement agreement(int[] answers, int shift) {
        int compared = 0;
        int agreeing = 0;
        for (int i = Math.max(0, -shift); i < Math.min(size, size - shift); i++) {
            int score = scores[i + shift];
            if (answers[i] != 0 && answers[i] != LabelRange.NONE && score != 0) {
                compared++;
                agreeing += answers[i] == score ? 1 : 0;
            }
        }
        return new Agreement(compared, agreeing);
    }
}
