package rewardloom.model.preference.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of JSON values, one on each line; or all of them in one list, still one on each line. */
final class JsonLines implements Closeable {
    private final JsonMapper mapper = new JsonMapper();
    private final BufferedWriter out;
    private final boolean list;
    private int written;

    /** @param list whether the values are put into one list */
    JsonLines(Path file, boolean list) throws IOException {
        this.out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        this.list = list;
        if (list) {
            out.write("[");
        }
    }

    JsonMapper mapper() {
        return mapper;
    }

    void write(JsonNode node) throws IOException {
        if (list) {
            out.write(written == 0 ? "\n" : ",\n");
        }
        out.write(mapper.writeValueAsString(node));
        if (!list) {
            out.write("\n");
        }
        written++;
    }

    /** Number of values so far. */
    int written() {
        return written;
    }

    @Override
    public void close() throws IOException {
        if (list) {
            out.write("\n]\n");
        }
        out.close();
    }
}
