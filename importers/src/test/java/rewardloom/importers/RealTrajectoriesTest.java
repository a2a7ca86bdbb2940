package rewardloom.importers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;

/**
 * Trajectories, responses and pairs that other programs wrote, against what others measured of them: the facts beside the logs, and the
 * notes of those who published the preferences. They are not part of the project: without them these tests are skipped.
 */
class RealTrajectoriesTest {

    private static CollectingSink read(String name) throws IOException {
        Path file = TestFiles.realData(name);
        Assumptions.assumeTrue(Files.exists(file));
        return ImporterTester.read(new Source(file, name));
    }

    private static Table only(CollectingSink sink, Kind kind) {
        List<Table> found = sink.tables().list(kind);
        assertThat(found).as("%s", sink.problems()).hasSize(1);
        return found.getFirst();
    }

    private static double[] column(CollectingSink sink, Kind kind, String name) {
        return sink.tables().columns(only(sink, kind), List.of(name)).doubles(name);
    }

    private static double sum(double[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> Double.isNaN(values[i]) ? 0 : values[i])
                .sum();
    }

    private static Map<Double, Double> byEpisode(CollectingSink sink, String name) {
        Columns columns = sink.tables().columns(only(sink, Kind.STEPS), List.of("episode", name));
        double[] episodes = columns.doubles("episode");
        double[] values = columns.doubles(name);
        Map<Double, Double> sums = new HashMap<>();
        for (int i = 0; i < values.length; i++) {
            sums.merge(episodes[i], values[i], Double::sum);
        }
        return sums;
    }

    @Test
    void tauBench() throws IOException {
        CollectingSink sink = read("logs/tau-bench/historical_trajectories/gpt-4o-airline.json");
        assertThat(sum(column(sink, Kind.RESPONSES, "reward"))).isEqualTo(84);
        assertThat(new HashSet<>(Arrays.stream(column(sink, Kind.RESPONSES, "prompt_id"))
                        .boxed()
                        .toList()))
                .hasSize(50);
        assertThat(Set.of(0.0, 1.0, 2.0, 3.0))
                .isEqualTo(new HashSet<>(Arrays.stream(column(sink, Kind.RESPONSES, "sample"))
                        .boxed()
                        .toList()));
        // the first trial has 32 messages and earned nothing
        assertThat(column(sink, Kind.RESPONSES, "length")[0]).isEqualTo(32);
        assertThat(byEpisode(sink, "reward")).hasSize(200);
        assertThat(sum(column(sink, Kind.STEPS, "reward"))).isEqualTo(84);
    }

    @Test
    void treeOfThoughts() throws IOException {
        CollectingSink game =
                read("logs/tree-of-thought/logs/game24/gpt-4_0.7_propose1_value3_greedy5_start900_end1000.json");
        double[] rewards = column(game, Kind.RESPONSES, "reward");
        double[] puzzles = column(game, Kind.RESPONSES, "prompt_id");
        assertThat(sum(rewards) / rewards.length).isCloseTo(0.238, within(1e-12));
        Set<Double> solved = new HashSet<>();
        for (int i = 0; i < rewards.length; i++) {
            if (rewards[i] == 1) {
                solved.add(puzzles[i]);
            }
        }
        assertThat(solved).hasSize(69);
        assertThat(puzzles[0]).isEqualTo(900);
        Columns search = game.tables().columns(only(game, Kind.STEPS), List.of("episode", "t", "value"));
        long first = IntStream.range(0, search.rows())
                .filter(i -> search.get("episode").number(i) == 900
                        && search.get("t").number(i) == 0)
                .count();
        assertThat(first).isEqualTo(12);
        assertThat(search.get("value").number(0)).isEqualTo(3);

        CollectingSink words =
                read("logs/tree-of-thought/logs/crosswords/gpt-4_0.7_naive_standard_sample_10_start0_end20.json");
        double[] shares = column(words, Kind.RESPONSES, "reward");
        assertThat(shares).hasSize(200);
        assertThat(sum(shares) / 200).isCloseTo(0.14, within(1e-12));
        double best = 0;
        for (int puzzle = 0; puzzle < 20; puzzle++) {
            double most = 0;
            for (int i = 0; i < 10; i++) {
                most = Math.max(most, shares[10 * puzzle + i]);
            }
            best += most / 20;
        }
        assertThat(best).isCloseTo(0.205, within(1e-12));
    }

