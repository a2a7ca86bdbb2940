package rewardloom.importers;

import rewardloom.model.project.RestartPolicy;

/**
 * What the user decides when files are added to a study.
 *
 * @param restarts what is done with runs whose steps go back
 * @param replace whether a file of which the study has an older reading takes its place even if it lacks some of what that one held
 */
public record CommitOptions(RestartPolicy restarts, boolean replace) {

    /** Everything is kept. */
    public static final CommitOptions DEFAULT = new CommitOptions(RestartPolicy.KEEP_ALL, false);
}
