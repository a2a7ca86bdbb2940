package rewardloom.importers.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import rewardloom.importers.Source;

/**
 * The run that a file of settings is of: the one in whose folder it lies, or the one above where a tool keeps its settings in a folder of
 * their own.
 *
 * @param run the run's name
 * @param prefix what the names of the settings begin with, where several files of a run would mix theirs, or the empty string
 */
record SettingsPlace(String run, String prefix) {
    /** RL Baselines Zoo: {@code CartPole-v1_1/CartPole-v1/args.yml}, with the logs in the outer folder. */
    private static final Set<String> ZOO = Set.of("args.yml", "config.yml");
    /** Isaac Lab: {@code params/agent.yaml} and {@code params/env.yaml}. */
    static final String PARAMS = "params";

    static final Pattern PARTS = Pattern.compile("(env|agent)\\.ya?ml");

    static SettingsPlace of(Source source) {
        Path folder = source.path().toAbsolutePath().normalize().getParent();
        Path above = folder == null ? null : folder.getParent();
        if (folder == null || folder.getFileName() == null || above == null || above.getFileName() == null) {
            return new SettingsPlace(source.folderRun(), "");
        }
        String name = source.fileName().toLowerCase(Locale.ROOT);
        String inner = folder.getFileName().toString();
        String outer = above.getFileName().toString();
        if (ZOO.contains(name) && outer.matches(Pattern.quote(inner) + "_\\d+")) {
            return new SettingsPlace(source.runAbove(), "");
        }
        if (inner.equals(PARAMS) && PARTS.matcher(name).matches()) {
            return new SettingsPlace(source.runAbove(), name.substring(0, name.indexOf('.')));
        }
        return new SettingsPlace(source.folderRun(), "");
    }
}
