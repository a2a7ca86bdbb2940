package rewardloom.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program says by itself of the arena study, imported as it lies on disk. */
class RewardCommandTest {
    private static final Path ROBOT =
            Path.of("../../shared/real-data/logs/derived/tfevents-corrupt/trailing-zeros-4096");

    @TempDir
    static Path folder;

    private static String study = "";

    @BeforeAll
    static void importTheStudy() {
        study = folder.resolve("arena.loom").toString();
        assertThat(CommandLineFixture.run("import", CommandLineFixture.SAMPLES.resolve("arena"), "--project", study)
                        .code())
                .isZero();
    }

    private static CommandLineFixture.Outcome run(String id, String... set) {
        List<Object> arguments = new ArrayList<>(List.of("analyze", id, "--project", study, "--json"));
        for (String one : set) {
            arguments.add("--set");
            arguments.add(one);
        }
        return CommandLineFixture.run(arguments.toArray());
    }

    private static JsonNode analyze(String id, String... set) {
        CommandLineFixture.Outcome outcome = run(id, set);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome.json();
    }

    private static List<JsonNode> list(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false).toList();
    }

    private static List<JsonNode> findings(JsonNode result, String id) {
        return list(result.get("findings")).stream()
                .filter(f -> f.get("id").asText().equals(id))
                .toList();
    }

    private static List<JsonNode> rows(JsonNode result, String table) {
        return list(result.get("tables")).stream()
                .filter(t -> t.get("name").asText().equals(table))
                .flatMap(t -> list(t.get("rows")).stream())
                .toList();
    }

    @Test
    void touchIsFarmedSinceWhenAndAtWhatCost() {
        List<JsonNode> farmed = findings(analyze("alarms"), "farmed-component");

        assertThat(farmed).hasSize(2);
        assertThat(farmed.getFirst().get("text").asText())
                .startsWith("touch is farmed in 3 of 3 runs of additive since step 1,409,024:")
                .contains("Train/goal_rate falls from 0.664 to 0.0825");
        assertThat(findings(analyze("decomposition"), "farmed-component")
                        .getFirst()
                        .get("text")
                        .asText())
                .contains("its component goal falls from 13.3 to 1.65")
                .contains("touch rises from 8.05 to 68.2 and brings 99 % of the rise");
        assertThat(findings(analyze("alarms"), "success-drowned")).isNotEmpty();
    }

    @Test
    void whichWeightsOfTouchWouldHaveRankedTheEarlyPolicyAboveTheLastOne() {
        JsonNode logged = analyze("what-if");

        String text =
                findings(logged, "early-above-late").getFirst().get("text").asText();
        assertThat(text).contains("additive with a weight of touch below 0.033 (now 1) in 1 of 3 runs");
        assertThat(text).contains("A weight of goal above 6.42 alone would have done it in all of them.");
        JsonNode turn = rows(logged, "early-above-late").stream()
                .filter(r -> r.get(0).asText().equals("additive-seed2")
                        && r.get(6).asText().equals("touch"))
                .findFirst()
                .orElseThrow();
        double threshold = turn.get(8).asDouble();
        assertThat(turn.get(9).asText()).isEqualTo("below");

        // With the weight just below the threshold the early policy is ahead, just above it behind.
        for (double side : new double[] {-1e-3, 1e-3}) {
            JsonNode other = analyze("what-if", "weights=touch=" + (threshold + side));
            JsonNode same = rows(other, "early-above-late").stream()
                    .filter(r -> r.get(0).asText().equals("additive-seed2"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Math.signum(same.get(4).asDouble() - same.get(5).asDouble()))
                    .isEqualTo(-Math.signum(side));
        }
        JsonNode goal = analyze("what-if", "weights=goal=6.5");
        rows(goal, "early-above-late").stream()
                .filter(r -> r.get(1).asText().equals("additive"))
                .forEach(r ->
                        assertThat(r.get(4).asDouble()).isGreaterThan(r.get(5).asDouble()));
    }

    @Test
    void aRecipeOverTheTrajectories() {
        JsonNode sum = analyze(
                "recipe",
                "formula=approach + alignment + ball_to_goal + effort + touch + goal",
                "source=steps",
                "runs=additive-seed0-late");
        assertThat(findings(sum, "recipe-is-logged")).hasSize(1);
        JsonNode krc =
                analyze("recipe", "formula=krc(approach, alignment)", "source=steps", "runs=additive-seed0-late");
        assertThat(rows(krc, "export").get(2).get(1).asText()).contains("def recipe(columns):");

        CommandLineFixture.Outcome bad = run("recipe", "formula=aproach + 1", "source=steps");
        assertThat(bad.code()).isNotZero();
        assertThat(bad.err()).contains("there is no column called 'aproach'").contains("approach");
    }

    @Test
    void componentsOfARobotAreOfOtherEpisodesThanTheTotal() {
        assumeTrue(Files.exists(ROBOT), "there is no real data");

        CommandLineFixture.Outcome outcome =
                CommandLineFixture.run("analyze", "decomposition", "--input", ROBOT, "--json");

        JsonNode finding = findings(outcome.json(), "residual-broken").getFirst();
        assertThat(finding.get("text").asText())
                .contains("times 18.7 come nearest")
                .contains("over other episodes");
        JsonNode row = rows(outcome.json(), "residual").getFirst();
        assertThat(row.get(9).asDouble()).isCloseTo(18.701356, within(1e-5));
    }
}
