package rewardloom.importers;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rewardloom.model.progress.CancelledException;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.ProjectException;
import rewardloom.model.project.Staged;
import rewardloom.model.project.StagedTable;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.TableSink;

/** Reads one file: recognises it, parses it into a target and hashes it at the same time. Whatever goes wrong becomes a problem. */
final class FileReader {
    private static final Logger LOG = LoggerFactory.getLogger(FileReader.class);
    /** Larger files are hashed on another core while they are parsed. */
    private static final long LARGE = 4L << 20;
    /** Kind of the note on a file that the project has already. */
    static final String ALREADY_THERE = "already-there";

    private final Importers importers;
    private final Targets targets;
    private final Executor hashing;
    private final @Nullable Importer wanted;

    /**
     * A reader.
     *
     * @param importers the formats
     * @param targets where tables go
     * @param hashing runs the hashes of large files
     * @param wanted the importer that the user asked for, or null to recognise the format
     */
    FileReader(Importers importers, Targets targets, Executor hashing, @Nullable Importer wanted) {
        this.importers = importers;
        this.targets = targets;
        this.hashing = hashing;
        this.wanted = wanted;
    }

    /** Where the tables of files go. */
    interface Targets {
        /** Opens the target of one file. */
        Target open(String file, String format) throws IOException;

        /** The older readings that there are of a file. */
        List<Provenance> older(Path file);

        /** Whether a file of this length may be there already, so that it is worth to hash it before it is parsed. */
        boolean mayHave(long bytes);

        /** Whether a file with these bytes is there already. */
        boolean has(String sha256);
    }

    /** Where the tables of one file go; closing drops them unless it was finished. */
    interface Target extends AutoCloseable {
        TableSink sink();

        Staged finish(Provenance provenance) throws IOException;

        @Override
        void close() throws IOException;
    }

    /**
     * Reads a file.
     *
     * @param named whether the user named this very file
     * @throws CancelledException if cancelled
     */
    InspectedFile read(Source source, boolean named, Progress progress) {
        Optional<Importers.Choice> choice;
        try {
            Problem bad = unusable(source.path());
            if (bad != null) {
                return failed(source, bad);
            }
            choice = choose(source);
        } catch (IOException | UncheckedIOException e) {
            return failed(source, unreadable(e, source.path()));
        }
        return choice.map(c -> read(source, c, progress)).orElseGet(() -> failed(source, unknown(named)));
    }

