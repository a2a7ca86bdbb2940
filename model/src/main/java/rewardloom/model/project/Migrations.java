package rewardloom.model.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rewardloom.model.preference.LabelSchema;

/**
 * Brings the catalogue of an older study to the layout of today. Before anything changes, the catalogue is copied beside itself
 * as {@code project.sqlite.format-N}, so that the older program can go on with it; the steps are one transaction.
 *
 * @param steps the step at index i brings format i + 1 to i + 2
 */
record Migrations(List<Step> steps) {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    /** The step of one format to the next one. */
    @FunctionalInterface
    interface Step {
        void run(Connection connection) throws SQLException;
    }

    Migrations {
        steps = List.copyOf(steps);
    }

    /** Those that have been needed so far. Format 2 keeps everything that annotators are asked. */
    static Migrations known() {
        Migrations known = new Migrations(List.of(LabelSchema::upgrade));
        if (known.newest() != Catalogue.FORMAT) {
            throw new IllegalStateException("a format without a step to it: " + Catalogue.FORMAT);
        }
        return known;
    }

    /** The format they lead to. */
    int newest() {
        return steps.size() + 1;
    }

    /**
     * Brings a catalogue to the newest format; does nothing if it has it.
     *
     * @param file where the catalogue is
     * @throws ProjectException if the copy cannot be made or a step fails; the catalogue is then as it was
     */
    void apply(Catalogue catalogue, Path file) {
        long format = catalogue.read(Migrations::format);
        if (format >= newest()) {
            return;
        }
        Path copy = copy(file, format);
        catalogue.change(connection -> {
            // Another program may have done it in the meantime.
            for (long from = format(connection); from < newest(); from++) {
                steps.get((int) from - 1).run(connection);
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA user_version = " + newest());
            }
        });
        LOG.info("{} was brought from format {} to {}; the older one is kept as {}", file, format, newest(), copy);
    }

    /** A whole and consistent copy, whatever is still in the write-ahead log. */
    private static Path copy(Path file, long format) {
        Path copy = file.resolveSibling(file.getFileName() + ".format-" + format);
        Path temporary = file.resolveSibling(file.getFileName() + ".format-" + format + ".new");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            Files.deleteIfExists(temporary);
            try (PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
                statement.setString(1, temporary.toString());
                statement.execute();
            }
            return Files.move(temporary, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (SQLException | IOException e) {
            throw new ProjectException(
                    file + " has the older format " + format
                            + " and was not changed, because no copy of it could be made: " + e.getMessage()
                            + ". Make room in its folder, or allow writing there.",
                    e);
        }
    }

    private static long format(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
