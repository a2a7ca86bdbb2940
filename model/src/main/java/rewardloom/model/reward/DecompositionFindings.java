package rewardloom.model.reward;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.statistics.Digits;
import rewardloom.model.statistics.Moments;
import rewardloom.model.statistics.Quantiles;

/** What a decomposition has to say. */
final class DecompositionFindings {
    /** A component has collapsed when it ends below this share of its largest window. */
    static final double COLLAPSED = 0.2;

    /** A component that never made up this share of the reward is too small to speak of a collapse. */
    static final double NOTABLE = 0.05;

    /** Scales are far apart beyond this ratio of standard deviations. */
    static final double APART = 50;

    private static final int BLOCKS = 10;

    private final DecompositionParameters parameters;
    private final List<Finding> findings = new ArrayList<>();

    DecompositionFindings(DecompositionParameters parameters) {
        this.parameters = parameters;
    }

    /** Farmed components first, then by severity. */
    List<Finding> findings() {
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(Comparator.<Finding, Boolean>comparing(f -> !f.id().equals("farmed-component"))
                .thenComparing(Comparator.comparing(Finding::severity).reversed()));
        return sorted;
    }

    void residual(RewardGroup group) {
        List<RewardRun> runs = group.runs();
        RewardRun worst = runs.stream()
                .max(Comparator.comparingDouble(r -> r.residual().relative()))
                .orElseThrow();
        if (runs.stream().noneMatch(RewardRun::hasRows)) {
            findings.add(new Finding(
                    "no-complete-rows",
                    Severity.WARNING,
                    "No row of " + group.name()
                            + " has finite values of the total and of every component: nothing can be said of it.",
                    "Rows with a gap are left out.",
                    Map.of("group", group.name()),
                    ""));
        } else if (worst.totalName().isEmpty()) {
            findings.add(new Finding(
                    "no-total",
                    Severity.INFO,
                    "No total reward is logged beside the components of " + group.name()
                            + ": their sum stands for it, and nothing can be checked against it.",
                    "No tag or column with the role return or reward, and no other that the components add up to.",
                    Map.of("group", group.name()),
                    ""));
        } else if (runs.stream()
                        .allMatch(r -> r.residual().holds() || r.residual().holdsScaled())
                && worst.residual().holdsScaled()) {
            scaled(group, worst);
        } else {
            residual(group, worst);
        }
    }

    private void residual(RewardGroup group, RewardRun worst) {
        List<RewardRun> runs = group.runs();
        Residual result = worst.residual();
        long broken = runs.stream().filter(r -> !r.residual().holds()).count();
        String most = Digits.text(result.largest()) + " (" + Digits.text(result.relative()) + " of max |total|)";
        String text = broken == 0
                ? "The components of " + group.name() + " add up to " + worst.totalName() + " in every one of "
                        + Digits.count(runs.stream()
                                .mapToLong(r -> r.residual().points())
                                .sum())
                        + " rows: the largest residual is " + most + "."
                : "The components of " + group.name() + " do not add up to " + worst.totalName() + " in " + broken
                        + " of "
                        + runs(runs.size()) + ": the largest residual is " + most + ", in "
                        + worst.run().name() + " at "
                        + worst.rowLabel() + " " + Digits.count(result.x())
                        + ". A component is not logged, has another weight, or is not simply added."
                        + nearest(result);
        findings.add(new Finding(
                broken == 0 ? "residual-holds" : "residual-broken",
                broken == 0 ? Severity.INFO : Severity.WARNING,
                text,
                rule(result),
                Map.of(
                        "group", group.name(),
                        "max_abs_residual", result.largest(),
                        "relative", result.relative(),
                        "tolerance", result.tolerance(),
                        "runs_broken", broken),
                "residual"));
    }

    private static String nearest(Residual result) {
        return result.scaled() < 0.5 * result.relative()
                ? " All of them times " + Digits.text(result.factor()) + " come nearest to it (largest residual "
                        + Digits.text(result.scaled())
                        + " of max |total|): they may be means per second of an episode, over other episodes than the"
                        + " total."
                : "";
    }

    private static String rule(Residual result) {
        return "max |total − Σ components| ≤ " + Digits.text(result.tolerance()) + " · max |total|"
                + (result.singlePrecision() ? " (the numbers were logged in single precision)" : "");
    }

    /** Components that are logged as means per second, as robot learning libraries do. */
    private void scaled(RewardGroup group, RewardRun worst) {
        Residual result = worst.residual();
        findings.add(new Finding(
                "residual-scaled",
                Severity.INFO,
                "The components of " + group.name() + " times " + Digits.text(result.factor()) + " add up to "
                        + worst.totalName() + ": the largest residual is then " + Digits.text(result.scaled())
                        + " of max |total|. They may be means per second of episodes of so many seconds; set the factor"
                        + " to see them on the scale of the total.",
                rule(result) + "; the factor is that of the least squares of total on Σ components",
                Map.of(
                        "group", group.name(),
                        "factor", result.factor(),
                        "relative", result.scaled(),
                        "tolerance", result.tolerance()),
                "residual"));
    }

