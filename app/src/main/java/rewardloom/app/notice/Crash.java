package rewardloom.app.notice;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * An error as it is reported.
 *
 * @param code short and the same whenever the same code fails in the same place
 * @param details the whole story, with versions and nothing about the user's files but what the error says
 */
public record Crash(String code, String details) {

    /** Describes an error. */
    public static Crash of(Throwable error) {
        String code = code(error);
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        String details = "Rewardloom "
                + Objects.requireNonNullElse(Crash.class.getPackage().getImplementationVersion(), "development")
                + ", error " + code + "\nJava " + System.getProperty("java.version") + ", JavaFX "
                + System.getProperty("javafx.version", "?") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + " " + System.getProperty("os.arch") + "\n\n" + trace;
        return new Crash(code, details);
    }

    /** Six hexadecimal digits of classes and methods, not of lines: a new release keeps them. */
    private static String code(Throwable error) {
        String places = Arrays.stream(error.getStackTrace())
                .filter(f -> f.getClassName().startsWith("rewardloom."))
                .limit(6)
                .map(f -> f.getClassName() + "." + f.getMethodName())
                .collect(Collectors.joining(";", error.getClass().getName() + ";", ""));
        return String.format(Locale.ROOT, "%06X", places.hashCode() & 0xFFFFFF);
    }
}
