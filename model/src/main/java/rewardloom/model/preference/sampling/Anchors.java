package rewardloom.model.preference.sampling;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.LabelException;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.trajectory.Episode;
import rewardloom.model.trajectory.RewardEvents;

/** Where the segments of the episodes of one table may start. */
final class Anchors {
    private final Cut cut;
    private final double @Nullable [] rewards;

    private Anchors(Cut cut, double @Nullable [] rewards) {
        this.cut = cut;
        this.rewards = rewards;
    }

    static Anchors of(Tables tables, Table table, Cut cut) {
        boolean needsRewards = switch (cut.place()) {
            case ANYWHERE, WHOLE, END -> false;
            case LARGEST_REWARD, SMALLEST_REWARD, SIGN_CHANGE -> true;
        };
        if (!needsRewards) {
            return new Anchors(cut, null);
        }
        String column = table.column(RoleType.REWARD)
                .orElseThrow(() -> new LabelException(table.name() + " has no column with the role 'reward', so there"
                        + " are no events of the reward to cut segments around; cut them anywhere"))
                .name();
        return new Anchors(cut, tables.columns(table, java.util.List.of(column)).doubles(column));
    }

    /** The starts, growing; null for everywhere, empty when the episode has no such event. */
    int @Nullable [] starts(Episode episode) {
        int last = Math.max(0, episode.length() - cut.length());
        return switch (cut.place()) {
            case ANYWHERE -> episode.length() <= cut.length() ? new int[] {0} : null;
            case WHOLE -> new int[] {0};
            case END -> new int[] {last};
            case LARGEST_REWARD -> around(RewardEvents.largest(rewards(episode)), last);
            case SMALLEST_REWARD -> around(RewardEvents.smallest(rewards(episode)), last);
            case SIGN_CHANGE -> around(RewardEvents.signChanges(rewards(episode)), last);
        };
    }

    private double[] rewards(Episode episode) {
        double[] all = rewards;
        if (all == null) {
            throw new IllegalStateException("rewards were not read");
        }
        return IntStream.of(episode.rows()).mapToDouble(row -> all[row]).toArray();
    }

    /** Segments with the event in their middle, as far as the ends of the episode allow. */
    private int[] around(int[] events, int last) {
        return Arrays.stream(events)
                .map(event -> Math.clamp(event - cut.length() / 2, 0, last))
                .sorted()
                .distinct()
                .toArray();
    }
}
