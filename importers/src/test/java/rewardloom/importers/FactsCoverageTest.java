package rewardloom.importers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem;

/**
 * Which of the files that other programs wrote can be read, and by which importer. Files that hold no data of a study (configurations,
 * console output, metadata) are listed as such; every other one must give a table, or stand in the list of those that are not read.
 */
class FactsCoverageTest {
    /** Importers by the kind of file that the facts name. */
    private static final Map<String, Set<String>> READ = Map.ofEntries(
            Map.entry("TensorBoard event file", Set.of("tensorboard")),
            Map.entry("CSV", Set.of("csv")),
            Map.entry("SB3 monitor.csv", Set.of("monitor")),
            Map.entry("HF trainer_state.json", Set.of("trainer-state")),
            Map.entry("HDF5 (D4RL layout)", Set.of("hdf5")),
            Map.entry("HDF5 (Minari layout)", Set.of("hdf5")),
            Map.entry("Parquet (LeRobot episode)", Set.of("parquet")),
            Map.entry("JSONL", Set.of("jsonl")),
            Map.entry("W&B .wandb transaction log", Set.of("wandb")),
            Map.entry("wandb-summary.json", Set.of("wandb-summary")),
            Map.entry("NumPy .npy", Set.of("npy")),
            Map.entry("SB3 evaluations.npz", Set.of("npz")),
            Map.entry("imitation .npz trajectories", Set.of("npz")),
            Map.entry("MLflow metric file", Set.of("mlflow")),
            Map.entry("Sacred info.json (jsonpickle)", Set.of("sacred")),
            Map.entry("baselines human log table", Set.of("printed-tables")),
            Map.entry("two-column text (step score)", Set.of("csv")),
            Map.entry("Dopamine JSON", Set.of("jsonl")),
            Map.entry("Tianshou results.json", Set.of("jsonl")),
            Map.entry("gzip JSON scores", Set.of("jsonl")),
            Map.entry("OpenSpiel playthrough text", Set.of("openspiel")),
            Map.entry("JSON", Set.of("jsonl")),
            Map.entry("preference JSON", Set.of("jsonl")),
            Map.entry("Reflexion env_results JSON", Set.of("reflexion")),
            Map.entry("tau-bench trajectories JSON", Set.of("tau-bench")),
            Map.entry("ToT samples JSON", Set.of("tree-of-thought")),
            Map.entry("ToT log JSON", Set.of("tree-of-thought")),
            Map.entry("SWE-agent .traj", Set.of("swe-agent")));

    /** Kinds of files beside the data: configurations, console output, metadata, nothing. */
    private static final Set<String> BESIDE =
            Set.of("text / sidecar", "JSON (sidecar)", "MLflow file store", "empty file");

    /** Those of them that hold settings of a run, by the ends of their names, and who reads them. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("/files/config.yaml", "wandb-files"),
            Map.entry("/args.yml", "settings"),
            Map.entry("/args.yaml", "settings"),
            Map.entry("/config.yml", "settings"),
            Map.entry("/config.json", "settings"),
            Map.entry("/run.json", "settings"),
            Map.entry("/params.json", "settings"),
            Map.entry("/variant.json", "settings"),
            Map.entry("/cb0096518b0e4c66a94428555f05420b/meta.yaml", "mlflow-run"));

    /** Files that are read together with another one, which says so. */
    private static final Pattern WITH_THE_RUN = Pattern.compile(".*/[0-9a-f]{32}/(?:params|tags)/[^/]+");

    /** Kinds of files that are not read yet. */
    private static final Set<String> NOT_READ = Set.of("pickle");

    private static final String MISSING = "is not there";

    /** Sidecars that hold data all the same. */
    private static final Map<String, String> DATA_BESIDE = Map.of(
            "marl-eval/tests/mock_data_test.json",
            "marl-eval",
            "reflexion/hotpotqa_runs/root/CoT/context/last_trial/100_questions_8_trials.txt",
            "reflexion",
            "lerobot-g1-yifantian/meta/info.json",
            "lerobot-info");

    /** Files of a kind that is read, in which there is nothing: no run logged, or its log lies beside it. */
    private static final Set<String> NOTHING_IN =
            Set.of("no-scalars", "in-the-log", "in-the-run", "no-settings", "no-episodes");

    @Test
    void everyFileIsReadByItsImporterOrNamedAsUnread() throws IOException {
        Path facts = TestFiles.realData("logs/facts.jsonl");
        Assumptions.assumeTrue(Files.exists(facts));
        ObjectMapper mapper = new ObjectMapper();
        Importers importers = Importers.installed();
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> count = new LinkedHashMap<>();
        for (String line : Files.readAllLines(facts)) {
            JsonNode fact = mapper.readTree(line);
            String file = fact.path("file").asText();
            String format = fact.path("format").asText();
            String found = found(importers, file);
            String state = state(file, format, found);
            count.merge(state, 1, Integer::sum);
            if (state.equals("wrong")) {
                wrong.add(file + " (" + format + "): " + found);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(count.getOrDefault("not read", 0))
                .as("files that are not read")
                .isEqualTo(1);
        assertThat(count.getOrDefault("read", 0)).as("files that are read").isEqualTo(176);
        assertThat(count.getOrDefault("settings", 0)).as("files of settings").isEqualTo(42);
        assertThat(count.getOrDefault("beside", 0)).as("files without data").isEqualTo(11);
    }

    private static String state(String file, String format, String found) {
        if (DATA_BESIDE.containsKey(file)) {
            return found.equals(DATA_BESIDE.get(file)) ? "read" : "wrong";
        }
        if (BESIDE.contains(format)) {
            String reader = WITH_THE_RUN.matcher(file).matches() ? "mlflow-run" : reader(file);
            return !found.equals(reader) ? "wrong" : reader.isEmpty() ? "beside" : "settings";
        }
        if (NOT_READ.contains(format)) {
            return found.isEmpty() || found.equals(MISSING) ? "not read" : "wrong";
        }
        return READ.getOrDefault(format, Set.of()).contains(found) ? "read" : "wrong";
    }

    private static String reader(String file) {
        return SETTINGS.entrySet().stream()
                .filter(e -> file.endsWith(e.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** The importer that gives tables of a file, or what went wrong; nothing if no importer wants it. */
    private static String found(Importers importers, String file) throws IOException {
        Path path = TestFiles.realData("logs").resolve(file);
        if (!Files.exists(path)) {
            return MISSING;
        }
        if (Files.size(path) == 0) {
            return "";
        }
        Importers.Choice choice = importers.choose(path).orElse(null);
        if (choice == null) {
            return "";
        }
        CollectingSink sink = new CollectingSink();
        choice.importer().read(new Source(path, file), sink, Progress.NONE);
        boolean nothing = sink.problemKinds().stream().anyMatch(NOTHING_IN::contains);
        boolean errors = sink.problems().stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR);
        boolean tables = !sink.tables().list().isEmpty();
        return (tables || nothing) && !errors
                ? choice.importer().id()
                : choice.importer().id() + " gave no table: " + sink.problems();
    }
}
