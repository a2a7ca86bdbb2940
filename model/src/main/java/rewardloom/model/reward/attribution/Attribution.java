package rewardloom.model.reward.attribution;

import java.util.List;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.ReadingAnalysis;
import rewardloom.model.analysis.Result;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Tables;

/** What each component or reward model earned, by Shapley's values. */
public final class Attribution extends CardAnalysis<AttributionParameters>
        implements ReadingAnalysis<AttributionParameters, Field> {

    public Attribution() {
        super(
                new Card(
                        "attribution",
                        "Attribution",
                        Family.DECOMPOSITION,
                        "Which component or reward model earned how much of what all achieve together, or of the lead"
                                + " of one run?",
                        List.of(
                                "ProMed: Shapley Information Gain Guided Reinforcement Learning for Proactive Medical"
                                        + " LLMs",
                                "Lucy-SKG: Learning to Play Rocket League Efficiently Using Deep Reinforcement"
                                        + " Learning"),
                        List.of(
                                "any table with components",
                                "responses or scores with several scores, prompt and gold",
                                "scores with columns coalition and value")),
                AttributionParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return Field.accepts(AttributionParameters.DEFAULTS, tables);
    }

    @Override
    public boolean accepts(AttributionParameters parameters, Tables tables) {
        return Field.accepts(parameters, tables);
    }

    @Override
    public Object reads(AttributionParameters parameters) {
        return List.of(parameters.players(), parameters.choice(), parameters.table());
    }

    @Override
    public Field read(AttributionParameters parameters, Tables tables, Progress progress) {
        return Field.read(parameters, tables, progress);
    }

    @Override
    public Result judge(AttributionParameters parameters, Field data, Progress progress) {
        progress.update("sharing", 0.85);
        AttributionResults results = AttributionResults.of(parameters, data);
        return new Result(results.findings(), results.figures(), results.tables(), data.inputs());
    }
}
