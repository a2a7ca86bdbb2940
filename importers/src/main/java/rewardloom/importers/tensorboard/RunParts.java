package rewardloom.importers.tensorboard;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rewardloom.importers.Source;

/** What the name of a run's folder says of its settings. */
final class RunParts {
    /** CleanRL: {@code <env_id>__<exp_name>__<seed>__<seconds since 1970>}. */
    private static final Pattern CLEANRL = Pattern.compile("(?:.*/)?([^/]+?)__([^/]+?)__(\\d{1,18})__\\d{9,}");
    /** {@code add_hparams} of torch and tensorboardX writes to a folder that is named after the time, below the run's. */
    private static final Pattern TIME = Pattern.compile("(?:.*/)?\\d{9,11}\\.\\d+");

    private RunParts() {}

    /** The run that the settings in an event file are of. */
    static String settingsRun(Source source) {
        String run = source.folderRun();
        return TIME.matcher(run).matches() ? source.runAbove() : run;
    }

    /** Environment, experiment and seed in the name of a run of CleanRL, or nothing. */
    static Map<String, String> of(String run) {
        Matcher name = CLEANRL.matcher(run);
        Map<String, String> parts = new LinkedHashMap<>();
        if (name.matches()) {
            parts.put("env_id", name.group(1));
            parts.put("exp_name", name.group(2));
            parts.put("seed", name.group(3));
        }
        return parts;
    }
}
