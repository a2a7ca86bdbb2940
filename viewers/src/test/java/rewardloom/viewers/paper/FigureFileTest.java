package rewardloom.viewers.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureJson;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.viewers.analysis.TableText;
import rewardloom.viewers.chart.ChartStyle;
import rewardloom.viewers.chart.PaletteChoice;
import rewardloom.viewers.chart.SampleFigures;

class FigureFileTest {

    @TempDir
    private Path folder;

    @Test
    void keepsFigureAndPreset() throws IOException {
        FigureFile file =
                new FigureFile(SampleFigures.gaps(), Presets.get("beamer").withRatio(0.5));
        Path path = Files.writeString(folder.resolve("a.figure.json"), file.json());

        FigureFile read = FigureFile.read(path);

        assertThat(read.preset()).isEqualTo(file.preset());
        assertThat(read.json()).isEqualTo(file.json());
        assertThat(((Layer.Line) read.figure().layers().getFirst()).y()).contains(Double.NaN, Double.POSITIVE_INFINITY);
    }

    @Test
    void aFigureAloneIsReadToo() throws IOException {
        Path path = Files.writeString(folder.resolve("a.json"), new FigureJson().write(SampleFigures.bars()));

        assertThat(FigureFile.read(path).preset()).isEqualTo(Presets.standard());
    }

    @Test
    void whatIsNotOneIsNamedWithTheReason() throws IOException {
        for (String text : List.of(
                "",
                "[]",
                "{\"figure\": 3}",
                "{\"a\": ",
                "{\"version\": 99, \"figure\": {}}",
                "{\"figure\":{\"layers\":null}}")) {
            Path path = Files.writeString(folder.resolve("bad.figure.json"), text);
            assertThatThrownBy(() -> FigureFile.read(path))
                    .as(text)
                    .isInstanceOf(ExportException.class)
                    .hasMessageContaining("bad.figure.json");
        }
        assertThatThrownBy(() -> FigureFile.read(folder.resolve("none"))).hasMessageContaining("no such file");
    }

    /** In a table of everything against everything no column has a best, whatever it is called. */
    @Test
    void probabilitiesOfPairsHaveNoBest() {
        ResultTable pairs = new ResultTable(
                "improvement",
                "P(x > y)",
                List.of("x", "y", "probability", "low", "high"),
                List.of(
                        List.of("single", "single-kl", 0.1, 0.0, 0.2),
                        List.of("single", "uwo", 0.7, 0.6, 0.8),
                        List.of("single-kl", "uwo", 0.9, 0.8, 1.0)));

        assertThat(ScoreTable.of(pairs).orElseThrow().latex())
                .contains("single-kl")
                .doesNotContain("mathbf", "Best", "lowest");
    }

    /** Nobody is told to do what is done already, and the usual figures are printed without complaint. */
    @Test
    void namesAtLinesEndsAreNoFullLegend() {
        double[] x = {0, 1};
        List<Layer> layers = IntStream.range(0, 8)
                .<Layer>mapToObj(
                        i -> new Layer.Line("a long name of a run, number " + i, i, x, new double[] {0, i}, false))
                .toList();
        Figure figure = new Figure("f", "", Axis.linear("step"), Axis.linear("reward"), layers, "", FigureSource.NONE);

        assertThat(PaperCheck.warnings(figure, Presets.get("icml,height=1.2")))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("legend would take", "lines' ends");
        assertThat(PaperCheck.warnings(figure, Presets.get("icml,height=1.2,legend=line-ends")))
                .isEmpty();
        for (Figure sample :
                List.of(SampleFigures.curves(), SampleFigures.strips(), SampleFigures.overoptimization())) {
            for (Preset preset : Presets.all()) {
                assertThat(PaperCheck.warnings(sample, preset))
                        .as(sample.name() + " " + preset.id())
                        .isEmpty();
            }
        }
    }

    /** \\columnwidth and \\textwidth as TeX says them with the venues' style files, in points of 1/72.27 inch. */
    @Test
    void presetsAreAsWideAsTheColumnsOfTheirVenues() {
        Map<String, Double> columns = Map.ofEntries(
                Map.entry("neurips", 397.485),
                Map.entry("iclr", 397.485),
                Map.entry("icml", 234.8775),
                Map.entry("icml-wide", 487.8225),
                Map.entry("aaai", 239.394),
                Map.entry("aaai-wide", 505.89),
                Map.entry("acl", 219.086),
                Map.entry("acl-wide", 455.244),
                Map.entry("jmlr", 433.62),
                Map.entry("tmlr", 469.755),
                Map.entry("cvpr", 237.136),
                Map.entry("cvpr-wide", 496.856),
                Map.entry("eccv", 347.123),
                Map.entry("ieee", 252.0),
                Map.entry("ieee-wide", 516.0),
                Map.entry("icra", 245.718),
                Map.entry("beamer", 398.34));
        columns.forEach((id, points) ->
                assertThat(Presets.get(id).width() * 72.27).as(id).isCloseTo(points, offset(0.01)));
    }

