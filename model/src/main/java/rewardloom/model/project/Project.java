package rewardloom.model.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.LabelStore;
import rewardloom.model.preference.LabelTables;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Formulas;
import rewardloom.model.table.LiveTables;
import rewardloom.model.table.Points;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.Reduced;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleRules;
import rewardloom.model.table.Series;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/**
 * A study on disk: a folder {@code study.loom} with a catalogue ({@code project.sqlite}), immutable tables
 * ({@code tables/<id>.parquet}) and {@code media/}. Thread-safe, and several programs may have the same one open.
 *
 * <p>What goes wrong with a project is a {@link ProjectException}; what goes wrong while rows are read is an
 * {@link UncheckedIOException}. Both say which file it is and what can be done.
 */
public final class Project implements Tables, AutoCloseable {
    private final ProjectFolder folder;
    private final Catalogue catalogue;
    private final StagingFolder stagingFolder;
    private final Disk disk;
    private final RoleRules rules = RoleRules.standard();
    private final Engine engine = new Engine();
    private final TableList tables;
    private final ParquetReads reads;
    private final StudyEngine study;
    private final LiveTables live;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private Project(ProjectFolder folder, Catalogue catalogue, StagingFolder stagingFolder, Disk disk) {
        this.folder = folder;
        this.catalogue = catalogue;
        this.stagingFolder = stagingFolder;
        this.disk = disk;
        this.tables = new TableList(catalogue, folder);
        this.reads = new ParquetReads(engine, folder::file);
        this.study = new StudyEngine(folder, tables, this::recipes);
        this.live = new LiveTables(new ReadableTables(this, () -> tables.get().readable()));
    }

    /**
     * Makes a new project.
     *
     * @param folder a folder that is not there yet, or empty
     * @throws ProjectException if it has something in it, or cannot be made
     */
    public static Project create(Path folder) {
        return create(folder, Disk.REAL);
    }

    static Project create(Path folder, Disk disk) {
        ProjectFolder files = new ProjectFolder(folder.toAbsolutePath().normalize());
        try {
            if (Files.exists(files.catalogue())) {
                throw new ProjectException(folder + " is a project already. Open it, or choose another folder.");
            }
            if (!files.isEmpty()) {
                throw new ProjectException(
                        "The folder " + folder + " is not empty. Choose one that is empty or not there yet.");
            }
            files.make();
        } catch (IOException e) {
            throw new ProjectException(
                    "Cannot make the project " + folder + ": " + reason(e)
                            + ". Check that you may write there and that the disk has room.",
                    e);
        }
        Catalogue.create(files.catalogue()).close();
        return open(folder, disk);
    }

    /**
     * Opens a project.
     *
     * @throws ProjectException if it is none, is damaged, or was written by a newer program; nothing is changed then
     */
    public static Project open(Path folder) {
        return open(folder, Disk.REAL);
    }

    static Project open(Path folder, Disk disk) {
        ProjectFolder files = new ProjectFolder(folder.toAbsolutePath().normalize());
        if (!Files.isDirectory(files.folder())) {
            throw new ProjectException(
                    "There is no project " + folder + ". Check the path, or import files to make one.");
        }
        Catalogue catalogue = Catalogue.open(files.catalogue());
        try {
            files.make();
            Project project = new Project(files, catalogue, StagingFolder.open(files.tables()), disk);
            new UnlistedFiles(files, catalogue).setAside(project.list());
            return project;
        } catch (IOException e) {
            catalogue.close();
            throw new ProjectException(
                    "Cannot open the project " + folder + ": " + reason(e) + ". Check that you may write there.", e);
        } catch (RuntimeException e) {
            catalogue.close();
            throw e;
        }
    }

    /** Opens a project, or makes it if there is nothing yet. */
    public static Project openOrCreate(Path folder) {
        return Files.exists(folder.resolve(Catalogue.FILE)) ? open(folder) : create(folder);
    }

    /**
     * Repairs a project whose catalogue is damaged or lost: moves it aside under a name that says so, and lists the tables again
     * from what their own files say. What else the catalogue held is saved as far as it can be read.
     *
     * @return one problem for everything that was done or could not be done
     * @throws ProjectException if even that fails; nothing is deleted in any case
     */
    public static List<Problem> recover(Path folder) {
        return new Recovery(new ProjectFolder(folder.toAbsolutePath().normalize())).run();
    }

