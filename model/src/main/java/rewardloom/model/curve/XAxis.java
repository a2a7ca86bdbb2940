package rewardloom.model.curve;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import rewardloom.model.curve.CurveParameters.CurveX;
import rewardloom.model.figure.Axis;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;

/** What stands on the x axis: which metric of a run it is, and what it is called. */
record XAxis(CurveX x, String metric) {
    private static final Pattern EPISODES = Pattern.compile(
            "(^|[/_.])(n_?|num_?|total_?)?(episodes?|eps|games)(_?(total|count|num|number|finished))?$");
    private static final Pattern TOKENS = Pattern.compile(
            "(^|[/_.])(n_?|num_?|total_?|global_?)?(input_?)?tokens?(_?(seen|total|count|num|processed))?$");

    /** The metric of a run that stands there; nothing when it is none or the run has none. */
    Optional<String> of(List<Table> run) {
        if (!x.isMetric()) {
            return Optional.empty();
        }
        if (!metric.isBlank()) {
            return run.stream().anyMatch(t -> has(t, metric)) ? Optional.of(metric) : Optional.empty();
        }
        return run.stream()
                .flatMap(t -> t.series().stream())
                .filter(this::fits)
                .map(SeriesSummary::tag)
                .findFirst();
    }

    private boolean fits(SeriesSummary series) {
        return switch (x) {
            case KL -> series.role().is(RoleType.KL);
            case EPISODE ->
                series.role().is(RoleType.EPISODE)
                        || EPISODES.matcher(series.tag().toLowerCase(Locale.ROOT))
                                .find();
            case TOKENS -> TOKENS.matcher(series.tag().toLowerCase(Locale.ROOT)).find();
            case STEP, TIME, WALL_CLOCK, METRIC -> false;
        };
    }

    static boolean has(Table table, String tag) {
        return table.series().stream().anyMatch(s -> s.tag().equals(tag));
    }

    /** What a run lacks that has no place on it. */
    String need() {
        if (!metric.isBlank() && x.isMetric()) {
            return metric;
        }
        return switch (x) {
            case STEP -> "steps";
            case TIME, WALL_CLOCK -> "times";
            case EPISODE, TOKENS -> "a count of " + word();
            case KL, METRIC -> "a KL divergence";
        };
    }

    private String word() {
        return x == CurveX.TOKENS ? "tokens" : "episodes";
    }

    Axis.Scale scale(CurveParameters.Scale wanted) {
        return x == CurveX.WALL_CLOCK ? Axis.Scale.TIME : wanted.scale();
    }

    /** Its name for the tables of some curves. */
    String label(List<Table> tables) {
        return switch (x) {
            case STEP ->
                tables.stream()
                                .anyMatch(t -> t.kind() == Kind.METRICS
                                        || t.column(RoleType.STEP).isPresent())
                        ? "step"
                        : "episode";
            case TIME -> "time since the first point (hours)";
            case WALL_CLOCK -> "time (UTC)";
            case EPISODE, TOKENS, METRIC -> metric.isBlank() ? word() : metric + unit(tables, metric);
            case KL -> {
                String tag = of(tables).orElse("KL");
                yield tag + unit(tables, tag);
            }
        };
    }

    private static String unit(List<Table> tables, String tag) {
        return tables.stream()
                .flatMap(t -> t.series().stream())
                .filter(s -> s.tag().equals(tag) && s.role().is(RoleType.KL))
                .map(SeriesSummary::role)
                .filter(r -> !r.detail().isEmpty())
                .findFirst()
                .map(r -> " (" + r.detail().replace('-', ' ') + ")")
                .orElse("");
    }
}
