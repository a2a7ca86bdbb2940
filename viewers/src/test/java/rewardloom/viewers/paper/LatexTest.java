package rewardloom.viewers.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.figure.Sheet;
import rewardloom.viewers.analysis.TableText;
import rewardloom.viewers.chart.SampleFigures;

/** LaTeX takes what is written for it. Skipped where there is no LaTeX. */
class LatexTest {
    private static final String NASTY = "50% of #1 & a_b~c^d \\ $5 {x} <|> β√KL R\u0302 “q” naïve 中 [0,1]";

    @TempDir
    Path folder;

    @BeforeEach
    void needsLatex() {
        boolean there = Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
                .anyMatch(p -> Files.isExecutable(Path.of(p, "pdflatex")));
        assumeTrue(there, "pdflatex is not on the PATH");
        assumeTrue(run("kpsewhich", "pgfplots.sty", "booktabs.sty") == 0, "LaTeX has no pgfplots or booktabs");
    }

    private int run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out.txt").toFile())
                    .start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("no end of " + String.join(" ", command));
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String compile(String name) throws IOException {
        int code = run("pdflatex", "-interaction=nonstopmode", name + ".tex");
        String log = Files.readString(folder.resolve("out.txt"), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(code).as(log).isZero();
        assertThat(log).doesNotContain("Missing character", "undefined", "Overfull \\vbox");
        return log;
    }

    private static Figure nasty() {
        Figure figure = SampleFigures.curves();
        List<Layer> layers = figure.layers().stream()
                .map(l -> l instanceof Layer.Line line && !line.label().isEmpty()
                        ? new Layer.Line(NASTY + line.label(), line.color(), line.x(), line.y(), line.faint())
                        : l)
                .toList();
        return new Figure(
                "nasty",
                NASTY,
                figure.x(),
                rewardloom.model.figure.Axis.linear(NASTY),
                layers,
                NASTY,
                FigureSource.NONE);
    }

    /** Every kind of chart in one paper, with the paper's own packages, and tables. */
    @Test
    void aPaperTakesEveryChartAndTable() throws IOException {
        StringBuilder paper = new StringBuilder("\\documentclass[twocolumn]{article}\n\\usepackage{pgfplots}\n"
                + "\\usepackage{booktabs}\n\\begin{document}\n");
        for (Figure figure : SampleFigures.all().values()) {
            Files.writeString(
                    folder.resolve(figure.name() + ".tex"),
                    PgfplotsWriter.write(Sheet.of(figure), Presets.get("icml")));
            paper.append("\\begin{figure}\\input{").append(figure.name()).append(".tex}\\end{figure}\\clearpage\n");
        }
        for (String text : List.of(TableText.PAPER.of(scores()), TableText.LATEX.of(scores()))) {
            paper.append(text).append("\\clearpage\n");
        }
        Files.writeString(folder.resolve("paper.tex"), paper.append("\\end{document}\n"));

        compile("paper");

        try (PDDocument document = Loader.loadPDF(folder.resolve("paper.pdf").toFile())) {
            assertThat(document.getNumberOfPages())
                    .isGreaterThan(SampleFigures.all().size());
            assertThat(new PDFTextStripper().getText(document)).contains("environment steps", "approach", "[0.4");
        }
    }

    private static ResultTable scores() {
        return new ResultTable(
                "scores",
                NASTY,
                List.of("algorithm", "IQM_β", "low", "high", "n"),
                List.of(
                        Arrays.asList("[a]_1 " + NASTY, 0.5, 0.4, 0.9, 3L),
                        Arrays.asList("ppo", Double.POSITIVE_INFINITY, null, Double.NaN, 3L),
                        Arrays.asList("[b]", 1.5e-7, 1.4e-7, 1.6e-7, 3L)));
    }

    /** Alone it is a page as big as that of the PDF, with the same words. */
    @Test
    void aFigureAloneIsAPageOfItsSize() throws IOException {
        Preset preset = Presets.get("icml,legend=line-ends,height=2.4");
        Files.writeString(folder.resolve("nasty.tex"), PgfplotsWriter.write(Sheet.of(nasty()), preset));

        compile("nasty");

        try (PDDocument document = Loader.loadPDF(folder.resolve("nasty.pdf").toFile())) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat((double) document.getPage(0).getMediaBox().getWidth())
                    .isCloseTo(preset.pageWidth(), org.assertj.core.data.Offset.offset(0.1));
            assertThat((double) document.getPage(0).getMediaBox().getHeight())
                    .isCloseTo(preset.pageHeight(), org.assertj.core.data.Offset.offset(0.1));
            assertThat(new PDFTextStripper().getText(document)).contains("environment steps", "50%");
        }
    }
}
