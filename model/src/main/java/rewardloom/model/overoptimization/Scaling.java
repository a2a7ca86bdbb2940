package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rewardloom.model.statistics.Interval;
import rewardloom.model.table.RunSettings;
import rewardloom.model.table.Tables;

/**
 * How α and β change with something that has a number: the size of the reward model, of its data, of an ensemble, or a coefficient. Groups
 * belong together when their names differ in one number alone, or by a setting of the runs.
 *
 * @param factor the groups' name with # for the number, or the name of the setting
 * @param points one for each value, ascending
 * @param alphaSlope change of α for each tenfold factor, NaN if a factor is not above zero
 * @param alphaInterval bootstrap interval of it
 * @param betaSlope change of β for each tenfold factor
 * @param betaInterval bootstrap interval of it
 */
record Scaling(
        String factor,
        List<Point> points,
        double alphaSlope,
        Interval alphaInterval,
        double betaSlope,
        Interval betaInterval) {

    /** Fewer values have no trend worth a number. */
    static final int FEWEST = 3;

    private static final Pattern NUMBER = Pattern.compile("(\\d+(?:\\.\\d+)?(?:[eE]-?\\d+)?)([kKmMbB](?![A-Za-z]))?");

    /** One group. */
    record Point(double value, GroupStudy group, GoldFit fit) {}

    static List<Scaling> of(RlStudy runs, OveroptimizationParameters parameters, Tables tables) {
        Map<String, List<Point>> families = new LinkedHashMap<>();
        if (!parameters.factor().isBlank()) {
            RunSettings settings = RunSettings.of(tables);
            for (GroupStudy group : runs.groups()) {
                number(settings, group, parameters.factor())
                        .ifPresent(v -> add(families, parameters.factor(), v, group));
            }
        }
        for (GroupStudy group : runs.groups()) {
            Matcher matcher = NUMBER.matcher(group.name());
            while (matcher.find()) {
                String name = group.name().substring(0, matcher.start()) + "#"
                        + group.name().substring(matcher.end());
                add(families, name, value(matcher.group(1), matcher.group(2)), group);
            }
        }
        List<Scaling> found = new ArrayList<>();
        families.forEach((name, points) -> {
            if (points.stream().mapToDouble(Point::value).distinct().count() >= FEWEST) {
                found.add(of(name, points, parameters.sampling()));
            }
        });
        return found;
    }

    private static OptionalDouble number(RunSettings settings, GroupStudy group, String key) {
        return group.runs().stream()
                .map(r -> settings.of(r.curve().run()).get(key))
                .filter(s -> s != null && Double.isFinite(s.number()))
                .mapToDouble(RunSettings.Setting::number)
                .findFirst();
    }

    private static void add(Map<String, List<Point>> families, String name, double value, GroupStudy group) {
        group.mean().fits().stream()
                .findFirst()
                .ifPresent(fit ->
                        families.computeIfAbsent(name, k -> new ArrayList<>()).add(new Point(value, group, fit)));
    }

    static double value(String digits, @org.jspecify.annotations.Nullable String unit) {
        double factor = switch (unit == null ? "" : unit.toLowerCase(Locale.ROOT)) {
            case "k" -> 1e3;
            case "m" -> 1e6;
            case "b" -> 1e9;
            default -> 1;
        };
        return Double.parseDouble(digits) * factor;
    }

    private static Scaling of(String name, List<Point> unsorted, Sampling sampling) {
        List<Point> points = unsorted.stream()
                .sorted(Comparator.comparingDouble(Point::value))
                .toList();
        double[] x = points.stream().mapToDouble(p -> Math.log10(p.value)).toArray();
        if (points.getFirst().value <= 0) {
            return new Scaling(name, points, Double.NaN, Interval.NONE, Double.NaN, Interval.NONE);
        }
        List<double[][]> resampled = points.stream()
                .map(p -> GoldFit.resample(
                        p.fit.form(),
                        FitData.of(p.group.runs().stream().map(RunStudy::curve).toList()),
                        sampling.forName(p.group.name())))
                .toList();
        double[][] slopes = new double[2][sampling.resamples()];
        double[] y = new double[x.length];
        for (int k = 0; k < 2; k++) {
            for (int i = 0; i < slopes[k].length; i++) {
                for (int p = 0; p < y.length; p++) {
                    y[p] = resampled.get(p)[k][i];
                }
                slopes[k][i] = slope(x, y);
            }
        }
        double level = sampling.level();
        return new Scaling(
                name,
                points,
                slope(x, points.stream().mapToDouble(p -> p.fit.alpha()).toArray()),
                rewardloom.model.statistics.Bootstrap.percentile(slopes[0], level),
                slope(x, points.stream().mapToDouble(p -> p.fit.beta()).toArray()),
                rewardloom.model.statistics.Bootstrap.percentile(slopes[1], level));
    }

    /** Slope of the least-squares line. */
    static double slope(double[] x, double[] y) {
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < x.length; i++) {
            meanX += x[i] / x.length;
            meanY += y[i] / x.length;
        }
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }
        return xy / xx;
    }
}
