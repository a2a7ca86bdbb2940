package rewardloom.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rewardloom.app.labels.ImportedLabels;
import rewardloom.model.preference.LabelCoding;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.exchange.ImportReport;
import rewardloom.model.preference.exchange.LabelImport;
import rewardloom.model.project.Project;

/** Labels from files. */
@Command(
        name = "import",
        description =
                "Adds labels to a queue: those that 'pairs export' has written, such as a colleague's, and those of"
                        + " every format that 'import' reads as pairs with answers. They find their pairs by what is"
                        + " compared. Nothing is replaced.",
        mixinStandardHelpOptions = true)
final class PairsImportCommand implements Callable<Integer> {
    private static final String REFUSED =
            "Nothing was added, since labels are never taken away again. Correct the file, or"
                    + " use --interchanged, --coding, or --anyway.";

    private final Services services;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final PairsCommand.StudyOption study = new PairsCommand.StudyOption();

    @Option(names = "--queue", required = true, paramLabel = "NAME", description = "The queue.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, or folders whose files belong together.")
    private List<Path> files = List.of();

    @Option(
            names = "--coding",
            defaultValue = "AUTO",
            paramLabel = "CODING",
            description =
                    "What numbers of other programs mean: ${COMPLETION-CANDIDATES}. share: 1 first, 0 second, 0.5 tie;"
                        + " number: 1, 2, 0; index: 0, 1, −1; sign: 1, −1, 0 (default: the first of them that explains"
                        + " all).")
    @SuppressWarnings("NullAway.Init")
    private LabelCoding coding;

    @Option(names = "--interchanged", description = "First and second are interchanged in the file.")
    private boolean interchanged;

    @Option(
            names = "--anyway",
            description =
                    "Add labels even where they do not seem to belong to the pairs beside which they stand, or mean"
                            + " the opposite; without it nothing is added then.")
    private boolean anyway;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    PairsImportCommand(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        int code = ExitCode.DONE;
        List<Object> documents = new ArrayList<>();
        try (Project project = Project.open(study.study())) {
            PairQueue queue = PairsCommand.find(project.labels(), name);
            LabelImport reading = new LabelImport(
                    project.labels(), project.readable(), new ImportedLabels(services.importing()), Clock.systemUTC());
            for (Path file : files) {
                LabelImport.Prepared prepared =
                        reading.prepare(queue, file, new LabelImport.Answers(coding, interchanged));
                boolean refused = prepared.isDoubtful() && !anyway;
                ImportReport report = refused ? prepared.report().refused() : prepared.add();
                if (json) {
                    Map<String, Object> document = new LinkedHashMap<>();
                    document.put("file", file.toString());
                    document.putAll(ImportReportOutput.json(report));
                    documents.add(document);
                } else {
                    out.println(files.size() == 1 ? report.sentence() : file + ": " + report.sentence());
                }
                code = Math.max(code, ImportReportOutput.problems(report, spec.commandLine()));
                if (refused) {
                    spec.commandLine().getErr().println(REFUSED);
                }
            }
        }
        if (json) {
            new JsonOutput().print(out, Map.of("queue", name, "files", documents));
        }
        return code;
    }
}
