package rewardloom.model.reward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.ReadingAnalysis;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Smoothing;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** A reward taken apart: what each component contributes, whether they add up to the total, and whether one of them is farmed. */
public final class Decomposition extends CardAnalysis<DecompositionParameters>
        implements ReadingAnalysis<DecompositionParameters, Decomposition.Reading> {

    public Decomposition() {
        super(
                new Card(
                        "decomposition",
                        "Decomposition",
                        Family.DECOMPOSITION,
                        "What is the reward made of, do its components add up, and is one of them farmed?",
                        List.of(
                                "Lucy-SKG: Learning to Play Rocket League Efficiently Using Deep Reinforcement"
                                        + " Learning",
                                "Auto MC-Reward: Automated Dense Reward Design with Large Language Models for"
                                        + " Minecraft",
                                "Stabilizing Long-term Multi-turn Reinforcement Learning with Gated Rewards"),
                        List.of("metrics, episodes, steps, responses or scores with components")),
                DecompositionParameters.DEFAULTS);
    }

    /**
     * What is kept of what was read.
     *
     * @param inputs the tables
     * @param groups the runs
     */
    public record Reading(List<Table> inputs, List<RewardRun> runs, RunColors colors) {}

    @Override
    public boolean accepts(Tables tables) {
        return RewardReader.accepts(tables, DecompositionParameters.DEFAULTS.choice());
    }

    @Override
    public boolean accepts(DecompositionParameters parameters, Tables tables) {
        return RewardReader.accepts(tables, parameters.choice());
    }

    @Override
    public Object reads(DecompositionParameters parameters) {
        return List.of(parameters.choice(), parameters.tolerance(), parameters.episode());
    }

    @Override
    public Reading read(DecompositionParameters parameters, Tables tables, Progress progress) {
        RewardReader reader = new RewardReader(tables, parameters.choice(), parameters.tolerance());
        List<Table> inputs = reader.inputs();
        Map<String, RewardRun> byRun = new LinkedHashMap<>();
        int done = 0;
        for (Table table : inputs) {
            progress.checkCancelled();
            progress.update("reading " + table.name(), 0.8 * done++ / inputs.size());
            RewardRun run = RewardRun.of(reader.read(table), parameters.tolerance(), parameters.episode());
            byRun.merge(run.run().name(), run, RewardRun::then);
        }
        return new Reading(inputs, List.copyOf(byRun.values()), RunColors.of(tables));
    }

    @Override
    public Result judge(DecompositionParameters parameters, Reading data, Progress progress) {
        DecompositionTables numbers = new DecompositionTables(parameters);
        DecompositionFindings findings = new DecompositionFindings(parameters);
        List<RewardGroup> groups = groups(parameters, data);
        for (RewardGroup group : groups) {
            progress.checkCancelled();
            numbers.add(group);
            findings.residual(group);
            findings.farming(group, farming(parameters, group, numbers));
            findings.components(group);
            findings.scales(group);
        }
        progress.update("drawing", 0.9);
        return new Result(
                findings.findings(),
                new DecompositionFigures(groups, new Smoothing(parameters.smoothing()), source(parameters, data.inputs))
                        .all(),
                numbers.tables(),
                data.inputs);
    }

    private static List<RewardGroup> groups(DecompositionParameters parameters, Reading data) {
        Map<String, List<RewardRun>> byGroup = new LinkedHashMap<>();
        for (RewardRun run : data.runs) {
            byGroup.computeIfAbsent(run.group(parameters.groupBySeeds()), g -> new ArrayList<>())
                    .add(run);
        }
        List<RewardGroup> groups = new ArrayList<>();
        byGroup.forEach((name, runs) ->
                groups.add(RewardGroup.of(name, data.colors.index(name, parameters.groupBySeeds()), runs)));
        return groups;
    }

    /** Judges every run against its first marker that can be judged. */
    private static List<Farming> farming(
            DecompositionParameters parameters, RewardGroup group, DecompositionTables numbers) {
        List<Farming> judged = new ArrayList<>();
        for (RewardRun run : group.runs()) {
            RewardTrace curve = run.curve();
            curve.markers().keySet().stream()
                    .filter(m -> run.isTraining() && Farming.canJudge(curve, m))
                    .findFirst()
                    .ifPresent(marker -> {
                        Farming result = Farming.of(curve, marker, parameters.farming());
                        judged.add(result);
                        numbers.add(group, run, result, parameters.farming());
                    });
        }
        return judged;
    }

    private static FigureSource source(DecompositionParameters parameters, List<Table> inputs) {
        Map<String, String> hashes = new LinkedHashMap<>();
        inputs.forEach(t -> hashes.put(t.name(), t.provenance().sha256()));
        return new FigureSource(
                "decomposition", new Parameters<>(DecompositionParameters.DEFAULTS).texts(parameters), hashes, 0, 0);
    }
}
