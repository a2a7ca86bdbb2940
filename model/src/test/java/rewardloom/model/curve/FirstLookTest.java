package rewardloom.model.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.Session;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.CancelledException;
import rewardloom.model.progress.Progress;
import rewardloom.model.run.RunGroups;
import rewardloom.model.table.MemoryTables;

class FirstLookTest {
    private static final int N = 1_000_001;

    private static MemoryTables spiky() {
        long[] steps = new long[N];
        double[] values = new double[N];
        Arrays.setAll(steps, i -> i);
        values[654_321] = -7;
        return new MemoryTables().addSeries("r", "reward", steps, values);
    }

    @Test
    void aVeryLongSeriesIsSeenAtOnceWithItsSpike() {
        MemoryTables tables = spiky();
        CurveParameters parameters = new Curves().defaults();
        Figure look = new FirstLook(
                        parameters, tables, RunGroups.byName(), new GroupColors(tables, RunGroups.byName(), parameters))
                .at("reward", Metric.logged("reward"), tables.list())
                .orElseThrow();
        Layer.Line line = (Layer.Line) look.layers().getFirst();
        assertThat(line.x()).hasSizeLessThanOrEqualTo(8_000).isSorted();
        assertThat(line.y()).contains(-7);
        assertThat(look.source().points()).isEqualTo(N);
        assertThat(look.caption()).contains("First look at 1,000,001 points");
    }

    /** Watches, and has seen enough after the first figure. */
    private static final class Glance implements Session, Progress {
        private final List<Figure> seen = new ArrayList<>();
        private int worked;

        @Override
        public String looked() {
            return "";
        }

        @Override
        public void show(Figure figure) {
            seen.add(figure);
        }

        @Override
        public boolean remembers(Object key) {
            return false;
        }

        @Override
        public <T> T remember(Object key, Class<T> type, Supplier<T> work) {
            worked++;
            return work.get();
        }

        @Override
        public void update(String step, double fraction) {}

        @Override
        public boolean isCancelled() {
            return !seen.isEmpty();
        }
    }

    @Test
    void whoHasSeenEnoughDoesNotWaitForAllPointsToBeRead() {
        Glance glance = new Glance();
        Curves curves = new Curves();
        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(() -> curves.run(curves.defaults(), spiky(), glance, glance));
        assertThat(glance.seen).hasSize(1);
        assertThat(glance.worked).isZero();
    }
}
