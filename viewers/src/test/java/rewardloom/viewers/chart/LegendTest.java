package rewardloom.viewers.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;

class LegendTest {
    private final ChartStyle style = ChartStyle.screen(false);

    private Legend of(Figure figure) {
        return new Legend(PreparedFigure.once(figure), style);
    }

    @Test
    void namesWithoutRoomAreCounted() {
        Figure many = SampleFigures.many();
        long lines = many.layers().stream().filter(Layer.Line.class::isInstance).count();
        Legend all = of(many);
        assertThat(all.size()).isEqualTo((int) lines);
        Legend some = all.within(400, 60);
        assertThat(some.height(400)).isLessThanOrEqualTo(60);
        assertThat(some.size()).isBetween(2, all.size() - 1);
        assertThat(all.within(400, 1000)).isSameAs(all);
        assertThat(of(SampleFigures.bars()).within(400, 20).size()).isEqualTo(2);
    }
}
