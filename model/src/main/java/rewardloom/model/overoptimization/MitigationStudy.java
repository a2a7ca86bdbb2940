package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.overoptimization.Mitigation.Estimate;
import rewardloom.model.overoptimization.Mitigation.Measure;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Moments;
import rewardloom.model.statistics.Quantiles;
import rewardloom.model.table.RunName;

/**
 * All objectives of a study side by side.
 *
 * @param rows objectives by falling gold at the peak
 * @param kl divergence at which gold is compared, up to which the area goes
 * @param baseline what the others are compared with, absent if there is nothing to compare
 */
record MitigationStudy(List<Mitigation> rows, double kl, Optional<Mitigation> baseline) {
    private static final Pattern PLAIN =
            Pattern.compile("(?:.*[/_-])?(?:single|ppo|vanilla|baseline|plain|none|base)", Pattern.CASE_INSENSITIVE);

    /**
     * @param kl divergence at which gold is compared; 0 for the median at the peaks of those that decline
     * @param baseline group to compare with; automatic when empty
     */
    static MitigationStudy of(RlStudy runs, List<BestOfNStudy> pools, double kl, String baseline, Sampling sampling) {
        double at = kl > 0 ? kl : automatic(runs, pools);
        List<Mitigation> rows = new ArrayList<>();
        runs.groups().stream()
                .filter(g -> g.runs().stream().anyMatch(r -> r.peak() != null))
                .forEach(g -> rows.add(group(g, at, sampling)));
        for (BestOfNStudy pool : pools) {
            List<BestOfNCurve> shown = new ArrayList<>(pool.ensembles());
            shown.addFirst(pool.first());
            shown.forEach(c -> rows.add(bestOfN(c, at, sampling)));
        }
        rows.sort((a, b) -> Double.compare(b.value(Measure.PEAK_GOLD), a.value(Measure.PEAK_GOLD)));
        return new MitigationStudy(List.copyOf(rows), at, baseline(rows, runs, baseline));
    }

    private static double automatic(RlStudy runs, List<BestOfNStudy> pools) {
        double[] peaks = runs.runs().stream()
                .filter(RunStudy::declined)
                .flatMap(r -> r.thePeak().stream())
                .mapToDouble(Peak::kl)
                .toArray();
        if (peaks.length > 0) {
            return Quantiles.median(peaks);
        }
        double[] most =
                runs.runs().stream().mapToDouble(r -> Reach.of(r).most()).toArray();
        if (most.length > 0) {
            return Arrays.stream(most).min().orElse(1);
        }
        return pools.stream()
                .mapToDouble(p -> p.first().kl(p.first().last()))
                .min()
                .orElse(1);
    }

    private static Optional<Mitigation> baseline(List<Mitigation> rows, RlStudy runs, String wanted) {
        if (!wanted.isBlank()) {
            return Optional.of(rows.stream()
                    .filter(r -> r.name().equals(wanted) || r.name().endsWith("/" + wanted))
                    .findFirst()
                    .orElseThrow(() -> new AnalysisException("there is no objective '" + wanted + "'; there are "
                            + String.join(
                                    ", ", rows.stream().map(Mitigation::name).toList()))));
        }
        List<Mitigation> groups =
                rows.stream().filter(r -> !r.kind().equals("best-of-n")).toList();
        if (groups.size() < 2) {
            return Optional.empty();
        }
        String first = runs.groups().getFirst().name();
        return groups.stream()
                .filter(r -> PLAIN.matcher(r.name()).matches())
                .findFirst()
                .or(() -> groups.stream().filter(r -> r.name().equals(first)).findFirst());
    }

