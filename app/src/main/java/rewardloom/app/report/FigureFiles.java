package rewardloom.app.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rewardloom.model.analysis.AnalysisRun;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Figure;
import rewardloom.viewers.analysis.TableText;
import rewardloom.viewers.paper.Format;
import rewardloom.viewers.paper.PaperExporter;
import rewardloom.viewers.paper.Preset;

/** Writes the figures and tables of a result as files. */
public final class FigureFiles {
    private final PaperExporter exporter;
    private final Preset preset;
    private final List<Format> formats;

    public FigureFiles(PaperExporter exporter, Preset preset, List<Format> formats) {
        this.exporter = exporter;
        this.preset = preset;
        this.formats = List.copyOf(formats);
    }

    /**
     * Writes every figure in every format, and every table as CSV; with LaTeX among the formats as LaTeX too.
     *
     * @return the files of each figure by its name
     * @throws IOException if one cannot be written
     */
    public Map<String, List<Path>> write(AnalysisRun run, Path folder) throws IOException {
        Files.createDirectories(folder);
        Map<String, List<Path>> written = new LinkedHashMap<>();
        for (Figure figure : run.result().figures()) {
            List<Path> files = new ArrayList<>();
            for (Format format : formats) {
                Path target = folder.resolve(figure.name() + "." + format.extension());
                files.add(exporter.export(figure, preset, format, target));
            }
            written.put(figure.name(), files);
        }
        for (ResultTable table : run.result().tables()) {
            Files.writeString(
                    folder.resolve(table.name() + ".table.csv"), TableText.CSV.of(table), StandardCharsets.UTF_8);
            if (formats.contains(Format.TEX)) {
                Files.writeString(
                        folder.resolve(table.name() + ".table.tex"), TableText.PAPER.of(table), StandardCharsets.UTF_8);
            }
        }
        return written;
    }
}
