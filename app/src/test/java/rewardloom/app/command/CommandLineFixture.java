package rewardloom.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import rewardloom.app.setting.MappingStore;
import rewardloom.importers.Importers;
import rewardloom.importers.Importing;
import rewardloom.model.analysis.Analyses;
import rewardloom.viewers.paper.PaperExporter;

/** Runs commands as a user does, without a process of their own. */
final class CommandLineFixture {
    static final Path SAMPLES = Path.of("..", "sample-data");

    /**
     * What a command did.
     *
     * @param code exit code
     * @param out standard output
     * @param err standard error
     */
    record Outcome(int code, String out, String err) {
        JsonNode json() {
            try {
                return new ObjectMapper().readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not one JSON document: " + out, e);
            }
        }
    }

    private CommandLineFixture() {}

    static Outcome run(Object... arguments) {
        Services services = new Services(
                new Importing(Importers.installed()),
                Analyses.installed(),
                new PaperExporter(),
                new MappingStore(Path.of("target", "mappings.json")),
                SAMPLES,
                "test");
        CommandLine line = Rewardloom.commandLine(services, new Display(Map.of(), "Linux", ""), (studies, demo) -> {});
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        return new Outcome(line.execute(texts), out.toString(), err.toString());
    }
}
