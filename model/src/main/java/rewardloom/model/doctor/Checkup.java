package rewardloom.model.doctor;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Kind;

/**
 * What the doctor saw of one table while its rows went by. Small, whatever the table.
 */
public final class Checkup {
    private final String table;
    private final String run;
    private final Kind kind;
    private final long rows;
    private final List<Pulse> pulses;
    private final List<Sums> sums;
    private final @Nullable Groups groups;
    private final List<Verdicts> verdicts;

    Checkup(
            String table,
            String run,
            Kind kind,
            long rows,
            List<Pulse> pulses,
            List<Sums> sums,
            @Nullable Groups groups,
            List<Verdicts> verdicts) {
        this.table = table;
        this.run = run;
        this.kind = kind;
        this.rows = rows;
        this.pulses = List.copyOf(pulses);
        this.sums = List.copyOf(sums);
        this.groups = groups;
        this.verdicts = List.copyOf(verdicts);
    }

    /** Groups of responses to one prompt. */
    record Groups(long groups, long dead, String example) {}

    /** Name of the table. */
    String table() {
        return table;
    }

    String run() {
        return run;
    }

    Kind kind() {
        return kind;
    }

    long rows() {
        return rows;
    }

    /** One for each tag or numeric column. */
    List<Pulse> pulses() {
        return pulses;
    }

    /** One for each total that components may belong to. */
    List<Sums> sums() {
        return sums;
    }

    Optional<Groups> groups() {
        return Optional.ofNullable(groups);
    }

    /** One for each column of labels, and for each two columns that score both sides of a pair. */
    List<Verdicts> verdicts() {
        return verdicts;
    }

    /** The places where the steps of tags go back, for whoever wants to do something about them. */
    public Restarts restarts() {
        return Restarts.of(pulses);
    }
}
