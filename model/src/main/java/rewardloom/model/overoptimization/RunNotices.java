package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.FindingBuilder;
import rewardloom.model.statistics.Quantiles;

/** What was assumed about the training runs' data, and what could not be used. */
final class RunNotices {
    /** A baseline that is further from the others' median than so many times the noise of a point is on another scale. */
    private static final double FAR = 10;

    private final RlStudy study;
    private final String figure;
    private final String fits;

    /** Beside the figures of the runs themselves. */
    RunNotices(RlStudy study) {
        this(study, study.peakFigure(), "fits");
    }

    /** @param figure the figure of another analysis that shows the runs */
    RunNotices(RlStudy study, String figure) {
        this(study, figure, figure);
    }

    private RunNotices(RlStudy study, String figure, String fits) {
        this.study = study;
        this.figure = figure;
        this.fits = fits;
    }

    List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        GoldCurveReader.Read read = study.read();
        if (read.unitTold()) {
            findings.add(new FindingBuilder("kl-units", read.lacking().isEmpty() ? Severity.INFO : Severity.WARNING)
                    .text("The runs' KL is compared in " + read.unit() + ". "
                            + read.unitNote().strip())
                    .rule("KL over tokens and KL over sequences differ by the response length; runs are brought to one"
                            + " of them, per sequence unless all agree on the other.")
                    .value("runs_left_out", read.lacking().size())
                    .figure(figure)
                    .build());
        }
        if (!read.empty().isEmpty()) {
            findings.add(new FindingBuilder("no-common-steps", Severity.WARNING)
                    .text("Left out, because gold and KL have no step with finite values in common: "
                            + String.join(", ", read.empty()) + ".")
                    .rule("A point needs a finite gold and a finite KL at the same step.")
                    .value("runs", read.empty().size())
                    .build());
        }
        if (read.nonfinite() > 0) {
            findings.add(new FindingBuilder("missing-points", Severity.WARNING)
                    .text(Digits.count(read.nonfinite()) + " of " + Digits.count(read.points())
                            + " points are left out, because gold or KL is missing or not finite there.")
                    .rule("A point needs a finite gold and a finite KL, and best of n a whole n from 1 on.")
                    .value("left_out", read.nonfinite())
                    .value("points", read.points())
                    .build());
        }
        if (read.winRates() > 0) {
            findings.add(new FindingBuilder("win-rate-as-gold", Severity.INFO)
                    .text("In " + runs(read.winRates())
                            + " no gold reward is logged; the win rate stands in for it, and gains are counted"
                            + " from the first step if that is at the reference policy, else from one half.")
                    .rule("A tag called win rate is the gold of direct alignment.")
                    .value("runs", read.winRates())
                    .build());
        }
        study.runs().stream().filter(r -> r.peak() == null).forEach(r -> findings.add(few(r)));
        kl(findings);
        scales(findings);
        return findings;
    }

    /** A curve that is too short to look for a peak in, such as a published table of n, proxy and gold: what its fits say. */
    private Finding few(RunStudy run) {
        String name = run.curve().run();
        int points = run.curve().size();
        if (run.fits().isEmpty()) {
            return new FindingBuilder("few-points", Severity.WARNING)
                    .text(name + " has " + points + (points == 1 ? " point" : " points")
                            + " with both gold and KL: a fit needs " + GoldFit.FEWEST_POINTS
                            + " above zero KL, a search for the peak " + RunStudy.FEWEST_POINTS + ".")
                    .rule("Points with finite gold and KL.")
                    .value("points", points)
                    .figure(figure)
                    .build();
        }
        GoldFit best =
                run.fits().stream().reduce((a, b) -> a.aic() <= b.aic() ? a : b).orElseThrow();
        FreeFit rising = run.rising();
        boolean levelsOff = rising != null && rising.aic() <= best.aic();
        String peak = best.peaksInside()
                ? "it is highest at KL " + Digits.three(best.peakKl()) + " "
                        + study.read().shortUnit() + " "
                        + Digits.interval(
                                best.peakKlInterval().low(),
                                best.peakKlInterval().high())
                : "it has no highest point within the KL that was reached";
        return new FindingBuilder("fitted-peak", Severity.INFO)
                .text(name + " has " + points + " points, too few to look for a peak without a formula ("
                        + RunStudy.FEWEST_POINTS + "). "
                        + (levelsOff
                                ? "A curve that only levels off explains them at least as well as "
                                        + best.form().formula() + ": there is no peak to speak of."
                                : best.form().formula() + " fits best, R² " + Digits.three(best.r2()) + "; " + peak
                                        + "."))
                .rule("The lowest AIC of the two forms, against α(1 − exp(−d/β)), which never falls; block bootstrap"
                        + " over points.")
                .value("run", name)
                .value("points", points)
                .value("form", levelsOff ? "rising" : best.form().id())
                .value("peak_kl", levelsOff || !best.peaksInside() ? Double.NaN : best.peakKl())
                .figure(fits)
                .build();
    }

    private void kl(List<Finding> findings) {
        List<GoldCurve> flat = study.runs().stream()
                .map(RunStudy::curve)
                .filter(c -> c.divergent().length == 0)
                .toList();
        if (!flat.isEmpty()) {
            findings.add(new FindingBuilder("kl-not-above-zero", Severity.WARNING)
                    .text("The KL is never above zero in " + runs(flat.size()) + " ("
                            + String.join(
                                    ", ", flat.stream().map(GoldCurve::run).toList())
                            + "): no curve can be fitted there. Check that the tag is the divergence from the reference"
                            + " policy, and its sign.")
                    .rule("Fits need √KL.")
                    .value("runs", flat.size())
                    .build());
        }
        long negative = study.runs().stream()
                .flatMapToDouble(r -> Arrays.stream(r.curve().kl()))
                .filter(k -> k < 0)
                .count();
        long points = study.runs().stream().mapToLong(r -> r.curve().size()).sum();
        if (negative > 0 && flat.isEmpty()) {
            findings.add(new FindingBuilder("negative-kl", Severity.INFO)
                    .text("The KL estimate is negative at " + Digits.count(negative) + " of " + Digits.count(points)
                            + " points, as estimates near zero can be; these points are left out of the fits.")
                    .rule("A divergence is never negative; its estimate k1 = log π − log π_ref can be.")
                    .value("negative", negative)
                    .value("points", points)
                    .build());
        }
    }

    /** Gold that starts far from where the other runs' starts is not the same gold. */
    private void scales(List<Finding> findings) {
        List<RunStudy> starting = study.runs().stream()
                .filter(r -> r.curve().startsAtReference() && r.peak() != null)
                .toList();
        if (starting.size() < 2) {
            return;
        }
        double[] starts =
                starting.stream().mapToDouble(r -> r.curve().baseline()).toArray();
        double middle = Quantiles.median(starts);
        double noise = Quantiles.median(
                starting.stream().mapToDouble(RunNotices::noise).toArray());
        List<String> far = starting.stream()
                .filter(r -> Math.abs(r.curve().baseline() - middle) > FAR * Math.max(noise, 1e-12))
                .map(r -> r.curve().run())
                .toList();
        if (!far.isEmpty()) {
            findings.add(new FindingBuilder("gold-on-another-scale", Severity.WARNING)
                    .text("Gold at the reference policy is far from the other runs' "
                            + Digits.three(middle) + " in " + String.join(", ", far)
                            + ": it seems to be on another scale. Gains are counted from each run's own start; do not"
                            + " compare the heights of these runs.")
                    .rule(String.format(
                            Locale.ROOT,
                            "A first value more than %.0f times the noise of a point from the median of the runs.",
                            FAR))
                    .value("runs", far.size())
                    .figure(figure)
                    .build());
        }
    }

    /** Typical size of the noise of one point: the median step between neighbours over that of normal noise. */
    static double noise(RunStudy run) {
        double[] gold = run.curve().gold();
        double[] jumps = new double[gold.length - 1];
        for (int i = 0; i < jumps.length; i++) {
            jumps[i] = Math.abs(gold[i + 1] - gold[i]);
        }
        return Quantiles.median(jumps) / (0.6745 * Math.sqrt(2));
    }

    private static String runs(long count) {
        return count + (count == 1 ? " run" : " runs");
    }
}
