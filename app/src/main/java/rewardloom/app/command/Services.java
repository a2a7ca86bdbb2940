package rewardloom.app.command;

import java.nio.file.Path;
import rewardloom.importers.Importing;
import rewardloom.model.analysis.Analyses;
import rewardloom.viewers.paper.PaperExporter;

/**
 * What the commands work with.
 *
 * @param importing reads foreign files
 * @param analyses every analysis there is
 * @param exporter writes figures
 * @param sampleData folder of the sample studies
 * @param version of the program
 */
public record Services(
        Importing importing, Analyses analyses, PaperExporter exporter, Path sampleData, String version) {}
