package rewardloom.app.setting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Settings in one JSON file: written whole or not at all, and moved aside when they cannot be read. */
public final class SettingsStore {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    private final Path file;
    private final Clock clock;
    private final ObjectMapper json =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * @param file where they are kept
     * @param clock names the files that are moved aside
     */
    public SettingsStore(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Reads them; defaults when there are none or they cannot be read. */
    public Loaded load() {
        try {
            Settings settings = json.readValue(Files.readAllBytes(file), Settings.class);
            if (settings == null || settings.version() > Settings.VERSION) {
                return aside("were written by a newer version of the program");
            }
            return new Loaded(settings, "");
        } catch (NoSuchFileException e) {
            return new Loaded(Settings.defaults(), "");
        } catch (JsonProcessingException e) {
            return aside("cannot be understood (" + e.getOriginalMessage() + ")");
        } catch (IOException e) {
            return new Loaded(
                    Settings.defaults(),
                    "The settings in " + file + " cannot be read: " + e + ". The program starts with its defaults.");
        }
    }

    /**
     * Writes them: to a temporary file, forced to disk, then renamed.
     *
     * @throws IOException if they cannot be written; the old ones are then still there
     */
    public synchronized void save(Settings settings) throws IOException {
        WholeFile.write(file, json.writeValueAsBytes(settings));
    }

    private Loaded aside(String why) {
        Path aside = file.resolveSibling(file.getFileName() + ".unreadable-"
                + STAMP.format(LocalDateTime.ofInstant(clock.instant(), clock.getZone())));
        String what = "The settings in " + file + " " + why + ". ";
        try {
            Files.move(file, aside);
        } catch (IOException e) {
            return new Loaded(Settings.defaults(), what + "They could not be moved aside either: " + e);
        }
        return new Loaded(
                Settings.defaults(), what + "They were kept as " + aside.getFileName() + "; defaults are used.");
    }

    /**
     * What was read.
     *
     * @param settings the settings, or defaults
     * @param problem why they are defaults, or the empty string
     */
    public record Loaded(Settings settings, String problem) {}
}
