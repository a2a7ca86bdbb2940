package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Moments;
import rewardloom.model.statistics.Quantiles;

/**
 * Each signal as a rule "stop when it has moved this far", with the threshold chosen on the other groups than the one it is tested on.
 *
 * @param rules the rules, best first
 * @param withGold runs with gold
 * @param without runs without gold
 * @param unrising names of runs whose gold never rises above its start
 */
record EarlyWarningStudy(List<Rule> rules, List<WarnedRun> withGold, List<WarnedRun> without, List<String> unrising) {
    /** The rule that watches nothing but the number of steps: what every other one must beat. */
    static final String STEP = "training-step";
    /** The rule that never warns. */
    static final String NEVER = "never";

    private static final int THRESHOLDS = 60;

    /** What became of a warning. */
    enum Outcome {
        /** In time: enough of the gold at the peak is left. */
        USEFUL,
        /** Before the peak, while much was still to be gained. */
        TOO_EARLY,
        /** After the peak, when too much was lost. */
        TOO_LATE,
        /** None, though gold declines. */
        MISSED,
        /** A warning though gold never declines. */
        FALSE_ALARM,
        /** None, and gold never declines. */
        SILENT;

        /** The stable name in tables. */
        String id() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One run under one rule.
     *
     * @param threshold chosen without this run's group
     * @param alarm step of the alarm, NaN if there is none
     * @param lead steps from the alarm to the peak, negative when late; NaN without alarm or decline
     * @param kept part of the gold at the peak that is left when the run is stopped there
     */
    record Verdict(WarnedRun run, double threshold, double alarm, double lead, double kept, Outcome outcome) {}

    /**
     * One rule.
     *
     * @param signal name
     * @param unit what the threshold counts
     * @param threshold chosen on all runs with gold, for those without
     * @param verdicts of runs with gold, each with a threshold from the other groups
     * @param kept mean over groups of the part of the gold at the peak that is left
     * @param keptInterval Student t interval over groups
     */
    record Rule(
            String signal, String unit, double threshold, List<Verdict> verdicts, double kept, Interval keptInterval) {

        int count(Outcome... wanted) {
            List<Outcome> all = List.of(wanted);
            return (int) verdicts.stream().filter(v -> all.contains(v.outcome)).count();
        }

        int declining() {
            return (int) verdicts.stream().filter(v -> v.run.declined()).count();
        }

        int steady() {
            return verdicts.size() - declining();
        }

        /** Declining runs with any alarm. */
        int caught() {
            return declining() - count(Outcome.MISSED);
        }

        double medianLead() {
            return Quantiles.median(verdicts.stream()
                    .mapToDouble(Verdict::lead)
                    .filter(Double::isFinite)
                    .toArray());
        }
    }

    static EarlyWarningStudy of(List<WarnedRun> runs, EarlyWarningParameters parameters) {
        List<WarnedRun> withGold = runs.stream()
                .filter(r -> r.gold().isPresent())
                .filter(r -> Double.isFinite(r.kept(Double.NaN)))
                .filter(r ->
                        parameters.groups().isEmpty() || parameters.groups().contains(r.group()))
                .toList();
        List<WarnedRun> without = runs.stream().filter(r -> r.gold().isEmpty()).toList();
        Set<String> names = new LinkedHashSet<>();
        withGold.forEach(r -> r.signals().forEach(s -> names.add(s.name())));
        List<Rule> rules = new ArrayList<>(names.stream()
                .flatMap(n -> rule(n, withGold, parameters).stream())
                .sorted((a, b) -> Double.compare(b.kept, a.kept))
                .toList());
        if (!withGold.isEmpty()) {
            rules.add(never(withGold, parameters));
        }
        List<String> unrising = runs.stream()
                .filter(r -> r.gold().isPresent() && !Double.isFinite(r.kept(Double.NaN)))
                .map(WarnedRun::run)
                .toList();
        return new EarlyWarningStudy(rules, withGold, without, unrising);
    }

    private static Optional<Rule> rule(String name, List<WarnedRun> all, EarlyWarningParameters parameters) {
        List<WarnedRun> runs =
                all.stream().filter(r -> r.signal(name).isPresent()).toList();
        Set<String> groups = new LinkedHashSet<>();
        runs.forEach(r -> groups.add(r.group()));
        if (groups.size() < 2) {
            return Optional.empty();
        }
        double[] thresholds = thresholds(name, runs);
        // kept[run][threshold]: every choice of groups only averages these.
        double[][] kept = runs.parallelStream()
                .map(r -> Arrays.stream(thresholds)
                        .map(t -> r.kept(alarm(r, name, t, parameters.hold())))
                        .toArray())
                .toArray(double[][]::new);
        List<Verdict> verdicts = new ArrayList<>();
        for (WarnedRun run : runs) {
            double threshold = best(runs, kept, thresholds, run.group());
            verdicts.add(verdict(run, name, threshold, parameters));
        }
        String unit = runs.getFirst().signal(name).map(WarningSignal::unit).orElse("");
        return Optional.of(rule(name, unit, best(runs, kept, thresholds, ""), verdicts, parameters));
    }

