package rewardloom.model.reward.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Digits;
import rewardloom.model.reward.Farming;
import rewardloom.model.reward.RewardTrace;
import rewardloom.model.reward.RewardUnits;
import rewardloom.model.statistics.Moments;

/**
 * Two runs, or two parts of a training, side by side.
 *
 * @param to what is explained
 * @param from what it is compared with
 * @param components the components
 * @param toMeans means of the components, the rest last
 * @param fromMeans the same of the other
 * @param errors standard errors of the differences of the means
 */
record Difference(
        String to, String from, List<String> components, double[] toMeans, double[] fromMeans, double[] errors) {

    private static final Pattern PART = Pattern.compile("(.*)@(-?[0-9.eE+]+)\\.\\.(-?[0-9.eE+]+)");

    /** Some units of a run. */
    private record Part(RewardUnits units, int[] rows) {}

    /** Units under a name. */
    private record Side(String name, List<Part> parts) {}

    static Difference of(AttributionParameters parameters, List<RewardUnits> runs) {
        Set<String> names = new LinkedHashSet<>();
        runs.forEach(r -> names.addAll(r.parts().keySet()));
        List<String> components = List.copyOf(names);
        Side to;
        Side from;
        boolean open = parameters.to().isBlank() && parameters.from().isBlank();
        if (open && runs.getFirst().isTraining()) {
            String group = runs.getFirst().run().group();
            List<RewardUnits> training =
                    runs.stream().filter(r -> r.run().group().equals(group)).toList();
            to = joined(training.stream()
                    .map(r -> window(r, group, parameters.window(), r.size(), "the end"))
                    .toList());
            from = joined(training.stream()
                    .map(r -> before(r, group, parameters.window()))
                    .toList());
        } else {
            List<String> ranking = ranking(runs);
            String second = parameters.from().isBlank() ? other(ranking, parameters.to()) : parameters.from();
            String first = parameters.to().isBlank() ? other(ranking, second) : parameters.to();
            if (first.isBlank() || second.isBlank()) {
                throw new AnalysisException("a difference needs two runs, or parts of one: name them with from and to");
            }
            to = side(first, runs, parameters.window());
            from = side(second, runs, parameters.window());
        }
        return of(to, from, components);
    }

    private static Difference of(Side to, Side from, List<String> components) {
        int n = components.size();
        double[] toMeans = new double[n + 1];
        double[] fromMeans = new double[n + 1];
        double[] errors = new double[n + 1];
        for (int k = 0; k <= n; k++) {
            int at = k;
            Function<RewardUnits, double[]> column = u -> at == n
                    ? u.rest()
                    : Objects.requireNonNullElse(u.parts().get(components.get(at)), new double[u.size()]);
            Moments first = moments(to, column);
            Moments second = moments(from, column);
            toMeans[k] = first.mean();
            fromMeans[k] = second.mean();
            errors[k] = Math.hypot(first.standardError(), second.standardError());
        }
        return new Difference(to.name, from.name, components, toMeans, fromMeans, errors);
    }

    private static Moments moments(Side side, Function<RewardUnits, double[]> column) {
        return Moments.of(side.parts.stream()
                .flatMapToDouble(p -> {
                    double[] values = column.apply(p.units);
                    return Arrays.stream(p.rows).mapToDouble(r -> values[r]);
                })
                .toArray());
    }

    private static List<String> ranking(List<RewardUnits> runs) {
        return runs.stream()
                .collect(Collectors.groupingBy(r -> r.run().group(), Collectors.averagingDouble(Difference::mean)))
                .entrySet()
                .stream()
                .sorted((a, b) -> Double.compare(b.getValue(), a.getValue()))
                .map(e -> e.getKey())
                .toList();
    }

    private static double mean(RewardUnits units) {
        List<String> names = List.copyOf(units.parts().keySet());
        double[] ones = new double[names.size()];
        Arrays.fill(ones, 1);
        return Moments.of(units.returns(names, ones)).mean();
    }

    private static String other(List<String> ranking, String name) {
        return ranking.stream().filter(n -> !n.equals(name)).findFirst().orElse("");
    }

    private static Side joined(List<Side> sides) {
        return new Side(
                sides.getFirst().name,
                sides.stream().flatMap(s -> s.parts.stream()).toList());
    }

    private static Side window(RewardUnits units, String name, double share, int end, String what) {
        int size = Math.max(1, (int) Math.round(units.size() * share));
        int from = Math.max(0, end - size);
        return new Side(
                name + ", " + what,
                List.of(new Part(
                        units,
                        IntStream.range(from, Math.min(units.size(), from + size))
                                .toArray())));
    }

    /** Where success was highest, or the beginning. */
    private static Side before(RewardUnits units, String name, double share) {
        RewardTrace trace = new RewardTrace(units.x(), units.rest(), units.parts(), units.markers());
        for (String marker : units.markers().keySet()) {
            if (Farming.canJudge(trace, marker)) {
                double peak =
                        Farming.of(trace, marker, new Farming.Rule(share, 0, 1)).peakX();
                int at = IntStream.range(0, units.size())
                        .boxed()
                        .min(Comparator.comparingDouble(i -> Math.abs(units.x()[i] - peak)))
                        .orElse(0);
                int half = Math.max(1, (int) Math.round(units.size() * share)) / 2;
                return window(units, name, share, Math.min(units.size(), at + half + 1), "the peak of " + marker);
            }
        }
        return window(units, name, share, 0, "the beginning");
    }

    private static Side side(String text, List<RewardUnits> runs, double window) {
        Matcher matcher = PART.matcher(text.strip());
        boolean part = matcher.matches();
        String name = part ? matcher.group(1) : text.strip();
        List<RewardUnits> named = runs.stream()
                .filter(r -> r.run().name().equals(name) || r.run().group().equals(name))
                .toList();
        if (named.isEmpty()) {
            throw new AnalysisException("there is no run or group called " + name + "; there are "
                    + runs.stream().map(r -> r.run().name()).collect(Collectors.joining(", ")));
        }
        double low = part ? Double.parseDouble(matcher.group(2)) : Double.NEGATIVE_INFINITY;
        double high = part ? Double.parseDouble(matcher.group(3)) : Double.POSITIVE_INFINITY;
        List<Part> parts = new ArrayList<>();
        for (RewardUnits units : named) {
            int first = part || !units.isTraining()
                    ? 0
                    : units.size() - Math.max(1, (int) Math.round(units.size() * window));
            int[] rows = IntStream.range(first, units.size())
                    .filter(i -> units.x()[i] >= low && units.x()[i] <= high)
                    .toArray();
            parts.add(new Part(units, rows));
        }
        if (parts.stream().allMatch(p -> p.rows.length == 0)) {
            throw new AnalysisException(
                    "nothing of " + name + " lies from " + Digits.three(low) + " to " + Digits.three(high));
        }
        String end = !part && named.getFirst().isTraining() ? ", the end" : "";
        return new Side(part ? text.strip() : name + end, parts);
    }

    double[] differences() {
        double[] differences = new double[toMeans.length];
        Arrays.setAll(differences, k -> toMeans[k] - fromMeans[k]);
        return differences;
    }
}
