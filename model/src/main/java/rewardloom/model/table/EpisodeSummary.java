package rewardloom.model.table;

import java.util.Map;

/**
 * One episode of a trajectory table in numbers.
 *
 * @param episode its number in the table
 * @param length number of steps
 * @param totalReward sum of its rewards
 * @param components sum of each component by name, in table order
 */
public record EpisodeSummary(long episode, long length, double totalReward, Map<String, Double> components) {}
