package rewardloom.app.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.Analyses;
import rewardloom.model.analysis.Analysis;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Tables;

/** The sample studies from event files to readings, against those of TensorBoard's reader, numpy and scipy in expected.json. */
class SampleReadingsTest {
    private static JsonNode expected;
    private static MemoryTables arena;
    private static MemoryTables overoptimization;

    @BeforeAll
    static void read() throws IOException {
        expected = new ObjectMapper()
                .readTree(SampleRuns.folder().resolve("expected.json").toFile());
        arena = SampleRuns.read("arena");
        overoptimization = SampleRuns.read("overoptimization");
    }

    private static Result run(String id, Tables tables, Map<String, String> changes) {
        return run(Analyses.installed().get(id), tables, changes);
    }

    private static <P extends Record> Result run(Analysis<P> analysis, Tables tables, Map<String, String> changes) {
        return analysis.run(new Parameters<>(analysis.defaults()).parse(changes), tables, Progress.NONE);
    }

    /** The rows of a table as maps from column to cell, by the cells of some columns. */
    private static Map<List<Object>, Map<String, Object>> rows(Result result, String table, String... keys) {
        ResultTable found = result.tables().stream()
                .filter(t -> t.name().equals(table))
                .findFirst()
                .orElseThrow();
        Map<List<Object>, Map<String, Object>> rows = new LinkedHashMap<>();
        for (List<Object> cells : found.rows()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                row.put(found.columns().get(i), cells.get(i));
            }
            rows.put(List.of(keys).stream().map(row::get).toList(), row);
        }
        return rows;
    }

    private static void agree(Map<String, Object> row, JsonNode wanted) {
        assertThat(row).isNotNull();
        wanted.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isNumber()) {
                Offset<Double> tolerance = within(1e-8 * Math.max(1, Math.abs(value.doubleValue())));
                assertThat(((Number) row.get(field.getKey())).doubleValue())
                        .as(field.getKey())
                        .isCloseTo(value.doubleValue(), tolerance);
            } else {
                assertThat(row).containsEntry(field.getKey(), value.asText());
            }
        });
    }

    @Test
    void curvesOfBothStudies() {
        Map<String, Tables> studies = Map.of("arena", arena, "overoptimization", overoptimization);
        studies.forEach((study, tables) -> {
            JsonNode tags = expected.at("/curves/groups/" + study);
            String names = String.join(
                    ",", tags.properties().stream().map(Map.Entry::getKey).toList());
            Result result = run("curves", tables, Map.of("tags", names, "band", "t-interval"));
            Map<List<Object>, Map<String, Object>> rows = rows(result, "final", "group", "tag");
            String prefix = study.equals("arena") ? "" : "rl/";
            tags.properties()
                    .forEach(tag -> tag.getValue()
                            .properties()
                            .forEach(group ->
                                    agree(rows.get(List.of(prefix + group.getKey(), tag.getKey())), group.getValue())));
        });
    }

    @Test
    void smoothingOfOneRun() {
        JsonNode smoothed = expected.at("/curves/smoothed");
        Result result = run(
                "curves",
                overoptimization,
                Map.of(
                        "tags", smoothed.get("tag").asText(),
                        "runs", "rl/" + smoothed.get("run").asText(),
                        "smoothing", smoothed.get("weight").asText()));
        Layer.Line line = result.figures().getFirst().layers().stream()
                .filter(Layer.Line.class::isInstance)
                .map(Layer.Line.class::cast)
                .filter(l -> !l.faint())
                .findFirst()
                .orElseThrow();
        smoothed.get("values")
                .properties()
                .forEach(point -> assertThat(line.y()[Integer.parseInt(point.getKey())])
                        .isCloseTo(point.getValue().doubleValue(), within(1e-12)));
    }

    @Test
    void componentsOfBothStudies() {
        for (Tables tables : List.of(arena, overoptimization)) {
            Result result = run("decomposition", tables, Map.of());
            Map<List<Object>, Map<String, Object>> rows = rows(result, "components", "group", "component");
            assertThat(rows).isNotEmpty();
            rows.forEach((key, row) -> agree(
                    row,
                    expected.at("/decomposition/groups")
                            .get((String) key.getFirst())
                            .get("components")
                            .get((String) key.getLast())));
            assertThat(result.findings())
                    .extracting(Finding::id)
                    .contains("residual-holds")
                    .doesNotContain("residual-broken");
        }
    }

    @Test
    void touchIsFarmedAgainstTheGoalInEveryArenaRun() {
        Result result = run("decomposition", arena, Map.of());
        rows(result, "farming", "run")
                .forEach((run, row) ->
                        agree(row, expected.at("/decomposition/farming").get((String) run.getFirst())));
        assertThat(result.findings().stream().filter(f -> f.id().equals("farmed-component")))
                .extracting(
                        f -> f.values().get("group"),
                        f -> f.values().get("component"),
                        f -> f.values().get("runs_farmed"))
                .containsExactly(tuple("additive", "touch", 3), tuple("krc", "touch", 3));
        assertThat(run("decomposition", overoptimization, Map.of()).findings())
                .extracting(Finding::id)
                .doesNotContain("farmed-component", "success-falls");
    }
}
