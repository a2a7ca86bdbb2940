package rewardloom.model.doctor;

/** How numbers stand for answers to pairs; told from which numbers there are. */
enum LabelRange {
    /** 1 first, 0 second, ½ tie: the labels of a study. */
    PROBABILITY,
    /** 1 first, 2 second, 0 tie: annotators' columns. */
    NUMBERED,
    /** Positive first, negative second, 0 tie: strengths. */
    SIGNED,
    /** Nothing that is known. */
    UNKNOWN;

    /** Stands for no answer. */
    static final int NONE = 2;

    static LabelRange of(float[] labels, int size) {
        boolean negative = false;
        boolean fraction = false;
        float max = 0;
        for (int i = 0; i < size; i++) {
            float label = labels[i];
            if (!Float.isNaN(label)) {
                negative |= label < 0;
                fraction |= label != Math.rint(label);
                max = Math.max(max, label);
            }
        }
        if (negative) {
            return SIGNED;
        }
        if (max <= 1) {
            return PROBABILITY;
        }
        return max == 2 && !fraction ? NUMBERED : UNKNOWN;
    }

    /** 1 for the first side, -1 for the second, 0 for a tie, {@link #NONE} for no answer. */
    int[] decode(float[] labels, int size) {
        int[] answers = new int[size];
        for (int i = 0; i < size; i++) {
            answers[i] = Float.isNaN(labels[i]) ? NONE : decode(labels[i]);
        }
        return answers;
    }

    private int decode(float label) {
        return switch (this) {
            case PROBABILITY -> (int) Math.signum(label - 0.5f);
            case NUMBERED -> label == 0 ? 0 : label == 1 ? 1 : -1;
            case SIGNED -> (int) Math.signum(label);
            case UNKNOWN -> NONE;
        };
    }
}
