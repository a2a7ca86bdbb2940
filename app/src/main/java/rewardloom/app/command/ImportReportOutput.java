package rewardloom.app.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import rewardloom.model.preference.exchange.ImportReport;

/** What became of labels that came in. */
final class ImportReportOutput {
    private ImportReportOutput() {}

    static Map<String, Object> json(ImportReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("added", report.added());
        json.put("turned", report.turned());
        json.put("already_there", report.alreadyThere());
        json.put("conflicts", report.conflicts());
        json.put("unmatched", report.unmatched());
        json.put("unreadable", report.unreadable());
        InspectJson problems = new InspectJson(new PathsAsGiven(List.<Path>of()));
        json.put("problems", report.problems().stream().map(problems::problem).toList());
        return json;
    }

    /** Prints what was odd as lines, and says which exit code that means. */
    static int problems(ImportReport report, CommandLine line) {
        ProblemOutput.lines(report.problems()).forEach(line.getErr()::println);
        return ProblemOutput.isBad(report.problems()) ? ExitCode.BAD_INPUT : ExitCode.DONE;
    }
}