    private static @Nullable Problem unusable(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return Files.size(path) > 0
                    ? null
                    : Problem.warning(
                            "empty-file",
                            "byte 0",
                            "the file is empty: import it again when something was written to it");
        }
        if (Files.isDirectory(path)) {
            return Problem.error(
                    "unreadable-folder", "", "the folder cannot be listed: give yourself permission to read it");
        }
        if (!Files.exists(path)) {
            return Problem.error("no-such-file", "", "there is no such file any more: check the path");
        }
        return Problem.error("not-a-file", "", "this is not a regular file: copy its content to a file first");
    }

    private Optional<Importers.Choice> choose(Source source) throws IOException {
        if (wanted != null) {
            return Optional.of(new Importers.Choice(wanted, new Probe(4, "was asked for")));
        }
        return importers.choose(source.path());
    }

    private InspectedFile read(Source source, Importers.Choice choice, Progress progress) {
        Importer importer = choice.importer();
        Staged staged;
        boolean grown = false;
        try {
            FileHash known = known(source.path(), progress);
            if (known != null) {
                staged = there(source, importer, known);
            } else {
                List<Provenance> older = targets.older(source.path());
                Parsed parsed = parsed(source, importer, older, progress);
                staged = parsed.staged;
                grown = parsed.hash.beginsWith(older);
            }
        } catch (IOException | UncheckedIOException e) {
            staged = nothing(source, importer.id(), unreadable(e, source.path()));
        } catch (ProjectException e) {
            LOG.error("{} could not be staged", source.path(), e);
            staged = nothing(source, importer.id(), notWritten(e));
        }
        return new InspectedFile(
                source, importer.id(), importer.title(), choice.probe().why(), grown, staged);
    }

    private @Nullable FileHash known(Path path, Progress progress) throws IOException {
        if (!targets.mayHave(Files.size(path))) {
            return null;
        }
        FileHash hash = FileHash.of(path, List.of(), progress);
        return targets.has(hash.sha256()) ? hash : null;
    }

    private static Staged there(Source source, Importer importer, FileHash hash) {
        Provenance provenance = new Provenance(source.path().toString(), importer.id(), hash.sha256(), hash.bytes());
        return Staged.nothing(
                provenance,
                Problem.info(
                        ALREADY_THERE,
                        "whole file",
                        "the project has a file with the same bytes already: nothing to add"));
    }

    /** What was read, and the identity of the bytes it was read from. */
    private record Parsed(Staged staged, FileHash hash) {}

    private Parsed parsed(Source source, Importer importer, List<Provenance> older, Progress progress)
            throws IOException {
        try (Target target = targets.open(source.name(), importer.id())) {
            CompletableFuture<FileHash> hash = hash(source.path(), older, progress);
            parse(importer, source, target.sink(), progress);
            FileHash identity = joined(hash);
            if (!identity.isStill(source.path())) {
                target.sink().problem(changed());
            }
            Staged staged = target.finish(
                    new Provenance(source.path().toString(), importer.id(), identity.sha256(), identity.bytes()));
            return new Parsed(importer instanceof KnowsRoles known ? withRoles(staged, known) : staged, identity);
        }
    }

    private static Staged withRoles(Staged staged, KnowsRoles known) {
        List<StagedTable> tables = new ArrayList<>();
        for (StagedTable table : staged.tables()) {
            StagedTable corrected = table;
            List<String> names = new ArrayList<>();
            table.table().columns().forEach(c -> names.add(c.name()));
            table.table().series().forEach(s -> names.add(s.tag()));
            for (String name : names) {
                StagedTable before = corrected;
                corrected = known.role(name)
                        .map(role -> before.withRole(name, role))
                        .orElse(before);
            }
            tables.add(corrected);
        }
        return staged.withTables(tables);
    }

    private CompletableFuture<FileHash> hash(Path path, List<Provenance> older, Progress progress) throws IOException {
        if (Files.size(path) < LARGE) {
            return CompletableFuture.completedFuture(FileHash.of(path, older, progress));
        }
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return FileHash.of(path, older, progress);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                hashing);
    }

    private static FileHash joined(CompletableFuture<FileHash> hash) {
        try {
            return hash.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static void parse(Importer importer, Source source, TableSink sink, Progress progress) {
        try {
            importer.read(source, sink, progress);
        } catch (CancelledException e) {
            throw e;
        } catch (ProjectException e) {
            LOG.error("{} could not be staged", source.path(), e);
            sink.problem(notWritten(e));
        } catch (IOException | UncheckedIOException e) {
            LOG.info("{} could not be read to its end", source.path(), e);
            sink.problem(unreadable(e, source.path()));
        } catch (OutOfMemoryError | StackOverflowError e) {
            LOG.error("the importer {} ran out of memory on {}", importer.id(), source.path(), e);
            sink.problem(Problem.error(
                    "too-large",
                    "whole file",
                    "the file needs more memory than there is (" + e.getMessage()
                            + "): what had been read was kept; split the file, or look whether it is broken"));
        } catch (RuntimeException e) {
            LOG.error("the importer {} failed on {}", importer.id(), source.path(), e);
            sink.problem(Problem.error(
                    "importer-failed",
                    "whole file",
                    "the importer '" + importer.id() + "' failed (" + e
                            + "): what it had read is kept; please report this file," + " or try another format"));
        }
    }

    private static InspectedFile failed(Source source, Problem problem) {
        return InspectedFile.unread(source, nothing(source, "", problem));
    }

    private static Staged nothing(Source source, String format, Problem problem) {
        return Staged.nothing(new Provenance(source.path().toString(), format, "", size(source)), problem);
    }

    private static long size(Source source) {
        try {
            return Files.isRegularFile(source.path()) ? source.bytes() : 0;
        } catch (IOException e) {
            // The problem that is being reported says why.
            return 0;
        }
    }

    private Problem unknown(boolean named) {
        String formats =
                String.join(", ", importers.all().stream().map(Importer::id).toList());
        return named
                ? Problem.error(
                        "unknown-format",
                        "whole file",
                        "not a known format: if you know what it is, say so with one of " + formats)
                : Problem.info("unknown-format", "whole file", "not a known format: left out");
    }

    private static Problem notWritten(ProjectException e) {
        return Problem.error("not-written", "", "the tables of the file could not be written: " + e.getMessage());
    }

    private static Problem changed() {
        return Problem.warning(
                "changed",
                "whole file",
                "the file changed while it was read, so its end may be missing: import it again when the run is over");
    }

    private static Problem unreadable(Exception e, Path path) {
        Throwable cause = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
        if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
            return Problem.error(
                    "no-such-file",
                    "",
                    "there is no such file any more (" + path + "): check whether it was moved while it was read");
        }
        if (cause instanceof AccessDeniedException) {
            return Problem.error(
                    "not-permitted",
                    "",
                    "the file may not be read (" + path + "): give yourself permission to read it");
        }
        String message = cause.getMessage();
        return Problem.error(
                "unreadable",
                "",
                "the file could not be read to its end: " + (message == null ? cause.toString() : message));
    }
}
