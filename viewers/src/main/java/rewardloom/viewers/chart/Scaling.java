package rewardloom.viewers.chart;

import rewardloom.model.figure.Axis;

/**
 * How the values of an axis map to places: {@code forward} is strictly increasing where it is defined, and {@code back} undoes it.
 * Values without a place (such as zero on a logarithmic axis) give NaN.
 */
sealed interface Scaling {

    double forward(double value);

    double back(double place);

    /** The scaling of an axis whose finite values lie in a range. */
    static Scaling of(Axis.Scale scale, double low, double high) {
        return switch (scale) {
            case LINEAR, CATEGORY, TIME -> new Linear();
            case LOG -> new Log();
            case SQRT -> new SignedRoot();
            case SYMLOG -> SymmetricLog.around(Math.max(Math.abs(low), Math.abs(high)));
        };
    }

    /** Places are values. */
    record Linear() implements Scaling {
        @Override
        public double forward(double value) {
            return value;
        }

        @Override
        public double back(double place) {
            return place;
        }
    }

    /** Places are decimal logarithms; values up to zero have none. */
    record Log() implements Scaling {
        @Override
        public double forward(double value) {
            return value > 0 ? Math.log10(value) : Double.NaN;
        }

        @Override
        public double back(double place) {
            return Math.pow(10, place);
        }
    }

    /** Places are square roots, mirrored at zero. */
    record SignedRoot() implements Scaling {
        @Override
        public double forward(double value) {
            return Math.signum(value) * Math.sqrt(Math.abs(value));
        }

        @Override
        public double back(double place) {
            return Math.signum(place) * place * place;
        }
    }

    /**
     * {@code sign(v) log10(1 + |v|/c)}: linear near zero, logarithmic far from it, negative values mirrored (Webber, "A
     * bi-symmetric log transformation for wide-range data", Measurement Science and Technology 24, 2013, eq. 1).
     *
     * @param c where linear turns into logarithmic, above zero
     */
    record SymmetricLog(double c) implements Scaling {

        /** With 1 for the turning point, and smaller where all values are small. */
        static SymmetricLog around(double largest) {
            if (!(largest > 0) || largest >= 10) {
                return new SymmetricLog(1);
            }
            return new SymmetricLog(Math.pow(10, Math.floor(Math.log10(largest)) - 1));
        }

        @Override
        public double forward(double value) {
            return Math.signum(value) * Math.log10(1 + Math.abs(value) / c);
        }

        @Override
        public double back(double place) {
            return Math.signum(place) * c * (Math.pow(10, Math.abs(place)) - 1);
        }
    }
}
