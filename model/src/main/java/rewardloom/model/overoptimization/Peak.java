package rewardloom.model.overoptimization;

import rewardloom.model.statistics.Interval;

/**
 * Where the smoothed gold reward of a run is highest, and what comes after.
 *
 * @param run name of the run or group
 * @param from first position of the window around the peak
 * @param to position after its last
 * @param tail first position of the last tenth
 * @param step training step at the middle of the window: where to stop
 * @param stepInterval bootstrap interval of it
 * @param stepReplicates the step in each resample
 * @param kl mean divergence in the window
 * @param klInterval bootstrap interval of it
 * @param maxKl largest divergence of the run, smoothed
 * @param gold mean gold in the window
 * @param goldInterval bootstrap interval of it, corrected for having chosen the highest window
 * @param lastGold mean gold of the last tenth
 * @param fall gold lost after the peak, {@code gold − lastGold}
 * @param fallInterval bootstrap interval of it, corrected for having chosen the highest window
 * @param chance how often a curve that never falls would seem to fall as much, by the resamples
 * @param beyondChance whether that is seldom enough at the level of the intervals
 * @param rise gold won before the peak, over the reference policy
 * @param proxy mean proxy in the window, NaN if there is none
 * @param lastProxy mean proxy of the last tenth, NaN if there is none
 * @param proxyRise bootstrap interval of {@code lastProxy − proxy}
 */
record Peak(
        String run,
        int from,
        int to,
        int tail,
        double step,
        Interval stepInterval,
        double[] stepReplicates,
        double kl,
        Interval klInterval,
        double maxKl,
        double gold,
        Interval goldInterval,
        double lastGold,
        double fall,
        Interval fallInterval,
        double chance,
        boolean beyondChance,
        double rise,
        double proxy,
        double lastProxy,
        Interval proxyRise) {

    /** A fall smaller than this share of the rise before it is not called one. */
    static final double SMALLEST_FALL = 0.1;

    /** Whether gold falls after its peak: more than a curve that never falls would by chance, and by a tenth of what was won. */
    boolean declined() {
        return beyondChance && fallInterval.low() > 0 && fall >= SMALLEST_FALL * rise;
    }

    /** Whether the proxy rises after the gold's peak, beyond chance. */
    boolean proxyRises() {
        return proxyRise.low() > 0;
    }
}
