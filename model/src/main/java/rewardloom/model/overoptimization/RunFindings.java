package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.overoptimization.GoldCurve.Along;
import rewardloom.model.statistics.Quantiles;

/** What can be said about the training runs, most important first. */
final class RunFindings {
    private final RlStudy study;
    private final OveroptimizationParameters parameters;

    RunFindings(RlStudy study, OveroptimizationParameters parameters) {
        this.study = study;
        this.parameters = parameters;
    }

    List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        List<RunStudy> declined =
                study.runs().stream().filter(RunStudy::declined).toList();
        if (declined.size() > 1 && study.groups().size() > 1) {
            findings.add(summary(declined));
        }
        collapses(declined).forEach(findings::add);
        study.groups().stream().filter(g -> g.declined() > 0).forEach(g -> findings.add(goldPeak(g)));
        study.groups().stream()
                .filter(g -> g.declined() == 0 && g.mean().peak() != null)
                .forEach(g -> findings.add(none(g)));
        fits(declined).ifPresent(findings::add);
        freeExponent(declined).ifPresent(findings::add);
        findings.addAll(new RunNotices(study).all());
        return findings;
    }

    private String declineRule() {
        return "Gold declines when its highest mean over " + parameters.smoothing()
                + " consecutive points exceeds the mean of the last tenth by at least a tenth of the rise before it,"
                + " the "
                + Digits.percent(parameters.level())
                + " interval of the difference lies above zero, and the nearest curve that never falls shows such a"
                + " difference in at most "
                + Digits.percent(1 - parameters.level())
                + " of its resamples (moving-block bootstrap of the residuals around the smoothed curve, "
                + parameters.resamples() + " resamples of blocks of " + parameters.block()
                + ", corrected for choosing the peak; the mean of several runs draws the runs too).";
    }

    private Finding summary(List<RunStudy> declined) {
        double kl = median(declined, Peak::kl);
        List<RunStudy> trained =
                declined.stream().filter(r -> r.curve().along() == Along.STEP).toList();
        double step = median(trained, Peak::step);
        long rising = study.groups().stream().mapToLong(GroupStudy::proxyRising).sum();
        int runs = study.runs().size();
        String text = "Gold peaks and then falls in " + declined.size() + " of " + runs + " runs, at a median KL of "
                + Digits.three(kl) + " " + study.read().shortUnit()
                + (trained.isEmpty() ? "" : " (step " + Digits.count(Math.round(step)) + ")")
                + proxy(rising, declined.size());
        return new Finding(
                "overoptimization",
                Severity.WARNING,
                text,
                declineRule(),
                values("declined", declined.size(), "runs", runs, "proxy_rising", rising, "kl", kl, "step", step),
                study.peakFigure());
    }

    private static String proxy(long rising, int declined) {
        if (rising == 0) {
            return ".";
        }
        return rising == declined
                ? ", while the proxy keeps rising: over-optimisation."
                : "; in " + rising + " of these the proxy keeps rising: over-optimisation.";
    }

    private static double median(List<RunStudy> runs, ToDoubleFunction<Peak> reading) {
        return Quantiles.median(runs.stream()
                .flatMap(r -> r.thePeak().stream())
                .mapToDouble(reading)
                .toArray());
    }

    private Finding goldPeak(GroupStudy group) {
        // A group's mean may hide the fall of one of its runs; then that run speaks for itself.
        RunStudy spoken = group.mean().declined()
                ? group.mean()
                : group.runs().stream().filter(RunStudy::declined).findFirst().orElseThrow();
        Peak peak = spoken.thePeak().orElseThrow();
        GoldCurve curve = spoken.curve();
        boolean fromTheStart = peak.rise() <= 0;
        StringBuilder text = new StringBuilder(curve.run());
        if (fromTheStart) {
            text.append(": gold is never above ")
                    .append(Digits.three(peak.gold() - peak.rise()))
                    .append(", where it is counted from, and falls to ");
        } else {
            text.append(": gold peaks")
                    .append(curve.hasDistance() ? " at KL " + atKl(peak) : "")
                    .append(place(curve, peak))
                    .append(" at ")
                    .append(Digits.three(peak.gold()))
                    .append(" and then falls to ");
        }
        text.append(Digits.three(peak.lastGold()));
        if (peak.proxyRises()) {
            text.append(", while the proxy rises from ")
                    .append(Digits.three(peak.proxy()))
                    .append(" to ")
                    .append(Digits.three(peak.lastProxy()))
                    .append(": over-optimisation");
        }
        text.append(
                        group.isSingle()
                                ? ""
                                : ", in " + group.declined() + " of "
                                        + group.runs().size() + " runs")
                .append(fromTheStart ? ". No point is better than the start." : ". " + advice(curve, peak));
        return new Finding(
                "gold-peak",
                Severity.WARNING,
                text.toString().strip(),
                declineRule(),
                peakValues(group, peak),
                study.peakFigure());
    }

    private String atKl(Peak peak) {
        return Digits.three(peak.kl()) + " " + study.read().shortUnit() + " "
                + Digits.interval(peak.klInterval().low(), peak.klInterval().high());
    }

    private static String place(GoldCurve curve, Peak peak) {
        String at = Digits.count(Math.round(peak.step()));
        return switch (curve.along()) {
            case STEP -> " (step " + at + ")";
            case N -> " (best of " + at + ")";
            case KL -> "";
        };
    }

    private static String advice(GoldCurve curve, Peak peak) {
        String between = " [" + Digits.count(Math.round(peak.stepInterval().low())) + ", "
                + Digits.count(Math.round(peak.stepInterval().high())) + "].";
        String at = Digits.count(Math.round(peak.step()));
        return switch (curve.along()) {
            case STEP -> "Stop at step " + at + between;
            case N -> "Choose from " + at + between;
            case KL -> "";
        };
    }

    private Finding none(GroupStudy group) {
        Peak peak = group.mean().thePeak().orElseThrow();
        boolean slightly = peak.fallInterval().low() > 0;
        String text = group.name() + ": gold "
                + (slightly ? "falls by less than a tenth of its rise (" : "does not fall by the end (")
                + Digits.three(peak.lastGold()) + " in the last tenth, "
                + Digits.three(peak.gold()) + " at its highest; KL up to " + Digits.three(peak.maxKl()) + " "
                + study.read().shortUnit() + "): no over-optimisation"
                + (group.isSingle() ? "." : " in any of " + group.runs().size() + " runs.");
        return new Finding(
                "no-overoptimization", Severity.INFO, text, declineRule(), peakValues(group, peak), study.peakFigure());
    }

    private static Map<String, Object> peakValues(GroupStudy group, Peak peak) {
        return values(
                "group", group.name(),
                "runs", group.runs().size(),
                "declined", group.declined(),
                "kl", peak.kl(),
                "kl_low", peak.klInterval().low(),
                "kl_high", peak.klInterval().high(),
                "step", peak.step(),
                "step_low", peak.stepInterval().low(),
                "step_high", peak.stepInterval().high(),
                "gold", peak.gold(),
                "last_gold", peak.lastGold(),
                "proxy", peak.proxy(),
                "last_proxy", peak.lastProxy());
    }

    private List<Finding> collapses(List<RunStudy> declined) {
        Set<String> names = new LinkedHashSet<>();
        declined.forEach(r -> names.addAll(r.curve().components().keySet()));
        List<Finding> findings = new ArrayList<>();
        for (String name : names) {
            List<ComponentChange> changes = declined.stream()
                    .flatMap(r -> ComponentChange.of(r).stream())
                    .filter(c -> c.component().equals(name))
                    .toList();
            long collapsed = changes.stream().filter(ComponentChange::collapsed).count();
            if (2 * collapsed > changes.size()) {
                findings.add(collapse(name, changes, collapsed, risen(declined, names)));
            }
        }
        return findings;
    }

    private static Finding collapse(String name, List<ComponentChange> changes, long collapsed, List<String> risen) {
        double atPeak =
                changes.stream().mapToDouble(ComponentChange::atPeak).average().orElse(Double.NaN);
        double last =
                changes.stream().mapToDouble(ComponentChange::last).average().orElse(Double.NaN);
        String text = "After the peak " + name + " collapses in " + collapsed + " of " + changes.size()
                + " runs: from " + Digits.three(atPeak) + " to " + Digits.three(last) + " on average ("
                + Digits.percent((last - atPeak) / Math.abs(atPeak)) + ")"
                + (risen.isEmpty()
                        ? "."
                        : ", while " + String.join(" and ", risen) + (risen.size() == 1 ? " rises." : " rise."));
        return new Finding(
                "component-collapse",
                Severity.WARNING,
                text,
                "Among runs whose gold declines: a component collapses when it loses at least "
                        + Digits.percent(ComponentChange.SMALLEST_LOSS)
                        + " of its value between the window around the peak of gold and the last tenth, and at least "
                        + Digits.percent(ComponentChange.SMALLEST_SHARE)
                        + " of all that falling components lose; told when more than half of the runs show it.",
                values(
                        "component",
                        name,
                        "runs",
                        changes.size(),
                        "collapsed",
                        collapsed,
                        "at_peak",
                        atPeak,
                        "last",
                        last),
                "components-after-peak");
    }

    /** Components that rise after the peak in more than half of the runs. */
    private static List<String> risen(List<RunStudy> declined, Set<String> names) {
        return names.stream()
                .filter(name -> 2
                                * declined.stream()
                                        .flatMap(r -> ComponentChange.of(r).stream())
                                        .filter(c -> c.component().equals(name) && c.change() > 0)
                                        .count()
                        > declined.size())
                .toList();
    }

    private Optional<Finding> fits(List<RunStudy> declined) {
        List<GoldFit> drawn = declined.stream()
                .filter(r -> !r.fits().isEmpty())
                .map(r -> r.fits().getFirst())
                .toList();
        if (drawn.isEmpty()) {
            return Optional.empty();
        }
        double low = drawn.stream().mapToDouble(GoldFit::r2).min().orElse(Double.NaN);
        double high = drawn.stream().mapToDouble(GoldFit::r2).max().orElse(Double.NaN);
        double kl = Quantiles.median(drawn.stream().mapToDouble(GoldFit::peakKl).toArray());
        FitForm form = drawn.getFirst().form();
        long better = declined.stream()
                .filter(r -> r.fits().size() == 2
                        && r.fits().get(0).aic() < r.fits().get(1).aic())
                .count();
        boolean one = drawn.size() == 1;
        boolean both = parameters.runForms().size() == 2;
        String other = both ? parameters.runForms().get(1).formula() : "";
        String text =
                form.formula() + " fits the " + (one ? "run" : drawn.size() + " runs") + " whose gold declines with R² "
                        + (one ? Digits.three(low) : "between " + Digits.three(low) + " and " + Digits.three(high))
                        + (Double.isFinite(kl)
                                ? "; the fitted peak is at a " + (one ? "" : "median ") + "KL of " + Digits.three(kl)
                                        + " " + study.read().shortUnit()
                                : "")
                        + "."
                        + (!both
                                ? ""
                                : one
                                        ? " By Akaike's criterion it is " + (better == 1 ? "better" : "no better")
                                                + " than " + other + "."
                                        : " By Akaike's criterion it is better than " + other + " in " + better + " of "
                                                + drawn.size() + " runs.");
        return Optional.of(new Finding(
                "fit",
                Severity.INFO,
                text,
                "Least squares on every point with KL above zero, gold counted from its value at the first step; R²"
                        + " against the mean; the lower AIC is the better form.",
                values("runs", drawn.size(), "r2_low", low, "r2_high", high, "peak_kl", kl, "better_aic", better),
                "fits"));
    }

    /** What the exponent says about the two forms, once it is free. */
    private Optional<Finding> freeExponent(List<RunStudy> declined) {
        List<FreeFit> free = declined.stream()
                .flatMap(r -> Stream.ofNullable(r.free()))
                .filter(f -> Double.isFinite(f.gammaInterval().width()))
                .toList();
        if (free.isEmpty()) {
            return Optional.empty();
        }
        long zero = free.stream().filter(f -> f.gammaInterval().contains(0)).count();
        long one = free.stream().filter(f -> f.gammaInterval().contains(1)).count();
        double middle =
                Quantiles.median(free.stream().mapToDouble(FreeFit::gamma).toArray());
        double lag = Quantiles.median(free.stream().mapToDouble(FreeFit::lag1).toArray());
        String formula = "With the exponent left free, d(α − β(d^γ − 1)/γ), ";
        String text = free.size() == 1
                ? formula + "γ is " + Digits.three(middle) + " "
                        + Digits.interval(
                                free.getFirst().gammaInterval().low(),
                                free.getFirst().gammaInterval().high())
                        + "; 0 is d(α − β log d), 1 is d(α − βd)."
                : formula + "its median over these runs is γ = " + Digits.three(middle)
                        + "; the interval holds 0, which is d(α − β log d), in " + zero + " of "
                        + free.size() + " runs and 1, which is d(α − βd), in " + one + ".";
        return Optional.of(new Finding(
                "free-exponent",
                Severity.INFO,
                text,
                "γ by least squares between " + Digits.three(FreeFit.LOWEST) + " and "
                        + Digits.three(FreeFit.HIGHEST)
                        + ", moving-block bootstrap over steps. Neighbouring residuals correlate with a median of "
                        + Digits.three(lag) + ", so that R², AIC and plain standard errors claim too much.",
                values("runs", free.size(), "gamma", middle, "holds_0", zero, "holds_1", one, "lag1", lag),
                "residuals"));
    }

    static Map<String, Object> values(Object... pairs) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (!(pairs[i + 1] instanceof Double d) || Double.isFinite(d)) {
                values.put((String) pairs[i], pairs[i + 1]);
            }
        }
        return values;
    }
}
