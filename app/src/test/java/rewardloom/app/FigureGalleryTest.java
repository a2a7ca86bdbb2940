package rewardloom.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.importers.Importers;
import rewardloom.importers.Importing;
import rewardloom.model.analysis.Analyses;
import rewardloom.model.analysis.Analysis;
import rewardloom.model.analysis.AnalysisRun;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Sheet;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Project;
import rewardloom.viewers.paper.Format;
import rewardloom.viewers.paper.PaperExporter;
import rewardloom.viewers.paper.Presets;

/**
 * Prints figures of the sample studies as a paper would have them, into {@code app/screenshots/figures}: the gallery of the README. Run it
 * with {@code mvn test -pl app -am -Dtest=FigureGalleryTest -Dsurefire.failIfNoSpecifiedTests=false -Drewardloom.screens=readme}.
 */
@EnabledIfSystemProperty(named = "rewardloom.screens", matches = "readme")
class FigureGalleryTest {
    private static final Path ROOT = Path.of(System.getProperty("rewardloom.root", ".."));
    private static final int DPI = 150;
    private static final long LARGEST = 100_000;

    private final PaperExporter exporter = new PaperExporter(DPI);
    private final Path gallery = ROOT.resolve("app/screenshots/figures");

    @TempDir
    private Path folder;

    @Test
    void printsTheGallery() throws IOException {
        Files.createDirectories(gallery);
        try (Project texts = study("overoptimization");
                Project arena = study("arena")) {
            print(
                    texts,
                    "overoptimization",
                    Map.of("groups", "rl/single,rl/single-kl,rl/mean"),
                    "gold-vs-sqrt-kl",
                    "icml");
            print(texts, "overoptimization", Map.of(), "best-of-n", "icml");
            print(
                    texts,
                    "curves",
                    Map.of("tags", "reward/gold", "runs", "rl/single,rl/single-kl,rl/mean", "smoothing", "0.8"),
                    "reward-gold",
                    "icml,legend=line-ends");
            print(texts, "runs", Map.of("metrics", "reward/gold,reward/proxy,objective/kl"), "parallel", "icml");
            print(arena, "decomposition", Map.of(), "stack-krc", "icml");
            print(arena, "decomposition", Map.of(), "correlation-krc", "icml");
            print(arena, "shaping", Map.of(), "shaping-functions", "icml");
            print(arena, "decomposition", Map.of(), "share-absolute", "icml");
            List<Figure> panels = figures(
                    texts,
                    "curves",
                    Map.of(
                            "tags",
                            "reward/proxy,reward/gold,objective/kl",
                            "runs",
                            "rl/single,rl/single-kl,rl/mean",
                            "smoothing",
                            "0.8"));
            write(new Sheet("panels", "Proxy, gold and divergence", panels, 3, true, true), "icml-wide,ratio=0.8");
        }
    }

    private void print(Project study, String analysis, Map<String, String> settings, String name, String preset)
            throws IOException {
        Figure figure = figures(study, analysis, settings).stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(analysis + " makes no figure " + name));
        write(Sheet.of(figure), preset);
    }

    private void write(Sheet sheet, String preset) throws IOException {
        Path png = gallery.resolve(sheet.name() + ".png");
        Files.write(png, exporter.bytes(sheet, Presets.get(preset), Format.PNG));
        assertThat(Files.size(png)).as(png.toString()).isLessThan(LARGEST);
    }

    private static List<Figure> figures(Project study, String analysis, Map<String, String> settings) {
        return run(study, Analyses.installed().get(analysis), settings);
    }

    private static <P extends Record> List<Figure> run(
            Project study, Analysis<P> analysis, Map<String, String> settings) {
        P parameters = new Parameters<>(analysis.defaults()).parse(settings);
        return AnalysisRun.of(analysis, parameters, study.withLabels(), Progress.NONE)
                .result()
                .figures();
    }

    private Project study(String name) throws IOException {
        Project project = Project.openOrCreate(folder.resolve(name + ".loom"));
        Importing importing = new Importing(Importers.installed());
        importing.commit(
                project, importing.stage(project, List.of(ROOT.resolve("sample-data/" + name)), null, Progress.NONE));
        return project;
    }
}
