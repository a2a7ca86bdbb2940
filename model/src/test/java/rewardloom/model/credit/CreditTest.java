package rewardloom.model.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Outcome;
import rewardloom.model.project.LooseFormulas;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Sheet;

/** Components estimated from the total alone, and the linear baseline of return decomposition. */
class CreditTest {
    private static final LooseFormulas FORMULAS = new LooseFormulas();

    @AfterAll
    static void closeEngine() {
        FORMULAS.close();
    }

    /** Thirty episodes; the reward is 2·speed − 0.5·effort + noise. */
    private static Sheet steps(double noise, boolean episodic) {
        SplittableRandom random = new SplittableRandom(8);
        int episodes = 30;
        int length = 12;
        int n = episodes * length;
        double[] episode = new double[n];
        double[] speed = new double[n];
        double[] effort = new double[n];
        double[] other = new double[n];
        double[] reward = new double[n];
        for (int i = 0; i < n; i++) {
            episode[i] = i / length;
            speed[i] = random.nextGaussian();
            effort[i] = Math.abs(random.nextGaussian());
            other[i] = random.nextGaussian();
            reward[i] = 2 * speed[i] - .5 * effort[i] + noise * random.nextGaussian();
        }
        if (episodic) {
            for (int e = 0; e < episodes; e++) {
                double sum = 0;
                for (int i = e * length; i < (e + 1) * length; i++) {
                    sum += reward[i];
                    reward[i] = 0;
                }
                reward[(e + 1) * length - 1] = sum;
            }
        }
        return Sheet.of(Kind.STEPS, "walk")
                .numbers("episode", episode)
                .numbers("observation/speed", speed)
                .numbers("observation/effort", effort)
                .numbers("observation/other", other)
                .numbers("reward", reward);
    }

    @Test
    void weightsOfTheTotalAreFound() {
        Outcome outcome = Outcome.of(new RewardEstimate(), steps(.2, false).tables());

        Outcome.Row speed = outcome.row("weights", "feature", "speed");
        assertThat(speed.number("weight")).isBetween(speed.number("low"), speed.number("high"));
        assertThat(speed.number("low")).isLessThan(2).isGreaterThan(1.9);
        assertThat(speed.number("high")).isGreaterThan(2).isLessThan(2.1);
        Outcome.Row effort = outcome.row("weights", "feature", "effort");
        assertThat(effort.number("low")).isLessThan(-.5);
        assertThat(effort.number("high")).isGreaterThan(-.5);
        Outcome.Row other = outcome.row("weights", "feature", "other");
        assertThat(other.number("low")).isNegative();
        assertThat(other.number("high")).isPositive();
        assertThat(outcome.row("fit").number("r2_held_out")).isGreaterThan(.98);
        assertThat(outcome.rows("weights")
                        .mapToDouble(r -> r.number("variance_share"))
                        .sum())
                .as("the shares sum to R²")
                .isCloseTo(outcome.row("fit").number("r2"), within(1e-6));
    }

    @Test
    void candidateTermsByFormula() {
        Outcome outcome = Outcome.of(
                new RewardEstimate(), steps(0, false).tables(FORMULAS), "features=speed", "terms=cost = -effort");

        assertThat(outcome.row("weights", "feature", "cost").number("weight")).isCloseTo(.5, within(1e-6));
        assertThat(outcome.row("fit").number("r2")).isCloseTo(1, within(1e-9));
        assertThatThrownBy(
                        () -> Outcome.of(new RewardEstimate(), steps(0, false).tables(FORMULAS), "terms=cost = -heat"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("no column called 'heat'");
    }

    @Test
    void noiseIsNotTakenForComponents() {
        SplittableRandom random = new SplittableRandom(2);
        Outcome outcome = Outcome.of(
                new RewardEstimate(),
                steps(0, false)
                        .with("reward", r -> random.doubles(r.length).toArray())
                        .tables());

        assertThat(outcome.row("fit").number("r2_held_out")).isLessThan(.05);
    }

    @Test
    void creditsOfStepsWhereOnlyEpisodesAreRewarded() {
        Outcome outcome = Outcome.of(new ReturnDecomposition(), steps(0, true).tables());

        assertThat(outcome.row("weights", "factor", "speed").number("weight")).isCloseTo(2, within(1e-3));
        assertThat(outcome.row("weights", "factor", "effort").number("weight")).isCloseTo(-.5, within(1e-3));
        assertThat(outcome.row("ways", "way", "linear").number("r2_held_out")).isGreaterThan(.999);
        assertThat(outcome.row("ways", "way", "linear").get("correlation_with_true"))
                .as("the reward of a step is not known")
                .isNull();
    }

    @Test
    void creditsAreComparedWithTrueRewardsWhereTheseAreKnown() {
        Outcome outcome = Outcome.of(new ReturnDecomposition(), steps(.1, false).tables());

        assertThat(outcome.row("ways", "way", "linear").number("correlation_with_true"))
                .isGreaterThan(.99);
        assertThat(outcome.row("ways", "way", "uniform").number("correlation_with_true"))
                .isLessThan(.5);
    }

    @Test
    void aSampledLossIsBiasedByItsVariance() {
        double[] credits = {1, 2, 3, 6};
        SampledLoss all = SampledLoss.of(credits, 10, 4);
        assertThat(all.exact()).isCloseTo(.25, within(1e-12));
        assertThat(all.biased()).isCloseTo(.25, within(1e-12));
        // Every pair of the four, by hand.
        double mean = 0;
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < i; j++) {
                mean += Math.pow(2.5 - (credits[i] + credits[j]) / 2, 2) / 6;
            }
        }
        SampledLoss two = SampledLoss.of(credits, 10, 2);
        assertThat(two.biased()).isCloseTo(mean, within(1e-12));
        assertThat(two.corrected()).isCloseTo(.25, within(1e-12));
    }

    @Test
    void oneStepEachIsNoEpisode() {
        assertThatThrownBy(() -> Outcome.of(
                        new ReturnDecomposition(),
                        steps(0, false).without("episode").tables()))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("episode");
    }
}
