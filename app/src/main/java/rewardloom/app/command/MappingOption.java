package rewardloom.app.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import rewardloom.importers.Importer;
import rewardloom.importers.Importing;
import rewardloom.importers.Mapping;
import rewardloom.importers.parquet.MappedImporter;

/** How files are to be read: recognised, as one format, or by a mapping. */
final class MappingOption {
    @Option(names = "--as", paramLabel = "FORMAT", description = "Read as this format, whatever the content says.")
    private @Nullable String format;

    @Option(
            names = "--mapping",
            paramLabel = "MAPPING",
            description =
                    "Read CSV, JSON or Parquet by a mapping of columns: a JSON file, or the name of one that you saved"
                            + " in the window.")
    private @Nullable String mapping;

    /**
     * The importer that the user asked for, or null to recognise each file.
     *
     * @throws ParameterException if there is no such format or mapping
     */
    @Nullable
    Importer wanted(Services services, Importing importing, CommandLine line) {
        if (format != null && mapping != null) {
            throw new ParameterException(
                    line, "--as and --mapping exclude each other: a mapping says how a file is read");
        }
        if (format != null) {
            try {
                return importing.importers().get(format);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(line, e.getMessage(), e);
            }
        }
        return mapping == null ? null : new MappedImporter(find(mapping, services, line));
    }

    private static Mapping find(String wanted, Services services, CommandLine line) {
        try {
            Path file = Path.of(wanted);
            if (Files.isRegularFile(file)) {
                List<Mapping> mappings = Mapping.read(Files.readString(file, StandardCharsets.UTF_8));
                if (mappings.size() != 1) {
                    throw new ParameterException(
                            line, wanted + " holds " + mappings.size() + " mappings: name one file with one of them");
                }
                return mappings.getFirst();
            }
            List<Mapping> kept = services.mappings().list();
            return kept.stream()
                    .filter(m -> m.name().equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> new ParameterException(
                            line,
                            "there is no file and no saved mapping '" + wanted + "'; saved are "
                                    + (kept.isEmpty()
                                            ? "none"
                                            : String.join(
                                                    ", ",
                                                    kept.stream()
                                                            .map(Mapping::name)
                                                            .toList()))));
        } catch (IllegalArgumentException | IOException e) {
            throw new ParameterException(line, wanted + ": " + e.getMessage(), e);
        }
    }
}
