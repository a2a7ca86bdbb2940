package rewardloom.model.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Preset;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.MemoryTables;

/** The settings of other programs, found by name. */
class CurvePresetsTest {
    private static double[] smoothed(MemoryTables tables, Preset preset) {
        CurveParameters parameters = new Parameters<>(CurveParameters.DEFAULTS).parse(preset.settings());
        return new Curves()
                .run(parameters, tables, Progress.NONE).figures().getFirst().layers().stream()
                        .filter(l -> l instanceof Layer.Line line && !line.faint())
                        .map(l -> ((Layer.Line) l).y())
                        .findFirst()
                        .orElseThrow();
    }

    /** Reference figures: the documented code of Weights and Biases in Python, over 400 uneven points. */
    @Test
    void thePresetOfWeightsAndBiasesIsTheirs() {
        long[] steps = new long[400];
        double[] values = new double[400];
        for (int i = 0, step = 0; i < steps.length; i++) {
            step += 1 + i % 4;
            steps[i] = step;
            values[i] = (i * 37 % 101) / 10.0 - 3;
        }
        MemoryTables tables = new MemoryTables().addSeries("r", "reward", steps, values);
        Preset preset = Preset.named(new Curves().presets(), "as W&B");

        double[] smoothed = smoothed(tables, preset);

        assertThat(new double[] {smoothed[0], smoothed[1], smoothed[50], smoothed[199], smoothed[399]})
                .containsExactly(
                        new double[] {-3.0, -0.687056603329669, 2.095132801780712, 4.201137338863758, 0.5622125421201744
                        },
                        within(1e-9));
    }

    @Test
    void presetsAreFoundByName() {
        List<Preset> presets = new Curves().presets();
        assertThat(Preset.named(presets, "As TensorBoard 0.6").id()).isEqualTo("tensorboard-0.6");
        assertThat(Preset.named(presets, "tensorboard")).isEqualTo(presets.getFirst());
        assertThat(Preset.named(presets, "wb")).isEqualTo(presets.get(1));
        assertThatThrownBy(() -> Preset.named(presets, "aim")).hasMessageContaining("tensorboard-0.6, wb, logged");
        assertThatThrownBy(() -> Preset.named(List.of(), "aim")).hasMessageContaining("--set");
    }
}
