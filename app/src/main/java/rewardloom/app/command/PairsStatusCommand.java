package rewardloom.app.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.project.Project;

/** How far everybody is. */
@Command(
        name = "status",
        description = "Lists the queues with what each annotator has answered.",
        mixinStandardHelpOptions = true)
final class PairsStatusCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final PairsCommand.StudyOption study = new PairsCommand.StudyOption();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        try (Project project = Project.open(study.study())) {
            LabelLog log = project.labels();
            PrintWriter out = spec.commandLine().getOut();
            List<PairQueue> queues = log.queues();
            if (json) {
                List<Object> documents = new ArrayList<>();
                queues.forEach(q -> documents.add(QueueJson.of(log, q)));
                new JsonOutput().print(out, Map.of("queues", documents));
                return ExitCode.DONE;
            }
            TextTable table = new TextTable(List.of("queue", "kind", "pairs", "annotator", "answered", "sampler"));
            for (PairQueue queue : queues) {
                Map<String, Integer> answered = log.answered(queue);
                if (answered.isEmpty()) {
                    table.row(List.of(queue.name(), queue.kind().id(), queue.pairs(), "", 0, queue.sampler()));
                }
                answered.forEach((annotator, n) -> table.row(
                        List.of(queue.name(), queue.kind().id(), queue.pairs(), annotator, n, queue.sampler())));
            }
            table.print(out);
        }
        return ExitCode.DONE;
    }
}
