package rewardloom.viewers.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightTextsTest {

    @Test
    void readsWhatAParameterSays() {
        assertThat(WeightTexts.read("touch=0.5, goal = 2,krc=-1e-3"))
                .containsExactly(Map.entry("touch", 0.5), Map.entry("goal", 2.0), Map.entry("krc", -1e-3));
        assertThat(WeightTexts.read("")).isEmpty();
        assertThat(WeightTexts.read("a=b=0.25")).as("names may have = in them").containsEntry("a=b", 0.25);
    }

    @Test
    void leavesOutWhatIsHalfTyped() {
        assertThat(WeightTexts.read("touch=, goal=2, krc, =3, x=NaN, y=1e400")).containsExactly(Map.entry("goal", 2.0));
    }

    @Test
    void writesWhatDiffersFromTheLog() {
        Map<String, Double> weights = new LinkedHashMap<>();
        weights.put("touch", 0.30000000000000004);
        weights.put("goal", 1.0);
        weights.put("effort", 0.0);
        weights.put("krc", -0.0001);
        assertThat(WeightTexts.write(weights)).isEqualTo("touch=0.3,effort=0,krc=-0.0001");
        assertThat(WeightTexts.read(WeightTexts.write(weights))).containsEntry("krc", -0.0001);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "0.1, 0.1",
        "1e-7, 0.0000001",
        "12000, 12000",
        "0.333333333333, 0.333333333333"
    })
    void writesNumbersAsPeopleDo(double number, String text) {
        assertThat(WeightTexts.number(number)).isEqualTo(text);
    }
}
