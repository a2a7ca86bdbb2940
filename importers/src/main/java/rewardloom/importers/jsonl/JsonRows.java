package rewardloom.importers.jsonl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import rewardloom.importers.Source;
import rewardloom.importers.column.ProblemTally;
import rewardloom.importers.json.FlatRow;
import rewardloom.importers.json.LineReader;
import rewardloom.importers.json.PythonJson;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem.Severity;

/** The objects of a file, one after the other: on lines of their own, or in one list. Broken ones are counted and left out. */
final class JsonRows {
    private static final int CHECK_EVERY = 1024;
    private final JsonFactory factory = PythonJson.factory();
    private final Source source;
    private final Progress progress;

    JsonRows(Source source, Progress progress) {
        this.source = source;
        this.progress = progress;
    }

    /** Takes the rows. */
    interface RowTaker {
        /** Takes one row, which is reused for the next. */
        void row(FlatRow row) throws IOException;
    }

    /**
     * Goes through the rows.
     *
     * @param what for the progress
     * @param done share of the work that is done already
     * @param tally counts what is broken
     * @throws IOException if the file cannot be read or the taker fails
     */
    void forEach(String what, double done, ProblemTally tally, RowTaker taker) throws IOException {
        if (isList(source)) {
            list(tally, taker);
        } else {
            lines(what, done, tally, taker);
        }
    }

    static boolean isList(Source source) throws IOException {
        try (InputStream in = source.open()) {
            for (int b = in.read(), i = 0; b >= 0 && i < CHECK_EVERY; b = in.read(), i++) {
                if (b > ' ' && b < 0x80) {
                    return b == '[';
                }
            }
            return false;
        }
    }

    private void lines(String what, double done, ProblemTally tally, RowTaker taker) throws IOException {
        FlatRow row = new FlatRow();
        double bytes = Math.max(1, source.bytes());
        try (InputStream in = source.open()) {
            LineReader lines = new LineReader(in);
            while (lines.next()) {
                if (!lines.isBlank() && parse(lines, row, tally)) {
                    taker.row(row);
                }
                if (lines.number() % CHECK_EVERY == 0) {
                    progress.checkCancelled();
                    progress.update(what, done + Math.min(1, lines.offset() / bytes) / 2);
                }
            }
        }
    }

    private boolean parse(LineReader lines, FlatRow row, ProblemTally tally) throws IOException {
        try (JsonParser parser = factory.createParser(lines.buffer(), lines.from(), lines.to() - lines.from())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                broken(tally, lines.number(), "it is not an object");
                return false;
            }
            row.read(parser);
            if (parser.nextToken() != null) {
                broken(tally, lines.number(), "something follows the object");
                return false;
            }
            return true;
        } catch (JsonProcessingException e) {
            broken(tally, lines.number(), PythonJson.reason(e));
            return false;
        }
    }

    private static void broken(ProblemTally tally, long line, String reason) {
        tally.add(
                Severity.WARNING,
                "broken-line",
                "line",
                line,
                "lines that are not one whole JSON object were left out (" + reason
                        + "): the last line may not have been written to"
                        + " its end; repair the others or write them again");
    }

    private void list(ProblemTally tally, RowTaker taker) throws IOException {
        FlatRow row = new FlatRow();
        try (InputStream in = source.open();
                JsonParser parser = factory.createParser(in)) {
            parser.nextToken();
            for (JsonToken token = parser.nextToken();
                    token != null && token != JsonToken.END_ARRAY;
                    token = parser.nextToken()) {
                progress.checkCancelled();
                if (token == JsonToken.START_OBJECT) {
                    row.read(parser);
                    taker.row(row);
                } else {
                    broken(tally, parser.currentTokenLocation().getLineNr(), "it is not an object");
                    parser.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            tally.add(
                    Severity.ERROR,
                    "broken-json",
                    "line",
                    e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                    PythonJson.reason(e)
                            + ": what came before was read; the file was probably cut off, write it again");
        }
    }
}
