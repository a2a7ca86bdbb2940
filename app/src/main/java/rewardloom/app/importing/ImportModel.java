package rewardloom.app.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.CommitOptions;
import rewardloom.importers.ImportReport;
import rewardloom.importers.Importing;
import rewardloom.importers.InspectedFile;
import rewardloom.importers.Mapping;
import rewardloom.importers.parquet.MappedImporter;
import rewardloom.model.progress.CancelledException;
import rewardloom.model.project.Project;
import rewardloom.model.project.RestartPolicy;
import rewardloom.model.project.StagedTable;
import rewardloom.model.table.Column;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleRules;
import rewardloom.model.table.SeriesSummary;
import rewardloom.viewers.work.Background;

/** One import, from the user's files to the study: read, previewed, corrected, added or thrown away. JavaFX thread. */
public final class ImportModel {
    private final Project project;
    private final Importing importing;
    private final Background background;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.READING);
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ObservableList<InspectedFile> files = FXCollections.observableArrayList();
    private final ObservableList<InspectedFile> readFiles = FXCollections.unmodifiableObservableList(files);
    private final ObservableList<RoleChoice> roles = FXCollections.observableArrayList();
    private final ObservableList<RoleChoice> readRoles = FXCollections.unmodifiableObservableList(roles);
    private final ReadOnlyObjectWrapper<@Nullable ImportReport> report = new ReadOnlyObjectWrapper<>();
    private final Set<String> known = new HashSet<>();
    private final RoleMemory memory;
    private final Map<String, String> corrections = new LinkedHashMap<>();
    private final ReadOnlyBooleanWrapper corrected = new ReadOnlyBooleanWrapper();
    private final BooleanProperty remember = new SimpleBooleanProperty();
    private final ObjectProperty<RestartPolicy> restarts = new SimpleObjectProperty<>(RestartPolicy.KEEP_ALL);
    private final BooleanProperty replace = new SimpleBooleanProperty();
    private final BooleanProperty follow = new SimpleBooleanProperty();
    private final Set<String> older = new HashSet<>();
    private List<Path> asked = List.of();
    private Consumer<Exception> failure = e -> {};

    /**
     * @param project the study that shall have them
     * @param importing reads files
     * @param background where they are read
     */
    public ImportModel(Project project, Importing importing, Background background) {
        this(project, importing, background, lines -> {});
    }

    /**
     * @param project the study that shall have them
     * @param importing reads files
     * @param background where they are read
     * @param memory keeps rules for the roles of files to come
     */
    public ImportModel(Project project, Importing importing, Background background, RoleMemory memory) {
        this.project = project;
        this.importing = importing;
        this.background = background;
        this.memory = memory;
    }

    /** Keeps rules for the roles of columns and tags. */
    @FunctionalInterface
    public interface RoleMemory {
        /**
         * Keeps rules.
         *
         * @param lines one rule in each
         * @throws IOException if they cannot be kept
         */
        void keep(List<String> lines) throws IOException;
    }

    /** How far it is. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** What there is to say about it in a sentence. */
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /** Every file with what it holds. */
    public ObservableList<InspectedFile> files() {
        return readFiles;
    }

    /** Every column and tag once, whatever number of files have it. */
    public ObservableList<RoleChoice> roles() {
        return readRoles;
    }

    /** What was added, once it is. */
    public ReadOnlyObjectProperty<@Nullable ImportReport> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /** What becomes of runs whose steps go back. */
    public ObjectProperty<RestartPolicy> restartsProperty() {
        return restarts;
    }

    /** Whether files take the place of their older readings even if they lack some of what those held. */
    public BooleanProperty replaceProperty() {
        return replace;
    }

    /** Whether the files are followed once they are in the study. */
    public BooleanProperty followProperty() {
        return follow;
    }

    /** Whether any role was corrected by hand. */
    public ReadOnlyBooleanProperty correctedProperty() {
        return corrected.getReadOnlyProperty();
    }

    /** Whether corrected roles count for files to come too. */
    public BooleanProperty rememberProperty() {
        return remember;
    }

    /** The folders that were asked for. */
    public List<Path> folders() {
        return asked.stream().filter(Files::isDirectory).toList();
    }

    /** Whether the steps of any run go back, so that something can be decided about it. */
    public boolean hasRestarts() {
        return files.stream()
                .flatMap(f -> f.staged().tables().stream())
                .map(t -> t.checkup().restarts())
                .anyMatch(r -> r.any() && !r.tooMany());
    }

    /** Whether the study has an older reading of any of the files, whose bytes are not just the beginning of it. */
    public boolean hasOlderReadings() {
        return files.stream()
                .anyMatch(f -> !f.grown()
                        && !isKnown(f)
                        && older.contains(f.staged().provenance().file()));
    }

    /** What the log doctor says of the data of every file. */
    public List<Problem> findings() {
        return files.stream().flatMap(f -> f.staged().findings().stream()).toList();
    }

    /** Who is told of errors. */
    public void onFailure(Consumer<Exception> newFailure) {
        failure = newFailure;
    }

    /** Whether the study has the bytes of a file already, as far as can be told without asking the disk. */
    public boolean isKnown(InspectedFile file) {
        return known.contains(file.staged().provenance().sha256());
    }

    /** Reads files for the preview. */
    public void read(List<Path> paths) {
        asked = List.copyOf(paths);
        state.set(State.READING);
        message.set("Reading "
                + (paths.size() == 1 ? String.valueOf(paths.getFirst().getFileName()) : paths.size() + " files"));
        background.latest(
                this,
                "Reading files",
                progress -> {
                    try {
                        return preview(importing.stage(project, paths, null, progress));
                    } catch (CancelledException e) {
                        return new Preview(null, List.of(), List.of());
                    }
                },
                this::arrived,
                e -> broke("The files could not be read", e));
    }

    private Preview preview(List<InspectedFile> staged) {
        List<String> there = staged.stream()
                .map(f -> f.staged().provenance().sha256())
                .filter(sha -> !sha.isEmpty() && project.contains(sha))
                .toList();
        List<String> paths =
                project.list().stream().map(t -> t.provenance().file()).toList();
        return new Preview(staged, there, paths);
    }

    private void arrived(Preview preview) {
        if (preview.files == null) {
            state.set(State.CANCELLED);
            message.set("Reading was cancelled. Nothing was added.");
            return;
        }
        files.setAll(preview.files);
        known.addAll(preview.known);
        older.addAll(preview.older);
        refreshRoles();
        message.set(summary());
        state.set(State.PREVIEW);
    }

    private String summary() {
        long tables = files.stream().mapToLong(f -> f.staged().tables().size()).sum();
        long rows = files.stream()
                .flatMap(f -> f.staged().tables().stream())
                .mapToLong(t -> t.table().rows())
                .sum();
        if (files.isEmpty()) {
            return "There is nothing here that Rewardloom reads.";
        }
        long old = files.stream().filter(this::isKnown).count();
        String there = old == 0
                ? ""
                : old == files.size()
                        ? " All of it is in the study already: importing it again adds nothing."
                        : " " + old + " of the files are in the study already and will be left out.";
        return "%,d %s with %,d %s and %,d rows.%s"
                .formatted(files.size(), plural(files.size(), "file"), tables, plural(tables, "table"), rows, there);
    }

    private static String plural(long count, String word) {
        return count == 1 ? word : word + "s";
    }

    /** Corrects a role in every file that has this column or tag. */
    public void setRole(RoleChoice choice, Role role) {
        corrections.put(choice.kind() + " " + choice.name(), RoleRules.line(choice.kind(), choice.name(), role));
        corrected.set(true);
        files.replaceAll(file -> withRole(file, choice, role));
        refreshRoles();
    }

    private static InspectedFile withRole(InspectedFile file, RoleChoice choice, Role role) {
        List<StagedTable> tables = file.staged().tables().stream()
                .map(t -> t.table().kind() == choice.kind() ? t.withRole(choice.name(), role) : t)
                .toList();
        return file.with(file.staged().withTables(tables));
    }

    private void refreshRoles() {
        Map<String, RoleChoice> found = new LinkedHashMap<>();
        for (InspectedFile file : files) {
            for (StagedTable staged : file.staged().tables()) {
                choices(staged).forEach(c -> found.merge(c.kind() + " " + c.name(), c, ImportModel::together));
            }
        }
        roles.setAll(found.values());
    }

    private static List<RoleChoice> choices(StagedTable staged) {
        Kind kind = staged.table().kind();
        List<RoleChoice> choices = new ArrayList<>();
        Map<String, SeriesSummary> ranges = new LinkedHashMap<>();
        staged.table().series().forEach(s -> ranges.put(s.tag(), s));
        if (kind == Kind.METRICS) {
            ranges.values().forEach(s -> choices.add(new RoleChoice(kind, s.tag(), "tag", s.role(), 1, range(s))));
        } else {
            for (Column column : staged.table().columns()) {
                SeriesSummary summary = ranges.get(column.name());
                choices.add(new RoleChoice(
                        kind,
                        column.name(),
                        column.type().id(),
                        column.role(),
                        1,
                        summary == null ? "" : range(summary)));
            }
        }
        return choices;
    }

    private static String range(SeriesSummary summary) {
        return Double.isNaN(summary.min())
                ? ""
                : String.format(Locale.ROOT, "%.3g … %.3g", summary.min(), summary.max());
    }

    private static RoleChoice together(RoleChoice a, RoleChoice b) {
        return new RoleChoice(a.kind(), a.name(), a.type(), a.role(), a.tables() + b.tables(), a.range());
    }

    /** Reads some of the files again, by a mapping of the user's. */
    void readBy(Mapping mapping, List<InspectedFile> wanted) {
        if (state.get() != State.PREVIEW || wanted.isEmpty()) {
            return;
        }
        state.set(State.READING);
        message.set("Reading by the mapping " + mapping.name());
        List<InspectedFile> before = List.copyOf(files);
        background.latest(
                this,
                "Reading files",
                progress -> {
                    List<InspectedFile> again = importing.stageSources(
                            project,
                            wanted.stream().map(InspectedFile::source).toList(),
                            new MappedImporter(mapping),
                            progress);
                    wanted.forEach(f -> project.discard(f.staged()));
                    return preview(inPlace(before, again));
                },
                this::arrived,
                e -> {
                    state.set(State.PREVIEW);
                    broke("The files could not be read by the mapping", e);
                });
    }

    private static List<InspectedFile> inPlace(List<InspectedFile> before, List<InspectedFile> again) {
        List<InspectedFile> result = new ArrayList<>(before);
        for (InspectedFile file : again) {
            result.replaceAll(f -> f.source().equals(file.source()) ? file : f);
        }
        return result;
    }

    /** Every problem of every file. */
    public List<Problem> problems() {
        return files.stream().flatMap(f -> f.staged().problems().stream()).toList();
    }

    /** Adds everything to the study, or nothing. */
    public void commit() {
        if (state.get() != State.PREVIEW) {
            return;
        }
        state.set(State.ADDING);
        List<InspectedFile> all = List.copyOf(files);
        List<String> rules = remember.get() ? List.copyOf(corrections.values()) : List.of();
        CommitOptions options = new CommitOptions(restarts.get(), replace.get());
        background.latest(
                this,
                "Adding to the study",
                progress -> {
                    ImportReport added = importing.commit(project, all, options);
                    memory.keep(rules);
                    return added;
                },
                added -> {
                    report.set(added);
                    message.set(done(added));
                    state.set(State.DONE);
                },
                e -> {
                    state.set(State.PREVIEW);
                    broke("Nothing was added", e);
                });
    }

    private static String done(ImportReport report) {
        int added = report.added().size();
        String there = report.alreadyThere().isEmpty()
                ? ""
                : " " + report.alreadyThere().size() + " "
                        + plural(report.alreadyThere().size(), "file")
                        + (report.alreadyThere().size() == 1 ? " was" : " were") + " there already.";
        int anew = report.updated().size();
        String updated =
                anew == 0 ? "" : " " + anew + " " + plural(anew, "file") + " had grown and took the older place.";
        int odd = report.findings().size();
        String doctor = odd == 0 ? "" : " The log doctor has " + odd + " " + plural(odd, "finding") + ": see Problems.";
        return (added == 0 ? "Nothing was added." : "Added " + added + " " + plural(added, "table") + ".")
                + updated
                + there
                + doctor;
    }

    /** Throws away what was read and not added. */
    public void close() {
        background.cancel(this);
        if (state.get() == State.PREVIEW && !files.isEmpty()) {
            List<InspectedFile> unwanted = List.copyOf(files);
            background.latest(
                    List.of(this, "discard"),
                    "",
                    progress -> {
                        unwanted.forEach(f -> project.discard(f.staged()));
                        return unwanted;
                    },
                    gone -> {},
                    failure);
        }
        files.clear();
        roles.clear();
        state.set(State.CANCELLED);
    }

    private void broke(String what, Exception e) {
        message.set(what + ": " + e.getMessage());
        if (state.get() == State.READING) {
            state.set(State.CANCELLED);
        }
        failure.accept(e);
    }

    private record Preview(@Nullable List<InspectedFile> files, List<String> known, List<String> older) {}

    /** How far an import is. */
    public enum State {
        /** Files are being read. */
        READING,
        /** Waiting for the user's word. */
        PREVIEW,
        /** Being added. */
        ADDING,
        /** In the study. */
        DONE,
        /** Stopped; nothing was added. */
        CANCELLED
    }
}
