package rewardloom.model.reward.alarm;

import rewardloom.model.analysis.Finding;

/**
 * One thing that looks wrong.
 *
 * @param finding the sentence with its rule
 * @param group group of runs
 * @param component the component, or the empty string
 * @param runs in how many runs of the group
 * @param place where it begins or is, NaN if it is everywhere
 * @param window what was compared, in words
 * @param value the number that was judged
 * @param threshold the number it was judged by
 */
record Alarm(
        Finding finding,
        String group,
        String component,
        int runs,
        double place,
        String window,
        double value,
        double threshold) {}
