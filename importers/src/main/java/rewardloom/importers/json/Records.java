package rewardloom.importers.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import rewardloom.importers.Source;
import rewardloom.importers.column.ProblemTally;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem.Severity;

/** Nested records, one on each line or all in one list. One is in memory at a time; broken ones are counted and left out. */
public final class Records {
    private static final int CHECK_EVERY = 256;
    private static final int LONGEST = 256 << 20;
    private final ObjectMapper mapper = new ObjectMapper(PythonJson.factory());
    private final Source source;
    private final Progress progress;

    /** The records of a file. */
    public Records(Source source, Progress progress) {
        this.source = source;
        this.progress = progress;
    }

    /** Takes the records. */
    public interface Taker {
        /** Takes one record and the line it stands on. */
        void record(JsonNode record, long line) throws IOException;
    }

    /**
     * Goes through the records.
     *
     * @throws IOException if the file cannot be read or the taker fails
     */
    public void forEach(ProblemTally tally, Taker taker) throws IOException {
        if (isList()) {
            list(tally, taker);
        } else if (isWhole()) {
            whole(tally, taker);
        } else {
            lines(tally, taker);
        }
    }

    private boolean isList() throws IOException {
        try (InputStream in = source.open()) {
            for (int b = in.read(), i = 0; b >= 0 && i < CHECK_EVERY; b = in.read(), i++) {
                if (b > ' ' && b < 0x80) {
                    return b == '[';
                }
            }
            return false;
        } catch (EOFException e) {
            // A compressed file that was cut off: reading its lines comes to the same end.
            return false;
        }
    }

    /** Whether the file is one record that spans lines, as writers for people indent it: its first line is not whole. */
    private boolean isWhole() throws IOException {
        try (InputStream in = source.open()) {
            LineReader lines = new LineReader(in);
            while (lines.next()) {
                if (!lines.isBlank()) {
                    int length = lines.to() - lines.from();
                    return length < 3 && lines.buffer()[lines.from()] == '{' && lines.next();
                }
            }
            return false;
        }
    }

    private void whole(ProblemTally tally, Taker taker) throws IOException {
        try (InputStream in = source.open();
                JsonParser parser = mapper.getFactory().createParser(in)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                progress.checkCancelled();
                JsonNode record = mapper.readTree(parser);
                taker.record(record, parser.currentTokenLocation().getLineNr());
            }
        } catch (JsonProcessingException e) {
            broken(tally, e.getLocation() == null ? 0 : e.getLocation().getLineNr(), PythonJson.reason(e));
        } catch (EOFException e) {
            broken(tally, 0, "the compressed file was cut off");
        }
    }

    private void list(ProblemTally tally, Taker taker) throws IOException {
        try (InputStream in = source.open();
                JsonParser parser = mapper.getFactory().createParser(in)) {
            parser.nextToken();
            for (JsonToken token = parser.nextToken();
                    token != null && token != JsonToken.END_ARRAY;
                    token = parser.nextToken()) {
                progress.checkCancelled();
                JsonNode record = mapper.readTree(parser);
                taker.record(record, parser.currentTokenLocation().getLineNr());
            }
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            broken(tally, line, PythonJson.reason(e));
        } catch (EOFException e) {
            broken(tally, 0, "the compressed file was cut off");
        }
    }

    private void lines(ProblemTally tally, Taker taker) throws IOException {
        try (InputStream in = source.open()) {
            LineReader lines = new LineReader(in);
            while (lines.next()) {
                if (lines.number() % CHECK_EVERY == 0) {
                    progress.checkCancelled();
                    progress.update("reading records", Math.min(1, (double) lines.offset() / source.bytes()));
                }
                if (!lines.isBlank()) {
                    line(lines, tally, taker);
                }
            }
        }
    }

    private void line(LineReader lines, ProblemTally tally, Taker taker) throws IOException {
        if (lines.to() - lines.from() > LONGEST) {
            broken(tally, lines.number(), "a record of more than 256 MiB does not fit into memory");
            return;
        }
        JsonNode record;
        try {
            record = mapper.readTree(lines.buffer(), lines.from(), lines.to() - lines.from());
        } catch (JsonProcessingException e) {
            broken(tally, lines.number(), PythonJson.reason(e));
            return;
        }
        taker.record(record, lines.number());
    }

    private static void broken(ProblemTally tally, long line, String reason) {
        tally.add(
                Severity.WARNING,
                "broken-line",
                "line",
                line,
                "what is not whole JSON was left out (" + reason + "): write the file again");
    }
}
