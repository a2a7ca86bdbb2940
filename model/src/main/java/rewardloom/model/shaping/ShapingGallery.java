package rewardloom.model.shaping;

import java.util.List;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.ReadingAnalysis;
import rewardloom.model.analysis.Result;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Formulas;
import rewardloom.model.table.Tables;

/** What shaping functions do to a reward's distribution and ranking. */
public final class ShapingGallery extends CardAnalysis<ShapingParameters>
        implements ReadingAnalysis<ShapingParameters, ShapingGallery.Reading> {

    /** A sample, and what computes formulas. */
    record Reading(RewardSample sample, Formulas formulas) {}

    public ShapingGallery() {
        super(
                new Card(
                        "shaping",
                        "Shaping",
                        Family.SHAPING,
                        "What does a shaping function do to the reward: where does it saturate, and which response"
                                + " wins?",
                        List.of(
                                "Reward Shaping to Mitigate Reward Hacking in RLHF",
                                "Transforming and Combining Rewards for Aligning Large Language Models",
                                "Lucy-SKG: Learning to Play Rocket League Efficiently Using Deep Reinforcement"
                                        + " Learning",
                                "Reward Design for Reinforcement Learning Agents",
                                "Stable Reinforcement Learning for Efficient Reasoning"),
                        List.of(
                                "responses or scores with reward, proxy or score",
                                "episodes with return",
                                "steps with reward",
                                "metrics with reward")),
                ShapingParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return tables.list().stream().anyMatch(RewardSample::accepts);
    }

    @Override
    public Object reads(ShapingParameters p) {
        return List.of(p.table(), p.column(), p.formulas(), p.reference(), p.referenceColumns());
    }

    @Override
    public Reading read(ShapingParameters parameters, Tables tables, Progress progress) {
        progress.update("reading rewards", 0);
        RewardSample sample = RewardSample.read(parameters, tables);
        return new Reading(sample, tables.formulas());
    }

    @Override
    public Result judge(ShapingParameters parameters, Reading data, Progress progress) {
        progress.checkCancelled();
        progress.update("shaping " + data.sample.column(), 0.3);
        ShapingStudy study = ShapingStudy.of(data.sample, parameters, data.formulas);
        progress.checkCancelled();
        return new Result(
                new ShapingFindings(study, parameters).all(),
                new ShapingFigures(study).all(),
                new ShapingTables(study).all(),
                List.of(data.sample.table()));
    }
}
