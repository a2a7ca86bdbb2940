package rewardloom.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
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
import rewardloom.model.preference.exchange.LabelMerge;
import rewardloom.model.project.Project;

/** Labels from other copies of a study. */
@Command(
        name = "merge",
        description = "Takes over queues and labels from other copies of the study, such as colleagues'. Nothing is"
                + " replaced; where an annotator has answered the same pair differently, both answers are reported and"
                + " the one that is here stays.",
        mixinStandardHelpOptions = true)
final class PairsMergeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final PairsCommand.StudyOption study = new PairsCommand.StudyOption();

    @Parameters(arity = "1..*", paramLabel = "COPY.loom", description = "The other copies.")
    private List<Path> copies = List.of();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        int code = ExitCode.DONE;
        List<Object> documents = new ArrayList<>();
        try (Project project = Project.open(study.study())) {
            LabelMerge merge = new LabelMerge(project.labels(), project.readable());
            for (Path copy : copies) {
                try (Project other = Project.open(copy)) {
                    for (LabelMerge.Merged merged : merge.from(other.labels(), String.valueOf(copy.getFileName()))) {
                        code = Math.max(code, print(copy, merged, documents, out));
                    }
                }
            }
        }
        if (json) {
            new JsonOutput().print(out, Map.of("merged", documents));
        }
        return code;
    }

    private int print(Path copy, LabelMerge.Merged merged, List<Object> documents, PrintWriter out) {
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("copy", copy.toString());
            document.put("queue", merged.queue());
            document.put("pairs_added", merged.pairs());
            document.putAll(ImportReportOutput.json(merged.labels()));
            documents.add(document);
        } else {
            out.println(merged.sentence());
        }
        return ImportReportOutput.problems(merged.labels(), spec.commandLine());
    }
}
