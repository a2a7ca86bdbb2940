package rewardloom.model.reward.alarm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.ReadingAnalysis;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.progress.Progress;
import rewardloom.model.reward.RewardReader;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Everything that looks wrong with a reward, each with its rule, its window and its place. */
public final class Alarms extends CardAnalysis<AlarmParameters>
        implements ReadingAnalysis<AlarmParameters, Alarms.Reading> {

    public Alarms() {
        super(
                new Card(
                        "alarms",
                        "Alarms",
                        Family.DECOMPOSITION,
                        "What looks wrong with the reward: farmed, dead, runaway, drowned, saturated or conflicting"
                                + " parts?",
                        List.of(
                                "Auto MC-Reward: Automated Dense Reward Design with Large Language Models for"
                                        + " Minecraft",
                                "Stabilizing Long-term Multi-turn Reinforcement Learning with Gated Rewards",
                                "On Designing Effective RL Reward at Training Time for LLM Reasoning",
                                "Preference-free Alignment Learning with Regularized Relevance Reward"),
                        List.of("metrics, episodes, steps or responses with components")),
                AlarmParameters.DEFAULTS);
    }

    /** What is kept of what was read. */
    public record Reading(List<Table> inputs, List<Watched> runs, RunColors colors) {}

    @Override
    public boolean accepts(Tables tables) {
        return RewardReader.accepts(tables, AlarmParameters.DEFAULTS.choice());
    }

    @Override
    public boolean accepts(AlarmParameters parameters, Tables tables) {
        return RewardReader.accepts(tables, parameters.choice());
    }

    @Override
    public Object reads(AlarmParameters parameters) {
        return parameters.choice();
    }

    @Override
    public Reading read(AlarmParameters parameters, Tables tables, Progress progress) {
        RewardReader reader = new RewardReader(tables, parameters.choice(), 0);
        List<Table> inputs = reader.inputs();
        List<Watched> runs = new ArrayList<>();
        for (Table table : inputs) {
            progress.checkCancelled();
            progress.update("reading " + table.name(), 0.8 * runs.size() / inputs.size());
            runs.add(Watched.of(reader.read(table), tables));
        }
        return new Reading(inputs, runs, RunColors.of(tables));
    }

    @Override
    public Result judge(AlarmParameters parameters, Reading data, Progress progress) {
        Map<String, List<Watched>> groups = new LinkedHashMap<>();
        data.runs.forEach(r -> groups.computeIfAbsent(
                        parameters.groupBySeeds() ? r.run().group() : r.run().name(), g -> new ArrayList<>())
                .add(r));
        List<Alarm> alarms = new ArrayList<>();
        groups.forEach((name, runs) -> alarms.addAll(new AlarmRules(parameters).judge(name, runs)));
        alarms.sort(Comparator.<Alarm, Boolean>comparing(a -> !a.finding().id().equals("farmed-component"))
                .thenComparing(Comparator.comparing((Alarm a) -> a.finding().severity())
                        .reversed()));
        AlarmFigures figures = new AlarmFigures(groups, alarms, data.colors, parameters);
        List<Finding> findings =
                new ArrayList<>(alarms.stream().map(Alarm::finding).distinct().toList());
        if (findings.isEmpty()) {
            findings.add(new Finding(
                    "no-alarm",
                    Finding.Severity.INFO,
                    "None of the rules finds anything wrong with the reward of " + String.join(", ", groups.keySet())
                            + ".",
                    "See the help for the rules and their thresholds.",
                    Map.of("groups", groups.size()),
                    ""));
        }
        return new Result(findings, figures.all(), List.of(figures.table()), data.inputs);
    }
}
