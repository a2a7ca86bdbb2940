package rewardloom.model.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rewardloom.model.table.RoleType;

/** Compares the totals among tags with the sum of the components logged at the same steps. */
final class StepSums {
    /** What a sum of components may be. */
    static final Set<RoleType> TOTALS = EnumSet.of(RoleType.REWARD, RoleType.RETURN, RoleType.GOLD, RoleType.PROXY);

    private StepSums() {}

    static List<Sums> of(List<Pulse> pulses) {
        List<Pulse> components =
                pulses.stream().filter(p -> p.role().is(RoleType.COMPONENT)).toList();
        List<Sums> result = new ArrayList<>();
        if (components.size() < 2) {
            return result;
        }
        for (Pulse total : pulses) {
            if (TOTALS.contains(total.role().type())) {
                result.add(sums(total, components));
            }
        }
        return result;
    }

    private static Sums sums(Pulse total, List<Pulse> components) {
        SumTaker taker =
                new SumTaker(total.tag(), components.stream().map(Pulse::tag).toList());
        List<Map<Long, Double>> values =
                components.stream().map(c -> byStep(c.sample())).toList();
        double[] row = new double[components.size() + 1];
        for (int i = 0; i < total.sample().steps().length; i++) {
            long step = total.sample().steps()[i];
            row[0] = total.sample().values()[i];
            boolean any = false;
            for (int c = 0; c < values.size(); c++) {
                Double value = values.get(c).get(step);
                row[c + 1] = value == null ? Double.NaN : value;
                any |= value != null;
            }
            // A component that is not logged at a step says nothing about the sum there.
            if (any && Arrays.stream(row).allMatch(Double::isFinite)) {
                taker.add(step, row);
            }
        }
        return taker.sums();
    }

    /** Of several values at one step the first counts: totals are then compared with what was logged beside them first. */
    private static Map<Long, Double> byStep(Pulse.Sample sample) {
        Map<Long, Double> result = new HashMap<>();
        for (int i = 0; i < sample.steps().length; i++) {
            result.putIfAbsent(sample.steps()[i], sample.values()[i]);
        }
        return result;
    }
}
