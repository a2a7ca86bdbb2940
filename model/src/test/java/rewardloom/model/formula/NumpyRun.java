package rewardloom.model.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs functions in python3 with numpy; skips the test where there is none. */
public final class NumpyRun {
    private final Path folder;

    private NumpyRun(Path folder) {
        this.folder = folder;
    }

    /** In this folder. */
    public static NumpyRun orSkip(Path folder) throws InterruptedException {
        assumeTrue(works("import numpy"), "there is no python3 with numpy");
        return new NumpyRun(folder);
    }

    private static boolean works(String code) throws InterruptedException {
        try {
            Process process = new ProcessBuilder("python3", "-c", code)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** What the function of each module gives for the columns. */
    public Map<String, double[]> results(Map<String, String> modules, String function, Map<String, double[]> columns)
            throws IOException, InterruptedException {
        ObjectMapper mapper = new ObjectMapper();
        Map<String, List<Object>> plain = new LinkedHashMap<>();
        columns.forEach((name, values) -> {
            List<Object> cells = new ArrayList<>();
            for (double value : values) {
                cells.add(Double.isFinite(value) ? (Object) value : Double.toString(value));
            }
            plain.put(name, cells);
        });
        Files.writeString(folder.resolve("columns.json"), mapper.writeValueAsString(plain));
        for (Map.Entry<String, String> module : modules.entrySet()) {
            Files.writeString(folder.resolve(module.getKey() + ".py"), module.getValue());
        }
        Files.writeString(folder.resolve("run_all.py"), """
            import importlib, json, numpy as np
            columns = {k: np.array([float(v) for v in c]) for k, c in json.load(open("columns.json")).items()}
            results = {}
            for name in json.load(open("names.json")):
                values = getattr(importlib.import_module(name), "%s")(columns)
                results[name] = [v if np.isfinite(v) else str(v) for v in values.tolist()]
            json.dump(results, open("results.json", "w"))
            """.formatted(function));
        Files.writeString(folder.resolve("names.json"), mapper.writeValueAsString(modules.keySet()));
        Path log = folder.resolve("log.txt");
        Process process = new ProcessBuilder("python3", "run_all.py")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        Map<String, double[]> results = new LinkedHashMap<>();
        JsonNode tree = mapper.readTree(folder.resolve("results.json").toFile());
        for (var entry : tree.properties()) {
            double[] values = new double[entry.getValue().size()];
            for (int i = 0; i < values.length; i++) {
                JsonNode cell = entry.getValue().get(i);
                values[i] = cell.isNumber()
                        ? cell.asDouble()
                        : switch (cell.asText()) {
                            case "inf" -> Double.POSITIVE_INFINITY;
                            case "-inf" -> Double.NEGATIVE_INFINITY;
                            default -> Double.NaN;
                        };
            }
            results.put(entry.getKey(), values);
        }
        return results;
    }
}