    /** One finding for the runs of a group in which the same component is farmed against the same marker. */
    void farming(RewardGroup group, List<Farming> judged) {
        Farming.Rule rule = parameters.farming();
        Map<String, List<Farming>> farmed = new LinkedHashMap<>();
        List<Farming> unexplained = new ArrayList<>();
        for (Farming result : judged) {
            if (result.isFarmed(rule)) {
                farmed.computeIfAbsent(result.farmed() + "\n" + result.marker(), k -> new ArrayList<>())
                        .add(result);
            } else if (result.diverges(rule)) {
                unexplained.add(result);
            }
        }
        farmed.values().forEach(results -> farmed(group, results, judged, rule));
        if (!unexplained.isEmpty()) {
            diverging(group, unexplained, rule);
        }
    }

    private void farmed(RewardGroup group, List<Farming> results, List<Farming> judged, Farming.Rule rule) {
        Farming first = results.getFirst();
        String component = first.farmed();
        String marker = first.marker();
        double before = mean(results, r -> gain(r).before());
        double after = mean(results, r -> gain(r).after());
        double peak =
                Quantiles.median(results.stream().mapToDouble(Farming::peakX).toArray());
        double explained = mean(results, Farming::explained);
        long of = judged.stream().filter(j -> j.marker().equals(marker)).count();
        String xLabel = group.runs().getFirst().xLabel();
        String lost = first.parts().keySet().stream()
                .filter(p -> SuccessNames.mark(p) && !p.equals(marker))
                .filter(p -> results.stream().allMatch(r -> part(r, p).z() <= -Farming.SIGNIFICANT))
                .map(p -> "; its component " + p + " falls from "
                        + Digits.text(mean(results, r -> part(r, p).before())) + " to "
                        + Digits.text(mean(results, r -> part(r, p).after())))
                .findFirst()
                .orElse("");
        String text = component + " is farmed in " + results.size() + " of " + runs(of) + " of " + group.name()
                + ": since "
                + marker + " peaked at " + xLabel + " " + Digits.count(peak) + ", the total rises from "
                + Digits.text(mean(results, r -> r.total().before())) + " to "
                + Digits.text(mean(results, r -> r.total().after())) + " while " + marker + " falls from "
                + Digits.text(mean(results, r -> r.success().before())) + " to "
                + Digits.text(mean(results, r -> r.success().after())) + lost + ". " + component + " rises from "
                + Digits.text(before) + " to " + Digits.text(after) + " and brings " + Digits.percent(explained)
                + " of the rise.";
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("group", group.name());
        values.put("component", component);
        values.put("marker", marker);
        values.put("runs_farmed", results.size());
        values.put("runs", of);
        values.put("peak_step", peak);
        values.put("success_peak", mean(results, r -> r.success().before()));
        values.put("success_last", mean(results, r -> r.success().after()));
        values.put("total_peak", mean(results, r -> r.total().before()));
        values.put("total_last", mean(results, r -> r.total().after()));
        values.put("component_peak", before);
        values.put("component_last", after);
        values.put("share_of_rise", explained);
        findings.add(new Finding(
                "farmed-component",
                Severity.WARNING,
                text,
                rule(rule),
                values,
                "stack-" + DecompositionFigures.slug(group.name())));
    }

    private static String rule(Farming.Rule rule) {
        return "Between the window (" + Digits.percent(rule.window())
                + " of the points) where success is highest and the last window: the total rises and success falls,"
                + " each by more than 2 pooled standard errors; success falls by at"
                + " least " + Digits.percent(rule.fall())
                + " of its peak; the two correlate negatively from the peak on; the component with the largest gain,"
                + " success itself left out, brings at least " + Digits.percent(rule.explained()) + " of the rise.";
    }

    private void diverging(RewardGroup group, List<Farming> results, Farming.Rule rule) {
        Farming first = results.getFirst();
        findings.add(new Finding(
                "success-falls",
                Severity.WARNING,
                "In " + runs(results.size()) + " of " + group.name() + " the total rises from "
                        + Digits.text(mean(results, r -> r.total().before())) + " to "
                        + Digits.text(mean(results, r -> r.total().after())) + " while " + first.marker()
                        + " falls from "
                        + Digits.text(mean(results, r -> r.success().before())) + " to "
                        + Digits.text(mean(results, r -> r.success().after()))
                        + "; no single component brings most of the rise.",
                rule(rule),
                Map.of("group", group.name(), "marker", first.marker(), "runs", results.size()),
                "lines-" + DecompositionFigures.slug(group.name())));
    }

