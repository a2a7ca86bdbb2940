package rewardloom.importers.wandb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.NumberInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Source;
import rewardloom.importers.column.MediaWriter;
import rewardloom.importers.column.SeriesWriter;
import rewardloom.importers.json.FlatRow;
import rewardloom.importers.json.PythonJson;
import rewardloom.importers.protobuf.TagTable;
import rewardloom.importers.protobuf.WireReader;
import rewardloom.model.table.TableSink;

/**
 * Takes the history of a run out of its records ({@code wandb/proto/wandb_internal.proto}). Numbers become points by their key, texts,
 * histograms and files become media; the keys of nested objects are joined by dots. Settings are gathered, tables are counted.
 */
final class RunLog {
    private static final int HISTORY = 2 << 3 | 2;
    private static final int CONFIG = 5 << 3 | 2;
    private static final int RUN = 17 << 3 | 2;
    private static final int EXIT = 18 << 3 | 2;
    private static final int ITEM = 1 << 3 | 2;
    private static final int STEP = 2 << 3 | 2;
    private static final int KEY = 1 << 3 | 2;
    private static final int NESTED_KEY = 2 << 3 | 2;
    private static final int VALUE = 16 << 3 | 2;
    private static final int NUMBER = 1 << 3;
    private static final int EXAMPLES = 5;
    private static final int LONGEST_NUMBER = 32;

    private final Source source;
    private final TableSink sink;
    private final JsonFactory json = PythonJson.factory();
    private final FlatRow row = new FlatRow();
    private final WireReader record = new WireReader();
    private final WireReader message = new WireReader();
    private final WireReader item = new WireReader();
    private final TagTable keys = new TagTable();
    private final Set<String> others = new LinkedHashSet<>();
    private final RunConfig config = new RunConfig();
    private @Nullable SeriesWriter writer;
    private @Nullable MediaWriter media;
    private @Nullable HistoryMedia files;
    private long settings;
    private String run = "";
    private int[] tags = new int[0];
    private byte[] joined = new byte[64];
    private long step;
    private long steps;
    private double wallTime;
    private long otherValues;
    private final char[] digits = new char[LONGEST_NUMBER];
    private @Nullable Integer exitCode;

    RunLog(Source source, TableSink sink) {
        this.source = source;
        this.sink = sink;
    }

    /**
     * Reads one record.
     *
     * @return whether it is well formed; points before the malformed place are kept
     * @throws IOException if the sink fails
     */
    boolean read(byte[] bytes, int from, int to) throws IOException {
        boolean well = true;
        record.reset(bytes, from, to);
        while (record.next()) {
            switch (record.key()) {
                case HISTORY -> well &= history(bytes, record.from(), record.to());
                case RUN -> well &= run(bytes, record.from(), record.to());
                case CONFIG -> well &= config.config(bytes, record.from(), record.to());
                case EXIT -> well &= exit(bytes, record.from(), record.to());
                default -> {
                    // console output, statistics of the machine, files: no history
                }
            }
        }
        return well && !record.isBad();
    }

    /** Whether a record says that the run has ended. */
    static boolean isExit(byte[] bytes, int from, int to) {
        WireReader fields = new WireReader();
        fields.reset(bytes, from, to);
        while (fields.next()) {
            if (fields.key() == EXIT) {
                return true;
            }
        }
        return false;
    }

    private boolean run(byte[] bytes, int from, int to) throws IOException {
        if (run.isEmpty()) {
            run = RunFolder.runName(bytes, from, to);
        }
        return config.run(bytes, from, to);
    }

    private boolean exit(byte[] bytes, int from, int to) {
        int code = 0;
        message.reset(bytes, from, to);
        while (message.next()) {
            if (message.key() == NUMBER) {
                code = (int) message.number();
            }
        }
        exitCode = code;
        return !message.isBad();
    }

