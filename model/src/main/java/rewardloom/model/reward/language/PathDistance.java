package rewardloom.model.reward.language;

/**
 * How far a predicted path is from the right one. Paths of different lengths are compared at equal shares of their points where points are
 * compared one by one.
 *
 * @param rmse root of the mean squared distance of points at equal shares
 * @param hausdorff largest distance of a point of one path from the nearest point of the other, either way
 * @param frechet discrete Fréchet distance (Eiter and Mannila, 1994): the shortest leash with which both can be walked forwards
 */
public record PathDistance(double rmse, double hausdorff, double frechet) {

    /**
     * Compares.
     *
     * @param a points of the one, at least one, each with as many coordinates as the other's
     * @param b points of the other
     */
    public static PathDistance of(double[][] a, double[][] b) {
        return new PathDistance(rmse(a, b), Math.max(farthest(a, b), farthest(b, a)), frechet(a, b));
    }

    /** Points of a list of numbers x, y, x, y …; what is left over is dropped. */
    public static double[][] points(double[] flat, int dimensions) {
        double[][] points = new double[flat.length / dimensions][dimensions];
        for (int i = 0; i < points.length; i++) {
            System.arraycopy(flat, i * dimensions, points[i], 0, dimensions);
        }
        return points;
    }

    private static double distance(double[] p, double[] q) {
        double sum = 0;
        for (int d = 0; d < p.length; d++) {
            sum += (p[d] - q[d]) * (p[d] - q[d]);
        }
        return Math.sqrt(sum);
    }

    private static double rmse(double[][] a, double[][] b) {
        int n = Math.max(a.length, b.length);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double share = n == 1 ? 0 : (double) i / (n - 1);
            double d = distance(at(a, share), at(b, share));
            sum += d * d;
        }
        return Math.sqrt(sum / n);
    }

    /** The point at a share of a path, linear between its points. */
    private static double[] at(double[][] path, double share) {
        double place = share * (path.length - 1);
        int before = (int) Math.min(Math.floor(place), path.length - 1.0);
        int after = Math.min(before + 1, path.length - 1);
        double part = place - before;
        double[] point = new double[path[0].length];
        for (int d = 0; d < point.length; d++) {
            point[d] = (1 - part) * path[before][d] + part * path[after][d];
        }
        return point;
    }

    private static double farthest(double[][] from, double[][] to) {
        double farthest = 0;
        for (double[] p : from) {
            double nearest = Double.POSITIVE_INFINITY;
            for (double[] q : to) {
                nearest = Math.min(nearest, distance(p, q));
            }
            farthest = Math.max(farthest, nearest);
        }
        return farthest;
    }

    private static double frechet(double[][] a, double[][] b) {
        double[] before = new double[b.length];
        for (int i = 0; i < a.length; i++) {
            double[] now = new double[b.length];
            for (int j = 0; j < b.length; j++) {
                double d = distance(a[i], b[j]);
                double least = i == 0 && j == 0
                        ? 0
                        : Math.min(
                                i == 0 ? Double.POSITIVE_INFINITY : before[j],
                                j == 0
                                        ? Double.POSITIVE_INFINITY
                                        : Math.min(now[j - 1], i == 0 ? Double.POSITIVE_INFINITY : before[j - 1]));
                now[j] = Math.max(d, least);
            }
            before = now;
        }
        return before[b.length - 1];
    }
}
