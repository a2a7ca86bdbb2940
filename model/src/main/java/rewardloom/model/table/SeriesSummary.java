package rewardloom.model.table;

/**
 * What is known of a tag of a metrics table, or of a numeric column of another table, without reading it again.
 *
 * @param tag name of the tag or column
 * @param role what it means
 * @param count number of cells that are not missing
 * @param firstStep step of the first cell; meaningless unless {@code hasSteps}
 * @param lastStep step of the last cell; meaningless unless {@code hasSteps}
 * @param first first finite value in file order, NaN if there is none
 * @param last last finite value
 * @param min smallest finite value
 * @param max largest finite value
 * @param nonfinite number of NaN and infinite values
 * @param repeatedSteps number of points whose step equals the one before
 * @param backwardSteps number of points whose step is smaller than the one before
 * @param hasSteps whether the table has steps at all
 */
public record SeriesSummary(
        String tag,
        Role role,
        long count,
        long firstStep,
        long lastStep,
        double first,
        double last,
        double min,
        double max,
        long nonfinite,
        long repeatedSteps,
        long backwardSteps,
        boolean hasSteps) {

    /** What is known when the points of another summary of the same tag come after these. */
    public SeriesSummary followedBy(SeriesSummary next) {
        if (count == 0 || next.count == 0) {
            return count == 0 ? next.withRole(role) : this;
        }
        long joint = hasSteps && next.hasSteps ? Long.signum(next.firstStep - lastStep) : 1;
        return new SeriesSummary(
                tag,
                role,
                count + next.count,
                firstStep,
                next.lastStep,
                Double.isNaN(first) ? next.first : first,
                Double.isNaN(next.last) ? last : next.last,
                Double.isNaN(min) ? next.min : Double.isNaN(next.min) ? min : Math.min(min, next.min),
                Double.isNaN(max) ? next.max : Double.isNaN(next.max) ? max : Math.max(max, next.max),
                nonfinite + next.nonfinite,
                repeatedSteps + next.repeatedSteps + (joint == 0 ? 1 : 0),
                backwardSteps + next.backwardSteps + (joint < 0 ? 1 : 0),
                hasSteps);
    }

    public SeriesSummary withRole(Role newRole) {
        return new SeriesSummary(
                tag,
                newRole,
                count,
                firstStep,
                lastStep,
                first,
                last,
                min,
                max,
                nonfinite,
                repeatedSteps,
                backwardSteps,
                hasSteps);
    }
}
