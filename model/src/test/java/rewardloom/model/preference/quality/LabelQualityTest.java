package rewardloom.model.preference.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.preference.LabelledStudy;
import rewardloom.model.preference.sampling.Drawing;
import rewardloom.model.progress.Progress;

class LabelQualityTest {
    private LabelledStudy study;

    @BeforeEach
    void open(@TempDir Path folder) {
        study = new LabelledStudy(folder, 200, new Drawing.Checks(0, 0.2, 0.2, 0.1, 0.1));
        study.label("careful", f -> 30 * (f[0] + f[1]), 0, 6, 1);
        study.label("leaning", f -> f[0] + f[1], 4, 6, 2);
        study.label("dice", f -> 0, 0, 0.4, 3);
    }

    private Result run(Map<String, String> parameters) {
        LabelQuality analysis = new LabelQuality();
        assertThat(analysis.accepts(study.tables())).isTrue();
        return analysis.run(new Parameters<>(analysis.defaults()).parse(parameters), study.tables(), Progress.NONE);
    }

    private static Object cell(ResultTable table, String annotator, String column) {
        return table.rows().stream()
                .filter(row -> annotator.equals(row.get(1)))
                .map(row -> row.get(table.columns().indexOf(column)))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> found(Result result, String annotator) {
        return result.findings().stream()
                .filter(f -> annotator.equals(f.values().get("annotator")))
                .map(Finding::id)
                .toList();
    }

    @Test
    void tellsAnnotatorsApart() {
        Result result = run(Map.of());

        ResultTable annotators = result.tables().getFirst();
        assertThat(annotators.rows()).hasSize(3);
        assertThat(cell(annotators, "careful", "gold")).isEqualTo(40);
        assertThat(cell(annotators, "careful", "gold_passed")).isEqualTo(40);
        assertThat(cell(annotators, "careful", "repeats")).isEqualTo(40);
        assertThat(cell(annotators, "careful", "mirrored")).isEqualTo(40);
        assertThat(found(result, "careful"))
                .contains("gold-passed", "consistent", "sides-swapped")
                .doesNotContain("side-bias", "too-fast", "gold-failed", "straight-line");
        assertThat(found(result, "leaning")).contains("side-bias", "side-decides");
        assertThat(found(result, "dice")).contains("gold-failed", "inconsistent", "too-fast");
        assertThat((double) cell(annotators, "dice", "order_kappa")).isCloseTo(0, within(0.5));
        assertThat((double) cell(annotators, "leaning", "left_share")).isGreaterThan(0.8);
        assertThat(cell(annotators, "careful", "median_seconds")).isEqualTo(6.0);
        assertThat(result.tables().get(1).rows())
                .as("failed checks")
                .isNotEmpty()
                .noneMatch(row -> row.get(2).equals("careful"));
        assertThat(result.tables().get(3).rows())
                .as("disputed pairs")
                .isNotEmpty()
                .allSatisfy(row -> {
                    int sum = (int) row.get(2) + (int) row.get(3) + (int) row.get(4);
                    assertThat(sum).isEqualTo(3);
                });
        assertThat(result.figures()).hasSize(2);
    }

    @Test
    void aListCanBeShort() {
        assertThat(run(Map.of("disputed", "3")).tables().get(3).rows()).hasSize(3);
    }

    @Test
    void saysWhenThereAreNoChecks(@TempDir Path folder) {
        study = new LabelledStudy(folder, 50, new Drawing.Checks(0, 0, 0, 0, 0));
        study.label("careful", f -> 30 * f[0], 0, 6, 1);

        Result result = run(Map.of());

        assertThat(result.findings()).extracting(Finding::id).contains("no-checks");
        assertThat(result.tables().getFirst().rows().getFirst()).contains(50);
    }
}
