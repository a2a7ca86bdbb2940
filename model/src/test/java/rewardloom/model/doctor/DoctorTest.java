package rewardloom.model.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static rewardloom.model.doctor.Patient.numbers;
import static rewardloom.model.doctor.Patient.texts;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.Values;

class DoctorTest {
    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    void aHealthyLogHasNoSymptom() {
        Patient patient = Patient.metrics("a-seed0")
                .tag("reward", 400, i -> i * .01 + 2)
                .tag("rewards/format/mean", 400, i -> 2)
                .tag("rewards/answer/mean", 400, i -> i * .01)
                .tag("kl", 400, i -> i * .001)
                .tag("completions/clipped_ratio", 400, i -> .05)
                .tag("frac_reward_zero_std", 400, i -> .1);
        assertThat(patient.symptoms()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"500,true", "1500,true", "501,false", "1000,false"})
    void anUnevenSampleOfAKnownSizeIsNoLog(int points, boolean sampled) {
        long[] steps = new long[points];
        for (int i = 1; i < points; i++) {
            steps[i] = steps[i - 1] + 1 + random.nextInt(20);
        }
        Patient patient = Patient.metrics("a").tag("loss", steps, new double[points]);
        assertThat(patient.kinds().contains("sampled-export")).isEqualTo(sampled);
    }

    @Test
    void fiveHundredEvenStepsAreALog() {
        assertThat(Patient.metrics("a").tag("loss", 500, i -> 1).kinds()).isEmpty();
    }

