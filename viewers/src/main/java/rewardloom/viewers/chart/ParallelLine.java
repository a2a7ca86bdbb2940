package rewardloom.viewers.chart;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing across axes that stand beside one another: lines between values on neighbouring axes, bridges over the axes where a value is
 * missing, and points where a value has no neighbour.
 *
 * @param shares where its values lie, from 0 at the low end of an axis to 1 at the high one; NaN if missing
 */
public record ParallelLine(double[] shares) {
    private static final double FAINT = 30;

    /** The line of some values, one for each axis. */
    public static ParallelLine of(List<ParallelPlan> plans, double[] values) {
        double[] shares = new double[plans.size()];
        for (int k = 0; k < shares.length; k++) {
            double share = plans.get(k).share(values[k]);
            shares[k] = Double.isFinite(share) ? share : Double.NaN;
        }
        return new ParallelLine(shares);
    }

    /** A piece from one axis to another. */
    public record Piece(int from, int to) {
        /** Whether it leads over axes on which nothing is known. */
        public boolean isBridge() {
            return to > from + 1;
        }
    }

    /** How opaque one of so many lines is: few stand out, many let one another through, and faint ones stay behind the others. */
    public static double opacity(boolean faint, int lines) {
        int all = Math.max(1, lines);
        return faint ? Math.clamp(FAINT / all, 0.04, 0.2) : Math.clamp(6 / Math.sqrt(all), 0.45, 0.9);
    }

    /** Its pieces from left to right. */
    public List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        int last = -1;
        for (int k = 0; k < shares.length; k++) {
            if (!Double.isNaN(shares[k])) {
                if (last >= 0) {
                    pieces.add(new Piece(last, k));
                }
                last = k;
            }
        }
        return pieces;
    }

    /** The axes on which its value would not be seen: no line between neighbours starts or ends there. */
    public List<Integer> lonely() {
        List<Integer> lonely = new ArrayList<>();
        for (int k = 0; k < shares.length; k++) {
            if (!Double.isNaN(shares[k]) && isMissing(k - 1) && isMissing(k + 1)) {
                lonely.add(k);
            }
        }
        return lonely;
    }

    private boolean isMissing(int axis) {
        return axis < 0 || axis >= shares.length || Double.isNaN(shares[axis]);
    }

    /** Where it is between axes, bridges included; NaN if it is not there. */
    double at(double axis) {
        for (Piece piece : pieces()) {
            if (axis >= piece.from && axis <= piece.to) {
                double share = (axis - piece.from) / (piece.to - piece.from);
                return shares[piece.from] + (shares[piece.to] - shares[piece.from]) * share;
            }
        }
        int nearest = (int) Math.round(axis);
        return nearest >= 0 && nearest < shares.length && Math.abs(axis - nearest) < 0.1 ? shares[nearest] : Double.NaN;
    }

    /** The lines between neighbours, or the bridges. */
    Path2D path(Plane plane, boolean bridges) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO, shares.length);
        int end = -1;
        for (Piece piece : pieces()) {
            if (piece.isBridge() == bridges) {
                if (piece.from != end) {
                    path.moveTo(plane.px(piece.from), plane.py(shares[piece.from]));
                }
                path.lineTo(plane.px(piece.to), plane.py(shares[piece.to]));
                end = piece.to;
            }
        }
        return path;
    }

    /** All of it. */
    Path2D whole(Plane plane) {
        Path2D path = path(plane, false);
        path.append(path(plane, true), false);
        for (int k : lonely()) {
            double x = plane.px(k);
            double y = plane.py(shares[k]);
            path.moveTo(x - 3, y);
            path.lineTo(x + 3, y);
        }
        return path;
    }
}
