package rewardloom.model.media;

import java.util.ArrayList;
import java.util.List;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.FindingBuilder;

/** What histograms say of a training: distributions that move, narrow or widen. */
final class HistogramFindings {
    private static final double NARROW = 0.2;
    private static final double WIDE = 5;
    private static final int FEWEST = 4;

    private final List<Finding> findings = new ArrayList<>();

    List<Finding> findings() {
        return findings;
    }

    /** Compares the first tenth of the steps of a group with the last. */
    void compare(HistogramGroup group, String figure) {
        List<LoggedHistogram> steps = group.pooled();
        if (steps.size() < FEWEST) {
            return;
        }
        int part = Math.max(1, steps.size() / 10);
        LoggedHistogram first =
                steps.subList(0, part).stream().reduce(HistogramGroup::together).orElseThrow();
        LoggedHistogram last = steps.subList(steps.size() - part, steps.size()).stream()
                .reduce(HistogramGroup::together)
                .orElseThrow();
        double before = first.quantile(0.75) - first.quantile(0.25);
        double after = last.quantile(0.75) - last.quantile(0.25);
        double from = first.quantile(0.5);
        double to = last.quantile(0.5);
        String who = group.tag() + " of " + group.name();
        if (before > 0 && (after < NARROW * before || after > WIDE * before)) {
            boolean narrow = after < before;
            findings.add(new FindingBuilder(narrow ? "distribution-narrows" : "distribution-widens", Severity.WARNING)
                    .text(who + (narrow ? " collapses" : " spreads") + ": its interquartile range goes from "
                            + Digits.three(before) + " to " + Digits.three(after) + ".")
                    .rule("The interquartile range in the last tenth of the steps is below a fifth, or above five"
                            + " times, that in the first tenth.")
                    .value("before", before)
                    .value("after", after)
                    .figure(figure)
                    .build());
        }
        if (Math.abs(to - from) > Math.max(before, after)) {
            findings.add(new FindingBuilder("distribution-moves", Severity.INFO)
                    .text(who + " moves as a whole: its median goes from " + Digits.three(from) + " to "
                            + Digits.three(to) + ".")
                    .rule("The median moves by more than the interquartile range, between the first and the last"
                            + " tenth of the steps.")
                    .value("from", from)
                    .value("to", to)
                    .value("interquartile_range", Math.max(before, after))
                    .figure(figure)
                    .build());
        }
    }

    /** Histograms that cannot be used. */
    void unsound(List<HistogramSeries> series) {
        int count = series.stream().mapToInt(HistogramSeries::unsound).sum();
        if (count > 0) {
            findings.add(new FindingBuilder("unsound-histograms", Severity.WARNING)
                    .text(Digits.count(count) + (count == 1 ? " histogram is" : " histograms are") + " left out.")
                    .rule("Their edges do not ascend or are not finite, or they hold no value.")
                    .value("count", count)
                    .build());
        }
    }

    /** Figures that nobody asked for and that are too many. */
    void leftOut(int shown, int all) {
        if (shown < all) {
            findings.add(new FindingBuilder("more-histograms", Severity.INFO)
                    .text("The first " + shown + " of " + all + " histograms are drawn; choose others by their tags.")
                    .rule("When no tag is chosen, at most " + shown + " tags and runs are drawn. All are in the table.")
                    .value("shown", shown)
                    .value("all", all)
                    .build());
        }
    }
}