    private static Mitigation group(GroupStudy group, double kl, Sampling sampling) {
        List<RunStudy> runs =
                group.runs().stream().filter(r -> r.peak() != null).toList();
        Map<Measure, double[]> byUnit = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            byUnit.put(
                    measure,
                    runs.stream().mapToDouble(r -> measure(r, measure, kl)).toArray());
        }
        Map<Measure, Estimate> estimates = new EnumMap<>(Measure.class);
        byUnit.forEach((measure, values) -> estimates.put(
                measure,
                runs.size() == 1
                        ? new Estimate(values[0], own(runs.getFirst(), measure))
                        : atLeastZero(measure, overSeeds(values, sampling.level()))));
        return new Mitigation(
                group.name(),
                group.isSingle() ? "run" : "group",
                runs.size(),
                group.declined(),
                estimates,
                byUnit,
                runs.stream()
                        .map(r -> {
                            RunName name = RunName.parse(r.curve().run());
                            return name.seed().isPresent()
                                    ? Long.toString(name.seed().getAsLong())
                                    : name.name();
                        })
                        .toList());
    }

    private static double measure(RunStudy run, Measure measure, double kl) {
        Peak peak = run.thePeak().orElseThrow();
        return switch (measure) {
            case PEAK_GOLD -> peak.gold();
            case PEAK_KL -> peak.kl();
            case GOLD_AT_KL -> Reach.of(run).at(kl);
            case AREA -> Reach.of(run).area(kl);
            case DECLINE -> peak.fall();
            case LAST_GOLD -> peak.lastGold();
            case MOST_KL -> peak.maxKl();
        };
    }

    /** What the steps of a single run say about itself; about other seeds it says nothing. */
    private static Interval own(RunStudy run, Measure measure) {
        Peak peak = run.thePeak().orElseThrow();
        return switch (measure) {
            case PEAK_GOLD -> peak.goldInterval();
            case PEAK_KL -> peak.klInterval();
            case DECLINE -> peak.fallInterval();
            default -> Interval.NONE;
        };
    }

    /** Student's t over seeds; a measure that not every run has is left out, because the others would speak for it. */
    static Estimate overSeeds(double[] values, double level) {
        if (values.length == 0 || Arrays.stream(values).anyMatch(v -> !Double.isFinite(v))) {
            return Estimate.NONE;
        }
        Moments moments = Moments.of(values);
        return new Estimate(moments.mean(), moments.tInterval(level));
    }

    private static Mitigation bestOfN(BestOfNCurve curve, double kl, Sampling sampling) {
        int prompts = curve.goldByPrompt().length;
        double[] kls = new double[curve.n().length];
        for (int k = 0; k < kls.length; k++) {
            kls[k] = curve.kl(k);
        }
        Map<Measure, Estimate> estimates = new EnumMap<>(Measure.class);
        estimates.put(
                Measure.PEAK_GOLD,
                new Estimate(curve.gold()[curve.peak()], curve.goldInterval().get(curve.peak())));
        estimates.put(Measure.PEAK_KL, new Estimate(BestOfN.kl(curve.peakN()), Interval.NONE));
        estimates.put(
                Measure.DECLINE, new Estimate(curve.gold()[curve.peak()] - curve.gold()[curve.last()], curve.fall()));
        estimates.put(
                Measure.LAST_GOLD,
                new Estimate(curve.gold()[curve.last()], curve.goldInterval().get(curve.last())));
        estimates.put(Measure.MOST_KL, new Estimate(curve.kl(curve.last()), Interval.NONE));
        double[] at = new double[prompts];
        double[] areas = new double[prompts];
        for (int p = 0; p < prompts; p++) {
            Reach reach = Reach.of(kls, curve.goldByPrompt()[p]);
            at[p] = reach.at(kl);
            areas[p] = reach.area(kl);
        }
        estimates.put(Measure.GOLD_AT_KL, overPrompts(at, sampling));
        estimates.put(Measure.AREA, overPrompts(areas, sampling));
        return new Mitigation(
                curve.rule(), "best-of-n", prompts, curve.declined() ? 1 : 0, estimates, Map.of(), List.of());
    }

    /** A divergence is never negative, whatever a symmetric interval says. */
    private static Estimate atLeastZero(Measure measure, Estimate estimate) {
        boolean kl = measure == Measure.PEAK_KL || measure == Measure.MOST_KL;
        return kl && estimate.interval().low() < 0
                ? new Estimate(
                        estimate.value(), new Interval(0, estimate.interval().high()))
                : estimate;
    }

    private static Estimate overPrompts(double[] values, Sampling sampling) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        return Double.isFinite(mean) ? new Estimate(mean, sampling.meanOverUnits(values)) : Estimate.NONE;
    }

    /**
     * How much more of a measure an objective has than the baseline: paired by seed where both have the same seeds, else Welch's t.
     * None for best of n, whose units are prompts.
     */
    Estimate difference(Mitigation other, Measure measure, double level) {
        if (baseline.isEmpty()
                || (other.name().equals(baseline.get().name())
                        && other.kind().equals(baseline.get().kind()))) {
            return Estimate.NONE;
        }
        double[] theirs = other.byUnit().getOrDefault(measure, new double[0]);
        double[] ours = baseline.get().byUnit().getOrDefault(measure, new double[0]);
        boolean whole = Arrays.stream(theirs).allMatch(Double::isFinite)
                && Arrays.stream(ours).allMatch(Double::isFinite);
        if (theirs.length == 0 || ours.length == 0 || !whole) {
            return Estimate.NONE;
        }
        if (theirs.length > 1 && other.seeds().equals(baseline.get().seeds())) {
            double[] differences = new double[ours.length];
            Arrays.setAll(differences, i -> theirs[i] - ours[i]);
            return overSeeds(differences, level);
        }
        Moments a = Moments.of(theirs);
        Moments b = Moments.of(ours);
        double difference = a.mean() - b.mean();
        if (theirs.length < 2 || ours.length < 2) {
            return new Estimate(difference, Interval.NONE);
        }
        double va = a.variance() / theirs.length;
        double vb = b.variance() / ours.length;
        double freedom = va + vb == 0
                ? theirs.length + ours.length - 2
                : (va + vb) * (va + vb) / (va * va / (theirs.length - 1) + vb * vb / (ours.length - 1));
        double half = Moments.tQuantile(level, freedom) * Math.sqrt(va + vb);
        return new Estimate(difference, new Interval(difference - half, difference + half));
    }
}