    @Test
    void reflexion() throws IOException {
        CollectingSink environments =
                read("logs/reflexion/alfworld_runs/root/reflexion_run_logs/env_results_trial_3.json");
        assertThat(column(environments, Kind.RESPONSES, "correct")).hasSize(134);
        assertThat(sum(column(environments, Kind.RESPONSES, "correct"))).isEqualTo(113);
        double[] reflections = column(environments, Kind.RESPONSES, "reflections");
        assertThat(Arrays.stream(reflections).filter(r -> r > 0).count()).isEqualTo(50);

        CollectingSink questions =
                read("logs/reflexion/hotpotqa_runs/root/CoT/context/last_trial/100_questions_8_trials.txt");
        double[] correct = column(questions, Kind.RESPONSES, "correct");
        double[] trials = column(questions, Kind.RESPONSES, "step");
        // the log states 62, 66, 66, 66 and 66 right answers of 100
        assertThat(correct).hasSize(500);
        for (int trial = 1; trial <= 5; trial++) {
            int number = trial;
            assertThat(IntStream.range(0, 500)
                            .filter(i -> trials[i] == number && correct[i] == 1)
                            .count())
                    .isEqualTo(trial == 1 ? 62 : 66);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "reflexion_ucs_plays_with_the_ferris_crab_2/reflexion-ucs_5_gpt-4_pass_at_k_1_rs,156,135",
        "simple_test_run/simple_1_gpt-3.5-turbo_pass_at_k_1,164,42",
        "simple_test_run/simple_1_gpt-4_pass_at_k_1,164,134",
        "simple_test_run/simple_1_text-davinci-003_pass_at_k_1,164,96"
    })
    void programsOfReflexion(String name, int rows, int solved) throws IOException {
        CollectingSink sink = read("logs/reflexion/programming_runs/root/" + name + ".jsonl");
        assertThat(column(sink, Kind.RESPONSES, "correct")).hasSize(rows);
        assertThat(sum(column(sink, Kind.RESPONSES, "correct"))).isEqualTo(solved);
    }

    @Test
    void sweAgent() throws IOException {
        String tests = "logs/swe-agent/tests/test_data/trajectories/";
        String defaults = "default_from_url__t-0.00__p-0.95__c-3.00__install-1/6e44b9__sweagenttestrepo-1c2844.traj";
        assertThat(only(read(tests + "gpt4__swe-agent-test-repo__" + defaults), Kind.STEPS)
                        .rows())
                .isEqualTo(5);
        String replayed = "logs/swe-agent/trajectories/demonstrations/";
        assertThat(only(read(replayed + "function_calling_simple.traj"), Kind.STEPS)
                        .rows())
                .isEqualTo(12);
        assertThat(only(
                                read(replayed + "replay__marshmallow-code__marshmallow-1867__function_calling_replace__"
                                        + "install-1/marshmallow-code__marshmallow-1867.traj"),
                                Kind.STEPS)
                        .rows())
                .isEqualTo(11);
    }

    @Test
    void overcooked() throws IOException {
        CollectingSink sink =
                read("logs/overcooked-ai/src/human_aware_rl/static/human_data/dummy/dummy_2020_hh_trials.csv");
        assertThat(byEpisode(sink, "reward")).isEqualTo(Map.of(1.0, 196.0, 2.0, 215.0, 3.0, 47.0));
        assertThat(only(sink, Kind.STEPS).column(RoleType.ACTION).map(Column::name))
                .contains("action");
    }

    @Test
    void leRobot() throws IOException {
        String root = "logs/lerobot-g1-yifantian/";
        CollectingSink first = read(root + "data/chunk-000/episode_000000.parquet");
        Table steps = only(first, Kind.STEPS);
        assertThat(steps.run()).isEqualTo("lerobot-g1-yifantian");
        assertThat(steps.columns().stream().map(Column::name))
                .contains("action/kLeftShoulderPitch", "observation/state/kLeftElbow");
        assertThat(column(first, Kind.STEPS, "action/kLeftShoulderPitch")[0])
                .isEqualTo(-0.6934276819229126, within(1e-12));
        assertThat(first.tables().columns(steps, List.of("text")).get("text").text(0))
                .isEqualTo("Pick up the yellow bottle on the table.");
        CollectingSink episodes = read(root + "meta/episodes.jsonl");
        double[] lengths = column(episodes, Kind.EPISODES, "length");
        assertThat(lengths).hasSize(100);
        assertThat(lengths[0]).isEqualTo(479);
        assertThat(lengths[99]).isEqualTo(265);
        // the metadata say 35,965 frames over all episodes
        assertThat(sum(lengths)).isEqualTo(35_965);
        assertThat(only(read(root + "meta/tasks.jsonl"), Kind.SCORES).rows()).isEqualTo(1);
        assertThat(sum(column(read(root + "meta/info.json"), Kind.CONFIG, "number")))
                .isPositive();
    }

