package rewardloom.viewers.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ParallelLineTest {
    private static final double NONE = Double.NaN;

    @Test
    void leadsOverAxesWithoutAValue() {
        ParallelLine line = new ParallelLine(new double[] {0.2, 0.4, NONE, NONE, 1});
        assertThat(line.pieces()).containsExactly(new ParallelLine.Piece(0, 1), new ParallelLine.Piece(1, 4));
        assertThat(line.pieces().getFirst().isBridge()).isFalse();
        assertThat(line.pieces().getLast().isBridge()).isTrue();
        assertThat(line.lonely()).containsExactly(4);
        assertThat(line.at(0.5)).isCloseTo(0.3, within(1e-12));
        assertThat(line.at(2.5)).isCloseTo(0.7, within(1e-12));
    }

    @Test
    void aValueWithoutNeighboursIsAPoint() {
        ParallelLine line = new ParallelLine(new double[] {NONE, 0.5, NONE});
        assertThat(line.pieces()).isEmpty();
        assertThat(line.lonely()).containsExactly(1);
        assertThat(line.at(1)).isEqualTo(0.5);
        assertThat(line.at(0.5)).isNaN();
        assertThat(new ParallelLine(new double[] {NONE, NONE}).at(0)).isNaN();
    }
}
