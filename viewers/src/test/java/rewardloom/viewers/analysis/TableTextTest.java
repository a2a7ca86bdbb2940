package rewardloom.viewers.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.ResultTable;

class TableTextTest {
    private final ResultTable table = new ResultTable(
            "fits",
            "Fits",
            List.of("run_name", "beta"),
            List.of(
                    Arrays.asList("a, \"b\"", 1.0 / 3),
                    Arrays.asList("50% & more", null),
                    Arrays.asList("tab\there", 1.5e-7)));

    @Test
    void tsvKeepsFullPrecisionAndItsColumns() {
        assertThat(TableText.TSV.of(table))
                .isEqualTo("run_name\tbeta\na, \"b\"\t0.3333333333333333\n50% & more\t\ntab here\t1.5E-7\n");
    }

    @Test
    void csvQuotesWhatNeedsIt() {
        assertThat(TableText.CSV.of(table))
                .contains("\"a, \"\"b\"\"\",0.3333333333333333\n")
                .contains("50% & more,\n");
    }

    @Test
    void latexEscapesTextAndSetsNumbersAsMathematics() {
        assertThat(TableText.LATEX.of(table))
                .contains("\\begin{tabular}{lr}")
                .contains("run\\_name & beta \\\\")
                .contains("$0.3333$")
                .contains("50\\% \\& more & -- \\\\")
                .contains("$1.500 \\times 10^{-7}$")
                .endsWith("\\bottomrule\n\\end{tabular}\n");
    }

    @Test
    void shownNumbersAreShortAndHonest() {
        assertThat(TableText.shown(0.0)).isEqualTo("0");
        assertThat(TableText.shown(4.9)).isEqualTo("4.9");
        assertThat(TableText.shown(123456.789)).isEqualTo("123457");
        assertThat(TableText.shown(0.000012345)).isEqualTo("1.2345e-05");
        assertThat(TableText.shown(Double.NaN)).isEqualTo("NaN");
        assertThat(TableText.shown(Double.NEGATIVE_INFINITY)).isEqualTo("−∞");
        assertThat(TableText.shown(null)).isEmpty();
        assertThat(TableText.shown(42L)).isEqualTo("42");
    }
}
