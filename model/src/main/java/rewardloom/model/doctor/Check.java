package rewardloom.model.doctor;

import java.util.List;
import rewardloom.model.table.Problem;

/** One thing the doctor looks for in one table. Stateless. */
@FunctionalInterface
interface Check {
    /** What it finds, at most one for each kind of thing. */
    List<Problem> look(Checkup table);
}
