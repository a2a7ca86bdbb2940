package rewardloom.app.command;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import rewardloom.model.preference.LabelException;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.PairQueue;

/** Preference pairs and labels. */
@Command(
        name = "pairs",
        description =
                "Samples preference pairs, and writes, reads and merges their labels. Labelling itself is done in the"
                        + " window.",
        mixinStandardHelpOptions = true)
final class PairsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    static CommandLine line(Services services) {
        return new CommandLine(new PairsCommand())
                .addSubcommand(new PairsSampleCommand())
                .addSubcommand(new PairsStatusCommand())
                .addSubcommand(new PairsExportCommand())
                .addSubcommand(new PairsImportCommand(services))
                .addSubcommand(new PairsMergeCommand());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "pairs needs one of sample, status, export, import, merge");
    }

    /** The study that a command works on. */
    static final class StudyOption {
        @Option(names = "--project", required = true, paramLabel = "STUDY.loom", description = "The study.")
        @SuppressWarnings("NullAway.Init")
        private Path study;

        Path study() {
            return study;
        }
    }

    /**
     * The queue with this name.
     *
     * @throws LabelException if there is none; the message names those that there are
     */
    static PairQueue find(LabelLog log, String name) {
        return log.queue(name)
                .orElseThrow(() -> new LabelException("there is no queue '" + name + "'; there are "
                        + String.join(
                                ", ", log.queues().stream().map(PairQueue::name).toList())));
    }
}
