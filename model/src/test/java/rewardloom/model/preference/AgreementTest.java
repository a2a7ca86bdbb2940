package rewardloom.model.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static rewardloom.model.preference.Ratings.MISSING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Against figures printed by R's irr, SAS, Krippendorff (2011), crowd-kit and the README of PandaLM. */
class AgreementTest {
    private static final Offset<Double> EXACT = within(1e-9);

    /** Fleiss (1971), table 1, as R's irr::diagnoses holds it: a row is a patient, a digit the diagnosis of one of six raters. */
    private static final String[] DIAGNOSES = {
        "444444", "222555", "233335", "555555", "222444", "113333", "333355", "113334", "114444", "555555",
        "144444", "124444", "222333", "144444", "224445", "333335", "111455", "111112", "224444", "133555",
        "555555", "244444", "224555", "114444", "144445", "222224", "111155", "224444", "133333", "555555"
    };

    private static Ratings diagnoses() {
        int[][] codes = new int[6][DIAGNOSES.length];
        for (int item = 0; item < DIAGNOSES.length; item++) {
            for (int rater = 0; rater < 6; rater++) {
                codes[rater][item] = DIAGNOSES[item].charAt(rater) - '1';
            }
        }
        return ratings(5, codes);
    }

    private static Ratings ratings(int categories, int[][] codes) {
        List<String> names =
                IntStream.rangeClosed(1, categories).mapToObj(Integer::toString).toList();
        List<String> raters = IntStream.rangeClosed(1, codes.length)
                .mapToObj(Integer::toString)
                .toList();
        return new Ratings(names, raters, codes);
    }

    private static int[][] codes(String... rows) {
        return Arrays.stream(rows)
                .map(row -> row.chars().map(c -> c == '*' ? MISSING : c - '1').toArray())
                .toArray(int[][]::new);
    }

    @Test
    void fleissOfTheDiagnoses() {
        Agreement.Kappa kappa = Agreement.fleiss(diagnoses());

        assertThat(kappa.value()).isCloseTo(0.430244520060, EXACT);
        assertThat(kappa.z()).isCloseTo(17.651830583, within(1e-8));
        assertThat(kappa.items()).isEqualTo(30);
        assertThat(Agreement.fleissByCategory(diagnoses()))
                .containsExactly(new double[] {0.245, 0.245, 0.520, 0.471, 0.566}, within(5e-4));
    }

    @Test
    void cohenOfTheDiagnoses() {
        int[][] codes = diagnoses().codes();

        Agreement.Kappa kappa = Agreement.cohen(codes[1], codes[2]);

        assertThat(kappa.value()).isCloseTo(0.631147540984, EXACT);
        assertThat(kappa.z()).isCloseTo(7.55976508864, within(1e-8));
        assertThat(Agreement.percent(codes[0], codes[1])).isCloseTo(0.7333333, within(1e-6));
    }

