package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.FindingBuilder;
import rewardloom.model.analysis.ResultRows;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.overoptimization.Mitigation.Estimate;
import rewardloom.model.overoptimization.Mitigation.Measure;

/** All objectives in one table, one figure and a few sentences. */
final class MitigationReport {
    /** Name of the figure. */
    static final String FIGURE = "mitigations";

    private final MitigationStudy study;
    private final RlStudy runs;
    private final double level;

    MitigationReport(MitigationStudy study, RlStudy runs, double level) {
        this.study = study;
        this.runs = runs;
        this.level = level;
    }

    ResultTable table() {
        List<String> columns = new ArrayList<>(List.of("objective", "kind", "units", "declined"));
        for (Measure measure : Measure.values()) {
            columns.add(measure.column());
            columns.add(measure.column() + "±");
        }
        columns.addAll(List.of("at_kl", "against", "peak_gold_gain", "peak_gold_gain±", "area_gain", "area_gain±"));
        ResultRows rows = new ResultRows(
                "mitigations",
                "Objectives side by side: Student t intervals over seeds, bootstrap over prompts for best of n",
                columns.toArray(new String[0]));
        for (Mitigation one : study.rows()) {
            List<Object> cells = new ArrayList<>(List.of(one.name(), one.kind(), one.units(), one.declined()));
            for (Measure measure : Measure.values()) {
                cells.add(one.get(measure).value());
                cells.add(one.get(measure).interval());
            }
            Estimate peak = study.difference(one, Measure.PEAK_GOLD, level);
            Estimate area = study.difference(one, Measure.AREA, level);
            cells.add(study.kl());
            cells.add(
                    Double.isNaN(peak.value())
                            ? ""
                            : study.baseline().map(Mitigation::name).orElse(""));
            cells.addAll(List.of(peak.value(), peak.interval(), area.value(), area.interval()));
            rows.add(cells.toArray());
        }
        return rows.table();
    }

    Figure figure() {
        List<String> names = study.rows().stream()
                .map(r -> r.kind().equals("best-of-n") ? "best of n, " + r.name() : r.name())
                .toList();
        String at = "gold at KL " + Digits.three(study.kl());
        List<Layer> layers = List.of(
                dots("gold at its peak", 0, Measure.PEAK_GOLD, -0.2),
                dots(at, 1, Measure.GOLD_AT_KL, 0),
                dots("gold at the end", 2, Measure.LAST_GOLD, 0.2));
        return new Figure(
                FIGURE,
                "Objectives side by side: gold at its peak, at one KL, and at the end",
                Axis.categories("", names),
                Axis.linear(runs.read().gold()),
                layers,
                "Mean over seeds with " + Digits.percent(level)
                        + " Student t intervals; a single run's peak with its block-bootstrap interval; best of n with"
                        + " bootstrap intervals over prompts. Gold at KL "
                        + Digits.three(study.kl()) + " " + runs.read().shortUnit()
                        + " is the smoothed gold when that KL was first reached; an objective with a run that never"
                        + " reached it has none. Sorted by gold at its peak.",
                new FigureSource(
                        "",
                        Map.of(),
                        Map.of(),
                        runs.read().points(),
                        runs.read().nonfinite()));
    }

    private Layer dots(String label, int color, Measure measure, double shift) {
        int n = study.rows().size();
        double[] x = new double[n];
        double[] y = new double[n];
        double[] low = new double[n];
        double[] high = new double[n];
        for (int i = 0; i < n; i++) {
            Estimate estimate = study.rows().get(i).get(measure);
            x[i] = i + shift;
            y[i] = estimate.value();
            boolean known = Double.isFinite(estimate.interval().width());
            low[i] = known ? estimate.interval().low() : y[i];
            high[i] = known ? estimate.interval().high() : y[i];
        }
        return new Layer.Scatter(label, color, x, y, low, high);
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (study.rows().size() == 1) {
            findings.add(new FindingBuilder("one-objective", Severity.INFO)
                    .text("There is one objective, " + study.rows().getFirst().name()
                            + ": nothing to compare it with. Import the runs of others beside it.")
                    .rule("Objectives are groups of runs that differ only in their seed.")
                    .figure(FIGURE)
                    .build());
        }
        kept().ifPresent(findings::add);
        against().ifPresent(findings::add);
        return findings;
    }

