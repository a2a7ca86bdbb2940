package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.FindingBuilder;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Quantiles;

/** What an ensemble helps with, what it does not prevent, and why. */
final class EnsembleFindings {
    private final EnsembleStudy study;
    private final Sampling sampling;

    EnsembleFindings(EnsembleStudy study, Sampling sampling) {
        this.study = study;
        this.sampling = sampling;
    }

    List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        bestOfN().ifPresent(findings::add);
        heldOut().ifPresent(findings::add);
        prevention(study.training().isEmpty() ? "" : "ensemble-in-training").ifPresent(findings::add);
        blindSpot().ifPresent(findings::add);
        sharedErrors().ifPresent(findings::add);
        worstMember().ifPresent(findings::add);
        disagreement().ifPresent(findings::add);
        study.samples().missing().ifPresent(findings::add);
        if (!study.samples().note().isEmpty()) {
            findings.add(new FindingBuilder("gold-on-another-scale", Severity.INFO)
                    .text(study.samples().note())
                    .rule("Means or standard deviations of gold at the reference policy that differ by more than chance"
                            + " or by half.")
                    .build());
        }
        return findings;
    }

    /** For the overview: how an ensemble fares in training, and why. */
    List<Finding> inTraining() {
        List<Finding> findings = new ArrayList<>();
        prevention(MitigationReport.FIGURE).ifPresent(findings::add);
        blindSpot().ifPresent(findings::add);
        sharedErrors().ifPresent(findings::add);
        return findings;
    }

    private Optional<Finding> bestOfN() {
        return study.bestOfN().flatMap(b -> BestOfNFindings.ensemble(b, sampling, "ensemble-best-of-n"));
    }

    private Optional<Finding> heldOut() {
        if (study.heldOut().isEmpty()) {
            return Optional.empty();
        }
        HeldOut seen = study.heldOut().get();
        int last = seen.last();
        Interval gap = seen.gap();
        boolean beyond = gap.low() > 0;
        return Optional.of(new FindingBuilder("held-out-models", Severity.INFO)
                .text("Chosen from " + Digits.count(seen.n()[last]) + " by one model, a sample scores "
                        + Digits.three(seen.own()[last]) + " standard deviations above the mean by that model and "
                        + Digits.three(seen.heldOut()[last]) + " "
                        + intervalOf(seen.heldOutInterval().get(last)) + "by the others; its gold is "
                        + Digits.three(seen.gold()[last]) + ". The gap of "
                        + Digits.three(seen.own()[last] - seen.heldOut()[last]) + " " + intervalOf(gap)
                        + (!Double.isFinite(gap.width())
                                ? "has no interval, because one prompt says nothing about others."
                                : beyond
                                        ? "is what the others do not confirm, known without a gold label."
                                        : "is within chance."))
                .rule("Unbiased best of n by each model, valued by itself and by every other one, means over models;"
                        + " bootstrap over prompts. Models that share errors hide them from one another.")
                .value("n", seen.n()[last])
                .value("own", seen.own()[last])
                .value("held_out", seen.heldOut()[last])
                .value("gold", seen.gold()[last])
                .interval("gap", gap)
                .figure("held-out-models")
                .build());
    }

    private static String intervalOf(Interval interval) {
        return Double.isFinite(interval.width()) ? Digits.interval(interval.low(), interval.high()) + " " : "";
    }

    private Optional<Finding> prevention(String figure) {
        if (study.ensembleGroups().isEmpty()) {
            return Optional.empty();
        }
        long declined = study.ensembleDeclined();
        long runs = study.ensembleRuns();
        List<GroupStudy> groups = study.ensembleGroups();
        double peak = median(groups, true);
        double last = median(groups, false);
        boolean fails = 2 * declined > runs;
        String names = String.join(", ", groups.stream().map(GroupStudy::name).toList());
        return Optional.of(new FindingBuilder(
                        fails ? "ensemble-does-not-prevent" : "ensemble-prevents",
                        fails ? Severity.WARNING : Severity.INFO)
                .text("Optimised against an ensemble (" + names + "), gold still peaks and falls in " + declined
                        + " of " + runs + " runs, from a median of " + Digits.three(peak) + " to " + Digits.three(last)
                        + (fails
                                ? ": the ensemble does not prevent over-optimisation."
                                : ": most of them do not over-optimise."))
                .rule("Groups of runs whose name is that of an ensemble rule, or that were named; gold declines as in"
                        + " the analysis of over-optimisation.")
                .value("runs", runs)
                .value("declined", declined)
                .value("peak_gold", peak)
                .value("last_gold", last)
                .figure(figure)
                .build());
    }

    private static double median(List<GroupStudy> groups, boolean peak) {
        return Quantiles.median(groups.stream()
                .flatMap(g -> g.runs().stream())
                .flatMap(r -> r.thePeak().stream())
                .mapToDouble(p -> peak ? p.gold() : p.lastGold())
                .toArray());
    }

    private Optional<Finding> blindSpot() {
        if (study.blindSpots().isEmpty() || study.blindSpots().get().goldR2() < 0.5) {
            return Optional.empty();
        }
        BlindSpots spots = study.blindSpots().get();
        List<String> blind = spots.blind();
        if (blind.isEmpty()) {
            return Optional.empty();
        }
        List<String> shares = blind.stream()
                .map(c -> c + " at "
                        + Digits.percent(spots.relative(spots.components().indexOf(c))))
                .toList();
        return Optional.of(new FindingBuilder("shared-blind-spot", Severity.WARNING)
                .text("Why: all " + spots.models().size() + " members share a blind spot. Per unit they value "
                        + String.join(" and ", shares)
                        + " of what gold pays on average, none of them at more than "
                        + Digits.percent(BlindSpots.BLIND)
                        + ". No way of combining the members can defend what none of them sees.")
                .rule("Least squares of every member and of gold on the components, on samples of the reference policy;"
                        + " a component that every member weighs with less than "
                        + Digits.percent(BlindSpots.BLIND)
                        + " of gold's weight is a shared blind spot. The components explain "
                        + Digits.percent(spots.goldR2()) + " of gold's variance.")
                .value("components", String.join(", ", blind))
                .value("members", spots.models().size())
                .figure("blind-spots")
                .build());
    }

    private Optional<Finding> sharedErrors() {
        List<SharedErrors> trained = study.errors().stream()
                .filter(e -> study.ensembleGroups().isEmpty()
                        ? !e.isBestOfN()
                        : study.ensembleGroups().stream().anyMatch(g -> PolicyColors.isSame(g.name(), e.name())))
                .toList();
        if (trained.isEmpty()) {
            return Optional.empty();
        }
        SharedErrors worst = trained.stream()
                .reduce((a, b) -> a.shared() >= b.shared() ? a : b)
                .orElseThrow();
        Optional<SharedErrors> chosen =
                study.errors().stream().filter(SharedErrors::isBestOfN).findFirst();
        FindingBuilder finding = new FindingBuilder(
                        "shared-errors", worst.shared() > 0.2 ? Severity.WARNING : Severity.INFO)
                .text((study.ensembleGroups().isEmpty()
                                ? "At the end of training"
                                : "At the end of training against an ensemble,")
                        + " all members agree and are wrong in up to "
                        + Digits.percent(worst.shared()) + " "
                        + interval(worst.sharedInterval()) + " of the best outputs (" + worst.name() + ", KL "
                        + Digits.three(worst.kl()) + ")"
                        + chosen.map(c -> ", in " + Digits.percent(c.shared()) + " " + interval(c.sharedInterval())
                                        + " of the " + c.name() + " (KL " + Digits.three(c.kl()) + ")")
                                .orElse("")
                        + ": errors are shared where optimisation leads, not where the members were trained.")
                .rule("Among the best outputs by the members' mean: every member scores above its own quantile at the"
                        + " reference policy, and gold is below its quantile there; bootstrap over prompts.")
                .value("shared", worst.shared())
                .interval("shared", worst.sharedInterval())
                .value("group", worst.name())
                .figure("shared-errors");
        chosen.ifPresent(c -> finding.value("best_of_n_shared", c.shared()));
        return Optional.of(finding.build());
    }

    private static String interval(Interval interval) {
        return Double.isFinite(interval.width())
                ? "[" + Digits.percent(Math.max(0, interval.low())) + ", " + Digits.percent(interval.high()) + "]"
                : "";
    }

    private Optional<Finding> worstMember() {
        List<EnsembleTraining> lowest = study.training().stream()
                .filter(t -> t.statistic().equals("min"))
                .filter(t ->
                        study.ensembleGroups().stream().anyMatch(g -> g.name().equals(t.group())))
                .toList();
        if (lowest.isEmpty()) {
            return Optional.empty();
        }
        EnsembleTraining most = lowest.stream()
                .reduce((a, b) -> a.last() - a.atPeak() >= b.last() - b.atPeak() ? a : b)
                .orElseThrow();
        if (!(most.last() > most.atPeak())) {
            return Optional.empty();
        }
        List<EnsembleTraining> spread = study.training().stream()
                .filter(t -> t.statistic().equals("var") && t.group().equals(most.group()))
                .toList();
        return Optional.of(new FindingBuilder("worst-member-rises", Severity.INFO)
                .text("Even the lowest score among the members keeps rising after the peak of gold: in " + most.group()
                        + " from " + Digits.three(most.start()) + " at the start and " + Digits.three(most.atPeak())
                        + " at the peak to " + Digits.three(most.last()) + " at the end"
                        + (spread.isEmpty()
                                ? "."
                                : ", while their variance goes from "
                                        + Digits.three(spread.getFirst().start()) + " to "
                                        + Digits.three(spread.getFirst().last())
                                        + ": a penalty on it bites less, not more."))
                .rule("Means over the group's runs of the logged ensemble statistics: first twentieth of the steps,"
                        + " window around the peak of gold, last tenth.")
                .value("group", most.group())
                .value("start", most.start())
                .value("at_peak", most.atPeak())
                .value("last", most.last())
                .figure("ensemble-in-training")
                .build());
    }

    private Optional<Finding> disagreement() {
        if (study.farthest().isEmpty()) {
            return Optional.empty();
        }
        MemberAgreement near = study.agreements().getFirst();
        MemberAgreement far = study.farthest().get();
        return Optional.of(new FindingBuilder("agreement-under-optimisation", Severity.INFO)
                .text("The members' rank correlation with one another is " + Digits.three(near.members()) + " "
                        + Digits.interval(
                                near.membersInterval().low(),
                                near.membersInterval().high())
                        + " at " + near.sample().where() + " and " + Digits.three(far.members()) + " "
                        + Digits.interval(
                                far.membersInterval().low(),
                                far.membersInterval().high())
                        + " at " + far.sample().where() + "; with gold " + Digits.three(near.gold())
                        + " and " + Digits.three(far.gold()) + " "
                        + Digits.interval(
                                far.goldInterval().low(), far.goldInterval().high())
                        + ". Their disagreement correlates with the error of their mean by "
                        + Digits.three(near.deviationFindsError()) + " and " + Digits.three(far.deviationFindsError())
                        + ".")
                .rule("Mean Spearman correlation over pairs of members, bootstrap over prompts; error is the members'"
                        + " mean less standardised gold.")
                .value("members_reference", near.members())
                .value("members_far", far.members())
                .value("gold_reference", near.gold())
                .value("gold_far", far.gold())
                .value("kl_far", far.sample().kl())
                .figure("member-agreement-far")
                .build());
    }
}
