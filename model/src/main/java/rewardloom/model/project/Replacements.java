package rewardloom.model.project;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Column;
import rewardloom.model.table.Role;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;

/**
 * Tables that give way to newer readings of their files, inside one transaction. A newer table stands where the older one of the same
 * kind, name and run stood, and keeps its roles, which may have been corrected by hand.
 */
final class Replacements {
    private final List<Table> old;
    private final Map<String, Long> positions = new HashMap<>();
    private final List<String> unusedMedia = new ArrayList<>();

    /** Takes the older tables out of the catalogue. */
    Replacements(Connection connection, List<Table> old) throws SQLException {
        this.old = List.copyOf(old);
        Set<String> sources = new LinkedHashSet<>();
        for (Table table : old) {
            Long position = TableRows.position(connection, table);
            if (position != null) {
                positions.put(table.id(), position);
                TableRows.remove(connection, table);
                sources.add(table.provenance().sha256());
            }
        }
        for (String sha256 : sources) {
            unusedMedia.addAll(MediaRows.release(connection, sha256));
        }
    }

    private @Nullable Table before(Table table) {
        return old.stream()
                .filter(o -> o.kind() == table.kind()
                        && o.name().equals(table.name())
                        && o.run().equals(table.run()))
                .findFirst()
                .orElse(null);
    }

    /** Where the table stands in the list, or null at its end. */
    @Nullable
    Long position(Table table) {
        Table before = before(table);
        return before == null ? null : positions.get(before.id());
    }

    /** The table with the roles that the older one had. */
    Table corrected(Table table) {
        Table before = before(table);
        if (before == null) {
            return table;
        }
        Map<String, Role> roles = new HashMap<>();
        before.columns().forEach(c -> roles.put("column " + c.name(), c.role()));
        before.series().forEach(s -> roles.put("series " + s.tag(), s.role()));
        List<Column> columns = table.columns().stream()
                .map(c -> c.withRole(roles.getOrDefault("column " + c.name(), c.role())))
                .toList();
        List<SeriesSummary> series = table.series().stream()
                .map(s -> s.withRole(roles.getOrDefault("series " + s.tag(), s.role())))
                .toList();
        return new Table(
                table.id(), table.kind(), table.name(), table.run(), table.rows(), columns, series, table.provenance());
    }

    /** The files that nothing needs once the transaction has ended, unless a newer table has the same content. */
    List<Path> files(ProjectFolder folder) {
        List<Path> files = new ArrayList<>();
        old.forEach(t -> files.add(folder.file(t)));
        unusedMedia.forEach(name -> files.add(folder.media().resolve(name)));
        return files;
    }
}
