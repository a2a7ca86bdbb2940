package rewardloom.importers.lerobot;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.RowWriter;
import rewardloom.importers.json.Document;
import rewardloom.importers.json.JsonHead;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/** {@code meta/info.json} of a LeRobot data set: version, robot, frames per second and the shape of each feature, as settings. */
public final class InfoImporter implements Importer {

    @Override
    public String id() {
        return "lerobot-info";
    }

    @Override
    public String title() {
        return "LeRobot metadata (info.json)";
    }

    @Override
    public Probe probe(Header header) {
        JsonHead head = JsonHead.of(header.head());
        boolean fits = head.top() == JsonHead.Top.OBJECT && head.has("codebase_version", "fps");
        return fits ? new Probe(4, "has a codebase_version and frames per second") : Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        JsonNode info = Document.read(source, sink);
        RowWriter settings = new RowWriter(sink, TableSpec.config(source.name(), run(source)));
        for (Map.Entry<String, JsonNode> field : info.properties()) {
            if (field.getKey().equals("features")) {
                for (Map.Entry<String, JsonNode> feature : field.getValue().properties()) {
                    JsonNode shape = feature.getValue();
                    String text = shape.path("dtype").asText("") + shape.path("shape");
                    setting("features." + feature.getKey(), text, Double.NaN, settings);
                }
            } else {
                JsonNode value = field.getValue();
                double number = value.isNumber() ? value.asDouble() : Double.NaN;
                setting(field.getKey(), value.isValueNode() ? value.asText() : value.toString(), number, settings);
            }
        }
        settings.finish();
        if (settings.rows() == 0 && !info.isMissingNode()) {
            sink.problem(Problem.error("no-settings", "whole file", "the file has no setting"));
        }
    }

    private static void setting(String key, String value, double number, RowWriter settings) throws IOException {
        settings.text(1, key);
        settings.text(2, value);
        if (!Double.isNaN(number)) {
            settings.number(3, number);
        }
        settings.end();
    }

    /** The data set is the folder above {@code meta}. */
    private static String run(Source source) {
        String[] folders = source.path()
                .toAbsolutePath()
                .normalize()
                .toString()
                .replace('\\', '/')
                .split("/");
        boolean meta = folders.length > 2 && folders[folders.length - 2].equals("meta");
        return meta ? folders[folders.length - 3] : source.folderRun();
    }
}
