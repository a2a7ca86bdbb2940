package rewardloom.importers;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every importer there is, and the choice of the one that reads a file. */
public final class Importers {
    private static final Logger LOG = LoggerFactory.getLogger(Importers.class);
    private final List<Importer> importers;

    /**
     * A choice among these importers.
     *
     * @throws IllegalArgumentException if two have the same id
     */
    public Importers(List<Importer> importers) {
        Set<String> ids = new HashSet<>();
        for (Importer importer : importers) {
            if (!ids.add(importer.id())) {
                throw new IllegalArgumentException("two importers have the id '" + importer.id() + "'");
            }
        }
        this.importers =
                importers.stream().sorted(Comparator.comparing(Importer::id)).toList();
    }

    /** The importers that are registered as services. One that cannot be loaded is logged and left out. */
    public static Importers installed() {
        List<Importer> found = new ArrayList<>();
        var providers = ServiceLoader.load(Importer.class).stream().toList();
        for (ServiceLoader.Provider<Importer> provider : providers) {
            try {
                found.add(provider.get());
            } catch (ServiceConfigurationError e) {
                LOG.error(
                        "the importer {} cannot be loaded; files of its format will not be recognised",
                        provider.type(),
                        e);
            }
        }
        return new Importers(found);
    }

    /** Every importer, by id. */
    public List<Importer> all() {
        return importers;
    }

    /**
     * The importer with this id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Importer get(String id) {
        return importers.stream()
                .filter(i -> i.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no format '" + id + "'; formats are "
                        + String.join(", ", importers.stream().map(Importer::id).toList())));
    }

    /**
     * An importer for a file and why.
     *
     * @param importer the importer
     * @param probe how sure it is
     */
    public record Choice(Importer importer, Probe probe) {}

    /**
     * Chooses the importer of a file: the surest, and of equally sure ones the first by id. A probe that fails counts as "not mine".
     *
     * @throws IOException if the file cannot be read
     */
    public Optional<Choice> choose(Path file) throws IOException {
        return choose(header(file));
    }

    /** Chooses the importer for a header, see {@link #choose(Path)}. */
    public Optional<Choice> choose(Header header) {
        Choice best = null;
        for (Importer importer : importers) {
            Probe probe = probe(importer, header);
            if (probe.score() > 0 && (best == null || probe.score() > best.probe.score())) {
                best = new Choice(importer, probe);
            }
        }
        return Optional.ofNullable(best);
    }

    private static Probe probe(Importer importer, Header header) {
        try {
            return importer.probe(header);
        } catch (RuntimeException e) {
            LOG.warn("the probe of '{}' failed on {}", importer.id(), header.name(), e);
            return Probe.NO;
        }
    }

    /**
     * Reads the first bytes of a file, with gzip undone.
     *
     * @throws IOException if it cannot be read
     */
    public static Header header(Path file) throws IOException {
        Path name = file.getFileName();
        Source source = new Source(file, name == null ? "" : name.toString());
        String shown = source.name();
        if (source.isGzip() && shown.endsWith(".gz")) {
            shown = shown.substring(0, shown.length() - 3);
        }
        return new Header(shown, head(source), source.bytes(), folder(file));
    }

    private static String folder(Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return parent == null ? "" : parent.toString().replace('\\', '/');
    }

    private static byte[] head(Source source) throws IOException {
        byte[] head = new byte[Header.LIMIT];
        int length = 0;
        try (InputStream in = source.open()) {
            int got = in.read(head, 0, head.length);
            while (got > 0) {
                length += got;
                got = in.read(head, length, head.length - length);
            }
        } catch (EOFException | ZipException e) {
            LOG.debug("{} is a broken gzip file; what can be read of it decides its format", source.path(), e);
        }
        return Arrays.copyOf(head, length);
    }
}