    static String reason(IOException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /** The project's folder. */
    public Path folder() {
        return folder.folder();
    }

    /** The SQLite database, for what keeps its own tables in it, such as labels. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** The tables whose files are there, with the labels that were given in the study among them: what analyses are run on. */
    public Tables withLabels() {
        return new LabelTables(readable(), labels());
    }

    /** The pairs and labels. */
    public LabelLog labels() {
        return new LabelLog(new LabelStore() {
            @Override
            public <T> T read(Work<T> work) {
                return catalogue.read(work::run);
            }

            @Override
            public <T> T write(Work<T> work) {
                return catalogue.write(work::run);
            }
        });
    }

    /** The folder of images and clips. */
    public Path media() {
        return folder.media();
    }

    @Override
    public List<Table> list() {
        return tables.get().tables();
    }

    /**
     * The tables whose files are there, with the rows that are being added to some of them: one lost file does not keep anybody from
     * the others.
     */
    public LiveTables readable() {
        return live;
    }

    /** What is wrong with tables whose files are damaged or missing; the others work. */
    public List<Problem> problems() {
        return List.copyOf(tables.get().problems().values());
    }

    /** What is wrong with the file of a table. */
    public Optional<Problem> problem(Table table) {
        return Optional.ofNullable(tables.get().problems().get(table.id()));
    }

    /**
     * Reads whole columns in the order of the imported file; {@code recipe/<name>} is computed.
     *
     * @throws ProjectException if a recipe cannot be computed for this table
     */
    @Override
    public Columns columns(Table table, Collection<String> names) {
        Map<String, Recipe> derived = recipes(names);
        List<String> stored =
                names.stream().filter(n -> !derived.containsKey(n)).toList();
        Columns read = reads.columns(table, stored);
        Map<String, Values> result = new LinkedHashMap<>();
        for (String name : names) {
            Recipe recipe = derived.get(name);
            result.put(name, recipe == null ? read.get(name) : new Values.Doubles(evaluate(table, recipe.formula())));
        }
        return new Columns(read.rows(), result);
    }

    @Override
    public List<Columns> columns(List<Table> tables, Collection<String> names) {
        return recipes(names).isEmpty() ? reads.columns(tables, names) : Tables.super.columns(tables, names);
    }

    private Map<String, Recipe> recipes(Collection<String> columns) {
        if (columns.stream().noneMatch(n -> n.startsWith(Recipe.PREFIX))) {
            return Map.of();
        }
        return recipes().stream()
                .filter(r -> columns.contains(r.column()))
                .collect(Collectors.toMap(Recipe::column, r -> r));
    }

    @Override
    public Series series(Table table, String tag) {
        return reads.series(table, tag);
    }

    @Override
    public List<Points> points(List<Table> tables, String tag, boolean timed) {
        return reads.points(tables, tag, timed);
    }

    @Override
    public Reduced reduce(Table table, String tag, long fromStep, long toStep, int bins) {
        return reads.reduce(table, tag, fromStep, toStep, bins);
    }

    /** Whether a file with these bytes was imported before. */
    public boolean contains(String sha256) {
        return catalogue.read(c -> TableRows.contains(c, sha256));
    }

    /**
     * Opens a place for what an importer reads from a file.
     *
     * @param file path as the user named it
     * @param format id of the importer
     */
    public Staging stage(String file, String format) {
        return stage(file, format, rules);
    }

    /** The same with other rules for the roles of columns and tags. */
    public Staging stage(String file, String format, RoleRules rules) {
        engine.warmUp();
        return new Staging(engine, stagingFolder, disk, rules, file, format);
    }

    /**
     * Adds what was staged, all of it or nothing: a crash at any point leaves the project as it was before or as it is after.
     * Files whose bytes are in the project already add nothing.
     *
     * @return the tables that were added
     * @throws ProjectException if they cannot be written; they stay staged then
     */
    public List<Table> commit(List<Staged> staged) {
        return commit(staged, List.of());
    }

    /**
     * Adds what was staged in place of older tables, all of it or nothing. What was corrected in the older ones is taken over.
     *
     * @param replaced tables that go in the same moment
     * @return the tables that were added
     * @throws ProjectException if they cannot be written; they stay staged then
     */
    public List<Table> commit(List<Staged> staged, List<Table> replaced) {
        List<Table> added = new Commit(folder, catalogue, disk).run(staged, replaced);
        staged.forEach(this::discard);
        changed();
        return added;
    }

    /**
     * Does with staged runs whose steps go back what the user wants.
     *
     * @return what is staged now in their place
     * @throws ProjectException if it cannot be written; what was staged is still there then
     */
    public Staged restarted(Staged staged, RestartPolicy policy) {
        Provenance from = staged.provenance();
        try {
            return new Restarting(
                            engine,
                            policy,
                            first -> new Staging(engine, stagingFolder, disk, rules, from.file(), from.format(), first))
                    .apply(staged);
        } catch (SQLException e) {
            throw new ProjectException("Cannot rewrite what was read of " + from.file() + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ProjectException("Cannot rewrite what was read of " + from.file() + ": " + reason(e), e);
        }
    }

    /** Throws away what was staged and not added. */
    public void discard(Staged staged) {
        staged.tables().forEach(t -> deleteStaged(t.file()));
        staged.media().forEach(m -> deleteStaged(m.file()));
    }

    private static void deleteStaged(@Nullable Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new ProjectException("Cannot remove " + file + ": " + reason(e), e);
            }
        }
    }

