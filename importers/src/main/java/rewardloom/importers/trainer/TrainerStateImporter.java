package rewardloom.importers.trainer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import rewardloom.importers.BundlingImporter;
import rewardloom.importers.Header;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.ProblemTally;
import rewardloom.importers.column.SeriesWriter;
import rewardloom.importers.json.FlatRow;
import rewardloom.importers.json.PythonJson;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.TableSink;

/**
 * {@code trainer_state.json} ({@code transformers/trainer_callback.py}): the rows of {@code log_history} become metrics by their step.
 * Training rows, evaluation rows and the last summary are separate rows with the same steps; each logged number is one point. A later
 * checkpoint repeats the history of those before it, which then add nothing.
 */
public final class TrainerStateImporter implements BundlingImporter {
    private static final String HISTORY = "log_history";

    @Override
    public String id() {
        return "trainer-state";
    }

    @Override
    public String title() {
        return "Trainer log (trainer_state.json)";
    }

    @Override
    public Probe probe(Header header) {
        String name = header.name().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".json")) {
            return Probe.NO;
        }
        String head = new String(header.head(), StandardCharsets.UTF_8);
        boolean history = head.contains("\"" + HISTORY + "\"");
        if (name.equals("trainer_state.json")) {
            return new Probe(
                    history ? 4 : 3,
                    history ? "is trainer_state.json with a log history" : "is named trainer_state.json");
        }
        return history && head.contains("\"global_step\"")
                ? new Probe(3, "has a log history and a global step")
                : Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        SeriesWriter writer = new SeriesWriter(sink, source.name(), source.folderRun());
        ProblemTally tally = new ProblemTally();
        try (InputStream in = source.open();
                JsonParser parser = PythonJson.factory().createParser(in)) {
            if (!history(parser)) {
                sink.problem(Problem.error(
                        "no-history",
                        "whole file",
                        "there is no list '" + HISTORY
                                + "' in the file: it is not the state of a trainer; choose the file that the"
                                + " trainer wrote into a checkpoint"));
                return;
            }
            rows(parser, writer, tally, progress);
        } catch (JsonProcessingException e) {
            sink.problem(Problem.error(
                    "broken-json",
                    PythonJson.place(e),
                    PythonJson.reason(e)
                            + ": what came before was read; the file was probably cut off, take the one of another"
                            + " checkpoint"));
        } finally {
            writer.finish();
            tally.report(sink);
        }
        if (writer.points() == 0) {
            sink.problem(Problem.info("no-scalars", "whole file", "nothing was read from the log history"));
        }
    }

    /** Goes to the start of the history; other fields are skipped. */
    private static boolean history(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (field.equals(HISTORY) && value == JsonToken.START_ARRAY) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    @Override
    public Optional<String> whole(Source source) {
        return Optional.of(source.folderRun());
    }

    @Override
    public List<Bundle> bundles(List<Source> sources, Progress progress) throws IOException {
        Map<Source, long[]> histories = new LinkedHashMap<>();
        for (Source source : sources) {
            histories.put(source, marks(source, progress));
        }
        // The longest history first; of equal ones that which lies nearest to the run's own folder.
        List<Source> longest = new ArrayList<>(sources);
        longest.sort(Comparator.comparingInt((Source s) -> -marks(histories, s).length)
                .thenComparing(s -> s.name().length())
                .thenComparing(Source::name));
        Map<Source, List<Source>> contained = new LinkedHashMap<>();
        for (Source source : longest) {
            Optional<Source> holder = contained.keySet().stream()
                    .filter(h -> isPrefix(marks(histories, source), marks(histories, h)))
                    .findFirst();
            if (holder.isEmpty()) {
                contained.put(source, new ArrayList<>());
            } else {
                contained.computeIfAbsent(holder.get(), h -> new ArrayList<>()).add(source);
            }
        }
        return contained.entrySet().stream()
                .filter(e -> !e.getValue().isEmpty())
                .map(e -> new Bundle(e.getKey(), e.getValue(), false))
                .toList();
    }

    private static long[] marks(Map<Source, long[]> histories, Source source) {
        return histories.getOrDefault(source, new long[0]);
    }

    private static boolean isPrefix(long[] shorter, long[] longer) {
        return shorter.length > 0
                && shorter.length <= longer.length
                && Arrays.equals(shorter, 0, shorter.length, longer, 0, shorter.length);
    }

    /** A number for each entry of a history: equal entries have the same, and different ones hardly ever. */
    private static long[] marks(Source source, Progress progress) throws IOException {
        FlatRow row = new FlatRow();
        LongStream.Builder marks = LongStream.builder();
        try (InputStream in = source.open();
                JsonParser parser = PythonJson.factory().createParser(in)) {
            boolean found = history(parser);
            while (found && parser.nextToken() == JsonToken.START_OBJECT) {
                progress.checkCancelled();
                row.read(parser);
                marks.add(mark(row));
            }
        } catch (JsonProcessingException e) {
            // Reading the file by itself has said so: what stands before the broken place is compared.
            return marks.build().toArray();
        }
        return marks.build().toArray();
    }

    private static long mark(FlatRow row) {
        long mark = row.size();
        for (int i = 0; i < row.size(); i++) {
            long value = switch (row.type(i)) {
                case WHOLE, NUMBER, BOOL -> Double.doubleToLongBits(row.number(i));
                case TEXT -> row.text(i).hashCode();
                case NUMBERS -> Arrays.hashCode(row.numbers(i));
                case TEXTS -> row.texts(i).hashCode();
            };
            mark = (mark * 31 + row.name(i).hashCode()) * 0x9E3779B97F4A7C15L + value;
            mark ^= mark >>> 29;
        }
        return mark;
    }

    @Override
    public void readJoined(List<Source> sources, TableSink sink, Progress progress) {
        throw new UnsupportedOperationException("checkpoints hold one another and are never read together");
    }

    private static void rows(JsonParser parser, SeriesWriter writer, ProblemTally tally, Progress progress)
            throws IOException {
        FlatRow row = new FlatRow();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            progress.checkCancelled();
            long line = parser.currentTokenLocation().getLineNr();
            row.read(parser);
            int step = step(row);
            if (step < 0) {
                tally.add(
                        Severity.WARNING,
                        "missing-step",
                        "line",
                        line,
                        "entries of the history without a step were left out");
                continue;
            }
            for (int i = 0; i < row.size(); i++) {
                if (i != step && isNumber(row.type(i))) {
                    writer.add(writer.tag(row.name(i)), row.whole(step), Double.NaN, row.number(i));
                }
            }
        }
    }

    private static boolean isNumber(FlatRow.Type type) {
        return type == FlatRow.Type.WHOLE || type == FlatRow.Type.NUMBER || type == FlatRow.Type.BOOL;
    }

    private static int step(FlatRow row) {
        for (int i = 0; i < row.size(); i++) {
            if (row.name(i).equals("step") && row.type(i) == FlatRow.Type.WHOLE) {
                return i;
            }
        }
        return -1;
    }
}
