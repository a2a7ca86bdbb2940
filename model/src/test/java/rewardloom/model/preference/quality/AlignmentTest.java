package rewardloom.model.preference.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rewardloom.model.preference.RealData;

class AlignmentTest {

    /** Human and scripted labels of a task of Uni-RLHF: 1 first, −1 second, 0 tie. */
    private static double[][] task(String name) throws IOException {
        Path file = RealData.of("preferences/uni-rlhf/" + name + ".csv");
        assumeThat(file).exists();
        List<double[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
            String[] cells = line.split(",");
            rows.add(new double[] {sign(cells[3]), sign(cells[4])});
        }
        return new double[][] {
            rows.stream().mapToDouble(r -> r[0]).toArray(),
            rows.stream().mapToDouble(r -> r[1]).toArray()
        };
    }

    private static double sign(String label) {
        return switch (label) {
            case "0" -> 1;
            case "1" -> -1;
            default -> 0;
        };
    }

    @Test
    void findsNothingOddAboutLabelsJoinedByWhatIsCompared() throws IOException {
        double[][] walker = task("walker2d-medium-expert-v2");

        assertThat(Alignment.of(walker[0], walker[1])).isEmpty();
    }

    @Test
    void findsThatLabelsWereJoinedRowByRow() throws IOException {
        double[][] walker = task("walker2d-medium-expert-v2");
        Integer[] asTexts = IntStream.range(0, walker[0].length).boxed().toArray(Integer[]::new);
        Arrays.sort(asTexts, Comparator.comparing(String::valueOf));
        double[] published =
                Arrays.stream(asTexts).mapToDouble(i -> walker[0][i]).toArray();

        assertThat(Alignment.of(published, walker[1])).singleElement().satisfies(remark -> {
            assertThat(remark.id()).isEqualTo("answers-in-another-order");
            assertThat((Double) remark.values().get("sorted")).isCloseTo(.860285, within(1e-6));
        });
    }

    @Test
    void findsAnOffset() throws IOException {
        double[][] walker = task("walker2d-medium-expert-v2");
        double[] later = new double[walker[0].length];
        System.arraycopy(walker[0], 0, later, 3, later.length - 3);

        assertThat(Alignment.of(later, walker[1])).singleElement().satisfies(remark -> {
            assertThat(remark.id()).isEqualTo("shifted-answers");
            assertThat(remark.values()).containsEntry("offset", -3);
            assertThat(remark.text()).contains("3 rows further up");
        });
    }

    /** The published hopper labels agree with return below chance: 0.4352 of 1652 (labelling guide). */
    @Test
    void findsAnswersBelowChance() throws IOException {
        double[][] hopper = task("hopper-medium-v2");

        assertThat(Alignment.of(hopper[0], hopper[1])).singleElement().satisfies(remark -> {
            assertThat(remark.id()).isEqualTo("inverted-answers");
            assertThat((Double) remark.values().get("agreement")).isCloseTo(.4352, within(5e-5));
            assertThat(remark.values()).containsEntry("pairs", 1652);
        });
        double[][] pen = task("pen-cloned-v1");
        assertThat(Alignment.of(pen[0], pen[1])).as("exactly at chance").isEmpty();
    }

    @Test
    void findsThatNearlyEverythingIsATie() {
        double[] said = new double[100];
        said[7] = 1;
        double[] unknown = new double[100];
        Arrays.fill(unknown, Double.NaN);

        assertThat(Alignment.of(said, unknown)).extracting(Alignment.Remark::id).containsExactly("mostly-ties");
    }

    @Test
    void saysNothingAboutGuesses() {
        Random random = new Random(1);
        for (int trial = 0; trial < 50; trial++) {
            double[] said = random.doubles(300).map(u -> u < 0.5 ? 1 : -1).toArray();
            double[] returns = random.doubles(300).map(u -> u - 0.5).toArray();
            assertThat(Alignment.of(said, returns))
                    .extracting(Alignment.Remark::id)
                    .doesNotContain("shifted-answers");
        }
    }
}
