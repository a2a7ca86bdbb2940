package rewardloom.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The options of the program, read from the argument files that the start script and the tests use too. */
final class JavaOptions {
    private JavaOptions() {}

    /**
     * Reads argument files: one option a line, comments after #.
     *
     * @throws IOException if a file cannot be read, or has what only java itself could understand
     */
    static List<String> read(List<Path> files) throws IOException {
        List<String> options = new ArrayList<>();
        for (Path file : files) {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                String option = line.strip();
                if (option.isEmpty() || option.startsWith("#")) {
                    continue;
                }
                if (option.matches(".*[\\s\"'#].*")) {
                    throw new IOException(file + ", line " + number
                            + ": one option a line, without blanks, quotes and trailing comments, so that packages can"
                            + " carry it: " + option);
                }
                options.add(option);
            }
        }
        return List.copyOf(options);
    }
}
