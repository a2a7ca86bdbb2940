package rewardloom.importers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rewardloom.model.doctor.Checkup;
import rewardloom.model.doctor.Doctor;
import rewardloom.model.progress.CancelledException;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.InspectSink;
import rewardloom.model.project.Project;
import rewardloom.model.project.Staged;
import rewardloom.model.project.StagedTable;
import rewardloom.model.project.Staging;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.RoleRules;
import rewardloom.model.table.Table;
import rewardloom.model.table.TableSink;

/**
 * The import itself, as the window and the command line use it: find files, parse them, show what they hold, commit them. Files are
 * parsed on every core; one bad file never stops the rest. Thread-safe.
 */
public final class Importing {
    private final Importers importers;
    private final Supplier<RoleRules> rules;

    /** An import with these formats. */
    public Importing(Importers importers) {
        this(importers, RoleRules::standard);
    }

    /**
     * An import with these formats.
     *
     * @param rules guess the roles of columns and tags; asked for at each import
     */
    public Importing(Importers importers, Supplier<RoleRules> rules) {
        this.importers = importers;
        this.rules = rules;
    }

    /**
     * Finds the files below some paths, in a stable order. Folders are walked, links are followed once, hidden files and projects are
     * left out. What does not exist or cannot be listed is handed on too: parsing it says why.
     *
     * @throws CancelledException if cancelled
     */
    public List<Source> find(List<Path> paths, Progress progress) {
        return FolderWalk.find(paths, progress);
    }

    /**
     * Says what files hold, without a project.
     *
     * @param format id of the importer to use for every file, or null to recognise each
     * @throws IllegalArgumentException if there is no such format
     * @throws CancelledException if cancelled
     */
    public List<InspectedFile> inspect(List<Path> paths, @Nullable String format, Progress progress) {
        return inspectAs(wanted(format), paths, progress);
    }

    /** Says what files hold when they are read with one importer, see {@link #inspect(List, String, Progress)}. */
    public List<InspectedFile> inspectAs(@Nullable Importer wanted, List<Path> paths, Progress progress) {
        return compared(parse(new Inspections(rules.get()), paths, wanted, progress));
    }

    private @Nullable Importer wanted(@Nullable String format) {
        return format == null ? null : importers.get(format);
    }

    /**
     * Parses files into a project's staging area: nothing is in the project before {@link #commit}. A file whose bytes the project
     * has already is not parsed again; files that are one log become one. When this throws, nothing stays staged.
     *
     * @param format id of the importer to use for every file, or null to recognise each
     * @throws IllegalArgumentException if there is no such format
     * @throws CancelledException if cancelled
     */
    public List<InspectedFile> stage(Project project, List<Path> paths, @Nullable String format, Progress progress) {
        return stageAs(wanted(format), project, paths, progress);
    }

    /** Parses files with one importer, see {@link #stage(Project, List, String, Progress)}. */
    public List<InspectedFile> stageAs(
            @Nullable Importer wanted, Project project, List<Path> paths, Progress progress) {
        return staged(project, targets -> bundled(project, targets, parse(targets, paths, wanted, progress), progress));
    }

    /**
     * Parses files that were found before into a project's staging area.
     *
     * @param wanted reads every file, or null to recognise each
     * @throws CancelledException if cancelled
     */
    public List<InspectedFile> stageSources(
            Project project, List<Source> sources, @Nullable Importer wanted, Progress progress) {
        Set<Path> named = sources.stream().map(Source::path).collect(Collectors.toSet());
        return staged(
                project,
                targets -> bundled(project, targets, parse(targets, sources, named, wanted, progress), progress));
    }

    /**
     * The files that are one log with a file as the import takes them: itself, and those beside it that its format joins with it.
     *
     * @throws IOException if its folder cannot be listed
     */
    public List<Source> joined(Source source, Importer importer) throws IOException {
        return Bundling.beside(source, importer);
    }

