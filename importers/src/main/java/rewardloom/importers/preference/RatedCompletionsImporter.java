package rewardloom.importers.preference;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.NumberCell;
import rewardloom.importers.column.ProblemTally;
import rewardloom.importers.column.RowWriter;
import rewardloom.importers.json.JsonHead;
import rewardloom.importers.json.Records;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/**
 * UltraFeedback before it was made binary: a record for each instruction, with {@code completions} of several models, each with an
 * {@code overall_score} and a rating of every aspect in {@code annotations}. Each completion becomes a response; its aspects are the
 * components of its reward.
 */
public final class RatedCompletionsImporter implements Importer {
    private static final List<String> ASPECTS =
            List.of("instruction_following", "honesty", "truthfulness", "helpfulness");
    private static final int FIRST_ASPECT = 6;

    @Override
    public String id() {
        return "rated-completions";
    }

    @Override
    public String title() {
        return "Rated completions (UltraFeedback)";
    }

    @Override
    public Probe probe(Header header) {
        JsonHead head = JsonHead.of(header.head());
        boolean fits = head.top() != JsonHead.Top.NONE && head.has("instruction", "completions[]/response");
        return fits ? new Probe(4, "has instructions with completions") : Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        RowWriter writer =
                new RowWriter(sink, new TableSpec(Kind.RESPONSES, source.name(), source.stemRun(), columns()));
        ProblemTally tally = new ProblemTally();
        long[] prompt = {0};
        try {
            new Records(source, progress).forEach(tally, (record, line) -> {
                if (record.path("completions").isEmpty()) {
                    tally.add(
                            Severity.WARNING,
                            "no-completions",
                            "line",
                            line,
                            "records without completions were left out");
                    return;
                }
                rows(record, prompt[0]++, writer);
            });
        } finally {
            writer.finish();
            tally.report(sink);
        }
        if (writer.rows() == 0) {
            sink.problem(Problem.error("no-rows", "whole file", "no record of the file holds a completion"));
        }
    }

    private static List<Column> columns() {
        List<Column> columns = new ArrayList<>(List.of(
                new Column("prompt_id", ColumnType.INT64),
                new Column("sample", ColumnType.INT64),
                new Column("prompt", ColumnType.TEXT),
                new Column("response", ColumnType.TEXT),
                new Column("reward", ColumnType.FLOAT64),
                new Column("model", ColumnType.TEXT)));
        ASPECTS.forEach(aspect -> columns.add(new Column("component/" + aspect, ColumnType.FLOAT64)));
        return columns;
    }

    private static void rows(JsonNode record, long prompt, RowWriter writer) throws IOException {
        long sample = 0;
        for (JsonNode completion : record.path("completions")) {
            writer.whole(0, prompt);
            writer.whole(1, sample++);
            writer.text(2, record.path("instruction").asText(""));
            writer.text(3, completion.path("response").asText(""));
            number(writer, 4, completion.path("overall_score"));
            writer.text(5, completion.path("model").asText(""));
            for (Map.Entry<String, JsonNode> rated :
                    completion.path("annotations").properties()) {
                int aspect = ASPECTS.indexOf(rated.getKey());
                JsonNode rating = rated.getValue().isArray() ? rated.getValue().path(0) : rated.getValue();
                if (aspect >= 0) {
                    number(writer, FIRST_ASPECT + aspect, rating.path("Rating"));
                }
            }
            writer.end();
        }
    }

    /** Ratings are texts, and "N/A" where there is none. */
    private static void number(RowWriter writer, int column, JsonNode node) {
        String text = node.asText("");
        NumberCell number = new NumberCell();
        if (number.read(text).isNumber()) {
            writer.number(column, number.value());
        }
    }
}
