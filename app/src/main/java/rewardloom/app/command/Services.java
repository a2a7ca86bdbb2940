package rewardloom.app.command;

import java.nio.file.Path;
import rewardloom.app.setting.MappingStore;
import rewardloom.importers.Importing;
import rewardloom.model.analysis.Analyses;
import rewardloom.viewers.paper.PaperExporter;

/**
 * What the commands work with.
 *
 * @param importing reads foreign files
 * @param analyses every analysis there is
 * @param exporter writes figures
 * @param mappings what the user keeps
 * @param sampleData folder of the sample studies
 * @param version of the program
 */
public record Services(
        Importing importing,
        Analyses analyses,
        PaperExporter exporter,
        MappingStore mappings,
        Path sampleData,
        String version) {}
