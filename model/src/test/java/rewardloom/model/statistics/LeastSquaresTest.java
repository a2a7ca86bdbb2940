package rewardloom.model.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LeastSquaresTest {

    @Test
    void fitsAnscombesFirstQuartetWithTheFiguresOfTheTextbook() {
        double[] x = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
        double[] y = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};
        double[] one = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

        LeastSquares fit = LeastSquares.fit(y, one, x);

        assertThat(fit.coefficients()[0]).isCloseTo(3.0001, within(5e-5));
        assertThat(fit.coefficients()[1]).isCloseTo(0.5001, within(5e-5));
        assertThat(fit.r2()).isCloseTo(0.6665, within(5e-5));
        // Residual sum of squares 13.76269: rmse √(13.76269/11), AIC 11·ln(13.76269/11) + 2·3.
        assertThat(fit.rmse()).isCloseTo(1.118550, within(1e-5));
        assertThat(fit.aic()).isCloseTo(8.464726, within(1e-4));
    }

    @Test
    void countsTheCoefficientsInAkaikesCriterion() {
        double[] y = {1, 3, 2, 5};
        double[] one = {1, 1, 1, 1};

        LeastSquares fit = LeastSquares.fit(y, one);

        // Mean 2.75, residual sum of squares 8.75.
        assertThat(fit.coefficients()[0]).isCloseTo(2.75, within(1e-12));
        assertThat(fit.r2()).isCloseTo(0, within(1e-12));
        assertThat(fit.aic()).isCloseTo(4 * Math.log(8.75 / 4) + 4, within(1e-12));
        assertThat(fit.residuals()).containsExactly(new double[] {-1.75, 0.25, -0.75, 2.25}, within(1e-12));
    }

    @Test
    void refusesWhatDoesNotDetermineTheCoefficients() {
        double[] y = {1, 2, 3};
        double[] x = {1, 2, 3};
        double[] twice = {2, 4, 6};

        assertThatThrownBy(() -> LeastSquares.fit(y, x, twice)).hasMessageContaining("linearly dependent");
        assertThatThrownBy(() -> LeastSquares.fit(new double[1], new double[1], new double[1]))
                .hasMessageContaining("2 coefficients cannot be fitted to 1 points");
        assertThatThrownBy(() -> LeastSquares.fit(y, new double[2])).hasMessageContaining("has 2 rows, not 3");
    }
}