    private static Rule rule(
            String name, String unit, double threshold, List<Verdict> verdicts, EarlyWarningParameters parameters) {
        double[] byGroup = verdicts.stream()
                .map(v -> v.run.group())
                .distinct()
                .mapToDouble(g -> verdicts.stream()
                        .filter(v -> v.run.group().equals(g))
                        .mapToDouble(Verdict::kept)
                        .average()
                        .orElse(Double.NaN))
                .toArray();
        Moments moments = Moments.of(byGroup);
        return new Rule(name, unit, threshold, verdicts, moments.mean(), moments.tInterval(parameters.level()));
    }

    private static Rule never(List<WarnedRun> runs, EarlyWarningParameters parameters) {
        return rule(
                NEVER,
                "",
                Double.NaN,
                runs.stream()
                        .map(r -> new Verdict(
                                r,
                                Double.NaN,
                                Double.NaN,
                                Double.NaN,
                                r.kept(Double.NaN),
                                r.declined() ? Outcome.MISSED : Outcome.SILENT))
                        .toList(),
                parameters);
    }

    private static double alarm(WarnedRun run, String name, double threshold, int hold) {
        WarningSignal signal = run.signal(name).orElseThrow();
        int at = signal.alarm(threshold, hold);
        return at < 0 ? Double.NaN : signal.steps()[at];
    }

    /** Quantiles of where the runs' signals get to. */
    private static double[] thresholds(String name, List<WarnedRun> runs) {
        double[] all = runs.stream()
                .flatMap(r -> r.signal(name).stream())
                .flatMapToDouble(s -> Arrays.stream(s.moved()))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        double[] thresholds = new double[THRESHOLDS + 1];
        for (int i = 0; i < THRESHOLDS; i++) {
            thresholds[i] = Quantiles.ofSorted(all, (i + 0.5) / THRESHOLDS);
        }
        // Never reached by any of them: the choice not to warn.
        thresholds[THRESHOLDS] = all.length == 0 ? 1 : 2 * all[all.length - 1] + 1;
        return thresholds;
    }

    /** The threshold that keeps most, on average over groups other than one; of equally good ones the middle. */
    private static double best(List<WarnedRun> runs, double[][] kept, double[] thresholds, String leftOut) {
        Set<String> groups = new LinkedHashSet<>();
        runs.forEach(r -> groups.add(r.group()));
        groups.remove(leftOut);
        double[] means = new double[thresholds.length];
        for (String group : groups) {
            double size = runs.stream().filter(r -> r.group().equals(group)).count();
            for (int r = 0; r < kept.length; r++) {
                if (runs.get(r).group().equals(group)) {
                    for (int t = 0; t < means.length; t++) {
                        means[t] += kept[r][t] / size;
                    }
                }
            }
        }
        double most = Arrays.stream(means).max().orElse(0);
        int first = 0;
        while (means[first] < most) {
            first++;
        }
        int last = first;
        while (last + 1 < means.length && means[last + 1] == most) {
            last++;
        }
        return thresholds[(first + last) / 2];
    }

    private static Verdict verdict(WarnedRun run, String name, double threshold, EarlyWarningParameters parameters) {
        double alarm = alarm(run, name, threshold, parameters.hold());
        double kept = run.kept(alarm);
        double lead = run.declined() ? run.peakStep() - alarm : Double.NaN;
        Outcome outcome;
        if (!run.declined()) {
            outcome = Double.isNaN(alarm) ? Outcome.SILENT : Outcome.FALSE_ALARM;
        } else if (Double.isNaN(alarm)) {
            outcome = Outcome.MISSED;
        } else if (kept >= parameters.keep()) {
            outcome = Outcome.USEFUL;
        } else {
            outcome = lead > 0 ? Outcome.TOO_EARLY : Outcome.TOO_LATE;
        }
        return new Verdict(run, threshold, alarm, lead, kept, outcome);
    }

    /** The rules that watch something. */
    Stream<Rule> watching() {
        return rules.stream().filter(r -> !r.signal.equals(NEVER) && !r.signal.equals(STEP));
    }

    Optional<Rule> rule(String name) {
        return rules.stream().filter(r -> r.signal.equals(name)).findFirst();
    }
}
