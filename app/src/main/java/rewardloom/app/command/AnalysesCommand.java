package rewardloom.app.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rewardloom.model.analysis.Analysis;
import rewardloom.model.analysis.ParameterSpec;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Preset;

/** Every analysis there is. */
@Command(
        name = "analyses",
        description = "Lists every analysis with its parameters, sources and the roles it needs.",
        mixinStandardHelpOptions = true)
final class AnalysesCommand implements Callable<Integer> {
    private final Services services;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    AnalysesCommand(Services services) {
        this.services = services;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            new JsonOutput()
                    .print(
                            out,
                            Map.of(
                                    "analyses",
                                    services.analyses().all().stream()
                                            .map(AnalysesCommand::document)
                                            .toList()));
        } else {
            services.analyses().all().forEach(a -> print(out, a));
        }
        return ExitCode.DONE;
    }

    private static <P extends Record> List<ParameterSpec> specs(Analysis<P> analysis) {
        return new Parameters<>(analysis.defaults()).specs();
    }

    private static void print(PrintWriter out, Analysis<?> analysis) {
        out.println(analysis.id() + " — " + analysis.title());
        out.println("  " + analysis.sentence());
        out.println("  needs " + String.join(", or ", analysis.needs()));
        for (Preset p : analysis.presets()) {
            out.println("    --as " + p.id() + "  " + p.help());
        }
        for (ParameterSpec p : specs(analysis)) {
            out.println("    --set " + p.name() + "=" + p.defaultValue() + "  " + p.help() + range(p));
        }
        out.println();
    }

    private static String range(ParameterSpec p) {
        if (!p.options().isEmpty()) {
            return " (" + String.join(", ", p.options()) + ")";
        }
        boolean bounded = Double.isFinite(p.min()) || Double.isFinite(p.max());
        return bounded ? " (" + p.min() + " to " + p.max() + ")" : "";
    }

    private static Map<String, Object> document(Analysis<?> analysis) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", analysis.id());
        json.put("title", analysis.title());
        json.put("family", analysis.family().title());
        json.put("sentence", analysis.sentence());
        json.put("sources", analysis.sources());
        json.put("needs", analysis.needs());
        json.put(
                "presets",
                analysis.presets().stream()
                        .map(p -> Map.of("id", p.id(), "name", p.name(), "help", p.help(), "settings", p.settings()))
                        .toList());
        json.put(
                "parameters",
                specs(analysis).stream().map(AnalysesCommand::parameter).toList());
        return json;
    }

    private static Map<String, Object> parameter(ParameterSpec p) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", p.name());
        json.put("type", p.type());
        json.put("default", TypedParameter.value(p, p.defaultValue()));
        if (Double.isFinite(p.min())) {
            json.put("min", p.min());
        }
        if (Double.isFinite(p.max())) {
            json.put("max", p.max());
        }
        if (!p.options().isEmpty()) {
            json.put("options", p.options());
        }
        json.put("help", p.help());
        return json;
    }
}