    /**
     * Corrects the role of a column, or of a tag of a metrics table.
     *
     * @throws ProjectException if the table has none of this name
     */
    public void setRole(Table table, String columnOrTag, Role role) {
        int found = catalogue.write(c -> TableRows.setRole(c, table, columnOrTag, role));
        if (found == 0) {
            throw new ProjectException("Table '" + table.name() + "' has no column or tag '" + columnOrTag + "'.");
        }
        changed();
    }

    /** Removes a table and its file. */
    public void remove(Table table) {
        List<Path> unused = catalogue.write(c -> new Replacements(c, List.of(table)).files(folder));
        changed();
        for (Path file : unused) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new ProjectException(
                        "The table is removed, but its file " + file + " cannot be deleted: " + reason(e), e);
            }
        }
    }

    /**
     * Runs a user's query: one SELECT over the views {@code metrics}, {@code episodes}, {@code steps}, {@code responses},
     * {@code scores}, {@code pairs}, {@code mdp}, {@code pairwise}, {@code config}, {@code media}, {@code tables}, {@code runs}, {@code series}, and one for each
     * table by its id and name. No file, network, setting or extension can be reached from it.
     *
     * @throws ProjectException if it is refused or fails; the message says why
     */
    public QueryResult query(String sql) {
        return query(sql, Integer.MAX_VALUE, Progress.NONE);
    }

    /**
     * Runs a user's query and reads no more than some rows of its result.
     *
     * @throws rewardloom.model.progress.CancelledException if it was cancelled
     */
    public QueryResult query(String sql, int mostRows, Progress progress) {
        return study.query(sql, mostRows, progress);
    }

    /**
     * Runs a user's query and writes its result as an Arrow IPC stream.
     *
     * @return number of rows
     */
    public long queryArrow(String sql, Path file) {
        return study.queryArrow(sql, file);
    }

    /**
     * Computes a formula for every row of a table, in the order of the imported file.
     *
     * @param formula one SQL expression over the table's columns; a component may be named without {@code component/}
     * @return one number for each row, NaN where the formula gives none
     * @throws ProjectException if it is refused or fails; the message says why
     */
    public double[] evaluate(Table table, String formula) {
        return study.evaluate(table, formula);
    }

    @Override
    public Formulas formulas() {
        return new StudyFormulas(study, this::recipes);
    }

    /** The saved recipes by name. */
    public List<Recipe> recipes() {
        return catalogue.read(RecipeRows::recipes);
    }

    /**
     * Saves a recipe in place of one of the same name.
     *
     * @throws ProjectException if it has no name, or its formula is refused, or fails for every table of its kind
     */
    public void save(Recipe recipe) {
        if (recipe.name().isBlank()) {
            throw new ProjectException("A recipe needs a name.");
        }
        study.check(recipe);
        catalogue.change(c -> RecipeRows.save(c, recipe));
        changed();
    }

    public void removeRecipe(String name) {
        catalogue.change(c -> RecipeRows.removeRecipe(c, name));
        changed();
    }

    /** The saved figures by name. */
    public List<SavedFigure> figures() {
        return catalogue.read(RecipeRows::figures);
    }

    /** Saves a figure in place of one of the same name. */
    public void save(SavedFigure figure) {
        catalogue.change(c -> RecipeRows.save(c, figure));
        changed();
    }

    public void removeFigure(String name) {
        catalogue.change(c -> RecipeRows.removeFigure(c, name));
        changed();
    }

    /** Dashboards and notes. */
    public Documents documents() {
        return new Documents(catalogue);
    }

    /** Calls somebody after every change that this program makes, on the thread that made it. */
    public Subscription addListener(Runnable changed) {
        listeners.add(changed);
        return () -> listeners.remove(changed);
    }

    private void changed() {
        tables.changed();
        tellListeners();
    }

    /** Calls the listeners, as after rows were added to live tables. */
    public void tellListeners() {
        listeners.forEach(Runnable::run);
    }

    @Override
    public void close() {
        List<String> failed = new ArrayList<>();
        try {
            study.close();
            engine.close();
        } catch (SQLException e) {
            failed.add(ParquetReads.firstLine(e));
        }
        try {
            stagingFolder.close();
        } catch (IOException e) {
            failed.add(reason(e));
        }
        catalogue.close();
        if (!failed.isEmpty()) {
            throw new ProjectException("The project " + folder.folder() + " was not closed cleanly: "
                    + String.join("; ", failed) + ". Its data is safe.");
        }
    }
}
