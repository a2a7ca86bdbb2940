package rewardloom.viewers.preference;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.Item;
import rewardloom.model.preference.ItemFeatures;
import rewardloom.model.preference.LabelException;
import rewardloom.model.preference.LabelSession;
import rewardloom.model.preference.TextReader;
import rewardloom.model.preference.Verdict;
import rewardloom.model.response.Response;
import rewardloom.model.response.ResponseReader;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.trajectory.Episode;
import rewardloom.model.trajectory.Trajectory;
import rewardloom.model.trajectory.TrajectoryReader;

/** Reads what a comparison shows. Touches the disk. Thread-safe. */
final class CardReader {
    private final Tables tables;
    private final TrajectoryReader trajectories;
    private final ResponseReader responses;
    private final TextReader texts;

    CardReader(Tables tables) {
        this.tables = tables;
        this.trajectories = new TrajectoryReader(tables);
        this.responses = new ResponseReader(tables);
        this.texts = new TextReader(tables);
    }

    /**
     * The comparison with its contents; what cannot be read says so in its place.
     *
     * @param before the verdict that counts, or null
     */
    Card read(LabelSession.Shown shown, @Nullable Verdict before) {
        List<Card.Content> places = new ArrayList<>();
        String prompt = "";
        for (int item : shown.sides().order()) {
            Item compared = shown.comparison().items().get(item);
            try {
                places.add(content(compared));
                prompt = prompt.isEmpty() && !(compared instanceof Item.Segment)
                        ? texts.read(compared).prompt()
                        : prompt;
            } catch (LabelException | IllegalArgumentException | UncheckedIOException e) {
                places.add(new Card.Missing("This cannot be shown: " + e.getMessage()));
            }
        }
        return new Card(shown.comparison(), shown.sides(), shown.event(), before, prompt, places);
    }

    private Card.Content content(Item item) {
        Table table = table(item);
        String policy = ItemFeatures.policy(item, Map.of(table.id(), table));
        return switch (item) {
            case Item.Segment segment -> clip(table, segment);
            case Item.Response response -> {
                Response read = responses.read(table, (int) response.row());
                Double reward = read.numbers().get("reward");
                String origin = table.name() + ", row " + (response.row() + 1);
                yield new Card.Text(
                        read,
                        facts(
                                origin + (reward == null ? "" : String.format(Locale.ROOT, ", reward %.3f", reward)),
                                read,
                                reward,
                                policy));
            }
            case Item.PairText text -> {
                TextReader.Texts read = texts.read(item);
                String origin = table.name() + ", row " + (text.row() + 1) + ", " + text.column();
                yield new Card.Text(
                        Response.of(read.prompt(), read.text()),
                        facts(origin, Response.of(read.prompt(), read.text()), null, policy));
            }
        };
    }

    private static Card.Facts facts(String origin, Response read, @Nullable Double reward, String policy) {
        return new Card.Facts(
                origin,
                read.tokens().isEmpty()
                        ? String.format(Locale.ROOT, "%,d words", read.words())
                        : String.format(
                                Locale.ROOT,
                                "%,d words, %,d tokens",
                                read.words(),
                                read.tokens().size()),
                reward == null ? "" : String.format(Locale.ROOT, "reward %.3f", reward),
                policy);
    }

    private Card.Clip clip(Table table, Item.Segment segment) {
        Episode episode = trajectories
                .index(table)
                .find(segment.run(), segment.episode())
                .orElseThrow(() -> new LabelException("episode " + segment.episode() + " of " + segment.run()
                        + " is no longer in the study; import its file again"));
        Trajectory trajectory = trajectories.read(episode, segment.start(), segment.end());
        String reward = String.format(Locale.ROOT, "return %.3f", trajectory.total());
        String origin = String.format(
                Locale.ROOT,
                "%s, episode %d, steps %d to %d, %s",
                segment.run(),
                segment.episode(),
                segment.start(),
                segment.end() - 1,
                reward);
        return new Card.Clip(
                trajectory,
                new Card.Facts(
                        origin,
                        String.format(Locale.ROOT, "%,d steps", trajectory.steps()),
                        Double.isNaN(trajectory.total()) ? "" : reward,
                        segment.run()));
    }

    private Table table(Item item) {
        return tables.list().stream()
                .filter(table -> table.id().equals(item.table()))
                .findFirst()
                .orElseThrow(() -> new LabelException(
                        "what this pair compares is no longer in the study; import its files again"));
    }
}
