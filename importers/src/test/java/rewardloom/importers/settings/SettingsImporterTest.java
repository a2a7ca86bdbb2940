package rewardloom.importers.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rewardloom.importers.BrokenInput;
import rewardloom.importers.CollectingSink;
import rewardloom.importers.Header;
import rewardloom.importers.ImporterTester;
import rewardloom.importers.Importers;
import rewardloom.importers.column.SettingsWriter;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;

class SettingsImporterTest {
    @TempDir
    Path folder;

    private ImporterTester files;

    @BeforeEach
    void openFolder() {
        files = new ImporterTester(folder);
    }

    @Test
    void nestedNamesAreJoinedAndValuesStayAsTheyAreWritten() throws IOException {
        CollectingSink sink = files.read(
                "exp/seed3/params.json",
                "{\"lr\": 5e-05, \"layers\": [256, 256], \"clip\": null, \"dueling\": true, \"huge\": 1e400,"
                        + " \"optim\": {\"cls\": \"Adam\", \"betas\": [0.9, 0.999], \"extra\": {}},"
                        + " \"shape\": {\"py/tuple\": [4, 84]}, \"limit\": Infinity, \"seed\": \"3\"}");
        assertThat(sink.settings())
                .containsExactly(
                        entry("exp/seed3: lr", "5e-05"),
                        entry("exp/seed3: layers", "[256, 256]"),
                        entry("exp/seed3: clip", "null"),
                        entry("exp/seed3: dueling", "true"),
                        entry("exp/seed3: huge", "1e400"),
                        entry("exp/seed3: optim.cls", "Adam"),
                        entry("exp/seed3: optim.betas", "[0.9, 0.999]"),
                        entry("exp/seed3: optim.extra", "{}"),
                        entry("exp/seed3: shape", "[4, 84]"),
                        entry("exp/seed3: limit", "Infinity"),
                        entry("exp/seed3: seed", "3"));
        MemoryTables tables = sink.tables();
        Columns columns = tables.columns(tables.list().getFirst(), List.of("key", "number"));
        assertThat(columns.doubles("number"))
                .containsExactly(
                        5e-5,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        3);
    }

    /** RL Baselines Zoo writes ordered dictionaries into a folder below the run's. */
    @Test
    void pythonsTagsAreNamesAndNothingMore() throws IOException {
        CollectingSink sink = files.read("ppo/CartPole-v1_1/CartPole-v1/args.yml", """
            !!python/object/apply:collections.OrderedDict
            - - - algo
                - ppo
              - - env_kwargs
                - null
              - - hyperparams
                - n_steps: 128
                  net: !!python/tuple [64, 64]
              - - activation
                - !!python/name:torch.nn.modules.activation.ReLU ''
              - - seed
                - 1970626835
              - - folder
                - !!python/object/apply:pathlib.PosixPath
                  - /
                  - logs
              - - wrapper
                - !!python/object:gym.Wrapper
                  frames: 4
            """);
        assertThat(sink.settings())
                .containsExactly(
                        entry("ppo/CartPole-v1_1: algo", "ppo"),
                        entry("ppo/CartPole-v1_1: env_kwargs", "null"),
                        entry("ppo/CartPole-v1_1: hyperparams.n_steps", "128"),
                        entry("ppo/CartPole-v1_1: hyperparams.net", "[64, 64]"),
                        entry("ppo/CartPole-v1_1: activation", "torch.nn.modules.activation.ReLU"),
                        entry("ppo/CartPole-v1_1: seed", "1970626835"),
                        entry("ppo/CartPole-v1_1: folder", "[/, logs]"),
                        entry("ppo/CartPole-v1_1: wrapper.frames", "4"));
    }

    @Test
    void aliasesAndMergedGroupsStandForWhatTheyName() throws IOException {
        CollectingSink sink = files.read("run/config.yaml", """
            # written by hand
            defaults: &defaults {lr: 1e-3, steps: 10}
            actor:
              <<: *defaults
              lr: 3.0e-4
            critic: *defaults
            note: "7"
            empty:
            """);
        assertThat(sink.settings())
                .contains(
                        entry("run: actor.lr", "3.0e-4"),
                        entry("run: actor.steps", "10"),
                        entry("run: critic.lr", "1e-3"),
                        entry("run: note", "7"),
                        entry("run: empty", "null"));
    }

