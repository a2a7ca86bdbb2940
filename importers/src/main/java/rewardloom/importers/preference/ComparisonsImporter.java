package rewardloom.importers.preference;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
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
 * Comparisons of two texts as summarize-from-feedback, LLMBar, Label Studio and Argilla write them, a record on each line or all in one list.
 * Each answer becomes a pair with its label: 1 first, 0 second, 0.5 tie.
 */
public final class ComparisonsImporter implements Importer {

    @Override
    public String id() {
        return "comparisons";
    }

    @Override
    public String title() {
        return "Comparisons (summarize-from-feedback, LLMBar, Label Studio, Argilla)";
    }

    @Override
    public Probe probe(Header header) {
        JsonHead head = JsonHead.of(header.head());
        if (!head.isJson()) {
            return Probe.NO;
        }
        Dialect dialect = dialect(new String(header.head(), StandardCharsets.UTF_8));
        return dialect == null
                ? Probe.NO
                : new Probe(
                        4,
                        "has the fields of "
                                + dialect.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    private static @Nullable Dialect dialect(String head) {
        for (Dialect dialect : Dialect.values()) {
            if (dialect.fits(head)) {
                return dialect;
            }
        }
        return null;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        byte[] head;
        try (InputStream in = source.open()) {
            head = in.readNBytes(Header.LIMIT);
        } catch (EOFException e) {
            head = new byte[0];
        }
        String text = new String(head, StandardCharsets.UTF_8);
        Dialect dialect = dialect(text);
        if (dialect == null) {
            sink.problem(Problem.error(
                    "unknown-comparisons",
                    "whole file",
                    "the records have the fields of none of summarize-from-feedback, LLMBar, Label Studio and"
                            + " Argilla"));
            return;
        }
        Pairs pairs = new Pairs(source, sink, dialect);
        try {
            new Records(source, progress).forEach(pairs.tally, pairs::record);
        } finally {
            pairs.finish();
        }
    }

    /** Writes the answers of comparisons. */
    private static final class Pairs {
        private final Dialect dialect;
        private final TableSink sink;
        private final RowWriter writer;
        private final ProblemTally tally = new ProblemTally();

        Pairs(Source source, TableSink sink, Dialect dialect) {
            this.dialect = dialect;
            this.sink = sink;
            List<Column> columns = new ArrayList<>(List.of(
                    new Column("prompt_id", ColumnType.TEXT),
                    new Column("prompt", ColumnType.TEXT),
                    new Column("response_a", ColumnType.TEXT),
                    new Column("response_b", ColumnType.TEXT),
                    new Column("source_a", ColumnType.TEXT),
                    new Column("source_b", ColumnType.TEXT),
                    new Column("label", ColumnType.FLOAT64),
                    new Column("annotator", ColumnType.TEXT),
                    new Column("confidence", ColumnType.FLOAT64),
                    new Column("seconds", ColumnType.FLOAT64)));
            if (dialect.hasDetails()) {
                columns.add(new Column("strength", ColumnType.FLOAT64));
                for (String name : List.of("criteria", "reasons", "note", "answered_at")) {
                    columns.add(new Column(name, ColumnType.TEXT));
                }
            }
            this.writer = new RowWriter(sink, new TableSpec(Kind.PAIRS, source.name(), source.stemRun(), columns));
        }

        void record(JsonNode record, long line) throws IOException {
            Optional<Comparison> found = dialect.comparison(record);
            if (found.isEmpty()) {
                tally.add(
                        Severity.WARNING,
                        "no-pair",
                        "line",
                        line,
                        "records without two texts that could be compared were left out");
                return;
            }
            Comparison pair = found.get();
            for (Comparison.Judgement judgement : pair.judgements()) {
                if (Double.isNaN(judgement.label())) {
                    tally.add(
                            Severity.WARNING,
                            "unknown-answer",
                            "line",
                            line,
                            "answers that name neither text nor a tie have no label: they count as missing");
                }
                row(pair, judgement);
            }
            if (pair.judgements().isEmpty()) {
                row(pair, new Comparison.Judgement("", Double.NaN, Double.NaN, Double.NaN));
            }
        }

        private void row(Comparison pair, Comparison.Judgement judgement) throws IOException {
            List<String> texts =
                    List.of(pair.id(), pair.prompt(), pair.first(), pair.second(), pair.firstName(), pair.secondName());
            for (int i = 0; i < texts.size(); i++) {
                if (!texts.get(i).isEmpty()) {
                    writer.text(i, texts.get(i));
                }
            }
            number(6, judgement.label());
            if (!judgement.annotator().isEmpty()) {
                writer.text(7, judgement.annotator());
            }
            number(8, judgement.confidence());
            number(9, judgement.seconds());
            if (dialect.hasDetails()) {
                details(judgement.details());
            }
            writer.end();
        }

        private void details(Details details) throws IOException {
            number(10, details.strength());
            List<String> texts = List.of(
                    details.criteriaJson(), String.join(";", details.reasons()), details.note(), details.answered());
            for (int i = 0; i < texts.size(); i++) {
                if (!texts.get(i).isEmpty()) {
                    writer.text(11 + i, texts.get(i));
                }
            }
        }

        private void number(int column, double value) {
            if (!Double.isNaN(value)) {
                writer.number(column, value);
            }
        }

        void finish() throws IOException {
            writer.finish();
            tally.report(sink);
            if (writer.rows() == 0) {
                sink.problem(Problem.error("no-rows", "whole file", "no record of the file holds a comparison"));
            }
        }
    }
}
