package rewardloom.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees of the over-optimisation study, imported as it lies on disk: everything that its README says. */
class OveroptimizationCommandTest {
    @TempDir
    static Path folder;

    private static String study = "";

    @BeforeAll
    static void importTheStudy() {
        study = folder.resolve("study.loom").toString();
        assertThat(CommandLineFixture.run(
                                "import", CommandLineFixture.SAMPLES.resolve("overoptimization"), "--project", study)
                        .code())
                .isZero();
    }

    private static JsonNode analyze(String id, String... set) {
        List<Object> arguments = new ArrayList<>(List.of("analyze", id, "--project", study, "--json"));
        for (String one : set) {
            arguments.add("--set");
            arguments.add(one);
        }
        CommandLineFixture.Outcome outcome = CommandLineFixture.run(arguments.toArray());
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome.json();
    }

    private static List<JsonNode> list(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false).toList();
    }

    private static List<String> findings(JsonNode result) {
        return list(result.get("findings")).stream()
                .map(f -> f.get("id").asText())
                .toList();
    }

    private static String text(JsonNode result, String id) {
        return list(result.get("findings")).stream()
                .filter(f -> f.get("id").asText().equals(id))
                .map(f -> f.get("text").asText())
                .findFirst()
                .orElse("");
    }

    private static List<String> tables(JsonNode result) {
        return list(result.get("tables")).stream()
                .map(t -> t.get("name").asText())
                .toList();
    }

    private static int rows(JsonNode result, String table, String kind) {
        return (int) list(result.get("tables")).stream()
                .filter(t -> t.get("name").asText().equals(table))
                .flatMap(t -> list(t.get("rows")).stream())
                .filter(r -> r.get(1).asText().equals(kind))
                .count();
    }

    @Test
    void oneCommandShowsRunsPeaksMitigationsTheEnsemblesFailureAndDpo() {
        JsonNode result = analyze("overoptimization", "resamples=200");

        assertThat(rows(result, "peaks", "run")).isEqualTo(24);
        assertThat(tables(result)).contains("peaks", "fits", "components", "scaling", "mitigations", "best-of-n");
        assertThat(text(result, "overoptimization")).startsWith("Gold peaks and then falls in 18 of 24 runs");
        assertThat(text(result, "ensemble-does-not-prevent")).contains("(rl/mean, rl/uwo, rl/wco)", "9 of 9 runs");
        assertThat(text(result, "shared-blind-spot")).contains("fluency", "novelty");
        assertThat(text(result, "shared-errors"))
                .contains("At the end of training against an ensemble, all members agree and are wrong");
        assertThat(text(result, "ensemble-helps")).contains("gold 1.40").contains("1.21 to 1.34");
        assertThat(text(result, "component-collapse")).contains("novelty collapses in 18 of 18 runs");
        assertThat(text(result, "fit")).contains("R² between 0.931 and 0.989");
        assertThat(text(result, "scaling")).contains("From dpo/beta0.05 to dpo/beta0.5");
        assertThat(findings(result)).filteredOn("no-overoptimization"::equals).hasSize(4);
    }

    @Test
    void whyEnsemblesFailUnderOptimisation() {
        JsonNode result = analyze("ensembles", "resamples=100");

        assertThat(findings(result))
                .contains(
                        "ensemble-helps",
                        "ensemble-does-not-prevent",
                        "shared-blind-spot",
                        "shared-errors",
                        "worst-member-rises",
                        "agreement-under-optimisation",
                        "gold-on-another-scale");
        assertThat(text(result, "worst-member-rises")).contains("Even the lowest score among the members keeps rising");
    }

    @Test
    void warningsWithEverySignalOfTheLogs() {
        JsonNode result = analyze("early-warning", "resamples=100");
        JsonNode rules = list(result.get("tables")).getFirst();

        assertThat(list(rules.get("rows")).stream().map(r -> r.get(0).asText()))
                .contains(
                        "kl",
                        "entropy",
                        "length",
                        "proxy-rise",
                        "ensemble-variance",
                        "ensemble-gap",
                        "component-divergence",
                        "training-step",
                        "never");
        assertThat(text(result, "best-warning"))
                .contains("warns usefully in", "and falsely in", "never stopping keeps");
    }

    @Test
    void everyOtherAnalysisRunsAndWritesItsFigures() throws Exception {
        for (String id : List.of(
                "best-of-n",
                "frontier",
                "kl",
                "mitigations",
                "proxy-points",
                "reliability",
                "reward-noise",
                "tail",
                "value-augmented-sampling")) {
            Path to = folder.resolve(id);
            CommandLineFixture.Outcome outcome = CommandLineFixture.run(
                    "analyze", id, "--project", study, "--json", "--figures", to, "--format", "svg");

            assertThat(outcome.code()).as(id + outcome.err()).isZero();
            assertThat(list(outcome.json().get("findings"))).as(id).isNotEmpty();
            assertThat(list(outcome.json().get("figures")))
                    .as(id)
                    .isNotEmpty()
                    .allSatisfy(f -> assertThat(
                                    Files.size(Path.of(f.get("files").get(0).asText())))
                            .isGreaterThan(1000));
        }
    }

    @Test
    void valuesOfATableOfOptionsAreSliders() throws Exception {
        Path options =
                Files.writeString(folder.resolve("options.csv"), "option,prior,v1\nA,0.5,1\nB,0.3,0.5\nC,0.2,0\n");
        CommandLineFixture.Outcome outcome = CommandLineFixture.run(
                "analyze", "value-augmented-sampling", "--input", options, "--set", "beta1=3", "--json");

        // Han et al.: p0 = (.5, .3, .2), V = (1, .5, 0), β = 3.
        List<JsonNode> rows = list(list(outcome.json().get("tables")).get(1).get("rows"));
        assertThat(rows.stream().map(r -> Math.round(r.get(2).asDouble() * 1e6) / 1e6))
                .containsExactly(.866707, .116033, .01726);
    }

    /** As tables in papers have them: one curve for each rule, best of n without steps. */
    @Test
    void publishedResultsOfBestOfNAreCurves() throws Exception {
        StringBuilder rows = new StringBuilder("rule,n,proxy_score,gold_score\n");
        for (int n = 1; n <= 4096; n *= 2) {
            double d = Math.sqrt(Math.log(n) - (n - 1.0) / n);
            rows.append("mean,%d,%s,%s\n".formatted(n, d, d * (.9 - .3 * d)));
            rows.append("wco,%d,%s,%s\n".formatted(n, d, d * (.8 - .2 * d)));
        }
        Path file = Files.writeString(folder.resolve("published.csv"), rows);
        CommandLineFixture.Outcome outcome =
                CommandLineFixture.run("analyze", "overoptimization", "--input", file, "--json");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        List<JsonNode> fits = list(list(outcome.json().get("tables")).get(1).get("rows")).stream()
                .filter(r -> r.get(2).asText().equals("bon"))
                .toList();
        assertThat(fits).extracting(r -> r.get(0).asText()).containsExactly("published/mean", "published/wco");
        assertThat(fits.stream().map(r -> Math.round(r.get(3).asDouble() * 1e6) / 1e6))
                .containsExactly(.9, .8);
        assertThat(text(outcome.json(), "gold-peak")).contains("Choose from ").doesNotContain("step");
    }

    @Test
    void whatIsMissingIsSaidAndNothingIsPrinted() throws Exception {
        StringBuilder log = new StringBuilder("step,objective/kl,reward/proxy,loss\n");
        StringBuilder single = new StringBuilder("prompt_id,sample,rm0,gold\n");
        for (int i = 0; i < 30; i++) {
            log.append("%d,%s,%s,1\n".formatted(i, .1 * i, .2 * i));
            single.append("%d,0,%s,%s\n".formatted(i, Math.sin(i), Math.cos(i)));
        }
        Path noGold = Files.writeString(folder.resolve("progress.csv"), log);
        Path onePerPrompt = Files.writeString(folder.resolve("single.csv"), single);

        CommandLineFixture.Outcome missing =
                CommandLineFixture.run("analyze", "overoptimization", "--input", noGold, "--json");
        CommandLineFixture.Outcome alone =
                CommandLineFixture.run("analyze", "best-of-n", "--input", onePerPrompt, "--json");
        CommandLineFixture.Outcome reliable =
                CommandLineFixture.run("analyze", "reliability", "--input", onePerPrompt, "--json");

        assertThat(missing.code()).isEqualTo(3);
        assertThat(missing.out()).isEmpty();
        assertThat(missing.err()).contains("There are metrics with kl, proxy, and without a role: loss.");
        assertThat(alone.code()).isEqualTo(3);
        assertThat(alone.err()).contains("best of n needs several samples of each prompt");
        assertThat(reliable.code()).as(reliable.err()).isZero();
        assertThat(findings(reliable.json())).contains("no-groups");
    }

    @Test
    void helpAndSourcesStandBehindEveryAnalysis() {
        JsonNode analyses = CommandLineFixture.run("analyses", "--json").json();
        List<JsonNode> family = StreamSupport.stream(analyses.get("analyses").spliterator(), false)
                .filter(a -> a.get("family").asText().equalsIgnoreCase("over-optimisation")
                        || a.get("family").asText().equalsIgnoreCase("overoptimization"))
                .toList();

        assertThat(family)
                .hasSizeGreaterThanOrEqualTo(12)
                .allSatisfy(a -> assertThat(a.get("sources")).isNotEmpty());
    }
}
