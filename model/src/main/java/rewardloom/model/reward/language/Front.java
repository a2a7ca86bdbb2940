package rewardloom.model.reward.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The Pareto front of points with two objectives, both to be as large as possible.
 *
 * @param x first objective of each point
 * @param y second objective of each point
 * @param members positions of the points that no other dominates, by ascending x
 */
public record Front(double[] x, double[] y, int[] members) {

    /** The front of some points; those with a gap are never on it. Of equal points the first is. */
    public static Front of(double[] x, double[] y) {
        Integer[] order = IntStream.range(0, x.length)
                .filter(i -> Double.isFinite(x[i]) && Double.isFinite(y[i]))
                .boxed()
                .toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> {
            int byX = Double.compare(x[b], x[a]);
            return byX != 0 ? byX : Double.compare(y[b], y[a]);
        });
        List<Integer> members = new ArrayList<>();
        double best = Double.NEGATIVE_INFINITY;
        for (int i : order) {
            if (y[i] > best) {
                best = y[i];
                members.add(i);
            }
        }
        return new Front(
                x, y, members.reversed().stream().mapToInt(Integer::intValue).toArray());
    }

    public boolean contains(int point) {
        return Arrays.stream(members).anyMatch(m -> m == point);
    }

    /** Area that the front dominates, over a reference point that is worse in both; every step of the staircase counts. */
    public double hypervolume(double referenceX, double referenceY) {
        double area = 0;
        double left = referenceX;
        for (int member : members) {
            if (x[member] > left && y[member] > referenceY) {
                area += (x[member] - left) * (y[member] - referenceY);
                left = x[member];
            }
        }
        return area;
    }

    /** The member farthest from the line through the ends of the front, both objectives scaled to 0 to 1; −1 below three members. */
    public int knee() {
        if (members.length < 3) {
            return -1;
        }
        int first = members[0];
        int last = members[members.length - 1];
        double dx = x[last] - x[first];
        double dy = y[last] - y[first];
        int knee = -1;
        double farthest = 0;
        for (int member : members) {
            double u = (x[member] - x[first]) / dx;
            double v = (y[member] - y[first]) / dy;
            // Above the diagonal from (0, 0) to (1, 1) in a plane in which the second objective falls.
            double distance = u - v;
            if (distance > farthest + 1e-12) {
                farthest = distance;
                knee = member;
            }
        }
        return knee;
    }

    /** Share of some points that are within ε of the front: no member beats them by more than ε in both objectives. */
    public double coverage(double[] otherX, double[] otherY, double epsilon) {
        long covered = 0;
        long all = 0;
        for (int i = 0; i < otherX.length; i++) {
            if (Double.isFinite(otherX[i]) && Double.isFinite(otherY[i])) {
                all++;
                int at = i;
                covered += Arrays.stream(members)
                                .noneMatch(m -> x[m] > otherX[at] + epsilon && y[m] > otherY[at] + epsilon)
                        ? 1
                        : 0;
            }
        }
        return all == 0 ? Double.NaN : (double) covered / all;
    }

    /** Largest loss in an objective against the best of each: the L∞ regret of a point. */
    public double regret(double atX, double atY) {
        double bestX = Arrays.stream(members).mapToDouble(m -> x[m]).max().orElse(Double.NaN);
        double bestY = Arrays.stream(members).mapToDouble(m -> y[m]).max().orElse(Double.NaN);
        return Math.max(bestX - atX, bestY - atY);
    }
}