    @Test
    void anAliasBombIsBounded() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 {x: 1, y: 2}\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d {l: *a%d, r: *a%d}\n".formatted(i, i, i - 1, i - 1));
        }
        CollectingSink sink = files.read("run/config.yaml", bomb.toString());
        assertThat(sink.settings()).hasSizeLessThanOrEqualTo(SettingsWriter.MOST);
        assertThat(sink.problem("too-many-settings").count()).isPositive();
        StringBuilder lists = new StringBuilder("a0: &a0 [lol, lol]\n");
        for (int i = 1; i < 40; i++) {
            lists.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        CollectingSink cut = files.read("run/config.yaml", lists.toString());
        assertThat(cut.settings().get("run: a39")).hasSizeLessThan(10_010).endsWith("…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "["})
    void deepNestingIsRefusedAndNotARiskForTheStack(String bracket) throws IOException {
        CollectingSink yaml = files.read("run/config.yaml", "a: " + bracket.repeat(100_000));
        assertThat(yaml.problemKinds()).containsExactly("broken-settings");
        CollectingSink json = files.read("run/config.json", "{\"a\": 1, \"b\": " + "[".repeat(100_000));
        assertThat(json.problemKinds()).containsExactly("broken-settings");
    }

    @Test
    void aConfigurationOfWeightsAndBiasesIsItsValues() throws IOException {
        CollectingSink sink = files.read("run/config.yaml", """
            wandb_version: 1

            _wandb:
              desc: null
              value: {cli_version: 0.14.2}
            lr:
              desc: null
              value: 0.01
            env:
              value: {name: Hopper-v4, gravity: 9.81}
            """);
        assertThat(sink.settings())
                .containsExactly(
                        entry("run: lr", "0.01"),
                        entry("run: env.name", "Hopper-v4"),
                        entry("run: env.gravity", "9.81"));
    }

    @Test
    void ofWhatSacredNotesOnlyTheRunItselfIsKept() throws IOException {
        CollectingSink sink = files.read(
                "sacred/4/run.json",
                "{\"artifacts\": [], \"command\": \"my_main\", \"experiment\": {\"name\": \"pymarl\", \"dependencies\":"
                        + " [\"a==1\"], \"mainfile\": \"main.py\"}, \"host\": {\"hostname\": \"box\", \"cpu\": \"x\"},"
                        + " \"status\": \"COMPLETED\", \"result\": 3.5, \"heartbeat\": \"now\"}");
        assertThat(sink.settings())
                .containsOnly(
                        entry("sacred/4: experiment.name", "pymarl"),
                        entry("sacred/4: experiment.mainfile", "main.py"),
                        entry("sacred/4: command", "my_main"),
                        entry("sacred/4: status", "COMPLETED"),
                        entry("sacred/4: result", "3.5"),
                        entry("sacred/4: host.hostname", "box"));
    }

    /** Isaac Lab has two files in a folder params, which would mix their names. */
    @Test
    void partsOfARunKeepTheirNamesApart() throws IOException {
        CollectingSink agent = files.read("logs/ant/params/agent.yaml", "seed: 42\nalgorithm:\n  gamma: 0.99\n");
        assertThat(agent.settings())
                .containsExactly(entry("logs/ant: agent.seed", "42"), entry("logs/ant: agent.algorithm.gamma", "0.99"));
        CollectingSink env = files.read("logs/ant/params/env.yaml", "decimation: 2\n");
        assertThat(env.settings()).containsExactly(entry("logs/ant: env.decimation", "2"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "config.json | {\"step\": 1}\\n{\"step\": 2}\\n | jsonl",
                "config.json | [{\"step\": 1}, {\"step\": 2}] | jsonl",
                "params.json | {\"architectures\": [\"Llama\"], \"hidden_size\": 4096} | ",
                "tokenizer_config.json | {\"eos\": \"x\"} | ",
                "metrics.json | {\"loss\": 0.1} | ",
                "config.csv | step,loss\\n1,2\\n | csv",
                "config.yaml | - a\\n- b\\n | ",
                "config.yaml | just some words | ",
                "info.yaml | a: 1\\n | ",
                "training_args.json | {\"learning_rate\": 1e-5, \"report_to\": [\"wandb\"]} | settings",
                "ppo-config.yml | a: 1\\n | settings",
                "variant.json | {\"seed\": 1} | settings",
                "configuration.yaml | behaviors:\\n  Walker:\\n    trainer_type: ppo\\n | settings",
                "hparams.yaml | {lr: 1} | settings",
                "config.json | {\"log_history\": [{\"step\": 1}], \"global_step\": 1} | trainer-state",
            })
    void settingsAndDataAreNotMistaken(String name, String content, String format) {
        byte[] head = content.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
        String chosen = Importers.installed()
                .choose(new Header(name, head, head.length))
                .map(c -> c.importer().id())
                .orElse(null);
        assertThat(chosen).isEqualTo(format);
    }

    @Test
    void whatIsBrokenIsSaidWithItsPlace() throws IOException {
        CollectingSink yaml = files.read("run/config.yaml", "a: 1\nb: [1, 2\nc: 3\n");
        assertThat(yaml.problem("broken-settings").where()).startsWith("line ");
        assertThat(yaml.tables(Kind.CONFIG)).isEmpty();
        CollectingSink json = files.read("run/config.json", "{\"a\": 1, \"b\": }");
        assertThat(json.problem("broken-settings").where()).isEqualTo("line 1, column 15");
        CollectingSink two = files.read("run/args.yaml", "a: 1\n---\nb: 2\n");
        assertThat(two.settings()).containsOnlyKeys("run: a");
    }

    @Test
    void bytesThatAreNoTextDoNotLoseTheRest() throws IOException {
        byte[] yaml = "a: 1\nb: x?y\nc: 3\n".getBytes(StandardCharsets.UTF_8);
        yaml[9] = (byte) 0xff;
        assertThat(files.read("run/config.yaml", yaml).settings()).containsOnlyKeys("run: a", "run: b", "run: c");
        assertThat(files.read("run/config.yaml", "\ufeffa: 1\r\nb: 2\r\n").settings())
                .containsExactly(entry("run: a", "1"), entry("run: b", "2"));
    }

    @Test
    void brokenFilesAreSurvived() throws IOException {
        String yaml = "!!python/object/apply:collections.OrderedDict\n- - - a\n    - &x {b: [1, *x]}\n  - - 'c'\n"
                + "    - \"d\\u00e9\"\n";
        new BrokenInput("settings", folder, "config.yml").survives(yaml.getBytes(StandardCharsets.UTF_8));
        new BrokenInput("settings", folder, "config.json")
                .survives("{\"a\": {\"b\": [1, 2.5e3, null]}, \"c\": \"\\u00e9\"}".getBytes(StandardCharsets.UTF_8));
    }
}
