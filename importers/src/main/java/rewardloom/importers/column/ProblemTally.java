package rewardloom.importers.column;

import java.util.LinkedHashMap;
import java.util.Map;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.TableSink;

/** Counts what is wrong in a file by kind, so that a million bad lines are one problem with a count and the first places. */
public final class ProblemTally {
    private static final int PLACES = 5;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * Counts one problem.
     *
     * @param severity how bad; of equal kinds the first counts
     * @param kind short stable word
     * @param unit unit of the place, {@code line} or {@code byte}
     * @param place where it was seen
     * @param message what happened and what can be done; of equal kinds the first counts
     */
    public void add(Severity severity, String kind, String unit, long place, String message) {
        Entry entry = entries.computeIfAbsent(kind, k -> new Entry(severity, unit, message));
        entry.count++;
        if (entry.count == 1) {
            entry.places.append(place);
        } else if (entry.count <= PLACES) {
            entry.places.append(", ").append(place);
        }
    }

    /** How often a kind was counted. */
    public long count(String kind) {
        Entry entry = entries.get(kind);
        return entry == null ? 0 : entry.count;
    }

    /** Reports every kind once. */
    public void report(TableSink sink) {
        entries.forEach((kind, entry) ->
                sink.problem(new Problem(entry.severity, kind, entry.where(), entry.count, entry.message)));
        entries.clear();
    }

    private static final class Entry {
        private final Severity severity;
        private final String unit;
        private final String message;
        private final StringBuilder places = new StringBuilder();
        private long count;

        Entry(Severity severity, String unit, String message) {
            this.severity = severity;
            this.unit = unit;
            this.message = message;
        }

        String where() {
            return (count == 1 ? unit : unit + "s") + " " + places + (count > PLACES ? ", ..." : "");
        }
    }
}
