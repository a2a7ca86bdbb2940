package rewardloom.model.trajectory;

import java.util.stream.IntStream;

/** Steps of a trajectory at which its reward does something remarkable; steps are counted from 0. */
public final class RewardEvents {
    private RewardEvents() {}

    /** The step with the largest reward; none when no reward is a number. The first one of several. */
    public static int[] largest(double[] reward) {
        int best = -1;
        for (int t = 0; t < reward.length; t++) {
            if (!Double.isNaN(reward[t]) && (best < 0 || reward[t] > reward[best])) {
                best = t;
            }
        }
        return best < 0 ? new int[0] : new int[] {best};
    }

    /** The step with the smallest reward; none when no reward is a number. The first one of several. */
    public static int[] smallest(double[] reward) {
        double[] turned = new double[reward.length];
        for (int t = 0; t < turned.length; t++) {
            turned[t] = -reward[t];
        }
        return largest(turned);
    }

    /** The steps whose reward has another sign than the last reward before it that was not zero. */
    public static int[] signChanges(double[] reward) {
        IntStream.Builder changes = IntStream.builder();
        double before = 0;
        for (int t = 0; t < reward.length; t++) {
            double sign = Math.signum(reward[t]);
            if (sign != 0 && !Double.isNaN(sign)) {
                if (before != 0 && sign != before) {
                    changes.add(t);
                }
                before = sign;
            }
        }
        return changes.build().toArray();
    }
}
