package rewardloom.model.project;

import java.util.Locale;

/** What is done with a run whose steps go back, as when it was started again from a checkpoint. */
public enum RestartPolicy {
    /** Every point is kept, in the order of the file. */
    KEEP_ALL("Keep every point"),
    /** Of what was written twice, the last writing: a point gives way when a later one of its tag has the same or a smaller step. */
    KEEP_LAST("Keep the last writing of each step"),
    /** The run is split where its steps go back; each part is a run of its own. */
    SPLIT("Split the run at each restart");

    private final String title;

    RestartPolicy(String title) {
        this.title = title;
    }

    /** Name for people. */
    public String title() {
        return title;
    }

    /** The name on the command line, in lower case with hyphens. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
