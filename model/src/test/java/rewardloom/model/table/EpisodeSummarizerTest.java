package rewardloom.model.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EpisodeSummarizerTest {
    private static final List<Column> COLUMNS = List.of(
            new Column("episode", ColumnType.INT64, Role.of(RoleType.EPISODE)),
            new Column("reward", ColumnType.FLOAT64, Role.of(RoleType.REWARD)),
            new Column("component/touch", ColumnType.FLOAT64, Role.of(RoleType.COMPONENT, "touch")));

    @Test
    void episodesMayGoOnInTheNextBatch() {
        EpisodeSummarizer summarizer = new EpisodeSummarizer(COLUMNS);
        summarizer.add(batch(new long[] {0, 0, 1}, new double[] {1, 2, 3}, new double[] {0.5, 0.5, 1}, null));
        summarizer.add(batch(new long[] {1, 2}, new double[] {4, 5}, new double[] {1, 0.25}, null));

        assertThat(summarizer.episodes())
                .containsExactly(
                        new EpisodeSummary(0, 2, 3, Map.of("touch", 1.0)),
                        new EpisodeSummary(1, 2, 7, Map.of("touch", 2.0)),
                        new EpisodeSummary(2, 1, 5, Map.of("touch", 0.25)));
    }

    @Test
    void missingCellsAddNothing() {
        BitSet missing = new BitSet();
        missing.set(1);
        EpisodeSummarizer summarizer = new EpisodeSummarizer(COLUMNS);
        summarizer.add(batch(new long[] {7, 7}, new double[] {1, 2}, new double[] {0.5, 9}, missing));

        assertThat(summarizer.episodes()).containsExactly(new EpisodeSummary(7, 2, 3, Map.of("touch", 0.5)));
    }

    private static Batch batch(
            long[] episodes, double[] rewards, double[] touch, @org.jspecify.annotations.Nullable BitSet missing) {
        return new Batch(
                episodes.length,
                List.of(new Values.Longs(episodes), new Values.Doubles(rewards), new Values.Doubles(touch, missing)));
    }
}