    @Test
    void playthroughsEndWithTheReturnsThatTheyPrint() throws IOException {
        Path facts = TestFiles.realData("logs/facts.jsonl");
        Assumptions.assumeTrue(Files.exists(facts));
        int seen = 0;
        for (String line : Files.readAllLines(facts)) {
            JsonNode fact = new ObjectMapper().readTree(line);
            if (!fact.path("format").asText().equals("OpenSpiel playthrough text")) {
                continue;
            }
            CollectingSink sink = read("logs/" + fact.path("file").asText());
            JsonNode returns = new ObjectMapper()
                    .readTree(fact.path("detail")
                            .path("returns")
                            .path(fact.path("detail").path("returns").size() - 1)
                            .asText());
            Table table = only(sink, Kind.STEPS);
            for (int player = 0; player < returns.size(); player++) {
                String name = returns.size() == 1 ? "info/return" : "info/return_player" + player;
                double[] printed = column(sink, Kind.STEPS, name);
                assertThat(printed[printed.length - 1])
                        .isEqualTo(returns.path(player).asDouble());
            }
            assertThat(table.rows())
                    .isGreaterThanOrEqualTo(fact.path("detail").path("rewards").size());
            seen++;
        }
        assertThat(seen).isEqualTo(7);
    }

    @Test
    void playersThatMoveAtOnceHaveAnActionEach() throws IOException {
        CollectingSink sink =
                read("logs/open_spiel-playthroughs/open_spiel/integration_tests/playthroughs/matrix_pd.txt");
        assertThat(column(sink, Kind.STEPS, "action/player0")[0]).isEqualTo(1);
        assertThat(column(sink, Kind.STEPS, "action/player1")[0]).isEqualTo(0);
    }

    @Test
    void rolloutsOfTheImitationLibrary() throws IOException {
        CollectingSink cart = read("preferences/imitation-rollouts/cartpole_0-final.npz");
        assertThat(only(cart, Kind.STEPS).rows()).isEqualTo(26_964);
        Map<Double, Double> lengths = byEpisode(cart, "reward");
        assertThat(lengths).hasSize(57);
        assertThat(List.of(lengths.get(0.0), lengths.get(1.0), lengths.get(2.0), lengths.get(3.0), lengths.get(5.0)))
                .containsExactly(458.0, 442.0, 447.0, 470.0, 481.0);
        CollectingSink pendulum = read("preferences/imitation-rollouts/pendulum_0-final.npz");
        Map<Double, Double> returns = byEpisode(pendulum, "reward");
        assertThat(returns).hasSize(56);
        assertThat(returns.get(0.0)).isCloseTo(-127.2148, within(1e-4));
        assertThat(returns.get(4.0)).isCloseTo(-245.6598, within(1e-4));
        assertThat(sum(column(pendulum, Kind.STEPS, "reward"))).isCloseTo(-10606.429351220118, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"300000,72.3913,64.06", "500000,157.9103,174.37", "800000,493.5271,771.64", "1000000,3140.0046,1070.74"
    })
    void returnsOfMetaWorldByCheckpoint(String checkpoint, double mean, double deviation) throws IOException {
        double[] returns = new double[10];
        for (int episode = 0; episode < 10; episode++) {
            String folder = "preferences/rlhfblender-metaworld/rewards/" + checkpoint;
            CollectingSink sink = read(folder + "/rewards_" + episode + ".npy");
            // the first episode has 501 rewards, the others 500
            assertThat(only(sink, Kind.METRICS).rows()).isEqualTo(episode == 0 ? 501 : 500);
            returns[episode] =
                    sum(sink.tables().series(only(sink, Kind.METRICS), "value").values());
        }
        double average = sum(returns) / 10;
        double squares =
                Arrays.stream(returns).map(r -> (r - average) * (r - average)).sum();
        assertThat(average).isCloseTo(mean, within(5e-5));
        assertThat(Math.sqrt(squares / 9)).isCloseTo(deviation, within(5e-3));
    }

