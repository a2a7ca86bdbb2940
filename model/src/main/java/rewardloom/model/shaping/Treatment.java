package rewardloom.model.shaping;

import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** One way of shaping the rewards of a sample: a function of the reward alone, one for each row, or values that depend on more. */
sealed interface Treatment {

    /** What it is called in tables and figures. */
    String id();

    /** The formula as it is printed. */
    String formula();

    /** The function as it is drawn, if it is one of the reward alone. */
    Optional<Shaping> curve();

    /** The function of one row, or null if the row's value depends on more than its reward. */
    @Nullable
    Shaping at(int row);

    /**
     * The shaped rewards.
     *
     * @param rewards the reward of each row, less a penalty for length
     */
    double[] values(double[] rewards);

    /** The same function for every row. */
    record Same(String id, Shaping shaping) implements Treatment {
        @Override
        public String formula() {
            return shaping.formula();
        }

        @Override
        public Optional<Shaping> curve() {
            return Optional.of(shaping);
        }

        @Override
        public Shaping at(int row) {
            return shaping;
        }

        @Override
        public double[] values(double[] rewards) {
            double[] values = new double[rewards.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = shaping.value(rewards[i]);
            }
            return values;
        }
    }

    /**
     * A function for each row: the references or the statistics differ.
     *
     * @param drawn the function that stands for all of them in figures
     * @param how why they differ
     */
    record ByRow(String id, Shaping drawn, String how, IntFunction<Shaping> rows) implements Treatment {
        @Override
        public String formula() {
            return drawn.formula() + how;
        }

        @Override
        public Optional<Shaping> curve() {
            return Optional.of(drawn);
        }

        @Override
        public Shaping at(int row) {
            return rows.apply(row);
        }

        @Override
        public double[] values(double[] rewards) {
            double[] values = new double[rewards.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = rows.apply(i).value(rewards[i]);
            }
            return values;
        }
    }

    /**
     * Values that were computed.
     *
     * @param drawn the function as it is drawn, null if they depend on more than the reward
     * @param computed the value of each row
     */
    record Computed(String id, String formula, @Nullable Shaping drawn, double[] computed) implements Treatment {
        @Override
        public Optional<Shaping> curve() {
            return Optional.ofNullable(drawn);
        }

        @Override
        public @Nullable Shaping at(int row) {
            return drawn;
        }

        @Override
        public double[] values(double[] rewards) {
            return computed;
        }
    }

    /** The reward of {@link LengthSwitch}. */
    record Switched(String id, LengthSwitch decided) implements Treatment {
        @Override
        public String formula() {
            return "correct·(1 − α·σ((L − mean)/s)) in the groups with most correct responses, else correct";
        }

        @Override
        public Optional<Shaping> curve() {
            return Optional.empty();
        }

        @Override
        public @Nullable Shaping at(int row) {
            return null;
        }

        @Override
        public double[] values(double[] rewards) {
            return decided.values();
        }
    }
}
