package rewardloom.app.command;

import java.util.Locale;
import java.util.Map;

/** Whether a window can be shown. */
public final class Display {
    private final Map<String, String> environment;
    private final String system;
    private final String platform;

    /**
     * @param environment the environment's variables
     * @param system the operating system's name
     * @param platform JavaFX's platform where one was asked for, else the empty string
     */
    public Display(Map<String, String> environment, String system, String platform) {
        this.environment = environment;
        this.system = system.toLowerCase(Locale.ROOT);
        this.platform = platform;
    }

    /** Windows and macOS always have one; elsewhere X11 says where it is, and JavaFX's headless platform needs none. */
    public boolean isThere() {
        return system.contains("win")
                || system.contains("mac")
                || platform.equalsIgnoreCase("Headless")
                || !environment.getOrDefault("DISPLAY", "").isEmpty();
    }
}
