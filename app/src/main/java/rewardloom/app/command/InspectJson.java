package rewardloom.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rewardloom.importers.InspectedFile;
import rewardloom.model.project.StagedTable;
import rewardloom.model.table.Column;
import rewardloom.model.table.EpisodeSummary;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;

/** Tables, files and problems as the JSON that the command line promises. */
final class InspectJson {
    private final PathsAsGiven paths;

    /** @param paths how files are named */
    InspectJson(PathsAsGiven paths) {
        this.paths = paths;
    }

    Map<String, Object> files(List<InspectedFile> files) {
        return Map.of("files", files.stream().map(this::file).toList());
    }

    private Map<String, Object> file(InspectedFile file) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("path", paths.name(file.source().path()).toString());
        json.put("format", file.format());
        json.put("writer", file.title());
        json.put("bytes", file.staged().provenance().bytes());
        json.put("sha256", file.staged().provenance().sha256());
        json.put("tables", file.staged().tables().stream().map(this::staged).toList());
        json.put(
                "problems", file.staged().problems().stream().map(this::problem).toList());
        json.put(
                "findings", file.staged().findings().stream().map(this::problem).toList());
        return json;
    }

    private Map<String, Object> staged(StagedTable staged) {
        Map<String, Object> json = table(staged.table());
        if (staged.table().kind() == Kind.STEPS) {
            json.put("episodes", staged.episodes().size());
            json.put(
                    "episode_summary",
                    staged.episodes().stream().map(this::episode).toList());
        }
        return json;
    }

    private Map<String, Object> episode(EpisodeSummary episode) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("episode", episode.episode());
        json.put("length", episode.length());
        json.put("return", episode.totalReward());
        json.put("components", episode.components());
        return json;
    }

    /** A table: its schema and what is known of its numbers. */
    Map<String, Object> table(Table table) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", table.kind().id());
        json.put("name", table.name());
        json.put("run", table.run());
        json.put("rows", table.rows());
        json.put("columns", table.columns().stream().map(this::column).toList());
        json.put("series", table.series().stream().map(this::series).toList());
        return json;
    }

    private Map<String, Object> column(Column column) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", column.name());
        json.put("type", column.type().id());
        json.put("role", column.role().id());
        return json;
    }

    private Map<String, Object> series(SeriesSummary series) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("tag", series.tag());
        json.put("role", series.role().id());
        json.put("count", series.count());
        if (series.hasSteps()) {
            json.put("first_step", series.firstStep());
            json.put("last_step", series.lastStep());
        }
        json.put("first", series.first());
        json.put("last", series.last());
        json.put("min", series.min());
        json.put("max", series.max());
        json.put("nonfinite", series.nonfinite());
        if (series.hasSteps()) {
            json.put("repeated_steps", series.repeatedSteps());
            json.put("backward_steps", series.backwardSteps());
        }
        return json;
    }

    /** A problem. */
    Map<String, Object> problem(Problem problem) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
        json.put("kind", problem.kind());
        json.put("where", problem.where());
        json.put("count", problem.count());
        json.put("message", problem.message());
        return json;
    }
}