    /** Step and time of a row may stand behind its values, so the row is walked twice. */
    private boolean history(byte[] bytes, int from, int to) throws IOException {
        step = steps++;
        wallTime = Double.NaN;
        message.reset(bytes, from, to);
        while (message.next()) {
            if (message.key() == STEP) {
                step(bytes);
            } else if (message.key() == ITEM) {
                item(bytes, message.from(), message.to(), false);
            }
        }
        if (message.isBad()) {
            return false;
        }
        message.reset(bytes, from, to);
        boolean well = true;
        while (message.next()) {
            if (message.key() == ITEM) {
                well &= item(bytes, message.from(), message.to(), true);
            }
        }
        return well;
    }

    private void step(byte[] bytes) {
        item.reset(bytes, message.from(), message.to());
        while (item.next()) {
            if (item.key() == NUMBER) {
                step = item.number();
            }
        }
    }

    private boolean item(byte[] bytes, int from, int to, boolean write) throws IOException {
        int keyFrom = 0;
        int keyTo = 0;
        int nested = 0;
        int valueFrom = 0;
        int valueTo = 0;
        byte[] name = bytes;
        item.reset(bytes, from, to);
        while (item.next()) {
            switch (item.key()) {
                case KEY -> {
                    keyFrom = item.from();
                    keyTo = item.to();
                }
                case NESTED_KEY -> {
                    nested = join(bytes, item.from(), item.to(), nested);
                    name = joined;
                    keyFrom = 0;
                    keyTo = nested;
                }
                case VALUE -> {
                    valueFrom = item.from();
                    valueTo = item.to();
                }
                default -> {
                    // nothing else is known in an item
                }
            }
        }
        if (item.isBad()) {
            return false;
        }
        if (keyTo > keyFrom && name[keyFrom] == '_') {
            String internal = new String(name, keyFrom, keyTo - keyFrom, StandardCharsets.UTF_8);
            if (internal.equals("_step") || internal.equals("_timestamp")) {
                return write || place(internal, bytes, valueFrom, valueTo);
            }
        }
        return !write || value(name, keyFrom, keyTo, bytes, valueFrom, valueTo);
    }

    private int join(byte[] bytes, int from, int to, int length) {
        int joint = length == 0 ? 0 : 1;
        int whole = length + joint + to - from;
        if (whole > joined.length) {
            joined = Arrays.copyOf(joined, 2 * whole);
        }
        if (joint == 1) {
            joined[length] = '.';
        }
        System.arraycopy(bytes, from, joined, length + joint, to - from);
        return whole;
    }

    private boolean place(String name, byte[] bytes, int from, int to) {
        double value = plain(bytes, from, to);
        if (name.equals("_timestamp")) {
            wallTime = value;
        } else if (Double.isFinite(value)) {
            step = (long) value;
        }
        return true;
    }

