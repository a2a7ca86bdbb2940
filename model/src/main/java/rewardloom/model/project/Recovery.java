package rewardloom.model.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.RoleRules;
import rewardloom.model.table.Table;
import rewardloom.model.table.TableSummarizer;
import rewardloom.model.table.Values;

/**
 * Puts a project together again whose catalogue is damaged or lost. The damaged file is moved aside and kept; what can still be
 * read in it is taken over; every table that it does not list any more is listed from what its own file says.
 */
final class Recovery {
    private static final int BATCH = 122_880;

    private final ProjectFolder folder;
    private final List<Problem> report = new ArrayList<>();

    Recovery(ProjectFolder folder) {
        this.folder = folder;
    }

    List<Problem> run() {
        if (!Files.isDirectory(folder.folder())) {
            throw new ProjectException("There is no folder " + folder.folder() + " to repair.");
        }
        if (isSound()) {
            return List.of(Problem.info(
                    "sound", folder.catalogue().toString(), "The catalogue is not damaged; nothing was changed."));
        }
        try (Engine engine = new Engine()) {
            Path damaged = moveAside();
            rebuild(engine, damaged);
            return List.copyOf(report);
        } catch (IOException e) {
            throw new ProjectException(
                    "Cannot repair " + folder.folder() + ": " + Project.reason(e)
                            + ". Check that you may write there. Nothing was deleted.",
                    e);
        } catch (SQLException e) {
            throw new ProjectException(
                    "Cannot repair " + folder.folder() + ": " + e.getMessage() + ". Nothing was deleted.", e);
        }
    }

    private boolean isSound() {
        if (!Files.exists(folder.catalogue())) {
            return false;
        }
        try (Catalogue catalogue = Catalogue.open(folder.catalogue())) {
            return catalogue.read(Recovery::quickCheck);
        } catch (ProjectException e) {
            if (e.getCause() == null) {
                // It can be read, but is somebody else's or a newer program's: not for us to move.
                throw e;
            }
            return false;
        }
    }

    private static boolean quickCheck(Connection connection) throws SQLException {
        try (PreparedStatement check = connection.prepareStatement("PRAGMA quick_check(1)");
                ResultSet row = check.executeQuery()) {
            return row.next() && row.getString(1).equals("ok");
        }
    }

    /** Moves the catalogue and its logs to a name with the date, and says where. */
    private Path moveAside() throws IOException {
        String when = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now(ZoneOffset.UTC));
        Path aside = UnlistedFiles.free(folder.folder().resolve(Catalogue.FILE + ".damaged-" + when));
        for (String suffix : List.of("", "-wal", "-shm")) {
            Path from = folder.folder().resolve(Catalogue.FILE + suffix);
            if (Files.exists(from)) {
                Files.move(from, aside.resolveSibling(aside.getFileName() + suffix));
            }
        }
        report.add(
                Files.exists(aside)
                        ? Problem.warning(
                                "catalogue-moved",
                                aside.toString(),
                                "The damaged catalogue was moved to " + aside + ".")
                        : Problem.warning("catalogue-lost", folder.catalogue().toString(), "There was no catalogue."));
        return aside;
    }

    private void rebuild(Engine engine, Path damaged) throws IOException {
        folder.make();
        try (Salvage salvage = new Salvage(damaged)) {
            Map<String, Table> known = new HashMap<>();
            salvage.tables().forEach(t -> known.put(t.id(), t));
            List<Table> tables = new ArrayList<>(salvage.tables());
            tables.removeIf(t -> !Files.exists(folder.file(t)));
            List<Table> found = new ArrayList<>();
            for (Path file : folder.tableFiles()) {
                if (!known.containsKey(ProjectFolder.id(file))) {
                    read(engine, file, found);
                }
            }
            found.sort(Comparator.comparing((Table t) -> t.provenance().file()).thenComparing(Table::id));
            tables.addAll(found);
            write(tables, salvage);
            report.addAll(salvage.report());
        }
        report.add(Problem.info(
                "repaired",
                folder.folder().toString(),
                "The project was put together again. Roles that were corrected by hand, recipes and labels are there"
                        + " as far as the damaged catalogue could be read; compare before you delete it."));
    }

    private void write(List<Table> tables, Salvage salvage) {
        try (Catalogue catalogue = Catalogue.create(folder.catalogue())) {
            catalogue.change(connection -> {
                for (Table table : tables) {
                    TableRows.insert(connection, table, size(table), null);
                }
                salvage.copyTo(connection);
            });
        } catch (UncheckedIOException e) {
            throw new ProjectException("Cannot repair " + folder.folder() + ": " + e.getMessage(), e);
        }
    }

    private long size(Table table) {
        try {
            return Files.size(folder.file(table));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Engine engine, Path file, List<Table> found) {
        try {
            found.add(table(engine, file));
        } catch (SQLException | IOException | IllegalArgumentException e) {
            report.add(Problem.error(
                    "damaged-table",
                    file.toString(),
                    "The table " + file + " cannot be read and is left where it is: " + ParquetReads.firstLine(e)));
        }
    }

    private static Table table(Engine engine, Path file) throws SQLException, IOException {
        TableMetadata metadata = TableMetadata.read(metadata(engine, file));
        List<Column> columns = metadata.spec().columns();
        TableSummarizer summarizer = new TableSummarizer(metadata.spec(), RoleRules.standard());
        String list = columns.stream()
                .map(c -> Engine.identifier(c.name()))
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow(() -> new IllegalArgumentException("the table has no columns"));
        ParquetReads.stream(
                engine, "SELECT " + list + " FROM read_parquet(" + Engine.literal(file) + ")", BATCH, (root, rows) -> {
                    List<Values> values = new ArrayList<>();
                    for (int i = 0; i < columns.size(); i++) {
                        ArrowColumns.Gatherer gatherer =
                                ArrowColumns.of(columns.get(i).type(), rows);
                        gatherer.add(root.getVector(i), rows);
                        values.add(gatherer.finish());
                    }
                    summarizer.add(new Batch(rows, values));
                });
        String id = ProjectFolder.id(file);
        String digits = id.replaceFirst("^t", "").replaceFirst("_\\d+$", "");
        return new Table(
                id,
                metadata.spec().kind(),
                metadata.spec().name(),
                metadata.spec().run(),
                summarizer.rows(),
                columns,
                summarizer.series(),
                new Provenance(metadata.file(), metadata.format(), digits, 0));
    }

    private static String metadata(Engine engine, Path file) throws SQLException {
        try (DuckDBConnection connection = engine.connection();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT decode(value) FROM parquet_kv_metadata("
                        + Engine.literal(file) + ") WHERE decode(key) = 'rewardloom'")) {
            if (!row.next()) {
                throw new IllegalArgumentException("it was not written by Rewardloom");
            }
            return row.getString(1);
        }
    }
}