    /** Components that are always zero, always the same, or were notable once and are nearly gone. */
    void components(RewardGroup group) {
        if (group.runs().stream().noneMatch(RewardRun::hasRows)) {
            return;
        }
        group.accounts().entries().forEach((name, entry) -> {
            if (entry.fires() == 0) {
                add(
                        "never-fires",
                        group,
                        name,
                        name + " is 0 in every row of " + group.name() + ": it never fires.",
                        "Every value is 0.");
            } else if (entry.min() == entry.max()) {
                add(
                        "constant-component",
                        group,
                        name,
                        name + " is " + Digits.text(entry.min()) + " in every row of " + group.name()
                                + ": it cannot teach anything.",
                        "Smallest and largest value are equal.");
            } else if (group.runs().getFirst().isTraining()) {
                collapsed(group, name);
            }
        });
    }

    /** Components of scales so unequal that the weight of the smaller one is hardly felt. */
    void scales(RewardGroup group) {
        String widest = "";
        String narrowest = "";
        double most = 0;
        double least = Double.POSITIVE_INFINITY;
        for (Map.Entry<String, Accounting.Entry> e : group.accounts().entries().entrySet()) {
            double sd = e.getValue().standardDeviation();
            if (sd > most) {
                most = sd;
                widest = e.getKey();
            }
            if (sd > 0 && sd < least) {
                least = sd;
                narrowest = e.getKey();
            }
        }
        if (most > APART * least) {
            findings.add(new Finding(
                    "unequal-scales",
                    Severity.INFO,
                    "The scales of " + group.name() + " are far apart: " + widest + " varies by " + Digits.text(most)
                            + ", " + narrowest + " by " + Digits.text(least) + ", "
                            + Digits.text(Math.rint(most / least))
                            + " times less. A change of the weight of " + narrowest + " is hardly felt.",
                    "Standard deviation over all rows; the largest is more than " + Digits.text(APART)
                            + " times the smallest of those that vary.",
                    Map.of("group", group.name(), "widest", widest, "narrowest", narrowest, "ratio", most / least),
                    "scale-" + DecompositionFigures.slug(group.name())));
        }
    }

    private void collapsed(RewardGroup group, String name) {
        int collapsed = 0;
        double peak = 0;
        double last = 0;
        for (RewardRun run : group.runs()) {
            RewardTrace curve = run.curve().finite();
            double[] blocks = blocks(curve, name);
            if (blocks.length == 0) {
                continue;
            }
            int best = largest(blocks);
            double share = Math.abs(blocks[best])
                    / curve.parts().keySet().stream()
                            .mapToDouble(p -> Math.abs(blocks(curve, p)[best]))
                            .sum();
            if (share >= NOTABLE && Math.abs(blocks[BLOCKS - 1]) <= COLLAPSED * Math.abs(blocks[best])) {
                collapsed++;
                peak += blocks[best];
                last += blocks[BLOCKS - 1];
            }
        }
        if (collapsed > 0) {
            add(
                    "collapsed-component",
                    group,
                    name,
                    name + " collapses in " + collapsed + " of "
                            + runs(group.runs().size()) + " of " + group.name() + ": from "
                            + Digits.text(peak / collapsed) + " in its largest tenth of the training to "
                            + Digits.text(last / collapsed) + " in the last.",
                    "The mean of the last tenth is at most " + Digits.percent(COLLAPSED)
                            + " of that of the largest, where the component was at least " + Digits.percent(NOTABLE)
                            + " of the reward's absolute parts.");
        }
    }

    private static double[] blocks(RewardTrace curve, String name) {
        double[] values = curve.parts().get(name);
        if (values == null || values.length < Farming.FEWEST) {
            return new double[0];
        }
        double[] blocks = new double[BLOCKS];
        for (int i = 0; i < BLOCKS; i++) {
            blocks[i] = Moments.of(values, i * values.length / BLOCKS, (i + 1) * values.length / BLOCKS)
                    .mean();
        }
        return blocks;
    }

    private static int largest(double[] blocks) {
        int best = 0;
        for (int i = 1; i < blocks.length; i++) {
            best = Math.abs(blocks[i]) > Math.abs(blocks[best]) ? i : best;
        }
        return best;
    }

    private void add(String id, RewardGroup group, String component, String text, String rule) {
        findings.add(new Finding(
                id,
                id.equals("constant-component") ? Severity.INFO : Severity.WARNING,
                text,
                rule,
                Map.of("group", group.name(), "component", component),
                "lines-" + DecompositionFigures.slug(group.name())));
    }

    private static Farming.Change gain(Farming result) {
        return part(result, result.farmed());
    }

    private static Farming.Change part(Farming result, String name) {
        return Objects.requireNonNull(result.parts().get(name));
    }

    private static double mean(List<Farming> results, ToDoubleFunction<Farming> value) {
        return results.stream().mapToDouble(value).average().orElseThrow();
    }

    private static String runs(long n) {
        return n == 1 ? "1 run" : n + " runs";
    }
}