    private List<InspectedFile> bundled(Project project, Stages targets, List<InspectedFile> files, Progress progress) {
        return new Bundling(importers, targets, project::discard).run(files, progress);
    }

    private List<InspectedFile> staged(Project project, Function<Stages, List<InspectedFile>> parsing) {
        List<Staged> done = Collections.synchronizedList(new ArrayList<>());
        boolean complete = false;
        try {
            List<InspectedFile> files =
                    compared(parsing.apply(new Stages(project, rules.get(), lengths(project), done)));
            complete = true;
            return files;
        } finally {
            if (!complete) {
                done.forEach(project::discard);
            }
        }
    }

    /** Commits staged files and keeps everything, see {@link #commit(Project, List, CommitOptions)}. */
    public ImportReport commit(Project project, List<InspectedFile> staged) {
        return commit(project, staged, CommitOptions.DEFAULT);
    }

    /**
     * Commits staged files in one transaction. Files whose bytes the project has already, and files without a table, are discarded;
     * a file that has grown since the project read it takes the place of its older reading.
     */
    public ImportReport commit(Project project, List<InspectedFile> staged, CommitOptions options) {
        return new Committing(project, options).run(staged);
    }

    /** The formats. */
    public Importers importers() {
        return importers;
    }

    private List<InspectedFile> parse(
            FileReader.Targets targets, List<Path> paths, @Nullable Importer wanted, Progress progress) {
        List<Source> sources = find(paths, progress);
        Set<Path> named =
                paths.stream().map(p -> p.toAbsolutePath().normalize()).collect(Collectors.toSet());
        return folders(paths, parse(targets, sources, named, wanted, progress));
    }

