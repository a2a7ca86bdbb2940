package rewardloom.model.shaping;

import rewardloom.model.analysis.Digits;

/** Shapes of a distance, of a cosine and of a count, for rewards in space and for exploration. */
sealed interface SpaceShaping extends Shaping {

    @Override
    default boolean isCentred() {
        return false;
    }

    /** Distances and counts are not negative, cosines lie between −1 and 1: where these shapes are used they are bounded. */
    @Override
    default boolean isBounded() {
        return true;
    }

    /** x^(1/density) with its sign. */
    private static double dense(double x, double density) {
        return Math.signum(x) * Math.pow(Math.abs(x), 1 / density);
    }

    /**
     * exp(−x/(2·scale·dispersion))^(1/density) of a distance x, from Lucy-SKG: 1 at the place, and less the farther away.
     *
     * @param scale distance that counts as one
     * @param dispersion how far it reaches
     * @param density how slowly it falls at first
     */
    record Distance(double scale, double dispersion, double density) implements SpaceShaping {
        @Override
        public String id() {
            return "distance";
        }

        @Override
        public String formula() {
            return "exp(−r/(2·" + Digits.three(scale) + "·" + Digits.three(dispersion) + "))^(1/"
                    + Digits.three(density) + ")";
        }

        @Override
        public double value(double reward) {
            return Math.exp(-reward / (2 * scale * dispersion * density));
        }

        @Override
        public double derivative(double reward) {
            return -value(reward) / (2 * scale * dispersion * density);
        }
    }

    /** The same from −1 far away to 1 at the place: x^(1/density) of 2(exp(−x/(2·scale·dispersion)) − ½), with its sign. */
    record SignedDistance(double scale, double dispersion, double density) implements SpaceShaping {
        @Override
        public String id() {
            return "signed-distance";
        }

        @Override
        public String formula() {
            return "u = 2exp(−r/(2·" + Digits.three(scale) + "·" + Digits.three(dispersion) + ")) − 1, sgn(u)|u|^(1/"
                    + Digits.three(density) + ")";
        }

        @Override
        public double value(double reward) {
            return dense(2 * Math.exp(-reward / (2 * scale * dispersion)) - 1, density);
        }

        @Override
        public double derivative(double reward) {
            double e = Math.exp(-reward / (2 * scale * dispersion));
            double u = Math.max(1e-12, Math.abs(2 * e - 1));
            return Math.pow(u, 1 / density - 1) / density * -e / (scale * dispersion);
        }
    }

    /** sgn(c)|c|^(1/density) of a cosine c. */
    record Alignment(double density) implements SpaceShaping {
        @Override
        public String id() {
            return "alignment";
        }

        @Override
        public String formula() {
            return "sgn(r)|r|^(1/" + Digits.three(density) + ")";
        }

        @Override
        public double value(double reward) {
            return dense(Math.clamp(reward, -1, 1), density);
        }

        @Override
        public double derivative(double reward) {
            double size = Math.max(1e-12, Math.abs(reward));
            return size > 1 ? 0 : Math.pow(size, 1 / density - 1) / density;
        }
    }

    /** λ/√((λ/most)² + N) of a count N, the bonus of Exploration-Guided Reward Shaping: most at the first visit. */
    record Exploration(double lambda, double most) implements SpaceShaping {
        @Override
        public String id() {
            return "exploration";
        }

        @Override
        public String formula() {
            return "λ/√((λ/B)² + r), λ = " + Digits.three(lambda) + ", B = " + Digits.three(most);
        }

        @Override
        public double value(double reward) {
            return lambda / Math.sqrt(lambda * lambda / (most * most) + Math.max(0, reward));
        }

        @Override
        public double derivative(double reward) {
            return reward < 0 ? 0 : -lambda / 2 * Math.pow(lambda * lambda / (most * most) + reward, -1.5);
        }
    }

    /** N^−β of a count N from 1 on. */
    record CountDecay(double beta) implements SpaceShaping {
        @Override
        public String id() {
            return "count-decay";
        }

        @Override
        public String formula() {
            return "r^−" + Digits.three(beta);
        }

        @Override
        public double value(double reward) {
            return Math.pow(Math.max(1, reward), -beta);
        }

        @Override
        public double derivative(double reward) {
            return reward < 1 ? 0 : -beta * Math.pow(reward, -beta - 1);
        }
    }
}