    @Test
    void aBurstIsNamedWithItsPlaceAndLength() {
        Problem burst = Patient.metrics("a")
                .tag("loss", 100, i -> i >= 40 && i < 47 ? Double.NaN : i == 90 ? Double.POSITIVE_INFINITY : 1)
                .symptom("nonfinite-burst");
        assertThat(burst.count()).isEqualTo(8);
        assertThat(burst.where()).contains("loss").contains("step 40");
        assertThat(burst.message()).contains("7 in a row").contains("steps 40 to 46");
        assertThat(burst.severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void singleNonfiniteValuesAreOnlyANote() {
        Problem single = Patient.metrics("a")
                .tag("loss", 100, i -> i % 50 == 7 ? Double.NaN : 1)
                .symptom("nonfinite");
        assertThat(single.count()).isEqualTo(2);
        assertThat(single.severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void aRestartIsFoundWithItsPlace() {
        long[] steps = new long[150];
        Arrays.setAll(steps, i -> i < 100 ? i : i - 40);
        Patient patient = Patient.metrics("a").tag("loss", steps, new double[150]);
        Problem restart = patient.symptom("steps-go-back");
        assertThat(restart.where()).contains("from step 99 to 60");
        assertThat(restart.count()).isEqualTo(1);
        assertThat(patient.examined().restarts().byTag().get("loss")).containsExactly(new Restarts.Place(100, 60));
    }

    @Test
    void stepsInNoOrderAreNoRestart() {
        long[] steps = new long[500];
        Arrays.setAll(steps, i -> random.nextInt(1000));
        Patient patient = Patient.metrics("a").tag("loss", steps, new double[500]);
        assertThat(patient.kinds()).contains("steps-unordered").doesNotContain("steps-go-back");
        assertThat(patient.examined().restarts().tooMany()).isTrue();
    }

    @Test
    void repeatedStepsAreNoRestart() {
        long[] steps = new long[300];
        Arrays.setAll(steps, i -> i / 3);
        assertThat(Patient.metrics("a")
                        .tag("charts/episodic_return", steps, new double[300])
                        .kinds())
                .isEmpty();
    }

    @Test
    void aNegativeKlIsFoundAndItsNoiseIsANote() {
        Problem negative = Patient.metrics("a")
                .tag("objective/kl", 50, i -> i < 20 ? 0.1 * i : -1)
                .symptom("negative-kl");
        assertThat(negative.count()).isEqualTo(30);
        assertThat(negative.severity()).isEqualTo(Severity.WARNING);
        assertThat(negative.where()).contains("steps 20 to 49");
        Problem noise = Patient.metrics("a")
                .tag("objective/kl", 50, i -> i == 1 ? -1e-4 : i * .1)
                .symptom("negative-kl");
        assertThat(noise.severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void aKlThatDoesNotStartAtZeroIsFound() {
        assertThat(Patient.metrics("a")
                        .tag("objective/kl", 50, i -> 3 + i * .1)
                        .symptom("kl-start")
                        .message())
                .contains("begins at 3 and not at 0");
        assertThat(Patient.metrics("a").tag("train/approx_kl", 50, i -> 3).kinds())
                .isEmpty();
    }

    @Test
    void klOfDifferentUnitsIsFoundAcrossRuns() {
        Checkup sequence =
                Patient.metrics("a").tag("objective/kl", 5, i -> i * .1).examined();
        Checkup token = Patient.metrics("b")
                .tag("actor/reward_kl_penalty", 5, i -> i * .01)
                .examined();
        List<Problem> found = new Doctor().compare(List.of(sequence, token));
        assertThat(found).extracting(Problem::kind).containsExactly("kl-units");
        assertThat(found.getFirst().where()).contains("nats-per-sequence").contains("nats-per-token");
        assertThat(new Doctor().compare(List.of(sequence, sequenceOf("c")))).isEmpty();
    }

    private static Checkup sequenceOf(String run) {
        return Patient.metrics(run).tag("objective/kl", 5, i -> i * .2).examined();
    }

    @Test
    void perSecondComponentsAreFoundWithTheirFactor() {
        // legged_gym logs Episode/rew_* divided by the seconds of an episode, here 20.
        Problem factor = Patient.metrics("a")
                .tag("Episode/rew_tracking", 60, i -> i * .01)
                .tag("Episode/rew_torques", 60, i -> -.002 * Math.sqrt(i))
                .tag("Train/mean_reward", 60, i -> 20 * (i * .01 - .002 * Math.sqrt(i)))
                .symptom("components-factor");
        assertThat(factor.message()).contains("times 20 add up to Train/mean_reward");
        assertThat(factor.severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void weightsThatAreNotLoggedAreFound() {
        Problem weights = Patient.metrics("a")
                .tag("rewards/format/mean", 60, i -> Math.sin(i))
                .tag("rewards/answer/mean", 60, i -> Math.cos(i * .7))
                .tag("reward", 60, i -> .2 * Math.sin(i) + 1.5 * Math.cos(i * .7))
                .symptom("components-weights");
        assertThat(weights.message()).contains("0.2000 × rewards/format/mean").contains("1.500 × rewards/answer/mean");
    }

    @Test
    void aStandardisedTotalIsFound() {
        Problem affine = Patient.rows(
                        Kind.RESPONSES,
                        columns(
                                "component/a", numbers(80, i -> Math.sin(i)),
                                "component/b", numbers(80, i -> i * .1),
                                "gold", numbers(80, i -> 3 * (Math.sin(i) + i * .1) - 7)))
                .symptom("components-affine");
        assertThat(affine.message()).contains("times 3 and -7 added");
    }

    @Test
    void aResidualIsFoundWithItsSizeAndPlace() {
        Problem residual = Patient.metrics("a")
                .tag("rewards/format/mean", 80, i -> random.nextDouble())
                .tag("rewards/answer/mean", 80, i -> random.nextDouble())
                .tag("reward", 80, i -> random.nextDouble(-9, 9))
                .symptom("components-residual");
        assertThat(residual.count()).isEqualTo(80);
        assertThat(residual.where()).contains("step 0");
        assertThat(residual.severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void singlePrecisionIsNoResidual() {
        Map<String, Values> columns = columns(
                "component/a", numbers(1000, i -> (float) Math.sin(i)),
                "component/b", numbers(1000, i -> (float) (i * .1)),
                "reward", numbers(1000, i -> (float) (Math.sin(i) + i * .1)));
        assertThat(Patient.rows(Kind.STEPS, columns).symptoms()).isEmpty();
    }

    @Test
    void aFunctionThatReturnedNothingIsFound() {
        Problem missing = Patient.rows(
                        Kind.RESPONSES,
                        columns(
                                "component/a", numbers(60, i -> i % 3 == 2 ? Double.NaN : 1),
                                "component/b", numbers(60, i -> i * .5),
                                "reward", numbers(60, i -> (i % 3 == 2 ? 0 : 1) + i * .5)))
                .symptom("component-missing");
        assertThat(missing.count()).isEqualTo(20);
        assertThat(missing.where()).contains("row 3");
    }

    @Test
    void aFunctionThatSometimesReturnedNothingShowsInTheMeans() {
        Problem residual = Patient.metrics("a")
                .tag("rewards/format/mean", 100, i -> 1 + i % 7)
                .tag("rewards/answer/mean", 100, i -> i * .1)
                .tag("reward", 100, i -> 1 + i % 7 + i * .1 * (i % 2 == 0 ? 1 : .5 + .01 * (i % 13)))
                .symptom("components-residual");
        assertThat(residual.message()).contains("may have returned nothing");
    }

    @Test
    void groupsWithoutVarianceAreFound() {
        Patient dead = Patient.rows(
                Kind.RESPONSES,
                columns(
                        "prompt_id", texts(80, i -> "p" + i / 4),
                        "response", texts(80, i -> "r" + i),
                        "reward", numbers(80, i -> i / 4 % 2 == 0 ? 1 : i % 4)));
        Problem found = dead.symptom("dead-groups");
        assertThat(found.count()).isEqualTo(10);
        assertThat(found.message()).contains("10 of 20 groups");
        assertThat(found.where()).contains("p0");
    }

    @Test
    void theLoggedShareOfDeadGroupsAndOfCutCompletionsIsRead() {
        assertThat(Patient.metrics("a")
                        .tag("frac_reward_zero_std", 100, i -> i * .009)
                        .symptom("dead-groups")
                        .message())
                .contains("78 %");
        assertThat(Patient.metrics("a")
                        .tag("completions/clipped_ratio", 100, i -> i * .009)
                        .symptom("clipped-completions")
                        .message())
                .contains("78 %")
                .contains("11 %");
        assertThat(Patient.metrics("a")
                        .tag("completions/clipped_ratio", 100, i -> .9 - i * .009)
                        .symptoms())
                .isEmpty();
    }

    @Test
    void copiesAreFoundButEqualConstantsAreNone() {
        Checkup a = Patient.metrics("x-seed0").tag("loss", 50, Math::sin).examined();
        Checkup b = Patient.metrics("x-seed1").tag("loss", 50, Math::sin).examined();
        Checkup c = Patient.metrics("x-seed2").tag("loss", 50, Math::cos).examined();
        List<Problem> found = new Doctor().compare(List.of(a, b, c));
        assertThat(found).extracting(Problem::kind).containsExactly("duplicate-runs");
        assertThat(found.getFirst().where())
                .contains("x-seed0")
                .contains("x-seed1")
                .doesNotContain("x-seed2");
        Checkup flat = Patient.metrics("d").tag("lr", 50, i -> 1).examined();
        Checkup flatToo = Patient.metrics("e").tag("lr", 50, i -> 1).examined();
        assertThat(new Doctor().compare(List.of(flat, flatToo))).isEmpty();
    }

    @Test
    void seedsOnDifferentStepsAreFoundAndAShorterOneIsFine() {
        Checkup whole = Patient.metrics("x-seed0").tag("loss", 500, Math::sin).examined();
        Checkup shorter = Patient.metrics("x-seed1").tag("loss", 300, Math::cos).examined();
        assertThat(new Doctor().compare(List.of(whole, shorter))).isEmpty();
        long[] steps = new long[500];
        Arrays.setAll(steps, i -> i * 3 + 1);
        Checkup other =
                Patient.metrics("x-seed2").tag("loss", steps, new double[500]).examined();
        List<Problem> found = new Doctor().compare(List.of(whole, shorter, other));
        assertThat(found).extracting(Problem::kind).containsExactly("seeds-differ-in-steps");
        assertThat(found.getFirst().message()).contains("x-seed2 has 500 points from step 1 to 1498");
    }

    @Test
    void invertedLabelsAreFound() {
        Problem found = pairs(1, i -> false).symptom("labels-inverted");
        assertThat(found.message()).contains("0 %");
        assertThat(pairs(1, i -> true).symptoms()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-3, -1, 1, 2})
    void labelsThatAreOutOfStepAreFoundWithTheirDistance(int shift) {
        double[] scores = new double[400];
        Arrays.setAll(scores, i -> random.nextDouble(-1, 1));
        Problem found = Patient.rows(
                        Kind.PAIRS,
                        columns(
                                "response_a", texts(400, i -> "a" + i),
                                "response_b", texts(400, i -> "b" + i),
                                "reward_a", numbers(400, i -> scores[i]),
                                "reward_b", numbers(400, i -> 0),
                                "label", numbers(400, i -> scores[Math.floorMod(i + shift, 400)] > 0 ? 1 : 0)))
                .symptom("labels-shifted");
        assertThat(found.message()).contains(Math.abs(shift) + " rows " + (shift > 0 ? "further down" : "further up"));
    }

    @Test
    void labelsThatAreMostlyTiesAreFound() {
        Problem found = pairs(.5, i -> i % 3 == 0).symptom("mostly-ties");
        assertThat(found.message()).contains("67 %").contains("400 answers");
    }

    /** Pairs whose first side is better, labelled so where {@code right} says so, else with the other label. */
    private static Patient pairs(double otherwise, IntPredicate right) {
        return Patient.rows(
                Kind.PAIRS,
                columns(
                        "response_a", texts(400, i -> "a" + i),
                        "response_b", texts(400, i -> "b" + i),
                        "reward_a", numbers(400, i -> i % 5 == 0 ? -1 : 1),
                        "reward_b", numbers(400, i -> 0),
                        "label",
                                numbers(400, i -> {
                                    double answer = i % 5 == 0 ? 0 : 1;
                                    return right.test(i) ? answer : otherwise == 1 ? 1 - answer : otherwise;
                                })));
    }

    private static Map<String, Values> columns(Object... namesAndValues) {
        Map<String, Values> columns = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            columns.put((String) namesAndValues[i], (Values) namesAndValues[i + 1]);
        }
        return columns;
    }
}
