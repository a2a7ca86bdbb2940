package rewardloom.importers.process;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.NamedRow;
import rewardloom.importers.column.NamedRows;
import rewardloom.importers.column.ProblemTally;
import rewardloom.importers.json.JsonHead;
import rewardloom.importers.json.Records;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.TableSink;

/**
 * Labels of the steps of solutions, in the layouts of PRM800K, Math-Shepherd, ProcessBench and TRL: each solution becomes an episode
 * whose rewards are the labels of its steps, and a response that is right or wrong as a whole.
 */
public final class ProcessLabelsImporter implements Importer {

    @Override
    public String id() {
        return "process-labels";
    }

    @Override
    public String title() {
        return "Step labels (PRM800K, Math-Shepherd, ProcessBench)";
    }

    @Override
    public Probe probe(Header header) {
        StepLabels.Dialect dialect = dialect(JsonHead.of(header.head()));
        return dialect == null
                ? Probe.NO
                : new Probe(
                        4, "has the fields of step labels (" + dialect.name().toLowerCase(Locale.ROOT) + ")");
    }

    private static StepLabels.@Nullable Dialect dialect(JsonHead head) {
        if (head.isJson()) {
            for (StepLabels.Dialect dialect : StepLabels.Dialect.values()) {
                if (dialect.fits(head)) {
                    return dialect;
                }
            }
        }
        return null;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        StepLabels.Dialect dialect = dialect(JsonHead.of(source));
        if (dialect == null) {
            sink.problem(Problem.error(
                    "no-steps",
                    "whole file",
                    "the records have the fields of none of PRM800K, Math-Shepherd, ProcessBench and TRL's stepwise"
                            + " supervision"));
            return;
        }
        NamedRows steps = new NamedRows(
                sink, Kind.STEPS, source.name(), source.stemRun(), "episode", "t", "reward", "text", "terminated");
        NamedRows solutions = new NamedRows(
                sink,
                Kind.RESPONSES,
                source.name() + ", solutions",
                source.stemRun(),
                "prompt_id",
                "prompt",
                "response",
                "correct",
                "length");
        ProblemTally tally = new ProblemTally();
        for (int pass = 0; pass < 2; pass++) {
            if (pass == 1) {
                steps.learned();
                solutions.learned();
            }
            ProblemTally counted = pass == 0 ? tally : new ProblemTally();
            long[] episode = {0};
            new Records(source, progress).forEach(counted, (record, line) -> {
                StepLabels solution = record.isObject() ? dialect.read(record) : null;
                if (solution == null || solution.steps().isEmpty()) {
                    counted.add(Severity.WARNING, "no-steps", "line", line, "records without steps were left out");
                } else {
                    write(solution, episode[0]++, steps, solutions);
                }
            });
        }
        steps.finish();
        solutions.finish();
        tally.report(sink);
        if (steps.rows() == 0) {
            sink.problem(Problem.error("no-rows", "whole file", "no record of the file has steps"));
        }
    }

    private static void write(StepLabels solution, long episode, NamedRows steps, NamedRows solutions)
            throws IOException {
        StringBuilder whole = new StringBuilder();
        int count = solution.steps().size();
        for (int t = 0; t < count; t++) {
            StepLabels.Step step = solution.steps().get(t);
            NamedRow row = steps.row();
            row.whole("episode", episode).whole("t", t);
            row.known("reward", step.label());
            row.text("text", step.text());
            row.bool("terminated", t == count - 1);
            if (step.alternatives() > 0) {
                row.whole("alternatives", step.alternatives());
            }
            steps.end();
            whole.append(t == 0 ? "" : "\n").append(step.text());
        }
        NamedRow row = solutions.row();
        if (solution.id().isEmpty()) {
            row.whole("prompt_id", episode);
        } else {
            row.text("prompt_id", solution.id());
        }
        row.text("prompt", solution.prompt()).text("response", whole.toString());
        if (!Double.isNaN(solution.correct())) {
            row.bool("correct", solution.correct() == 1);
        }
        row.whole("length", count).whole("episode", episode);
        solutions.end();
    }
}
