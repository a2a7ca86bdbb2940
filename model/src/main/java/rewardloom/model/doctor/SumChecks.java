package rewardloom.model.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Problem.Severity;

/** Whether the components of a reward add up to the total, and with which factor or weights they do. */
final class SumChecks {
    private static final int FEWEST = 5;
    private static final double SOME = 0.05;

    private SumChecks() {}

    /** Of several totals the one that fits best is meant. */
    static List<Problem> look(Checkup table) {
        List<Problem> found = new ArrayList<>();
        table.sums().stream()
                .filter(s -> s.compared() + s.lacking() >= FEWEST)
                .min(Comparator.comparingDouble(SumChecks::misfit))
                .ifPresent(s -> {
                    lacking(table, s).ifPresent(found::add);
                    Optional<SumFit> fit = SumFit.of(s);
                    if (s.off() > 0 && !fit.map(SumFit::isPlainSum).orElse(false)) {
                        found.add(off(table, s, fit));
                    }
                });
        return found;
    }

    private static double misfit(Sums sums) {
        return sums.off() == 0 ? -1 : SumFit.of(sums).map(SumFit::left).orElse(1.0);
    }

    private static Optional<Problem> lacking(Checkup table, Sums sums) {
        if (sums.lacking() == 0 || sums.lackingAddUp() <= sums.lacking() / 2) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                Severity.WARNING,
                "component-missing",
                "total " + sums.total() + ", first at " + place(table, sums.lackingPlace()),
                sums.lacking(),
                "a component has no value and the total counts it as 0, as when a reward function returns nothing: its"
                        + " mean is over fewer samples than the mean of the total, so the means do not add up"));
    }

    private static Problem off(Checkup table, Sums sums, Optional<SumFit> found) {
        String where = "total " + sums.total() + ", first at " + place(table, sums.place());
        Optional<SumFit> fit = found.filter(f -> f.closeness() != SumFit.Closeness.NONE);
        return fit.map(f -> new Problem(
                        Severity.INFO, f.kind().id(), where, sums.off(), f.sentence(sums.components(), sums.total())))
                .orElseGet(() -> residual(where, sums));
    }

    private static Problem residual(String where, Sums sums) {
        double share = (double) sums.off() / sums.compared();
        boolean sometimes = share > SOME && share < 1 - SOME;
        return new Problem(
                Severity.WARNING,
                "components-residual",
                where,
                sums.off(),
                "the " + sums.components().size() + " components do not add up to " + sums.total() + " in "
                        + Places.percent(share) + " of what was compared, by up to " + Places.number(sums.largest())
                        + (sometimes
                                ? "; where they do not, a reward function may have returned nothing (its mean is over"
                                        + " fewer samples)"
                                : "; a component is not logged, or one of them is no part of the reward: check the"
                                        + " roles"));
    }

    private static String place(Checkup table, long place) {
        return (table.kind() == Kind.METRICS ? "step " : "row ") + place;
    }
}
