package rewardloom.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rewardloom.model.project.Project;
import rewardloom.model.project.Recipe;
import rewardloom.model.table.Table;

/** What a study holds. */
@Command(name = "tables", description = "Lists the tables and recipes of a study.", mixinStandardHelpOptions = true)
final class TablesCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--project", required = true, paramLabel = "STUDY.loom", description = "The study.")
    @SuppressWarnings("NullAway.Init")
    private Path study;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        try (Project project = Project.open(study)) {
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                new JsonOutput().print(out, document(project));
            } else {
                print(out, project);
            }
        }
        return ExitCode.DONE;
    }

    private static void print(PrintWriter out, Project project) {
        TextTable tables = new TextTable(List.of("id", "kind", "run", "group", "rows", "name"));
        for (Table t : project.list()) {
            tables.row(List.of(t.id(), t.kind().id(), t.run(), t.runName().group(), t.rows(), t.name()));
        }
        tables.print(out);
        if (!project.recipes().isEmpty()) {
            out.println();
            TextTable recipes = new TextTable(List.of("recipe", "kind", "formula"));
            project.recipes()
                    .forEach(r -> recipes.row(List.of(r.name(), r.kind().id(), r.formula())));
            recipes.print(out);
        }
    }

    private Map<String, Object> document(Project project) {
        InspectJson inspect = new InspectJson(new PathsAsGiven(List.of()));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("project", study.toString());
        document.put(
                "tables",
                project.list().stream()
                        .map(table -> {
                            Map<String, Object> entry = new LinkedHashMap<>();
                            entry.put("id", table.id());
                            entry.putAll(inspect.table(table));
                            entry.put("group", table.runName().group());
                            entry.put("file", table.provenance().file());
                            entry.put("format", table.provenance().format());
                            entry.put("sha256", table.provenance().sha256());
                            return entry;
                        })
                        .toList());
        document.put(
                "recipes", project.recipes().stream().map(TablesCommand::recipe).toList());
        return document;
    }

    private static Map<String, Object> recipe(Recipe recipe) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", recipe.name());
        json.put("kind", recipe.kind().id());
        json.put("formula", recipe.formula());
        json.put("note", recipe.note());
        return json;
    }
}
