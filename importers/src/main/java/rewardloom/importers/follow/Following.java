package rewardloom.importers.follow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rewardloom.importers.CommitOptions;
import rewardloom.importers.Importer;
import rewardloom.importers.Importing;
import rewardloom.importers.InspectedFile;
import rewardloom.importers.Source;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Project;
import rewardloom.model.project.RestartPolicy;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Table;

/**
 * Keeps a study up to date with files that are still written. What comes is in the study's live tables at once; now and then, and when
 * a run is over, the file is read as a whole and takes the place of its older reading on disk. The files themselves are what is safe:
 * whatever happens to this program, importing them again finds everything. Looks are made by the caller, one at a time.
 */
public final class Following implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    /** Rows that may wait in memory before they go to disk. */
    private static final long MOST_WAITING = 500_000;
    /** Reading a file as a whole may take this share of the time. */
    private static final int SHARE = 50;
    /** Looks for new files are made with every so many looks at the known ones. */
    private static final int FOLDERS_EVERY = 3;

    private final Importing importing;
    private final Project project;
    private final Duration pause;
    private final Map<Path, FollowedFile> files = new LinkedHashMap<>();
    private final List<Path> roots = new ArrayList<>();
    private final Map<Path, Long> unknown = new HashMap<>();
    private final Map<Path, Long> nextWhole = new HashMap<>();
    private long looks;

    /**
     * @param importing reads files
     * @param project the study
     * @param pause shortest time between two readings of a file as a whole
     */
    public Following(Importing importing, Project project, Duration pause) {
        this.importing = importing;
        this.project = project;
        this.pause = pause;
    }

    /** Follows every file of the study that is still where it was when it was imported. */
    public synchronized void followKnown() {
        Map<String, List<Table>> byFile = new LinkedHashMap<>();
        project.list()
                .forEach(t -> byFile.computeIfAbsent(t.provenance().file(), f -> new ArrayList<>())
                        .add(t));
        byFile.forEach((file, tables) -> {
            Path path = Path.of(file);
            if (path.isAbsolute() && Files.isRegularFile(path)) {
                follow(sourceOf(path, tables), tables);
            }
        });
    }

    /** Follows these folders too: files that appear in them are imported. */
    public synchronized void followFolders(List<Path> folders) {
        folders.stream()
                .map(p -> p.toAbsolutePath().normalize())
                .filter(Files::isDirectory)
                .forEach(roots::add);
    }

    /** Tables are named after their files as they lay in what was imported. */
    private static Source sourceOf(Path path, List<Table> tables) {
        String whole = path.toString().replace('\\', '/');
        String name = tables.stream()
                .map(Table::name)
                .filter(n -> whole.endsWith("/" + n))
                .findFirst()
                .orElse(String.valueOf(path.getFileName()));
        return new Source(path, name);
    }

    private void follow(Source source, List<Table> tables) {
        try {
            Importer importer =
                    importing.importers().get(tables.getFirst().provenance().format());
            // What was imported alone is followed alone.
            long bytes =
                    tables.stream().mapToLong(t -> t.provenance().bytes()).max().orElse(0);
            List<Source> parts = importing.joined(source, importer);
            boolean joined = parts.size() > 1 && bytes > source.bytes();
            FollowedFile file = new FollowedFile(project, source, joined ? parts : List.of(source), importer, tables);
            if (!file.isOver()) {
                files.put(source.path(), file);
            }
        } catch (IOException | IllegalArgumentException e) {
            // Without its format or its bytes there is nothing to follow; what the study has stays as it is.
            LOG.info("{} cannot be followed", source.path(), e);
        }
    }

    /** The files that are followed. */
    public synchronized List<Path> files() {
        return List.copyOf(files.keySet());
    }

    /**
     * Looks at every file.
     *
     * @throws rewardloom.model.progress.CancelledException if cancelled
     */
    public synchronized Update look(Progress progress) {
        Notes notes = new Notes();
        for (FollowedFile file : List.copyOf(files.values())) {
            progress.checkCancelled();
            look(file, notes, progress);
        }
        if (looks++ % FOLDERS_EVERY == 0) {
            notes.added.addAll(newFiles(notes, progress));
        }
        if (!notes.grew.isEmpty()) {
            project.tellListeners();
        }
        return notes.update();
    }

    private void look(FollowedFile file, Notes notes, Progress progress) {
        try {
            long before = file.waiting();
            FollowedFile.Look look = file.look(progress);
            notes.rows += Math.max(0, file.waiting() - before);
            switch (look) {
                case SAME -> whole(file, false, notes, progress);
                case GREW -> {
                    notes.grew.add(file.path());
                    whole(file, false, notes, progress);
                }
                case CHANGED -> {
                    notes.readAnew.add(file.path());
                    whole(file, true, notes, progress);
                }
                case SHRANK -> {
                    notes.shrank.add(file.path());
                    whole(file, true, notes, progress);
                }
                case GONE -> {
                    notes.gone.add(file.path());
                    files.remove(file.path());
                }
                case ENDED -> {
                    notes.grew.add(file.path());
                    notes.ended.add(file.path());
                    whole(file, true, notes, progress);
                    files.remove(file.path());
                }
            }
        } catch (IOException | UncheckedIOException e) {
            notes.failed.add(file.path() + ": " + e.getMessage());
            LOG.info("{} cannot be read at the moment", file.path(), e);
        }
    }

    /** Reads a file as a whole and puts it in the place of its older reading, if it is time. */
    private void whole(FollowedFile file, boolean now, Notes notes, Progress progress) throws IOException {
        long waiting = file.waiting();
        long time = System.nanoTime();
        boolean due = nextWhole.getOrDefault(file.path(), time) - time <= 0;
        if (!now && (waiting == 0 || (!due && waiting < MOST_WAITING))) {
            return;
        }
        List<InspectedFile> staged = importing.stageSources(project, file.parts(), null, progress);
        importing.commit(project, staged, new CommitOptions(RestartPolicy.KEEP_ALL, true));
        List<Table> stored = tablesOf(file.path());
        staged.stream()
                .flatMap(s -> s.staged().problems().stream())
                .filter(p -> p.severity() == Problem.Severity.ERROR)
                .forEach(p -> notes.failed.add(file.path() + ": " + p.message()));
        if (!stored.isEmpty()) {
            file.restart(stored);
        }
        long took = System.nanoTime() - time;
        nextWhole.put(file.path(), System.nanoTime() + Math.max(pause.toNanos(), SHARE * took));
    }

    private List<Table> tablesOf(Path path) {
        return project.list().stream()
                .filter(t -> t.provenance().file().equals(path.toString()))
                .toList();
    }

    private List<Path> newFiles(Notes notes, Progress progress) {
        List<Source> fresh = new ArrayList<>();
        for (Path root : roots) {
            for (Source source : importing.find(List.of(root), progress)) {
                if (!isFollowed(source.path()) && isWorthALook(source)) {
                    fresh.add(source);
                }
            }
        }
        if (fresh.isEmpty()) {
            return List.of();
        }
        List<InspectedFile> staged = importing.stageSources(project, fresh, null, progress);
        importing.commit(project, staged, CommitOptions.DEFAULT);
        List<Path> added = new ArrayList<>();
        for (Source source : fresh) {
            List<Table> tables = tablesOf(source.path());
            if (tables.isEmpty()) {
                unknown.put(source.path(), size(source, notes));
            } else {
                follow(source, tables);
                added.add(source.path());
            }
        }
        return added;
    }

    private boolean isFollowed(Path path) {
        return files.containsKey(path)
                || files.values().stream()
                        .anyMatch(f -> f.parts().stream().anyMatch(p -> p.path().equals(path)));
    }

    /** A file that held nothing is looked at again when something was written to it. */
    private boolean isWorthALook(Source source) {
        Long before = unknown.get(source.path());
        return before == null || before != size(source, new Notes());
    }

    private static long size(Source source, Notes notes) {
        try {
            return source.bytes();
        } catch (IOException e) {
            notes.failed.add(source.path() + ": " + e.getMessage());
            return -1;
        }
    }

    /** Brings what waits to disk. */
    @Override
    public synchronized void close() {
        Notes notes = new Notes();
        for (FollowedFile file : List.copyOf(files.values())) {
            try {
                if (file.waiting() > 0) {
                    whole(file, true, notes, Progress.NONE);
                }
            } catch (IOException | UncheckedIOException e) {
                LOG.warn("{} could not be read again; importing it will find what is new", file.path(), e);
            }
        }
        files.clear();
        roots.clear();
    }

    /** What a look has shown so far. */
    private static final class Notes {
        private final List<Path> grew = new ArrayList<>();
        private final List<Path> readAnew = new ArrayList<>();
        private final List<Path> added = new ArrayList<>();
        private final List<Path> shrank = new ArrayList<>();
        private final List<Path> gone = new ArrayList<>();
        private final List<Path> ended = new ArrayList<>();
        private final List<String> failed = new ArrayList<>();
        private long rows;

        Update update() {
            return new Update(grew, rows, readAnew, added, shrank, gone, ended, failed);
        }
    }
}
