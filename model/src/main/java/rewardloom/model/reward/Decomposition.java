package rewardloom.model.reward;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import rewardloom.model.analysis.Analysis;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Smoothing;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** A reward taken apart: what each component contributes, whether they add up to the total, and whether one of them is farmed. */
public final class Decomposition implements Analysis<DecompositionParameters> {

    @Override
    public String id() {
        return "decomposition";
    }

    @Override
    public String title() {
        return "Decomposition";
    }

    @Override
    public Family family() {
        return Family.DECOMPOSITION;
    }

    @Override
    public String sentence() {
        return "What is the reward made of, do its components add up, and is one of them farmed?";
    }

    @Override
    public List<String> sources() {
        return List.of(
                "Lucy-SKG: Learning to Play Rocket League Efficiently Using Deep Reinforcement Learning",
                "Auto MC-Reward: Automated Dense Reward Design with Large Language Models for Minecraft",
                "Stabilizing Long-term Multi-turn Reinforcement Learning with Gated Rewards");
    }

    @Override
    public List<String> needs() {
        return List.of(
                "metrics with component",
                "episodes with component",
                "steps with component",
                "responses with component");
    }

    @Override
    public String help() {
        try (InputStream in = Objects.requireNonNull(Decomposition.class.getResourceAsStream("help.md"), "help.md")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public DecompositionParameters defaults() {
        return DecompositionParameters.DEFAULTS;
    }

    @Override
    public boolean accepts(Tables tables) {
        return tables.list().stream().anyMatch(RewardReader::isReadable);
    }

    @Override
    public Result run(DecompositionParameters parameters, Tables tables, Progress progress) {
        List<Table> inputs = inputs(parameters, tables);
        List<RewardGroup> groups = groups(parameters, tables, inputs, progress);
        DecompositionTables numbers = new DecompositionTables(parameters);
        DecompositionFindings findings = new DecompositionFindings(parameters);
        for (RewardGroup group : groups) {
            progress.checkCancelled();
            numbers.add(group);
            findings.residual(group, residuals(parameters, group, numbers));
            findings.farming(group, farming(parameters, group, numbers));
            findings.components(group);
        }
        progress.update("drawing", 0.9);
        return new Result(
                findings.findings(),
                new DecompositionFigures(groups, new Smoothing(parameters.smoothing()), source(parameters, inputs))
                        .all(),
                numbers.tables(),
                inputs);
    }

    private static List<Table> inputs(DecompositionParameters parameters, Tables tables) {
        List<Table> readable = tables.list().stream()
                .filter(RewardReader::isReadable)
                .filter(t -> parameters.runs().isEmpty()
                        || parameters.runs().contains(RunColors.runOf(t).name())
                        || parameters.runs().contains(RunColors.runOf(t).group()))
                .toList();
        Kind kind = Arrays.stream(DecompositionParameters.Source.values())
                .filter(s -> s != DecompositionParameters.Source.AUTO)
                .filter(s -> parameters.source() == DecompositionParameters.Source.AUTO || parameters.source() == s)
                .map(s -> Kind.valueOf(s.name()))
                .filter(k -> readable.stream().anyMatch(t -> t.kind() == k))
                .findFirst()
                .orElseThrow(() -> new AnalysisException(nothing(parameters)));
        return readable.stream().filter(t -> t.kind() == kind && t.rows() > 0).toList();
    }

    private static String nothing(DecompositionParameters parameters) {
        String where = parameters.source() == DecompositionParameters.Source.AUTO
                ? "no table"
                : "no table of the kind " + parameters.source().name().toLowerCase(Locale.ROOT);
        String runs = parameters.runs().isEmpty() ? "" : " of " + String.join(" or ", parameters.runs());
        return where + runs + " has components of a reward; give at least one column or tag the role component/NAME";
    }

    private static List<RewardGroup> groups(
            DecompositionParameters parameters, Tables tables, List<Table> inputs, Progress progress) {
        RewardReader reader = new RewardReader(tables, parameters);
        RunColors colors = RunColors.of(tables);
        Map<String, RewardRun> byRun = new LinkedHashMap<>();
        int done = 0;
        for (Table table : inputs) {
            progress.checkCancelled();
            progress.update("reading " + table.name(), 0.8 * done++ / inputs.size());
            byRun.merge(RunColors.runOf(table).name(), reader.read(table), RewardRun::then);
        }
        Map<String, List<RewardRun>> byGroup = new LinkedHashMap<>();
        for (RewardRun run : byRun.values()) {
            byGroup.computeIfAbsent(run.group(parameters.groupBySeeds()), g -> new ArrayList<>())
                    .add(run);
        }
        List<RewardGroup> groups = new ArrayList<>();
        byGroup.forEach(
                (name, runs) -> groups.add(RewardGroup.of(name, colors.index(name, parameters.groupBySeeds()), runs)));
        return groups;
    }

    private static Map<RewardRun, Residual> residuals(
            DecompositionParameters parameters, RewardGroup group, DecompositionTables numbers) {
        Map<RewardRun, Residual> results = new LinkedHashMap<>();
        for (RewardRun run : group.runs()) {
            Residual residual = Residual.of(run.rows(), parameters.tolerance());
            results.put(run, residual);
            numbers.add(group, run, residual);
        }
        return results;
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
