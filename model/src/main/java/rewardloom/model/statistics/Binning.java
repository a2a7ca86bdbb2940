package rewardloom.model.statistics;

import java.util.function.DoubleUnaryOperator;

/** Which bin a place falls into. */
@FunctionalInterface
public interface Binning {

    /** Number of the bin, from 0; it never falls as x grows. */
    int bin(double x);

    /** Bins of equal width over a closed range, at least one. */
    static Binning even(double low, double high, int bins) {
        return new Decimation.Bins(low, high, bins);
    }

    /**
     * Bins that are equally wide where an axis draws them.
     *
     * @param low lower end of the range
     * @param high upper end of the range
     * @param bins their number, at least 1
     * @param place where a value lies on the axis, never falling
     */
    static Binning placed(double low, double high, int bins, DoubleUnaryOperator place) {
        double from = place.applyAsDouble(low);
        double width = place.applyAsDouble(high) - from;
        return x -> {
            double share = (place.applyAsDouble(x) - from) / width;
            return share > 0 ? (int) Math.min(bins - 1.0, Math.floor(share * bins)) : 0;
        };
    }
}
