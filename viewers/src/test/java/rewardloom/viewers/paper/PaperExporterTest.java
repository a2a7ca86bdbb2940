package rewardloom.viewers.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Sheet;
import rewardloom.viewers.chart.SampleFigures;

/** Every file is opened again by another library than the one that wrote it, and says what it should. */
class PaperExporterTest {
    private static final String SVG = "http://www.w3.org/2000/svg";

    @TempDir
    private Path folder;

    private final PaperExporter exporter = new PaperExporter();

    static Iterable<Figure> figures() {
        return SampleFigures.all().values();
    }

    @Test
    void aPdfHasItsTextsAsTextInEmbeddedFonts() throws IOException {
        Figure figure = SampleFigures.overoptimization();
        Path file = exporter.export(figure, Presets.standard(), Format.PDF, folder.resolve("gold.pdf"));

        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            String text = new PDFTextStripper().getText(document).replaceAll("\\s+", "");
            assertThat(text)
                    .contains(
                            "proxy",
                            "gold",
                            "peakofgold",
                            "KL=5.6",
                            "innats,√scale",
                            "rewardRproxy,Rgold",
                            "20",
                            "−0.5");
            assertThat(PdfWriter.fonts(document))
                    .isNotEmpty()
                    .allMatch(PDFont::isEmbedded)
                    .allMatch(font -> font.getName().contains("LiberationSerif"));
            assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(5.5f * 72);
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Gold and proxy reward against √KL");
            assertThat(document.getDocumentInformation().getSubject()).isEqualTo(figure.caption());
            assertThat(document.getDocumentInformation().getKeywords())
                    .contains("sha256=", "analysis=curves", "smoothing:0.9");
            String xmp = new String(
                    document.getDocumentCatalog().getMetadata().toByteArray(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(xmp).contains("Gold and proxy reward", "sha256=");
        }
    }

    @Test
    void anSvgHasItsTextsAsText() throws IOException {
        Path file = exporter.export(
                SampleFigures.overoptimization(), Presets.get("icml"), Format.SVG, folder.resolve("gold.svg"));

        Document document = SvgWriter.parse(Files.readAllBytes(file));
        NodeList texts = document.getElementsByTagNameNS(SVG, "text");
        List<String> contents = Stream.iterate(0, i -> i + 1)
                .limit(texts.getLength())
                .map(i -> texts.item(i).getTextContent())
                .toList();
        assertThat(contents).contains("proxy", "gold", "peak of gold", "KL = 5.6", "init", "20", "reward R");
        assertThat(document.getElementsByTagNameNS(SVG, "title").item(0).getTextContent())
                .isEqualTo("Gold and proxy reward against √KL");
        assertThat(document.getElementsByTagNameNS(SVG, "metadata").item(0).getTextContent())
                .contains("sha256=");
        assertThat(document.getElementsByTagNameNS(SVG, "glyph").getLength()).isZero();
        assertThat(((Element) texts.item(0)).getAttribute("textLength")).isNotEmpty();
        assertThat(document.getDocumentElement().getAttribute("font-family")).contains("Times New Roman", "serif");
        assertThat(Files.readString(file)).doesNotContain("DOCTYPE");
    }

    @Test
    void aPngHasTheSizeOfItsPreset() throws IOException {
        Path file = exporter.export(SampleFigures.bars(), Presets.get("icml"), Format.PNG, folder.resolve("bars.png"));

        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isEqualTo((int) Math.round(3.25 * 300));
        assertThat(image.getHeight()).isEqualTo((int) Math.round(3.25 * 0.6180339887498949 * 300));
    }

    @ParameterizedTest
    @MethodSource("figures")
    void everyFigureGoesToEveryFormatAndComesBackByteForByte(Figure figure) throws IOException {
        PaperExporter small = new PaperExporter(100);
        for (Format format : Format.values()) {
            String name = figure.name() + "." + format.extension();
            Path file = small.export(figure, Presets.get("icml"), format, folder.resolve(name));
            assertThat(file).isNotEmptyFile();

            FigureFile saved = FigureFile.read(PaperExporter.sidecar(file));
            Path again = small.render(saved.figure(), saved.preset(), format, folder.resolve("again-" + name));
            assertThat(again).hasSameBinaryContentAs(file);
        }
    }

    private static Sheet panels(boolean shared) {
        return new Sheet(
                "panels",
                "Panels",
                List.of(SampleFigures.curves(), SampleFigures.bars(), SampleFigures.strips()),
                2,
                shared,
                true);
    }

    @Test
    void panelsGoToEveryFormatAndComeBackByteForByte() throws IOException {
        PaperExporter small = new PaperExporter(100);
        for (boolean shared : new boolean[] {true, false}) {
            for (Format format : Format.values()) {
                String name = "panels-" + shared + "." + format.extension();
                Preset preset = Presets.get("icml-wide,palette=tol-bright,legend=line-ends");
                Path file = small.export(panels(shared), preset, format, folder.resolve(name));
                FigureFile saved = FigureFile.read(PaperExporter.sidecar(file));
                assertThat(saved.preset()).isEqualTo(preset);
                Path again = small.render(saved.sheet(), saved.preset(), format, folder.resolve("again-" + name));
                assertThat(again).hasSameBinaryContentAs(file);
            }
        }
    }

    @Test
    void panelsCarryLettersAndOneLegend() throws IOException {
        Path file = exporter.export(panels(true), Presets.get("icml-wide"), Format.PDF, folder.resolve("p.pdf"));
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            String text = new PDFTextStripper().getText(document);
            assertThat(text).contains("(a) Return", "(b) Share", "(c) Seeds");
            assertThat(text.split("potential-based", -1)).hasSize(2);
            assertThat(document.getDocumentInformation().getSubject()).contains("(b)");
        }
        String own =
                new String(exporter.bytes(panels(false), Presets.get("icml-wide"), Format.SVG), StandardCharsets.UTF_8);
        assertThat(own.split(">potential-based<", -1)).hasSize(3);
        String tex =
                new String(exporter.bytes(panels(true), Presets.get("icml-wide"), Format.TEX), StandardCharsets.UTF_8);
        assertThat(tex).contains("(a) Return", "(b) Share", "(c) Seeds");
        assertThat(tex.split("\\\\begin\\{axis}", -1)).hasSize(4);
        assertThat(tex.split("potential-based", -1)).hasSize(2);
        assertThat(new String(exporter.bytes(panels(true), Presets.standard(), Format.CSV), StandardCharsets.UTF_8))
                .startsWith("panel,layer,label,x,y,low,high\na,")
                .contains("\nb,bars,");
    }

