package rewardloom.model.table;

import java.util.Locale;

/** What one row of a table is. */
public enum Kind {
    /** One logged number: run, tag, step, wall_time, value, seq. */
    METRICS,
    /** One finished episode. */
    EPISODES,
    /** One step of a trajectory. */
    STEPS,
    /** One sampled text. */
    RESPONSES,
    /** One scored item. */
    SCORES,
    /** One preference pair as it was imported, answered or not. */
    PAIRS,
    /** One transition of a tabular model. */
    MDP,
    /** One cell of a win matrix. */
    PAIRWISE,
    /** One setting of a run: run, key, value as text, number where it is one. */
    CONFIG,
    /** One logged text, image or histogram: tag, step, wall_time, type, text, file, edges, counts, seq. */
    MEDIA;

    /** The name in files and on the command line, in lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind with this {@link #id()}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Kind of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
