package rewardloom.importers.preference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
import rewardloom.importers.json.LineReader;
import rewardloom.importers.json.PythonJson;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/**
 * Comparisons of two texts as summarize-from-feedback, Label Studio and Argilla write them, a record on each line or all in one list.
 * Each answer becomes a pair with its label: 1 first, 0 second, 0.5 tie.
 */
public final class ComparisonsImporter implements Importer {
    private static final int CHECK_EVERY = 256;
    private final ObjectMapper mapper = new ObjectMapper(PythonJson.factory());

    @Override
    public String id() {
        return "comparisons";
    }

    @Override
    public String title() {
        return "Comparisons (summarize-from-feedback, Label Studio, Argilla)";
    }

    @Override
    public Probe probe(Header header) {
        String name = header.name().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".json") && !name.endsWith(".jsonl")) {
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
                    "the records have the fields of none of summarize-from-feedback, Label Studio and Argilla"));
            return;
        }
        Pairs pairs = new Pairs(source, sink, dialect);
        try {
            if (text.stripLeading().startsWith("[")) {
                list(source, pairs, progress);
            } else {
                lines(source, pairs, progress);
            }
        } finally {
            pairs.finish();
        }
    }

    private void list(Source source, Pairs pairs, Progress progress) throws IOException {
        try (InputStream in = source.open();
                JsonParser parser = mapper.getFactory().createParser(in)) {
            parser.nextToken();
            for (JsonToken token = parser.nextToken();
                    token != null && token != JsonToken.END_ARRAY;
                    token = parser.nextToken()) {
                progress.checkCancelled();
                JsonNode record = mapper.readTree(parser);
                pairs.record(record, parser.currentTokenLocation().getLineNr());
            }
        } catch (JsonProcessingException e) {
            pairs.broken(e.getLocation() == null ? 0 : e.getLocation().getLineNr(), PythonJson.reason(e));
        } catch (EOFException e) {
            pairs.broken(0, "the compressed file was cut off");
        }
    }

    private void lines(Source source, Pairs pairs, Progress progress) throws IOException {
        try (InputStream in = source.open()) {
            LineReader lines = new LineReader(in);
            while (lines.next()) {
                if (lines.number() % CHECK_EVERY == 0) {
                    progress.checkCancelled();
                    progress.update("reading records", Math.min(1, (double) lines.offset() / source.bytes()));
                }
                if (!lines.isBlank()) {
                    line(lines, pairs);
                }
            }
        }
    }

    private void line(LineReader lines, Pairs pairs) throws IOException {
        try {
            pairs.record(mapper.readTree(lines.buffer(), lines.from(), lines.to() - lines.from()), lines.number());
        } catch (JsonProcessingException e) {
            pairs.broken(lines.number(), PythonJson.reason(e));
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
            List<Column> columns = List.of(
                    new Column("prompt_id", ColumnType.TEXT),
                    new Column("prompt", ColumnType.TEXT),
                    new Column("response_a", ColumnType.TEXT),
                    new Column("response_b", ColumnType.TEXT),
                    new Column("source_a", ColumnType.TEXT),
                    new Column("source_b", ColumnType.TEXT),
                    new Column("label", ColumnType.FLOAT64),
                    new Column("annotator", ColumnType.TEXT),
                    new Column("confidence", ColumnType.FLOAT64),
                    new Column("seconds", ColumnType.FLOAT64));
            this.writer = new RowWriter(sink, new TableSpec(Kind.PAIRS, source.name(), source.stemRun(), columns));
        }

        void record(@Nullable JsonNode record, long line) throws IOException {
            Optional<Comparison> found = record == null ? Optional.empty() : dialect.comparison(record);
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
            writer.end();
        }

        private void number(int column, double value) {
            if (!Double.isNaN(value)) {
                writer.number(column, value);
            }
        }

        void broken(long line, String reason) {
            tally.add(
                    Severity.WARNING,
                    "broken-line",
                    "line",
                    line,
                    "what is not whole JSON was left out (" + reason + "): write the file again");
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
