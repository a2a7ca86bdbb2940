package rewardloom.model.overoptimization;

import java.util.Arrays;
import rewardloom.model.statistics.Moments;

/**
 * Where gold stands at the reference policy.
 *
 * @param mean its mean there
 * @param deviation its standard deviation there, above zero
 */
record GoldScale(double mean, double deviation) {

    static GoldScale of(double[] gold) {
        Moments moments = Moments.of(gold);
        double deviation = gold.length < 2 ? 1 : moments.standardDeviation();
        return new GoldScale(moments.mean(), deviation > 0 ? deviation : 1);
    }

    double[] apply(double[] gold) {
        return Arrays.stream(gold).map(g -> (g - mean) / deviation).toArray();
    }
}
