package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.List;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.FindingBuilder;

/** What was assumed about a pool of samples, and what could not be used. */
final class BestOfNNotices {
    /** Ties that are worth a word. */
    private static final double TIED = 0.05;

    private final BestOfNStudy study;
    private final BestOfNSettings settings;

    BestOfNNotices(BestOfNStudy study, BestOfNSettings settings) {
        this.study = study;
        this.settings = settings;
    }

    List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        BestOfNPool pool = study.pool();
        String name = pool.table().name();
        if (settings.maxN() > pool.samples()) {
            findings.add(notice(
                    "n-larger-than-pool",
                    "Best of " + Digits.count(settings.maxN()) + " cannot be estimated from "
                            + Digits.count(pool.samples()) + " samples of each prompt (" + name
                            + "); the largest n shown is " + Digits.count(pool.samples()) + ".",
                    "The estimate is the mean over all subsets of n of the samples at hand.",
                    Severity.WARNING));
        }
        if (pool.policies() > 1) {
            findings.add(notice(
                    "several-policies",
                    name + " has samples of " + pool.policies()
                            + " policies: best of n chooses among those of one at a time, and all numbers are means"
                            + " over them. Import each policy by itself to compare them.",
                    "A column with the role run tells the policies apart.",
                    Severity.WARNING));
        }
        if (pool.prompts().size() == 1) {
            findings.add(notice(
                    "one-prompt",
                    "All samples of " + name + " answer one prompt: there are no intervals, because one prompt says"
                            + " nothing about others.",
                    "Intervals come from drawing prompts with replacement.",
                    Severity.WARNING));
        }
        if (pool.small() > 0) {
            findings.add(notice(
                    "small-prompts",
                    Digits.count(pool.small())
                            + (pool.small() == 1 ? " prompt of " + name + " is" : " prompts of " + name + " are")
                            + " left out because of too few samples; the others have at least "
                            + Digits.count(pool.samples()) + ".",
                    "Prompts with fewer samples than the lower decile, or than two, would limit n for all the others.",
                    Severity.INFO));
        }
        if (pool.nonfinite() > 0) {
            findings.add(notice(
                    "missing-scores",
                    Digits.count(pool.nonfinite()) + " of " + Digits.count(pool.rows()) + " samples of " + name
                            + " are left out, because a score, gold or the prompt is missing or not finite.",
                    "Every model must have scored a sample.",
                    Severity.WARNING));
        }
        double tied = study.tied();
        if (tied > TIED) {
            findings.add(notice(
                    "ties",
                    Digits.percent(tied) + " of the samples of " + name
                            + " share their score with another one of the same prompt; equal scores are chosen at"
                            + " random, so each counts with the mean gold of its equals, and KL on the samples falls"
                            + " short of log n − (n − 1)/n.",
                    "Share of samples of the first model with an equal score at the same prompt.",
                    Severity.INFO));
        }
        if (pool.goldIsCorrect()) {
            findings.add(notice(
                    "correctness-as-gold",
                    "Gold is correctness here: best of n is accuracy, and choosing by gold itself is pass@n.",
                    "No column has the role gold, one has the role correct.",
                    Severity.INFO));
        }
        return findings;
    }

    private static Finding notice(String id, String text, String rule, Severity severity) {
        return new FindingBuilder(id, severity).text(text).rule(rule).build();
    }
}
