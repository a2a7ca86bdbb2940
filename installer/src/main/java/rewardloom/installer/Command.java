package rewardloom.installer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs another program and stops the build when it fails. */
final class Command {
    private Command() {}

    /**
     * Runs it to its end; it prints where the build prints.
     *
     * @param environment variables to set beside those of the build
     * @throws IOException if it cannot be started or its exit code is not 0
     */
    static void run(List<String> words, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException(
                        words.getFirst() + " ended with exit code " + code + ": " + String.join(" ", words));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + words.getFirst(), e);
        }
    }

    static void run(List<String> words) throws IOException {
        run(words, Map.of());
    }

    static boolean isWindows() {
        return system().startsWith("windows");
    }

    static boolean isMac() {
        return system().startsWith("mac");
    }

    private static String system() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    }

    /** Whether a program of that name is on the PATH. */
    static boolean exists(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String folder : path.split(java.io.File.pathSeparator)) {
            if (!folder.isEmpty() && Path.of(folder, name).toFile().canExecute()) {
                return true;
            }
        }
        return false;
    }
}
