package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.statistics.Interval;

/** What can be said about best of n on one pool of samples. */
final class BestOfNFindings {
    private final BestOfNStudy study;
    private final BestOfNSettings settings;
    private final String figure;

    BestOfNFindings(BestOfNStudy study, BestOfNSettings settings, String figure) {
        this.study = study;
        this.settings = settings;
        this.figure = figure;
    }

    List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        findings.add(shape(study.first()));
        study.ensembles().stream()
                .max(Comparator.comparingDouble(c -> c.gold()[c.last()]))
                .ifPresent(best -> findings.add(ensemble(best)));
        return findings;
    }

    private Finding shape(BestOfNCurve curve) {
        int last = curve.last();
        String start =
                "Best of n by " + curve.title() + ": gold goes from " + Digits.three(curve.gold()[0]) + " at n = 1 to ";
        String text = curve.declined()
                ? start + Digits.three(curve.gold()[curve.peak()]) + " at n = " + Digits.count(curve.n()[curve.peak()])
                        + " (KL "
                        + Digits.three(curve.kl(curve.peak())) + " nats) and falls again to "
                        + Digits.three(curve.gold()[last])
                        + " at n = " + Digits.count(curve.n()[last]) + "."
                : start + Digits.three(curve.gold()[last])
                        + (study.pool().prompts().size() < 2
                                ? ""
                                : " "
                                        + Digits.interval(
                                                curve.goldInterval().get(last).low(),
                                                curve.goldInterval().get(last).high()))
                        + " at n = " + Digits.count(curve.n()[last]) + " (KL " + Digits.three(curve.kl(last))
                        + " nats)"
                        + (study.pool().prompts().size() < 2
                                ? "."
                                : " and does not fall beyond chance up to there.");
        return new Finding(
                curve.declined() ? "best-of-n-peak" : "best-of-n",
                curve.declined() ? Severity.WARNING : Severity.INFO,
                text,
                "Unbiased best-of-n estimate; gold falls when the " + Digits.percent(settings.sampling().level())
                        + " bootstrap interval over prompts of its highest value less that at the largest n lies above"
                        + " zero.",
                RunFindings.values(
                        "rule",
                        curve.rule(),
                        "n",
                        curve.n()[curve.peak()],
                        "kl",
                        curve.kl(curve.peak()),
                        "gold",
                        curve.gold()[curve.peak()],
                        "last_gold",
                        curve.gold()[last],
                        "prompts",
                        study.pool().prompts().size()),
                figure);
    }

    private Finding ensemble(BestOfNCurve best) {
        int last = best.last();
        Interval gain = BestOfNStudy.difference(best, study.first(), last, settings.sampling());
        double difference = best.gold()[last] - study.first().gold()[last];
        boolean helps = gain.low() > 0;
        String text = "Best of " + Digits.count(best.n()[last]) + " by " + best.title() + " of "
                + study.pool().models().size()
                + " models brings "
                + (helps
                        ? Digits.three(difference) + " " + Digits.interval(gain.low(), gain.high())
                                + " more gold than one model."
                        : "no more gold than one model beyond chance (difference " + Digits.three(difference) + " "
                                + Digits.interval(gain.low(), gain.high()) + ").");
        return new Finding(
                helps ? "ensemble-helps" : "ensemble-does-not-help",
                Severity.INFO,
                text,
                "The best ensemble rule at the largest n against the mean over single models; "
                        + Digits.percent(settings.sampling().level())
                        + " bootstrap interval over prompts of the difference in gold.",
                RunFindings.values(
                        "rule", best.rule(),
                        "n", best.n()[last],
                        "difference", difference,
                        "difference_low", gain.low(),
                        "difference_high", gain.high()),
                figure);
    }
}
