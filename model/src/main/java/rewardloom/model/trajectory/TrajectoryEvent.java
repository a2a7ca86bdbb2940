package rewardloom.model.trajectory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A step of a trajectory that is worth a look.
 *
 * @param step index of the step in the trajectory, counted from 0
 * @param kind what happens there
 * @param label in a few words
 */
public record TrajectoryEvent(int step, Kind kind, String label) {

    /** What happens. */
    public enum Kind {
        LARGEST_REWARD,
        SMALLEST_REWARD,
        SIGN_CHANGE,
        END
    }

    /** Every event of a trajectory, in the order of the steps. */
    public static List<TrajectoryEvent> of(Trajectory trajectory) {
        List<TrajectoryEvent> events = new ArrayList<>();
        double[] reward = trajectory.reward();
        int[] largest = RewardEvents.largest(reward);
        int[] smallest = RewardEvents.smallest(reward);
        // A reward that never changes has no remarkable step.
        if (largest.length > 0 && reward[largest[0]] > reward[smallest[0]]) {
            add(events, largest, Kind.LARGEST_REWARD, "largest reward");
            add(events, smallest, Kind.SMALLEST_REWARD, "smallest reward");
        }
        add(events, RewardEvents.signChanges(reward), Kind.SIGN_CHANGE, "reward changes its sign");
        trajectory.ends().forEach(step -> events.add(new TrajectoryEvent(step, Kind.END, "end of the episode")));
        events.sort(Comparator.comparingInt(TrajectoryEvent::step).thenComparing(TrajectoryEvent::kind));
        return List.copyOf(events);
    }

    private static void add(List<TrajectoryEvent> events, int[] steps, Kind kind, String label) {
        for (int step : steps) {
            events.add(new TrajectoryEvent(step, kind, label));
        }
    }
}
