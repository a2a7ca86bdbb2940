package rewardloom.app.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rewardloom.model.analysis.AnalysisRun;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.ParameterSpec;
import rewardloom.model.analysis.ResultTable;

/** The result of an analysis as the JSON that the command line promises. */
final class ResultJson {
    private final String version;

    ResultJson(String version) {
        this.version = version;
    }

    Map<String, Object> document(AnalysisRun run, Map<String, List<Path>> files) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("analysis", run.analysis().id());
        json.put("version", version);
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (ParameterSpec spec : run.specs()) {
            parameters.put(
                    spec.name(), TypedParameter.value(spec, run.parameters().getOrDefault(spec.name(), "")));
        }
        json.put("parameters", parameters);
        json.put(
                "inputs",
                run.result().inputs().stream()
                        .map(t -> {
                            Map<String, Object> input = new LinkedHashMap<>();
                            input.put("table", t.name());
                            input.put("sha256", t.provenance().sha256());
                            input.put("rows", t.rows());
                            return input;
                        })
                        .toList());
        json.put("findings", run.result().findings().stream().map(this::finding).toList());
        json.put("tables", run.result().tables().stream().map(this::table).toList());
        json.put(
                "figures",
                run.result().figures().stream()
                        .map(f -> {
                            Map<String, Object> figure = new LinkedHashMap<>();
                            figure.put("name", f.name());
                            figure.put("title", f.title());
                            figure.put("caption", f.caption());
                            figure.put(
                                    "files",
                                    files.getOrDefault(f.name(), List.of()).stream()
                                            .map(Path::toString)
                                            .toList());
                            return figure;
                        })
                        .toList());
        return json;
    }

    private Map<String, Object> finding(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", finding.id());
        json.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        json.put("text", finding.text());
        json.put("rule", finding.rule());
        json.put("values", finding.values());
        json.put("figure", finding.figure());
        return json;
    }

    private Map<String, Object> table(ResultTable table) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", table.name());
        json.put("columns", table.columns());
        json.put("rows", table.rows());
        return json;
    }
}
