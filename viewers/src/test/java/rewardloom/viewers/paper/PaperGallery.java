package rewardloom.viewers.paper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Sheet;
import rewardloom.viewers.chart.SampleFigures;

/** Writes every sample figure for several venues in every format, for looking at: {@code target/gallery}. */
public final class PaperGallery {

    private PaperGallery() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments.length > 0 ? arguments[0] : "target/gallery"));
        PaperExporter exporter = new PaperExporter(200);
        for (String preset : List.of("neurips", "icml", "beamer")) {
            for (Figure figure : SampleFigures.all().values()) {
                for (Format format : Format.values()) {
                    exporter.export(
                            figure,
                            Presets.get(preset),
                            format,
                            folder.resolve(preset).resolve(figure.name() + "." + format.extension()));
                }
            }
        }
        looks(exporter, folder.resolve("looks"));
    }

    private static void looks(PaperExporter exporter, Path folder) throws IOException {
        for (String look : List.of(
                "icml,legend=line-ends",
                "icml-wide,legend=right,palette=tol-bright",
                "icml,palette=greys,bare=true",
                "icml,palette=tol-vibrant,solid=true,legend=above")) {
            for (Figure figure : List.of(
                    SampleFigures.curves(),
                    SampleFigures.many(),
                    SampleFigures.strips(),
                    SampleFigures.overoptimization())) {
                exporter.export(
                        figure,
                        Presets.get(look),
                        Format.PNG,
                        folder.resolve(figure.name() + "-" + look.replaceAll("[^a-z]+", "-") + ".png"));
            }
        }
        Sheet four = new Sheet(
                "four",
                "Four panels",
                List.of(
                        SampleFigures.curves(),
                        SampleFigures.overoptimization(),
                        SampleFigures.histogram(),
                        SampleFigures.lyingBars()),
                2,
                false,
                true);
        Sheet shared = new Sheet(
                "shared",
                "Shared legend",
                List.of(SampleFigures.curves(), SampleFigures.strips(), SampleFigures.curves()),
                3,
                true,
                true);
        for (Format format : Format.values()) {
            exporter.export(four, Presets.standard(), format, folder.resolve("four." + format.extension()));
            exporter.export(
                    shared, Presets.get("icml-wide,ratio=0.8"), format, folder.resolve("shared." + format.extension()));
        }
    }
}
