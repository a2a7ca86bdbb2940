package rewardloom.model.reward.alarm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.reward.Accounting;
import rewardloom.model.reward.Farming;
import rewardloom.model.reward.SuccessNames;
import rewardloom.model.statistics.Digits;
import rewardloom.model.statistics.Quantiles;

/** The rules, each over the runs of one group. */
final class AlarmRules {
    private static final double DENSE = 0.9;
    private static final double HALF = 0.5;
    private static final double CANCELLED = 0.3;

    private final AlarmParameters parameters;
    private final List<Alarm> alarms = new ArrayList<>();

    AlarmRules(AlarmParameters parameters) {
        this.parameters = parameters;
    }

    /** All alarms about a group, the gravest first. */
    List<Alarm> judge(String group, List<Watched> runs) {
        alarms.clear();
        farmed(group, runs);
        flat(group, runs);
        nonfinite(group, runs);
        dead(group, runs);
        runaway(group, runs);
        drowned(group, runs);
        conflicts(group, runs);
        saturated(group, runs);
        links(group, runs);
        return List.copyOf(alarms);
    }

    private void add(
            String id,
            Severity severity,
            String group,
            String component,
            int runs,
            double place,
            String window,
            double value,
            double threshold,
            String text,
            String rule,
            String figure) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("group", group);
        values.put("component", component);
        values.put("runs", runs);
        values.put("place", place);
        values.put("window", window);
        values.put("value", value);
        values.put("threshold", threshold);
        alarms.add(new Alarm(
                new Finding(id, severity, text, rule, values, figure),
                group,
                component,
                runs,
                place,
                window,
                value,
                threshold));
    }

    private static String of(int count, List<Watched> runs) {
        return count + " of " + runs.size() + (runs.size() == 1 ? " run" : " runs");
    }

    private String window() {
        return "windows of " + Digits.percent(parameters.window()) + " of the points";
    }

    private void farmed(String group, List<Watched> runs) {
        Map<String, List<Farming>> farmed = new LinkedHashMap<>();
        for (Watched run : runs) {
            if (run.isTraining()) {
                run.curve().markers().keySet().stream()
                        .filter(m -> Farming.canJudge(run.curve(), m))
                        .findFirst()
                        .map(m -> Farming.of(run.curve(), m, parameters.farming()))
                        .filter(f -> f.isFarmed(parameters.farming()))
                        .ifPresent(f -> farmed.computeIfAbsent(f.farmed(), k -> new ArrayList<>())
                                .add(f));
            }
        }
        farmed.forEach((component, results) -> {
            double peak = Quantiles.median(
                    results.stream().mapToDouble(Farming::peakX).toArray());
            String marker = results.getFirst().marker();
            add(
                    "farmed-component",
                    Severity.WARNING,
                    group,
                    component,
                    results.size(),
                    peak,
                    "peak of " + marker + " against the end, " + window(),
                    mean(results, Farming::explained),
                    parameters.explained(),
                    component + " is farmed in " + of(results.size(), runs) + " of " + group + " since "
                            + runs.getFirst().xLabel() + " " + Digits.count(peak) + ": the total rises from "
                            + Digits.text(mean(results, f -> f.total().before())) + " to "
                            + Digits.text(mean(results, f -> f.total().after())) + ", " + marker + " falls from "
                            + Digits.text(mean(results, f -> f.success().before())) + " to "
                            + Digits.text(mean(results, f -> f.success().after())) + ", and " + component + " brings "
                            + Digits.percent(mean(results, Farming::explained)) + " of the rise.",
                    "Between the " + window()
                            + " where success is highest and the last: the total rises and success falls, each"
                            + " by more than 2 pooled standard errors; success falls by at least "
                            + Digits.percent(parameters.fall())
                            + " of its peak; the two correlate negatively from the peak"
                            + " on; the component with the largest gain brings at least "
                            + Digits.percent(parameters.explained()) + " of the rise.",
                    AlarmFigures.training(group));
        });
    }

    private static <T> double mean(List<T> items, ToDoubleFunction<T> value) {
        return items.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    /** The total goes up to the end while the outcome does not: the earliest window from which on that is so. */
    private void flat(String group, List<Watched> runs) {
        List<Stall> stalls = new ArrayList<>();
        for (Watched run : runs) {
            if (run.isTraining()) {
                run.curve().markers().entrySet().stream()
                        .findFirst()
                        .flatMap(m -> Stall.of(run, m.getKey(), parameters.window()))
                        .ifPresent(stalls::add);
            }
        }
        if (!stalls.isEmpty()) {
            Stall first = stalls.getFirst();
            double since =
                    Quantiles.median(stalls.stream().mapToDouble(Stall::since).toArray());
            add(
                    "outcome-stalls",
                    Severity.WARNING,
                    group,
                    "",
                    stalls.size(),
                    since,
                    "each window against the last, " + window(),
                    mean(stalls, s -> s.outcome().after() - s.outcome().before()),
                    0,
                    "The total rises while " + first.marker() + " does not, in " + of(stalls.size(), runs) + " of "
                            + group
                            + " since " + runs.getFirst().xLabel() + " " + Digits.count(since) + ": total "
                            + Digits.text(mean(stalls, s -> s.total().before())) + " to "
                            + Digits.text(mean(stalls, s -> s.total().after())) + ", " + first.marker() + " "
                            + Digits.text(mean(stalls, s -> s.outcome().before())) + " to "
                            + Digits.text(mean(stalls, s -> s.outcome().after())) + ".",
                    "The earliest of the " + window()
                            + " against which the last one has a larger total, by more than 2 pooled"
                            + " standard errors, and an outcome that is not larger by as much; at least a fifth of the"
                            + " training before the end.",
                    AlarmFigures.training(group));
        }
    }

    private void nonfinite(String group, List<Watched> runs) {
        Map<String, Long> counts = new LinkedHashMap<>();
        runs.forEach(r -> r.nonfinite().forEach((name, n) -> counts.merge(name, n, Long::sum)));
        long rows = runs.stream().mapToLong(Watched::rows).sum();
        counts.forEach((name, count) -> {
            if (count > 0) {
                add(
                        "nonfinite-reward",
                        Severity.WARNING,
                        group,
                        name,
                        (int) runs.stream()
                                .filter(r -> r.nonfinite().getOrDefault(name, 0L) > 0)
                                .count(),
                        Double.NaN,
                        "all rows",
                        count,
                        0,
                        name + " is not a finite number in " + Digits.count(count) + " of " + Digits.count(rows)
                                + " rows of " + group + ".",
                        "NaN, infinite or missing values.",
                        "sizes");
            }
        });
    }

    private void dead(String group, List<Watched> runs) {
        for (String name : names(runs)) {
            List<Accounting.Entry> entries = entries(runs, name);
            if (entries.stream().allMatch(e -> e.min() == 0 && e.max() == 0)) {
                add(
                        "never-fires",
                        Severity.WARNING,
                        group,
                        name,
                        runs.size(),
                        Double.NaN,
                        "all rows",
                        0,
                        0,
                        name + " is 0 in every row of " + group + ": it never fires.",
                        "Every value is 0.",
                        "sizes");
            } else if (entries.stream()
                    .allMatch(e ->
                            e.min() == e.max() && e.min() == entries.getFirst().min())) {
                add(
                        "constant-component",
                        Severity.INFO,
                        group,
                        name,
                        runs.size(),
                        Double.NaN,
                        "all rows",
                        entries.getFirst().min(),
                        0,
                        name + " is " + Digits.text(entries.getFirst().min()) + " in every row of " + group
                                + ": it cannot teach anything.",
                        "Smallest and largest value are equal.",
                        "sizes");
            }
        }
    }

    private static List<String> names(List<Watched> runs) {
        return runs.stream()
                .flatMap(r -> r.accounts().entries().keySet().stream())
                .distinct()
                .toList();
    }

    private static List<Accounting.Entry> entries(List<Watched> runs, String name) {
        return runs.stream()
                .filter(r -> r.accounts().entries().containsKey(name))
                .map(r -> Objects.requireNonNull(r.accounts().entries().get(name)))
                .toList();
    }

    private void runaway(String group, List<Watched> runs) {
        for (String name : names(runs)) {
            List<Growth> grown = new ArrayList<>();
            for (Watched run : runs) {
                Growth.of(run, name, parameters.window())
                        .filter(g -> g.ratio() >= parameters.runaway() && g.shareAtEnd() >= HALF)
                        .ifPresent(grown::add);
            }
            if (!grown.isEmpty()) {
                double since = Quantiles.median(
                        grown.stream().mapToDouble(Growth::since).toArray());
                add(
                        "runaway-scale",
                        Severity.WARNING,
                        group,
                        name,
                        grown.size(),
                        since,
                        "the last against the middle one of all " + window(),
                        mean(grown, Growth::ratio),
                        parameters.runaway(),
                        name + " runs away in " + of(grown.size(), runs) + " of " + group + ": its size at the end is "
                                + Digits.text(mean(grown, Growth::ratio)) + " times the usual one, and "
                                + Digits.percent(mean(grown, Growth::shareAtEnd)) + " of the reward, since "
                                + runs.getFirst().xLabel() + " " + Digits.count(since) + ".",
                        "Mean |r_k| in the last window is at least " + Digits.text(parameters.runaway())
                                + " times the median over all windows, and at least half of Σ |r|.",
                        AlarmFigures.training(group));
            }
        }
    }

    private void drowned(String group, List<Watched> runs) {
        for (String name : names(runs)) {
            List<Accounting.Entry> entries = entries(runs, name);
            double share = mean(entries, Accounting.Entry::absolute);
            boolean fires = entries.stream().anyMatch(e -> e.fires() > 0);
            String loudest = names(runs).stream()
                    .filter(n -> !n.equals(name) && !SuccessNames.mark(n))
                    .filter(n -> mean(entries(runs, n), Accounting.Entry::fires) >= DENSE)
                    .max((a, b) -> Double.compare(
                            mean(entries(runs, a), Accounting.Entry::absolute),
                            mean(entries(runs, b), Accounting.Entry::absolute)))
                    .orElse("");
            if (SuccessNames.mark(name) && fires && share < parameters.drowned() && !loudest.isEmpty()) {
                double loud = mean(entries(runs, loudest), Accounting.Entry::absolute);
                if (loud > share) {
                    add(
                            "success-drowned",
                            Severity.WARNING,
                            group,
                            name,
                            runs.size(),
                            Double.NaN,
                            "all rows",
                            share,
                            parameters.drowned(),
                            name + " makes up " + Digits.percent(share) + " of the reward of " + group + " and "
                                    + loudest + " " + Digits.percent(loud) + ": the dense shaping drowns success.",
                            "A component that marks success by its name has an absolute share below "
                                    + Digits.percent(parameters.drowned())
                                    + ", and one that is not 0 in 90 % of the rows has a larger one.",
                            "sizes");
                }
            }
        }
    }

    /** Two components that pull in opposite directions. */
    private record Pair(String names, double correlation) {}

    private void conflicts(String group, List<Watched> runs) {
        List<String> names = names(runs);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                String a = names.get(i);
                String b = names.get(j);
                double r = mean(runs, w -> correlation(w.accounts(), a, b));
                if (r <= -parameters.conflict()) {
                    pairs.add(new Pair(a + " and " + b, r));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::correlation));
        if (!pairs.isEmpty()) {
            add(group, runs.size(), pairs);
        }
        cancelled(group, runs);
    }

    /** One finding for all of them; a line in the table for each. */
    private void add(String group, int runs, List<Pair> pairs) {
        String all = pairs.stream()
                .map(p -> p.names + " (" + Digits.text(p.correlation) + ")")
                .collect(Collectors.joining(", "));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("group", group);
        pairs.forEach(p -> values.put(p.names, p.correlation));
        Finding finding = new Finding(
                "sign-conflict",
                Severity.INFO,
                "In " + group + " these components pull in opposite directions (correlation): " + all + ".",
                "Pearson's correlation over all rows, mean over runs, is at most −" + Digits.text(parameters.conflict())
                        + "; when and where: see the conflicts.",
                values,
                "sizes");
        pairs.forEach(p -> alarms.add(new Alarm(
                finding, group, p.names, runs, Double.NaN, "all rows", p.correlation, -parameters.conflict())));
    }

    private void cancelled(String group, List<Watched> runs) {
        double net = mean(runs, Watched::net);
        if (net < CANCELLED) {
            add(
                    "components-cancel",
                    Severity.WARNING,
                    group,
                    "",
                    runs.size(),
                    Double.NaN,
                    "all rows",
                    net,
                    CANCELLED,
                    "The components of " + group + " cancel one another: " + Digits.percent(net)
                            + " of their size is left in the total.",
                    "Σ |Σ_k r_k| / Σ Σ_k |r_k| is below 30 %.",
                    "sizes");
        }
    }

    private static double correlation(Accounting accounts, String a, String b) {
        int i = accounts.names().indexOf(a);
        int j = accounts.names().indexOf(b);
        return i < 0 || j < 0 ? Double.NaN : accounts.correlation()[i][j];
    }

    private void saturated(String group, List<Watched> runs) {
        for (String name : names(runs)) {
            List<Watched.Ends> ends = runs.stream()
                    .filter(r -> r.ends().containsKey(name))
                    .map(r -> Objects.requireNonNull(r.ends().get(name)))
                    .toList();
            boolean graded = ends.stream().anyMatch(Watched.Ends::isGraded);
            double low = mean(ends, Watched.Ends::atMin);
            double high = mean(ends, Watched.Ends::atMax);
            boolean atZero = entries(runs, name).stream().allMatch(e -> e.min() == 0) && low > high;
            double most = atZero ? high : Math.max(low, high);
            if (graded && most > parameters.saturation()) {
                add(
                        "saturation",
                        Severity.WARNING,
                        group,
                        name,
                        runs.size(),
                        Double.NaN,
                        "all rows",
                        most,
                        parameters.saturation(),
                        name + " is saturated in " + group + ": " + Digits.percent(most) + " of the rows lie at its "
                                + (most == high ? "largest" : "smallest") + " value, where it says nothing any more.",
                        "More than " + Digits.percent(parameters.saturation())
                                + " of the rows at the largest or smallest value of a component with more than two"
                                + " values; the 0 of a component that is never negative is its rest, not its end.",
                        "sizes");
            }
        }
    }

    /** Of each cause the total, and the component that goes with it most. */
    private void links(String group, List<Watched> runs) {
        Map<String, Map<String, List<Link>>> byCause = new LinkedHashMap<>();
        runs.forEach(r -> r.links()
                .forEach(l -> byCause.computeIfAbsent(l.cause(), c -> new LinkedHashMap<>())
                        .computeIfAbsent(l.component(), c -> new ArrayList<>())
                        .add(l)));
        byCause.values().forEach(links -> {
            String strongest = links.keySet().stream()
                    .filter(n -> !n.equals("total"))
                    .max((x, y) -> Double.compare(
                            mean(links.getOrDefault(x, List.of()), Link::correlation),
                            mean(links.getOrDefault(y, List.of()), Link::correlation)))
                    .orElse("total");
            link(group, links.getOrDefault("total", List.of()));
            if (!strongest.equals("total")) {
                link(group, links.getOrDefault(strongest, List.of()));
            }
        });
    }

    private void link(String group, List<Link> links) {
        double r = mean(links, Link::correlation);
        if (!(r > parameters.length())) {
            return;
        }
        Link first = links.getFirst();
        boolean repetition = first.cause().equals(Link.REPETITION);
        add(
                repetition ? "repetition-earns" : "length-earns",
                first.component().equals("total") ? Severity.WARNING : Severity.INFO,
                group,
                first.component(),
                links.size(),
                Double.NaN,
                "all rows",
                r,
                parameters.length(),
                first.component() + " rises with " + first.cause() + " in " + group + ": their rank correlation is "
                        + Digits.text(r) + " over "
                        + Digits.count(links.stream().mapToInt(Link::n).sum()) + " rows.",
                "Spearman's correlation, mean over runs, is above " + Digits.text(parameters.length())
                        + "; over at least " + Link.FEWEST + " rows.",
                "links");
    }
}
