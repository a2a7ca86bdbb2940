package rewardloom.model.rollout;

/** How well a straight line through weighted points explains them. */
public final class WeightedFit {
    private WeightedFit() {}

    /** R² of the weighted least-squares line of y on x, the squared weighted correlation; NaN if either does not vary. */
    public static double r2(double[] x, double[] y, double[] weights) {
        double all = 0;
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < x.length; i++) {
            all += weights[i];
            meanX += weights[i] * x[i];
            meanY += weights[i] * y[i];
        }
        meanX /= all;
        meanY /= all;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            double dx = x[i] - meanX;
            double dy = y[i] - meanY;
            xx += weights[i] * dx * dx;
            yy += weights[i] * dy * dy;
            xy += weights[i] * dx * dy;
        }
        return xx > 0 && yy > 0 ? xy * xy / (xx * yy) : Double.NaN;
    }
}
