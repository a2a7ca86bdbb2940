package rewardloom.model.statistics;

import java.util.stream.IntStream;

/**
 * A mean weighted by a Gaussian of the distance in x, {@code Σ k(x_j - x_i) y_j / Σ k(x_j - x_i)} with
 * {@code k(d) = exp(-d²/2σ²)} within four standard deviations (Nadaraya and Watson's estimator). σ is given in points: it is that many
 * times the mean distance of points. Where x does not rise from point to point, distances are counted in points.
 *
 * @param points σ in points, above 0
 */
public record GaussianKernel(double points) implements Smoother {
    private static final double REACH = 4;
    private static final double EVEN = 1e-9;

    public GaussianKernel {
        if (!(points > 0) || Double.isInfinite(points)) {
            throw new IllegalArgumentException("the width of a Gaussian must be above 0, not " + points);
        }
    }

    @Override
    public boolean isNone() {
        return false;
    }

    @Override
    public double[] apply(double[] x, double[] y) {
        double[] smoothed = new double[y.length];
        Spacing spacing = Spacing.of(x);
        if (spacing.rises && !spacing.even) {
            double sigma = points * spacing.mean;
            each(y.length, i -> smoothed[i] = byDistance(x, y, i, sigma));
        } else {
            double[] kernel = IntStream.rangeClosed(0, (int) Math.floor(REACH * points))
                    .mapToDouble(k -> Math.exp(-0.5 * (k / points) * (k / points)))
                    .toArray();
            each(y.length, i -> smoothed[i] = byIndex(y, i, kernel));
        }
        return smoothed;
    }

    @FunctionalInterface
    private interface Each {
        void at(int i);
    }

    private static void each(int n, Each work) {
        IntStream.range(0, n).parallel().forEach(work::at);
    }

    private static double byIndex(double[] y, int i, double[] kernel) {
        if (!Double.isFinite(y[i])) {
            return y[i];
        }
        int from = Math.max(0, i - kernel.length + 1);
        int to = Math.min(y.length - 1, i + kernel.length - 1);
        double sum = 0;
        double weights = 0;
        for (int j = from; j <= to; j++) {
            if (Double.isFinite(y[j])) {
                double weight = kernel[Math.abs(j - i)];
                sum += weight * y[j];
                weights += weight;
            }
        }
        return sum / weights;
    }

    private static double byDistance(double[] x, double[] y, int i, double sigma) {
        if (!Double.isFinite(y[i])) {
            return y[i];
        }
        double sum = y[i];
        double weights = 1;
        for (int direction = -1; direction <= 1; direction += 2) {
            for (int j = i + direction; j >= 0 && j < y.length; j += direction) {
                double d = (x[j] - x[i]) / sigma;
                if (Math.abs(d) > REACH) {
                    break;
                }
                if (Double.isFinite(y[j])) {
                    double weight = Math.exp(-0.5 * d * d);
                    sum += weight * y[j];
                    weights += weight;
                }
            }
        }
        return sum / weights;
    }

    /** How points lie along x. */
    private record Spacing(boolean rises, boolean even, double mean) {
        static Spacing of(double[] x) {
            int n = x.length;
            if (n < 2) {
                return new Spacing(false, true, 1);
            }
            double mean = (x[n - 1] - x[0]) / (n - 1);
            boolean even = true;
            for (int i = 1; i < n; i++) {
                double step = x[i] - x[i - 1];
                if (!(step > 0) || Double.isInfinite(step)) {
                    return new Spacing(false, false, 1);
                }
                even &= Math.abs(step - mean) <= EVEN * mean;
            }
            return new Spacing(true, even, mean);
        }
    }

    @Override
    public String meaning() {
        return "Smoothed: Gaussian kernel, Σk·y/Σk with k = exp(−Δx²/2σ²), σ = " + points + " points.";
    }
}
