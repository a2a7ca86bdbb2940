package rewardloom.model.reward;

import java.util.List;

/**
 * How the reward runs within an episode.
 *
 * @param count number of episodes
 * @param byTimestep mean reward at each step over the episodes that reach it
 * @param byShare mean reward in each hundredth of an episode, whatever its length
 * @param one the steps of one episode
 * @param oneName which one that is
 */
record EpisodeCurves(long count, RewardTrace byTimestep, RewardTrace byShare, RewardTrace one, String oneName) {
    static final int SHARES = 100;

    /** @param wanted the episode to show; a negative number for the one with the largest return */
    static EpisodeCurves of(RewardRows rows, double wanted) {
        int index = index(rows, wanted);
        boolean found = wanted >= 0 && rows.episodes()[index] == wanted;
        return new EpisodeCurves(
                rows.episodes().length,
                rows.byTimestep(),
                rows.byShare(SHARES),
                rows.episode(index),
                "episode " + (long) rows.episodes()[index] + (found ? "" : ", the one with the largest return"));
    }

    private static int index(RewardRows rows, double wanted) {
        double[] returns = rows.byEpisode().total();
        int best = 0;
        for (int e = 0; e < returns.length; e++) {
            if (wanted >= 0 && rows.episodes()[e] == wanted) {
                return e;
            }
            best = returns[e] > returns[best] || Double.isNaN(returns[best]) ? e : best;
        }
        return best;
    }

    EpisodeCurves and(EpisodeCurves next) {
        return new EpisodeCurves(
                count + next.count,
                RewardTrace.concat(List.of(byTimestep, next.byTimestep)).averaged(Integer.MAX_VALUE),
                RewardTrace.concat(List.of(byShare, next.byShare)).averaged(Integer.MAX_VALUE),
                one,
                oneName);
    }
}
