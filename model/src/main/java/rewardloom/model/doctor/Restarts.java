package rewardloom.model.doctor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The places where the steps of a run go back, as after a restart from a checkpoint.
 *
 * @param byTag for each tag the number of its points before each such place, and the step it goes back to
 * @param tooMany whether there are more than are listed: the steps are in no order, and nothing was restarted
 */
public record Restarts(Map<String, List<Place>> byTag, boolean tooMany) {

    /**
     * One place.
     *
     * @param index number of points of the tag before it
     * @param step step of the point that comes after
     */
    public record Place(long index, long step) {}

    public Restarts {
        byTag = Map.copyOf(byTag);
    }

    static Restarts of(List<Pulse> pulses) {
        Map<String, List<Place>> byTag = new LinkedHashMap<>();
        boolean tooMany = false;
        for (Pulse pulse : pulses) {
            if (pulse.backward() > 0) {
                byTag.put(
                        pulse.tag(),
                        pulse.restarts().stream()
                                .map(r -> new Place(r.index(), r.to()))
                                .toList());
                tooMany |= pulse.backward() > pulse.restarts().size();
            }
        }
        return new Restarts(byTag, tooMany);
    }

    /** Whether steps go back anywhere. */
    public boolean any() {
        return !byTag.isEmpty();
    }
}
