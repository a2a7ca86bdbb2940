package rewardloom.model.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Table;

/** The tables of a project as the catalogue lists them, read again only when it has changed, also by another program. */
final class TableList {
    private final Catalogue catalogue;
    private final ProjectFolder folder;
    private final AtomicLong versions = new AtomicLong();
    private final AtomicReference<@Nullable Snapshot> last = new AtomicReference<>();

    TableList(Catalogue catalogue, ProjectFolder folder) {
        this.catalogue = catalogue;
        this.folder = folder;
    }

    /**
     * The tables at one moment.
     *
     * @param version another one for each time the catalogue was read
     * @param stamp version of the catalogue that they are at least as new as
     * @param tables all tables in the order of import
     * @param problems what is wrong with a table's file, by the table's id
     */
    record Snapshot(long version, long stamp, List<Table> tables, Map<String, Problem> problems) {

        /** The tables whose files are there. */
        List<Table> readable() {
            return tables.stream().filter(t -> !problems.containsKey(t.id())).toList();
        }

        Optional<Table> byId(String id) {
            return tables.stream().filter(t -> t.id().equals(id)).findFirst();
        }
    }

    Snapshot get() {
        long stamp = catalogue.version();
        Snapshot known = last.get();
        if (known != null && known.stamp == stamp) {
            return known;
        }
        Map<String, Problem> problems = new LinkedHashMap<>();
        List<Table> tables = new ArrayList<>();
        for (TableRows.Listed listed : catalogue.read(TableRows::list)) {
            tables.add(listed.table());
            folder.check(listed.table(), listed.storedBytes())
                    .ifPresent(p -> problems.put(listed.table().id(), p));
        }
        Snapshot fresh = new Snapshot(versions.incrementAndGet(), stamp, List.copyOf(tables), problems);
        last.set(fresh);
        return fresh;
    }

    /** Forget what is known. */
    void changed() {
        last.set(null);
    }
}