    @Test
    void cohenOfTheExampleOfSas() {
        int[][] table = {{0, 4, 1}, {0, 8, 0}, {0, 1, 5}};
        int[] first = new int[19];
        int[] second = new int[19];
        int n = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < table[i][j]; k++) {
                    first[n] = i;
                    second[n++] = j;
                }
            }
        }

        Agreement.Kappa kappa = Agreement.cohen(first, second);

        assertThat(kappa.value()).isCloseTo(0.4842, within(5e-5));
        assertThat(kappa.z()).isCloseTo(3.2626, within(5e-5));
        assertThat(kappa.p()).isCloseTo(0.0011, within(5e-5));
    }

    @Test
    void krippendorffOfTheDiagnoses() {
        // Without missing ratings, 1 - alpha = (1 - kappa of Fleiss) (N - 1) / N with N ratings. R's irr prints
        // 0.430877581705: it does not divide the coincidences by raters - 1, so it takes N for 900 instead of 180.
        double kappa = 0.430244520060;
        assertThat(Agreement.krippendorff(diagnoses(), Agreement.Metric.NOMINAL))
                .isCloseTo(1 - (1 - kappa) * 179 / 180, EXACT);
        assertThat(1 - (1 - kappa) * 899 / 900).isCloseTo(0.430877581705, EXACT);
    }

    @Test
    void krippendorffWithMissingRatings() {
        Ratings three = ratings(
                4,
                codes(
                        "*****3412113 3*3".replace(" ", ""),
                        "1*2133 43*******".replace(" ", ""),
                        "**2134 4*211 33*4".replace(" ", "")));
        double[] values = {1, 2, 3, 4};

        assertThat(Agreement.krippendorff(three, Agreement.Metric.NOMINAL)).isCloseTo(0.691358024691, EXACT);
        assertThat(Agreement.krippendorff(three, Agreement.Metric.INTERVAL, values))
                .isCloseTo(0.810844892812, EXACT);
        assertThat(Agreement.krippendorff(three, Agreement.Metric.ORDINAL)).isCloseTo(0.806721419942, EXACT);
        assertThat(Agreement.krippendorff(three, Agreement.Metric.RATIO, values))
                .isCloseTo(0.808943670784, EXACT);
    }

    @Test
    void krippendorffOfHisOwnExample() {
        Ratings four = ratings(5, codes("123321412***", "1233224125*3", "*3332342251*", "12332441251*"));
        double[] values = {1, 2, 3, 4, 5};

        assertThat(Agreement.krippendorff(four, Agreement.Metric.NOMINAL)).isCloseTo(0.743421, within(5e-7));
        assertThat(Agreement.krippendorff(four, Agreement.Metric.ORDINAL)).isCloseTo(0.815388, within(5e-7));
        assertThat(Agreement.krippendorff(four, Agreement.Metric.INTERVAL, values))
                .isCloseTo(0.849107, within(5e-7));
        assertThat(Agreement.krippendorff(four, Agreement.Metric.RATIO, values)).isCloseTo(0.797403, within(5e-7));
    }

    @Test
    void krippendorffOfCrowdKit() {
        assertThat(Agreement.krippendorff(ratings(2, codes("121", "122")), Agreement.Metric.NOMINAL))
                .isCloseTo(0.4444444444, EXACT);
    }

    @Test
    void isNotDefinedWhenEverybodyAlwaysSaysTheSame() {
        int[] same = {0, 0, 0};

        assertThat(Agreement.cohen(same, same).value()).isNaN();
        assertThat(Agreement.fleiss(ratings(1, new int[][] {same, same})).value())
                .isNaN();
        assertThat(Agreement.krippendorff(ratings(1, new int[][] {same, same}), Agreement.Metric.NOMINAL))
                .isNaN();
    }

    @Test
    void leavesOutWhatOneDidNotRate() {
        Agreement.Kappa kappa = Agreement.cohen(new int[] {0, 1, MISSING, 0}, new int[] {0, 1, 1, MISSING});

        assertThat(kappa.value()).isEqualTo(1);
        assertThat(kappa.items()).isEqualTo(2);
    }

    @Test
    void pandaLm() throws Exception {
        Path file = RealData.of("preferences/pandalm/testset-v1.json");
        assumeTrue(Files.exists(file), "the PandaLM labels are not at hand");
        JsonNode rows = new JsonMapper().readTree(file.toFile());
        int[][] codes = new int[3][rows.size()];
        int[] majority = new int[3];
        int unanimous = 0;
        for (int item = 0; item < rows.size(); item++) {
            int[] votes = new int[3];
            for (int rater = 0; rater < 3; rater++) {
                codes[rater][item] =
                        rows.get(item).get("annotator" + (rater + 1)).asInt();
                votes[codes[rater][item]]++;
            }
            majority[votes[1] > 1 ? 1 : votes[2] > 1 ? 2 : 0]++;
            unanimous += Arrays.stream(votes).max().orElseThrow() == 3 ? 1 : 0;
        }
        Ratings ratings = ratings(3, codes);

        assertThat(majority).containsExactly(105, 422, 472);
        assertThat(unanimous).isEqualTo(879);
        assertThat(Agreement.cohen(codes[0], codes[1]).value()).isCloseTo(0.8520226785, EXACT);
        assertThat(Agreement.cohen(codes[0], codes[2]).value()).isCloseTo(0.8789438113, EXACT);
        assertThat(Agreement.cohen(codes[1], codes[2]).value()).isCloseTo(0.8616614541, EXACT);
        assertThat(Agreement.fleiss(ratings).value()).isCloseTo(0.8641753650, EXACT);
        assertThat(Agreement.krippendorff(ratings, Agreement.Metric.NOMINAL)).isCloseTo(0.8642206852, EXACT);
    }

    @Test
    void fairCoinOfPandaLm() {
        assertThat(Agreement.fairCoin(422, 422 + 472)).isCloseTo(0.1012002, within(1e-7));
        assertThat(Agreement.fairCoin(0, 0)).isEqualTo(1);
    }
}
