package rewardloom.viewers.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import rewardloom.model.expression.Expression;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.viewers.chart.ParallelBrush;
import rewardloom.viewers.chart.ParallelPlan;
import rewardloom.viewers.chart.Span;

class BrushFilterTest {
    private static final List<Axis> AXES = List.of(
            new Axis("optim.lr", Axis.Scale.LOG, List.of(), 1e-5, 1e-1),
            Axis.categories("batch size", List.of("32", "64", "128", "256")),
            Axis.categories("algo", List.of("grpo", "it's ppo")),
            Axis.linear("reward").range(-2, 3));

    private static Figure figure() {
        Layer layer = new Layer.Parallel("", 0, AXES, List.of("a"), new double[][] {{1e-3, 0, 1, 2}}, false);
        return new Figure(
                "runs", "", Axis.categories("", List.of()), Axis.linear(""), List.of(layer), "", FigureSource.NONE);
    }

    private static String of(int axis, double low, double high) {
        return BrushFilter.of(new ParallelBrush(Map.of(axis, new Span(low, high))), figure());
    }

    @Test
    void partsOfAxesBecomeConditions() {
        assertThat(of(0, 0.25, 0.5)).isEqualTo("optim.lr between 1.000e-04 and 0.001");
        assertThat(of(1, 0.25, 0.75)).isEqualTo("\"batch size\" in (64, 128)");
        assertThat(of(2, 0.5, 1)).isEqualTo("algo = 'it''s ppo'");
        assertThat(of(3, 0, 0.4)).isEqualTo("reward between -2 and 0");
        assertThat(BrushFilter.of(ParallelBrush.ALL, figure())).isEmpty();
    }

    @Test
    void joinsConditions() {
        assertThat(BrushFilter.and("", "a > 1")).isEqualTo("a > 1");
        assertThat(BrushFilter.and("a > 1 or b > 2", "c = 3")).isEqualTo("(a > 1 or b > 2) and c = 3");
    }

    @Property(tries = 200)
    void theConditionHoldsForWhatThePartHolds(
            @ForAll @DoubleRange(min = 0, max = 0.9) double low,
            @ForAll @DoubleRange(min = 0.01, max = 0.1) double length,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double where) {
        for (int axis : List.of(0, 3)) {
            double value = new ParallelPlan(AXES.get(axis)).value(low + where * length);
            Expression condition = Expression.parse(of(axis, low, low + length), List.of("optim.lr", "reward"));
            assertThat(condition.holds(name -> value)).isTrue();
        }
    }
}
