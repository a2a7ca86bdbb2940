package rewardloom.model.reward.whatif;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.ReadingAnalysis;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.progress.Progress;
import rewardloom.model.reward.PromptGroups;
import rewardloom.model.reward.RewardReader;
import rewardloom.model.reward.RewardUnits;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Other weights on the components of a reward: returns, rankings and winners, and the weights at which they change. */
public final class WhatIf extends CardAnalysis<WhatIfParameters>
        implements ReadingAnalysis<WhatIfParameters, WhatIf.Reading> {

    public WhatIf() {
        super(
                new Card(
                        "what-if",
                        "What if",
                        Family.DECOMPOSITION,
                        "What would other weights have done to returns, rankings and winners, and which weights turn"
                                + " them?",
                        List.of(
                                "Lucy-SKG: Learning to Play Rocket League Efficiently Using Deep Reinforcement"
                                        + " Learning",
                                "Confronting Reward Model Overoptimization with Constrained RLHF"),
                        List.of("metrics, episodes, steps, responses or scores with components")),
                WhatIfParameters.DEFAULTS);
    }

    /**
     * What is kept of what was read.
     *
     * @param inputs the tables
     * @param runs the units of each run
     * @param colors palette indices of runs and groups
     * @param logged returns of all units as logged, in order: what every other weighting is compared with
     */
    public record Reading(List<Table> inputs, List<RewardUnits> runs, RunColors colors, LoggedOrder logged) {}

    @Override
    public boolean accepts(Tables tables) {
        return RewardReader.accepts(tables, WhatIfParameters.DEFAULTS.choice());
    }

    @Override
    public boolean accepts(WhatIfParameters parameters, Tables tables) {
        return RewardReader.accepts(tables, parameters.choice());
    }

    @Override
    public Object reads(WhatIfParameters parameters) {
        return parameters.choice();
    }

    @Override
    public Reading read(WhatIfParameters parameters, Tables tables, Progress progress) {
        RewardReader reader = new RewardReader(tables, parameters.choice(), 0);
        List<Table> inputs = reader.inputs();
        Map<String, RewardUnits> byRun = new LinkedHashMap<>();
        int done = 0;
        for (Table table : inputs) {
            progress.checkCancelled();
            progress.update("reading " + table.name(), 0.8 * done++ / inputs.size());
            RewardUnits units = RewardUnits.of(reader.read(table), PromptGroups.of(tables, table));
            byRun.merge(units.run().name(), units, RewardUnits::then);
        }
        List<RewardUnits> runs = List.copyOf(byRun.values());
        return new Reading(inputs, runs, RunColors.of(tables), LoggedOrder.of(runs));
    }

    @Override
    public Result judge(WhatIfParameters parameters, Reading data, Progress progress) {
        WhatIfStudy study = WhatIfStudy.of(parameters, Objects.requireNonNull(data));
        progress.checkCancelled();
        return new Result(
                new WhatIfFindings(study).all(),
                new WhatIfFigures(study).all(),
                new WhatIfTables(study).all(),
                data.inputs);
    }
}
