package rewardloom.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rewardloom.model.project.Project;
import rewardloom.model.project.QueryResult;

/** SQL over the tables of a study. */
@Command(
        name = "query",
        description = {
            "Runs one SELECT over the tables of a study. There is one view for each kind "
                    + "(metrics, episodes, steps, responses, scores, pairs) and one for each table.",
            "Files, networks, settings and other statements are out of reach."
        },
        mixinStandardHelpOptions = true)
final class QueryCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--project", required = true, paramLabel = "STUDY.loom", description = "The study.")
    @SuppressWarnings("NullAway.Init")
    private Path study;

    @Parameters(paramLabel = "SQL", description = "One SELECT statement of DuckDB's SQL.")
    private String sql = "";

    @ArgGroup
    private @Nullable Output output;

    /** At most one of the forms of output. */
    static final class Output {
        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        @Option(names = "--csv", description = "Print CSV with a header line.")
        private boolean csv;

        @Option(names = "--arrow", paramLabel = "FILE", description = "Write an Arrow IPC stream to FILE.")
        private @Nullable Path arrow;
    }

    @Override
    public Integer call() throws Exception {
        try (Project project = Project.open(study)) {
            PrintWriter out = spec.commandLine().getOut();
            if (output != null && output.arrow != null) {
                long rows = project.queryArrow(sql, output.arrow);
                spec.commandLine().getErr().println(rows + " rows written to " + output.arrow);
                return ExitCode.DONE;
            }
            QueryResult result = project.query(sql);
            if (output != null && output.json) {
                new JsonOutput().print(out, document(result));
            } else if (output != null && output.csv) {
                csv(out, result);
            } else {
                TextTable table = new TextTable(result.names());
                result.rows().forEach(table::row);
                table.print(out);
            }
            out.flush();
            if (result.truncated()) {
                spec.commandLine()
                        .getErr()
                        .println("only the first " + result.rows().size()
                                + " rows are shown; use --arrow FILE for all, or a LIMIT");
            }
        }
        return ExitCode.DONE;
    }

    private static Map<String, Object> document(QueryResult result) {
        List<Object> columns = new ArrayList<>();
        for (int i = 0; i < result.names().size(); i++) {
            Map<String, Object> column = new LinkedHashMap<>();
            column.put("name", result.names().get(i));
            column.put("type", result.types().get(i));
            columns.add(column);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("columns", columns);
        document.put("rows", result.rows());
        document.put("truncated", result.truncated());
        return document;
    }

    private static void csv(PrintWriter out, QueryResult result) {
        out.println(String.join(",", result.names().stream().map(Csv::cell).toList()));
        for (List<? extends @Nullable Object> row : result.rows()) {
            out.println(String.join(",", row.stream().map(Csv::cell).toList()));
        }
    }
}
