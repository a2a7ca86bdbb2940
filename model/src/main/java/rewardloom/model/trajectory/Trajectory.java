package rewardloom.model.trajectory;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rewardloom.model.response.Transcript;

/**
 * The steps of one episode, or of a segment of one, column by column. All arrays and lists have one entry for each step and are
 * not copied: do not write to them. Missing cells are NaN.
 *
 * @param run name of the run
 * @param episode number of the episode in its run
 * @param start index of the first step inside the episode, counted from 0
 * @param steps number of steps
 * @param length number of steps of the whole episode
 * @param reward the logged reward of each step; the sum of the components where none is logged; NaN where there is neither
 * @param components each component by name, in table order
 * @param observations each observation by name, in table order
 * @param actions each action by name, in table order
 * @param values what critics expected at each step, by name; empty when the table has none
 * @param texts the text of each step, empty when the table has none
 * @param frames name of the picture or clip of each step below the study's folder of media, empty when the table has none
 * @param ends steps at which the episode was terminated or truncated
 * @param turns what was said, done and seen at each step, empty when the table has no text that differs from step to step
 */
public record Trajectory(
        String run,
        long episode,
        int start,
        int steps,
        int length,
        double[] reward,
        Map<String, double[]> components,
        Map<String, double[]> observations,
        Map<String, double[]> actions,
        Map<String, double[]> values,
        List<String> texts,
        List<String> frames,
        List<Integer> ends,
        List<Transcript.Turn> turns) {

    public Trajectory {
        components = Collections.unmodifiableMap(new LinkedHashMap<>(components));
        observations = Collections.unmodifiableMap(new LinkedHashMap<>(observations));
        actions = Collections.unmodifiableMap(new LinkedHashMap<>(actions));
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        texts = List.copyOf(texts);
        frames = List.copyOf(frames);
        ends = List.copyOf(ends);
        turns = List.copyOf(turns);
    }

    /**
     * One observation over the steps.
     *
     * @throws IllegalArgumentException if there is none with this name
     */
    public double[] observation(String name) {
        double[] values = observations.get(name);
        if (values == null) {
            throw new IllegalArgumentException("there is no observation '" + name + "' among " + observations.keySet());
        }
        return values;
    }

    /** Sum of the rewards; missing ones count nothing, NaN if all are missing. */
    public double total() {
        double total = 0;
        boolean any = false;
        for (double r : reward) {
            if (!Double.isNaN(r)) {
                total += r;
                any = true;
            }
        }
        return any ? total : Double.NaN;
    }

    /**
     * What is still to come at each step: G_t = Σ_{k≥t} γ^(k−t) r_k, the return of the reward-to-go form (Sutton and Barto 2018,
     * equation 3.8). Missing rewards count nothing.
     *
     * @param discount γ, 0 to 1
     */
    public double[] returnToGo(double discount) {
        double[] result = new double[steps];
        double after = 0;
        for (int t = steps - 1; t >= 0; t--) {
            after = (Double.isNaN(reward[t]) ? 0 : reward[t]) + discount * after;
            result[t] = after;
        }
        return result;
    }
}
