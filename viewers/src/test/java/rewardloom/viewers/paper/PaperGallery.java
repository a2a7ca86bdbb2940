package rewardloom.viewers.paper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import rewardloom.model.figure.Figure;
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
    }
}
