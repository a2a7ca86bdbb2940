package rewardloom.app.setting;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where the platform wants a program's files.
 *
 * @param config settings
 * @param state logs
 * @param cache what can be made again
 */
public record Places(Path config, Path state, Path cache) {

    /** Those of this machine and user. */
    public static Places ofThisUser() {
        return of(System.getProperty("os.name", ""), System.getenv(), Path.of(System.getProperty("user.home", ".")));
    }

    /**
     * Those of a platform.
     *
     * @param os name of the operating system as Java tells it
     * @param environment environment variables
     * @param home the user's home folder
     */
    public static Places of(String os, Map<String, String> environment, Path home) {
        String system = os.toLowerCase(Locale.ROOT);
        if (system.contains("mac")) {
            Path library = home.resolve("Library");
            return new Places(
                    library.resolve("Application Support/Rewardloom"),
                    library.resolve("Logs/Rewardloom"),
                    library.resolve("Caches/Rewardloom"));
        } else if (system.contains("windows")) {
            Path roaming = folder(environment, "APPDATA", home.resolve("AppData/Roaming"));
            Path local = folder(environment, "LOCALAPPDATA", home.resolve("AppData/Local"));
            return new Places(
                    roaming.resolve("Rewardloom"), local.resolve("Rewardloom/logs"), local.resolve("Rewardloom/cache"));
        }
        return new Places(
                folder(environment, "XDG_CONFIG_HOME", home.resolve(".config")).resolve("rewardloom"),
                folder(environment, "XDG_STATE_HOME", home.resolve(".local/state"))
                        .resolve("rewardloom"),
                folder(environment, "XDG_CACHE_HOME", home.resolve(".cache")).resolve("rewardloom"));
    }

    /** The XDG rules: a variable that is empty or names no absolute path does not count. */
    private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
        String value = environment.getOrDefault(variable, "");
        return value.isEmpty() || !Path.of(value).isAbsolute() ? otherwise : Path.of(value);
    }
}
