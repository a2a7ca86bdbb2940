package rewardloom.model.doctor;

import java.util.List;
import java.util.stream.Stream;
import rewardloom.model.table.Problem;

/**
 * Says what is odd about logged data: nothing it says stops an import. Each finding has a kind, a place, a count and a remedy.
 */
public final class Doctor {
    private static final List<Check> CHECKS = List.of(
            SeriesChecks::sampled,
            SeriesChecks::nonfinite,
            SeriesChecks::backward,
            KlChecks::negative,
            KlChecks::start,
            SumChecks::look,
            ResponseChecks::deadGroups,
            ResponseChecks::deadShare,
            ResponseChecks::clipped,
            LabelChecks::look);

    /** What is odd about one table. */
    public List<Problem> look(Checkup table) {
        return CHECKS.stream().flatMap(check -> check.look(table).stream()).toList();
    }

    /** What is odd about several tables together. */
    public List<Problem> compare(List<Checkup> tables) {
        return Stream.of(KlChecks.units(tables), RunChecks.copies(tables), RunChecks.unsharedSteps(tables))
                .flatMap(List::stream)
                .toList();
    }
}
