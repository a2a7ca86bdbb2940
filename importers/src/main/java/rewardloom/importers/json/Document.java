package rewardloom.importers.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.EOFException;
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
            sink.problem(Problem.error(
                    "too-long",
                    "whole file",
                    "the file is one JSON value of more than 256 MiB, which has to be read as a whole: write it in"
                            + " parts, or with one record on each line"));
            return MissingNode.getInstance();
        }
        ObjectMapper mapper = new ObjectMapper(PythonJson.factory());
        try (InputStream in = source.open();
                JsonParser parser = mapper.getFactory().createParser(in)) {
            JsonNode node = mapper.readTree(parser);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            sink.problem(Problem.error(
                    "broken-json",
                    PythonJson.place(e),
                    PythonJson.reason(e) + ": the file was probably cut off; write it again"));
        } catch (EOFException e) {
            sink.problem(Problem.error("broken-json", "last line", "the compressed file was cut off: copy it again"));
        }
        return MissingNode.getInstance();
    }
}
