package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.FindingBuilder;
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
        ensemble(study, settings.sampling(), figure).ifPresent(findings::add);
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
                        + (study.pool().prompts().size() < 2 ? "." : " and does not fall beyond chance up to there.");
        return new Finding(
                curve.declined() ? "best-of-n-peak" : "best-of-n",
                curve.declined() ? Severity.WARNING : Severity.INFO,
                text,
                "Unbiased best-of-n estimate; gold falls when the "
                        + Digits.percent(settings.sampling().level())
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

    /** What the best ensemble brings at the largest n; nothing without ensembles. */
    static Optional<Finding> ensemble(BestOfNStudy best, Sampling sampling, String figure) {
        if (best.ensembles().isEmpty()) {
            return Optional.empty();
        }
        BestOfNCurve top = best.ensembles().stream()
                .reduce((a, b) -> a.gold()[a.last()] >= b.gold()[b.last()] ? a : b)
                .orElseThrow();
        int last = top.last();
        Interval gain = BestOfNStudy.difference(top, best.first(), last, sampling);
        double difference = top.gold()[last] - best.first().gold()[last];
        double low =
                best.singles().stream().mapToDouble(c -> c.gold()[last]).min().orElse(Double.NaN);
        double high =
                best.singles().stream().mapToDouble(c -> c.gold()[last]).max().orElse(Double.NaN);
        boolean known = Double.isFinite(gain.width());
        boolean helps = gain.low() > 0;
        String verdict = !known
                ? "gold is "
                : helps ? "an ensemble helps: gold " : "an ensemble does not help beyond chance: gold ";
        return Optional.of(new FindingBuilder(
                        !known ? "ensemble-unknown" : helps ? "ensemble-helps" : "ensemble-does-not-help",
                        Severity.INFO)
                .text("In best of " + Digits.count(top.n()[last]) + " " + verdict
                        + two(top.gold()[last]) + " by " + top.title() + " of "
                        + best.pool().models().size()
                        + " models against " + two(low) + " to " + two(high) + " by one model ("
                        + difference(difference, gain)
                        + (known ? ")." : "); one prompt says nothing about others."))
                .rule("The best ensemble rule at the largest n against the mean over single models; "
                        + Digits.percent(sampling.level())
                        + " bootstrap interval over prompts of the difference in gold, not corrected for choosing the"
                        + " best of "
                        + best.ensembles().size() + (best.ensembles().size() == 1 ? " rule." : " rules."))
                .value("rule", top.rule())
                .value("n", top.n()[last])
                .value("gold", top.gold()[last])
                .value("single_low", low)
                .value("single_high", high)
                .value("difference", difference)
                .interval("difference", gain)
                .figure(figure)
                .build());
    }

    private static String difference(double difference, Interval gain) {
        String interval = Double.isFinite(gain.width()) ? " " + Digits.interval(gain.low(), gain.high()) : "";
        return difference < 0
                ? "on average a difference of " + Digits.three(difference) + interval
                : "on average " + Digits.three(difference) + interval + " more";
    }

    private static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replace('-', '−');
    }
}
