package rewardloom.importers.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import rewardloom.importers.Header;
import rewardloom.importers.Importer;
import rewardloom.importers.Probe;
import rewardloom.importers.Source;
import rewardloom.importers.column.RowWriter;
import rewardloom.importers.json.Document;
import rewardloom.importers.json.JsonHead;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/**
 * Sheets of scores of RewardBench, RewardBench 2, RM-Bench and RMB: an object of numbers by subset or section. Each becomes an item with
 * its section and the number of pairs with which it counts, where the benchmark fixes one.
 */
public final class ScoreSheetImporter implements Importer {
    private static final int DEEPEST = 8;
    private static final Pattern BENCHMARK = Pattern.compile(
            "(?:.*_)?(?:results?|scores?|logs?|evals?)(?:_.*)?|reward[-_]?bench.*|rm[-_]?bench.*|rmb|(?:bon|pairwise)_set.*",
            Pattern.CASE_INSENSITIVE);

    @Override
    public String id() {
        return "score-sheet";
    }

    @Override
    public String title() {
        return "Scores of RewardBench, RM-Bench, RMB";
    }

    @Override
    public Probe probe(Header header) {
        JsonHead head = JsonHead.of(header.head());
        for (var sheet : RewardBench.SHEETS) {
            String[] keys = sheet.toArray(new String[0]);
            if (head.has(keys) && head.isNumber(keys[0])) {
                return new Probe(4, "has scores of " + String.join(", ", sheet));
            }
        }
        return Probe.NO;
    }

    @Override
    public void read(Source source, TableSink sink, Progress progress) throws IOException {
        JsonNode root = Document.read(source, sink);
        if (root.isMissingNode()) {
            return;
        }
        String model = root.path("model").asText(folder(source));
        RowWriter rows = new RowWriter(
                sink,
                new TableSpec(
                        Kind.SCORES,
                        source.name(),
                        model,
                        List.of(
                                new Column("item", ColumnType.TEXT),
                                new Column("group", ColumnType.TEXT),
                                new Column("score/" + model, ColumnType.FLOAT64),
                                new Column("count", ColumnType.INT64))));
        sheet(root, "", rows, 0);
        rows.finish();
        if (rows.rows() == 0) {
            sink.problem(Problem.error("no-rows", "whole file", "the file has no score"));
        }
    }

    /** Files of the same name lie in a folder for each model, below it in folders of the benchmark. */
    private static String folder(Source source) {
        String[] folders = source.path()
                .toAbsolutePath()
                .normalize()
                .toString()
                .replace('\\', '/')
                .split("/");
        for (int i = folders.length - 2; i > 0; i--) {
            if (!BENCHMARK.matcher(folders[i]).matches()) {
                return folders[i];
            }
        }
        return source.stemRun();
    }

    private static void sheet(JsonNode node, String path, RowWriter rows, int depth) throws IOException {
        if (node.isArray()) {
            for (JsonNode part : node) {
                if (depth < DEEPEST) {
                    sheet(part, path, rows, depth + 1);
                }
            }
            return;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonNode value = field.getValue();
            String name = path.isEmpty() ? field.getKey() : path + "/" + field.getKey();
            if (value.isNumber()) {
                score(name, value.asDouble(), rows);
            } else if (value.isContainerNode() && depth < DEEPEST) {
                sheet(value, name, rows, depth + 1);
            }
        }
    }

    private static void score(String name, double value, RowWriter rows) throws IOException {
        int slash = name.lastIndexOf('/');
        RewardBench.Subset subset = RewardBench.SUBSETS.get(name);
        rows.text(0, name);
        if (subset != null) {
            rows.text(1, subset.section());
            rows.whole(3, subset.count());
        } else if (slash > 0) {
            rows.text(1, name.substring(0, slash));
        }
        rows.number(2, value);
        rows.end();
    }
}
