package rewardloom.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.exchange.ExportReport;
import rewardloom.model.preference.exchange.LabelExport;
import rewardloom.model.preference.exchange.LabelFormat;
import rewardloom.model.preference.exchange.Votes;
import rewardloom.model.project.Project;

/** Labels to a file. */
@Command(
        name = "export",
        description = "Writes the labels of a queue, in full or as other programs read them.",
        mixinStandardHelpOptions = true)
final class PairsExportCommand implements Callable<Integer> {
    /** What becomes of ties. */
    enum Ties {
        KEEP,
        DROP
    }

    /** The names of the formats, for help and completion. */
    static final class FormatNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(LabelFormat.values()).map(LabelFormat::id).iterator();
        }
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final PairsCommand.StudyOption study = new PairsCommand.StudyOption();

    @Option(names = "--queue", required = true, paramLabel = "NAME", description = "The queue.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FILE",
            description = "The file to write; a folder for uni-rlhf and preference-transformer.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--format",
            defaultValue = "full",
            completionCandidates = FormatNames.class,
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}: every field of every label, for"
                    + " 'pairs import').")
    @SuppressWarnings("NullAway.Init")
    private String format;

    @Option(
            names = "--votes",
            defaultValue = "EACH",
            paramLabel = "WHOSE",
            description = "In formats with one answer a row: each answer of every annotator, the majority, or what was"
                    + " decided and else the majority: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Votes votes;

    @Option(
            names = "--ties",
            paramLabel = "POLICY",
            description = "${COMPLETION-CANDIDATES}. By default they are kept where the format has a place for them;"
                    + " trl and hh write a chosen_probability of 0.5 when they are kept.")
    private @Nullable Ties ties;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        try (Project project = Project.open(study.study())) {
            PairQueue queue = PairsCommand.find(project.labels(), name);
            ExportReport report = new LabelExport(project.labels(), project.readable())
                    .write(queue, LabelFormat.of(format), votes, ties == null ? null : ties == Ties.KEEP, file);
            print(report);
        }
        return ExitCode.DONE;
    }

    private void print(ExportReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("file", report.file().toString());
            document.put("format", format);
            document.put("written", report.written());
            document.put("unit", report.unit());
            document.put("left_out", report.left());
            document.put("notes", List.copyOf(report.notes()));
            new JsonOutput().print(out, document);
        } else {
            out.println(report.sentence());
        }
    }
}
