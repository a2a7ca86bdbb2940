package rewardloom.model.shaping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.ReadingAnalysis;
import rewardloom.model.analysis.Result;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Formulas;
import rewardloom.model.table.Tables;

/** What shaping functions do to a reward's distribution and ranking. */
public final class ShapingGallery implements ReadingAnalysis<ShapingParameters, ShapingGallery.Reading> {

    /** A sample, and what computes formulas. */
    record Reading(RewardSample sample, Formulas formulas) {}

    @Override
    public String id() {
        return "shaping";
    }

    @Override
    public String title() {
        return "Shaping";
    }

    @Override
    public Family family() {
        return Family.SHAPING;
    }

    @Override
    public String sentence() {
        return "What does a shaping function do to the reward: where does it saturate, and which response wins?";
    }

    @Override
    public List<String> sources() {
        return List.of(
                "Reward Shaping to Mitigate Reward Hacking in RLHF",
                "Transforming and Combining Rewards for Aligning Large Language Models",
                "Lucy-SKG: Learning to Play Rocket League Efficiently Using Deep Reinforcement Learning",
                "Reward Design for Reinforcement Learning Agents",
                "Stable Reinforcement Learning for Efficient Reasoning");
    }

    @Override
    public List<String> needs() {
        return List.of(
                "responses or scores with reward, proxy or score",
                "episodes with return",
                "steps with reward",
                "metrics with reward");
    }

    @Override
    public String help() {
        try (InputStream text =
                Objects.requireNonNull(ShapingGallery.class.getResourceAsStream("shaping.md"), "shaping.md")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ShapingParameters defaults() {
        return ShapingParameters.DEFAULTS;
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