    @Test
    void presetsHaveTheSizesOfTheirVenues() {
        assertThat(Presets.get("neurips").width()).isEqualTo(5.5);
        assertThat(Presets.get("icml").label()).isEqualTo(8);
        assertThat(Presets.get("icml").tick()).isEqualTo(6);
        assertThat(Presets.get("icml-wide").width()).isEqualTo(6.75);
        assertThat(Presets.all()).extracting(Preset::id).doesNotHaveDuplicates();
        assertThatThrownBy(() -> Presets.get("vogue"))
                .hasMessageContaining("vogue")
                .hasMessageContaining("neurips");
    }

    @Test
    void smallTypeCrowdsAndNamelessBandsAreComplainedOf() {
        Preset tiny = new Preset("t", "Tiny", 3, 0.6, Presets.standard().typeface(), 5, 4, 6, 1, 0.5);
        Figure many = SampleFigures.many();

        assertThat(PaperCheck.warnings(many, tiny)).hasSize(3);
        assertThat(PaperCheck.warnings(many, tiny).getFirst()).contains("4.0 pt", "Tiny");
        assertThat(PaperCheck.warnings(SampleFigures.curves(), Presets.standard()))
                .isEmpty();
        Figure band = SampleFigures.figure(
                "b",
                "",
                many.x(),
                many.y(),
                List.of(new Layer.Band("", 0, new double[] {0}, new double[] {0}, new double[] {1}, " ")));
        assertThat(PaperCheck.warnings(band, Presets.standard()))
                .singleElement()
                .asString()
                .contains("band");
    }

    @Test
    void aPresetMayBeChangedInItsText() {
        Preset changed = Presets.get("icml,height=1.3,label=10,palette=tol-bright,legend=line-ends,solid=true");
        assertThat(changed.width()).isEqualTo(3.25);
        assertThat(changed.pageHeight()).isCloseTo(1.3 * 72, within(1e-9));
        assertThat(changed.palette()).isEqualTo(PaletteChoice.TOL_BRIGHT);
        assertThat(changed.legend()).isEqualTo(ChartStyle.LegendPlace.LINE_ENDS);
        assertThat(changed.solid()).isTrue();
        assertThat(Presets.get("width=2").label()).isEqualTo(Presets.standard().label());
        assertThat(Presets.text(changed))
                .isEqualTo("icml,ratio=0.4,label=10.0,palette=tol-bright,legend=line-ends,solid=true");
        assertThat(Presets.get(Presets.text(changed))).isEqualTo(changed);
        assertThat(Presets.all()).allMatch(p -> Presets.text(p).equals(p.id()));
        assertThat(Presets.get("acl").width()).isCloseTo(3.03, within(0.01));
        for (String wrong : List.of(
                "icml,wide=3", "icml,width=x", "icml,palette=pink", "icml,solid=perhaps", "icml,3", "icml,width=0")) {
            assertThatThrownBy(() -> Presets.get(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void coloursThatMergeAndLabelsThatAreCutAreComplainedOf() {
        Figure few = SampleFigures.figure(
                "f",
                "",
                Axis.linear(
                        "a label that is far too long for the narrow column of a paper with two of them, even when it"
                                + " is broken into one line above another"),
                Axis.linear("y"),
                List.of(
                        new Layer.Line("first", 0, new double[] {0, 1}, new double[] {0, 1}, false),
                        new Layer.Line("second", 2, new double[] {0, 1}, new double[] {1, 0}, false)));
        assertThat(PaperCheck.warnings(few, Presets.get("icml")))
                .singleElement()
                .asString()
                .contains("far too long", "is cut");
        assertThat(PaperCheck.warnings(few, Presets.get("icml-wide,palette=tol-bright,solid=true,bare=true")))
                .singleElement()
                .asString()
                .contains("In grey print first and second look alike");
    }

    private static final ResultTable SCORES = new ResultTable(
            "by-task",
            "Scores; low and high: 95 % t interval",
            List.of("algorithm", "task", "runs", "mean", "low", "high"),
            List.of(
                    List.of("ppo_2", "Ant", 5, 1234.56, 1200.0, 1269.12),
                    List.of("ppo_2", "kl", 5, 0.5, 0.4, 0.9),
                    List.of("sac", "Ant", 5, 900.0, 850.0, 950.0),
                    Arrays.asList("sac", "kl", 1, 0.25, null, null)));

    @Test
    void scoresBecomeAPapersTableWithTheBestInBold() {
        assertThat(ScoreTable.of(SCORES).orElseThrow().latex())
                .contains("\\begin{tabular}{lcc}", "algorithm & Ant & kl \\\\", "Best in bold (lowest of kl).")
                .contains("ppo\\_2 & $\\mathbf{1235} \\pm 35$ & $0.50\\;[0.40,\\,0.90]$ \\\\")
                .contains("sac & $900 \\pm 50$ & $\\mathbf{0.2500}$ \\\\");
        assertThat(ScoreTable.of(new ResultTable("a", "A", List.of("x", "y"), List.of())))
                .isEmpty();
        assertThat(TableText.PAPER.of(new ResultTable("a", "A", List.of("x"), List.of(List.of(1)))))
                .contains("tabular");
    }
}
