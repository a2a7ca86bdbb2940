package rewardloom.app.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import rewardloom.model.analysis.Analyses;
import rewardloom.model.analysis.Analysis;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.AnalysisRun;
import rewardloom.model.annotation.Annotations;
import rewardloom.model.figure.Figure;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Project;
import rewardloom.model.table.Tables;
import rewardloom.viewers.paper.Format;
import rewardloom.viewers.paper.PaperExporter;
import rewardloom.viewers.paper.Preset;

/**
 * Everything the program can say about a study: every analysis that its tables allow, with default parameters, as one HTML page
 * that needs no other file, and beside it the figures (PDF, SVG, {@code .figure.json}) and tables (CSV).
 */
public final class Report {
    private final Analyses analyses;
    private final PaperExporter exporter;
    private final Preset preset;
    private final String version;

    public Report(Analyses analyses, PaperExporter exporter, Preset preset, String version) {
        this.analyses = analyses;
        this.exporter = exporter;
        this.preset = preset;
        this.version = version;
    }

    /**
     * Writes the report.
     *
     * @param folder where to; made if there is none
     * @return the page
     * @throws IOException if a file cannot be written
     */
    public Path write(Project project, Path folder, Progress progress) throws IOException {
        Files.createDirectories(folder);
        Tables tables = project.withLabels();
        Annotations annotations = Annotations.read(project.documents());
        List<Analysis<?>> accepted =
                analyses.all().stream().filter(a -> a.accepts(tables)).toList();
        List<ReportPage.Section> sections = sections(accepted, tables, annotations, folder, progress);
        String html = new ReportPage(version).html(project, sections);
        Path page = folder.resolve("report.html");
        Path part = folder.resolve("report.html.part");
        Files.writeString(part, html, StandardCharsets.UTF_8);
        return Files.move(part, page, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The analyses' sections in their order; several are computed at once. */
    private List<ReportPage.Section> sections(
            List<Analysis<?>> accepted, Tables tables, Annotations annotations, Path folder, Progress progress)
            throws IOException {
        AtomicInteger begun = new AtomicInteger();
        try {
            return accepted.parallelStream()
                    .map(analysis -> {
                        progress.checkCancelled();
                        progress.update(analysis.title(), (double) begun.getAndIncrement() / accepted.size());
                        try {
                            return section(analysis, tables, annotations, folder, progress);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private <P extends Record> ReportPage.Section section(
            Analysis<P> analysis, Tables tables, Annotations annotations, Path folder, Progress progress)
            throws IOException {
        AnalysisRun run;
        try {
            run = annotations.on(AnalysisRun.of(analysis, analysis.defaults(), tables, progress));
        } catch (AnalysisException e) {
            return new ReportPage.Section(analysis, null, String.valueOf(e.getMessage()), Map.of());
        }
        Path own = folder.resolve(analysis.id());
        FigureFiles files = new FigureFiles(exporter, preset, List.of(Format.SVG, Format.PDF));
        Map<String, List<Path>> written = files.write(run, own);
        Map<String, String> drawings = new LinkedHashMap<>();
        for (Figure figure : run.result().figures()) {
            for (Path file : written.getOrDefault(figure.name(), List.of())) {
                if (file.toString().endsWith(".svg")) {
                    drawings.put(figure.name(), Files.readString(file, StandardCharsets.UTF_8));
                }
            }
        }
        return new ReportPage.Section(analysis, run, "", drawings);
    }
}
