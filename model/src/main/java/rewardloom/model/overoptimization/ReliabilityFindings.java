package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.FindingBuilder;
import rewardloom.model.overoptimization.Reliability.Bin;
import rewardloom.model.overoptimization.Reliability.Filtered;
import rewardloom.model.overoptimization.Reliability.Judged;

/** What can be said about where a reward can be relied on. */
final class ReliabilityFindings {
    private final ReliabilityParameters parameters;
    private final PolicySamples samples;

    ReliabilityFindings(ReliabilityParameters parameters, PolicySamples samples) {
        this.parameters = parameters;
        this.samples = samples;
    }

    /** @param marks whether gold is a mark of correctness */
    List<Finding> all(ProxyChoice chosen, List<Bin> bins, List<Filtered> filters, List<Judged> judged, boolean marks) {
        List<Finding> findings = new ArrayList<>();
        findings.add(
                filters.stream().anyMatch(f -> Double.isFinite(f.r2()))
                        ? filter(chosen, bins, filters)
                        : noFilter(chosen, bins, filters));
        hacking(judged).ifPresent(findings::add);
        discrimination(judged).ifPresent(findings::add);
        if (!marks) {
            findings.add(new FindingBuilder("correctness-assumed", Severity.INFO)
                    .text("No correctness is known: a response counts as correct from the "
                            + Digits.percent(parameters.correctAbove())
                            + " quantile of gold at the reference policy on.")
                    .rule("Gold takes more than two values.")
                    .value("quantile", parameters.correctAbove())
                    .build());
        }
        samples.missing().ifPresent(findings::add);
        if (!samples.note().isEmpty()) {
            findings.add(new FindingBuilder("gold-on-another-scale", Severity.INFO)
                    .text(samples.note())
                    .rule("Means or standard deviations of gold at the reference policy that differ by more than chance"
                            + " or by half.")
                    .build());
        }
        return findings;
    }

    private Finding filter(ProxyChoice chosen, List<Bin> bins, List<Filtered> filters) {
        Filtered all = filters.getFirst();
        Filtered best = filters.stream()
                .filter(f -> Double.isFinite(f.r2()))
                .reduce((a, b) -> a.r2() >= b.r2() ? a : b)
                .orElse(all);
        return new FindingBuilder("filter", Severity.INFO)
                .text("Over single responses the reward (" + chosen.name() + ") explains "
                        + Digits.percent(all.r2()) + " of gold's variance, over means of "
                        + bins.size() + " bins " + Digits.percent(Reliability.binned(bins))
                        + "; of the filters, “" + best.filter().title() + "” keeps the most reliable ones, R² "
                        + Digits.three(best.r2())
                        + (Double.isFinite(best.interval().width())
                                ? " "
                                        + Digits.interval(
                                                best.interval().low(),
                                                best.interval().high())
                                : "")
                        + ".")
                .rule("R² of the straight line of gold on the reward, weighted by each filter's sampling weights, on"
                        + " groups of " + parameters.groupSize()
                        + " responses to one prompt; bootstrap over prompts, not corrected for choosing the"
                        + " best filter.")
                .value("r2", all.r2())
                .value("binned_r2", Reliability.binned(bins))
                .value("best_filter", best.filter().id())
                .value("best_r2", best.r2())
                .figure("filters")
                .build();
    }

    private static Finding noFilter(ProxyChoice chosen, List<Bin> bins, List<Filtered> filters) {
        return filters.isEmpty()
                ? new FindingBuilder("no-groups", Severity.WARNING)
                        .text("Every prompt has one response: there are no groups to filter. Over means of "
                                + bins.size()
                                + " bins the reward (" + chosen.name() + ") explains "
                                + Digits.percent(Reliability.binned(bins)) + " of gold's variance.")
                        .rule("Filters choose among several responses to one prompt.")
                        .value("binned_r2", Reliability.binned(bins))
                        .figure("reliability")
                        .build()
                : new FindingBuilder("nothing-varies", Severity.WARNING)
                        .text("The reward (" + chosen.name()
                                + ") or gold is the same for every response: the one can say nothing about the other.")
                        .rule("R² needs a reward and a gold that vary.")
                        .figure("reliability")
                        .build();
    }

    /** Rising scores of incorrect responses from the first to the last step of a group. */
    private static Optional<Finding> hacking(List<Judged> judged) {
        List<String> rising = new ArrayList<>();
        int compared = 0;
        double from = 0;
        double to = 0;
        for (String group : judged.stream().map(Judged::group).distinct().toList()) {
            List<Judged> own = judged.stream()
                    .filter(j -> j.group().equals(group) && j.found().negatives() > 0)
                    .toList();
            if (own.size() > 1) {
                compared++;
                if (own.getLast().ofIncorrect().low()
                        > own.getFirst().ofIncorrect().high()) {
                    rising.add(group);
                    from += own.getFirst().found().scoreOfIncorrect();
                    to += own.getLast().found().scoreOfIncorrect();
                }
            }
        }
        if (compared == 0) {
            return Optional.empty();
        }
        FindingBuilder finding = new FindingBuilder("hacking-gap", rising.isEmpty() ? Severity.INFO : Severity.WARNING)
                .rule("Mean score of incorrect responses at the last step of a group against the first: it rises when"
                        + " the bootstrap intervals over prompts do not touch.")
                .value("groups", compared)
                .value("rising", rising.size())
                .figure("hacking-gap");
        return Optional.of(
                rising.isEmpty()
                        ? finding.text("The score of incorrect responses rises beyond chance in "
                                        + (compared == 1 ? "no group." : "none of " + compared + " groups."))
                                .build()
                        : finding.text("The reward's score of incorrect responses rises with training in "
                                        + rising.size() + " of " + compared + " groups (" + String.join(", ", rising)
                                        + "), from " + Digits.three(from / rising.size()) + " to "
                                        + Digits.three(to / rising.size())
                                        + " on average: what is wrong scores ever higher.")
                                .build());
    }

    /** The area under the ROC curve at the first and the last step of a group. */
    private static Optional<Finding> discrimination(List<Judged> judged) {
        List<String> falling = new ArrayList<>();
        int compared = 0;
        double from = 0;
        double to = 0;
        for (String group : judged.stream().map(Judged::group).distinct().toList()) {
            List<Judged> own = judged.stream()
                    .filter(j ->
                            j.group().equals(group) && Double.isFinite(j.found().auc()))
                    .toList();
            if (own.size() > 1) {
                compared++;
                from += own.getFirst().found().auc();
                to += own.getLast().found().auc();
                if (own.getLast().auc().high() < own.getFirst().auc().low()) {
                    falling.add(group);
                }
            }
        }
        if (compared == 0) {
            return Optional.empty();
        }
        return Optional.of(new FindingBuilder(
                        "discrimination-falls", falling.isEmpty() ? Severity.INFO : Severity.WARNING)
                .text("The reward tells correct from incorrect responses with an AUC of "
                        + Digits.three(from / compared) + " at the first step and " + Digits.three(to / compared)
                        + " at the last"
                        + (compared == 1 ? "" : ", on average over " + compared + " groups")
                        + "; beyond chance it "
                        + (falling.isEmpty()
                                ? "does not fall" + (compared == 1 ? "." : " in any.")
                                : "falls in " + String.join(", ", falling) + "."))
                .rule("AUC by Mann and Whitney; it falls when the bootstrap intervals over prompts do not touch.")
                .value("first_auc", from / compared)
                .value("last_auc", to / compared)
                .value("falling", falling.size())
                .figure("auc-by-step")
                .build());
    }
}