    @Test
    void labelsOfPandaLm() throws IOException {
        CollectingSink people = read("preferences/pandalm/testset-v1.json");
        Table table = only(people, Kind.PAIRS);
        assertThat(table.rows()).isEqualTo(999);
        Columns labels =
                people.tables().columns(table, List.of("label/annotator1", "label/annotator2", "label/annotator3"));
        int[] majority = new int[3];
        int unanimous = 0;
        for (int i = 0; i < 999; i++) {
            double a = labels.get("label/annotator1").number(i);
            double b = labels.get("label/annotator2").number(i);
            double c = labels.get("label/annotator3").number(i);
            double most = a == b || a == c ? a : b;
            majority[most == 0.5 ? 0 : most == 1 ? 1 : 2]++;
            unanimous += a == b && b == c ? 1 : 0;
        }
        // as the authors print them: ties, first, second
        assertThat(majority).containsExactly(105, 422, 472);
        assertThat(unanimous).isEqualTo(879);

        CollectingSink judge = read("preferences/pandalm/gpt-3.5-turbo-testset-v1.json");
        // The notes count 63 answers that are not 0, 1 or 2. Of these, 38 say "Tie" in a word, which is an answer, and
        // 25 say
        // "garbage": only those are missing.
        assertThat(judge.problem("unknown-answer").count()).isEqualTo(25);
        double[] answers = column(judge, Kind.PAIRS, "label/gpt");
        assertThat(Arrays.stream(answers).filter(v -> v == 0.5).count()).isEqualTo(38);
        assertThat(Arrays.stream(answers).filter(v -> v == 1).count()).isEqualTo(460);
        assertThat(only(read("preferences/pandalm/pandalm-7b-testset-v1.json"), Kind.PAIRS)
                        .rows())
                .isEqualTo(999);
    }

    @Test
    void labelsOfUniRlhf() throws IOException {
        CollectingSink hopper = read("preferences/uni-rlhf/hopper-medium-v2.csv");
        double[] labels = column(hopper, Kind.PAIRS, "label/human");
        // in the file: 232 times −1 for a tie, 876 times 0 for the first, 892 times 1 for the second
        assertThat(Arrays.stream(labels).filter(v -> v == 0.5).count()).isEqualTo(232);
        assertThat(Arrays.stream(labels).filter(v -> v == 1).count()).isEqualTo(876);
        assertThat(Arrays.stream(labels).filter(v -> v == 0).count()).isEqualTo(892);
        CollectingSink walker = read("preferences/uni-rlhf/walker2d-medium-expert-v2.csv");
        double[] human = column(walker, Kind.PAIRS, "label/human");
        double[] scripted = column(walker, Kind.PAIRS, "label/scripted");
        int decided = 0;
        int agreed = 0;
        for (int i = 0; i < human.length; i++) {
            if (human[i] != 0.5 && scripted[i] != 0.5) {
                decided++;
                agreed += human[i] == scripted[i] ? 1 : 0;
            }
        }
        assertThat(decided).isEqualTo(1682);
        assertThat((double) agreed / decided).isCloseTo(0.860285, within(5e-7));
    }

    @ParameterizedTest
    @CsvSource({
        "preferences/uni-rlhf/antmaze-umaze-v2.csv,PAIRS,2000",
        "preferences/uni-rlhf/breakout-medium-v0.csv,PAIRS,2000",
        "preferences/uni-rlhf/cutin.csv,PAIRS,2000",
        "preferences/uni-rlhf/halfcheetah-medium-v2.csv,PAIRS,2000",
        "preferences/uni-rlhf/pen-cloned-v1.csv,PAIRS,2000",
        "preferences/rlhfblender-metaworld/episodes/300000/benchmark_0.npz,STEPS,501",
        "preferences/rlhfblender-metaworld/episodes/300000/benchmark_1.npz,STEPS,500",
        "preferences/rlhfblender-metaworld/episodes/1000000/benchmark_0.npz,STEPS,501",
        "preferences/rlhfblender-metaworld/episodes/1000000/benchmark_1.npz,STEPS,500",
        "preferences/rm-r1-rewardbench/RM-R1-Qwen2.5-Instruct-32B/RMB/BoN_set_Helpfulness/log_result/raw_logs.json,PAIRS,2",
        "logs/rm-overopt-ktolnos/experimental/helpsteer2_subset_annotated.json,PAIRS,100",
        "scores/gpm/data/test_data/custom_test_data.jsonl,PAIRS,4",
        "scores/gpm/data/test_data/test_data.jsonl,PAIRS,10",
        "scores/gtalign/tables/cd_vs_others_metrics.csv,SCORES,3",
        "scores/skywork-v2-table5/rm_seven_benchmarks.csv,SCORES,44",
        "scores/fadtk/fadtk/test/samples_FAD_scores.csv,SCORES,24",
        "scores/emergent-values/utility_analysis/capability_scores.csv,SCORES,70",
        "scores/paper-tables/pfppo_code_benchmarks.csv,SCORES,12",
        "scores/paper-tables/par_winrates_gemma2.csv,SCORES,9",
        "scores/paper-tables/prime_math.csv,SCORES,5",
        "scores/paper-tables/tpgrpo_tables.csv,SCORES,5",
        "scores/paper-tables/clip_delta_ablation.csv,SCORES,6",
        "scores/paper-tables/support_shrinkage.csv,SCORES,1"
    })
    void rowsOfTheOthers(String file, Kind kind, long rows) throws IOException {
        assertThat(only(read(file), kind).rows()).isEqualTo(rows);
    }
}
