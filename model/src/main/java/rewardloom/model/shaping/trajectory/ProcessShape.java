package rewardloom.model.shaping.trajectory;

/** What is done to the process rewards r_1 … r_K of one solution (On Designing Effective RL Reward at Training Time for LLM Reasoning). */
enum ProcessShape {
    RAW("raw"),
    /** min(r_k − η, 0): never positive, so that more steps never earn more. */
    CLIP("clip"),
    /** r_k − r_(k+1), then r_(K−1), then 0: adds up to r_1 however many steps there are. */
    DELTA("delta"),
    CLIP_DELTA("clip and delta");

    private final String label;

    ProcessShape(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /**
     * The shaped rewards.
     *
     * @param eta threshold η of the clip
     */
    double[] apply(double[] rewards, double eta) {
        return switch (this) {
            case RAW -> rewards.clone();
            case CLIP -> clip(rewards, eta);
            case DELTA -> delta(rewards);
            case CLIP_DELTA -> delta(clip(rewards, eta));
        };
    }

    private static double[] clip(double[] rewards, double eta) {
        double[] clipped = new double[rewards.length];
        for (int k = 0; k < rewards.length; k++) {
            clipped[k] = Math.min(rewards[k] - eta, 0);
        }
        return clipped;
    }

    private static double[] delta(double[] rewards) {
        int last = rewards.length - 1;
        double[] delta = new double[rewards.length];
        for (int k = 0; k < last; k++) {
            delta[k] = k < last - 1 ? rewards[k] - rewards[k + 1] : rewards[k];
        }
        return delta;
    }
}
