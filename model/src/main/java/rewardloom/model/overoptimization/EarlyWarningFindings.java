package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.FindingBuilder;
import rewardloom.model.figure.Figure;
import rewardloom.model.overoptimization.EarlyWarningStudy.Outcome;
import rewardloom.model.overoptimization.EarlyWarningStudy.Rule;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Proportion;

/** What can be said about warnings without gold, with their error rates. */
final class EarlyWarningFindings {
    private final EarlyWarningStudy study;
    private final EarlyWarningParameters parameters;

    EarlyWarningFindings(EarlyWarningStudy study, EarlyWarningParameters parameters) {
        this.study = study;
        this.parameters = parameters;
    }

    List<Finding> all(List<Figure> figures) {
        List<Finding> findings = new ArrayList<>();
        Optional<Rule> best = study.watching().findFirst();
        if (best.isPresent()) {
            findings.add(best(best.get()));
            others(best.get()).ifPresent(findings::add);
        } else {
            findings.add(new FindingBuilder("no-error-rates", Severity.WARNING)
                    .text("The rules cannot be tested here, because fewer than two groups of runs have gold: no"
                            + " threshold was learnt, no error rate is known, and no alarm is raised. Import a"
                            + " study with gold beside these runs, or look at the signals yourself.")
                    .rule("A threshold is chosen on other groups than the one it is tested on.")
                    .value("runs_with_gold", study.withGold().size())
                    .value("runs_without_gold", study.without().size())
                    .figure(figures.isEmpty() ? "" : figures.getFirst().name())
                    .build());
        }
        if (best.isPresent() && !study.without().isEmpty()) {
            findings.add(without(best.get()));
        }
        if (!study.unrising().isEmpty()) {
            findings.add(new FindingBuilder("gold-never-rises", Severity.WARNING)
                    .text("Left out, because gold never rises above its start, so that a warning has nothing to keep: "
                            + String.join(", ", study.unrising()) + ".")
                    .rule("What is kept is a part of the gold gained at the peak.")
                    .value("runs", study.unrising().size())
                    .build());
        }
        return findings;
    }

    private Finding best(Rule best) {
        return new FindingBuilder("best-warning", Severity.INFO)
                .text(best.declining() == 0 ? nothingDeclines(best) : score(best))
                .rule("Alarm: the mean over the last " + parameters.smoothing() + " points reaches the threshold at "
                        + parameters.hold()
                        + " points in a row. The threshold keeps most gold on average over all groups"
                        + " but the one it is tested on; the signal itself is the best of "
                        + study.watching().count()
                        + " on the same groups, which flatters it. Useful: at least "
                        + Digits.percent(parameters.keep())
                        + " of the gold at the peak is left at the alarm. Kept: Student t over groups; rates: Wilson,"
                        + " as if runs were independent.")
                .value("signal", best.signal())
                .value("threshold", best.threshold())
                .value("kept", best.kept())
                .interval("kept", best.keptInterval())
                .value("useful", best.count(Outcome.USEFUL))
                .value("declining", best.declining())
                .value("false_alarms", best.count(Outcome.FALSE_ALARM))
                .value("steady", best.steady())
                .figure("gold-kept")
                .build();
    }

    private String score(Rule best) {
        double lead = best.medianLead();
        return "Without gold, the best signal to stop by is " + name(best) + ": it keeps " + kept(best)
                + " of the gold at the peak, warns usefully in " + best.count(Outcome.USEFUL) + " of "
                + best.declining() + " declining runs " + wilson(best.count(Outcome.USEFUL), best.declining())
                + (best.steady() == 0
                        ? ", and no other run is there to warn falsely of"
                        : " and falsely in " + best.count(Outcome.FALSE_ALARM) + " of " + best.steady() + " others "
                                + wilson(best.count(Outcome.FALSE_ALARM), best.steady()))
                + (Double.isNaN(lead)
                        ? ""
                        : ", at a median of " + Digits.count(Math.round(Math.abs(lead))) + " steps "
                                + (lead >= 0 ? "before" : "after") + " the peak")
                + study.rule(EarlyWarningStudy.NEVER)
                        .map(n -> "; never stopping keeps " + Digits.percent(n.kept()))
                        .orElse("")
                + study.rule(EarlyWarningStudy.STEP)
                        .map(s -> ", stopping at a step learnt from the other groups " + Digits.percent(s.kept()))
                        .orElse("")
                + ".";
    }

    private String nothingDeclines(Rule best) {
        return "Gold declines in none of the runs that have it, so that there is nothing to warn of and no rule can"
                + " show what it is good for. " + name(best) + " warns falsely in " + best.count(Outcome.FALSE_ALARM)
                + " of " + best.steady() + " runs " + wilson(best.count(Outcome.FALSE_ALARM), best.steady()) + ".";
    }

    private String wilson(int count, int of) {
        Interval interval = Proportion.wilson(count, of, parameters.level());
        return "[" + Digits.percent(interval.low()) + ", " + Digits.percent(interval.high()) + "]";
    }

    private static String kept(Rule rule) {
        Interval interval = rule.keptInterval();
        return Digits.percent(rule.kept())
                + (Double.isFinite(interval.width())
                        ? " [" + Digits.percent(interval.low()) + ", " + Digits.percent(interval.high()) + "]"
                        : "");
    }

    private static String name(Rule rule) {
        return rule.signal() + " (threshold " + Digits.three(rule.threshold())
                + (rule.unit().isEmpty() ? "" : " " + rule.unit()) + ")";
    }

    /** What the other signals keep, each with its useful and its false warnings. */
    private Optional<Finding> others(Rule best) {
        List<String> texts = study.watching()
                .filter(r -> !r.signal().equals(best.signal()))
                .map(r -> r.signal() + " " + Digits.percent(r.kept()) + " (" + r.count(Outcome.USEFUL) + "/"
                        + r.declining() + " useful, " + r.count(Outcome.FALSE_ALARM) + "/" + r.steady() + " false)")
                .toList();
        return texts.isEmpty()
                ? Optional.empty()
                : Optional.of(new FindingBuilder("other-warnings", Severity.INFO)
                        .text("The other signals keep: " + String.join(", ", texts) + ".")
                        .rule("The same rule and the same test for every signal: useful warnings of the declining runs,"
                                + " false ones of the others. The table has those that come too early or too late.")
                        .value("signals", texts.size())
                        .figure("gold-kept")
                        .build());
    }

    private Finding without(Rule best) {
        List<String> alarmed = new ArrayList<>();
        int watched = 0;
        for (WarnedRun run : study.without()) {
            Optional<WarningSignal> signal = run.signal(best.signal());
            if (signal.isPresent()) {
                watched++;
                int at = signal.get().alarm(best.threshold(), parameters.hold());
                if (at >= 0) {
                    alarmed.add(run.run() + " at step "
                            + Digits.count(Math.round(signal.get().steps()[at])));
                }
            }
        }
        return new FindingBuilder("warned-without-gold", alarmed.isEmpty() ? Severity.INFO : Severity.WARNING)
                .text("By " + name(best) + ", " + alarmed.size() + " of " + watched
                        + " runs without gold should have been stopped"
                        + (alarmed.isEmpty() ? "." : ": " + String.join(", ", alarmed) + ".")
                        + " The error rates are those of the runs with gold, and hold only as far as these runs are"
                        + " like them.")
                .rule("The same rule, with the threshold that keeps most over all groups with gold.")
                .value("runs", watched)
                .value("alarmed", alarmed.size())
                .figure("warning-signal")
                .build();
    }
}
