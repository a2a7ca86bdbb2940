package rewardloom.viewers.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import rewardloom.model.figure.Layer;

class StripPainterTest {

    private static Layer.Strip strip(double[] edges, int... counts) {
        return new Layer.Strip("", 0, edges, counts);
    }

    @Test
    void oneStripSaysTheFewestRunsOfAllLinesThatAreThere() {
        Layer.Strip fewest = StripPainter.fewest(List.of(
                strip(new double[] {0, 60, 100}, 3, 1),
                strip(new double[] {0, 80}, 2),
                strip(new double[] {0, 100}, 5)));
        assertThat(fewest.edges()).containsExactly(0, 60, 100);
        assertThat(fewest.counts()).containsExactly(2, 1);
    }

    @Test
    void aGapInAllLinesIsAGap() {
        Layer.Strip fewest = StripPainter.fewest(
                List.of(strip(new double[] {0, 10, 20, 30}, 4, 0, 4), strip(new double[] {0, 10}, 3)));
        assertThat(fewest.edges()).containsExactly(0, 10, 20, 30);
        assertThat(fewest.counts()).containsExactly(3, 0, 4);
    }

    @Test
    void manyStripsTakeTheRoomOfOne() {
        ChartStyle style = ChartStyle.screen(false);
        Layer.Strip one = strip(new double[] {0, 1}, 3);
        double single = new StripPainter(List.of(one), style).depth();
        assertThat(new StripPainter(Collections.nCopies(27, one), style).depth())
                .isEqualTo(single);
        assertThat(new StripPainter(Collections.nCopies(7, one), style).depth()).isGreaterThan(single);
    }
}
