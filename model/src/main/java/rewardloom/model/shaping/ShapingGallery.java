package rewardloom.model.shaping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import rewardloom.model.analysis.Analysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Result;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Tables;

/** What shaping functions do to a reward's distribution and ranking. */
public final class ShapingGallery implements Analysis<ShapingParameters> {

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
                "Transforming and Combining Rewards for Aligning Large Language Models");
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
    public Result run(ShapingParameters parameters, Tables tables, Progress progress) {
        progress.update("reading rewards", 0);
        RewardSample sample = RewardSample.read(parameters, tables);
        progress.checkCancelled();
        progress.update("shaping " + sample.column(), 0.3);
        ShapingStudy study = ShapingStudy.of(sample, parameters);
        progress.checkCancelled();
        return new Result(
                new ShapingFindings(study, parameters).all(),
                new ShapingFigures(study).all(),
                new ShapingTables(study).all(),
                List.of(sample.table()));
    }
}
