package rewardloom.importers.wandb;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.SeriesWriter;
import rewardloom.importers.json.FlatRow;
import rewardloom.importers.json.PythonJson;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;

/**
 * {@code wandb-summary.json}: the last value of every metric of a run, as one point each. Where the whole log of the run lies beside
 * it, nothing is read: the log has these points and all before.
 */
public final class SummaryImporter implements Importer {
    private static final long LARGEST = 64L << 20;

    @Override
    public String id() {
        return "wandb-summary";
    }

    @Override
    public String title() {
        return "Weights and Biases summary (wandb-summary.json)";
    }

    @Override
    public Probe probe(Header header) {
        return header.name().toLowerCase(Locale.ROOT).equals("wandb-summary.json")
                ? new Probe(4, "is named wandb-summary.json")
                : Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        if (source.bytes() > LARGEST) {
            sink.problem(Problem.error(
                    "too-large", "whole file", "a summary is never this large: look whether the file is broken"));
            return;
        }
        RunFolder folder = RunFolder.of(source);
        if (folder.log() != null) {
            sink.problem(Problem.info(
                    "in-the-log",
                    "whole file",
                    "these are the last values of " + folder.log().getFileName() + ": import that"));
            return;
        }
        FlatRow row = new FlatRow();
        try (InputStream in = source.open();
                JsonParser parser = PythonJson.factory().createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                sink.problem(Problem.error("broken-json", "line 1", "the summary is not an object: write it again"));
                return;
            }
            row.read(parser);
        } catch (JsonProcessingException e) {
            sink.problem(Problem.error(
                    "broken-json",
                    PythonJson.place(e),
                    PythonJson.reason(e) + ": what came before was read; copy the file again"));
        }
        write(source, folder.run(), row, sink);
    }

    private static void write(Source source, String run, FlatRow row, TableSink sink) throws IOException {
        long step = 0;
        double wallTime = Double.NaN;
        for (int i = 0; i < row.size(); i++) {
            if (row.name(i).equals("_step") && isNumber(row, i)) {
                step = (long) row.number(i);
            } else if (row.name(i).equals("_timestamp") && isNumber(row, i)) {
                wallTime = row.number(i);
            }
        }
        SeriesWriter writer = new SeriesWriter(sink, source.name(), run);
        for (int i = 0; i < row.size(); i++) {
            String name = row.name(i);
            if (isNumber(row, i) && !name.equals("_step") && !name.equals("_timestamp")) {
                writer.add(writer.tag(name), step, wallTime, row.number(i));
            }
        }
        writer.finish();
        if (writer.points() == 0) {
            sink.problem(Problem.info("no-scalars", "whole file", "the summary holds no number"));
        }
    }

    private static boolean isNumber(FlatRow row, int cell) {
        return switch (row.type(cell)) {
            case WHOLE, NUMBER, BOOL -> true;
            default -> false;
        };
    }
}
