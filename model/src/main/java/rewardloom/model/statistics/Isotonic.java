package rewardloom.model.statistics;

/** Isotonic regression: the nearest curve, in least squares, that never falls (pool adjacent violators; Barlow et al. 1972). */
public final class Isotonic {
    private Isotonic() {}

    /** The non-decreasing values nearest to {@code values}, all finite, as a new array. */
    public static double[] rising(double[] values) {
        double[] means = new double[values.length];
        int[] sizes = new int[values.length];
        int blocks = 0;
        for (double value : values) {
            means[blocks] = value;
            sizes[blocks] = 1;
            blocks++;
            while (blocks > 1 && means[blocks - 2] > means[blocks - 1]) {
                int size = sizes[blocks - 2] + sizes[blocks - 1];
                means[blocks - 2] =
                        (means[blocks - 2] * sizes[blocks - 2] + means[blocks - 1] * sizes[blocks - 1]) / size;
                sizes[blocks - 2] = size;
                blocks--;
            }
        }
        double[] result = new double[values.length];
        int at = 0;
        for (int b = 0; b < blocks; b++) {
            for (int i = 0; i < sizes[b]; i++) {
                result[at++] = means[b];
            }
        }
        return result;
    }
}
