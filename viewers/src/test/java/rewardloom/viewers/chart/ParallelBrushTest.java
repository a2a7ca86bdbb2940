package rewardloom.viewers.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;

class ParallelBrushTest {
    private static final List<Axis> AXES = List.of(
            new Axis("lr", Axis.Scale.LOG, List.of(), 1e-4, 1e-2),
            Axis.categories("algo", List.of("ppo", "grpo")),
            Axis.linear("reward").range(0, 10));

    private static Figure figure() {
        Layer runs = new Layer.Parallel(
                "",
                0,
                AXES,
                List.of("a", "b", "c"),
                new double[][] {{1e-4, 0, 2}, {1e-3, 1, 9}, {1e-2, 1, Double.NaN}},
                false);
        return SampleFigures.figure(
                "runs", "Runs", Axis.categories("", List.of("lr", "algo", "reward")), Axis.linear(""), List.of(runs));
    }

    @Test
    void choosesTheLinesThatPassThroughEveryPart() {
        ParallelBrush upper = ParallelBrush.ALL.with(2, new Span(0.5, 1));
        assertThat(upper.names(figure())).containsExactly("b");
        assertThat(ParallelBrush.ALL.with(0, new Span(0.4, 1)).names(figure())).containsExactly("b", "c");
        assertThat(upper.with(0, new Span(0, 0.1)).names(figure())).isEmpty();
        assertThat(upper.without(2)).isEqualTo(ParallelBrush.ALL);
    }

    @Test
    void drawsTheOthersPaleBehind() {
        List<Layer> layers =
                ParallelBrush.ALL.with(1, new Span(0.5, 1)).on(figure()).layers();
        assertThat(layers).hasSize(2);
        Layer.Parallel pale = (Layer.Parallel) layers.get(0);
        Layer.Parallel chosen = (Layer.Parallel) layers.get(1);
        assertThat(pale.faint()).isTrue();
        assertThat(pale.names()).containsExactly("a");
        assertThat(chosen.faint()).isFalse();
        assertThat(chosen.names()).containsExactly("b", "c");
    }

    @Test
    void leavesTheFigureAloneWhenEverythingIsChosen() {
        Figure figure = figure();
        assertThat(ParallelBrush.ALL.on(figure)).isSameAs(figure);
        assertThat(ParallelBrush.ALL.names(figure)).containsExactly("a", "b", "c");
    }

    @Test
    void placesValuesBetweenTheEndsOfTheirAxis() {
        assertThat(new ParallelPlan(AXES.get(0)).share(1e-3)).isEqualTo(0.5, within(1e-12));
        assertThat(new ParallelPlan(AXES.get(1)).share(0)).isEqualTo(0.25, within(1e-12));
        assertThat(new ParallelPlan(AXES.get(2)).share(Double.NaN)).isNaN();
        assertThat(new ParallelPlan(Axis.linear("constant").range(3, 3)).share(3))
                .isEqualTo(0.5, within(1e-12));
    }

    @Property(tries = 100)
    void findsAValueAgainFromItsPlace(@ForAll @DoubleRange(min = 0, max = 1) double share) {
        for (Axis axis : List.of(AXES.get(0), AXES.get(2))) {
            ParallelPlan plan = new ParallelPlan(axis);
            assertThat(plan.share(plan.value(share))).isEqualTo(share, within(1e-9));
        }
    }
}
