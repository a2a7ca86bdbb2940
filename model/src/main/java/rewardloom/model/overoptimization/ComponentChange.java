package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of one component after the peak of gold.
 *
 * @param component name
 * @param atPeak mean in the window around the peak
 * @param last mean of the last tenth
 * @param share its part of all that the falling components lost, 0 if it did not fall
 */
record ComponentChange(String component, double atPeak, double last, double share) {
    /** A component that loses less of its own value has not collapsed. */
    static final double SMALLEST_LOSS = 0.25;
    /** Nor has one that is less than this part of what is lost in all. */
    static final double SMALLEST_SHARE = 0.2;

    double change() {
        return last - atPeak;
    }

    /** Change relative to the size of the value at the peak. */
    double relative() {
        return change() / Math.abs(atPeak);
    }

    boolean collapsed() {
        return relative() <= -SMALLEST_LOSS && share >= SMALLEST_SHARE;
    }

    /** All components of a run or group; none if it has no peak. */
    static List<ComponentChange> of(RunStudy study) {
        Peak peak = study.peak();
        if (peak == null) {
            return List.of();
        }
        List<ComponentChange> changes = new ArrayList<>();
        double lost = 0;
        for (var part : study.curve().components().entrySet()) {
            double[] values = part.getValue();
            double atPeak = GoldCurve.mean(values, peak.from(), peak.to());
            double last = GoldCurve.mean(values, peak.tail(), values.length);
            changes.add(new ComponentChange(part.getKey(), atPeak, last, 0));
            lost += Math.max(0, atPeak - last);
        }
        double all = lost;
        return changes.stream()
                .map(c -> new ComponentChange(
                        c.component, c.atPeak, c.last, all > 0 ? Math.max(0, c.atPeak - c.last) / all : 0))
                .toList();
    }
}