    private boolean value(byte[] name, int nameFrom, int nameTo, byte[] bytes, int from, int to) throws IOException {
        if (to <= from) {
            return true;
        }
        if (isPlain(bytes[from]) && to - from < LONGEST_NUMBER) {
            double number = plain(bytes, from, to);
            if (!Double.isNaN(number)) {
                add(keys.index(name, nameFrom, nameTo), number);
                return true;
            }
        }
        String key = new String(name, nameFrom, nameTo - nameFrom, StandardCharsets.UTF_8);
        try (JsonParser parser = json.createParser(bytes, from, to - from)) {
            return json(parser, key);
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static boolean isPlain(byte first) {
        return (first >= '0' && first <= '9') || first == '-';
    }

    /** A JSON number, or NaN if it is not one. */
    private double plain(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length <= 0 || length >= LONGEST_NUMBER || !isPlain(bytes[from])) {
            return Double.NaN;
        }
        for (int i = 0; i < length; i++) {
            digits[i] = (char) (bytes[from + i] & 0xff);
        }
        try {
            return NumberInput.parseDouble(digits, 0, length, true);
        } catch (NumberFormatException e) {
            // Not a plain number: whoever asked looks at it as JSON.
            return Double.NaN;
        }
    }

    private boolean json(JsonParser parser, String key) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            return true;
        }
        switch (token) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> add(key, parser.getDoubleValue());
            case VALUE_TRUE -> add(key, 1);
            case VALUE_FALSE -> add(key, 0);
            case VALUE_STRING -> string(key, parser.getText());
            case START_OBJECT -> {
                row.read(parser);
                object(key);
            }
            case VALUE_NULL -> {
                // nothing was logged
            }
            default -> other(key);
        }
        return true;
    }

    private void string(String key, String text) throws IOException {
        switch (text) {
            case "NaN" -> add(key, Double.NaN);
            case "Infinity" -> add(key, Double.POSITIVE_INFINITY);
            case "-Infinity" -> add(key, Double.NEGATIVE_INFINITY);
            default -> media().text(key, step, wallTime, text);
        }
    }

    private void object(String key) throws IOException {
        for (int i = 0; i < row.size(); i++) {
            if (row.name(i).equals("_type")) {
                MediaWriter open = media();
                HistoryMedia reader = files == null ? new HistoryMedia(source, open) : files;
                files = reader;
                if (!reader.read(key, step, wallTime, row)) {
                    other(key);
                }
                return;
            }
        }
        boolean inner = isMediaInside();
        for (int i = 0; i < row.size(); i++) {
            String name = key + "." + row.name(i).replace('/', '.');
            if (inner && row.type(i) == FlatRow.Type.TEXT) {
                other(name);
                continue;
            }
            switch (row.type(i)) {
                case WHOLE, NUMBER, BOOL -> add(name, row.number(i));
                case TEXT -> media().text(name, step, wallTime, row.text(i));
                default -> other(key);
            }
        }
    }

    /** Whether one of the objects inside is of a type of its own: its texts are names of files. */
    private boolean isMediaInside() {
        for (int i = 0; i < row.size(); i++) {
            if (row.name(i).endsWith("/_type")) {
                return true;
            }
        }
        return false;
    }

    private void other(String key) {
        otherValues++;
        if (others.size() < EXAMPLES) {
            others.add(key);
        }
    }

    private void add(String key, double value) throws IOException {
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        add(keys.index(name, 0, name.length), value);
    }

    private void add(int key, double value) throws IOException {
        SeriesWriter open = writer();
        while (key >= tags.length) {
            int known = tags.length;
            tags = Arrays.copyOf(tags, Math.max(16, 2 * known));
            Arrays.fill(tags, known, tags.length, -1);
        }
        if (tags[key] < 0) {
            tags[key] = open.tag(keys.name(key));
        }
        open.add(tags[key], step, wallTime, value);
    }

    private SeriesWriter writer() {
        SeriesWriter open = writer;
        if (open == null) {
            open = new SeriesWriter(sink, source.name(), runName());
            writer = open;
        }
        return open;
    }

    private MediaWriter media() {
        MediaWriter open = media;
        if (open == null) {
            open = new MediaWriter(sink, source.name(), runName());
            media = open;
        }
        return open;
    }

    private String runName() {
        return run.isBlank() ? source.stem() : run;
    }

    /**
     * Writes what waits.
     *
     * @throws IOException if the sink fails
     */
    void finish() throws IOException {
        if (writer != null) {
            writer.finish();
        }
        if (media != null) {
            media.finish();
        }
        settings = config.write(source.name(), runName(), sink);
    }

    /** Number of settings; known when the log is finished. */
    long settings() {
        return settings;
    }

    /** Number of texts, images, sounds, clips and histograms. */
    long mediaItems() {
        return media == null ? 0 : media.items();
    }

    /** The files that are named and not there, and the first of them. */
    long missingFiles() {
        return files == null ? 0 : files.missing();
    }

    String firstMissingFile() {
        return files == null ? "" : files.firstMissing();
    }

    /** Number of points. */
    long points() {
        return writer == null ? 0 : writer.points();
    }

    /** What the run's program returned, or null if the run has not ended. */
    @Nullable
    Integer exitCode() {
        return exitCode;
    }

    /** Number of values that are of no use: tables, plots, lists. */
    long otherValues() {
        return otherValues;
    }

    /** The first keys of values that are of no use. */
    Set<String> others() {
        return others;
    }
}
