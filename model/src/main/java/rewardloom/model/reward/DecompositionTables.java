package rewardloom.model.reward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.ResultTable;

/** The numbers of a decomposition. */
final class DecompositionTables {
    private final DecompositionParameters parameters;
    private final List<List<@Nullable Object>> components = new ArrayList<>();
    private final List<List<@Nullable Object>> correlation = new ArrayList<>();
    private final List<List<@Nullable Object>> residual = new ArrayList<>();
    private final List<List<@Nullable Object>> farming = new ArrayList<>();

    DecompositionTables(DecompositionParameters parameters) {
        this.parameters = parameters;
    }

    void add(RewardGroup group) {
        group.accounts().entries().forEach((name, entry) -> {
            Windows windows = Windows.of(
                    group.runs().stream()
                            .map(r -> r.curve()
                                    .parts()
                                    .getOrDefault(name, new double[r.curve().size()]))
                            .toList(),
                    parameters.window());
            components.add(Arrays.asList(
                    group.name(),
                    name,
                    entry.mean(),
                    orNull(entry.signed()),
                    orNull(entry.absolute()),
                    orNull(entry.variance()),
                    orNull(entry.correlation()),
                    entry.fires(),
                    orNull(windows.first()),
                    orNull(windows.last()),
                    orNull(windows.change()),
                    windows.z(),
                    orNull(entry.standardDeviation()),
                    orNull(entry.min()),
                    orNull(entry.max())));
        });
        group.runs().forEach(run -> add(group, run, run.residual()));
        List<String> names = group.accounts().names();
        double[][] matrix = group.accounts().correlation();
        for (int i = 0; i < names.size(); i++) {
            for (int j = 0; j < names.size(); j++) {
                correlation.add(Arrays.asList(group.name(), names.get(i), names.get(j), orNull(matrix[i][j])));
            }
        }
    }

    private void add(RewardGroup group, RewardRun run, Residual result) {
        residual.add(Arrays.asList(
                run.run().name(),
                group.name(),
                run.totalName().isEmpty() ? null : run.totalName(),
                result.points(),
                result.largest(),
                result.relative(),
                orNull(result.x()),
                result.tolerance(),
                result.holds(),
                orNull(result.factor()),
                result.scaled()));
    }

    void add(RewardGroup group, RewardRun run, Farming result, Farming.Rule rule) {
        boolean gained = !result.farmed().isEmpty();
        farming.add(Arrays.asList(
                run.run().name(),
                group.name(),
                result.marker(),
                result.peakX(),
                result.success().before(),
                result.success().after(),
                result.success().z(),
                result.total().before(),
                result.total().after(),
                result.total().z(),
                orNull(result.correlation()),
                gained ? result.farmed() : null,
                gained ? Objects.requireNonNull(gain(result)).difference() : null,
                gained ? orNull(result.explained()) : null,
                result.isFarmed(rule)));
    }

    private static Farming.@Nullable Change gain(Farming result) {
        Map<String, Farming.Change> parts = result.parts();
        return parts.get(result.farmed());
    }

    List<ResultTable> tables() {
        return List.of(
                new ResultTable(
                        "components",
                        "Components: shares over all rows, means of the first and last window",
                        List.of(
                                "group",
                                "component",
                                "mean",
                                "share_signed",
                                "share_absolute",
                                "variance_share",
                                "correlation_total",
                                "fires",
                                "first",
                                "last",
                                "change",
                                "change_z",
                                "sd",
                                "min",
                                "max"),
                        components),
                new ResultTable(
                        "residual",
                        "Whether the components add up to the total",
                        List.of(
                                "run",
                                "group",
                                "total",
                                "rows",
                                "max_abs_residual",
                                "relative",
                                "at",
                                "tolerance",
                                "holds",
                                "factor",
                                "relative_scaled"),
                        residual),
                new ResultTable(
                        "farming",
                        "From the peak of success to the end of each run",
                        List.of(
                                "run",
                                "group",
                                "marker",
                                "peak_step",
                                "success_peak",
                                "success_last",
                                "success_z",
                                "total_peak",
                                "total_last",
                                "total_z",
                                "correlation",
                                "component",
                                "gain",
                                "share_of_rise",
                                "farmed"),
                        farming),
                new ResultTable(
                        "correlation",
                        "Pearson's correlation of components, total and success",
                        List.of("group", "of", "with", "r"),
                        correlation));
    }

    private static @Nullable Double orNull(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }
}