    /** What was long is printed from what its file keeps, so that the file gives the same bytes. */
    @Test
    void aLongFigureComesBackByteForByte() throws IOException {
        Path file = exporter.export(
                SampleFigures.walk(300_000), Presets.get("icml"), Format.PDF, folder.resolve("long.pdf"));
        FigureFile saved = FigureFile.read(PaperExporter.sidecar(file));
        assertThat(PaperExporter.sidecar(file).toFile().length()).isLessThan(1_000_000);
        assertThat(exporter.render(saved.sheet(), saved.preset(), Format.PDF, folder.resolve("again.pdf")))
                .hasSameBinaryContentAs(file);
        assertThat(saved.figure().caption()).contains("2,000 bins");
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void whatCannotBeWrittenSaysWhyAndLeavesWhatWasThere(Format format) throws IOException {
        Path file = folder.resolve("kept." + format.extension());
        Files.writeString(file, "kept");
        Figure empty = new Figure("e", "Empty", Axis.linear(""), Axis.linear(""), List.of(), "", FigureSource.NONE);

        assertThatThrownBy(() -> exporter.export(empty, Presets.standard(), format, file))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("Empty");
        assertThat(file).hasContent("kept");
    }

    @Test
    void aFolderThatIsAFileIsNamed() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> exporter.export(
                        SampleFigures.bars(), Presets.standard(), Format.CSV, notAFolder.resolve("bars.csv")))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("bars.csv");
    }

    @Test
    void noPartOfAFileIsLeft() throws IOException {
        exporter.export(SampleFigures.bars(), Presets.standard(), Format.SVG, folder.resolve("deep/er/bars.svg"));

        try (Stream<Path> files = Files.list(folder.resolve("deep/er"))) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("bars.svg", "bars.figure.json");
        }
    }

    @Test
    void theNameChoosesTheFormat() throws IOException {
        assertThat(Format.of(Path.of("a/b.c/Figure.PDF"))).isEqualTo(Format.PDF);
        assertThatThrownBy(() -> exporter.export(SampleFigures.bars(), Presets.standard(), folder.resolve("bars.bmp")))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("bmp")
                .hasMessageContaining("pdf, svg, png, tex, csv");
    }

    @Test
    void tooManyPixelsAreRefused() {
        assertThatThrownBy(() -> new PaperExporter(100_000)
                        .export(SampleFigures.bars(), Presets.standard(), Format.PNG, folder.resolve("huge.png")))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("resolution");
    }

    @Test
    void aVectorFileOfAMillionPointsStaysSmall() throws IOException {
        Figure figure = SampleFigures.walk(1_000_000);
        assertThat(exporter.bytes(figure, Presets.standard(), Format.PDF).length)
                .isLessThan(200_000);
        assertThat(exporter.bytes(figure, Presets.standard(), Format.SVG).length)
                .isLessThan(400_000);
        assertThat(exporter.bytes(figure, Presets.standard(), Format.TEX).length)
                .isLessThan(200_000);
    }
}
