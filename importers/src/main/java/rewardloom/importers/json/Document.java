package rewardloom.importers.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import rewardloom.importers.Source;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;

/** A file that is one JSON value and is needed as a whole, in memory: for formats whose files are small. */
public final class Document {
    private static final long LONGEST = 256L << 20;

    private Document() {}

    /**
     * Reads it; what is wrong is reported.
     *
     * @return a missing node if it is no JSON or too long
     * @throws IOException if the file cannot be read
     */
    public static JsonNode read(Source source, TableSink sink) throws IOException {
        if (source.bytes() > LONGEST) {
            sink.problem(tooLong());
            return MissingNode.getInstance();
        }
        ObjectMapper mapper = new ObjectMapper(PythonJson.factory());
        try (InputStream in = new Bounded(source.open());
                JsonParser parser = mapper.getFactory().createParser(in)) {
            JsonNode node = mapper.readTree(parser);
            if (node != null && node.isContainerNode()) {
                return node;
            }
            sink.problem(Problem.error(
                    "no-content",
                    "whole file",
                    "the file holds neither an object nor a list: was it written to its end?"));
        } catch (JsonProcessingException e) {
            sink.problem(Problem.error(
                    "broken-json",
                    PythonJson.place(e),
                    PythonJson.reason(e) + ": the file was probably cut off; write it again"));
        } catch (TooLongException e) {
            sink.problem(tooLong());
        } catch (EOFException e) {
            sink.problem(Problem.error("broken-json", "last line", "the compressed file was cut off: copy it again"));
        }
        return MissingNode.getInstance();
    }

    private static Problem tooLong() {
        return Problem.error(
                "too-long",
                "whole file",
                "the file is one JSON value of more than 256 MiB, which has to be read as a whole: write it in parts,"
                        + " or with one record on each line");
    }

    /** More was unpacked than a file may have. */
    private static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** A stream that does not give more than a file may have: compressed files are longer than they look. */
    private static final class Bounded extends FilterInputStream {
        private long left = LONGEST;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            take(1);
            return super.read();
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int got = super.read(target, from, length);
            take(Math.max(0, got));
            return got;
        }

        private void take(int count) throws TooLongException {
            left -= count;
            if (left < 0) {
                throw new TooLongException();
            }
        }
    }
}
