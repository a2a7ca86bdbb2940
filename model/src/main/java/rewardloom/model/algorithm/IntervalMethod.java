package rewardloom.model.algorithm;

import java.util.Locale;

/** How an interval is made from bootstrap replicates. */
public enum IntervalMethod {
    /** Between their quantiles. */
    PERCENTILE,
    /** The quantiles, mirrored at the estimate. */
    BASIC,
    /** Between quantiles that are shifted by how many replicates lie below the estimate (Efron, 1981). */
    BIAS_CORRECTED;

    /** The word for a caption. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
