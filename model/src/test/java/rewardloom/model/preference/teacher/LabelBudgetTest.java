package rewardloom.model.preference.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.preference.Examples;
import rewardloom.model.preference.LabelledStudy;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Tables;

class LabelBudgetTest {
    private final LabelBudget analysis = new LabelBudget();

    private Result run(Map<String, String> parameters) {
        Tables study = LabelledStudy.policies();
        assertThat(analysis.accepts(study)).isTrue();
        return analysis.run(new Parameters<>(analysis.defaults()).parse(parameters), study, Progress.NONE);
    }

    @Test
    void oneTeacherNeedsMoreLabelsThanAnother() {
        Result result = run(Map.of("length", "0", "most", "400", "test", "400", "repetitions", "4"));

        var budget = result.tables().getFirst();
        assertThat(budget.rows())
                .hasSize(6)
                .extracting(row -> row.getFirst())
                .containsExactly("Oracle", "Stochastic", "Myopic", "Mistaken", "Skipping", "Equal");
        double oracle = (double) budget.rows().get(0).get(3);
        double mistaken = (double) budget.rows().get(3).get(3);
        assertThat(oracle).as("a sum of two components is learned").isGreaterThan(0.98);
        assertThat(mistaken).isLessThan(oracle);
        assertThat((int) budget.rows().get(3).get(1))
                .isGreaterThan((int) budget.rows().get(0).get(1));
        assertThat(result.findings())
                .extracting(Finding::id)
                .doesNotContain("ceiling")
                .contains("enough-labels");
        assertThat(result.figures().getFirst().layers()).hasSize(12);
        assertThat(run(Map.of("length", "0", "most", "400", "test", "400", "repetitions", "4"))
                        .tables())
                .as("the same seed")
                .isEqualTo(result.tables());
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(analysis.accepts(Examples.steps(30))).isFalse();
        assertThatThrownBy(() -> analysis.run(analysis.defaults(), Examples.steps(30), Progress.NONE))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("two components");
    }
}