    /** Which objective keeps what it gained, and which loses most. */
    private Optional<Finding> kept() {
        List<Mitigation> groups =
                study.rows().stream().filter(r -> !r.kind().equals("best-of-n")).toList();
        Optional<Mitigation> held =
                groups.stream().filter(r -> r.declined() == 0).findFirst();
        Optional<Mitigation> lost = groups.stream()
                .filter(r -> r.declined() > 0)
                .reduce((a, b) -> a.value(Measure.DECLINE) >= b.value(Measure.DECLINE) ? a : b);
        if (held.isEmpty() || lost.isEmpty()) {
            return Optional.empty();
        }
        Optional<Mitigation> best =
                groups.stream().filter(r -> r.declined() > 0).findFirst();
        String text = "Of " + groups.size() + " objectives, "
                + groups.stream().filter(r -> r.declined() == 0).count()
                + " do not decline (" + names(groups, 0) + "). " + held.get().name() + " ends at gold "
                + estimate(held.get(), Measure.LAST_GOLD) + " with a KL of at most "
                + Digits.three(held.get().value(Measure.MOST_KL)) + " "
                + runs.read().shortUnit()
                + "; of those that decline, " + best.orElseThrow().name() + " peaks highest, at "
                + estimate(best.orElseThrow(), Measure.PEAK_GOLD) + ", and "
                + lost.get().name()
                + " loses most, "
                + estimate(lost.get(), Measure.DECLINE) + ".";
        return Optional.of(new FindingBuilder("mitigations", Severity.INFO)
                .text(text)
                .rule("An objective declines if any of its runs does; means over seeds with " + Digits.percent(level)
                        + " Student t intervals.")
                .value("objectives", groups.size())
                .value("held", held.get().name())
                .value("held_last_gold", held.get().value(Measure.LAST_GOLD))
                .value("lost", lost.get().name())
                .value("lost_decline", lost.get().value(Measure.DECLINE))
                .figure(FIGURE)
                .build());
    }

    private static String names(List<Mitigation> groups, long declined) {
        return String.join(
                ", ",
                groups.stream()
                        .filter(g -> g.declined() == declined)
                        .map(Mitigation::name)
                        .toList());
    }

    private static String estimate(Mitigation one, Measure measure) {
        Estimate estimate = one.get(measure);
        return Digits.three(estimate.value())
                + (Double.isFinite(estimate.interval().width())
                        ? " "
                                + Digits.interval(
                                        estimate.interval().low(),
                                        estimate.interval().high())
                        : "");
    }

    /** What each objective changes at the peak, against the baseline. */
    private Optional<Finding> against() {
        if (study.baseline().isEmpty()) {
            return Optional.empty();
        }
        List<String> more = new ArrayList<>();
        List<String> less = new ArrayList<>();
        int compared = 0;
        for (Mitigation one : study.rows()) {
            Estimate difference = study.difference(one, Measure.PEAK_GOLD, level);
            if (Double.isFinite(difference.interval().width())) {
                compared++;
                String text = one.name() + " by " + Digits.three(Math.abs(difference.value()));
                if (difference.interval().low() > 0) {
                    more.add(text);
                } else if (difference.interval().high() < 0) {
                    less.add(text);
                }
            }
        }
        if (compared == 0) {
            return Optional.empty();
        }
        String name = study.baseline().get().name();
        String text = "Against " + name + ", gold at its peak is higher beyond chance in "
                + (more.isEmpty() ? "none" : String.join(", ", more)) + " and lower in "
                + (less.isEmpty() ? "none" : String.join(", ", less)) + ", of " + compared
                + " objectives with several seeds.";
        return Optional.of(new FindingBuilder("peak-gold-against-baseline", Severity.INFO)
                .text(text)
                .rule(Digits.percent(level)
                        + " t interval of the difference, paired by seed where both have the same seeds, else Welch's;"
                        + " not corrected for the number of comparisons.")
                .value("baseline", name)
                .value("compared", compared)
                .value("higher", more.size())
                .value("lower", less.size())
                .figure(FIGURE)
                .build());
    }
}
