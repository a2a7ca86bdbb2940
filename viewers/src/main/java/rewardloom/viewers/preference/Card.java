package rewardloom.viewers.preference;

import rewardloom.model.preference.Comparison;
import rewardloom.model.preference.Sides;
import rewardloom.model.trajectory.Trajectory;

/**
 * A pair ready to be shown.
 *
 * @param comparison the pair
 * @param sides which item stands on the left
 * @param prompt what both texts answer, empty for trajectories
 * @param left what stands on the left
 * @param right what stands on the right
 */
record Card(Comparison comparison, Sides sides, String prompt, Content left, Content right) {

    /** What one side shows, and what it says about itself once it was answered. */
    sealed interface Content {
        /** Where it comes from; hidden until the pair was answered. */
        String origin();

        /** Number of steps on the clock, 1 for a text. */
        int steps();
    }

    /** A piece of a trajectory. */
    record Clip(Trajectory trajectory, String origin) implements Content {
        @Override
        public int steps() {
            return trajectory.steps();
        }
    }

    /** A text. */
    record Text(String text, String origin) implements Content {
        @Override
        public int steps() {
            return 1;
        }
    }

    /**
     * Nothing, because it could not be read.
     *
     * @param why what is wrong and what can be done
     */
    record Missing(String why) implements Content {
        @Override
        public String origin() {
            return why;
        }

        @Override
        public int steps() {
            return 1;
        }
    }

    /** Whether this can be said; a pair that cannot be seen can only be skipped. */
    boolean allows(Choice choice) {
        return choice == Choice.SKIP || !(left instanceof Missing || right instanceof Missing);
    }

    /** Steps of the longer side. */
    int steps() {
        return Math.max(left.steps(), right.steps());
    }

    boolean plays() {
        return left instanceof Clip || right instanceof Clip;
    }
}
