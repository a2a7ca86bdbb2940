package rewardloom.model.reward.whatif;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.reward.Farming;
import rewardloom.model.reward.RewardTrace;
import rewardloom.model.reward.RewardUnits;
import rewardloom.model.statistics.Comoments;
import rewardloom.model.statistics.Moments;
import rewardloom.model.statistics.RankChange;

/**
 * Everything that follows from one choice of weights.
 *
 * @param parameters what was asked for
 * @param data what was read
 * @param components the components of all runs
 * @param weights their weights
 * @param returns return of each unit under these weights, run after run
 * @param runs each run, in the order of the study
 * @param moments moments of all rows: components, then the rest
 * @param kendall Kendall's τ_b of the returns of all units before and after; NaN if there are too many to be worth it
 * @param winners who wins each prompt, if there are prompts
 * @param duel the weights at which one run beats another, if there are two
 * @param turns the weights at which an early policy would have ranked above the last, for each run with a marker of success
 * @param swept the component whose weight is swept
 * @param flips weights of it at which two runs change places
 */
record WhatIfStudy(
        WhatIfParameters parameters,
        WhatIf.Reading data,
        List<String> components,
        double[] weights,
        double[] returns,
        List<RunOutcome> runs,
        Comoments moments,
        double kendall,
        Optional<Winners> winners,
        Optional<Duel> duel,
        List<Turn> turns,
        int swept,
        List<Flip> flips) {

    private static final int MOST_RANKED = 300_000;
    private static final int STAGES = 10;
    private static final int FEWEST_FOR_STAGES = 20;

    /**
     * One run.
     *
     * @param index its place in what was read
     * @param logged mean return as logged; of a training, over its last window
     * @param now the same under the weights
     * @param loggedRank 1 for the largest
     * @param nowRank 1 for the largest
     * @param means means of the components, the rest last
     * @param stages mean returns in ten equal parts of a training, as logged and now
     */
    record RunOutcome(
            int index,
            String name,
            String group,
            double logged,
            double now,
            int loggedRank,
            int nowRank,
            double[] means,
            List<Stage> stages) {}

    /** A part of a training. */
    record Stage(double from, double to, double logged, double now) {}

    /**
     * Best of group.
     *
     * @param prompts number of prompts with several responses
     * @param changed those whose best response is another one
     * @param loggedGold mean gold of the winners as logged, NaN if unknown
     * @param nowGold the same under the weights
     */
    record Winners(int prompts, int changed, double loggedGold, double nowGold) {}

    /**
     * One against another.
     *
     * @param better name of the one that shall win
     * @param worse name of the other
     * @param differences differences of the components, the rest last
     * @param singles weight of each component alone at which they are equal; NaN if it makes no difference
     * @param nearest the nearest weights at which the better one wins, null if there are none
     */
    record Duel(String better, String worse, double[] differences, double[] singles, double @Nullable [] nearest) {}

    /**
     * The policy at the peak of success against the last one.
     *
     * @param run name of the run
     * @param group name of its group
     * @param marker the marker of success
     * @param peak place of the peak
     * @param early mean return in the window of the peak under the weights
     * @param late mean return in the last window under the weights
     * @param differences peak less last of each component, the rest last
     * @param singles weight of each component alone at which the two are equal
     */
    record Turn(
            String run,
            String group,
            String marker,
            double peak,
            double early,
            double late,
            double[] differences,
            double[] singles) {

        /** Whether the early policy ranks above the last one when the component's weight is below the threshold, or above. */
        boolean isBelow(int component) {
            return differences[component] < 0;
        }
    }

    /** A weight at which two runs change places. */
    record Flip(double weight, String above, String below) {}

    static WhatIfStudy of(WhatIfParameters parameters, WhatIf.Reading data) {
        Set<String> names = new LinkedHashSet<>();
        data.runs().forEach(r -> names.addAll(r.parts().keySet()));
        List<String> components = List.copyOf(names);
        double[] weights = Weights.parse(parameters.weights()).of(components);
        double[] returns = new double[data.logged().returns().length];
        for (int r = 0; r < data.runs().size(); r++) {
            double[] own = data.runs().get(r).returns(components, weights);
            System.arraycopy(own, 0, returns, data.logged().starts()[r], own.length);
        }
        List<RunOutcome> runs = runs(parameters, data, components, returns);
        Comoments moments = Comoments.joined(
                        data.runs().stream().map(RewardUnits::moments).toList())
                .over(with(components, RewardUnits.REST));
        int swept = swept(parameters, components, moments);
        return new WhatIfStudy(
                parameters,
                data,
                components,
                weights,
                returns,
                runs,
                moments,
                returns.length > MOST_RANKED
                        ? Double.NaN
                        : RankChange.of(data.logged().order(), data.logged().returns(), returns)
                                .kendall(),
                winners(data, returns),
                duel(parameters, runs, weights),
                turns(parameters, data, components, weights),
                swept,
                flips(parameters, runs, weights, swept));
    }

    private static List<String> with(List<String> names, String last) {
        List<String> all = new ArrayList<>(names);
        all.add(last);
        return all;
    }

    private static List<RunOutcome> runs(
            WhatIfParameters parameters, WhatIf.Reading data, List<String> components, double[] returns) {
        List<RunOutcome> outcomes = new ArrayList<>();
        for (int r = 0; r < data.runs().size(); r++) {
            RewardUnits units = data.runs().get(r);
            int start = data.logged().starts()[r];
            int size = units.size();
            int from = units.isTraining() ? size - Math.max(1, (int) Math.round(size * parameters.window())) : 0;
            outcomes.add(new RunOutcome(
                    r,
                    units.run().name(),
                    parameters.groupBySeeds()
                            ? units.run().group()
                            : units.run().name(),
                    Moments.of(data.logged().returns(), start + from, start + size)
                            .mean(),
                    Moments.of(returns, start + from, start + size).mean(),
                    0,
                    0,
                    units.means(components, from, size),
                    stages(data, units, start, returns)));
        }
        return ranked(outcomes);
    }

    private static List<RunOutcome> ranked(List<RunOutcome> outcomes) {
        Map<RunOutcome, Integer> logged = ranks(outcomes, Comparator.comparingDouble(RunOutcome::logged));
        Map<RunOutcome, Integer> now = ranks(outcomes, Comparator.comparingDouble(RunOutcome::now));
        return outcomes.stream()
                .map(o -> new RunOutcome(
                        o.index,
                        o.name,
                        o.group,
                        o.logged,
                        o.now,
                        logged.getOrDefault(o, 0),
                        now.getOrDefault(o, 0),
                        o.means,
                        o.stages))
                .toList();
    }

    private static Map<RunOutcome, Integer> ranks(List<RunOutcome> outcomes, Comparator<RunOutcome> by) {
        Map<RunOutcome, Integer> ranks = new LinkedHashMap<>();
        outcomes.stream().sorted(by.reversed()).forEach(o -> ranks.put(o, ranks.size() + 1));
        return ranks;
    }

    private static List<Stage> stages(WhatIf.Reading data, RewardUnits units, int start, double[] returns) {
        if (!units.isTraining() || units.size() < FEWEST_FOR_STAGES) {
            return List.of();
        }
        List<Stage> stages = new ArrayList<>();
        for (int s = 0; s < STAGES; s++) {
            int from = s * units.size() / STAGES;
            int to = (s + 1) * units.size() / STAGES;
            stages.add(new Stage(
                    units.x()[from],
                    units.x()[to - 1],
                    Moments.of(data.logged().returns(), start + from, start + to)
                            .mean(),
                    Moments.of(returns, start + from, start + to).mean()));
        }
        return stages;
    }

    private static int swept(WhatIfParameters parameters, List<String> components, Comoments moments) {
        if (!parameters.sweep().isBlank()) {
            int index = components.indexOf(parameters.sweep().strip());
            if (index < 0) {
                throw new AnalysisException("there is no component called " + parameters.sweep() + "; there are "
                        + String.join(", ", components));
            }
            return index;
        }
        return IntStream.range(0, components.size())
                .boxed()
                .max(Comparator.comparingDouble(k -> moments.absolute()[k]))
                .orElseThrow();
    }

    private static Optional<Winners> winners(WhatIf.Reading data, double[] returns) {
        int prompts = 0;
        int changed = 0;
        double loggedGold = 0;
        double nowGold = 0;
        int known = 0;
        for (int r = 0; r < data.runs().size(); r++) {
            RewardUnits units = data.runs().get(r);
            double[] logged = data.logged().run(r);
            double[] now = Arrays.copyOfRange(
                    returns, data.logged().starts()[r], data.logged().starts()[r + 1]);
            double[] gold = units.prompts().gold();
            for (int[] group : units.prompts().rows()) {
                int[] before = RankChange.winners(logged, group);
                int[] after = RankChange.winners(now, group);
                prompts++;
                changed += Arrays.equals(before, after) ? 0 : 1;
                double first = mean(gold, before);
                double second = mean(gold, after);
                if (Double.isFinite(first + second)) {
                    known++;
                    loggedGold += first;
                    nowGold += second;
                }
            }
        }
        return prompts == 0
                ? Optional.empty()
                : Optional.of(new Winners(
                        prompts,
                        changed,
                        known == 0 ? Double.NaN : loggedGold / known,
                        known == 0 ? Double.NaN : nowGold / known));
    }

    private static double mean(double[] values, int[] rows) {
        return values.length == 0
                ? Double.NaN
                : Arrays.stream(rows).mapToDouble(i -> values[i]).average().orElse(Double.NaN);
    }

    private static Optional<Duel> duel(WhatIfParameters parameters, List<RunOutcome> runs, double[] weights) {
        Map<String, List<RunOutcome>> byName = new LinkedHashMap<>();
        runs.forEach(
                r -> byName.computeIfAbsent(r.group, g -> new ArrayList<>()).add(r));
        List<String> ranking = new ArrayList<>(byName.keySet());
        ranking.sort(Comparator.comparingDouble(n -> -byName.getOrDefault(n, List.of()).stream()
                .mapToDouble(RunOutcome::now)
                .average()
                .orElse(Double.NEGATIVE_INFINITY)));
        runs.forEach(r -> byName.putIfAbsent(r.name, List.of(r)));
        String worse = parameters.worse().isBlank()
                ? other(ranking, parameters.better())
                : parameters.worse().strip();
        String better = parameters.better().isBlank()
                ? other(ranking, worse)
                : parameters.better().strip();
        for (String name : List.of(better, worse)) {
            if (!name.isEmpty() && !byName.containsKey(name)) {
                throw new AnalysisException("there is no run or group called " + name + "; there are "
                        + String.join(", ", byName.keySet()));
            }
        }
        if (better.isEmpty() || worse.isEmpty() || better.equals(worse)) {
            return Optional.empty();
        }
        double[] first = means(byName.getOrDefault(better, List.of()));
        double[] second = means(byName.getOrDefault(worse, List.of()));
        double[] differences = new double[first.length];
        Arrays.setAll(differences, k -> first[k] - second[k]);
        double[] parts = Arrays.copyOf(differences, weights.length);
        double rest = differences[weights.length];
        double size = Arrays.stream(parts).map(Math::abs).sum() + Math.abs(rest);
        return Optional.of(new Duel(
                better,
                worse,
                differences,
                IntStream.range(0, weights.length)
                        .mapToDouble(k -> Threshold.single(parts, rest, weights, k))
                        .toArray(),
                Threshold.nearest(parts, rest, weights, 1e-6 * size, parameters.nonnegative())));
    }

    /** The best of a ranking that is not this one. */
    private static String other(List<String> ranking, String name) {
        return ranking.stream().filter(n -> !n.equals(name)).findFirst().orElse("");
    }

    private static double[] means(List<RunOutcome> runs) {
        double[] means = new double[runs.getFirst().means.length];
        for (RunOutcome run : runs) {
            for (int k = 0; k < means.length; k++) {
                means[k] += run.means[k] / runs.size();
            }
        }
        return means;
    }

    private static List<Turn> turns(
            WhatIfParameters parameters, WhatIf.Reading data, List<String> components, double[] weights) {
        List<Turn> turns = new ArrayList<>();
        Farming.Rule rule = new Farming.Rule(parameters.window(), 0, 1);
        for (int r = 0; r < data.runs().size(); r++) {
            RewardUnits units = data.runs().get(r);
            RewardTrace trace = new RewardTrace(units.x(), data.logged().run(r), units.parts(), units.markers());
            units.markers().keySet().stream()
                    .filter(m -> units.isTraining() && Farming.canJudge(trace, m))
                    .findFirst()
                    .ifPresent(
                            m -> turns.add(turn(units, Farming.of(trace, m, rule), components, weights, parameters)));
        }
        return turns;
    }

    private static Turn turn(
            RewardUnits units,
            Farming farming,
            List<String> components,
            double[] weights,
            WhatIfParameters parameters) {
        double[] differences = new double[components.size() + 1];
        double early = farming.total().before();
        double late = farming.total().after();
        double rest = early - late;
        for (int k = 0; k < weights.length; k++) {
            Farming.Change change = farming.parts().get(components.get(k));
            if (change != null) {
                differences[k] = change.before() - change.after();
                rest -= differences[k];
                early += (weights[k] - 1) * change.before();
                late += (weights[k] - 1) * change.after();
            }
        }
        double unexplained = Math.abs(rest) < 1e-6 * (Math.abs(early) + Math.abs(late)) ? 0 : rest;
        differences[weights.length] = unexplained;
        double[] parts = Arrays.copyOf(differences, weights.length);
        return new Turn(
                units.run().name(),
                parameters.groupBySeeds() ? units.run().group() : units.run().name(),
                farming.marker(),
                farming.peakX(),
                early,
                late,
                differences,
                IntStream.range(0, weights.length)
                        .mapToDouble(k -> Threshold.single(parts, unexplained, weights, k))
                        .toArray());
    }

    private static List<Flip> flips(WhatIfParameters parameters, List<RunOutcome> runs, double[] weights, int swept) {
        List<Flip> flips = new ArrayList<>();
        for (int a = 0; a < runs.size(); a++) {
            for (int b = a + 1; b < runs.size(); b++) {
                double[] first = runs.get(a).means;
                double[] second = runs.get(b).means;
                double[] differences = new double[weights.length];
                Arrays.setAll(differences, k -> first[k] - second[k]);
                double at =
                        Threshold.single(differences, first[weights.length] - second[weights.length], weights, swept);
                if (at >= parameters.from() && at <= parameters.to()) {
                    boolean rising = differences[swept] > 0;
                    flips.add(new Flip(
                            at,
                            rising ? runs.get(a).name : runs.get(b).name,
                            rising ? runs.get(b).name : runs.get(a).name));
                }
            }
        }
        flips.sort(Comparator.comparingDouble(Flip::weight));
        return flips;
    }

    /** The mean return of a run when the swept component has this weight and the others those that were chosen. */
    double swept(RunOutcome run, double weight) {
        double value = run.means[weights.length];
        for (int k = 0; k < weights.length; k++) {
            value += (k == swept ? weight : weights[k]) * run.means[k];
        }
        return value;
    }

    boolean isLogged() {
        return Arrays.stream(weights).allMatch(w -> w == 1);
    }

    /** Weights of the components, the rest counting as it is. */
    double[] all() {
        double[] all = Arrays.copyOf(weights, weights.length + 1);
        all[weights.length] = 1;
        return all;
    }
}
