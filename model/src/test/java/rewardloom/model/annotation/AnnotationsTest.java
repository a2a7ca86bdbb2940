package rewardloom.model.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.analysis.AnalysisRun;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.annotation.Annotation.Kind;
import rewardloom.model.curve.Curves;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Documents;
import rewardloom.model.project.Project;
import rewardloom.model.table.MemoryTables;

class AnnotationsTest {
    private static final Annotation NOTE = new Annotation(Kind.NOTE, "here it learns", 5, 1.5, "step", "reward");
    private static final Annotation LINE = new Annotation(Kind.VERTICAL, "", 10, 2, "step", "reward");
    private static final Annotation ELSEWHERE =
            new Annotation(Kind.HORIZONTAL, "limit", 1, 2, "objective/kl (nats per sequence)", "reward");

    private static AnalysisRun run(String... settings) {
        MemoryTables tables = new MemoryTables()
                .addSeries("a", "reward", new long[] {0, 10, 20}, new double[] {0, 1, 2})
                .addSeries("a", "objective/kl", new long[] {0, 10, 20}, new double[] {0, 1, 4});
        Curves curves = new Curves();
        Map<String, String> changes = settings.length == 0 ? Map.of() : Map.of(settings[0], settings[1]);
        return AnalysisRun.of(curves, new Parameters<>(curves.defaults()).parse(changes), tables, Progress.NONE);
    }

    private static Annotations three() {
        String key = Annotations.key("curves", "reward");
        return Annotations.NONE.with(key, NOTE).with(key, LINE).with(key, ELSEWHERE);
    }

    @Test
    void standInTheFigureOfTheirAxes() {
        Figure plain = run().result().figures().getFirst();
        Figure figure = three().on(run()).result().figures().getFirst();
        List<Layer> added =
                figure.layers().subList(plain.layers().size(), figure.layers().size());
        assertThat(added)
                .containsExactly(new Layer.Note("here it learns", -1, 5, 1.5), new Layer.Rule("", -1, 10, true));
        Figure overKl = three().on(run("x", "kl")).result().figures().getFirst();
        assertThat(overKl.x().label()).startsWith("objective/kl");
        assertThat(overKl.layers().getLast()).isInstanceOf(Layer.Note.class);
    }

    @Test
    void areKeptInAStudy(@TempDir Path folder) {
        String key = Annotations.key("curves", "reward");
        try (Project project = Project.create(folder.resolve("study.loom"))) {
            three().save(project.documents(), key);
            assertThat(Annotations.read(project.documents()).of(key)).containsExactly(NOTE, LINE, ELSEWHERE);
            three().without(key, LINE).save(project.documents(), key);
            assertThat(Annotations.read(project.documents()).of(key)).containsExactly(NOTE, ELSEWHERE);
            three().without(key, LINE)
                    .without(key, NOTE)
                    .without(key, ELSEWHERE)
                    .save(project.documents(), key);
            assertThat(project.documents().list(Annotations.KIND)).isEmpty();
        }
    }

    @Test
    void whatIsDamagedIsNamed(@TempDir Path folder) {
        try (Project project = Project.create(folder.resolve("study.loom"))) {
            project.documents().save(Annotations.KIND, new Documents.Document("curves/reward", "{"));
            assertThatThrownBy(() -> Annotations.read(project.documents()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("curves/reward");
        }
    }
}