    private List<InspectedFile> parse(
            FileReader.Targets targets,
            List<Source> sources,
            Set<Path> named,
            @Nullable Importer wanted,
            Progress progress) {
        int cores = Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), sources.size()));
        try (ExecutorService parsing = Executors.newFixedThreadPool(cores, daemons("import"));
                ExecutorService hashing = Executors.newFixedThreadPool(cores, daemons("hash"))) {
            FileReader reader = new FileReader(importers, targets, hashing, wanted);
            return submit(sources, named, reader, parsing, progress);
        }
    }

    /** Parses all files, the largest first so that no core waits for a last large one; results keep the order of the sources. */
    private static List<InspectedFile> submit(
            List<Source> sources, Set<Path> named, FileReader reader, ExecutorService parsing, Progress progress) {
        Map<Source, Long> sizes = new HashMap<>();
        sources.forEach(source -> sizes.put(source, size(source)));
        SharedProgress shared = new SharedProgress(
                progress,
                sources.size(),
                sizes.values().stream().mapToLong(Long::longValue).sum());
        Map<Source, Future<InspectedFile>> running = new LinkedHashMap<>();
        sources.stream()
                .sorted(Comparator.comparing((Source s) -> sizes.getOrDefault(s, 0L))
                        .reversed())
                .forEach(source -> running.put(source, parsing.submit(() -> {
                    progress.checkCancelled();
                    InspectedFile file = reader.read(
                            source, named.contains(source.path()), shared.of(source, sizes.getOrDefault(source, 0L)));
                    shared.finished(source);
                    return file;
                })));
        List<InspectedFile> files = new ArrayList<>();
        for (Source source : sources) {
            files.add(result(running.get(source)));
        }
        return files;
    }

    private static InspectedFile result(@Nullable Future<InspectedFile> running) {
        if (running == null) {
            throw new IllegalStateException("a file was not submitted");
        }
        try {
            return running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("parsing failed", e.getCause());
        }
    }

    /** A folder in which nothing is known becomes one problem in place of one note for each file. */
    private List<InspectedFile> folders(List<Path> paths, List<InspectedFile> files) {
        List<InspectedFile> result = new ArrayList<>(files);
        for (Path path : paths) {
            Path folder = path.toAbsolutePath().normalize();
            if (Files.isDirectory(folder) && files.stream().noneMatch(f -> isOf(f, folder) && isTelling(f))) {
                result.removeIf(f -> isOf(f, folder));
                result.add(nothingKnown(folder));
            }
        }
        return List.copyOf(result);
    }

    /** What only several files together show is said of the first of them. */
    private static List<InspectedFile> compared(List<InspectedFile> files) {
        List<Checkup> checkups = files.stream()
                .flatMap(f -> f.staged().tables().stream())
                .map(StagedTable::checkup)
                .toList();
        List<Problem> findings = new Doctor().compare(checkups);
        if (findings.isEmpty()) {
            return files;
        }
        List<InspectedFile> result = new ArrayList<>(files);
        int first = 0;
        while (result.get(first).staged().tables().isEmpty()) {
            first++;
        }
        result.set(first, result.get(first).with(result.get(first).staged().withFindings(findings)));
        return List.copyOf(result);
    }

    private static boolean isOf(InspectedFile file, Path folder) {
        return file.source().path().startsWith(folder);
    }

    private static boolean isTelling(InspectedFile file) {
        return file.isKnown()
                || file.staged().problems().stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR);
    }

    private InspectedFile nothingKnown(Path folder) {
        String formats =
                String.join(", ", importers.all().stream().map(Importer::title).toList());
        Source source = new Source(folder, String.valueOf(folder.getFileName()));
        Problem problem = Problem.error(
                "nothing-known", "", "there is no file of a known format in " + folder + "; known are: " + formats);
        return InspectedFile.unread(source, Staged.nothing(new Provenance(folder.toString(), "", "", 0), problem));
    }

    private static long size(Source source) {
        try {
            return source.bytes();
        } catch (IOException e) {
            // Only weighs the progress; reading the file reports why it cannot be reached.
            return 0;
        }
    }

    private static ThreadFactory daemons(String name) {
        return Thread.ofPlatform().daemon().name(name + "-", 1).factory();
    }

    private static Set<Long> lengths(Project project) {
        return project.list().stream().map(t -> t.provenance().bytes()).collect(Collectors.toSet());
    }

    /** Targets that only summarise. */
    private record Inspections(RoleRules rules) implements FileReader.Targets {
        @Override
        public FileReader.Target open(String file, String format) {
            return new Inspection(new InspectSink(rules));
        }

        @Override
        public List<Provenance> older(Path file) {
            return List.of();
        }

        @Override
        public boolean mayHave(long bytes) {
            return false;
        }

        @Override
        public boolean has(String sha256) {
            return false;
        }
    }

    /** Targets in a project's staging area. */
    private record Stages(Project project, RoleRules rules, Set<Long> lengths, List<Staged> done)
            implements FileReader.Targets {
        @Override
        public FileReader.Target open(String file, String format) {
            return new Stage(project.stage(file, format, rules), done);
        }

        @Override
        public List<Provenance> older(Path file) {
            return project.list().stream()
                    .map(Table::provenance)
                    .filter(p -> p.file().equals(file.toString()))
                    .distinct()
                    .toList();
        }

        @Override
        public boolean mayHave(long bytes) {
            return lengths.contains(bytes);
        }

        @Override
        public boolean has(String sha256) {
            return project.contains(sha256);
        }
    }

    /** A target that only summarises. */
    private record Inspection(InspectSink sink) implements FileReader.Target {
        @Override
        public Staged finish(Provenance provenance) throws IOException {
            return sink.finish(provenance);
        }

        @Override
        public void close() {
            // nothing was written
        }
    }

    /** A target in a project's staging area. */
    private record Stage(Staging staging, List<Staged> done) implements FileReader.Target {
        @Override
        public TableSink sink() {
            return staging;
        }

        @Override
        public Staged finish(Provenance provenance) throws IOException {
            Staged staged = staging.finish(provenance);
            done.add(staged);
            return staged;
        }

        @Override
        public void close() throws IOException {
            staging.close();
        }
    }
}
